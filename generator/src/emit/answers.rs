//! Turns the documented answers of an operation into an enum.

use super::ty::ty;
use super::{Place, call, ident};
use crate::code::{Code, Comments};
use crate::rust::{self, Decoder};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn answers<'a>(answers: &'a rust::AnswerEnum, place: Place, parts: &mut Vec<Code<'a>>) {
    parts.push(Code::items(move |comments| answer_enum(answers, place, comments)));
    parts.push(Code::invocation("answers", move || rows(answers)));
}

fn answer_enum<'a>(answers: &'a rust::AnswerEnum, place: Place, comments: &Comments<'a>) -> TokenStream {
    let (docs, name) = (comments.mark(&answers.docs.0), ident(&answers.ident));
    let allow = place.of_enum(answers.answers.iter().map(|answer| &answer.ty));
    let variants = answers.answers.iter().map(|answer| {
        let (docs, variant) = (comments.mark(&answer.docs.0), ident(&answer.ident));
        match answer.decoder {
            Decoder::Empty => quote!(#docs #variant),
            Decoder::Json | Decoder::Text | Decoder::Bytes | Decoder::Content | Decoder::Answers => {
                let ty = ty(&answer.ty, place);
                quote!(#docs #variant(#ty))
            }
        }
    });
    let unknown = answers.unknown.as_ref().map(|variant| {
        let variant = ident(variant);
        quote! {
            /// Any other answer.
            #variant(Content),
        }
    });
    quote! {
        #docs
        #allow
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown
        }
    }
}

/// How the runtime tells the variants apart.
fn rows(answers: &rust::AnswerEnum) -> TokenStream {
    let name = ident(&answers.ident);
    let rows = answers.answers.iter().map(|answer| {
        let (decoder, variant) = (call::decoder(answer.decoder), ident(&answer.ident));
        let status = answer.status.map(Literal::u16_unsuffixed);
        let status = status.map_or_else(|| quote!(*), |status| quote!(#status));
        quote!(#status #decoder => #variant)
    });
    let unknown = answers.unknown.as_ref().map(|variant| {
        let variant = ident(variant);
        quote!(_ => #variant)
    });
    let rows = rows.chain(unknown);
    quote!(#name { #(#rows),* })
}
