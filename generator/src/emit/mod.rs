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
use quote::quote;

/// `text`, raw where it is written so.
fn ident(ident: &rust::Ident) -> proc_macro2::Ident {
    let text = ident.as_str();
    match text.strip_prefix("r#") {
        Some(plain) => proc_macro2::Ident::new_raw(plain, Span::call_site()),
        None => proc_macro2::Ident::new(text, Span::call_site()),
    }
}

fn docs(docs: &rust::Docs) -> TokenStream {
    docs.0.iter().map(|line| doc(line)).collect()
}

/// One line of documentation: a `///` with a space behind it, unless the line is empty.
fn doc(line: &str) -> TokenStream {
    if line.is_empty() {
        quote!(#[doc = ""])
    } else {
        let line = format!(" {line}");
        quote!(#[doc = #line])
    }
}

/// For a function with so many parameters, `self` included, that Clippy objects.
fn many_arguments(count: usize) -> Option<TokenStream> {
    (count > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}

fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated]))
}

/// `Some(x)` or `None`, in code.
fn optional<T: quote::ToTokens>(value: Option<&T>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
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

    /// The attribute of an enum, whose variants may differ in size.
    fn of_enum(self) -> TokenStream {
        match self {
            Self::Root => quote!(#[allow(dead_code, clippy::large_enum_variant)]),
            Self::Folder | Self::Types => quote!(#[allow(clippy::large_enum_variant)]),
        }
    }
}

#[cfg(test)]
mod tests;
