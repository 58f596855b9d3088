//! Bodies that can be read once: a reader, or a stream of bytes.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use crate::Error;

/// How much of a reader is read at once.
const CHUNK: usize = 64 * 1024;

/// Pieces of a body, one after the other.
pub(super) type Pieces = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// What can be read once. Clones share it: whoever sends it first has it.
#[derive(Clone)]
pub(super) struct Once {
    pieces: Arc<Mutex<Option<Pieces>>>,
    /// How many bytes are sent of it, if that is known.
    pub(super) length: Option<u64>,
}

impl Once {
    pub(super) fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Once { pieces: Arc::new(Mutex::new(Some(pieces_of(reader)))), length: None }
    }

    pub(super) fn stream<E: Into<Box<dyn StdError + Send + Sync>>>(
        stream: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Self {
        let pieces: Pieces = Box::pin(Failing(Box::pin(stream)));
        Once { pieces: Arc::new(Mutex::new(Some(pieces))), length: None }
    }

    pub(super) fn take(&self) -> Result<Pieces, Error> {
        let taken = self.pieces.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.ok_or_else(|| {
            Error::argument(
                "the body comes from a reader or a stream, which was sent already: it cannot follow a redirect, \
                 or be sent with another call. Give bytes or a file instead",
            )
        })
    }

    /// Reads what is sent of it: a reader may go on without end behind that.
    pub(super) async fn load(&self) -> Result<Bytes, Error> {
        let mut pieces = self.take()?;
        let mut left = self.length;
        let mut all = BytesMut::new();
        while left != Some(0) {
            let piece = match std::future::poll_fn(|context| pieces.as_mut().poll_next(context)).await {
                Some(piece) => piece,
                None if left.is_some() => Err(too_short(None)),
                None => break,
            };
            let piece = piece.map_err(|error| Error::argument_with("the body cannot be read", error))?;
            all.extend_from_slice(&limited(piece, &mut left));
        }
        Ok(all.freeze())
    }
}

/// The same reader or stream: what is in it cannot be compared.
impl PartialEq for Once {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.pieces, &other.pieces) && self.length == other.length
    }
}

impl Eq for Once {}

/// A body that cannot be read, in the errors of an HTTP client.
#[derive(Debug)]
pub(crate) struct Unreadable(pub(super) io::Error);

impl Unreadable {
    /// Whether that is what an error comes from.
    pub(crate) fn is_in(error: &(dyn StdError + 'static)) -> bool {
        std::iter::successors(Some(error), |error| (*error).source()).any(<dyn StdError>::is::<Unreadable>)
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body cannot be read")
    }
}

impl StdError for Unreadable {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

/// A reader, or a file, ended before it gave what it was said to hold.
pub(super) fn too_short(file: Option<&Path>) -> io::Error {
    let message = match file {
        None => "the reader has fewer bytes than it was said to have".to_owned(),
        Some(path) => format!("the file {} became shorter while it was sent", path.display()),
    };
    io::Error::new(io::ErrorKind::UnexpectedEof, message)
}

/// At most as much as was promised.
pub(super) fn limited(mut piece: Bytes, left: &mut Option<u64>) -> Bytes {
    if let Some(left) = left {
        piece.truncate(usize::try_from(*left).unwrap_or(usize::MAX));
        *left -= piece.len() as u64;
    }
    piece
}

/// A reader as pieces.
pub(super) fn pieces_of(reader: impl AsyncRead + Send + 'static) -> Pieces {
    Box::pin(Reading { reader: Box::pin(reader), buffer: Vec::new() })
}

struct Reading<R> {
    reader: Pin<Box<R>>,
    /// Made when it is needed, and kept: a reader may give little at once, or nothing yet.
    buffer: Vec<u8>,
}

impl<R: AsyncRead> Stream for Reading<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let Reading { reader, buffer } = &mut *self;
        buffer.resize(CHUNK, 0);
        let mut buffer = ReadBuf::new(buffer);
        ready!(reader.as_mut().poll_read(context, &mut buffer))?;
        let filled = buffer.filled();
        Poll::Ready((!filled.is_empty()).then(|| Ok(Bytes::copy_from_slice(filled))))
    }
}

/// A stream whose errors are those of reading.
struct Failing<S>(Pin<Box<S>>);

impl<S: Stream<Item = Result<Bytes, E>>, E: Into<Box<dyn StdError + Send + Sync>>> Stream for Failing<S> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let piece = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(piece.map(|piece| piece.map_err(io::Error::other)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many pieces as are asked for.
    struct Endless(u64);

    impl Stream for Endless {
        type Item = io::Result<Bytes>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
            self.0 += 1;
            assert!(self.0 <= 2, "nobody needs a third piece");
            Poll::Ready(Some(Ok("seven b".into())))
        }
    }

    #[tokio::test]
    async fn no_more_is_read_than_is_sent() {
        for (length, loaded) in [(12, "seven bseven"), (14, "seven bseven b"), (0, "")] {
            let once = Once { length: Some(length), ..Once::stream(Endless(0)) };
            assert_eq!(once.load().await.unwrap(), loaded);
        }
        let short = Once { length: Some(4), ..Once::reader(&b"few"[..]) };
        assert!(short.load().await.unwrap_err().is_argument());
        assert_eq!(Once::reader(&b"few"[..]).load().await.unwrap(), "few");
    }

    /// Says where it was to read to.
    struct Trickle(Arc<Mutex<Vec<usize>>>);

    impl AsyncRead for Trickle {
        fn poll_read(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
            buffer: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            self.0.lock().unwrap().push(buffer.initialize_unfilled().as_ptr() as usize);
            buffer.put_slice(b"x");
            Poll::Ready(Ok(()))
        }
    }

    #[tokio::test]
    async fn little_that_is_read_keeps_little_memory() {
        let places = Arc::default();
        let mut pieces = pieces_of(Trickle(Arc::clone(&places)));
        let mut kept = Vec::new();
        for _ in 0..3 {
            let piece = std::future::poll_fn(|context| pieces.as_mut().poll_next(context)).await;
            let piece = piece.unwrap().unwrap();
            assert_eq!(piece, "x");
            kept.push(piece.try_into_mut().unwrap());
        }
        assert!(kept.iter().all(|piece| piece.capacity() < 100), "{kept:?}");
        let places = places.lock().unwrap();
        assert!(places.iter().all(|place| *place == places[0]), "one buffer is enough");
    }
}
