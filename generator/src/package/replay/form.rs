//! From the samples of a form to an expression that builds the form's struct.

use std::collections::HashMap;

use crate::api::{FormField, FormSample};
use crate::package::literal::{self, add};
use crate::package::types;
use crate::rust::{Client, Field, FieldKind, Ident, Module, Struct, Type, TypeItem};

/// The structs that go on the wire as forms.
pub(super) type Forms<'a> = HashMap<&'a Ident, &'a Struct>;

/// All of a client.
pub(super) fn all(client: &Client) -> Forms<'_> {
    let forms = client.types.iter().filter_map(|item| match item {
        TypeItem::Struct(item) if item.form.is_some() => Some((&item.ident, item)),
        TypeItem::Struct(_) | TypeItem::Union(_) | TypeItem::Enum(_) => None,
    });
    forms.collect()
}

/// An expression of type `ty`.
pub(super) fn expression(ty: &Type, samples: &[FormField], forms: &Forms<'_>, modules: &[&Module]) -> String {
    let path = types::name(ty, modules);
    let found = if let Type::Named(ident) = ty { forms.get(ident) } else { None };
    let Some(item) = found else {
        return format!("{path}::default()");
    };
    let taken: &[usize] = item.constructor.as_deref().unwrap_or_default();
    let mut form = match &item.constructor {
        Some(taken) => {
            let fields = taken.iter().filter_map(|index| item.fields.get(*index));
            let values = fields.map(|field| argument(field, examples(item, field, samples), modules));
            format!("{path}::new({})", values.collect::<Vec<_>>().join(", "))
        }
        None => format!("{path}::default()"),
    };
    let mut assignments = String::new();
    for (index, field) in item.fields.iter().enumerate() {
        let examples = examples(item, field, samples);
        if taken.contains(&index) || examples.is_empty() {
            continue;
        }
        if let Some(setter) = &field.setter {
            add(&mut form, format_args!(".{}({})", setter.ident, argument(field, examples, modules)));
            continue;
        }
        let value = value(&field.ty, examples, modules);
        let value = match field.kind {
            FieldKind::Required => value,
            FieldKind::Optional | FieldKind::Nullable => format!("Some({value})"),
            FieldKind::OptionalNullable => format!("postwright_runtime::Field::Value({value})"),
        };
        add(&mut assignments, format_args!("form.{} = {value};", field.ident));
    }
    if assignments.is_empty() { form } else { format!("{{ let mut form = {form}; {assignments} form }}") }
}

/// What the collection has for a field.
fn examples<'a>(item: &Struct, field: &Field, samples: &'a [FormField]) -> &'a [FormSample] {
    let rows = item.form.as_ref().map(|(_, rows)| rows.as_slice()).unwrap_or_default();
    let row = rows.iter().find(|row| row.ident == field.ident);
    let name = row.map(|row| row.name.as_str()).or(field.rename.as_deref()).unwrap_or(field.ident.as_str());
    samples
        .iter()
        .find(|sample| sample.name == name)
        .map(|sample| sample.examples.as_slice())
        .unwrap_or_default()
}

/// The argument of a constructor or a setter.
fn argument(field: &Field, examples: &[FormSample], modules: &[&Module]) -> String {
    let text = examples.first().map(text).unwrap_or_default();
    match (field.kind, &field.ty) {
        (FieldKind::Required | FieldKind::Optional, Type::String) => literal::string(text),
        (FieldKind::Required | FieldKind::Optional, ty) => value(ty, examples, modules),
        (FieldKind::Nullable, ty) if examples.is_empty() => {
            format!("None::<{}>", types::name(ty, modules))
        }
        (FieldKind::Nullable, ty) => format!("Some({})", value(ty, examples, modules)),
        (FieldKind::OptionalNullable, ty) => {
            format!("postwright_runtime::Field::Value({})", value(ty, examples, modules))
        }
    }
}

/// A value of the type itself.
fn value(ty: &Type, examples: &[FormSample], modules: &[&Module]) -> String {
    let text = examples.first().map(text).unwrap_or_default();
    match ty {
        Type::String => format!("{}.to_owned()", literal::string(text)),
        Type::Part => part(examples.first()),
        Type::Vec(ty) => {
            let values = examples.iter().map(|example| value(ty, std::slice::from_ref(example), modules));
            let values: Vec<String> = values.collect();
            if values.is_empty() { "Vec::new()".to_owned() } else { format!("vec![{}]", values.join(", ")) }
        }
        Type::Option(_) if examples.is_empty() => "None".to_owned(),
        Type::Option(ty) => format!("Some({})", value(ty, examples, modules)),
        Type::Unit
        | Type::Bool
        | Type::I64
        | Type::U64
        | Type::F64
        | Type::Number
        | Type::Json
        | Type::Formatted(_)
        | Type::Path(_)
        | Type::Bytes
        | Type::Content
        | Type::Map(_)
        | Type::OrPlaceholder(_)
        | Type::Boxed(_)
        | Type::Named(_)
        | Type::Enum(_)
        | Type::Local(_) => {
            let name = types::name(ty, modules);
            let text = if text.is_empty() { "null" } else { text };
            format!("serde_json::from_str::<{name}>({})?", literal::string(text))
        }
    }
}

/// The text of a value; the path of a file.
fn text(sample: &FormSample) -> &str {
    match sample {
        FormSample::Text(text) | FormSample::File { path: Some(text), .. } => text,
        FormSample::File { path: None, .. } => "",
    }
}

/// A part that holds the value; of a field that has none, or no file, the empty one.
fn part(sample: Option<&FormSample>) -> String {
    const PART: &str = "postwright_runtime::Part::";
    match sample {
        Some(FormSample::Text(text)) => format!("{PART}text({})", literal::string(text)),
        Some(FormSample::File { path, name }) => {
            let path = path.as_ref().map(|path| format!("file({})", literal::string(path)));
            let part = format!("{PART}{}", path.as_deref().unwrap_or("default()"));
            match name {
                Some(name) => format!("{part}.file_name({})", literal::string(name)),
                None => part,
            }
        }
        None => format!("{PART}default()"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_part_has_its_expression() {
        let file = |path: Option<&str>, name: Option<&str>| FormSample::File {
            path: path.map(str::to_owned),
            name: name.map(str::to_owned),
        };
        let samples = [file(Some("a.png"), None), file(None, Some("b")), FormSample::Text("c".to_owned())];
        assert_eq!(
            value(&Type::Vec(Box::new(Type::Part)), &samples, &[]),
            "vec![postwright_runtime::Part::file(\"a.png\"), \
             postwright_runtime::Part::default().file_name(\"b\"), postwright_runtime::Part::text(\"c\")]"
        );
        assert_eq!(value(&Type::Part, &[], &[]), "postwright_runtime::Part::default()");
    }
}
