//! The changelog of a generated crate, as the command writes it.
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;
use std::process::Command;

const COLLECTION: &str = r#"{
  "info": {"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [
    {"name": "List orders", "request": {"method": "GET", "url": "https://x.test/orders"}},
    {"name": "Get order", "request": {"method": "GET", "url": "https://x.test/orders/:id"}}
  ]
}"#;

/// Runs a verb in a folder: its status, and what it prints.
fn run(folder: &Path, verb: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postwright"));
    command.args([verb, "shop.json", "--crate", "sdk"]).args(arguments).current_dir(folder);
    let output = command.env("NO_COLOR", "1").output().expect("the command can be run");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("it prints text"))
}

/// A text without what stands for the states of the collection.
fn without_states(text: &str) -> String {
    let is_state = |word: &&str| word.len() == 16 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = text.split(' ').map(|word| if is_state(&word) { "[state]" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_crate_tells_what_changed_since_an_earlier_state() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let log = root.join("sdk/CHANGELOG.md");
    let read = || fs::read_to_string(&log).unwrap();
    let done = |(status, text): (Option<i32>, String)| assert_eq!(status, Some(0), "{text}");
    fs::write(root.join("shop.json"), COLLECTION).unwrap();
    fs::write(root.join("old.json"), COLLECTION).unwrap();
    done(run(root, "generate", &[]));
    insta::assert_snapshot!(read(), @r"
    # Changelog

    What changed for callers of this crate. Postwright writes what stands between its marks; the rest is yours.

    ## [Unreleased]

    <!-- postwright: since first -->
    ### Added

    - The client of Shop, with 2 operations.
    <!-- postwright: end -->
    ");
    // The user's own words stay, in whatever run.
    fs::write(&log, read() + "\nOwn words.\n").unwrap();
    let new = COLLECTION.replace("Get order", "Fetch order").replace("List orders", "List all orders");
    let new = new.replace("\"info\": {", "\"info\": {\"version\": \"2.0.0\", ");
    let new = new.replace("/orders\"", "/orders?page=1\"");
    fs::write(root.join("shop.json"), new).unwrap();
    done(run(root, "generate", &[]));
    assert!(!read().contains("2.0.0") && read().ends_with("\nOwn words.\n"));
    let (status, diff) = run(root, "check", &["--since", "old.json"]);
    assert_eq!(status, Some(1));
    assert!(diff.contains("+## [2.0.0]"), "{diff}");
    done(run(root, "generate", &["--since", "old.json"]));
    insta::assert_snapshot!(without_states(&read()), @r"
    # Changelog

    What changed for callers of this crate. Postwright writes what stands between its marks; the rest is yours.

    ## [Unreleased]

    <!-- postwright: since first -->
    ### Added

    - The client of Shop, with 2 operations.
    <!-- postwright: end -->

    Own words.

    ## [2.0.0]

    <!-- postwright: since [state] to [state] -->
    For callers this is a **major** change.

    ### Added

    - `list_all_orders`: `.page(…)` is new

    ### Changed

    - **Breaking:** `list_all_orders`: call `list_all_orders` instead of `list_orders`: the old name is gone
    - **Breaking:** `fetch_order`: call `fetch_order` instead of `get_order`: the old name is gone
    <!-- postwright: end -->
    ");
    let once = read();
    done(run(root, "generate", &["--since", "old.json"]));
    done(run(root, "check", &["--since", "old.json"]));
    done(run(root, "check", &[]));
    assert_eq!(read(), once);
    // Nothing changed since now.
    done(run(root, "generate", &["--since", "shop.json"]));
    assert_eq!(read(), once);
}

/// Runs git in a folder. A hook of git that runs these tests must not give them its own repository.
fn git(folder: &Path, arguments: &[&str]) {
    let own = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.args(own).args(arguments).current_dir(folder);
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    assert!(command.output().is_ok_and(|output| output.status.success()), "{arguments:?}");
}

#[test]
fn a_state_in_git_gives_the_entry_of_the_same_state_in_a_file() {
    let entry = |since: &str| {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("shop.json"), COLLECTION).unwrap();
        fs::write(root.join("old.json"), COLLECTION).unwrap();
        git(root, &["init", "--quiet"]);
        git(root, &["add", "shop.json"]);
        git(root, &["commit", "--quiet", "--message", "one"]);
        fs::write(root.join("shop.json"), COLLECTION.replace("Get order", "Fetch order")).unwrap();
        let (status, text) = run(root, "generate", &["--since", since]);
        assert_eq!(status, Some(0), "{text}");
        let (status, text) = run(root, "check", &["--since", since]);
        assert_eq!(status, Some(0), "{text}");
        fs::read_to_string(root.join("sdk/CHANGELOG.md")).unwrap()
    };
    let in_git = entry("HEAD:shop.json");
    assert!(in_git.contains("call `fetch_order` instead of `get_order`"), "{in_git}");
    assert_eq!(in_git, entry("old.json"));
}

#[test]
fn an_earlier_state_that_cannot_be_read_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("shop.json"), COLLECTION).unwrap();
    let (status, text) = run(folder.path(), "generate", &["--since", "none.json"]);
    assert_eq!(status, Some(2));
    assert!(text.contains("none.json") && !folder.path().join("sdk").exists(), "{text}");
}

#[test]
fn a_changelog_that_the_user_deletes_stays_away() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let log = root.join("sdk/CHANGELOG.md");
    fs::write(root.join("shop.json"), COLLECTION).unwrap();
    fs::write(root.join("old.json"), COLLECTION).unwrap();
    assert!(run(root, "check", &[]).1.contains("CHANGELOG.md"));
    run(root, "generate", &[]);
    fs::remove_file(&log).unwrap();
    for verb in ["check", "generate", "check"] {
        assert_eq!(run(root, verb, &[]).0, Some(0), "{verb}");
        assert!(!log.exists());
    }
    assert_eq!(run(root, "check", &["--since", "old.json"]).0, Some(1));
    assert_eq!(run(root, "generate", &["--since", "old.json"]).0, Some(0));
    assert_eq!(run(root, "check", &["--since", "old.json"]), (Some(0), String::new()));
    assert!(log.exists());
}

