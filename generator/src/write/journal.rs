//! From a list of changes to a changed folder, all of them or none.
//!
//! The journal is a folder inside of the one that changes. It first holds every new file and a copy of every
//! old one; then a marker makes it committed; then the files are moved to their places. Whoever finds a journal
//! knows what to do: without a marker nothing was touched yet, with it every move can be done again.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use super::file::sync;
use super::record::{hash, is_inside};
use super::shared::Merged;
use super::{File, Problem};

/// The folder of a run that is under way or was interrupted.
pub(super) const NAME: &str = ".postwright-journal";
/// What the folder is called once all its changes are done and it only has to go.
const DONE: &str = ".postwright-journal-done";
const LIST: &str = "list.json";
/// From here on the changes are made.
const COMMITTED: &str = "committed";
/// From here on the changes are taken back.
const UNDONE: &str = "undone";

/// So many threads wait for the disk at once.
const WAITING: usize = 32;

/// Called after every step that changes the disk; tests interrupt a run there.
pub(super) type Step<'a> = &'a mut dyn FnMut();

/// What an earlier run had left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recovery {
    Nothing,
    /// So many changes were made that the interrupted run had decided on.
    Finished(usize),
    /// The interrupted run had not decided yet; the folder is as it was before.
    RolledBack,
}

/// A change of one file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    path: String,
    /// The hash before; `None`: there was no file.
    old: Option<String>,
    /// The hash after; `None`: there will be no file.
    new: Option<String>,
}

/// An open journal.
struct Journal<'a> {
    root: &'a Path,
    folder: PathBuf,
    entries: Vec<Entry>,
}

/// Writes the shared file and `files` into the folder `root` and removes the paths `gone` from it.
///
/// # Errors
///
/// When something cannot be written, or somebody saved the shared file meanwhile; every file is then as it was.
pub(super) fn run(
    root: &Path,
    shared: Option<&Merged>,
    files: &[File],
    gone: &[String],
    step: Step<'_>,
) -> Result<(), Problem> {
    let mut journal = Journal { root, folder: root.join(NAME), entries: Vec::new() };
    if let Err((path, error)) = journal.prepare(shared, files, gone, step) {
        let _ = fs::remove_dir_all(&journal.folder);
        return Err(Problem::io("written", &path, &error));
    }
    // At the last moment: it is the first of the files that are moved.
    if let Some(Err(problem)) = shared.map(|shared| shared.check(root)) {
        journal.close(step)?;
        return Err(problem);
    }
    journal.apply(step)
}

/// Finishes or rolls back what an interrupted run left in `root`.
///
/// # Errors
///
/// When that is not possible; what is left of the journal stays.
pub(super) fn recover(root: &Path, step: Step<'_>) -> Result<Recovery, Problem> {
    let _ = fs::remove_dir_all(root.join(DONE));
    let folder = root.join(NAME);
    if !folder.is_dir() {
        return Ok(Recovery::Nothing);
    }
    if folder.join(UNDONE).exists() {
        let journal = Journal { root, entries: list(&folder)?, folder };
        journal.undo(step)?;
        return Ok(Recovery::RolledBack);
    }
    if !folder.join(COMMITTED).exists() {
        fs::remove_dir_all(&folder).map_err(|error| Problem::io("removed", &folder, &error))?;
        return Ok(Recovery::RolledBack);
    }
    let journal = Journal { root, entries: list(&folder)?, folder };
    journal.check()?;
    journal.apply(step)?;
    Ok(Recovery::Finished(journal.entries.len()))
}

fn list(folder: &Path) -> Result<Vec<Entry>, Problem> {
    let path = folder.join(LIST);
    let text = fs::read(&path).map_err(|error| Problem::io("read", &path, &error))?;
    match serde_json::from_slice::<Vec<Entry>>(&text) {
        Ok(entries) if entries.iter().all(|entry| is_inside(&entry.path)) => Ok(entries),
        Ok(_) | Err(_) => Err(Problem::new(format!("`{}` is damaged", path.display())).help(format!(
            "delete the folder `{}`, restore the generated files from version control, and generate again",
            folder.display()
        ))),
    }
}

