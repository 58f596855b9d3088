//! What is read into what tells whether it has changed since: times and lengths of files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Folders within folders.
const MAX_DEPTH: usize = 60;
/// Entries that are looked at: a whole disk is not a collection.
const MAX_ENTRIES: usize = 200_000;

/// How files looked at one moment; another one that equals it saw no change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// A file that is not there has none.
    files: BTreeMap<PathBuf, Option<(SystemTime, u64)>>,
}

impl Stamp {
    /// Looks at these files, and at all YAML files in those of them that are folders.
    pub(crate) fn of(paths: &[PathBuf]) -> Self {
        let mut stamp = Self::default();
        for path in paths {
            stamp.add(path, 0);
        }
        stamp
    }

    /// A file that looks different now, if there is one.
    pub(crate) fn change(&self, now: &Self) -> Option<PathBuf> {
        let keys = self.files.keys().chain(now.files.keys());
        keys.into_iter().find(|path| self.files.get(*path) != now.files.get(*path)).cloned()
    }

    fn add(&mut self, path: &Path, depth: usize) {
        if self.files.len() >= MAX_ENTRIES {
            return;
        }
        let metadata = fs::metadata(path).ok();
        if metadata.as_ref().is_some_and(fs::Metadata::is_dir) {
            if depth > MAX_DEPTH {
                return;
            }
            for entry in fs::read_dir(path).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() || super::is_yaml(&path.to_string_lossy()) {
                    self.add(&path, depth + 1);
                }
            }
        } else {
            let look = |it: fs::Metadata| (it.modified().unwrap_or(SystemTime::UNIX_EPOCH), it.len());
            self.files.insert(path.to_path_buf(), metadata.map(look));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_files_that_come_go_and_change() {
        let folder = tempfile::tempdir().unwrap();
        let [file, missing] = ["a.json", "b.toml"].map(|name| folder.path().join(name));
        let inner = folder.path().join("v3/Users");
        fs::create_dir_all(&inner).unwrap();
        fs::write(&file, "1").unwrap();
        let paths = [file.clone(), missing.clone(), folder.path().join("v3")];
        let mut seen = Stamp::of(&paths);
        let mut changed = || {
            let now = Stamp::of(&paths);
            let change = seen.change(&now);
            seen = now;
            change
        };
        assert_eq!(changed(), None);
        fs::write(&file, "12").unwrap();
        assert_eq!(changed(), Some(file.clone()));
        fs::write(&missing, "").unwrap();
        assert_eq!(changed(), Some(missing));
        fs::write(inner.join("Get.request.yaml"), "").unwrap();
        assert_eq!(changed(), Some(inner.join("Get.request.yaml")));
        fs::write(inner.join("notes.txt"), "").unwrap();
        assert_eq!(changed(), None);
        fs::remove_file(&file).unwrap();
        assert_eq!(changed(), Some(file));
    }
}
