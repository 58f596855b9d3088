//! What is read into what tells whether it has changed since: times and lengths of files.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use super::folder;

/// How files looked at one moment; another one that equals it saw no change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// A file that is not there has none.
    files: BTreeMap<PathBuf, Option<(SystemTime, u64)>>,
}

impl Stamp {
    /// Looks at these files, and at those of the collections that are folders among them.
    pub(crate) fn of(paths: &[PathBuf]) -> Self {
        let files = paths
            .iter()
            .flat_map(|path| if path.is_dir() { folder::places(path) } else { vec![path.clone()] });
        let look = |it: fs::Metadata| (it.modified().unwrap_or(SystemTime::UNIX_EPOCH), it.len());
        let look = |file: PathBuf| {
            let seen = fs::metadata(&file).ok().map(look);
            (file, seen)
        };
        Self { files: files.map(look).collect() }
    }

    /// A file that looks different now, if there is one.
    pub(crate) fn change(&self, now: &Self) -> Option<PathBuf> {
        let keys = self.files.keys().chain(now.files.keys());
        keys.into_iter().find(|path| self.files.get(*path) != now.files.get(*path)).cloned()
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
        for other in ["notes.txt", "more.yaml"] {
            fs::write(inner.join(other), "").unwrap();
        }
        assert_eq!(changed(), None);
        fs::remove_file(&file).unwrap();
        assert_eq!(changed(), Some(file));
    }
}
