//! Turns a struct into the fields of a form, and the fields into an urlencoded body.

use std::collections::HashMap;

use bytes::Bytes;
use serde::Serialize;

use super::Part;
use crate::{Error, Field, Json, Number, encode};

/// A struct whose fields are those of a form; implemented by `form!`.
pub trait Form {
    /// Adds the fields, in order.
    fn fields(&self, fields: &mut Fields);
}

/// The fields of a form.
#[derive(Debug, Default)]
pub struct Fields {
    pub(crate) list: Vec<(&'static str, Part)>,
    pub(crate) error: Option<Error>,
}

impl Fields {
    pub(crate) fn of(form: &impl Form) -> Result<Vec<(&'static str, Part)>, Error> {
        let mut fields = Fields::default();
        form.fields(&mut fields);
        match fields.error {
            Some(error) => Err(error),
            None => Ok(fields.list),
        }
    }
}

/// What can be the value of a field: nothing, one value, or several.
pub trait FieldValue {
    /// Adds a part for each value.
    fn add(&self, parts: &mut Vec<Part>);
}

impl FieldValue for Part {
    fn add(&self, parts: &mut Vec<Part>) {
        parts.push(self.clone());
    }
}

impl FieldValue for String {
    fn add(&self, parts: &mut Vec<Part>) {
        parts.push(Part::text(self.as_str()));
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    fn add(&self, parts: &mut Vec<Part>) {
        if let Some(value) = self {
            value.add(parts);
        }
    }
}

/// Null is an empty text, as in Postman.
impl<T: FieldValue> FieldValue for Field<T> {
    fn add(&self, parts: &mut Vec<Part>) {
        match self {
            Field::Absent => {}
            Field::Null => parts.push(Part::text("")),
            Field::Value(value) => value.add(parts),
        }
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    fn add(&self, parts: &mut Vec<Part>) {
        for value in self {
            value.add(parts);
        }
    }
}

impl<T: FieldValue + ?Sized> FieldValue for Box<T> {
    fn add(&self, parts: &mut Vec<Part>) {
        (**self).add(parts);
    }
}

/// Text as it is, null as an empty text, all else as JSON.
impl FieldValue for Json {
    fn add(&self, parts: &mut Vec<Part>) {
        parts.push(Part::text(match self {
            Json::Null => String::new(),
            Json::String(text) => text.clone(),
            Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => self.to_string(),
        }));
    }
}

macro_rules! displayed {
    ($($type:ty),*) => {$(
        impl FieldValue for $type {
            fn add(&self, parts: &mut Vec<Part>) {
                parts.push(Part::text(self.to_string()));
            }
        }
    )*};
}

displayed!(bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, Number);

/// Lets `form!` take every field: values as they are, and whatever else can be serialized as JSON.
#[derive(Debug)]
pub struct Of<'a, T>(pub &'a T);

/// The first choice of `form!`, for it needs no reference to the reference: what is a `FieldValue`.
pub trait AddValue {
    /// Adds a field of this name.
    fn add_to(&self, fields: &mut Fields, name: &'static str, content_type: Option<&'static str>);
}

/// The second choice of `form!`: what is not, as JSON.
pub trait AddJson {
    /// Adds a field of this name.
    fn add_to(&self, fields: &mut Fields, name: &'static str, content_type: Option<&'static str>);
}

impl<T: FieldValue> AddValue for Of<'_, T> {
    fn add_to(&self, fields: &mut Fields, name: &'static str, content_type: Option<&'static str>) {
        let mut parts = Vec::new();
        self.0.add(&mut parts);
        push(fields, name, content_type, parts);
    }
}

impl<T: Serialize> AddJson for &Of<'_, T> {
    fn add_to(&self, fields: &mut Fields, name: &'static str, content_type: Option<&'static str>) {
        match serde_json::to_string(self.0) {
            // An optional value that is not given.
            Ok(json) if json == "null" => {}
            Ok(json) => {
                let text = serde_json::from_str::<String>(&json).unwrap_or(json);
                push(fields, name, content_type, vec![Part::text(text)]);
            }
            Err(error) => {
                let message = format!("the form field `{name}` cannot be written: {error}");
                fields.error.get_or_insert(Error::argument(message));
            }
        }
    }
}

fn push(fields: &mut Fields, name: &'static str, content_type: Option<&'static str>, parts: Vec<Part>) {
    fields.list.extend(parts.into_iter().map(|part| match content_type {
        Some(kind) if !part.has_content_type() => (name, part.content_type(kind)),
        _ => (name, part),
    }));
}

/// The body of an urlencoded form.
pub(crate) fn urlencoded(form: &impl Form) -> Result<Bytes, Error> {
    let mut pairs = Vec::new();
    for (name, part) in Fields::of(form)? {
        let Some(text) = part.as_text() else {
            return Err(Error::argument(format!(
                "the field `{name}` of an urlencoded form cannot be a file"
            )));
        };
        pairs.push((name, format!("{}={}", encode::form(name), encode::form(text))));
    }
    sort_as_postman(&mut pairs);
    let pairs: Vec<String> = pairs.into_iter().map(|(_, pair)| pair).collect();
    Ok(pairs.join("&").into())
}

/// Postman keeps a form in an object of JavaScript: names that are array indices come first, ascending; fields of
/// one name stand together, where the first of them was.
fn sort_as_postman(pairs: &mut [(&'static str, String)]) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (position, (name, _)) in pairs.iter().enumerate() {
        first.entry(*name).or_insert(position);
    }
    pairs.sort_by_key(|(name, _)| match name.parse::<u32>() {
        Ok(index) if index != u32::MAX && index.to_string() == *name => (0, index as usize),
        _ => (1, first.get(name).copied().unwrap_or_default()),
    });
}

#[cfg(test)]
#[expect(clippy::allow_attributes, reason = "macros of generated code use it")]
mod tests {
    use super::*;
    use crate::codegen;

    #[derive(codegen::Serialize)]
    struct Meta {
        b: i64,
        a: Option<bool>,
    }

    struct Every {
        name: String,
        tags: Vec<String>,
        none: Option<i64>,
        null: Field<f64>,
        price: Option<f64>,
        meta: Option<Meta>,
        zero: bool,
    }

    codegen::form!(Every {
        "full name" => name,
        "tag" => tags,
        "none" => none,
        "null" => null,
        "price" => price,
        "meta" => meta,
        "0" => zero,
    });

    fn every() -> Every {
        Every {
            name: "a b+%20&é".to_owned(),
            tags: vec!["x".to_owned(), "y=z".to_owned()],
            none: None,
            null: Field::Null,
            price: Some(2.0),
            meta: Some(Meta { b: 1, a: None }),
            zero: true,
        }
    }

    #[test]
    fn fields_are_encoded_and_ordered_as_postman_does() {
        assert_eq!(
            urlencoded(&every()).unwrap(),
            "0=true&full%20name=a%20b%2B%2520%26%C3%A9&tag=x&tag=y%3Dz&null=&price=2&\
             meta=%7B%22b%22%3A1%2C%22a%22%3Anull%7D"
        );
    }

    struct Upload {
        file: Part,
    }
    codegen::form!(Upload { "file" => file });

    #[test]
    fn a_file_is_no_urlencoded_field() {
        let error = urlencoded(&Upload { file: Part::file("a") }).unwrap_err();
        assert!(error.is_argument() && error.to_string().contains("`file`"));
    }
}
