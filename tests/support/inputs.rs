//! The folders of inputs into lists of files, each with the name of its module. Paths are relative to this
//! package's folder, where cargo runs build scripts and tests: so messages that name them are the same everywhere.

use std::io;
use std::path::{Path, PathBuf};

/// Where the inputs lie.
pub const FOLDERS: &[&str] = &[CASES, COLLECTIONS];

/// Minimal collections, one feature each.
pub const CASES: &str = "cases";

/// Realistic collections.
pub const COLLECTIONS: &str = "../collections";

/// A collection, and the module that it becomes.
#[derive(Debug)]
pub struct Input {
    /// Of the file or folder, relative to this package's folder.
    pub path: PathBuf,
    /// The name of the folder for a case; of the file or folder, in snake case, for a collection.
    pub module: String,
}

/// Every input that must generate: the cases, then the collections, each sorted by name.
///
/// # Errors
/// When a folder cannot be listed.
pub fn readable() -> io::Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for folder in entries(Path::new(CASES))? {
        let module = name(&folder);
        let path = collection(&folder);
        if path.exists() {
            inputs.push(Input { path, module });
        }
    }
    for path in entries(Path::new(COLLECTIONS))? {
        let file = name(&path);
        let stem = file.strip_suffix(".postman_collection.json");
        if let Some(stem) = stem.or_else(|| path.is_dir().then_some(file.as_str())) {
            inputs.push(Input { module: stem.replace(['.', '-', ' '], "_"), path });
        }
    }
    Ok(inputs)
}

/// The collection of a case: the file `collection.json`, or the folder `collection` of a format that has folders.
#[must_use]
pub fn collection(case: &Path) -> PathBuf {
    let file = case.join("collection.json");
    let folder = case.join("collection");
    if folder.is_dir() { folder } else { file }
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        folder.read_dir()?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
