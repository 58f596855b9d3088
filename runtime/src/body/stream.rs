//! Sends bytes, files and readers one after the other, without reading one whole.

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::once::{Pieces, Unreadable, limited, too_short};
use crate::progress::{Progress, Watch};

/// The most of what is in memory that is sent between two words about progress.
const STEP: usize = 64 * 1024;

#[derive(Default)]
pub(super) struct Stream {
    segments: VecDeque<Segment>,
    /// How many bytes there are; `None` as soon as one segment does not know.
    total: Option<u64>,
    sent: u64,
    watch: Watch,
}

enum Segment {
    Bytes(Bytes),
    /// In a mutex that nobody locks: reqwest wants to share a body.
    Pieces {
        pieces: Mutex<Pieces>,
        left: Option<u64>,
        /// The file that they come from.
        file: Option<Box<Path>>,
    },
}

impl Stream {
    pub(super) fn new(watch: &Watch) -> Self {
        Stream { total: Some(0), watch: watch.clone(), ..Stream::default() }
    }

    pub(super) fn push(&mut self, bytes: Bytes) {
        self.grow(Some(bytes.len() as u64));
        self.segments.push_back(Segment::Bytes(bytes));
    }

    /// What is beyond the length is not sent.
    pub(super) fn push_pieces(&mut self, pieces: Pieces, length: Option<u64>, file: Option<&Path>) {
        self.grow(length);
        let file = file.map(Box::from);
        self.segments.push_back(Segment::Pieces { pieces: Mutex::new(pieces), left: length, file });
    }

    fn grow(&mut self, length: Option<u64>) {
        self.total = self.total.zip(length).map(|(total, length)| total.saturating_add(length));
    }

    /// The next piece that has bytes.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            let Some(segment) = self.segments.front_mut() else { return Poll::Ready(None) };
            let piece = match segment {
                Segment::Bytes(bytes) if bytes.is_empty() => None,
                Segment::Bytes(bytes) if self.watch.is_somebody() && bytes.len() > STEP => {
                    Some(bytes.split_to(STEP))
                }
                Segment::Bytes(bytes) => Some(std::mem::take(bytes)),
                Segment::Pieces { left: Some(0), .. } => None,
                Segment::Pieces { pieces, left, file } => {
                    let pieces = pieces.get_mut().unwrap_or_else(PoisonError::into_inner);
                    match ready!(pieces.as_mut().poll_next(context)) {
                        Some(Ok(piece)) => Some(limited(piece, left)),
                        Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                        None if left.is_some() => return Poll::Ready(Some(Err(too_short(file.as_deref())))),
                        None => None,
                    }
                }
            };
            match piece {
                None => drop(self.segments.pop_front()),
                Some(piece) if piece.is_empty() => {}
                Some(piece) => return Poll::Ready(Some(Ok(piece))),
            }
        }
    }
}

impl http_body::Body for Stream {
    type Data = Bytes;
    type Error = Unreadable;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Unreadable>>> {
        let Some(piece) = ready!(self.poll_piece(context)) else { return Poll::Ready(None) };
        let piece = piece.map_err(Unreadable)?;
        self.sent += piece.len() as u64;
        self.watch.tell(Progress::Sent { bytes: self.sent, total: self.total });
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.total.is_some_and(|total| self.sent == total)
    }

    fn size_hint(&self) -> SizeHint {
        self.total.map_or_else(SizeHint::default, |total| SizeHint::with_exact(total - self.sent))
    }
}
