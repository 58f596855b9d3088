//! A request.

use super::{Auth, Body, Header, Url};
use crate::diagnostic::Pointer;

/// What is sent.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Upper case; `GET` where the source has none.
    pub(crate) method: String,
    /// `None` if the source has no URL, an empty one or an empty object.
    pub(crate) url: Option<Url>,
    pub(crate) headers: Vec<Header>,
    pub(crate) body: Option<Body>,
    pub(crate) auth: Option<Auth>,
    pub(crate) description: Option<String>,
    pub(crate) at: Pointer,
}
