//! Turns operations into methods, and their parameters into arguments and structs.

use super::ty::{borrowed, ty};
use super::{Lazy, Place, deprecated, ident, many_arguments, optional};
use crate::code::{Code, Comments};
use crate::rust::{self, ArgumentKind, Step, StepValue};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The methods of a module, each with its old names behind it.
pub(super) fn methods(module: &rust::Module, place: Place) -> impl Iterator<Item = Code<'_>> {
    module.methods.iter().flat_map(move |of| {
        let aliases = of.aliases.iter();
        let aliases = aliases.map(move |name| Code::items(move |_| alias(&module.handle, of, name, place)));
        std::iter::once(Code::items(move |comments| method(of, place, comments))).chain(aliases)
    })
}

/// A deprecated name of a method.
fn alias(
    handle: &rust::Ident,
    method: &rust::Method,
    alias: &rust::MethodAlias,
    place: Place,
) -> TokenStream {
    let docs = super::doc(&format!("The old name of [`{handle}::{}`].", method.ident.plain()));
    let deprecated = super::renamed(&method.ident);
    // What it forwards to may be deprecated on its own account.
    let allowed = method.deprecated.is_some().then(|| quote!(#[allow(deprecated)]));
    let (name, target, call) = (ident(&alias.ident), ident(&method.ident), ident(&method.call));
    let many = many_arguments(method.arguments.len() + 1);
    let lifetime = lifetime(&method.arguments);
    let arguments = method.arguments.iter().map(|of| Lazy(move || argument(of, place)));
    let values = method.arguments.iter().map(|argument| ident(&argument.ident));
    quote! {
        #docs
        #many
        #deprecated
        #allowed
        pub fn #name #lifetime(&self, #(#arguments),*) -> #call {
            self.#target(#(#values),*)
        }
    }
}

/// The method that prepares a call.
fn method<'a>(method: &'a rust::Method, place: Place, comments: &Comments<'a>) -> TokenStream {
    let (name, call) = (ident(&method.ident), ident(&method.call));
    let docs = comments.mark(&method.docs.0);
    let many = many_arguments(method.arguments.len() + 1);
    let deprecated = deprecated(method.deprecated.as_ref());
    let lifetime = lifetime(&method.arguments);
    let arguments = method.arguments.iter().map(|of| Lazy(move || argument(of, place)));
    let steps = method.steps.iter().map(|of| Lazy(move || step(of)));
    quote! {
        #docs
        #many
        #deprecated
        pub fn #name #lifetime(&self, #(#arguments),*) -> #call {
            #call(Call::new(&self.core, &#call::OPERATION) #(.#steps)*)
        }
    }
}

/// The method of a call that gives an optional parameter.
pub(super) fn setter<'a>(setter: &'a rust::Setter, place: Place, comments: &Comments<'a>) -> TokenStream {
    let (docs, name) = (comments.mark(&setter.docs.0), ident(&setter.ident));
    let deprecated = deprecated(setter.deprecated.as_ref());
    let lifetime = lifetime(std::slice::from_ref(&setter.argument));
    let argument = Lazy(|| argument(&setter.argument, place));
    let step = Lazy(|| setter_step(setter));
    quote! {
        #docs
        #deprecated
        pub fn #name #lifetime(self, #argument) -> Self {
            Self(self.0.#step)
        }
    }
}

