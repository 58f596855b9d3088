//! The source files into the house rules that they break: opening lines, lengths, layers, forbidden words.

use std::fs;
use std::path::{Path, PathBuf};

/// The longest that a file may be, tests included.
const LINES: usize = 400;

/// Which modules of the generator may use which others: ARCHITECTURE.md has the same table.
/// A layer that is not listed here is a layer that nobody has thought about.
const LAYERS: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("hash", &[]),
    ("parallel", &[]),
    ("yaml", &[]),
    ("source", &["yaml", "diagnostic"]),
    ("report", &["diagnostic", "source"]),
    ("schemes", &["diagnostic"]),
    ("postman", &["diagnostic"]),
    ("text_format", &[]),
    ("settings", &["text_format", "diagnostic"]),
    ("format", &["postman", "source", "yaml", "diagnostic"]),
    ("api", &["diagnostic", "schemes", "text_format"]),
    ("infer", &["api", "text_format", "hash"]),
    ("evidence", &["api", "rust"]),
    ("fields", &[]),
    (
        "lower",
        &["postman", "api", "infer", "fields", "schemes", "settings", "hash", "parallel", "diagnostic"],
    ),
    ("rust", &["text_format", "diagnostic"]),
    ("markdown", &[]),
    (
        "name",
        &[
            "api",
            "rust",
            "schemes",
            "settings",
            "text_format",
            "evidence",
            "markdown",
            "hash",
            "parallel",
            "diagnostic",
        ],
    ),
    ("code", &[]),
    ("emit", &["rust", "code"]),
    ("print", &["code", "parallel"]),
    ("manifest", &["api", "rust", "diagnostic"]),
    ("literal", &[]),
    (
        "package",
        &[
            "api",
            "rust",
            "manifest",
            "literal",
            "markdown",
            "snippet",
            "schemes",
            "text_format",
            "diagnostic",
            "write",
        ],
    ),
    ("anchor", &["rust"]),
    (
        "explain",
        &["api", "rust", "anchor", "evidence", "infer", "manifest", "settings", "text_format", "diagnostic"],
    ),
    ("diff", &["api", "rust", "evidence", "manifest", "settings", "diagnostic"]),
    ("curl", &["api", "rust", "manifest", "markdown", "settings"]),
    ("snippet", &["api", "rust", "infer", "manifest", "markdown", "literal", "curl", "text_format"]),
    ("item", &["source", "format", "yaml", "lower", "schemes", "diagnostic"]),
    (
        "docs",
        &[
            "api", "rust", "anchor", "evidence", "fields", "item", "manifest", "markdown", "snippet",
            "parallel", "write",
        ],
    ),
    ("guess", &["api", "infer", "diagnostic"]),
    ("starter", &["api", "rust", "evidence", "settings"]),
    ("write", &[]),
];

/// The modules that stand above the layers and may use all of them.
const ABOVE: &[&str] = &["lib", "main", "cli", "build_script", "generator", "pipeline"];

/// What must not stand in code that input can reach, and why.
const FORBIDDEN: &[(&str, &str)] = &[
    (".unwrap()", "report a diagnostic or return an error; `expect` says why it cannot happen"),
    ("todo!", "an unfinished thing is an issue, not a panic"),
    ("unimplemented!", "an unfinished thing is an issue, not a panic"),
    ("dbg!", "left over from a search for a mistake"),
    ("#[allow(", "use `#[expect(…, reason = \"…\")]`"),
];

struct File {
    path: PathBuf,
    text: String,
}

impl File {
    /// The lines that people run: without those of comments, and without what follows `#[cfg(test)]`.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .take_while(|_| !is_test(&self.path))
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(number, line)| (number + 1, line))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package lies in the workspace")
}

/// Whether all of the file is test code.
fn is_test(path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    stem == "tests"
        || stem == "testing"
        || stem.ends_with("_tests")
        || path.components().any(|part| part.as_os_str() == "tests")
}

/// All Rust files below a folder of the workspace; paths are relative to the workspace.
fn files(folder: &str) -> Vec<File> {
    let mut paths = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a text");
            files.push(File { path: path.strip_prefix(root()).expect("it is below").to_path_buf(), text });
        }
    }
    assert!(!files.is_empty(), "{folder} holds no Rust");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn sources() -> impl Iterator<Item = File> {
    ["generator/src", "runtime/src", "generator/benches", "tests/support"].into_iter().flat_map(files)
}

/// Fails with all that was found, not with the first.
fn none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}\n", found.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let found =
        sources().filter(|file| !file.text.starts_with("//! ")).map(|file| file.path.display().to_string());
    none(&found.collect::<Vec<_>>(), "a file opens with `//!` and what it turns into what");
}

