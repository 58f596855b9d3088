//! Turns `rust::Type` into tokens.

use super::{Place, ident};
use crate::rust::Type;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// A type as it is written at a place.
#[derive(Clone, Copy)]
pub(super) struct Ty<'a>(&'a Type, Place);

pub(super) fn ty(of: &Type, place: Place) -> Ty<'_> {
    Ty(of, place)
}

impl ToTokens for Ty<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(written(self.0, self.1));
    }
}

fn written(of: &Type, place: Place) -> TokenStream {
    match of {
        Type::Unit => quote!(()),
        Type::Bool => quote!(bool),
        Type::I64 => quote!(i64),
        Type::U64 => quote!(u64),
        Type::F64 => quote!(f64),
        Type::String => quote!(String),
        Type::Number => quote!(Number),
        Type::Json => quote!(Json),
        Type::Bytes => quote!(Bytes),
        Type::Content => quote!(Content),
        Type::Part => quote!(Part),
        Type::Vec(inner) => generic(&quote!(Vec), inner, place),
        Type::Option(inner) => generic(&quote!(Option), inner, place),
        Type::Boxed(inner) => generic(&quote!(Box), inner, place),
        Type::OrPlaceholder(inner) => generic(&quote!(OrPlaceholder), inner, place),
        Type::Map(inner) => {
            let inner = ty(inner, place);
            quote!(std::collections::BTreeMap<String, #inner>)
        }
        Type::Named(name) | Type::Enum(name) => {
            let name = ident(name);
            match place {
                Place::Types => quote!(#name),
                Place::Root | Place::Folder => quote!(types::#name),
            }
        }
        Type::Local(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Type::Formatted(format) => self::path(format.path()),
        Type::Path(path) => self::path(path),
    }
}

/// `crate::Money`: identifiers and `::`, as the settings have made sure.
fn path(path: &str) -> TokenStream {
    let is_global = path.starts_with("::").then(|| quote!(::));
    let parts = path.split("::").filter(|part| !part.is_empty());
    let parts = parts.map(|part| proc_macro2::Ident::new(part, proc_macro2::Span::call_site()));
    quote!(#is_global #(#parts)::*)
}

/// The type behind a reference: a slice for a list, `str` for a text.
pub(super) fn borrowed(of: &Type, place: Place) -> TokenStream {
    match of {
        Type::Vec(inner) => {
            let inner = ty(inner, place);
            quote!([#inner])
        }
        Type::String => quote!(str),
        Type::Unit
        | Type::Bool
        | Type::I64
        | Type::U64
        | Type::F64
        | Type::Number
        | Type::Json
        | Type::Bytes
        | Type::Content
        | Type::Part
        | Type::Option(_)
        | Type::OrPlaceholder(_)
        | Type::Boxed(_)
        | Type::Map(_)
        | Type::Named(_)
        | Type::Enum(_)
        | Type::Formatted(_)
        | Type::Path(_)
        | Type::Local(_) => written(of, place),
    }
}

fn generic(outer: &TokenStream, inner: &Type, place: Place) -> TokenStream {
    let inner = ty(inner, place);
    quote!(#outer<#inner>)
}
