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
    let mut manifest = pipeline::manifest(&run.understood);
    manifest["variables"] = pipeline::variables(&run.input);
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
    use super::super::tests::command;
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

    #[test]
    fn says_where_each_variable_has_its_value_from() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.to_str().unwrap().to_owned()
        };
        let collection = file(
            "shop.json",
            r#"{
                "info": {"name": "x", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
                "item": [{"name": "a", "request": {"method": "GET", "url": "{{url}}/{{id}}/{{area}}"}}],
                "variable": [{"key": "url", "value": "https://x.test"}, {"key": "id", "value": "1"}]
            }"#,
        );
        let dev = file("dev.json", r#"{"values": [{"key": "url", "value": "https://dev.test"}]}"#);
        let globals = file(
            "globals.json",
            r#"{"_postman_variable_scope": "globals", "values": [{"key": "id", "value": "2"}, {"key": "k", "type": "secret", "value": "3"}]}"#,
        );
        let (status, out, _) =
            command(&["inspect", &collection, "--environment", &dev, "--environment", &globals]);
        assert_eq!(status, 0);
        let variables = out.split_once("variables:").unwrap().1.replace(folder.path().to_str().unwrap(), "…");
        let lines: Vec<Vec<&str>> = variables.lines().map(|line| line.split_whitespace().collect()).collect();
        let lines: Vec<String> = lines.iter().map(|words| words.join(" ")).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        4
        VARIABLE VALUE FROM FILE PLACE
        url environment …/dev.json /values/0
        id collection …/shop.json /variable/1
        k (secret) globals …/globals.json /values/1
        area - - -
        ");
    }
}
