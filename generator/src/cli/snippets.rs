//! `postwright snippets`: from a collection to the code that documentation shows of its operations.

use std::path::{Path, PathBuf};

use super::console::{Console, Exit, Stop};
use super::options::Common;
use crate::pipeline;
use crate::write::Problem;

/// Print the code that shows how each operation is called, one JSON object per line
///
/// Each has the members `pointer` and `function`; `rust`, a program; `http`, the message that is sent; `curl`, the
/// command that sends it; `notes`, what that command cannot do; and `variables`, the variables of the environment that it
/// needs, each with its name or its example in the collection.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The collection: a JSON file that Postman exported, or a folder of format v3
    #[arg(value_name = "COLLECTION")]
    collection: PathBuf,
    /// The SDK's crate or module, which also begins the variables of the environment; by default, what a build script
    /// calls the collection
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

/// What the SDK is called in code: as it was given, or as a build script calls it.
pub(super) fn library(name: Option<&str>, collection: &Path) -> Result<String, Problem> {
    match name {
        Some(name) if syn::parse_str::<syn::Ident>(name).is_ok() => Ok(name.to_owned()),
        Some(name) => Err(Problem::new(format!("`{}` is no name of a crate in code", name.escape_debug()))
            .help("as it stands behind `use`: `my_shop`")),
        None => Ok(crate::build_script::module_name(collection)),
    }
}

pub(super) fn run(arguments: &Arguments, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let name = library(arguments.name.as_deref(), &arguments.collection)?;
    let mut run = console.understand(&arguments.collection, common)?;
    run.judge_errors(console)?;
    let lines = pipeline::snippet_lines(&run.understood, &name);
    run.progress.finish();
    console.result(&lines)?;
    Ok(Exit::Done)
}
