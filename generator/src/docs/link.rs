//! What a page refers to: other pages, and types in their spelling.

use serde::Serialize;

use crate::anchor;
use crate::manifest::spell;
use crate::rust::{Ident, Type};

/// A reference to a page.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Link {
    pub(super) text: String,
    /// The page, seen from the root of the reference, without an extension.
    pub(super) page: String,
    /// Of an operation; empty for anything else.
    pub(super) method: String,
    /// Of an operation, too.
    pub(super) path: String,
    pub(super) deprecated: bool,
}

/// A type as Rust spells it, and the page of the type in it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct TypeLink {
    pub(super) text: String,
    /// Types of the collection's have a page.
    pub(super) page: Option<String>,
}

impl TypeLink {
    pub(super) fn new(ty: &Type) -> Self {
        let text = spell(ty, &Ident::to_string, &Ident::to_string)
            .replace("postwright_runtime::", "")
            .replace("std::collections::", "");
        let page = named(ty).map(anchor::ty);
        Self { text, page }
    }
}

/// The type of the module `types` in a type.
pub(super) fn named(ty: &Type) -> Option<&Ident> {
    if let Type::Named(ident) | Type::Enum(ident) = ty.innermost() { Some(ident) } else { None }
}
