//! What the Rust will be: a complete description of the generated code. Data only.
//!
//! Every identifier was made by `name`; every text that goes into the code is here as it will stand there.
//! `emit` turns it into tokens without deciding anything.

mod client;
mod docs;
mod ident;
mod method;
mod module;
mod ty;
mod types;

pub(crate) use client::{
    BuilderMethod, BuilderTarget, Client, CredentialRow, CredentialValue, ServerRow, VariableRow,
};
pub(crate) use docs::Docs;
pub(crate) use ident::Ident;
pub(crate) use method::{
    Answer, AnswerEnum, Argument, ArgumentKind, Decoder, Deprecation, Descriptor, HeaderRow, LiftedPlace,
    LiftedRow, Method, MethodAlias, Output, Params, QueryRow, Setter, Step, StepValue,
};
pub(crate) use module::Module;
pub(crate) use ty::Type;
pub(crate) use types::{
    Alias, Encoding, Enum, EnumVariant, Field, FieldKind, FieldSetter, FormEncoding, FormRow, Struct, Told,
    TypeItem, Union, UnionVariant, ValueKind,
};
