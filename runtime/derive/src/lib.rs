//! `#[derive(Deserialize)]` for the structs that Postwright writes: it reads what serde's own reads, and takes the compiler a
//! third of the time.
//!
//! Most of the time in which a generated crate is checked went into what serde's derive writes for each struct: a visitor
//! of names, one of lists and one of maps, with three ways to fail for each field. Here the runtime has all that once
//! (`postwright_runtime::codegen::object`), and a struct says what its fields are called and where their values go.
//!
//! Not for hand-written code: it knows the attributes that generated code has, and no others.

use proc_macro::TokenStream;

mod attribute;
mod object;

/// Implements `serde::Deserialize` for a struct with named fields.
///
/// Of serde's attributes it knows `crate`, `rename`, `default` and `with`; `skip_serializing_if` is none of its business,
/// and another one is an error.
#[proc_macro_derive(Deserialize, attributes(serde))]
pub fn deserialize(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as syn::DeriveInput);
    object::object(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}
