//! The command as a process: exit statuses and the two standard streams.
#![cfg(feature = "cli")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn postwright(arguments: &[&str]) -> Output {
    postwright_in(Path::new("."), arguments)
}

fn postwright_in(folder: &Path, arguments: &[&str]) -> Output {
    let binary = env!("CARGO_BIN_EXE_postwright");
    Command::new(binary)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("NO_COLOR", "1")
        .output()
        .expect("cargo builds the binary before its tests")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the command prints text")
}

#[test]
fn help_and_version_are_results() {
    for arguments in [&["--help"][..], &["--version"], &["generate", "--help"]] {
        let output = postwright(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(text(&output.stdout).contains("postwright") && output.stderr.is_empty(), "{arguments:?}");
    }
    let help = text(&postwright(&["--help"]).stdout);
    for verb in
        ["generate", "watch", "check", "inspect", "lint", "diff", "docs", "explain", "init", "completions"]
    {
        assert!(help.contains(&format!("\n  {verb} ")), "{verb}");
    }
    assert!(help.contains("--config"));
}

#[test]
fn wrong_arguments_end_with_two() {
    for arguments in
        [&["frobnicate"][..], &[], &["generate", "c.json"], &["inspect", "c.json", "--format", "xml"]]
    {
        let output = postwright(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_is_no_collection_ends_with_two_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("text.json");
    let output = folder.path().join("sdk.rs");
    std::fs::write(&input, "[]").unwrap();
    std::fs::write(&output, "as it was").unwrap();
    let (input, name) = (input.to_str().unwrap(), output.to_str().unwrap());
    for arguments in
        [&["generate", input, "--output", name][..], &["lint", input], &["inspect", input, "--quiet"]]
    {
        let done = postwright(arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        assert!(done.stdout.is_empty() && text(&done.stderr).contains("text.json"), "{arguments:?}");
    }
    assert_eq!(std::fs::read_to_string(&output).unwrap(), "as it was");
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_postwright"))
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
}

fn git(folder: &Path, arguments: &[&str]) {
    let own = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").args(own).args(arguments).current_dir(folder).output();
    assert!(output.is_ok_and(|output| output.status.success()), "{arguments:?}");
}

#[test]
fn files_of_a_revision_are_called_as_in_it() {
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    let good = format!(r#"{{"info": {{"name": "x", "schema": "{schema}"}}, "item": []}}"#);
    let folder = tempfile::tempdir().unwrap();
    for name in ["broken", "unset", "folder/Users"] {
        std::fs::create_dir_all(folder.path().join(name)).unwrap();
    }
    for (name, content) in [
        ("good.json", good.as_str()),
        ("broken/shop.json", "{\"info\": "),
        ("unset/shop.json", &good),
        ("unset/postwright.toml", "[types\n"),
        ("folder/Users/Get.request.yaml", "url: [\n"),
    ] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "one"]);
    for (given, file) in [
        ("HEAD:broken/shop.json", "HEAD:broken/shop.json"),
        ("HEAD:unset/shop.json", "HEAD:unset/postwright.toml"),
        ("HEAD:folder", "HEAD:folder/Users/Get.request.yaml"),
    ] {
        for format in ["text", "json"] {
            let arguments = ["diff", given, "good.json", "--message-format", format];
            let done = postwright_in(folder.path(), &arguments);
            let said = text(&done.stderr);
            assert_eq!(done.status.code(), Some(2), "{said}");
            let named =
                if format == "text" { format!("--> {file}:") } else { format!("\"file\":\"{file}\"") };
            assert!(said.contains(&named), "no {named} in {said}");
            assert!(!said.contains("/files/"), "{said}");
        }
    }
    let done = postwright_in(folder.path(), &["diff", "HEAD:good.json", "good.json"]);
    assert_eq!((done.status.code(), text(&done.stdout).as_str()), (Some(0), "none: no change\n"));
}

#[test]
fn a_body_with_a_fence_stays_in_the_block_of_the_readme() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let body = "# Title\n\n````\ncode\n````\n\n## Heading of the body";
    let request = serde_json::json!({"method": "POST", "url": "https://x.test/a", "body": {"mode": "raw", "raw": body}});
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    let collection = serde_json::json!({"info": {"name": "Shop", "schema": schema}, "item": [{"name": "a", "request": request}]});
    std::fs::write(folder.path().join("shop.json"), collection.to_string()).expect("it can be written");
    let output = postwright_in(folder.path(), &["generate", "shop.json", "--crate", "sdk"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let readme = std::fs::read_to_string(folder.path().join("sdk/README.md")).expect("it was written");
    let (_, rest) = readme.split_once("\n`````rust\n").expect("a fence longer than that of the body");
    let (program, rest) = rest.split_once("\n`````\n").expect("the end of the block");
    assert!(program.contains("## Heading of the body") && rest.contains("A call is sent when"), "{readme}");
}
