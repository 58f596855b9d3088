//! `postwright inspect`: from a collection to what the generator understood of it.

use std::path::PathBuf;

use clap::ValueEnum;

use super::console::{Console, Exit, Run, Stop};
use super::options::Common;
use super::table;
use crate::pipeline;

/// Print what the generator understood of a collection
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The collection: a JSON file that Postman exported
    #[arg(value_name = "COLLECTION")]
    collection: PathBuf,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Table,
    /// The manifest
    Json,
}

pub(super) fn run(arguments: &Arguments, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let run = console.understand(&arguments.collection, common)?;
    finish(arguments, run, console)
}

fn finish(arguments: &Arguments, mut run: Run, console: &mut Console<'_>) -> Result<Exit, Stop> {
    run.judge_errors(console)?;
    let manifest = pipeline::manifest(&run.understood);
    run.progress.finish();
    let text = match arguments.format {
        Format::Table => table::text(&manifest),
        Format::Json => format!("{manifest:#}\n"),
    };
    console.result(&text)?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::super::console::tests::{printed, run};
    use super::*;

    #[test]
    fn prints_the_manifest_and_nothing_else() {
        let arguments = Arguments { collection: PathBuf::from("shop.json"), format: Format::Json };
        let (out, err) = printed(&Common::default(), |console| {
            assert_eq!(finish(&arguments, run(12), console).unwrap(), Exit::Done);
        });
        let manifest: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!((&manifest["manifest"], err.as_str()), (&1.into(), ""));
    }
}