/// The lifetime that all values among the arguments share.
fn lifetime(arguments: &[rust::Argument]) -> Option<TokenStream> {
    arguments.iter().any(|argument| matches!(argument.kind, ArgumentKind::Value)).then(|| quote!(<'a>))
}

fn argument(argument: &rust::Argument, place: Place) -> TokenStream {
    let name = ident(&argument.ident);
    let kind = match &argument.kind {
        ArgumentKind::Value => quote!(impl Into<Value<'a>>),
        ArgumentKind::Text => quote!(impl Into<String>),
        ArgumentKind::Body => quote!(impl Into<postwright_runtime::Body>),
        ArgumentKind::Borrowed(of) => {
            let of = borrowed(of, place);
            quote!(&#of)
        }
        ArgumentKind::Owned(of) => ty(of, place).into_token_stream(),
    };
    quote!(#name: #kind)
}

/// The method of `Call` that takes the step, with its arguments.
fn step(step: &Step) -> TokenStream {
    let named = |method: TokenStream, name: &str, of: &StepValue| {
        let of = value(of);
        quote!(#method(#name, #of))
    };
    let bare = |method: TokenStream, of: &StepValue| {
        let of = value(of);
        quote!(#method(#of))
    };
    match step {
        Step::Path { name, value } => named(quote!(path), name, value),
        Step::Query { name, value } => named(quote!(query), name, value),
        Step::Header { name, value } => named(quote!(header), name, value),
        Step::PropertyName { name, value } => named(quote!(property_name), name, value),
        Step::Json { value } => bare(quote!(json), value),
        Step::Text { value } => bare(quote!(text), value),
        Step::Bytes { value } => bare(quote!(bytes), value),
        Step::UrlEncoded { value } => bare(quote!(urlencoded), value),
        Step::Multipart { value } => bare(quote!(multipart), value),
        Step::GraphQl { query, operation_name, variables } => {
            let operation_name = optional(operation_name.as_ref());
            if let Some(variables) = variables {
                let variables = value(variables);
                quote!(graphql(#query, #operation_name, #variables))
            } else {
                quote!(graphql_query(#query, #operation_name))
            }
        }
    }
}

/// A setter replaces what it was given before, unless it adds.
fn setter_step(setter: &rust::Setter) -> TokenStream {
    match &setter.step {
        Step::Query { name, value } if !setter.adds => {
            let value = self::value(value);
            quote!(set_query(#name, #value))
        }
        Step::Header { name, value } if !setter.adds => {
            let value = self::value(value);
            quote!(set_header(#name, #value))
        }
        Step::Path { .. }
        | Step::Query { .. }
        | Step::Header { .. }
        | Step::PropertyName { .. }
        | Step::Json { .. }
        | Step::Text { .. }
        | Step::Bytes { .. }
        | Step::UrlEncoded { .. }
        | Step::Multipart { .. }
        | Step::GraphQl { .. } => step(&setter.step),
    }
}

fn value(value: &StepValue) -> TokenStream {
    match value {
        StepValue::Argument(name) => {
            let name = ident(name);
            quote!(#name)
        }
        StepValue::Reference(name) => {
            let name = ident(name);
            quote!(&#name)
        }
        StepValue::Field(of, name) => {
            let (of, name) = (ident(of), ident(name));
            quote!(#of.#name)
        }
    }
}

/// The struct of required parameters.
pub(super) fn params_struct<'a>(
    params: &'a rust::Params,
    place: Place,
    comments: &Comments<'a>,
) -> TokenStream {
    let (docs, name, dead_code) = (comments.mark(&params.docs.0), ident(&params.ident), place.dead_code());
    let fields = params.fields.iter().map(|(field, of)| {
        let (field, of) = (ident(field), comments.mark(&of.0));
        quote!(#of pub #field: Value<'static>)
    });
    quote! {
        #docs
        #dead_code
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }
    }
}

/// Its constructor.
pub(super) fn params_impl(params: &rust::Params, place: Place) -> TokenStream {
    let (name, dead_code) = (ident(&params.ident), place.dead_code());
    let many = many_arguments(params.fields.len());
    let fields: Vec<_> = params.fields.iter().map(|(field, _)| ident(field)).collect();
    quote! {
        #dead_code
        impl #name {
            /// With all required parameters.
            #many
            pub fn new<'a>(#(#fields: impl Into<Value<'a>>),*) -> Self {
                Self { #(#fields: #fields.into().into_owned()),* }
            }
        }
    }
}