impl Journal<'_> {
    fn new_file(&self, index: usize) -> PathBuf {
        self.folder.join(format!("new-{index}"))
    }

    fn old_file(&self, index: usize) -> PathBuf {
        self.folder.join(format!("old-{index}"))
    }

    /// Everything up to the marker.
    fn prepare(
        &mut self,
        shared: Option<&Merged>,
        files: &[File],
        gone: &[String],
        step: Step<'_>,
    ) -> Result<(), (PathBuf, io::Error)> {
        let at = |path: &Path| {
            let path = path.to_path_buf();
            move |error: io::Error| (path, error)
        };
        fs::create_dir_all(&self.folder).map_err(at(&self.folder))?;
        step();
        let mut copies = Vec::new();
        let news = shared
            .map(|shared| &shared.file)
            .into_iter()
            .chain(files)
            .map(|file| (&file.path, Some(&file.text)));
        let olds = gone.iter().map(|path| (path, None));
        for (index, (path, text)) in news.chain(olds).enumerate() {
            let target = self.root.join(path);
            let old = match (shared, fs::read(&target)) {
                // What it was made of, whatever is there by now.
                (Some(shared), _) if index == 0 => shared.old.clone().map(String::into_bytes),
                (_, Ok(content)) => Some(content),
                (_, Err(error)) if error.kind() == io::ErrorKind::NotFound => None,
                (_, Err(error)) => return Err((target, error)),
            };
            if let Some(content) = &old {
                let copy = self.old_file(index);
                write(&copy, content, &target).map_err(at(&copy))?;
                copies.push(copy);
                step();
            }
            if let Some(text) = text {
                let copy = self.new_file(index);
                write(&copy, text.as_bytes(), &target).map_err(at(&copy))?;
                copies.push(copy);
                step();
            }
            let new = text.map(|text| hash(text.as_bytes()));
            self.entries.push(Entry { path: path.clone(), old: old.map(|old| hash(&old)), new });
        }
        put_to_disk(&copies)?;
        let path = self.folder.join(LIST);
        let text = serde_json::to_vec(&self.entries).map_err(|error| (path.clone(), error.into()))?;
        put(&path, &text, &path).map_err(at(&path))?;
        sync(&self.folder);
        step();
        let marker = self.folder.join(COMMITTED);
        put(&marker, b"", &marker).map_err(at(&marker))?;
        sync(&self.folder);
        step();
        Ok(())
    }

    /// Refuses to finish over files that somebody changed after the interruption. Nothing is lost where one is gone.
    fn check(&self) -> Result<(), Problem> {
        for entry in &self.entries {
            let path = self.root.join(&entry.path);
            let now = match fs::read(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                content => content.ok().map(|content| hash(&content)),
            };
            if now.is_none() || (now != entry.old && now != entry.new) {
                let problem =
                    Problem::new(format!("`{}` was changed after a run was interrupted", path.display()));
                return Err(problem.help(format!(
                    "move the file away and generate again, or delete `{}` to keep it",
                    self.folder.display()
                )));
            }
        }
        Ok(())
    }

    /// Makes the changes that are not made yet, or takes all of them back.
    fn apply(&self, step: Step<'_>) -> Result<(), Problem> {
        for (index, entry) in self.entries.iter().enumerate() {
            let path = self.root.join(&entry.path);
            if let Err(error) = self.change(index, entry, &path) {
                let problem = Problem::io("written", &path, &error);
                let marker = self.folder.join(UNDONE);
                put(&marker, b"", &marker).map_err(|error| Problem::io("written", &marker, &error))?;
                self.undo(step)?;
                return Err(problem);
            }
            step();
        }
        // Before the journal goes, all that it made must be there to stay: each folder once, however many files it has.
        let folders: BTreeSet<PathBuf> = self
            .entries
            .iter()
            .filter_map(|entry| Some(self.root.join(&entry.path).parent()?.to_path_buf()))
            .collect();
        for folder in &folders {
            sync(folder);
        }
        self.close(step)
    }

    fn change(&self, index: usize, entry: &Entry, path: &Path) -> io::Result<()> {
        let new = self.new_file(index);
        if entry.new.is_none() {
            self.remove(path)
        } else if new.exists() {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
                fs::rename(&new, path)?;
            }
            Ok(())
        } else {
            // It was moved before the interruption.
            Ok(())
        }
    }

    /// Takes back the changes that were made. Can be repeated.
    fn undo(&self, step: Step<'_>) -> Result<(), Problem> {
        for (index, entry) in self.entries.iter().enumerate() {
            let path = self.root.join(&entry.path);
            let old = self.old_file(index);
            let made = if entry.new.is_some() { !self.new_file(index).exists() } else { !path.exists() };
            let done = if made && old.exists() {
                path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::rename(&old, &path))
            } else if made && entry.old.is_none() {
                self.remove(&path)
            } else {
                // The change was not made, or it was taken back before an interruption.
                Ok(())
            };
            done.map_err(|error| Problem::io("restored", &path, &error))?;
            step();
        }
        self.close(step)
    }

    /// Removes a file and the folders that it leaves empty.
    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != self.root) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Removes the journal; its new name says that nothing is left to do.
    fn close(&self, step: Step<'_>) -> Result<(), Problem> {
        let done = self.root.join(DONE);
        fs::rename(&self.folder, &done).map_err(|error| Problem::io("removed", &self.folder, &error))?;
        sync(self.root);
        step();
        let _ = fs::remove_dir_all(&done);
        Ok(())
    }
}

