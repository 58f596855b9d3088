//! The tree: folders and requests.

use super::{Auth, Request, Response, Variable};
use crate::diagnostic::Pointer;

/// A folder or a request.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "folders are few beside requests")]
pub(crate) enum Item {
    Folder(Folder),
    Request(Box<RequestItem>),
}

/// A folder. Its `variables` are kept for lint: Postman does not use them when sending.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) items: Vec<Item>,
    pub(crate) auth: Option<Auth>,
    pub(crate) variables: Vec<Variable>,
    pub(crate) behavior: Behavior,
    pub(crate) scripts: Vec<Script>,
    pub(crate) at: Pointer,
}

/// A request with its saved responses.
#[derive(Clone, Debug)]
pub(crate) struct RequestItem {
    pub(crate) name: String,
    /// The item's own description; the request may have another one.
    pub(crate) description: Option<String>,
    pub(crate) request: Request,
    pub(crate) responses: Vec<Response>,
    pub(crate) behavior: Behavior,
    pub(crate) scripts: Vec<Script>,
    pub(crate) at: Pointer,
}

/// `protocolProfileBehavior`: settings that change what is sent. `None` inherits from the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Behavior {
    pub(crate) disable_body_pruning: Option<bool>,
    pub(crate) disable_url_encoding: Option<bool>,
    pub(crate) follow_redirects: Option<bool>,
    /// Redirects keep method and body.
    pub(crate) follow_original_method: Option<bool>,
    pub(crate) max_redirects: Option<u32>,
    /// The lower-case names of the headers that Postman shall not add by itself.
    pub(crate) disabled_system_headers: Option<Vec<String>>,
    /// Settings that are not listed above: names, and values as compact JSON.
    pub(crate) others: Vec<(String, String)>,
}

/// A script. It is never run; lint looks for the variables that it sets.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    /// `prerequest` or `test`.
    pub(crate) listen: String,
    pub(crate) source: String,
    pub(crate) at: Pointer,
}
