//! From a type of the generated code to its name outside of the crate.

use crate::rust::{Module, Type};

/// The type's name; `modules` lead to the module in which it is used.
pub(super) fn name(ty: &Type, modules: &[&Module]) -> String {
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
        Type::Vec(ty) => format!("Vec<{}>", name(ty, modules)),
        Type::Option(ty) => format!("Option<{}>", name(ty, modules)),
        Type::Field(ty) => format!("postwright_runtime::Field<{}>", name(ty, modules)),
        Type::Map(ty) => format!("BTreeMap<String, {}>", name(ty, modules)),
        Type::Boxed(ty) => format!("Box<{}>", name(ty, modules)),
        Type::Named(ident) | Type::Enum(ident) => format!("sdk::types::{ident}"),
        Type::Local(ident) => {
            let path = modules.iter().map(|module| module.ident.as_str()).chain([ident.as_str()]);
            format!("sdk::{}", path.collect::<Vec<_>>().join("::"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::Ident;

    #[test]
    fn names_types_from_outside() {
        let named = Box::new(Type::Named(Ident::new("A")));
        let ty = Type::Map(Box::new(Type::Vec(Box::new(Type::Field(named)))));
        assert_eq!(name(&ty, &[]), "BTreeMap<String, Vec<postwright_runtime::Field<sdk::types::A>>>");
        assert_eq!(name(&Type::Local(Ident::new("P")), &[]), "sdk::P");
    }
}