/// Writes a file of the journal to the disk itself, with the permissions of `like` if that exists.
fn put(path: &Path, content: &[u8], like: &Path) -> io::Result<()> {
    write(path, content, like)?.sync_all()
}

/// Waits until files are on the disk itself. A disk that is waited for by many takes hardly longer than by one, and a
/// reference has thousands of files.
fn put_to_disk(paths: &[PathBuf]) -> Result<(), (PathBuf, io::Error)> {
    each(paths, |path| {
        // Some systems want the right to write for it, which the file need not give.
        let file = fs::OpenOptions::new().write(true).open(path).or_else(|_| fs::File::open(path));
        file.and_then(|file| file.sync_all())
    })
}

/// Does something with every file, on several threads.
fn each(
    paths: &[PathBuf],
    with: impl Fn(&Path) -> io::Result<()> + Sync,
) -> Result<(), (PathBuf, io::Error)> {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            with(path).map_err(|error| (path.clone(), error))?;
        }
        Ok(())
    };
    // Its files may not be on the disk: nothing may be built on them.
    let panicked =
        |_| Err((paths.first().cloned().unwrap_or_default(), io::Error::other("a thread panicked")));
    std::thread::scope(|scope| {
        // Where no thread can be had, the others do its work.
        let others: Vec<_> = (1..WAITING.min(paths.len()))
            .filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, work).ok())
            .collect();
        let own = work();
        let done = others.into_iter().map(|other| other.join().unwrap_or_else(panicked));
        done.fold(own, Result::and)
    })
}

/// Writes a file of the journal, with the permissions of `like` if that exists.
fn write(path: &Path, content: &[u8], like: &Path) -> io::Result<fs::File> {
    let file = fs::File::create(path)?;
    io::Write::write_all(&mut &file, content)?;
    match fs::metadata(like) {
        Ok(metadata) if metadata.is_file() => file.set_permissions(metadata.permissions())?,
        Ok(_) | Err(_) => {}
    }
    Ok(file)
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