#[cfg(unix)]
#[test]
fn whatever_is_in_its_place_stops_only_those_who_ask_for_an_entry() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let log = root.join("sdk/CHANGELOG.md");
    fs::write(root.join("shop.json"), COLLECTION.replace("Get order", "Fetch order")).unwrap();
    fs::write(root.join("old.json"), COLLECTION).unwrap();
    fs::create_dir(root.join("sdk")).unwrap();
    fs::write(&log, b"caf\xe9\n").unwrap();
    let both = |arguments: &[&str]| ["generate", "check"].map(|verb| run(root, verb, arguments));
    assert_eq!(both(&[]).map(|(status, _)| status), [Some(0); 2]);
    for (status, text) in both(&["--since", "old.json"]) {
        assert_eq!(status, Some(2));
        assert!(text.contains("CHANGELOG.md` is no text in UTF-8"), "{text}");
    }
    fs::remove_file(&log).unwrap();
    symlink("../CHANGELOG.md", &log).unwrap();
    fs::write(root.join("CHANGELOG.md"), "Ours.\n").unwrap();
    assert_eq!(both(&[]).map(|(status, _)| status), [Some(0); 2]);
    let code = fs::read_to_string(root.join("sdk/src/lib.rs")).unwrap();
    fs::write(root.join("shop.json"), COLLECTION.replace("Get order", "Take order")).unwrap();
    for (status, text) in both(&["--since", "old.json"]) {
        assert_eq!(status, Some(2));
        assert!(
            text.contains("CHANGELOG.md` is a symbolic link") && text.contains("postwright diff"),
            "{text}"
        );
    }
    assert_eq!(fs::read_to_string(root.join("sdk/src/lib.rs")).unwrap(), code);
    assert_eq!(fs::read_to_string(root.join("CHANGELOG.md")).unwrap(), "Ours.\n");
}

#[test]
fn a_release_of_the_same_collection_with_other_settings_has_its_own_entry() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let log = root.join("sdk/CHANGELOG.md");
    let settings = |name: &str| {
        let text = format!("[operations.\"Get order\"]\nrename = \"{name}\"\n");
        fs::write(root.join("postwright.toml"), text).unwrap();
    };
    let commit = |message: &str| {
        git(root, &["add", "."]);
        git(root, &["commit", "--quiet", "--message", message]);
    };
    fs::write(root.join("shop.json"), COLLECTION).unwrap();
    git(root, &["init", "--quiet"]);
    settings("one");
    commit("one");
    // As most people release; the collection has no version.
    let release = |version: &str| {
        let text = fs::read_to_string(&log).unwrap();
        fs::write(&log, text.replace("## [Unreleased]", version)).unwrap();
    };
    for (name, version) in [("two", "## [0.1.0] - 2026-01-01"), ("three", "## Version 0.2.0")] {
        settings(name);
        let (status, text) = run(root, "generate", &["--since", "HEAD:shop.json"]);
        assert_eq!(status, Some(0), "{text}");
        release(version);
        commit(name);
    }
    let released = fs::read_to_string(&log).unwrap();
    for names in ["call `two` instead of `one`", "call `three` instead of `two`"] {
        assert!(released.contains(names), "{released}");
    }
    for verb in ["check", "generate", "check"] {
        let (status, text) = run(root, verb, &["--since", "HEAD~1:shop.json"]);
        assert_eq!(status, Some(0), "{text}");
    }
    assert_eq!(fs::read_to_string(&log).unwrap(), released);
}

#[test]
fn a_setting_for_both_sides_tells_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("shop.json"), COLLECTION.replace("Get order", "Fetch order")).unwrap();
    fs::write(root.join("old.json"), COLLECTION).unwrap();
    let told = || {
        let (status, text) = run(root, "generate", &["--since", "old.json"]);
        assert_eq!(status, Some(0), "{text}");
        fs::read_to_string(root.join("sdk/CHANGELOG.md")).unwrap()
    };
    let without = told();
    fs::write(root.join("postwright.toml"), "[operations.\"List orders\"]\nrename = \"all\"\n").unwrap();
    let with = told();
    assert_ne!(with, without);
    for text in [without, with] {
        assert_eq!(text.matches("call `fetch_order` instead").count(), 1, "{text}");
        assert_eq!(text.matches("<!-- postwright: since").count(), 1, "{text}");
    }
}

#[test]
fn settings_may_name_a_request_that_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("shop.json"), COLLECTION.replace("Get order", "Fetch order")).unwrap();
    fs::write(root.join("old.json"), COLLECTION).unwrap();
    fs::write(root.join("postwright.toml"), "[operations.\"Fetch order\"]\nrename = \"take\"\n").unwrap();
    for arguments in [&["--since", "old.json"][..], &["--since", "old.json", "--config", "postwright.toml"]] {
        for verb in ["generate", "check"] {
            let (status, text) = run(root, verb, arguments);
            assert_eq!(status, Some(0), "{text}");
        }
    }
    let log = fs::read_to_string(root.join("sdk/CHANGELOG.md")).unwrap();
    assert!(log.contains("call `take` instead of `get_order`"), "{log}");
}
