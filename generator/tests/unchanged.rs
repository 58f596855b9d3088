//! A build script whose collection has not changed costs no run, however large the collection is.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What makes this program the generator, when the build script of the package below runs it.
const ASKED: &str = "POSTWRIGHT_TEST_IS_BUILD_SCRIPT";
const REQUESTS: usize = 3_000;

/// Runs this program: a package of its own would compile the generator again.
const BUILD_SCRIPT: &str = r#"fn main() {
    let arguments = ["--exact", "the_build_script", "--nocapture"];
    let status = std::process::Command::new("THIS").args(arguments).env("ASKED", "1").status();
    assert!(status.expect("it can be run").success());
}
"#;

#[test]
fn the_build_script() {
    if std::env::var_os(ASKED).is_some() {
        postwright::build_script("large.json");
    }
}

#[test]
fn a_large_collection_that_has_not_changed_runs_no_build_script() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = folder.path();
    let write = |path: &str, text: &str| fs::write(root.join(path), text).expect("it can be written");
    fs::create_dir(root.join("src")).expect("a folder can be made");
    write(
        "Cargo.toml",
        "[package]\nname = \"large\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n",
    );
    let this = std::env::current_exe().expect("it has a path").to_string_lossy().replace('\\', "\\\\");
    write("build.rs", &BUILD_SCRIPT.replace("THIS", &this).replace("ASKED", ASKED));
    write(
        "src/lib.rs",
        "pub const BYTES: usize = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/large.rs\")).len();\n",
    );
    write("large.json", &collection("Get thing"));
    assert_eq!(build(root), [true, true]);
    assert_eq!(build(root), [false, false], "nothing changed");
    write("beside.json", "{}");
    assert_eq!(build(root), [false, false], "no file that was read changed");
    write("large.json", &collection("Find thing"));
    assert_eq!(build(root), [true, true], "the collection changed");
}

/// Whether the build script ran, and whether the library was compiled.
fn build(root: &Path) -> [bool; 2] {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--offline", "--verbose"]).current_dir(root);
    // What cargo says to tests is not meant for the package.
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"] {
        command.env_remove(name);
    }
    let output = command.env("CARGO_TERM_COLOR", "never").output().expect("cargo can be run");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let ran = |what: &str| {
        said.lines().any(|line| line.trim_start().starts_with("Running `") && line.contains(what))
    };
    [ran("build-script-build`"), ran("src/lib.rs")]
}

/// Requests with bodies and answers, all of one kind.
fn collection(name: &str) -> String {
    let mut items = String::new();
    for number in 0..REQUESTS {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            items,
            r#"{comma}{{"name": "{name} {number}", "request": {{"method": "POST", "url": "https://x.test/{number}/:id",
            "body": {{"mode": "raw", "raw": "{{\"count\": {number}}}"}}}}, "response": [{{"name": "OK", "code": 200,
            "body": "{{\"id\": {number}, \"field{number}\": true}}"}}]}}"#
        );
    }
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    format!(r#"{{"info": {{"name": "Large", "schema": "{schema}"}}, "item": [{items}]}}"#)
}
