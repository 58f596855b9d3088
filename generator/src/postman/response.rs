//! A saved response, which Postman calls an example.

use super::{Header, Request};
use crate::diagnostic::Pointer;

/// A saved response.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) name: Option<String>,
    /// `None` if the source has none; it is never guessed from the name.
    pub(crate) code: Option<u16>,
    pub(crate) headers: Vec<Header>,
    /// `None` for null, missing and empty.
    pub(crate) body: Option<String>,
    /// The request as it was when the response was saved.
    pub(crate) original_request: Option<Box<Request>>,
    pub(crate) at: Pointer,
}
