//! A folder turns into the texts of the YAML files that a collection of Postman's keeps in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Part, Source};
use crate::diagnostic::{Code, Diagnostic, Pointer};

/// Folders within folders: as many as in the other formats, and those in which the innermost keeps its examples.
const MAX_DEPTH: usize = 63;
/// Entries that are looked at: a whole disk is not a collection.
const MAX_ENTRIES: usize = 200_000;
/// Bytes of one file, and of all of them.
const MAX_FILE: u64 = 64 << 20;
const MAX_TOTAL: u64 = 512 << 20;

/// The files of a collection, sorted by path: requests, examples and definitions.
///
/// Links are followed, each folder is read once; pipes, devices and hidden folders are passed over.
pub(super) fn read(root: &Path) -> Result<Vec<Part>, Diagnostic> {
    let Walk { mut files, json, .. } = walk(root)?;
    if !files.iter().any(|file| is_request(&file.path)) {
        return Err(no_collection(root, json.as_deref()));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let part = |Found { place, path }| Ok(Part { path, source: Source::read(&place)? });
    files.into_iter().map(part).collect()
}

/// The places of the files that [`read`] would read; those found before something was wrong.
#[cfg(feature = "cli")]
pub(super) fn places(root: &Path) -> Vec<PathBuf> {
    let mut walk = Walk::new(root);
    // What is wrong is told by who reads.
    let _ = walk.run();
    walk.files.into_iter().map(|file| file.place).collect()
}

fn walk(root: &Path) -> Result<Walk<'_>, Diagnostic> {
    let mut walk = Walk::new(root);
    walk.run()?;
    Ok(walk)
}

/// Whether a file, by its path, is a request.
fn is_request(path: &str) -> bool {
    named(path, ".request") && !path.split('/').any(|part| part == ".resources")
}

/// Whether a file is what its name must say that it is: `*.request.yaml`.
fn named(path: &str, kind: &str) -> bool {
    let stem = path.strip_suffix(".yaml").or_else(|| path.strip_suffix(".yml"));
    stem.is_some_and(|stem| stem.ends_with(kind))
}

fn is_wanted(path: &str) -> bool {
    let in_resources = path.split('/').any(|part| part == ".resources");
    let is_definition = ["yaml", "yml"].into_iter().any(|extension| {
        path.strip_suffix(extension)
            .is_some_and(|path| path == ".resources/definition." || path.ends_with("/.resources/definition."))
    });
    is_request(path) || is_definition || (in_resources && named(path, ".example"))
}

struct Walk<'r> {
    root: &'r Path,
    entries: usize,
    total: u64,
    /// The folders that were read, by the path without links.
    seen: BTreeSet<PathBuf>,
    files: Vec<Found>,
    /// A file that may be what the user means.
    json: Option<PathBuf>,
}

/// A file of the collection.
struct Found {
    place: PathBuf,
    /// Seen from the root.
    path: String,
}

impl<'r> Walk<'r> {
    fn new(root: &'r Path) -> Self {
        Walk { root, entries: 0, total: 0, seen: BTreeSet::new(), files: Vec::new(), json: None }
    }

    fn run(&mut self) -> Result<(), Diagnostic> {
        let mut folders = vec![(self.root.to_path_buf(), String::new(), 0_usize)];
        while let Some((folder, path, depth)) = folders.pop() {
            self.folder(&folder, &path, depth, &mut folders)?;
        }
        Ok(())
    }

    fn folder(
        &mut self,
        folder: &Path,
        path: &str,
        depth: usize,
        folders: &mut Vec<(PathBuf, String, usize)>,
    ) -> Result<(), Diagnostic> {
        let full = folder.canonicalize().map_err(|error| super::unreadable(folder, &error))?;
        if !self.seen.insert(full) {
            return Ok(());
        }
        if depth > MAX_DEPTH {
            return Err(self.too_much(&format!("nests folders more than {MAX_DEPTH} deep")));
        }
        let entries = fs::read_dir(folder).map_err(|error| super::unreadable(folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| super::unreadable(folder, &error))?;
            self.entries += 1;
            if self.entries > MAX_ENTRIES {
                return Err(self.too_much(&format!("holds more than {MAX_ENTRIES} files and folders")));
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            let place = entry.path();
            // A link that leads nowhere is only an error if it is the name of something that is read.
            let Ok(found) = fs::metadata(&place) else {
                if is_wanted(&path) {
                    let error = std::io::Error::from(std::io::ErrorKind::NotFound);
                    return Err(super::unreadable(&place, &error));
                }
                continue;
            };
            if found.is_dir() && (!name.starts_with('.') || name == ".resources") {
                folders.push((place, path, depth + 1));
            } else if found.is_file() && is_wanted(&path) {
                self.file(place, path, found.len())?;
            } else if found.is_file()
                && depth == 0
                && std::path::Path::new(&name)
                    .extension()
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("json"))
            {
                // The first one by name, whatever the order of the disk.
                let earlier = self.json.take().filter(|json| *json < place);
                self.json = Some(earlier.unwrap_or(place));
            }
        }
        Ok(())
    }

