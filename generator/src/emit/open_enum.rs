//! Turns the enums of known texts into items of the module `types`.

use super::{docs, ident};
use crate::code::Code;
use crate::rust;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn open_enum<'a>(of: &'a rust::Enum, parts: &mut Vec<Code<'a>>) {
    parts.push(Code::items(|| item(of)));
    if of.derives_default {
        parts.push(Code::items(|| {
            let name = ident(&of.ident);
            quote! {
                impl Default for #name {
                    fn default() -> Self {
                        Self::Other(String::new())
                    }
                }
            }
        }));
    }
    parts.push(Code::items(|| {
        let name = ident(&of.ident);
        let rows = of.variants.iter().map(|variant| {
            let (text, name) = (&variant.text, ident(&variant.ident));
            quote!(#text => #name)
        });
        quote!(open_enum!(#name { #(#rows),* });)
    }));
}

fn item(of: &rust::Enum) -> TokenStream {
    let (docs, name) = (docs(&of.docs), ident(&of.ident));
    let variants = of.variants.iter().map(|variant| {
        let (docs, name) = (super::docs(&variant.docs), ident(&variant.ident));
        quote!(#docs #name)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// Every other text.
            Other(String),
        }
    }
}
