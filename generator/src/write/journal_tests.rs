//! Interrupts a run after each of its steps and looks at what the next one makes of it.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::super::Kind;
use super::*;

type Tree = BTreeMap<String, String>;

fn tree(root: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().display().to_string();
            if path.is_dir() {
                found.insert(format!("{name}/"), String::new());
                folders.push(path);
            } else {
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

fn old_tree(root: &Path) {
    fs::create_dir_all(root.join("src/old")).unwrap();
    for (path, text) in [("a.txt", "old a"), ("src/b.rs", "old b"), ("src/old/c.rs", "old c")] {
        fs::write(root.join(path), text).unwrap();
    }
}

fn files() -> Vec<File> {
    [("a.txt", "new a"), ("src/b.rs", "new b"), ("src/new/d.rs", "new d")]
        .map(|(path, text)| File::own(path, text))
        .into()
}

fn new_tree() -> Tree {
    let new = [
        ("a.txt", "new a"),
        ("src/", ""),
        ("src/b.rs", "new b"),
        ("src/new/", ""),
        ("src/new/d.rs", "new d"),
    ];
    new.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
}

/// Does `work` until its step number `last`, which it does not survive; false if it ends before.
fn interrupted(last: usize, work: impl FnOnce(Step<'_>)) -> bool {
    let mut steps = 0;
    let end = catch_unwind(AssertUnwindSafe(|| {
        work(&mut || {
            steps += 1;
            // Not `panic!`, which would print.
            if steps == last {
                std::panic::resume_unwind(Box::new("interrupted"));
            }
        });
    }));
    end.is_err()
}

#[test]
fn a_run_that_is_not_interrupted_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    old_tree(folder.path());
    run(folder.path(), None, &files(), &["src/old/c.rs".to_owned()], &mut || ()).unwrap();
    assert_eq!(tree(folder.path()), new_tree());
    assert_eq!(recover(folder.path(), &mut || ()), Ok(Recovery::Nothing));
}

#[test]
fn an_interrupted_run_is_finished_or_rolled_back() {
    let (mut rolled_back, mut finished) = (0, 0);
    for last in 1.. {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        old_tree(root);
        let before = tree(root);
        if !interrupted(last, |step| run(root, None, &files(), &["src/old/c.rs".to_owned()], step).unwrap()) {
            break;
        }
        match recover(root, &mut || ()).unwrap() {
            Recovery::RolledBack => {
                rolled_back += 1;
                assert_eq!(tree(root), before, "step {last}");
            }
            Recovery::Finished(changes) => {
                finished += 1;
                assert_eq!(changes, 4);
                assert_eq!(tree(root), new_tree(), "step {last}");
            }
            // Interrupted when only the journal's own remains were left.
            Recovery::Nothing => assert_eq!(tree(root), new_tree(), "step {last}"),
        }
    }
    // 1 folder, 3 new and 3 old files, 1 list; 1 marker and 4 changes.
    assert_eq!((rolled_back, finished), (8, 5));
}

#[test]
fn a_recovery_may_be_interrupted_too() {
    // Step 9 is the marker.
    for last in 1..=5 {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        old_tree(root);
        assert!(interrupted(9, |step| run(root, None, &files(), &["src/old/c.rs".to_owned()], step).unwrap()));
        assert!(interrupted(last, |step| _ = recover(root, step).unwrap()));
        recover(root, &mut || ()).unwrap();
        assert_eq!(tree(root), new_tree(), "step {last}");
    }
}

#[test]
fn a_failed_run_takes_its_changes_back() {
    // A folder stands where the last file must go, once nobody expects it any more.
    let blocked = |root: &Path, last: usize| {
        let mut steps = 0;
        let mut made = false;
        run(root, None, &files(), &["src/old/c.rs".to_owned()], &mut || {
            steps += 1;
            if steps == 9 {
                fs::create_dir_all(root.join("src/new/d.rs/x")).unwrap();
                made = true;
            }
            if made && steps == last {
                std::panic::resume_unwind(Box::new("interrupted"));
            }
        })
    };
    let folder = tempfile::tempdir().unwrap();
    old_tree(folder.path());
    let problem = blocked(folder.path(), 0).unwrap_err();
    assert!(problem.message.contains("d.rs"), "{problem}");
    let mut after = tree(folder.path());
    after.retain(|path, _| !path.starts_with("src/new/"));
    let expected = tempfile::tempdir().unwrap();
    old_tree(expected.path());
    assert_eq!(after, tree(expected.path()));

    // Steps 12 to 14 are those of taking back.
    for last in 12..=14 {
        let folder = tempfile::tempdir().unwrap();
        old_tree(folder.path());
        assert!(catch_unwind(AssertUnwindSafe(|| drop(blocked(folder.path(), last)))).is_err());
        assert_eq!(recover(folder.path(), &mut || ()), Ok(Recovery::RolledBack), "step {last}");
        let mut after = tree(folder.path());
        after.retain(|path, _| !path.starts_with("src/new/"));
        assert_eq!(after, tree(expected.path()), "step {last}");
    }
}

#[test]
fn what_was_edited_after_the_interruption_is_not_overwritten() {
    // Before the edited file was moved to its place, and behind that.
    for last in [8, 9] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        old_tree(root);
        assert!(interrupted(last, |step| run(root, None, &files(), &[], step).unwrap()));
        fs::write(root.join("a.txt"), "mine").unwrap();
        let problem = recover(root, &mut || ()).unwrap_err();
        assert!(problem.message.contains("a.txt` was changed after"), "{problem}");
        assert_eq!(fs::read_to_string(root.join("a.txt")).unwrap(), "mine");
        // As the help says: move the file away and generate again.
        fs::rename(root.join("a.txt"), root.join("mine.txt")).unwrap();
        let report = super::super::folder(root, Kind::Crate, &files(), None).unwrap();
        assert_eq!(report.recovery, Recovery::Finished(3));
        let text = |path: &str| fs::read_to_string(root.join(path)).unwrap();
        assert_eq!([text("a.txt"), text("src/b.rs"), text("mine.txt")], ["new a", "new b", "mine"]);
    }
}

#[test]
fn a_journal_that_leads_out_of_its_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join(NAME)).unwrap();
    fs::write(root.join(NAME).join(LIST), r#"[{"path": "../x", "old": null, "new": null}]"#).unwrap();
    fs::write(root.join(NAME).join(COMMITTED), "").unwrap();
    assert!(recover(root, &mut || ()).unwrap_err().message.contains("is damaged"));
}

#[test]
fn a_thread_that_panics_is_an_error() {
    let both = std::sync::Barrier::new(2);
    let own = std::thread::current().id();
    let done = each(&["a", "b"].map(PathBuf::from), |_| {
        both.wait();
        assert_eq!(std::thread::current().id(), own, "only the other thread panics");
        Ok(())
    });
    assert_eq!(done.unwrap_err().1.to_string(), "a thread panicked");
}
