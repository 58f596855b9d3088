//! `postwright docs`: from a collection to its reference on disk.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::console::{Console, Exit, Stop};
use super::options::Common;
use crate::write::{self, Problem, Recovery};
use crate::{docs, pipeline};

/// Write the reference of a collection: a page for each operation, as a site or as Markdown
///
/// The site opens from disk, without a server and without the network. Files that are not of an earlier run stay as they
/// are; one that is in the way is not overwritten.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The collection: a JSON file that Postman exported, or a folder of format v3
    #[arg(value_name = "COLLECTION")]
    collection: PathBuf,
    /// The folder that the reference is written into
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// The SDK's crate or module in the code on the pages; by default, what a build script calls the collection
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What the pages are
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Open the first page when all is written
    #[arg(long)]
    open: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A site for the browser
    #[default]
    Html,
    /// Files for a repository or a wiki
    Markdown,
}

impl Format {
    /// The first page.
    fn index(self) -> &'static str {
        match self {
            Self::Html => "index.html",
            Self::Markdown => "README.md",
        }
    }
}

pub(super) fn run(arguments: &Arguments, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let folder = &arguments.output;
    if folder.is_file() {
        let problem = Problem::new(format!("`{}` is a file, a folder was expected", folder.display()));
        return Err(problem.help("give a folder to `--output`: a reference is many files").into());
    }
    let library = super::snippets::library(arguments.name.as_deref(), &arguments.collection)?;
    let mut run = console.understand(&arguments.collection, common)?;
    run.judge_errors(console)?;
    run.progress.stage("writing");
    let format = match arguments.format {
        Format::Html => docs::Format::Html,
        Format::Markdown => docs::Format::Markdown,
    };
    let files = pipeline::docs(&run.input, &run.understood, &library, format);
    let report = files.and_then(|files| write::folder(folder, write::Kind::Reference, &files, None));
    run.progress.finish();
    run.judge(console)?;
    let report = report?;
    let (name, all) = (folder.display(), report.all);
    match report.recovery {
        Recovery::Nothing => {}
        Recovery::Finished(changes) => {
            console.message(&format!("{name}: an interrupted run was finished ({changes} changes)"));
        }
        Recovery::RolledBack => console.message(&format!("{name}: an interrupted run was rolled back")),
    }
    console.note(&match (report.written, report.removed) {
        (0, 0) => format!("{name}: up to date"),
        (written, 0) => format!("{name}: {written} of {all} files written"),
        (written, removed) => format!("{name}: {written} of {all} files written, {removed} removed"),
    });
    let index = folder.join(arguments.format.index());
    if arguments.open {
        open(&index)?;
        console.note(&format!("{}: opened", index.display()));
    }
    Ok(Exit::Done)
}

fn open(index: &Path) -> Result<(), Problem> {
    let full = std::path::absolute(index).unwrap_or_else(|_| index.to_path_buf());
    opener::open_browser(&full).map_err(|error| {
        Problem::new(format!("`{}` is written, but cannot be opened: {error}", full.display()))
            .help("open it yourself, or set BROWSER to a browser's command")
    })
}
