//! What becomes of a file that is the user's as well, whatever stands in its place.

use std::cell::Cell;

use super::super::folder::{Report, folder};
use super::super::{Recovery, hash, journal};
use super::*;

/// Adds a line to what is there.
struct Log {
    is_asked_for: bool,
}

impl Shared for Log {
    fn path(&self) -> &'static str {
        "LOG.md"
    }

    fn is_due(&self, is_new: bool, is_there: bool) -> bool {
        self.is_asked_for || (is_new && !is_there)
    }

    fn text(&self, there: Option<&str>) -> String {
        let there = there.unwrap_or("new\n");
        if there.ends_with("line\n") { there.to_owned() } else { format!("{there}line\n") }
    }

    fn instead_of_link(&self) -> &'static str {
        "write elsewhere"
    }
}

fn write(root: &Path, is_asked_for: bool) -> Result<Report, Problem> {
    folder(root, Kind::Crate, &[File::own("a", "1")], Some(&Log { is_asked_for }))
}

fn text(root: &Path) -> Option<String> {
    fs::read_to_string(root.join("LOG.md")).ok()
}

#[test]
fn it_is_written_once_and_stays_away_when_the_user_deletes_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    assert_eq!(write(root, false).map(|report| (report.written, report.all)), Ok((2, 2)));
    assert_eq!(text(root).as_deref(), Some("new\nline\n"));
    fs::remove_file(root.join("LOG.md")).unwrap();
    assert_eq!(merged(root, Kind::Crate, &Log { is_asked_for: false }), Ok(None));
    assert_eq!(write(root, false).map(|report| (report.written, report.all)), Ok((0, 1)));
    assert_eq!(text(root), None);
    assert_eq!(write(root, true).map(|report| (report.written, report.all)), Ok((1, 2)));
    fs::write(root.join("LOG.md"), "mine\n").unwrap();
    assert_eq!(write(root, true).map(|report| report.written), Ok(1));
    assert_eq!(text(root).as_deref(), Some("mine\nline\n"));
    assert_eq!(write(root, true).map(|report| report.written), Ok(0));
    // It is none of the files that are removed.
    folder_without(root);
    assert_eq!(text(root).as_deref(), Some("mine\nline\n"));
}

fn folder_without(root: &Path) {
    assert_eq!(folder(root, Kind::Crate, &[], None).map(|report| report.removed), Ok(1));
}

#[test]
fn what_an_interrupted_run_wrote_into_it_stays() {
    for is_asked_for in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, false).unwrap();
        let journal = root.join(journal::NAME);
        fs::create_dir(&journal).unwrap();
        let (old, new) = ("new\nline\n", "new\nline\nmore\nline\n");
        fs::write(journal.join("old-0"), old).unwrap();
        fs::write(journal.join("new-0"), new).unwrap();
        let list = format!(
            r#"[{{"path": "LOG.md", "old": "{}", "new": "{}"}}]"#,
            hash(old.as_bytes()),
            hash(new.as_bytes())
        );
        fs::write(journal.join("list.json"), list).unwrap();
        fs::write(journal.join("committed"), "").unwrap();
        let report = write(root, is_asked_for).unwrap();
        assert_eq!((report.recovery, report.written), (Recovery::Finished(1), 0));
        assert_eq!(text(root).as_deref(), Some(new));
    }
}

#[test]
fn what_is_saved_while_it_is_written_is_not_lost() {
    // Before the journal reads the old files, and when it is complete: 1 folder, 2 new files and 1 old, 1 list, 1 marker.
    for last in [1, 6] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("LOG.md"), "mine\n").unwrap();
        let shared = merged(root, Kind::Crate, &Log { is_asked_for: true }).unwrap();
        let steps = Cell::new(0);
        let result = journal::run(root, shared.as_ref(), &[File::own("a", "1")], &[], &mut || {
            steps.set(steps.get() + 1);
            if steps.get() == last {
                fs::write(root.join("LOG.md"), "mine and more\n").unwrap();
            }
        });
        let problem = result.unwrap_err();
        assert!(problem.message.contains("LOG.md` was changed while"), "{problem}");
        assert_eq!(text(root).as_deref(), Some("mine and more\n"));
        assert!(!root.join("a").exists() && fs::read_dir(root).unwrap().count() == 1);
    }
}

#[test]
fn what_is_no_text_is_left_alone_and_refused_where_it_would_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("LOG.md"), b"caf\xe9\n").unwrap();
    write(root, false).unwrap();
    let problem = write(root, true).unwrap_err();
    assert!(problem.message.contains("LOG.md` is no text in UTF-8"), "{problem}");
    assert_eq!(fs::read(root.join("LOG.md")).unwrap(), b"caf\xe9\n");
    fs::remove_file(root.join("LOG.md")).unwrap();
    fs::create_dir(root.join("LOG.md")).unwrap();
    write(root, false).unwrap();
    assert!(write(root, true).unwrap_err().message.contains("LOG.md` is no plain file"));
}

#[cfg(unix)]
#[test]
fn a_link_is_left_alone_and_refused_where_it_would_be_written() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let root = &folder.path().join("crate");
    fs::create_dir(root).unwrap();
    let common = folder.path().join("LOG.md");
    for to in ["../LOG.md", "../none/LOG.md", "LOG.md"] {
        fs::write(&common, "ours\n").unwrap();
        symlink(to, root.join("LOG.md")).unwrap();
        let problem = write(root, true).unwrap_err();
        assert!(problem.message.contains("LOG.md` is a symbolic link; nothing was written"), "{problem}");
        assert_eq!(problem.help.as_deref(), Some("write elsewhere"));
        assert!(!root.join("a").exists());
        write(root, false).unwrap();
        assert_eq!(fs::read_to_string(&common).unwrap(), "ours\n");
        assert!(fs::symlink_metadata(root.join("LOG.md")).unwrap().is_symlink());
        fs::remove_dir_all(root).unwrap();
        fs::create_dir(root).unwrap();
    }
}
