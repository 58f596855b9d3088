//! Turns `rust::Client` into tokens, piece by piece. Nothing is decided here.

mod answers;
mod call;
mod client;
mod method;
mod module;
mod open_enum;
mod ty;
mod types;

pub(crate) use client::client;

use crate::rust;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

/// An identifier, raw where its text is.
#[derive(Clone, Copy)]
struct Name<'a>(&'a str);

fn ident(ident: &rust::Ident) -> Name<'_> {
    Name(ident.as_str())
}

impl ToTokens for Name<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(match self.0.strip_prefix("r#") {
            Some(plain) => proc_macro2::Ident::new_raw(plain, Span::call_site()),
            None => proc_macro2::Ident::new(self.0, Span::call_site()),
        });
    }
}

/// Tokens that are made where they stand: `quote!` copies those that it is given.
struct Lazy<F>(F);

impl<F: Fn() -> TokenStream> ToTokens for Lazy<F> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend((self.0)());
    }
}

/// One line of documentation that is no text of the client's.
fn doc(line: &str) -> TokenStream {
    let line = format!(" {line}");
    quote!(#[doc = #line])
}

/// For a function with so many parameters, `self` included, that Clippy objects.
fn many_arguments(count: usize) -> Option<TokenStream> {
    (count > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}

fn deprecated(deprecated: Option<&rust::Deprecation>) -> Option<TokenStream> {
    deprecated.map(|deprecated| {
        let note = deprecated.note.as_ref().map(|note| quote!((note = #note)));
        quote!(#[deprecated #note])
    })
}

/// The attribute of an old name.
fn renamed(new: &rust::Ident) -> TokenStream {
    let note = format!("renamed to `{}`", new.plain());
    quote!(#[deprecated(note = #note)])
}

/// `Some(x)` or `None`, in code.
fn optional<T: quote::ToTokens>(value: Option<&T>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

fn may_be_large(ty: &rust::Type) -> bool {
    match ty {
        rust::Type::Named(_) | rust::Type::Local(_) | rust::Type::Path(_) => true,
        rust::Type::Option(inner) | rust::Type::OrPlaceholder(inner) => may_be_large(inner),
        rust::Type::Unit
        | rust::Type::Bool
        | rust::Type::I64
        | rust::Type::U64
        | rust::Type::F64
        | rust::Type::String
        | rust::Type::Number
        | rust::Type::Json
        | rust::Type::Bytes
        | rust::Type::Content
        | rust::Type::Part
        | rust::Type::Vec(_)
        | rust::Type::Map(_)
        | rust::Type::Boxed(_)
        | rust::Type::Formatted(_)
        | rust::Type::Enum(_) => false,
    }
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Beside the client. A module further up that allows dead code does not exist here.
    Root,
    /// In the module of a folder.
    Folder,
    /// In the module `types`.
    Types,
}

impl Place {
    fn dead_code(self) -> Option<TokenStream> {
        match self {
            Self::Root => Some(quote!(#[allow(dead_code)])),
            Self::Folder | Self::Types => None,
        }
    }

    /// The attribute of an enum with variants of these types. A struct may be so large that clippy objects; whatever
    /// else a variant holds is small.
    fn of_enum<'a>(self, mut variants: impl Iterator<Item = &'a rust::Type>) -> Option<TokenStream> {
        match (self, variants.any(may_be_large)) {
            (Self::Root, true) => Some(quote!(#[allow(dead_code, clippy::large_enum_variant)])),
            (Self::Folder | Self::Types, true) => Some(quote!(#[allow(clippy::large_enum_variant)])),
            (_, false) => self.dead_code(),
        }
    }
}

#[cfg(test)]
mod tests;
