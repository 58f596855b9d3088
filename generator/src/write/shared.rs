//! A file that is the user's as well into what shall stand in it: made of what stands there when it is written.

use std::fs;
use std::io;
use std::path::Path;

use super::record::{Kind, Record};
use super::{File, Problem};

/// A file of a folder that is the user's as well: nothing that they wrote is lost by writing it.
pub(crate) trait Shared {
    /// Relative to the folder, with `/` between its parts.
    fn path(&self) -> &str;
    /// Whether it is written, where the folder holds nothing of Postwright's yet (`is_new`), and where it stands already.
    fn is_due(&self, is_new: bool, is_there: bool) -> bool;
    /// Its text, made of the one that is there.
    fn text(&self, there: Option<&str>) -> String;
    /// What its user can do where its place is a link.
    fn instead_of_link(&self) -> &str;
}

/// A shared file as it shall be, and what that was made of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Merged {
    pub(crate) file: File,
    pub(super) old: Option<String>,
}

/// What a shared file of the folder `root` shall be; nothing if it is left alone, which it then is without a look at it.
///
/// # Errors
///
/// When it is no plain file, or no text.
pub(crate) fn merged(root: &Path, kind: Kind, shared: &dyn Shared) -> Result<Option<Merged>, Problem> {
    let path = root.join(shared.path());
    let place = fs::symlink_metadata(&path);
    let is_new = Record::read_of(kind, root)?.files.is_empty();
    if !shared.is_due(is_new, place.is_ok()) {
        return Ok(None);
    }
    // It leads out of the folder, where neither the lock nor the journal reaches.
    if place.is_ok_and(|place| place.is_symlink()) {
        return Err(Problem::new(format!("`{}` is a symbolic link; nothing was written", path.display()))
            .help(shared.instead_of_link()));
    }
    let old = content(&path)?.map(String::from_utf8).transpose().map_err(|_| {
        Problem::new(format!("`{}` is no text in UTF-8; nothing was written", path.display()))
            .help("save it as UTF-8, or move it away: then it is written anew")
    })?;
    Ok(Some(Merged { file: File::own(shared.path(), shared.text(old.as_deref())), old }))
}

/// What is in a file; nothing if there is none yet.
fn content(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    match fs::symlink_metadata(path) {
        // To read a pipe would be to wait for somebody who writes to it.
        Ok(place) if !place.is_file() => {
            Err(Problem::new(format!("`{}` is no plain file; nothing was written", path.display()))
                .help("move it away: then it is written anew"))
        }
        Ok(_) => fs::read(path).map(Some).map_err(|error| Problem::io("read", path, &error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Problem::io("read", path, &error)),
    }
}

impl Merged {
    pub(super) fn is_changed(&self) -> bool {
        self.old.as_ref() != Some(&self.file.text)
    }

    /// Refuses to go on where somebody has saved the file after it was read.
    pub(super) fn check(&self, root: &Path) -> Result<(), Problem> {
        let path = root.join(&self.file.path);
        if content(&path)?.as_deref() == self.old.as_deref().map(str::as_bytes) {
            return Ok(());
        }
        Err(Problem::new(format!("`{}` was changed while it was about to be written", path.display()))
            .help("nothing of that change is lost: generate again"))
    }
}

#[cfg(test)]
#[path = "shared_tests.rs"]
mod tests;
