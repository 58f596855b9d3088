//! From results and messages to the two standard streams.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::options::{Common, MessageFormat};
use super::progress::Progress;
use super::revision::Names;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::{self, Input, Own, Refusal, Source, Understood};
use crate::settings::Settings;
use crate::write::Problem;

/// More warnings than this are only counted, except by `lint`.
const MAX_WARNINGS: usize = 10;

/// How the command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Done = 0,
    /// The answer is "no".
    No = 1,
    /// The input or the arguments could not be used.
    Unusable = 2,
}

/// Why a verb ends early.
#[derive(Debug)]
pub(super) enum Stop {
    Problem(Problem),
    /// The message is printed already.
    Said,
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// The two standard streams, and how to use them.
pub(super) struct Console<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    format: MessageFormat,
    quiet: bool,
    color_out: bool,
    color_err: bool,
    /// Of the files that are being read, where they lie elsewhere than the user thinks.
    names: Option<Names>,
}

impl<'a> Console<'a> {
    pub(super) fn new(common: &Common, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self {
            out,
            err,
            format: common.message_format,
            quiet: common.quiet,
            color_out: common.color.applies(io::stdout().is_terminal()),
            color_err: common.color.applies(io::stderr().is_terminal()),
            names: None,
        }
    }

    /// Prints a part of the result. A reader that has seen enough is no error.
    pub(super) fn result(&mut self, text: &str) -> Result<(), Stop> {
        match self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Problem::new(format!("standard output cannot be written: {error}")).into())
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Whether results are coloured.
    pub(super) fn color(&self) -> bool {
        self.color_out
    }

    /// Tells what was done, unless the user wants silence.
    pub(super) fn note(&mut self, text: &str) {
        if !self.quiet && self.format == MessageFormat::Text {
            self.message(text);
        }
    }

    /// Tells something that even a user who wants silence must know.
    pub(super) fn message(&mut self, text: &str) {
        // Nobody is left to tell if this fails.
        let _ = writeln!(self.err, "{text}");
    }

    pub(super) fn problem(&mut self, problem: &Problem) {
        let text = match self.format {
            MessageFormat::Text => problem.to_string(),
            MessageFormat::Json => serde_json::json!({
                "severity": "error",
                "code": null,
                "message": problem.message,
                "file": null,
                "line": null,
                "column": null,
                "pointer": null,
                "help": problem.help,
            })
            .to_string(),
        };
        self.message(&text);
    }

    /// From now on the files of a revision are called as in it.
    pub(super) fn call(&mut self, names: Option<&Names>) {
        self.names = names.cloned();
    }

    /// Prints messages about a source.
    pub(super) fn diagnostics(&mut self, source: &Source, diagnostics: &[&Diagnostic]) {
        match &self.names {
            None => self.print(source, diagnostics),
            Some(names) => {
                let source = names.source(source);
                let diagnostics: Vec<_> = diagnostics.iter().map(|it| names.diagnostic(it)).collect();
                self.print(&source, &diagnostics.iter().collect::<Vec<_>>());
            }
        }
    }

    fn print(&mut self, source: &Source, diagnostics: &[&Diagnostic]) {
        match self.format {
            MessageFormat::Text => {
                let text = pipeline::render(source, diagnostics, self.color_err);
                let _ = self.err.write_all(text.as_bytes());
            }
            MessageFormat::Json => {
                for message in pipeline::json(source, diagnostics) {
                    self.message(&message.to_string());
                }
            }
        }
    }

    /// Prints the warnings of a run whose result is something else: in short if there are many.
    fn warnings(&mut self, source: &Source, understood: &Understood) {
        let warnings: Vec<&Diagnostic> =
            understood.diagnostics.iter().filter(|message| message.severity == Severity::Warning).collect();
        if self.quiet || warnings.is_empty() {
            return;
        }
        if warnings.len() <= MAX_WARNINGS || self.format == MessageFormat::Json {
            self.diagnostics(source, &warnings);
            return;
        }
        let mut counts = BTreeMap::new();
        for warning in &warnings {
            *counts.entry(warning.code).or_insert(0_usize) += 1;
        }
        self.message(&format!("warning: {} things in {} need a look", warnings.len(), source.name));
        for (code, count) in counts {
            self.message(&format!("{count:>7} {}", code.name()));
        }
        self.message(&format!("  help: `postwright lint {}` shows each of them", source.name));
    }

    /// Reads and understands a collection with its settings, and says what is wrong with them.
    pub(super) fn understand(&mut self, collection: &Path, common: &Common) -> Result<Run, Stop> {
        let own = self.own(collection, common)?;
        self.understand_with(collection, common, own, pipeline::understand)
    }

    /// The same for an earlier state of a collection, which need not have all that its settings speak of.
    pub(super) fn understand_earlier(&mut self, collection: &Path, common: &Common) -> Result<Run, Stop> {
        let own = self.own(collection, common)?;
        self.understand_with(collection, common, own, pipeline::understand_earlier)
    }

    fn own(&mut self, collection: &Path, common: &Common) -> Result<Own, Stop> {
        let own = pipeline::own(collection, common.config.as_deref(), &Settings::new());
        own.map_err(|refusal| self.refused(&refusal))
    }

