//! Bodies that can be read once: a reader, or a stream of bytes.

use std::error::Error as StdError;
use std::fmt;
use std::io;
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
                 answer a challenge, or be sent with another call. Give bytes or a file instead",
            )
        })
    }

    /// Reads it whole.
    pub(super) async fn load(&self) -> Result<Bytes, Error> {
        let mut pieces = self.take()?;
        let mut all = BytesMut::new();
        while let Some(piece) = std::future::poll_fn(|context| pieces.as_mut().poll_next(context)).await {
            let piece = piece.map_err(|error| Error::argument_with("the body cannot be read", error))?;
            all.extend_from_slice(&piece);
        }
        match self.length.map(usize::try_from) {
            Some(Ok(length)) if length <= all.len() => all.truncate(length),
            Some(_) => return Err(Error::argument_with("the body cannot be read", too_short())),
            None => {}
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

/// A reader ended before it gave what it was said to hold.
pub(super) fn too_short() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "the reader has fewer bytes than it was said to have")
}

/// A reader as pieces.
pub(super) fn pieces_of(reader: impl AsyncRead + Send + 'static) -> Pieces {
    Box::pin(Reading(Box::pin(reader)))
}

struct Reading<R>(Pin<Box<R>>);

impl<R: AsyncRead> Stream for Reading<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let mut piece = vec![0; CHUNK];
        let mut buffer = ReadBuf::new(&mut piece);
        ready!(self.0.as_mut().poll_read(context, &mut buffer))?;
        let filled = buffer.filled().len();
        piece.truncate(filled);
        Poll::Ready((filled > 0).then(|| Ok(piece.into())))
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
