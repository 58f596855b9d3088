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
    /// The names that were added, each as often as the form lists it.
    rows: Vec<&'static str>,
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

/// Adds the parts of a field. A form whose values of one name stand apart lists the name several times: each time
/// one more of them stays where it is, and those behind it go to the end.
fn push(fields: &mut Fields, name: &'static str, content_type: Option<&'static str>, parts: Vec<Part>) {
    let placed = fields.rows.iter().filter(|row| **row == name).count();
    fields.rows.push(name);
    if placed > 0 {
        let mut seen = 0;
        let is_placed = |(other, _): &(&'static str, Part)| {
            seen += usize::from(*other == name);
            *other != name || seen <= placed
        };
        let (mut list, rest): (Vec<_>, Vec<_>) = fields.list.drain(..).partition(is_placed);
        list.extend(rest);
        fields.list = list;
        return;
    }
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

    struct Apart {
        many: Vec<String>,
        one: String,
    }

    codegen::form!(Apart { "many" => many, "one" => one, "many" => many, "end" => one, "many" => many });

    #[test]
    fn values_that_stand_apart_stay_apart() {
        let shown = |many: &[&str]| {
            let form = Apart { many: many.iter().map(|it| (*it).to_owned()).collect(), one: "x".to_owned() };
            let fields = Fields::of(&form).unwrap();
            let texts = fields.iter().map(|(_, part)| part.as_text().unwrap_or_default().to_owned());
            texts.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(&["1", "2", "3", "4"]), "1 x 2 x 3 4");
        assert_eq!(shown(&["1", "2"]), "1 x 2 x");
        assert_eq!(shown(&[]), "x x");
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
