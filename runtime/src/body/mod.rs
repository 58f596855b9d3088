//! Bodies of requests: bytes, files and readers, one after the other.

pub(crate) mod form;
pub(crate) mod graphql;
mod kind;
pub(crate) mod multipart;
mod once;
mod part;
pub(crate) mod property_name;
#[cfg(not(target_arch = "wasm32"))]
mod stream;

pub(crate) use once::Unreadable;
pub use part::Part;

use std::error::Error as StdError;
use std::fmt;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use tokio::io::AsyncRead;

use crate::Error;
use crate::progress::Watch;
use once::Once;

/// The body of a request: bytes, a file, or a reader, which are read while they are sent.
///
/// ```
/// use postwright_runtime::Body;
///
/// let _: Body = "text".into();
/// let _: Body = vec![1, 2, 3].into();
/// let _ = Body::file("photo.jpg");
/// let _ = Body::reader(&b"anything that is AsyncRead"[..]).length(26);
/// ```
///
/// Bytes and files are sent again when a call is repeated. A reader and a stream can be sent once: such a call is never
/// repeated, answers no challenge (its 401 is the answer), and fails if it is redirected with its body.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Most bodies have one segment and take no list.
    first: Option<Segment>,
    rest: Vec<Segment>,
}

/// Cheap to clone, so that a body can be sent again.
#[derive(Clone, PartialEq, Eq)]
enum Segment {
    Bytes(Bytes),
    File(PathBuf),
    Once(Once),
}

impl Body {
    /// The content of a file; opened and read when the call is sent.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Segment::File(path.into()).into()
    }

    /// What a reader gives; it is read while it is sent, and once only.
    pub fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Segment::Once(Once::reader(reader)).into()
    }

    /// What a stream gives, such as a download; it is read while it is sent, and once only.
    ///
    /// ```no_run
    /// # async fn copy(download: postwright_runtime::Stream) -> postwright_runtime::Body {
    /// use postwright_runtime::Body;
    ///
    /// match download.content_length() {
    ///     Some(length) => Body::stream(download).length(length),
    ///     None => Body::stream(download),
    /// }
    /// # }
    /// ```
    pub fn stream<E: Into<Box<dyn StdError + Send + Sync>>>(
        stream: impl futures_core::Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Self {
        Segment::Once(Once::stream(stream)).into()
    }

    /// Says how many bytes the reader or stream has: what is beyond is not sent, and less is an error. Without it the body is
    /// sent in chunks, which not every server takes.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        for segment in self.segments_mut() {
            if let Segment::Once(once) = segment {
                once.length = Some(bytes);
            }
        }
        self
    }

    pub(crate) fn push(&mut self, bytes: impl Into<Bytes>) {
        self.push_segment(Segment::Bytes(bytes.into()));
    }

    fn push_file(&mut self, path: &Path) {
        self.push_segment(Segment::File(path.to_owned()));
    }

    fn push_once(&mut self, once: &Once) {
        self.push_segment(Segment::Once(once.clone()));
    }

    fn push_segment(&mut self, segment: Segment) {
        if self.first.is_none() {
            self.first = Some(segment);
        } else {
            self.rest.push(segment);
        }
    }

    fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.first.iter().chain(&self.rest)
    }

    fn segments_mut(&mut self) -> impl Iterator<Item = &mut Segment> {
        self.first.iter_mut().chain(&mut self.rest)
    }

    /// Whether it can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        !self.segments().any(|segment| matches!(segment, Segment::Once(_)))
    }

    /// The content type that the name of the file says, if the body is one file.
    pub(crate) fn guessed_content_type(&self) -> Option<&'static str> {
        match (&self.first, self.rest.as_slice()) {
            (Some(Segment::File(path)), []) => Some(kind::of(path)),
            _ => None,
        }
    }

    /// Reads files and readers, so that all of the body is in memory.
    pub(crate) async fn load(&mut self) -> Result<(), Error> {
        for segment in self.segments_mut() {
            match segment {
                Segment::Bytes(_) => {}
                Segment::File(path) => *segment = Segment::Bytes(read(path).await?),
                Segment::Once(once) => *segment = Segment::Bytes(once.load().await?),
            }
        }
        Ok(())
    }

    /// All of the body, if it is in memory.
    pub(crate) fn bytes(&self) -> Option<Bytes> {
        match (&self.first, self.rest.as_slice()) {
            (None, _) => Some(Bytes::new()),
            (Some(Segment::Bytes(bytes)), []) => Some(bytes.clone()),
            (Some(_), _) => {
                let mut all = Vec::new();
                for segment in self.segments() {
                    match segment {
                        Segment::Bytes(bytes) => all.extend_from_slice(bytes),
                        Segment::File(_) | Segment::Once(_) => return None,
                    }
                }
                Some(all.into())
            }
        }
    }

    /// The body if there is nothing to open, and nobody who watches the bytes leave.
    #[cfg(not(target_arch = "wasm32"))]
    fn opened(&self, watch: &Watch) -> Option<reqwest::Body> {
        match (&self.first, self.rest.as_slice()) {
            (None, []) if !watch.is_somebody() => Some(Bytes::new().into()),
            (Some(Segment::Bytes(bytes)), []) if !watch.is_somebody() => Some(bytes.clone().into()),
            _ => None,
        }
    }

    /// Opens files and readers. Somebody who watches the bytes leave sees them in steps.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) async fn open(&self, watch: &Watch) -> Result<reqwest::Body, Error> {
        match self.opened(watch) {
            Some(opened) => Ok(opened),
            None => Box::pin(self.open_each(watch)).await,
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    async fn open_each(&self, watch: &Watch) -> Result<reqwest::Body, Error> {
        let mut stream = stream::Stream::new(watch);
        for segment in self.segments() {
            match segment {
                Segment::Bytes(bytes) => stream.push(bytes.clone()),
                Segment::Once(once) => stream.push_pieces(once.take()?, once.length, None),
                Segment::File(path) => {
                    let (file, length) = open(path).await?;
                    stream.push_pieces(file, length, Some(path));
                }
            }
        }
        Ok(reqwest::Body::wrap(stream))
    }

    /// Browsers take a body whole.
    #[cfg(target_arch = "wasm32")]
    pub(crate) async fn open(&self, watch: &Watch) -> Result<reqwest::Body, Error> {
        let mut whole = self.clone();
        whole.load().await?;
        let bytes = whole.bytes().unwrap_or_default();
        let length = bytes.len() as u64;
        watch.tell(crate::Progress::Sent { bytes: length, total: Some(length) });
        Ok(bytes.into())
    }
}

