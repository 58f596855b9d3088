//! Turns the documented answers of an operation into an enum.

use super::ty::ty;
use super::{Place, call, docs, ident};
use crate::code::Code;
use crate::rust::{self, Decoder};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn answers<'a>(answers: &'a rust::AnswerEnum, place: Place, parts: &mut Vec<Code<'a>>) {
    parts.push(Code::items(move || answer_enum(answers, place)));
    parts.push(Code::items(move || rows(answers)));
}

fn answer_enum(answers: &rust::AnswerEnum, place: Place) -> TokenStream {
    let (docs, name) = (docs(&answers.docs), ident(&answers.ident));
    let allow = place.of_enum(answers.answers.iter().map(|answer| &answer.ty));
    let variants = answers.answers.iter().map(|answer| {
        let (docs, variant) = (super::docs(&answer.docs), ident(&answer.ident));
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
    quote!(answers!(#name { #(#rows),* });)
}
