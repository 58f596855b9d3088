//! `postwright lint`: from a collection to everything that there is to say about it.

use std::path::PathBuf;

use clap::ValueEnum;

use super::console::{Console, Exit, Run, Stop};
use super::options::Common;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline;

/// Print what the generator has to say about a collection; end with 1 if there are errors
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The collection: a JSON file that Postman exported
    #[arg(value_name = "COLLECTION")]
    collection: PathBuf,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// What counts as an error
    #[arg(long, value_name = "WHAT", value_enum)]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, as the Rust compiler prints messages
    #[default]
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings end the command with 1, too
    Warnings,
}

pub(super) fn run(arguments: &Arguments, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let run = console.understand(&arguments.collection, common)?;
    finish(arguments, run, console)
}

fn finish(arguments: &Arguments, mut run: Run, console: &mut Console<'_>) -> Result<Exit, Stop> {
    run.progress.finish();
    let guesses = pipeline::guesses(&run.understood);
    let diagnostics: Vec<&Diagnostic> = run.understood.diagnostics.iter().chain(guesses.iter()).collect();
    let source = &run.input.source;
    match arguments.format {
        Format::Text => {
            let text = pipeline::render(source, &diagnostics, console.color());
            console.result(&text)?;
            console.note(&summary(&diagnostics));
        }
        Format::Json => {
            let list = pipeline::json(source, &diagnostics);
            let mut text = serde_json::json!({ "lint": 1, "diagnostics": list }).to_string();
            text.push('\n');
            console.result(&text)?;
        }
    }
    let limit = match arguments.deny {
        None => Severity::Error,
        Some(Deny::Warnings) => Severity::Warning,
    };
    let is_bad = diagnostics.iter().any(|diagnostic| diagnostic.severity >= limit);
    Ok(if is_bad { Exit::No } else { Exit::Done })
}

fn summary(diagnostics: &[&Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let word = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    format!(
        "{}, {}, {}",
        word(errors, "error"),
        word(warnings, "warning"),
        word(count(Severity::Note), "note")
    )
}

#[cfg(test)]
mod tests {
    use super::super::console::tests::{printed, run};
    use super::*;
    use crate::diagnostic::{Code, Pointer};

    fn lint(run: Run, format: Format, deny: Option<Deny>, exit: Exit) -> (String, String) {
        let arguments = Arguments { collection: PathBuf::from("shop.json"), format, deny };
        printed(&Common::default(), |console| assert_eq!(finish(&arguments, run, console).unwrap(), exit))
    }

    #[test]
    fn warnings_are_no_errors_unless_denied() {
        let (out, err) = lint(run(12), Format::Text, None, Exit::Done);
        assert_eq!(out.matches("odd").count(), 12);
        assert_eq!(err, "0 errors, 12 warnings, 1 note\n");
        lint(run(1), Format::Text, Some(Deny::Warnings), Exit::No);
        lint(run(0), Format::Text, Some(Deny::Warnings), Exit::Done);
        let mut bad = run(0);
        bad.understood.diagnostics.push(Diagnostic::new(
            Severity::Error,
            Code::InvalidJson,
            "bad",
            Pointer::root(),
        ));
        lint(bad, Format::Text, None, Exit::No);
    }

    #[test]
    fn json_is_one_object() {
        let (out, err) = lint(run(2), Format::Json, None, Exit::Done);
        let result: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!((&result["lint"], err.as_str()), (&1.into(), ""));
        let first = &result["diagnostics"][0];
        assert_eq!(first["code"], "unknown-auth-type");
        for key in ["severity", "message", "file", "line", "column", "pointer", "help"] {
            assert!(first.get(key).is_some(), "{key}");
        }
    }
}
