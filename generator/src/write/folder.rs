//! From files to a folder of them, in which nothing of the user's is ever overwritten.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use super::record::{Kind, Record, hash};
use super::shared::{Merged, Shared, merged};
use super::{File, Problem, Recovery, journal};

/// What was done in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// What an interrupted run had left to do.
    pub(crate) recovery: Recovery,
    /// How many files there are to be.
    pub(crate) all: usize,
    pub(crate) written: usize,
    pub(crate) removed: usize,
}

/// Makes the folder `root` hold `files` and the shared one, and removes what an earlier run wrote and this one does not.
///
/// # Errors
///
/// When a file in the way is not Postwright's own or was edited, the folder holds what is of another kind, or something
/// cannot be written; every file is then as it was.
pub(crate) fn folder(
    root: &Path,
    kind: Kind,
    files: &[File],
    shared: Option<&dyn Shared>,
) -> Result<Report, Problem> {
    fs::create_dir_all(root).map_err(|error| Problem::io("created", root, &error))?;
    let _lock = lock(root)?;
    let recovery = journal::recover(root, &mut || ())?;
    let old = Record::read_of(kind, root)?;
    let gone = stale(root, kind, files)?;
    // Only now: an interrupted run may just have finished it.
    let shared = shared.map(|shared| merged(root, kind, shared)).transpose()?.flatten();
    let all = files.len() + usize::from(shared.is_some());
    let shared = shared.filter(Merged::is_changed);
    let mut changed = Vec::new();
    for file in files {
        match state(root, &file.path, &file.text, &old)? {
            State::Same => {}
            State::Absent | State::Own => changed.push(file.clone()),
            State::Foreign(why) => return Err(conflict(root, &file.path, why)),
        }
    }
    for path in &gone {
        match state(root, path, "", &old)? {
            State::Same | State::Absent | State::Own => {}
            State::Foreign(why) => return Err(conflict(root, path, why)),
        }
    }
    let written = changed.len() + usize::from(shared.is_some());
    let report = Report { recovery, all, written, removed: gone.len() };
    let record = Record::of(kind, files);
    if record != old {
        changed.push(record.file());
    }
    if shared.is_some() || !changed.is_empty() || !gone.is_empty() {
        journal::run(root, shared.as_ref(), &changed, &gone, &mut || ())?;
    }
    Ok(report)
}

/// The files in `root` that an earlier run wrote and that are none of `files`.
///
/// # Errors
///
/// When the record of earlier runs cannot be read, or is of another kind.
pub(crate) fn stale(root: &Path, kind: Kind, files: &[File]) -> Result<Vec<String>, Problem> {
    let new: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let old = Record::read_of(kind, root)?.files.into_keys();
    Ok(old.filter(|path| !new.contains(path.as_str()) && root.join(path).exists()).collect())
}

/// What stands where a file shall go.
enum State {
    Absent,
    /// The file as it shall be.
    Same,
    /// What an earlier run wrote.
    Own,
    /// Something else, and what.
    Foreign(&'static str),
}

fn state(root: &Path, path: &str, text: &str, old: &Record) -> Result<State, Problem> {
    let target = root.join(path);
    let metadata = match fs::symlink_metadata(&target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Absent),
        Err(error) => return Err(Problem::io("read", &target, &error)),
    };
    if !metadata.is_file() {
        return Ok(State::Foreign("is no plain file"));
    }
    let content = fs::read(&target).map_err(|error| Problem::io("read", &target, &error))?;
    if content == text.as_bytes() {
        return Ok(State::Same);
    }
    Ok(match old.files.get(path) {
        Some(written) if *written == hash(&content) => State::Own,
        Some(_) => State::Foreign("was changed after Postwright wrote it"),
        None => State::Foreign("was not written by Postwright"),
    })
}

fn conflict(root: &Path, path: &str, why: &str) -> Problem {
    Problem::new(format!("`{}` {why}; nothing was written", root.join(path).display())).help(format!(
        "move your changes to a file of your own, delete `{path}` and generate again, or generate into another folder"
    ))
}

/// Keeps a second run out of the folder as long as the result lives, where the system can lock a folder.
fn lock(root: &Path) -> Result<Option<fs::File>, Problem> {
    let Ok(handle) = fs::File::open(root) else {
        return Ok(None);
    };
    match handle.try_lock() {
        Err(fs::TryLockError::WouldBlock) => {
            let problem = Problem::new(format!("another run of Postwright writes to `{}`", root.display()));
            Err(problem.help("wait until it has ended, and try again"))
        }
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(Some(handle)),
    }
}

