//! Turns folders into modules.

use super::{Place, answers, call, ident, method, types};
use crate::code::{Code, Comments};
use crate::rust;
use proc_macro2::TokenStream;
use quote::quote;

/// The module of a folder that stands at `place`.
pub(super) fn module<'a>(module: &'a rust::Module, place: Place) -> Code<'a> {
    let mut parts = vec![Code::items(|_| uses(module)), Code::items(|comments| handle(module, comments))];
    let methods = methods(module);
    if !methods.is_empty() {
        parts.push(Code::Impl { of: module.handle.as_str(), allows_dead_code: false, methods });
    }
    calls(module, Place::Folder, &mut parts);
    parts.extend(module.modules.iter().map(|inner| self::module(inner, Place::Folder)));
    let head = move |comments: &Comments<'a>| {
        let (name, docs, dead_code) =
            (ident(&module.ident), comments.mark(&module.docs.0), place.dead_code());
        quote! {
            #docs
            #dead_code
            pub mod #name {}
        }
    };
    Code::module(head, parts)
}

/// What belongs to the methods of a module: their calls, answers and parameters.
pub(super) fn calls<'a>(module: &'a rust::Module, place: Place, parts: &mut Vec<Code<'a>>) {
    for method in &module.methods {
        call::call(&module.handle, method, place, parts);
        for answers in method.answers.iter().chain(&method.errors) {
            answers::answers(answers, place, parts);
        }
    }
    let aliases = module.methods.iter().flat_map(|method| &method.aliases).flat_map(|alias| &alias.types);
    parts.extend(aliases.map(|of| Code::items(move |_| types::alias(of, place))));
    for params in &module.params {
        parts.push(Code::items(move |comments| method::params_struct(params, place, comments)));
        parts.push(Code::items(move |_| method::params_impl(params, place)));
    }
}

/// The method that gives a folder's struct.
pub(super) fn accessor<'a>(module: &'a rust::Module, comments: &Comments<'a>) -> TokenStream {
    let (docs, name) = (comments.mark(&module.docs.0), ident(&module.accessor));
    let (inside, handle) = (ident(&module.ident), ident(&module.handle));
    quote! {
        #docs
        pub fn #name(&self) -> #inside::#handle {
            #inside::#handle { core: self.core.clone() }
        }
    }
}

fn methods(module: &rust::Module) -> Vec<Code<'_>> {
    let accessors = module.modules.iter().map(|inner| Code::items(|comments| accessor(inner, comments)));
    accessors.chain(method::methods(module, Place::Folder)).collect()
}

fn uses(module: &rust::Module) -> TokenStream {
    let types = module.uses_types.then(|| {
        quote!(
            use super::types;
        )
    });
    quote! {
        #types
        use postwright_runtime::codegen::*;
    }
}

fn handle<'a>(module: &'a rust::Module, comments: &Comments<'a>) -> TokenStream {
    let (docs, handle) = (comments.mark(&module.docs.0), ident(&module.handle));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #handle {
            pub(super) core: Core,
        }
    }
}
