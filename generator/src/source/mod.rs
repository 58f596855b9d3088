//! A file or a folder of files turns into a `Source`: its text, and the way from a pointer back to a place in it.

mod beside;
#[cfg(feature = "yaml")]
mod folder;
mod locator;
#[cfg(feature = "cli")]
mod stamp;

use std::path::Path;

#[cfg(feature = "cli")]
pub(crate) use beside::candidates as settings_candidates;
pub(crate) use beside::settings as settings_beside;
pub(crate) use locator::Locator;
#[cfg(feature = "cli")]
pub(crate) use stamp::Stamp;

use crate::diagnostic::{Code, Diagnostic, Pointer};

/// One input: a file, or a folder of files.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The name as the user gave it.
    pub(crate) name: String,
    /// Without byte order mark; empty for a folder.
    pub(crate) text: String,
    /// What was read of a folder, sorted by path; nothing for a file.
    pub(crate) files: Vec<Part>,
    /// The folder's own name, also where the user gave it as `.`.
    title: Option<String>,
}

/// One file of a folder.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Seen from the folder, with `/` between its parts.
    pub(crate) path: String,
    pub(crate) source: Source,
}

/// Whether a file's name says that it is YAML.
#[cfg(feature = "yaml")]
pub(crate) fn is_yaml(name: &str) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}

impl Source {
    /// Reads a folder of YAML files, or a file: UTF-8 with or without byte order mark, or UTF-16 with one.
    pub(crate) fn read(path: &Path) -> Result<Self, Diagnostic> {
        let name = path.to_string_lossy().into_owned();
        #[cfg(feature = "yaml")]
        if path.is_dir() {
            let full = path.canonicalize().ok();
            let title =
                full.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
            return Ok(Self { files: folder::read(path)?, name, text: String::new(), title });
        }
        let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
        match decode(bytes) {
            Ok(text) => Ok(Self { name, text, files: Vec::new(), title: None }),
            Err(what) => {
                Err(Diagnostic::error(Code::NotText, format!("{name} is not text: {what}"), Pointer::root())
                    .help("save the file as UTF-8, or export the collection from Postman again"))
            }
        }
    }

    /// A source that is already in memory.
    pub(crate) fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text: String = text.into();
        let text = text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text);
        Self { name: name.into(), text, files: Vec::new(), title: None }
    }

    /// A source of which nothing could be read.
    pub(crate) fn nothing(path: &Path) -> Self {
        Self::from_text(path.display().to_string(), "")
    }

    /// Whether it is a folder of files.
    #[cfg(feature = "yaml")]
    pub(crate) fn is_folder(&self) -> bool {
        !self.files.is_empty()
    }

    /// Where the file at this path, seen from the folder, stands in `files`.
    pub(crate) fn part(&self, path: &str) -> Option<usize> {
        self.files.binary_search_by(|part| part.path.as_str().cmp(path)).ok()
    }

    /// The name without directories.
    pub(crate) fn file_name(&self) -> &str {
        if let Some(title) = &self.title {
            return title;
        }
        self.name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(&self.name)
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let name = path.display();
    let (message, help) = if error.kind() == std::io::ErrorKind::NotFound {
        (
            format!("{name} does not exist"),
            "give the path of a Postman collection, as seen from the current folder",
        )
    } else if error.kind() == std::io::ErrorKind::PermissionDenied {
        (format!("{name} may not be read"), "allow the current user to read the file")
    } else if path.is_dir() {
        (
            format!("{name} is a folder, and this build of Postwright reads JSON files only"),
            "turn on the feature `yaml` of the crate `postwright`, or give the collection's JSON file",
        )
    } else {
        (format!("{name} cannot be read: {error}"), "check that the path is right and the file readable")
    };
    Diagnostic::error(Code::UnreadableFile, message, Pointer::root()).help(help)
}

/// The text of a file, or what is wrong with its bytes.
fn decode(mut bytes: Vec<u8>) -> Result<String, String> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, ..] => drop(bytes.drain(..3)),
        _ => {}
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..at].split(|byte| *byte == b'\n').skip(1).count();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        format!("byte {at} (0x{byte:02x}, in line {line}) is not UTF-8")
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err("it begins as UTF-16 but ends in the middle of a character".to_owned());
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<String, _>>()
        .map_err(|error| format!("it begins as UTF-16 but holds 0x{:04x} alone", error.unpaired_surrogate()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_the_byte_order_mark_says() {
        assert_eq!(decode(b"\xef\xbb\xbf{}".to_vec()).as_deref(), Ok("{}"));
        assert_eq!(decode(b"\xff\xfe{\0\xe9\0".to_vec()).as_deref(), Ok("{\u{e9}"));
        assert_eq!(decode(b"\xfe\xff\0{\0\xe9".to_vec()).as_deref(), Ok("{\u{e9}"));
        assert_eq!(decode(b"a\nb\xff".to_vec()), Err("byte 3 (0xff, in line 2) is not UTF-8".to_owned()));
        assert!(decode(b"\xff\xfe{".to_vec()).is_err());
        assert!(decode(b"\xff\xfe\0\xd8".to_vec()).is_err());
    }

    #[test]
    fn tells_a_missing_file() {
        let error = Source::read(Path::new("no/such/file.json")).err();
        assert_eq!(
            error.map(|error| (error.code, error.message)),
            Some((Code::UnreadableFile, "no/such/file.json does not exist".to_owned()))
        );
    }

    #[test]
    fn names_the_file_without_directories() {
        assert_eq!(Source::from_text("a/b\\c.json", "").file_name(), "c.json");
        assert_eq!(Source::from_text("c.json", "").file_name(), "c.json");
    }
}