/// Whether an interrupted run left something to finish or to roll back in `root`.
pub(crate) fn is_interrupted(root: &Path) -> bool {
    root.join(journal::NAME).is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(root: &Path, kind: Kind, files: &[File]) -> Result<Report, Problem> {
        super::folder(root, kind, files, None)
    }

    fn made(list: &[(&str, &str)]) -> Vec<File> {
        list.iter().map(|(path, text)| File::own(*path, *text)).collect()
    }

    fn text(root: &Path, path: &str) -> Option<String> {
        fs::read_to_string(root.join(path)).ok()
    }

    #[test]
    fn writes_replaces_and_removes_only_its_own() {
        let folder_ = tempfile::tempdir().unwrap();
        let root = &folder_.path().join("deep/crate");
        let first = made(&[("Cargo.toml", "1"), ("src/lib.rs", "1"), ("src/old/a.rs", "1")]);
        let report = folder(root, Kind::Crate, &first).unwrap();
        assert_eq!(report, Report { recovery: Recovery::Nothing, all: 3, written: 3, removed: 0 });
        fs::write(root.join("src/mine.rs"), "mine").unwrap();
        let second = made(&[("Cargo.toml", "1"), ("src/lib.rs", "2")]);
        assert_eq!(stale(root, Kind::Crate, &second), Ok(vec!["src/old/a.rs".to_owned()]));
        let report = folder(root, Kind::Crate, &second).unwrap();
        assert_eq!(report, Report { recovery: Recovery::Nothing, all: 2, written: 1, removed: 1 });
        assert_eq!(text(root, "src/lib.rs").as_deref(), Some("2"));
        assert_eq!(text(root, "src/mine.rs").as_deref(), Some("mine"));
        assert!(!root.join("src/old").exists());
        assert!(!is_interrupted(root));
        let report = folder(root, Kind::Crate, &second).unwrap();
        assert_eq!((report.written, report.removed), (0, 0));
    }

    #[test]
    fn refuses_to_touch_what_is_not_its_own() {
        let folder_ = tempfile::tempdir().unwrap();
        let root = folder_.path();
        fs::write(root.join("README.md"), "mine").unwrap();
        let files = made(&[("Cargo.toml", "1"), ("README.md", "1")]);
        let problem = folder(root, Kind::Crate, &files).unwrap_err();
        assert!(problem.message.contains("README.md` was not written by Postwright"), "{problem}");
        assert_eq!((text(root, "Cargo.toml"), text(root, "README.md").as_deref()), (None, Some("mine")));

        // The same text is taken over.
        fs::write(root.join("README.md"), "1").unwrap();
        folder(root, Kind::Crate, &files).unwrap();
        fs::write(root.join("Cargo.toml"), "edited").unwrap();
        let problem =
            folder(root, Kind::Crate, &made(&[("Cargo.toml", "2"), ("README.md", "2")])).unwrap_err();
        assert!(problem.message.contains("Cargo.toml` was changed after"), "{problem}");
        assert_eq!(text(root, "README.md").as_deref(), Some("1"));
        // Nor is an edited file removed.
        let problem = folder(root, Kind::Crate, &made(&[("README.md", "2")])).unwrap_err();
        assert!(problem.message.contains("Cargo.toml` was changed after"), "{problem}");
        fs::remove_file(root.join("Cargo.toml")).unwrap();
        folder(root, Kind::Crate, &made(&[("README.md", "2")])).unwrap();
    }

    #[test]
    fn one_kind_does_not_replace_another() {
        for (first, second, noun) in
            [(Kind::Crate, Kind::Reference, "a crate"), (Kind::Reference, Kind::Crate, "a reference")]
        {
            let folder_ = tempfile::tempdir().unwrap();
            let root = folder_.path();
            folder(root, first, &made(&[("a", "1")])).unwrap();
            let problem = folder(root, second, &made(&[("b", "1")])).unwrap_err();
            assert!(problem.message.contains(&format!("holds {noun}")), "{problem}");
            assert!(stale(root, second, &made(&[("b", "1")])).is_err());
            assert_eq!((text(root, "a").as_deref(), text(root, "b")), (Some("1"), None));
            // Once there is nothing of it, the folder is free.
            folder(root, first, &[]).unwrap();
            folder(root, second, &made(&[("b", "1")])).unwrap();
        }
    }

    #[test]
    fn line_endings_do_not_make_a_file_the_users() {
        let folder_ = tempfile::tempdir().unwrap();
        folder(folder_.path(), Kind::Crate, &made(&[("a", "1\n2\n")])).unwrap();
        fs::write(folder_.path().join("a"), "1\r\n2\r\n").unwrap();
        folder(folder_.path(), Kind::Crate, &made(&[("a", "1\n3\n")])).unwrap();
        assert_eq!(text(folder_.path(), "a").as_deref(), Some("1\n3\n"));
    }

    #[test]
    fn says_what_it_made_of_an_interrupted_run() {
        let folder_ = tempfile::tempdir().unwrap();
        fs::create_dir(folder_.path().join(journal::NAME)).unwrap();
        assert!(is_interrupted(folder_.path()));
        let report = folder(folder_.path(), Kind::Crate, &made(&[("a", "1")])).unwrap();
        assert_eq!(report.recovery, Recovery::RolledBack);
    }
}
