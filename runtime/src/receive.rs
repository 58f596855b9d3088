//! Reads what a server answers: whole, or piece by piece.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue};
use reqwest::{StatusCode, Url};

use crate::progress::{Progress, Watch};
use crate::retry::Answer;
use crate::{Error, RawResponse, response};

/// How an answer is to be read.
pub(crate) struct Wanted {
    /// One that is longer than so many bytes is an error, if it is read whole.
    pub(crate) limit: Option<u64>,
    pub(crate) watch: Watch,
}

/// Reads an answer whole. No `async fn`, which would have room for its arguments twice.
pub(crate) fn whole(
    mut answer: reqwest::Response,
    wanted: Wanted,
) -> impl Future<Output = Result<RawResponse, Error>> {
    let total = answer.content_length();
    let headers = std::mem::take(answer.headers_mut());
    let mut raw = RawResponse::new(answer.status(), headers, answer.url().clone());
    let limit = wanted.limit.unwrap_or(u64::MAX);
    let mut answer = Some(answer);
    async move {
        if total.is_some_and(|total| total > limit) {
            return Err(Error::too_large(host(raw.url()), limit));
        }
        let mut body = Pile::of(total);
        while let Some(piece) =
            next(&mut answer).await.map_err(|error| Error::transport(error, host(raw.url())))?
        {
            body.push(piece);
            // Decompressed already: what counts is what would fill the memory.
            if body.len() > limit {
                return Err(Error::too_large(host(raw.url()), limit));
            }
            wanted.watch.tell(Progress::Received { bytes: body.len(), total });
        }
        raw.set_bytes(body.into_bytes());
        Ok(raw)
    }
}

/// The next piece of an answer.
#[cfg(not(target_arch = "wasm32"))]
async fn next(answer: &mut Option<reqwest::Response>) -> reqwest::Result<Option<Bytes>> {
    match answer {
        Some(answer) => answer.chunk().await,
        None => Ok(None),
    }
}

/// The whole body of an answer: reqwest does not have less in a browser.
#[cfg(target_arch = "wasm32")]
async fn next(answer: &mut Option<reqwest::Response>) -> reqwest::Result<Option<Bytes>> {
    match answer.take() {
        Some(answer) => answer.bytes().await.map(Some),
        None => Ok(None),
    }
}

/// The pieces of a body that came so far. Most bodies come in one, which is not copied.
struct Pile {
    first: Bytes,
    /// All of them, from the second on.
    all: BytesMut,
    /// How much room is made for them.
    room: usize,
}

/// The most room that is made for what a server only promises.
const PROMISED: u64 = 1024 * 1024;

impl Pile {
    /// None yet; `total` is how long the body will be, if that is known.
    fn of(total: Option<u64>) -> Self {
        let room = total.map_or(0, |total| usize::try_from(total.min(PROMISED)).unwrap_or_default());
        Pile { first: Bytes::new(), all: BytesMut::new(), room }
    }

    fn push(&mut self, piece: Bytes) {
        if self.len() == 0 {
            self.first = piece;
            return;
        }
        if self.all.is_empty() {
            self.all.reserve(self.room);
            self.all.extend_from_slice(&std::mem::take(&mut self.first));
        }
        self.all.extend_from_slice(&piece);
    }

    fn len(&self) -> u64 {
        self.first.len().max(self.all.len()) as u64
    }

    fn into_bytes(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.freeze() }
    }
}

/// Leaves of the encodings that a collection asks for those that can be undone here.
pub(crate) fn keep_understood(headers: &mut HeaderMap) {
    let Some(asked) = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()) else { return };
    let is_understood = |encoding: &&str| {
        let name = encoding.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match name.as_str() {
            "gzip" | "deflate" => cfg!(feature = "compression"),
            "br" => cfg!(feature = "brotli"),
            _ => name == "identity",
        }
    };
    let kept: Vec<&str> = asked.split(',').filter(is_understood).collect();
    if kept.len() == asked.split(',').count() {
        return;
    }
    match HeaderValue::from_str(kept.join(",").trim()) {
        Ok(value) if !value.is_empty() => drop(headers.insert(ACCEPT_ENCODING, value)),
        _ => drop(headers.remove(ACCEPT_ENCODING)),
    }
}

