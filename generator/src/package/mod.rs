//! From an understood collection to the files of a whole crate.

mod cargo_toml;
mod changelog;
mod crate_name;
mod examples;
mod library;
mod readme;
mod replay;
#[cfg(test)]
pub(crate) mod sample;

use std::path::Path;

pub(crate) use changelog::{Changelog, Since, changelog};
pub(crate) use crate_name::{CrateName, derived, given};

use crate::api;
use crate::rust;
use crate::write::File;

/// What a crate is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a> {
    pub(crate) api: &'a api::Api,
    pub(crate) client: &'a rust::Client,
    /// As `inspect` shows it: it says which type reads which example.
    pub(crate) manifest: &'a serde_json::Value,
    /// The generated module.
    pub(crate) module: &'a str,
    /// The collection's file name, without folders.
    pub(crate) file_name: &'a str,
    pub(crate) name: &'a CrateName,
    /// As it is written into `Cargo.toml`; `None`: the published version.
    pub(crate) runtime_path: Option<&'a Path>,
}

/// A formatter would turn generated files into edited ones, which a later run does not touch.
const RUSTFMT: &str =
    "# The code is generated; formatted, it would look like an edit.\ndisable_all_formatting = true\n";

/// The files of the crate that are Postwright's own, each with a line break at its end.
pub(crate) fn files(input: &Input<'_>) -> Vec<File> {
    let file = |path: &str, text: String| File::own(path, text);
    vec![
        file(".gitignore", "/target\n/.postwright-journal*\n".to_owned()),
        file("Cargo.toml", cargo_toml::text(input)),
        file("README.md", readme::text(input)),
        file("examples/replay.rs", replay::text(input)),
        file("rustfmt.toml", RUSTFMT.to_owned()),
        file("src/lib.rs", library::text(input)),
        file("tests/examples.rs", examples::text(input)),
    ]
}
