//! Sends bytes and files one after the other, without reading a file whole.

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::fs::File;
use tokio::io::{AsyncRead as _, ReadBuf};

/// How much of a file is read at once.
const CHUNK: usize = 64 * 1024;

#[derive(Default)]
pub(super) struct Stream {
    segments: VecDeque<Segment>,
    left: u64,
}

enum Segment {
    Bytes(Bytes),
    File { file: File, left: u64 },
}

impl Stream {
    pub(super) fn push(&mut self, bytes: Bytes) {
        self.left += bytes.len() as u64;
        self.segments.push_back(Segment::Bytes(bytes));
    }

    pub(super) async fn push_file(&mut self, path: &Path) -> io::Result<()> {
        let file = File::open(path).await?;
        let metadata = file.metadata().await?;
        if metadata.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory"));
        }
        let left = metadata.len();
        self.left += left;
        self.segments.push_back(Segment::File { file, left });
        Ok(())
    }
}

impl http_body::Body for Stream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let stream = &mut *self;
        let chunk = loop {
            match stream.segments.front_mut() {
                None => return Poll::Ready(None),
                Some(Segment::Bytes(bytes)) => {
                    let bytes = std::mem::take(bytes);
                    stream.segments.pop_front();
                    if !bytes.is_empty() {
                        break bytes;
                    }
                }
                Some(Segment::File { left: 0, .. }) => {
                    stream.segments.pop_front();
                }
                Some(Segment::File { file, left }) => {
                    let chunk = ready!(read(Pin::new(file), context, *left))?;
                    *left -= chunk.len() as u64;
                    break chunk;
                }
            }
        };
        stream.left -= chunk.len() as u64;
        Poll::Ready(Some(Ok(Frame::data(chunk))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// The next chunk of a file, at most as much as was promised.
fn read(file: Pin<&mut File>, context: &mut Context<'_>, left: u64) -> Poll<io::Result<Bytes>> {
    let size = usize::try_from(left).map_or(CHUNK, |left| left.min(CHUNK));
    let mut chunk = vec![0; size];
    let mut buffer = ReadBuf::new(&mut chunk);
    ready!(file.poll_read(context, &mut buffer))?;
    let filled = buffer.filled().len();
    if filled == 0 {
        let message = "the file became shorter while it was sent";
        return Poll::Ready(Err(io::Error::new(io::ErrorKind::UnexpectedEof, message)));
    }
    chunk.truncate(filled);
    Poll::Ready(Ok(chunk.into()))
}
