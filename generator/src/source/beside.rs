//! The settings of a collection: the file beside it.

use std::path::{Path, PathBuf};

/// The name of the file.
const NAME: &str = "postwright.toml";

/// Where the settings of a collection may lie: its own first, then those of its folder.
pub(crate) fn candidates(collection: &Path) -> [PathBuf; 2] {
    let name = collection.file_name().unwrap_or_default().to_string_lossy();
    let stem = [".postman_collection.json", ".json"].iter().find_map(|suffix| name.strip_suffix(suffix));
    let own = format!("{}.{NAME}", stem.unwrap_or(&name));
    [collection.with_file_name(own), collection.with_file_name(NAME)]
}

/// The settings that lie beside a collection.
pub(crate) fn settings(collection: &Path) -> Option<PathBuf> {
    candidates(collection).into_iter().find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_settings_go_before_those_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let collection = folder.path().join("shop.postman_collection.json");
        assert_eq!(settings(&collection), None);
        std::fs::write(folder.path().join(NAME), "").unwrap();
        assert_eq!(settings(&collection), Some(folder.path().join(NAME)));
        let own = folder.path().join("shop.postwright.toml");
        std::fs::write(&own, "").unwrap();
        assert_eq!(settings(&collection), Some(own));
        assert_eq!(settings(&folder.path().join("tides.v3")), Some(folder.path().join(NAME)));
    }
}
