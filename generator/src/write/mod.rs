//! From texts to files on disk: one file is replaced atomically, a folder of files through a journal.

mod file;
#[cfg(feature = "cli")]
mod folder;
#[cfg(feature = "cli")]
mod journal;
#[cfg(feature = "cli")]
mod record;
#[cfg(feature = "cli")]
mod shared;

use std::fmt;
use std::io;
use std::path::Path;

#[cfg(feature = "cli")]
pub(crate) use file::Outcome;
pub(crate) use file::file;
#[cfg(feature = "cli")]
pub(crate) use folder::{folder, is_interrupted, stale};
#[cfg(feature = "cli")]
pub(crate) use journal::Recovery;
#[cfg(feature = "cli")]
pub(crate) use record::{Kind, hash};
#[cfg(feature = "cli")]
pub(crate) use shared::{Shared, merged};

/// A file of a folder, before it is written.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// Relative to the folder, with `/` between its parts.
    pub(crate) path: String,
    pub(crate) text: String,
}

#[cfg(feature = "cli")]
impl File {
    /// A file that is Postwright's own.
    pub(crate) fn own(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// What keeps a command from doing its work, other than the content of the collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Adds how to mend it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// For an error of the operating system: what was tried with which file.
    fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        let problem = Self::new(format!("`{}` cannot be {verb}: {error}", path.display()));
        if error.kind() == io::ErrorKind::PermissionDenied {
            return problem.help("check who owns the file and its folder, and who may write there");
        }
        problem
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error: {}", self.message)?;
        match &self.help {
            Some(help) => write!(formatter, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}
