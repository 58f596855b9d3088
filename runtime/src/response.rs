//! What came back: the untouched answer, and the answer with its body decoded.

use std::fmt;

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{StatusCode, Url};
use serde::de::DeserializeOwned;

use crate::decode;

/// The headers in which servers say the number of a request, in order of preference.
const REQUEST_IDS: &[&str] =
    &["x-request-id", "request-id", "x-amzn-requestid", "x-amz-request-id", "x-correlation-id", "x-trace-id"];

/// A body and its content type.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Content {
    bytes: Bytes,
    /// A header's value, which shares its memory with the others of its answer.
    content_type: Option<HeaderValue>,
}

impl Content {
    /// A body of the given type; one that no header can say is left out.
    pub fn new(bytes: impl Into<Bytes>, content_type: Option<&str>) -> Self {
        let content_type = content_type.and_then(|text| HeaderValue::from_str(text).ok());
        Content::of(bytes.into(), content_type)
    }

    fn of(bytes: Bytes, content_type: Option<HeaderValue>) -> Self {
        Content { bytes, content_type: content_type.filter(|value| value.to_str().is_ok()) }
    }

    /// The body as it travelled.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The body as it travelled.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }

    /// The header `Content-Type`, if there was one that is text.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_ref().and_then(|value| value.to_str().ok())
    }

    /// Whether the body has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The body as text; what is not UTF-8 becomes the replacement character.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body read as JSON.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or not JSON of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(decode::without_bom(&self.bytes))
    }
}

/// Type and size only: bodies may hold secrets.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content")
            .field("content_type", &self.content_type())
            .field("length", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// An answer as it came, whatever its status.
#[derive(Clone)]
pub struct RawResponse(Box<Answered>);

/// In a box, for an answer goes through many hands before it is the caller's.
#[derive(Clone)]
struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    url: Url,
    content: Content,
}

impl RawResponse {
    /// Whose body is still to be read.
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, url: Url) -> Self {
        let content = Content::of(Bytes::new(), headers.get(CONTENT_TYPE).cloned());
        RawResponse(Box::new(Answered { status, headers, url, content }))
    }

    pub(crate) fn set_bytes(&mut self, bytes: Bytes) {
        self.0.content.bytes = bytes;
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The address that answered, after redirects. Its query may hold a credential.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.0.url
    }

    /// The number that the server gave the request, if it says one (`X-Request-Id` and its like).
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.0.headers)
    }

    /// The body with its content type.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.0.content
    }

    /// The body as it travelled.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        self.0.content.bytes()
    }

    /// The body as it travelled.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.0.content.into_bytes()
    }

    /// The body as text; what is not UTF-8 becomes the replacement character.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.content.text()
    }

    /// The body read as JSON.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or not JSON of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        self.0.content.json()
    }
}

/// Status, type and size only: headers, query and body may hold secrets.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.0.status)
            .field("content", &self.0.content)
            .finish_non_exhaustive()
    }
}

/// A successful answer with its body decoded.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    url: Url,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(raw: RawResponse, body: T) -> Self {
        let Answered { status, headers, url, content: _ } = *raw.0;
        Response { status, headers, url, body }
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
        request_id(&self.headers)
    }

    /// The decoded body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The decoded body.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }
}

/// Status and body only: headers and query may hold secrets.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_IDS.iter().find_map(|name| headers.get(*name)?.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_type_is_one_that_a_header_can_say() {
        assert_eq!(Content::new("x", Some("text/plain")).content_type(), Some("text/plain"));
        for odd in ["a\nb", "text/é"] {
            assert!(Content::new("x", Some(odd)) == Content::new("x", None), "{odd}");
        }
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_bytes(b"\xff").unwrap())]);
        let raw = RawResponse::new(StatusCode::OK, headers, "http://h/".parse().unwrap());
        assert!(*raw.content() == Content::new("", None));
    }
}