    /// The same without settings.
    pub(super) fn understand_without_settings(
        &mut self,
        collection: &Path,
        common: &Common,
    ) -> Result<Run, Stop> {
        let own = Own { settings: Settings::new(), file: None };
        self.understand_with(collection, common, own, pipeline::understand)
    }

    fn understand_with(
        &mut self,
        collection: &Path,
        common: &Common,
        own: Own,
        understand: fn(&Input, Option<usize>) -> Result<Understood, Box<Refusal>>,
    ) -> Result<Run, Stop> {
        let progress = Progress::start(self.quiet);
        progress.stage("reading");
        let source = self.read(collection)?;
        let environments =
            common.environment.iter().map(|path| self.read(path)).collect::<Result<Vec<_>, _>>()?;
        let input = Input { source, environments, own };
        progress.stage("understanding");
        match understand(&input, None) {
            Ok(understood) => Ok(Run { input, understood, progress }),
            Err(refusal) => {
                drop(progress);
                Err(self.refused(&refusal))
            }
        }
    }

    fn refused(&mut self, refusal: &Refusal) -> Stop {
        self.diagnostics(&refusal.source, &refusal.diagnostics.iter().collect::<Vec<_>>());
        Stop::Said
    }

    fn read(&mut self, path: &Path) -> Result<Source, Stop> {
        pipeline::read(path).map_err(|diagnostic| {
            self.diagnostics(&Source::nothing(path), &[&diagnostic]);
            Stop::Said
        })
    }
}

/// An understood collection.
pub(super) struct Run {
    pub(super) input: Input,
    pub(super) understood: Understood,
    pub(super) progress: Progress,
}

impl Run {
    /// Ends the run if the collection has errors; prints the warnings if not.
    pub(super) fn judge(&mut self, console: &mut Console<'_>) -> Result<(), Stop> {
        self.judge_errors(console)?;
        console.warnings(&self.input.source, &self.understood);
        Ok(())
    }

    /// Ends the run if the collection has errors.
    pub(super) fn judge_errors(&mut self, console: &mut Console<'_>) -> Result<(), Stop> {
        let errors: Vec<&Diagnostic> = self
            .understood
            .diagnostics
            .iter()
            .filter(|message| message.severity == Severity::Error)
            .collect();
        if errors.is_empty() {
            return Ok(());
        }
        self.progress.finish();
        console.diagnostics(&self.input.source, &errors);
        Err(Stop::Said)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostics, Pointer};
    use crate::package::sample;

    /// A run over the sample API with so many warnings.
    pub(in crate::cli) fn run(warnings: usize) -> Run {
        let made = sample::sample();
        let mut diagnostics = Diagnostics::default();
        for number in 0..warnings {
            let code = if number % 2 == 0 { Code::UnknownAuthType } else { Code::UnreadableBody };
            diagnostics.warn(code, "odd", &Pointer::root().index(number), "mend it");
        }
        let source = Source::from_text("in/shop.json", "{}");
        Run {
            input: Input {
                source,
                environments: Vec::new(),
                own: Own { settings: Settings::new(), file: None },
            },
            understood: Understood { api: made.api, client: made.client, diagnostics },
            progress: Progress::start(true),
        }
    }

    /// What `work` prints to standard output and standard error.
    pub(in crate::cli) fn printed(common: &Common, work: impl FnOnce(&mut Console<'_>)) -> (String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut console = Console::new(common, &mut out, &mut err);
        console.color_out = false;
        console.color_err = false;
        work(&mut console);
        (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    fn judged(warnings: usize, common: &Common) -> String {
        printed(common, |console| run(warnings).judge(console).unwrap()).1
    }

    #[test]
    fn many_warnings_are_counted() {
        assert_eq!(judged(0, &Common::default()), "");
        assert_eq!(judged(10, &Common::default()).matches("odd").count(), 10);
        insta::assert_snapshot!(judged(11, &Common::default()), @r"
        warning: 11 things in in/shop.json need a look
              6 unknown-auth-type
              5 unreadable-body
          help: `postwright lint in/shop.json` shows each of them
        ");
        assert_eq!(judged(11, &Common { quiet: true, ..Common::default() }), "");
        let json = judged(11, &Common { message_format: MessageFormat::Json, ..Common::default() });
        assert!(json.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
        assert_eq!(json.lines().count(), 11);
    }

    #[test]
    fn an_error_in_the_collection_ends_the_run() {
        let mut run = run(1);
        run.understood.diagnostics.push(Diagnostic::new(
            Severity::Error,
            Code::NotACollection,
            "bad",
            Pointer::root(),
        ));
        let (_, err) = printed(&Common { quiet: true, ..Common::default() }, |console| {
            assert!(matches!(run.judge(console), Err(Stop::Said)));
        });
        assert!(err.contains("bad") && !err.contains("odd"), "{err}");
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        struct Closed(io::ErrorKind);
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(self.0.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut err = Vec::new();
        let mut pipe = Closed(io::ErrorKind::BrokenPipe);
        assert!(Console::new(&Common::default(), &mut pipe, &mut err).result("x").is_ok());
        let mut disk = Closed(io::ErrorKind::StorageFull);
        assert!(Console::new(&Common::default(), &mut disk, &mut err).result("x").is_err());
    }
}
