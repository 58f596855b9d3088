//! Turns what an operation does into its call struct.

use super::client::call_with_list;
use super::ty::ty;
use super::{Place, ident, method, optional};
use crate::code::Code;
use crate::rust::{self, Decoder, LiftedPlace, LiftedRow, QueryRow};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The call that a method of `handle` prepares.
pub(super) fn call<'a>(
    handle: &'a rust::Ident,
    method: &'a rust::Method,
    place: Place,
    parts: &mut Vec<Code<'a>>,
) {
    parts.push(Code::items(move |_| call_struct(handle, method, place)));
    let setters =
        method.setters.iter().map(|of| Code::items(move |comments| method::setter(of, place, comments)));
    let members = std::iter::once(Code::items(move |_| operation(&method.descriptor))).chain(setters);
    parts.push(Code::Impl {
        of: method.call.as_str(),
        allows_dead_code: place.dead_code().is_some(),
        methods: members.collect(),
    });
    parts.push(Code::invocation("call", move || {
        let (name, ty) = (ident(&method.call), ty(&method.output.ty, place));
        let decoder = decoder(method.output.decoder);
        quote!(#name, #decoder, #ty)
    }));
}

fn call_struct(handle: &rust::Ident, method: &rust::Method, place: Place) -> TokenStream {
    let (name, dead_code) = (ident(&method.call), place.dead_code());
    let docs =
        format!(" The call that [`{handle}::{}`] prepares: await it, or send it.", method.ident.plain());
    quote! {
        #[doc = #docs]
        #dead_code
        #[must_use = "a call is not sent until it is awaited or sent"]
        #[derive(Debug)]
        pub struct #name(Call);
    }
}

/// What is constant about an operation.
fn operation(descriptor: &rust::Descriptor) -> TokenStream {
    let rust::Descriptor { name, method, server, path, .. } = descriptor;
    let server = Literal::usize_unsuffixed(*server);
    let query = call_with_list(&quote!(query), descriptor.query.iter().map(query_row));
    let headers = descriptor.headers.iter().map(|header| {
        let (name, value) = (&header.name, &header.value);
        quote!((#name, #value))
    });
    let headers = call_with_list(&quote!(headers), headers);
    let auth = descriptor.auth.iter().map(|index| Literal::usize_unsuffixed(*index));
    let auth = call_with_list(&quote!(auth), auth);
    let content_type = descriptor.content_type.as_ref().map(|text| quote!(.content_type(#text)));
    let keep_redirects = (!descriptor.follow_redirects).then(|| quote!(.keep_redirects()));
    let keep_method = descriptor.keep_method.then(|| quote!(.keep_method()));
    let max_redirects = descriptor.max_redirects.map(|limit| {
        let limit = Literal::u32_unsuffixed(limit);
        quote!(.max_redirects(#limit))
    });
    let variables = call_with_list(&quote!(variables), descriptor.variables.iter().map(lifted_row));
    quote! {
        const OPERATION: Operation = Operation::new(#method, #server, #path)
            .named(#name)
            #query
            #headers
            #auth
            #content_type
            #keep_redirects
            #keep_method
            #max_redirects
            #variables;
    }
}

fn query_row(row: &QueryRow) -> TokenStream {
    match row {
        QueryRow::Parameter(name) => quote!(Query::Parameter(#name)),
        QueryRow::Fixed { key, value } => {
            let (key, value) = (optional(key.as_ref()), optional(value.as_ref()));
            quote!(Query::Fixed(#key, #value))
        }
    }
}

fn lifted_row(row: &LiftedRow) -> TokenStream {
    let (name, variable) = (&row.name, &row.variable);
    match row.place {
        LiftedPlace::Path => quote!(Lifted::Path(#name, #variable)),
        LiftedPlace::Query => quote!(Lifted::Query(#name, #variable)),
        LiftedPlace::Header => quote!(Lifted::Header(#name, #variable)),
        LiftedPlace::PropertyName => quote!(Lifted::PropertyName(#name, #variable)),
    }
}

/// The word by which the runtime's macros know a decoder.
pub(super) fn decoder(decoder: Decoder) -> TokenStream {
    match decoder {
        Decoder::Empty => quote!(empty),
        Decoder::Json => quote!(json),
        Decoder::Text => quote!(text),
        Decoder::Bytes => quote!(bytes),
        Decoder::Content => quote!(content),
        Decoder::Answers => quote!(answers),
    }
}
