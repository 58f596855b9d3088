//! What Postwright wrote into a folder: `.postwright.json`, paths with the hashes of their content.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::{File, Problem};

/// The file that holds the record.
pub(super) const NAME: &str = ".postwright.json";

/// What a folder of Postwright's holds: one kind does not take the place of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Also what a record without a kind is of.
    #[default]
    Crate,
    Reference,
}

impl Kind {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    fn is_crate(&self) -> bool {
        *self == Self::Crate
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Crate => "a crate",
            Self::Reference => "a reference",
        }
    }
}

/// The files of a folder that are Postwright's own.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The version of this file's format.
    #[serde(rename = "record")]
    format: u32,
    about: String,
    #[serde(default, skip_serializing_if = "Kind::is_crate")]
    kind: Kind,
    /// Relative path to hash.
    pub(super) files: BTreeMap<String, String>,
}

impl Record {
    /// The record of a folder after `files` were written to it.
    pub(super) fn of(kind: Kind, files: &[File]) -> Self {
        Self {
            format: 1,
            about: "What Postwright wrote into this folder. It replaces only what it wrote itself: keep this file."
                .to_owned(),
            kind,
            files: files.iter().map(|file| (file.path.clone(), hash(file.text.as_bytes()))).collect(),
        }
    }

    /// Reads the record of a folder; an empty one if there is none.
    pub(super) fn read(folder: &Path) -> Result<Self, Problem> {
        let path = folder.join(NAME);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Problem::io("read", &path, &error)),
        };
        match serde_json::from_slice::<Self>(&text) {
            Ok(record) if record.files.keys().all(|path| is_inside(path)) => Ok(record),
            Ok(_) => Err(damaged(&path, "it names a file outside of the folder")),
            Err(error) => Err(damaged(&path, &error.to_string())),
        }
    }

    /// Reads the record of a folder that holds nothing of another kind.
    pub(super) fn read_of(kind: Kind, folder: &Path) -> Result<Self, Problem> {
        let record = Self::read(folder)?;
        if record.kind == kind || record.files.is_empty() {
            return Ok(record);
        }
        let (old, new) = (record.kind.noun(), kind.noun());
        Err(Problem::new(format!(
            "`{}` holds {old} that Postwright wrote, {new} would replace it; nothing was written",
            folder.display()
        ))
        .help(format!("write {new} into another folder, or delete what is in this one first")))
    }

    /// The record as a file of its folder.
    pub(super) fn file(&self) -> File {
        // A map of texts always serializes.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        File::own(NAME, text + "\n")
    }
}

fn damaged(path: &Path, why: &str) -> Problem {
    Problem::new(format!("`{}` is not the record that Postwright keeps there: {why}", path.display()))
        .help("restore it from version control, or delete it together with the generated files")
}

/// Whether a relative path of a record stays in its folder.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// FNV-1a, 64 bits: tells an edited file from an untouched one. Line endings do not count, because version
/// control changes them.
pub(crate) fn hash(content: &[u8]) -> String {
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for (index, byte) in content.iter().enumerate() {
        if *byte == b'\r' && content.get(index + 1) == Some(&b'\n') {
            continue;
        }
        hash = (hash ^ u64::from(*byte)).wrapping_mul(PRIME);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_as_the_algorithm_says_but_for_line_endings() {
        assert_eq!(hash(b""), "cbf29ce484222325");
        assert_eq!(hash(b"foobar"), "85944171f73967e8");
        assert_eq!(hash(b"a\r\nb"), hash(b"a\nb"));
        assert_ne!(hash(b"a\rb"), hash(b"ab"));
    }

    #[test]
    fn reads_what_it_wrote() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Record::read(folder.path()), Ok(Record::default()));
        let record = Record::of(Kind::Reference, &[File::own("src/lib.rs", "a")]);
        fs::write(folder.path().join(NAME), record.file().text).unwrap();
        assert_eq!(Record::read(folder.path()), Ok(record));
    }

    #[test]
    fn an_old_record_is_of_a_crate() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{"record": 1, "about": "", "files": {"Cargo.toml": "0"}}"#;
        fs::write(folder.path().join(NAME), text).unwrap();
        assert!(Record::read_of(Kind::Crate, folder.path()).is_ok());
        let problem = Record::read_of(Kind::Reference, folder.path()).unwrap_err();
        assert!(problem.message.contains("holds a crate"), "{problem}");
        assert!(!Record::of(Kind::Crate, &[]).file().text.contains("kind"));
    }

    #[test]
    fn refuses_a_record_that_leads_out_of_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["../x", "/etc/x", "", "a/../../x"] {
            let text = format!(r#"{{"record": 1, "about": "", "files": {{"{path}": "0"}}}}"#);
            fs::write(folder.path().join(NAME), text).unwrap();
            assert!(Record::read(folder.path()).unwrap_err().message.contains("outside"), "{path}");
        }
        fs::write(folder.path().join(NAME), "{").unwrap();
        assert!(Record::read(folder.path()).unwrap_err().message.contains("not the record"));
    }
}
