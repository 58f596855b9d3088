//! `postwright curl`: from an operation to the command that sends it.

use std::path::PathBuf;

use super::console::{Console, Exit, Stop};
use super::options::Common;
use crate::pipeline;

/// Print the command that sends a request with curl
///
/// It sends what the collection has as an example. Credentials are variables of the environment, the same that
/// `from_env` of the SDK reads.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The collection: a JSON file that Postman exported, or a folder of format v3
    #[arg(value_name = "COLLECTION")]
    collection: PathBuf,
    /// The operation: its function (`keys::create_key`), or the name of the request
    #[arg(value_name = "OPERATION")]
    operation: String,
    /// A value for a parameter or a setting, by its name in the collection; may be repeated
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = pair)]
    given: Vec<(String, String)>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("a name and a value, with `=` between them")?;
    Ok((name.to_owned(), value.to_owned()))
}

pub(super) fn run(arguments: &Arguments, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut run = console.understand(&arguments.collection, common)?;
    run.judge_errors(console)?;
    let prefix = crate::build_script::module_name(&arguments.collection).to_uppercase();
    let command = pipeline::curl(&run.understood, &prefix, &arguments.operation, arguments.given.clone());
    run.progress.finish();
    let command = command?;
    for note in &command.notes {
        console.note(note);
    }
    console.result(&command.text)?;
    Ok(Exit::Done)
}
