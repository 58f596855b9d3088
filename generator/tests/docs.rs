//! `postwright docs` as a process: what it writes, what it refuses, and what it leaves alone.
#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn docs(collection: &Path, output: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_postwright"))
        .arg("docs")
        .arg(collection)
        .arg("--output")
        .arg(output)
        .args(more)
        .stdin(Stdio::null())
        .output()
        .expect("cargo builds the binary before its tests")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn request(name: &str) -> Value {
    json!({"name": name, "request": {"method": "GET", "url": format!("https://x.test/{}", name.len())}})
}

fn collection(folder: &Path, items: &[Value]) -> std::path::PathBuf {
    let path = folder.join("shop.postman_collection.json");
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    let collection = json!({"info": {"name": "Shop", "schema": schema}, "item": items});
    fs::write(&path, collection.to_string()).expect("a file");
    path
}

/// All files below a folder.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below").display().to_string().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    found
}

fn own(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../collections").join(file)
}

#[test]
fn the_same_collection_gives_the_same_bytes_and_links_that_lead_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    for (format, index, extension) in [("html", "index.html", ".html"), ("markdown", "README.md", ".md")] {
        let roots = ["one", "two"].map(|name| folder.path().join(format).join(name));
        for root in &roots {
            let done =
                docs(&own("kitchen_sink.postman_collection.json"), root, &["--format", format, "--quiet"]);
            assert_eq!(
                (done.status.code(), text(&done.stdout).as_str()),
                (Some(0), ""),
                "{}",
                text(&done.stderr)
            );
        }
        let [one, two] = roots.map(|root| tree(&root));
        assert!(one == two && one.contains_key(index));
        let mut lower: Vec<String> = one.keys().map(|name| name.to_lowercase()).collect();
        lower.sort();
        lower.dedup();
        assert_eq!(lower.len(), one.len(), "two files have one name where case does not count");
        for (name, page) in one.iter().filter(|(name, _)| name.ends_with(extension)) {
            for link in links(page, format) {
                let target = resolve(name, &link);
                assert!(one.contains_key(&target), "{name} links to {link}");
            }
        }
    }
}

/// Where the links of a page lead that are no addresses of the web.
fn links(page: &str, format: &str) -> Vec<String> {
    let (open, close) = if format == "html" { ("href=\"", '"') } else { ("](", ')') };
    let all = page.split(open).skip(1).filter_map(|rest| rest.split(close).next());
    let inner = all.filter(|link| {
        !link.contains(':') && !link.starts_with('#') && (link.contains(".md") || format == "html")
    });
    inner.map(|link| link.split('#').next().unwrap_or_default().to_owned()).collect()
}

fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." { _ = parts.pop() } else { parts.push(part) }
    }
    parts.join("/")
}