/// The body of an answer, piece by piece.
#[cfg(not(target_arch = "wasm32"))]
struct Pieces(reqwest::Body);

#[cfg(not(target_arch = "wasm32"))]
impl Pieces {
    fn of(answer: reqwest::Response) -> Self {
        Pieces(answer.into())
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<reqwest::Result<Bytes>>> {
        loop {
            let frame = http_body::Body::poll_frame(Pin::new(&mut self.0), context);
            match std::task::ready!(frame).transpose()?.map(http_body::Frame::into_data) {
                None => return Poll::Ready(None),
                Some(Ok(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                // Trailers are no part of the body.
                Some(Err(_)) => {}
            }
        }
    }
}

/// The body of an answer; reqwest has it whole in a browser.
#[cfg(target_arch = "wasm32")]
struct Pieces(Option<crate::platform::Boxed<'static, reqwest::Result<Bytes>>>);

#[cfg(target_arch = "wasm32")]
impl Pieces {
    fn of(answer: reqwest::Response) -> Self {
        Pieces(Some(Box::pin(answer.bytes())))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<reqwest::Result<Bytes>>> {
        let Some(whole) = &mut self.0 else { return Poll::Ready(None) };
        let bytes = std::task::ready!(whole.as_mut().poll(context));
        self.0 = None;
        Poll::Ready(Some(bytes))
    }
}

/// The name of a server, for errors.
pub(crate) fn host(url: &Url) -> &str {
    url.host_str().unwrap_or("the server")
}

/// A successful answer whose body is read while it comes: a download of any size.
///
/// Its pieces are had one by one with [`chunk`](Stream::chunk), or through `futures`' `Stream`. The time limit of the
/// call includes them.
pub struct Stream {
    status: StatusCode,
    headers: HeaderMap,
    url: Url,
    length: Option<u64>,
    operation: &'static str,
    body: Pieces,
    received: u64,
    watch: Watch,
}

impl Stream {
    pub(crate) fn new(mut answer: reqwest::Response, watch: Watch) -> Self {
        let (status, url) = (answer.status(), answer.url().clone());
        let (length, headers) = (answer.content_length(), std::mem::take(answer.headers_mut()));
        let body = Pieces::of(answer);
        Stream { status, headers, url, length, operation: "", body, received: 0, watch }
    }

    pub(crate) fn of(mut self, operation: &'static str) -> Self {
        self.operation = operation;
        self
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The address that answered, after redirects. Its query may hold a credential.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The number that the server gave the request, if it says one (`X-Request-Id` and its like).
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        response::request_id(&self.headers)
    }

    /// How many bytes the body has, if that is known: not for one that comes compressed.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.length
    }

    /// The next piece of the body; `None` at its end.
    ///
    /// # Errors
    ///
    /// When the connection breaks or the time is over.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let piece = std::task::ready!(self.body.poll(context));
        Poll::Ready(piece.map(|piece| match piece {
            Ok(bytes) => {
                self.received += bytes.len() as u64;
                self.watch.tell(Progress::Received { bytes: self.received, total: self.length });
                Ok(bytes)
            }
            Err(error) => Err(Error::transport(error, host(&self.url)).of(self.operation)),
        }))
    }
}

impl futures_core::Stream for Stream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl Answer for Stream {
    fn status(&self) -> StatusCode {
        self.status
    }

    fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl Answer for RawResponse {
    fn status(&self) -> StatusCode {
        RawResponse::status(self)
    }

    fn headers(&self) -> &HeaderMap {
        RawResponse::headers(self)
    }
}

/// Status and size only: headers and query may hold secrets.
impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream")
            .field("status", &self.status)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_undone_is_asked_for() {
        let left = |asked: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_str(asked).unwrap());
            keep_understood(&mut headers);
            headers.get(ACCEPT_ENCODING).map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(left("zstd, *"), None);
        assert_eq!(left("identity, zstd;q=0.1").as_deref(), Some("identity"));
        let all = match (cfg!(feature = "compression"), cfg!(feature = "brotli")) {
            (_, true) => Some("gzip, deflate;q=0.5, BR"),
            (true, false) => Some("gzip, deflate;q=0.5"),
            (false, false) => None,
        };
        assert_eq!(left("gzip, deflate;q=0.5, BR").as_deref(), all);
    }
}
