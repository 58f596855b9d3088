//! Turns the enums of known texts into items of the module `types`.

use super::ident;
use crate::code::{Code, Comments};
use crate::rust;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn open_enum<'a>(of: &'a rust::Enum, parts: &mut Vec<Code<'a>>) {
    parts.push(Code::items(|comments| item(of, comments)));
    if of.derives_default {
        parts.push(Code::items(|_| {
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
    parts.push(Code::invocation("open_enum", || {
        let name = ident(&of.ident);
        let rows = of.variants.iter().map(|variant| {
            let (text, name) = (&variant.text, ident(&variant.ident));
            quote!(#text => #name)
        });
        quote!(#name { #(#rows),* })
    }));
}

fn item<'a>(of: &'a rust::Enum, comments: &Comments<'a>) -> TokenStream {
    let (docs, name) = (comments.mark(&of.docs.0), ident(&of.ident));
    let variants = of.variants.iter().map(|variant| {
        let (docs, name) = (comments.mark(&variant.docs.0), ident(&variant.ident));
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