/// A file and its length, which a pipe and a device do not have.
#[cfg(all(feature = "files", not(target_arch = "wasm32")))]
async fn open(path: &Path) -> Result<(once::Pieces, Option<u64>), Error> {
    let opened = async {
        let file = tokio::fs::File::open(path).await?;
        let metadata = file.metadata().await?;
        if metadata.is_dir() {
            return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "it is a directory"));
        }
        Ok((once::pieces_of(file), metadata.is_file().then_some(metadata.len())))
    };
    opened.await.map_err(|error| unreadable(path, error))
}

#[cfg(all(not(feature = "files"), not(target_arch = "wasm32")))]
#[expect(clippy::unused_async, reason = "with the feature `files` it waits for the file")]
async fn open(path: &Path) -> Result<(once::Pieces, Option<u64>), Error> {
    Err(not_sent(path))
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
fn not_sent(path: &Path) -> Error {
    Error::argument(format!(
        "the file {} cannot be sent: switch on the feature `files` of postwright-runtime",
        path.display()
    ))
}

/// Size or file only: bodies may hold secrets.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.segments()).finish()
    }
}

impl fmt::Debug for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Segment::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Segment::File(path) => write!(f, "file {}", path.display()),
            Segment::Once(_) => f.write_str("reader"),
        }
    }
}

impl From<Segment> for Body {
    fn from(segment: Segment) -> Self {
        Body { first: Some(segment), rest: Vec::new() }
    }
}

macro_rules! from_bytes {
    ($($type:ty),*) => {$(
        impl From<$type> for Body {
            fn from(bytes: $type) -> Self {
                Segment::Bytes(bytes.into()).into()
            }
        }
    )*};
}

from_bytes!(String, &'static str, Vec<u8>, &'static [u8], Bytes);
