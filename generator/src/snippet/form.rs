//! From the samples of a form to an expression that builds the form's struct.

use std::collections::HashMap;

use super::layout::Expr;
use crate::api::{FormField, FormSample};
use crate::literal;
use crate::rust::{Client, Field, FieldKind, Ident, Struct, Type, TypeItem};

/// The structs that go on the wire as forms.
pub(crate) type Forms<'a> = HashMap<&'a Ident, &'a Struct>;

/// All of a client.
pub(crate) fn all(client: &Client) -> Forms<'_> {
    let forms = client.types.iter().filter_map(|item| match item {
        TypeItem::Struct(item) if item.form.is_some() => Some((&item.ident, item)),
        TypeItem::Struct(_) | TypeItem::Union(_) | TypeItem::Enum(_) => None,
    });
    forms.collect()
}

/// The path of a type.
type Name<'a> = &'a dyn Fn(&Type) -> String;

/// An expression of type `ty`.
pub(crate) fn expression(ty: &Type, samples: &[FormField], forms: &Forms<'_>, name: Name<'_>) -> Expr {
    let path = name(ty);
    let found = if let Type::Named(ident) = ty { forms.get(ident) } else { None };
    let Some(item) = found else {
        return Expr::text(format!("{path}::default()"));
    };
    let taken: &[usize] = item.constructor.as_deref().unwrap_or_default();
    let form = match &item.constructor {
        Some(taken) => {
            let fields = taken.iter().filter_map(|index| item.fields.get(*index));
            let values = fields.map(|field| argument(field, examples(item, field, samples), name));
            Expr::call(&format!("{path}::new"), values.collect())
        }
        None => Expr::text(format!("{path}::default()")),
    };
    let mut setters = Vec::new();
    for (index, field) in item.fields.iter().enumerate() {
        let examples = examples(item, field, samples);
        // Whoever has to build a type has a setter for each of its other fields.
        if let Some(setter) =
            field.setter.as_ref().filter(|_| !taken.contains(&index) && !examples.is_empty())
        {
            setters.push(Expr::call(setter.ident.as_str(), vec![argument(field, examples, name)]));
        }
    }
    form.chain(setters)
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
fn argument(field: &Field, examples: &[FormSample], name: Name<'_>) -> Expr {
    let text = examples.first().map(text).unwrap_or_default();
    match (field.kind, &field.ty) {
        (FieldKind::Required | FieldKind::Optional, Type::String) => Expr::text(literal::string(text)),
        (FieldKind::Required | FieldKind::Optional, ty) => value(ty, examples, name),
        (FieldKind::Nullable, ty) if examples.is_empty() => Expr::text(format!("None::<{}>", name(ty))),
        (FieldKind::Nullable, ty) => Expr::call("Some", vec![value(ty, examples, name)]),
        (FieldKind::OptionalNullable, ty) => {
            Expr::call("postwright_runtime::Field::Value", vec![value(ty, examples, name)])
        }
    }
}

/// A value of the type itself.
fn value(ty: &Type, examples: &[FormSample], name: Name<'_>) -> Expr {
    let text = examples.first().map(text).unwrap_or_default();
    match ty {
        Type::String => Expr::text(format!("{}.to_owned()", literal::string(text))),
        Type::Part => Expr::text(part(examples.first())),
        Type::Vec(_) if examples.is_empty() => Expr::text("Vec::new()"),
        Type::Vec(ty) => {
            let items = examples.iter().map(|example| value(ty, std::slice::from_ref(example), name));
            Expr::List { open: "vec![".to_owned(), items: items.collect(), close: "]" }
        }
        Type::Option(_) if examples.is_empty() => Expr::text("None"),
        Type::Option(ty) => Expr::call("Some", vec![value(ty, examples, name)]),
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
            let text = if text.is_empty() { "null" } else { text };
            Expr::text(format!("serde_json::from_str::<{}>({})?", name(ty), literal::string(text)))
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
        let flat = |ty: &Type, samples: &[FormSample]| value(ty, samples, &|_| String::new()).flat();
        assert_eq!(
            flat(&Type::Vec(Box::new(Type::Part)), &samples),
            "vec![postwright_runtime::Part::file(\"a.png\"), \
             postwright_runtime::Part::default().file_name(\"b\"), postwright_runtime::Part::text(\"c\")]"
        );
        assert_eq!(flat(&Type::Part, &[]), "postwright_runtime::Part::default()");
    }
}
