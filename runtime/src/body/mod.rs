//! Bodies of requests: bytes and files, one after the other, of a length that is known before they are sent.

pub(crate) mod form;
pub(crate) mod graphql;
pub(crate) mod multipart;
mod part;
#[cfg(feature = "files")]
mod stream;

pub use part::Part;

use std::fmt;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use crate::Error;

/// The body of a request: bytes, or a file that is read while it is sent.
///
/// ```
/// use postwright_runtime::Body;
///
/// let _: Body = "text".into();
/// let _: Body = vec![1, 2, 3].into();
/// let _ = Body::file("photo.jpg");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Body {
    segments: Vec<Segment>,
}

/// Cheap to clone, so that a body can be sent again.
#[derive(Clone, PartialEq, Eq)]
enum Segment {
    Bytes(Bytes),
    File(PathBuf),
}

impl Body {
    /// The content of a file; opened and read when the call is sent.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Body { segments: vec![Segment::File(path.into())] }
    }

    pub(crate) fn push(&mut self, bytes: impl Into<Bytes>) {
        self.segments.push(Segment::Bytes(bytes.into()));
    }

    pub(crate) fn push_file(&mut self, path: &Path) {
        self.segments.push(Segment::File(path.to_owned()));
    }

    /// Whether there is nothing to send; what a file holds is not known.
    pub(crate) fn is_empty(&self) -> bool {
        self.segments.iter().all(|segment| match segment {
            Segment::Bytes(bytes) => bytes.is_empty(),
            Segment::File(_) => false,
        })
    }

    /// The content type that the name of the file says, if the body is one file.
    pub(crate) fn guessed_content_type(&self) -> Option<String> {
        match self.segments.as_slice() {
            [Segment::File(path)] => Some(guess(path)),
            _ => None,
        }
    }

    /// Reads the files, so that all of the body is in memory.
    pub(crate) async fn load(&mut self) -> Result<(), Error> {
        for segment in &mut self.segments {
            if let Segment::File(path) = segment {
                *segment = Segment::Bytes(read(path).await?);
            }
        }
        Ok(())
    }

    /// All of the body, if it is in memory.
    #[cfg(feature = "auth-signed")]
    pub(crate) fn bytes(&self) -> Option<Bytes> {
        match self.segments.as_slice() {
            [Segment::Bytes(bytes)] => Some(bytes.clone()),
            segments => {
                let mut all = Vec::new();
                for segment in segments {
                    match segment {
                        Segment::Bytes(bytes) => all.extend_from_slice(bytes),
                        Segment::File(_) => return None,
                    }
                }
                Some(all.into())
            }
        }
    }

    /// Opens the files.
    #[cfg_attr(
        not(feature = "files"),
        expect(clippy::unused_async, reason = "with the feature `files` it waits for them")
    )]
    pub(crate) async fn open(&self) -> Result<reqwest::Body, Error> {
        match self.segments.as_slice() {
            [] => Ok(Bytes::new().into()),
            [Segment::Bytes(bytes)] => Ok(bytes.clone().into()),
            #[cfg(feature = "files")]
            segments => open(segments).await,
            #[cfg(not(feature = "files"))]
            segments => join(segments),
        }
    }
}

#[cfg(feature = "files")]
async fn open(segments: &[Segment]) -> Result<reqwest::Body, Error> {
    let mut stream = stream::Stream::default();
    for segment in segments {
        match segment {
            Segment::Bytes(bytes) => stream.push(bytes.clone()),
            Segment::File(path) => {
                stream.push_file(path).await.map_err(|error| unreadable(path, error))?;
            }
        }
    }
    Ok(reqwest::Body::wrap(stream))
}

#[cfg(feature = "files")]
async fn read(path: &Path) -> Result<Bytes, Error> {
    tokio::fs::read(path).await.map(Bytes::from).map_err(|error| unreadable(path, error))
}

#[cfg(not(feature = "files"))]
#[expect(clippy::unused_async, reason = "with the feature `files` it waits for the file")]
async fn read(path: &Path) -> Result<Bytes, Error> {
    Err(not_sent(path))
}

#[cfg(feature = "files")]
fn unreadable(path: &Path, error: std::io::Error) -> Error {
    Error::argument_with(format!("the file {} cannot be read: {error}", path.display()), error)
}

#[cfg(not(feature = "files"))]
fn join(segments: &[Segment]) -> Result<reqwest::Body, Error> {
    let mut all = Vec::new();
    for segment in segments {
        match segment {
            Segment::Bytes(bytes) => all.extend_from_slice(bytes),
            Segment::File(path) => return Err(not_sent(path)),
        }
    }
    Ok(all.into())
}

#[cfg(not(feature = "files"))]
fn not_sent(path: &Path) -> Error {
    Error::argument(format!(
        "the file {} cannot be sent: switch on the feature `files` of postwright-runtime",
        path.display()
    ))
}

/// The content type of a file, by its extension.
fn guess(path: impl AsRef<Path>) -> String {
    mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream").to_owned()
}

/// Size or file only: bodies may hold secrets.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.segments).finish()
    }
}

impl fmt::Debug for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Segment::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Segment::File(path) => write!(f, "file {}", path.display()),
        }
    }
}

macro_rules! from_bytes {
    ($($type:ty),*) => {$(
        impl From<$type> for Body {
            fn from(bytes: $type) -> Self {
                Body { segments: vec![Segment::Bytes(bytes.into())] }
            }
        }
    )*};
}

from_bytes!(String, &'static str, Vec<u8>, &'static [u8], Bytes);
