//! A type as text.

use crate::rust::{Ident, Type};

/// The type expression, valid inside the generated root module.
pub(crate) fn type_text(ty: &Type) -> String {
    spell(ty, &|ident| format!("types::{ident}"), &Ident::to_string)
}

/// The type expression, with own words for types of the module `types` and for those of the module at hand.
pub(crate) fn spell(ty: &Type, named: &dyn Fn(&Ident) -> String, local: &dyn Fn(&Ident) -> String) -> String {
    let inside = |inner: &Type| spell(inner, named, local);
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
        Type::Vec(inner) => format!("Vec<{}>", inside(inner)),
        Type::Option(inner) => format!("Option<{}>", inside(inner)),
        Type::Boxed(inner) => format!("Box<{}>", inside(inner)),
        Type::OrPlaceholder(inner) => format!("postwright_runtime::OrPlaceholder<{}>", inside(inner)),
        Type::Map(inner) => format!("std::collections::BTreeMap<String, {}>", inside(inner)),
        Type::Named(ident) | Type::Enum(ident) => named(ident),
        Type::Local(ident) => local(ident),
        Type::Formatted(format) => format.path().to_owned(),
        Type::Path(path) => path.clone(),
    }
}