#[test]
fn a_later_run_removes_its_own_pages_and_keeps_the_users() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("reference");
    let path = collection(folder.path(), &[request("First"), request("Second one")]);
    let done = docs(&path, &output, &[]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(text(&done.stderr).ends_with("7 of 7 files written\n"), "{}", text(&done.stderr));
    let first = fs::read_to_string(output.join("first.html")).unwrap();
    fs::write(output.join("mine.html"), "mine").unwrap();
    assert!(text(&docs(&path, &output, &[]).stderr).ends_with("up to date\n"));

    // Its function keeps its name, so its page stays where it is.
    collection(folder.path(), &[request("Zeroth"), request("First")]);
    let done = docs(&path, &output, &[]);
    assert!(text(&done.stderr).contains("1 removed"), "{}", text(&done.stderr));
    assert!(output.join("zeroth.html").exists() && !output.join("second-one.html").exists());
    assert_ne!(fs::read_to_string(output.join("first.html")).unwrap(), first, "its neighbours changed");
    assert_eq!(fs::read_to_string(output.join("mine.html")).unwrap(), "mine");

    // Another format replaces the pages of the first one.
    let done = docs(&path, &output, &["--format", "markdown"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let names: Vec<String> = tree(&output).into_keys().collect();
    assert_eq!(names, [".postwright.json", "README.md", "first.md", "mine.html", "zeroth.md"]);
}

#[test]
fn a_page_stays_with_its_function_when_another_request_has_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("reference");
    let path = collection(folder.path(), &[request("First")]);
    assert_eq!(docs(&path, &output, &[]).status.code(), Some(0));
    let other = json!({"name": "First", "request": {"method": "POST", "url": "https://x.test/other"}});
    collection(folder.path(), &[other, request("First")]);
    assert_eq!(docs(&path, &output, &[]).status.code(), Some(0));
    for (page, place) in [("first.html", "/5"), ("post-first.html", "/other")] {
        let page = fs::read_to_string(output.join(page)).unwrap();
        assert!(page.contains(&format!("</span>{place}</code>")), "{page}");
    }
}

#[test]
fn the_sdk_in_the_code_is_called_as_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = collection(folder.path(), &[request("First")]);
    let output = folder.path().join("reference");
    let done = docs(&path, &output, &["--name", "corner_shop"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(fs::read_to_string(output.join("first.html")).unwrap().contains("use corner_shop::"));
    let done = docs(&path, &output, &["--name", "no name"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).contains("is no name of a crate"), "{}", text(&done.stderr));
}

#[test]
fn what_is_in_the_way_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = collection(folder.path(), &[request("First")]);
    let output = folder.path().join("reference");
    fs::create_dir(&output).unwrap();
    fs::write(output.join("index.html"), "mine").unwrap();
    let done = docs(&path, &output, &[]);
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).contains("index.html` was not written by Postwright; nothing was written"));
    assert_eq!(tree(&output).into_iter().collect::<Vec<_>>(), [("index.html".to_owned(), "mine".to_owned())]);

    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    let done = docs(&path, &file, &[]);
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).contains("is a file, a folder was expected"), "{}", text(&done.stderr));
    assert_eq!(docs(&path, &output, &["--format", "pdf"]).status.code(), Some(2));
    assert_eq!(docs(&folder.path().join("none.json"), &file, &[]).status.code(), Some(2));
}

#[test]
fn a_crate_and_its_reference_do_not_replace_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = collection(folder.path(), &[request("First")]);
    let [sdk, reference] = ["sdk", "reference"].map(|name| folder.path().join(name));
    let generate = |output: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postwright"));
        command.arg("generate").arg(&path).arg("--crate").arg(output).stdin(Stdio::null());
        command.output().expect("cargo builds the binary before its tests")
    };
    assert_eq!(generate(&sdk).status.code(), Some(0));
    assert_eq!(docs(&path, &reference, &["--format", "markdown"]).status.code(), Some(0));
    let before = [tree(&sdk), tree(&reference)];

    let done = docs(&path, &sdk, &["--format", "markdown"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).contains("holds a crate that Postwright wrote"), "{}", text(&done.stderr));
    let done = generate(&reference);
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).contains("holds a reference that Postwright wrote"), "{}", text(&done.stderr));
    assert!(before == [tree(&sdk), tree(&reference)], "something was written");
}

#[test]
fn the_same_collection_in_every_format_has_the_same_pages() {
    let folder = tempfile::tempdir().unwrap();
    let mut lists = Vec::new();
    for file in [
        "tides.v1.postman_collection.json",
        "tides.v2.0.postman_collection.json",
        "tides.v2.1.postman_collection.json",
        "tides.v3",
    ] {
        let output = folder.path().join(file);
        let done = docs(&own(file), &output, &["--quiet"]);
        assert_eq!(done.status.code(), Some(0), "{file}: {}", text(&done.stderr));
        let files = tree(&output);
        let page =
            files.iter().find(|(name, _)| name.contains("report-a-level")).map(|(_, page)| page.clone());
        let page = page.unwrap_or_default();
        for tab in ["code-rust", "code-curl", "code-http", "code-item"] {
            assert!(page.contains(&format!("id=\"{tab}\"")), "{file}: {tab}");
        }
        lists.push(files.into_keys().collect::<Vec<_>>());
    }
    assert!(lists.windows(2).all(|pair| pair[0] == pair[1]), "{lists:?}");
}
