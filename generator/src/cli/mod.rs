//! From arguments to a verb's work and an exit status; the only place that prints.

mod check;
mod completions;
mod console;
mod curl;
mod diff;
mod docs;
mod explain;
mod generate;
mod init;
mod inspect;
mod lint;
mod options;
mod progress;
mod revision;
mod snippets;
mod table;
mod target;
mod watch;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use console::{Console, Exit, Stop};
use options::Common;

/// Writes a Rust SDK from a Postman collection.
#[derive(Debug, Parser)]
#[command(name = "postwright", version, max_term_width = 100, arg_required_else_help = true)]
#[command(
    after_help = "Exit status: 0 done, 1 the answer is no, 2 the input or the arguments cannot be used."
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Generate(generate::Arguments),
    Watch(watch::Arguments),
    Check(check::Arguments),
    Inspect(inspect::Arguments),
    Lint(lint::Arguments),
    Curl(curl::Arguments),
    Snippets(snippets::Arguments),
    Diff(diff::Arguments),
    Docs(docs::Arguments),
    Explain(explain::Arguments),
    Init(init::Arguments),
    Completions(completions::Arguments),
}

/// Runs the command with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    ExitCode::from(run(std::env::args_os(), &mut out, &mut err))
}

/// Runs the command; the first argument is its own name.
fn run(arguments: impl Iterator<Item = OsString>, out: &mut dyn io::Write, err: &mut dyn io::Write) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results, everything else is a message; clap knows which, and about colours.
            let _ = error.print();
            return if error.use_stderr() { Exit::Unusable } else { Exit::Done } as u8;
        }
    };
    let mut console = Console::new(&cli.common, out, err);
    let done = match cli.verb {
        Verb::Generate(arguments) => generate::run(&arguments, &cli.common, &mut console),
        Verb::Watch(arguments) => watch::run(&arguments, &cli.common, &mut console),
        Verb::Check(arguments) => check::run(&arguments, &cli.common, &mut console),
        Verb::Inspect(arguments) => inspect::run(&arguments, &cli.common, &mut console),
        Verb::Lint(arguments) => lint::run(&arguments, &cli.common, &mut console),
        Verb::Curl(arguments) => curl::run(&arguments, &cli.common, &mut console),
        Verb::Snippets(arguments) => snippets::run(&arguments, &cli.common, &mut console),
        Verb::Diff(arguments) => diff::run(&arguments, &cli.common, &mut console),
        Verb::Docs(arguments) => docs::run(&arguments, &cli.common, &mut console),
        Verb::Explain(arguments) => explain::run(&arguments, &cli.common, &mut console),
        Verb::Init(arguments) => init::run(&arguments, &cli.common, &mut console),
        Verb::Completions(arguments) => completions::run(&arguments, &mut console),
    };
    let exit = match done {
        Ok(exit) => exit,
        Err(Stop::Problem(problem)) => {
            console.problem(&problem);
            Exit::Unusable
        }
        Err(Stop::Said) => Exit::Unusable,
    };
    exit as u8
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// Exit status, standard output and standard error.
    pub(super) fn command(arguments: &[&str]) -> (u8, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let arguments = ["postwright"].iter().chain(arguments).map(OsString::from);
        let status = run(arguments, &mut out, &mut err);
        (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    fn parse(arguments: &[&str]) -> Result<Cli, clap::error::ErrorKind> {
        Cli::try_parse_from(["postwright"].iter().chain(arguments)).map_err(|error| error.kind())
    }

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn arguments_stand_in_any_order() {
        let one =
            parse(&["generate", "c.json", "--output", "o.rs", "--quiet", "--environment", "e"]).unwrap();
        let two =
            parse(&["--environment", "e", "generate", "--quiet", "--output", "o.rs", "c.json"]).unwrap();
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
        let both =
            parse(&["generate", "c", "--environment", "a", "--environment", "b", "--output", "-"]).unwrap();
        assert_eq!(both.common.environment, ["a", "b"].map(std::path::PathBuf::from));
    }

    #[test]
    fn impossible_arguments_are_refused() {
        use clap::error::ErrorKind as Kind;
        for (arguments, kind) in [
            (&["generate", "c.json"][..], Kind::MissingRequiredArgument),
            (&["generate", "c.json", "--output", "o", "--crate", "d"], Kind::ArgumentConflict),
            (&["generate", "c.json", "--output", "o", "--name", "n"], Kind::ArgumentConflict),
            (&["generate", "c.json", "--output", "o", "--runtime-path", "r"], Kind::ArgumentConflict),
            (&["watch", "c.json"], Kind::MissingRequiredArgument),
            (&["generate", "--output", "o"], Kind::MissingRequiredArgument),
            (&["diff", "a"], Kind::MissingRequiredArgument),
            (&["diff", "a", "b", "--fail-on", "huge"], Kind::InvalidValue),
            (&["lint", "c.json", "--deny", "notes"], Kind::InvalidValue),
        ] {
            assert_eq!(parse(arguments).map(|_| ()), Err(kind), "{arguments:?}");
        }
    }

    #[test]
    fn an_unreadable_collection_ends_with_two_and_names_the_file() {
        for verb in [&["inspect"][..], &["lint"], &["generate", "--output", "-"], &["check", "--crate", "x"]]
        {
            let (status, out, err) = command(&[verb, &["none.json"]].concat());
            assert_eq!((status, out.as_str()), (2, ""), "{verb:?}");
            assert!(err.contains("none.json"), "{err}");
        }
        let (status, _, err) = command(&["lint", "none.json", "--message-format", "json"]);
        let message: serde_json::Value = serde_json::from_str(&err).unwrap();
        assert_eq!((status, &message["severity"]), (2, &serde_json::json!("error")));
    }

    #[test]
    fn standard_output_cannot_follow() {
        let (status, out, err) = command(&["watch", "none.json", "--output", "-"]);
        assert_eq!((status, out.as_str()), (2, ""));
        assert!(err.contains("--output FILE"), "{err}");
    }

    #[test]
    fn completions_are_printed_for_every_shell() {
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let (status, out, err) = command(&["completions", shell]);
            assert_eq!((status, err.as_str()), (0, ""));
            assert!(out.contains("postwright") && out.contains("environment"), "{shell}");
        }
    }
}
