//! Reads what a server answers: whole, or piece by piece.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};

use crate::retry::Answer;
use crate::{Error, RawResponse, response};

/// Reads an answer whole; one that is longer than `limit` bytes is an error.
pub(crate) async fn whole(mut answer: reqwest::Response, limit: Option<u64>) -> Result<RawResponse, Error> {
    let (status, url) = (answer.status(), answer.url().clone());
    let headers = answer.headers().clone();
    let bytes = match limit {
        None => answer.bytes().await.map_err(|error| Error::transport(error, host(&url)))?,
        Some(limit) => {
            if answer.content_length().is_some_and(|length| length > limit) {
                return Err(Error::too_large(host(&url), limit));
            }
            let mut all = BytesMut::new();
            // Decompressed already: what counts is what would fill the memory.
            while let Some(chunk) =
                answer.chunk().await.map_err(|error| Error::transport(error, host(&url)))?
            {
                if (all.len() + chunk.len()) as u64 > limit {
                    return Err(Error::too_large(host(&url), limit));
                }
                all.extend_from_slice(&chunk);
            }
            all.freeze()
        }
    };
    Ok(RawResponse::new(status, headers, url, bytes))
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
    body: reqwest::Body,
}

impl Stream {
    pub(crate) fn new(answer: reqwest::Response) -> Self {
        let (status, url) = (answer.status(), answer.url().clone());
        let (headers, length) = (answer.headers().clone(), answer.content_length());
        Stream { status, headers, url, length, operation: "", body: answer.into() }
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
        loop {
            let Some(frame) =
                std::task::ready!(http_body::Body::poll_frame(Pin::new(&mut self.body), context))
            else {
                return Poll::Ready(None);
            };
            match frame {
                Ok(frame) => {
                    // Trailers are no part of the body.
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
                Err(error) => {
                    let error = Error::transport(error, host(&self.url)).of(self.operation);
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
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
        self.status
    }

    fn headers(&self) -> &HeaderMap {
        &self.headers
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
