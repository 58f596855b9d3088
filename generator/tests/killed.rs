//! Runs that are killed at random moments into what is on disk then, and what the next run makes of it.
//!
//! On Unix only: elsewhere a process that is killed need not let go of its files before the next one wants them.
#![cfg(all(unix, feature = "cli"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many runs are killed in all.
const FILES: u32 = 60;
const CRATES: u32 = 140;

type Tree = BTreeMap<PathBuf, String>;

/// Numbers without plan but with a fixed beginning (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }
}

/// A folder with two versions of a collection; they give different sets of files.
fn collections(folder: &Path) -> [PathBuf; 2] {
    let old =
        fs::read_to_string("../collections/tides.v2.1.postman_collection.json").expect("it can be read");
    let new = old.replace("Harbours", "Ports").replace("harbour", "port");
    [("old.json", old), ("new.json", new)].map(|(name, text)| {
        fs::create_dir_all(folder.join(name)).expect("a folder can be made");
        // Of one name, because the code names it.
        let path = folder.join(name).join("tides.json");
        fs::write(&path, text).expect("it can be written");
        path
    })
}

fn generate(collection: &Path, target: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postwright"));
    command.arg("generate").arg(collection).args(target);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Runs to the end; what it says.
fn finish(collection: &Path, target: &[&str]) -> String {
    let output = generate(collection, target).output().expect("the command can be run");
    let said = String::from_utf8(output.stderr).expect("it is text");
    assert!(output.status.success(), "{said}");
    said
}

/// Kills a run some time after `begun` is true.
fn kill(collection: &Path, target: &[&str], begun: impl Fn() -> bool, after: Duration) {
    let mut child = generate(collection, target).spawn().expect("the command can be run");
    let start = Instant::now();
    while !begun()
        && child.try_wait().expect("it can be waited for").is_none()
        && start.elapsed() < Duration::from_secs(10)
    {
        std::thread::yield_now();
    }
    std::thread::sleep(after);
    child.kill().expect("it can be killed");
    child.wait().expect("it can be waited for");
}

/// All files of a folder.
fn tree(root: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be listed") {
            let path = entry.expect("it is an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(
                    path.strip_prefix(root).expect("it is below").to_path_buf(),
                    fs::read_to_string(path).expect("it can be read"),
                );
            }
        }
    }
    found
}

/// How long a run takes here and now, in microseconds.
fn duration(collection: &Path, target: &[&str]) -> u64 {
    let start = Instant::now();
    finish(collection, target);
    u64::try_from(start.elapsed().as_micros()).expect("it is a small number")
}

#[test]
fn a_file_is_the_old_one_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let collections = collections(folder.path());
    let place = folder.path().join("out");
    fs::create_dir(&place).unwrap();
    let file = place.join("sdk.rs");
    let target = ["--output", file.to_str().unwrap()];
    let texts = [0, 1].map(|one| {
        finish(&collections[one], &target);
        fs::read_to_string(&file).unwrap()
    });
    let whole = duration(&collections[0], &target);
    let mut dice = Dice(0x5eed);
    for round in 0..FILES {
        let one = usize::from(fs::read_to_string(&file).unwrap() == texts[0]);
        // Half of them are killed when the new file is about to take the place of the old one.
        let (is_late, after) = (dice.roll(2) == 0, dice.roll(whole));
        let begun = || !is_late || fs::read_dir(&place).unwrap().count() > 1;
        kill(
            &collections[one],
            &target,
            begun,
            Duration::from_micros(if is_late { after / 100 } else { after }),
        );
        let found = fs::read_to_string(&file).unwrap();
        assert!(texts.contains(&found), "round {round}: {} bytes", found.len());
        let next = usize::try_from(dice.roll(2)).unwrap();
        finish(&collections[next], &target);
        assert_eq!(tree(&place), [(PathBuf::from("sdk.rs"), texts[next].clone())].into(), "round {round}");
    }
}

#[test]
fn a_crate_is_finished_or_rolled_back_by_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let collections = collections(folder.path());
    let root = folder.path().join("tides");
    let target = ["--crate", root.to_str().unwrap()];
    fs::create_dir_all(root.join("src")).unwrap();
    fs::write(root.join("src/mine.rs"), "// mine\n").unwrap();
    let trees = [0, 1].map(|one| {
        finish(&collections[one], &target);
        tree(&root)
    });
    assert_ne!(trees[0], trees[1]);
    let whole = duration(&collections[0], &target);
    let journal = root.join(".postwright-journal");
    let mut dice = Dice(0xf01d);
    let (mut finished, mut rolled_back, mut now) = (0, 0, 0);
    for round in 0..CRATES {
        let one = 1 - now;
        // Half of them are killed while they write.
        let (is_late, after) = (dice.roll(2) == 0, dice.roll(whole));
        let begun = || !is_late || journal.exists();
        kill(
            &collections[one],
            &target,
            begun,
            Duration::from_micros(if is_late { after / 4 } else { after }),
        );
        let is_interrupted = journal.exists();
        let mut left = tree(&root);
        if !is_interrupted {
            left.retain(|path, _| !path.starts_with(".postwright-journal-done"));
            assert!(trees.contains(&left), "round {round}: without a journal it is one of both");
        }
        // The next run need not be the same one.
        now = usize::from(dice.roll(2) == 0);
        let said = finish(&collections[now], &target);
        let (is_finished, is_rolled_back) = (said.contains("was finished"), said.contains("was rolled back"));
        assert_eq!(is_interrupted, is_finished || is_rolled_back, "round {round}: {said}");
        finished += u32::from(is_finished);
        rolled_back += u32::from(is_rolled_back);
        assert_eq!(tree(&root), trees[now], "round {round}");
    }
    println!("{CRATES} crates: {finished} finished, {rolled_back} rolled back");
    assert!(finished + rolled_back > 0, "no run was killed while it wrote");
}
