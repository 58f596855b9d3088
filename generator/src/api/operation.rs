//! Operations and the groups they stand in.

use super::{Parameter, RequestBody, Response};
use crate::diagnostic::Pointer;

/// A folder of the collection, or the collection itself.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) groups: Vec<Group>,
    pub(crate) operations: Vec<Operation>,
}

/// One request of the collection, as something that can be called.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Its place in the collection, counted over all folders: the order of replay.
    pub(crate) index: usize,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    /// The name or the description says so.
    pub(crate) deprecated: bool,
    /// Upper case.
    pub(crate) method: String,
    /// Index in `Api::servers`.
    pub(crate) server: usize,
    /// The path behind the server's address: empty, or it begins with `/` (or is glued to the address
    /// where the collection has no slash).
    pub(crate) path: Vec<PathPiece>,
    /// Path parameters in URL order, then query, then header parameters, then names in the body, each in the source's order.
    pub(crate) parameters: Vec<Parameter>,
    /// The query in the order of the wire.
    pub(crate) query: Vec<QueryEntry>,
    /// Headers that are always sent.
    pub(crate) headers: Vec<ConstantHeader>,
    pub(crate) body: Option<RequestBody>,
    /// Index in `Api::credentials`.
    pub(crate) auth: Option<usize>,
    /// Secret headers: index in `Api::credentials`.
    pub(crate) secret_headers: Vec<usize>,
    /// One per status and media kind; the one without a status last.
    pub(crate) responses: Vec<Response>,
    pub(crate) redirects: Redirects,
    pub(crate) at: Pointer,
}

/// A header that is always sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConstantHeader {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) description: Option<String>,
}

/// What an operation does when it is redirected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Redirects {
    /// Otherwise they are answers.
    pub(crate) follow: bool,
    /// Method and body stay, whatever the status says.
    pub(crate) keep_method: bool,
    /// How many are followed, if the collection says it.
    pub(crate) limit: Option<u32>,
}

impl Default for Redirects {
    fn default() -> Self {
        Redirects { follow: true, keep_method: false, limit: None }
    }
}

/// A part of an operation's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PathPiece {
    /// Text as Postman would have it before encoding; holds no braces.
    Literal(String),
    /// Index in `Operation::parameters`.
    Parameter(usize),
}

/// A slot of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum QueryEntry {
    /// Index in `Operation::parameters`. A name that the source repeats has several slots.
    Parameter(usize),
    /// An entry without a usable name, sent as it stands: key and value, each may be missing.
    Fixed { key: Option<String>, value: Option<String> },
}
