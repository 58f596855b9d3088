//! Responses, learnt from saved examples.

use super::Schema;
use crate::diagnostic::Pointer;

/// All examples of one status and one kind of content.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// `None` for examples without a code.
    pub(crate) status: Option<u16>,
    /// From the header of the first example; `None` without one.
    pub(crate) content_type: Option<String>,
    pub(crate) media: MediaKind,
    pub(crate) examples: Vec<ResponseExample>,
}

/// How a body is read.
#[derive(Clone, Debug)]
pub(crate) enum MediaKind {
    /// No example has a body.
    Empty,
    Json(Schema),
    Text,
    /// Bytes that are no text, by their content type.
    Bytes,
}

/// A saved example.
#[derive(Clone, Debug)]
pub(crate) struct ResponseExample {
    pub(crate) name: Option<String>,
    /// As it stands in the source.
    pub(crate) body: Option<String>,
    /// Name and value of those that say something about the service; no value for secret ones.
    pub(crate) headers: Vec<(String, Option<String>)>,
    pub(crate) at: Pointer,
}
