//! A type as text that is valid inside the generated root module.

use crate::rust::Type;

/// The type expression.
pub(crate) fn type_text(ty: &Type) -> String {
    match ty {
        Type::Unit => "()".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Number => "postwright_runtime::Number".to_owned(),
        Type::Json => "postwright_runtime::Json".to_owned(),
        Type::Bytes => "postwright_runtime::Bytes".to_owned(),
        Type::Content => "postwright_runtime::Content".to_owned(),
        Type::Part => "postwright_runtime::Part".to_owned(),
        Type::Vec(inner) => format!("Vec<{}>", type_text(inner)),
        Type::Option(inner) => format!("Option<{}>", type_text(inner)),
        Type::Field(inner) => format!("postwright_runtime::Field<{}>", type_text(inner)),
        Type::Map(inner) => format!("std::collections::BTreeMap<String, {}>", type_text(inner)),
        Type::Boxed(inner) => format!("Box<{}>", type_text(inner)),
        Type::Named(ident) | Type::Enum(ident) => format!("types::{ident}"),
        Type::Local(ident) => ident.to_string(),
    }
}
