//! One value of a multipart form: a text, bytes with a file name, or a file.

use std::fmt;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

use super::{Body, guess};

/// A value of a multipart form.
///
/// ```
/// use postwright_runtime::Part;
///
/// let _ = Part::file("photo.jpg");                                   // read while it is sent
/// let _ = Part::bytes("data.bin", vec![1, 2, 3]);
/// let _ = Part::text("{}").content_type("application/json");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Part {
    source: Source,
    file_name: Option<String>,
    content_type: Option<String>,
}

#[derive(Clone, Default, PartialEq, Eq)]
enum Source {
    /// A file field in which no file was chosen.
    #[default]
    Nothing,
    Text(String),
    Bytes(Bytes),
    File(PathBuf),
}

impl Part {
    /// A file on disk, with its name and the type that its extension says. Opened when the call is sent.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Part { source: Source::File(path.into()), ..Part::default() }
    }

    /// A file in memory, with the type that the extension of its name says.
    pub fn bytes(file_name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Part { source: Source::Bytes(bytes.into()), file_name: Some(file_name.into()), content_type: None }
    }

    /// A text, without file name and type.
    pub fn text(text: impl Into<String>) -> Self {
        Part { source: Source::Text(text.into()), ..Part::default() }
    }

    /// Sets the name that the server sees.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the content type.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The text, unless it is a file.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.source {
            Source::Text(text) if self.file_name.is_none() => Some(text),
            Source::Text(_) | Source::Nothing | Source::Bytes(_) | Source::File(_) => None,
        }
    }

    /// Whether somebody gave it a type.
    pub(crate) fn has_content_type(&self) -> bool {
        self.content_type.is_some()
    }

    /// The name that the server sees: as given, or that of the file; `None` for text.
    pub(crate) fn sent_name(&self) -> Option<String> {
        match (&self.file_name, &self.source) {
            (Some(name), _) => Some(name.clone()),
            (None, Source::File(path)) => {
                Some(path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default())
            }
            (None, Source::Nothing | Source::Bytes(_)) => Some(String::new()),
            (None, Source::Text(_)) => None,
        }
    }

    /// The type: as given, or by the extension of the file; `None` for text and for nothing.
    pub(crate) fn sent_type(&self) -> Option<String> {
        self.content_type.clone().or_else(|| match &self.source {
            Source::Nothing => None,
            Source::Text(_) => self.file_name.as_ref().map(guess),
            Source::Bytes(_) => Some(guess(self.file_name.as_deref().unwrap_or_default())),
            // As Postman, which looks at the file itself; a name is asked where that says nothing.
            Source::File(path) if path.extension().is_some() => Some(guess(path)),
            Source::File(path) => Some(guess(self.file_name.as_ref().map_or(path.as_path(), Path::new))),
        })
    }

    pub(crate) fn write(&self, body: &mut Body) {
        match &self.source {
            Source::Nothing => {}
            Source::Text(text) => body.push(text.clone()),
            Source::Bytes(bytes) => body.push(bytes.clone()),
            Source::File(path) => body.push_file(path),
        }
    }
}

/// A file on disk is fit for most fields: `Part` from a path.
impl From<PathBuf> for Part {
    fn from(path: PathBuf) -> Self {
        Part::file(path)
    }
}

impl From<&Path> for Part {
    fn from(path: &Path) -> Self {
        Part::file(path)
    }
}

/// Without content: it may be secret.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = match &self.source {
            Source::Nothing => "nothing".to_owned(),
            Source::Text(text) => format!("{} bytes of text", text.len()),
            Source::Bytes(bytes) => format!("{} bytes", bytes.len()),
            Source::File(path) => format!("file {}", path.display()),
        };
        f.debug_struct("Part")
            .field("source", &source)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

/// As the path of the file; fails for a part that is not a file on disk.
impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.source {
            Source::File(path) => path.serialize(serializer),
            Source::Nothing | Source::Text(_) | Source::Bytes(_) => {
                Err(ser::Error::custom("only a part that is a file on disk can be written as its path"))
            }
        }
    }
}

/// From the path of a file.
impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        PathBuf::deserialize(deserializer).map(Part::file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_types_are_those_of_the_file() {
        let seen = |part: Part| (part.sent_name(), part.sent_type());
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(seen(Part::file("/tmp/a.png")), (some("a.png"), some("image/png")));
        assert_eq!(seen(Part::file("a.png").file_name("b.pdf")), (some("b.pdf"), some("image/png")));
        assert_eq!(seen(Part::file("a").file_name("b.pdf")), (some("b.pdf"), some("application/pdf")));
        assert_eq!(seen(Part::bytes("x", "y")), (some("x"), some("application/octet-stream")));
        assert_eq!(seen(Part::text("y")), (None, None));
        assert_eq!(seen(Part::text("y").content_type("a/b")), (None, some("a/b")));
        assert_eq!(seen(Part::default()), (some(""), None));
    }

    #[test]
    fn only_paths_are_written() {
        assert_eq!(serde_json::to_string(&Part::file("a.png")).unwrap(), "\"a.png\"");
        assert_eq!(serde_json::from_str::<Part>("\"a.png\"").unwrap(), Part::file("a.png"));
        assert!(serde_json::to_string(&Part::bytes("a", "b")).is_err());
        assert!(!format!("{:?}", Part::text("hunter2")).contains("hunter2"));
    }
}
