//! `postwright init`: from a collection to its first `postwright.toml`.

use std::path::PathBuf;

use super::console::{Console, Exit, Stop};
use super::options::Common;
use crate::pipeline;
use crate::write::{self, Problem};

/// Write a commented `postwright.toml` for a collection, beside it or to `--config`; never over a file
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The collection: a JSON file that Postman exported, or a folder of YAML files
    #[arg(value_name = "COLLECTION")]
    collection: PathBuf,
}

pub(super) fn run(arguments: &Arguments, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let beside = || arguments.collection.with_file_name("postwright.toml");
    let path = common.config.clone().unwrap_or_else(beside);
    if path.exists() {
        let problem = Problem::new(format!("`{}` is there already", path.display()));
        return Err(problem.help("change it by hand, or name another file with `--config`").into());
    }
    let mut run = console.understand_without_settings(&arguments.collection, common)?;
    run.judge_errors(console)?;
    let text = pipeline::starter(&run.understood);
    run.progress.finish();
    write::file(&path, &text)?;
    console.note(&format!("{}: written", path.display()));
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::tests::command;
    use crate::Generator;

    /// The settings that are commented out, without their `#`.
    fn taken(text: &str) -> String {
        let setting = |line: &str| {
            let rest = line.strip_prefix('#').filter(|rest| !rest.starts_with([' ', ':']));
            rest.unwrap_or_default().to_owned() + "\n"
        };
        text.lines().map(setting).collect()
    }

    /// What holds without a setting is what its line in the file says.
    #[test]
    fn every_setting_in_the_file_can_be_taken_and_changes_nothing() {
        let collections = Path::new(env!("CARGO_MANIFEST_DIR")).join("../collections");
        let folder = tempfile::tempdir().unwrap();
        for name in ["api_keys", "kitchen_sink", "lanterns.v1", "sunshine", "tides.v2.1"] {
            let collection = collections.join(format!("{name}.postman_collection.json"));
            let file = folder.path().join(format!("{name}.toml"));
            let arguments = ["init", collection.to_str().unwrap(), "--config", file.to_str().unwrap()];
            let (status, out, err) = command(&arguments);
            assert_eq!((status, out.as_str()), (0, ""), "{err}");
            let text = std::fs::read_to_string(&file).unwrap();
            let before = Generator::new().generate(&collection).unwrap().module;
            assert!(Generator::new().config(&file).generate(&collection).unwrap().module == before);
            std::fs::write(&file, taken(&text)).unwrap();
            let after = Generator::new()
                .config(&file)
                .generate(&collection)
                .unwrap_or_else(|error| panic!("{error}"));
            assert!(after.module == before, "{name}: {}", after.module);
        }
    }

    #[test]
    fn a_file_that_is_there_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let collection = folder.path().join("a.json");
        let source =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../collections/sunshine.postman_collection.json");
        std::fs::copy(source, &collection).unwrap();
        let (status, _, err) = command(&["init", collection.to_str().unwrap()]);
        assert_eq!(status, 0, "{err}");
        let file = folder.path().join("postwright.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("#[operations.\"Integrations/Create Integration Key\"]"), "{text}");
        std::fs::write(&file, "mine").unwrap();
        let (status, _, err) = command(&["init", collection.to_str().unwrap()]);
        assert!(status == 2 && err.contains("is there already"), "{err}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    }
}