#[test]
fn no_file_is_too_long() {
    let found =
        sources().map(|file| (file.text.lines().count(), file.path)).filter(|(lines, _)| *lines > LINES);
    let found: Vec<_> = found.map(|(lines, path)| format!("{}: {lines} lines", path.display())).collect();
    none(&found, &format!("a file has at most {LINES} lines; find the second thing in it and move that out"));
}

#[test]
fn nothing_forbidden_is_written() {
    let mut found = Vec::new();
    for file in sources() {
        for (number, line) in file.code() {
            for (word, remedy) in FORBIDDEN {
                // Some of these words go into the user's code: as text, as tokens, or from the runtime's macros.
                let is_written = line.contains('"')
                    || file.path.starts_with("generator/src/emit")
                    || file.path.starts_with("runtime/src/macros")
                    || file.path.ends_with("runtime/src/macros.rs");
                if line.contains(word) && !is_written {
                    found.push(format!("{}:{number}: `{word}`: {remedy}", file.path.display()));
                }
            }
        }
    }
    none(&found, "forbidden in code that input can reach");
}

#[test]
fn layers_look_one_way() {
    let mut found = Vec::new();
    for file in files("generator/src") {
        let layer = layer(&file.path);
        if ABOVE.contains(&layer.as_str()) {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            found.push(format!("{}: `{layer}` is no layer: give it a row", file.path.display()));
            continue;
        };
        for (number, line) in file.code() {
            for used in used_modules(line) {
                if used != layer && !allowed.contains(&used) {
                    found.push(format!("{}:{number}: `{layer}` must not use `{used}`", file.path.display()));
                }
            }
        }
    }
    none(&found, "a layer imports only from its row of the table in ARCHITECTURE.md");
}

/// The module directly below `generator/src`.
fn layer(path: &Path) -> String {
    let part = path.components().nth(2).map(|part| part.as_os_str().to_string_lossy().into_owned());
    part.unwrap_or_default().trim_end_matches(".rs").to_owned()
}

/// The modules that a line names behind `crate::`; those in upper case are re-exports of `lib`.
fn used_modules(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).filter_map(|rest| {
        let end =
            rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(rest.len());
        let name = &rest[..end];
        (!name.is_empty() && name.chars().next().is_some_and(|letter| letter.is_ascii_lowercase()))
            .then_some(name)
    })
}

#[test]
fn the_table_has_no_circle() {
    for (layer, _) in LAYERS {
        let mut reached = vec![*layer];
        let mut next = 0;
        while let Some(name) = reached.get(next) {
            let row = LAYERS.iter().find(|(other, _)| other == name).map_or(&[][..], |(_, allowed)| allowed);
            for name in row {
                assert_ne!(name, layer, "`{layer}` reaches itself");
                if !reached.contains(name) {
                    reached.push(name);
                }
            }
            next += 1;
        }
    }
}

#[test]
fn the_documents_fit_what_is_there() {
    let read =
        |name: &str| fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let version = env!("CARGO_PKG_VERSION");
    let changelog = read("CHANGELOG.md");
    assert!(
        changelog.contains("## [Unreleased]") || changelog.contains(&format!("## [{version}]")),
        "CHANGELOG.md knows neither what is unreleased nor {version}"
    );
    for (name, lines) in [("ARCHITECTURE.md", 250), ("CONTRIBUTING.md", 100)] {
        let count = read(name).lines().count();
        assert!(count <= lines, "{name} has {count} lines, {lines} at most");
    }
    let readme = read("README.md");
    for command in ["generate", "check", "inspect", "lint", "diff"] {
        assert!(readme.contains(&format!("postwright {command}")), "README.md does not mention `{command}`");
    }
    let architecture = read("ARCHITECTURE.md");
    for (layer, _) in LAYERS.iter().filter(|(layer, _)| root().join("generator/src").join(layer).is_dir()) {
        assert!(architecture.contains(&format!("`{layer}`")), "ARCHITECTURE.md does not mention `{layer}`");
    }
}

#[test]
fn the_committed_example_is_fresh() {
    let generated = postwright::Generator::new()
        .generate(Path::new("../collections/sunshine.postman_collection.json"))
        .expect("the example's collection generates");
    let committed = fs::read_to_string(root().join("generated-example/src/lib.rs")).expect("it is committed");
    let committed = committed.replace("\r\n", "\n");
    // In a crate, documentation of the crate stands between the header and the items.
    let (header, items) = generated.module.split_once("\n\n").expect("a header, then items");
    let fresh = committed.starts_with(header) && committed.trim_end().ends_with(items.trim());
    assert!(fresh, "it is stale: run the command for it in CONTRIBUTING.md, and read the diff");
}
