//! Postwright reads a Postman collection and writes the Rust SDK that a good engineer would write by hand.
//!
//! **Three nouns, five verbs.** *parse* a `Source` into a `postman::Collection`; *lower* it to an `api::Api`;
//! *name* it into a `rust::Client`; *emit* tokens; *print* text.

#![cfg_attr(
    not(feature = "cli"),
    expect(dead_code, reason = "the command line writes whole crates, which need more of the models")
)]

#[cfg(feature = "cli")]
mod anchor;
mod api;
mod build_script;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod code;
#[cfg(feature = "cli")]
mod curl;
mod diagnostic;
#[cfg(feature = "cli")]
mod diff;
#[cfg(feature = "cli")]
mod docs;
mod emit;
mod evidence;
#[cfg(feature = "cli")]
mod explain;
mod fields;
mod format;
mod generator;
mod guess;
mod hash;
mod infer;
#[cfg(feature = "cli")]
mod item;
#[cfg(feature = "cli")]
mod literal;
mod lower;
mod manifest;
mod markdown;
mod name;
#[cfg(feature = "cli")]
mod package;
mod parallel;
mod pipeline;
mod postman;
mod print;
mod report;
mod rust;
mod schemes;
mod settings;
#[cfg(feature = "cli")]
mod snippet;
mod source;
#[cfg(feature = "cli")]
mod starter;
mod text_format;
mod write;
#[cfg(feature = "yaml")]
mod yaml;

pub use build_script::{Builder, Error, build_script};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Pointer, Severity};
pub use generator::{Generated, Generator};
pub use settings::{
    EnumValues, FieldSettings, FolderSettings, OperationSettings, ServerSettings, Settings, TypeSettings,
    Variable,
};
pub use text_format::TextFormat;
