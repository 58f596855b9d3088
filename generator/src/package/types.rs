//! From a type of the generated code to its name outside of the crate.

use crate::manifest::spell;
use crate::rust::{Ident, Module, Type};

/// The type's name; `modules` lead to the module in which it is used.
pub(super) fn name(ty: &Type, modules: &[&Module]) -> String {
    let local = |ident: &Ident| {
        let path = modules.iter().map(|module| module.ident.as_str()).chain([ident.as_str()]);
        format!("sdk::{}", path.collect::<Vec<_>>().join("::"))
    };
    spell(ty, &|ident| format!("sdk::types::{ident}"), &local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_types_from_outside() {
        let named = Box::new(Type::Named(Ident::new("A")));
        let ty = Type::Map(Box::new(Type::Vec(Box::new(Type::Option(named)))));
        assert_eq!(name(&ty, &[]), "std::collections::BTreeMap<String, Vec<Option<sdk::types::A>>>");
        assert_eq!(name(&Type::Local(Ident::new("P")), &[]), "sdk::P");
    }
}