    fn file(&mut self, place: PathBuf, path: String, length: u64) -> Result<(), Diagnostic> {
        self.total = self.total.saturating_add(length);
        if length > MAX_FILE || self.total > MAX_TOTAL {
            return Err(self.too_much("holds more than a collection can"));
        }
        self.files.push(Found { place, path });
        Ok(())
    }

    fn too_much(&self, what: &str) -> Diagnostic {
        let message = format!("{} {what}", self.root.display());
        Diagnostic::error(Code::NotACollection, message, Pointer::root()).help(
            "give the folder of one collection: the one with `.resources/definition.yaml` and the requests",
        )
    }
}

fn no_collection(root: &Path, json: Option<&Path>) -> Diagnostic {
    let message =
        format!("{} is a folder without a `*.request.yaml`, so it holds no collection", root.display());
    let help = match json {
        Some(json) => format!("if the collection is {}, give that file", json.display()),
        None => "give a JSON file that Postman exported, or the folder that Postman keeps the collection in \
                 (`postman/collections/…`)"
            .to_owned(),
    };
    Diagnostic::error(Code::NotACollection, message, Pointer::root()).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn paths(folder: &tempfile::TempDir) -> Vec<String> {
        read(folder.path()).unwrap().into_iter().map(|part| part.path).collect()
    }

    #[test]
    fn reads_what_belongs_to_a_collection() {
        let folder = folder(&[
            ("b.request.yaml", ""),
            ("a/c.request.yml", ""),
            ("a/.resources/definition.yaml", ""),
            ("a/.resources/c.resources/examples/e.example.yaml", ""),
            (".resources/definition.yml", ""),
            (".resources/x.request.yaml", ""),
            (".git/y.request.yaml", ""),
            ("definition.yaml", ""),
            ("readme.md", ""),
        ]);
        assert_eq!(
            paths(&folder),
            [
                ".resources/definition.yml",
                "a/.resources/c.resources/examples/e.example.yaml",
                "a/.resources/definition.yaml",
                "a/c.request.yml",
                "b.request.yaml",
            ]
        );
    }

    #[test]
    fn what_nests_too_deep_is_refused_and_not_left_out() {
        let deep = |depth: usize| folder(&[(&format!("{}r.request.yaml", "a/".repeat(depth)), "")]);
        assert_eq!(paths(&deep(MAX_DEPTH)).len(), 1);
        let error = read(deep(MAX_DEPTH + 1).path()).unwrap_err();
        assert!(error.message.ends_with("nests folders more than 63 deep"), "{}", error.message);
    }

    #[test]
    fn a_folder_without_requests_is_refused() {
        let refused = |files: &[(&str, &str)]| {
            let folder = folder(files);
            let error = read(folder.path()).unwrap_err();
            let place = format!("{}/", folder.path().display());
            format!("{}: {}", error.code.name(), error.help.unwrap().replace(&place, ""))
        };
        assert_eq!(
            refused(&[("shop.json", "{}"), ("z.json", "{}")]),
            "not-a-collection: if the collection is shop.json, give that file"
        );
        assert!(refused(&[(".resources/definition.yaml", "")]).contains("give a JSON file"));
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_end() {
        let folder = folder(&[("a/b.request.yaml", "")]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("lost")).unwrap();
        assert_eq!(paths(&folder), ["a/b.request.yaml"]);
        std::os::unix::fs::symlink("nowhere", folder.path().join("lost.request.yaml")).unwrap();
        assert!(read(folder.path()).unwrap_err().message.contains("lost.request.yaml does not exist"));
    }
}
