//! `postwright diff`: from two states of a collection to what changed for those who call its SDK.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::console::{Console, Exit, Run, Stop};
use super::options::Common;
use super::revision::Checkout;
use crate::diff::Weight;
use crate::pipeline::{self, Look};

/// Say what changed between two collections for callers of the SDK, and which version that needs
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The collection as it was: a file, a folder, or either of them in a git revision, `REV:path`
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The collection as it is
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// End with 1 if the change is at least as heavy
    #[arg(long, value_name = "WEIGHT", value_enum, default_value_t)]
    fail_on: FailOn,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    Json,
    /// For the description of a pull request
    Markdown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Never, whatever changed
    #[default]
    None,
    Patch,
    Minor,
    Major,
}

impl FailOn {
    /// Whether a change is too heavy.
    fn refuses(self, verdict: Weight) -> bool {
        match self {
            Self::None => false,
            Self::Patch => verdict >= Weight::Patch,
            Self::Minor => verdict >= Weight::Minor,
            Self::Major => verdict >= Weight::Major,
        }
    }
}

pub(super) fn run(arguments: &Arguments, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let old = earlier(&arguments.old, common, console)?;
    let new = side(&arguments.new, common, console, Console::understand)?;
    let look = match arguments.format {
        Format::Text => Look::Text,
        Format::Json => Look::Json,
        Format::Markdown => Look::Markdown,
    };
    let result =
        pipeline::diff((&old.input.source, &old.understood), (&new.input.source, &new.understood), look);
    let (text, verdict) = result?;
    console.result(&text)?;
    Ok(if arguments.fail_on.refuses(verdict) { Exit::No } else { Exit::Done })
}

/// The collection as it was. The settings, which may be those of today, need not match all of it.
pub(super) fn earlier(given: &Path, common: &Common, console: &mut Console<'_>) -> Result<Run, Stop> {
    side(given, common, console, Console::understand_earlier)
}

type Understand<'a> = fn(&mut Console<'a>, &Path, &Common) -> Result<Run, Stop>;

/// One of the two, understood with the settings that lie beside it.
fn side<'a>(
    given: &Path,
    common: &Common,
    console: &mut Console<'a>,
    understand: Understand<'a>,
) -> Result<Run, Stop> {
    let checkout = Checkout::of(given)?;
    let Some(checkout) = checkout else { return understood(given, common, console, understand) };
    // Messages name what the user gave, not where it was put to be read.
    console.call(Some(checkout.names()));
    let run = understood(checkout.path(), common, console, understand);
    console.call(None);
    let mut run = run?;
    run.input.source = checkout.names().source(&run.input.source);
    Ok(run)
}

fn understood<'a>(
    path: &Path,
    common: &Common,
    console: &mut Console<'a>,
    understand: Understand<'a>,
) -> Result<Run, Stop> {
    let mut run = understand(console, path, common)?;
    run.progress.finish();
    run.judge_errors(console)?;
    Ok(run)
}

#[cfg(test)]
mod tests {
    use super::super::tests::command;

    const OLD: &str = r#"{
  "info": {"name": "x", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [
    {"name": "Ping", "request": {"method": "GET", "url": "https://x.test/ping"}},
    {"name": "Pong", "request": {"method": "GET", "url": "https://x.test/pong"}}
  ]
}"#;

    #[test]
    fn the_status_says_how_heavy_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.to_str().unwrap().to_owned()
        };
        let old = file("old.json", OLD);
        let new = file("new.json", &OLD.replace("Pong", "Peng"));
        let described =
            file("described.json", &OLD.replace("\"GET\",", "\"GET\", \"description\": \"Words.\","));
        let run = |arguments: &[&str]| {
            let (status, out, err) = command(&[&["diff"], arguments].concat());
            assert_eq!(err, "");
            (status, out.replace(&*folder.path().to_string_lossy(), ""))
        };
        let (status, text) = run(&[&old, &new]);
        assert_eq!(status, 0);
        insta::assert_snapshot!(text, @r"
        major: 1 major

        major: peng: call `peng` instead of `pong`: the old name is gone
          old: /old.json:5 (/item/1)
          new: /new.json:5 (/item/1)
        ");
        for (limit, expected) in [("none", 0), ("minor", 1), ("major", 1)] {
            assert_eq!(run(&[&old, &new, "--fail-on", limit]).0, expected);
        }
        let (status, json) = run(&[&old, &described, "--format", "json", "--fail-on", "minor"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!((status, &json["verdict"]), (0, &"patch".into()));
        assert_eq!(json["changes"][0]["kind"], "details");
        let (status, markdown) = run(&[&old, &old, "--format", "markdown", "--fail-on", "patch"]);
        assert_eq!((status, markdown.as_str()), (0, "**none: no change**\n"));
    }

    #[test]
    fn settings_of_today_may_speak_of_what_is_new() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.to_str().unwrap().to_owned()
        };
        let old = file("old.json", OLD);
        let new = file("new.json", &OLD.replace("Pong", "Peng"));
        let given = file("given.toml", "[operations.Peng]\nrename = \"paddle\"\n");
        let config = ["--config", given.as_str()];
        let (status, text, err) = command(&[&["diff", &old, &new], &config[..]].concat());
        assert_eq!((status, err.as_str()), (0, ""));
        assert!(text.contains("call `paddle` instead of `pong`"), "{text}");
        // So it is with those that lie beside both.
        file(
            "postwright.toml",
            "[operations.Peng]\nrename = \"paddle\"\n\n[types.None]\nrename = \"Some\"\n",
        );
        let (status, _, err) = command(&["diff", &old, &new]);
        assert_eq!(status, 2);
        assert!(err.contains("no generated type is called `None`") && !err.contains("Peng"), "{err}");
        // All else that is wrong with them is wrong with the old side as well.
        for text in ["[operations.Ping]\nrename = \"a b\"\n", "[operations.Ping]\nname = 1\n"] {
            std::fs::write(&given, text).unwrap();
            let (status, _, err) = command(&[&["diff", &old, &new], &config[..]].concat());
            assert_eq!((status, err.matches("error").count()), (2, 1), "{err}");
        }
    }

    #[test]
    fn what_is_not_there_is_refused() {
        let (status, out, err) = command(&["diff", "no-such-revision:a.json", "b.json"]);
        assert_eq!((status, out.as_str()), (2, ""));
        assert!(err.contains("git knows no revision `no-such-revision` here"), "{err}");
    }
}
