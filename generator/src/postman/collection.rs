//! The collection as a whole.

use super::{Auth, Behavior, Item, Script, Variable};
use crate::diagnostic::Pointer;

/// The format a collection was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Collection format v1: flat lists and ids.
    V1,
    /// Collection format v2.0.0.
    V20,
    /// Collection format v2.1.0.
    V21,
    /// Collection format v3: a folder of YAML files.
    #[cfg_attr(not(feature = "yaml"), expect(dead_code, reason = "nothing else reads it"))]
    V3,
}

impl Format {
    /// The name that the manifest uses.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V20 => "v2.0",
            Self::V21 => "v2.1",
            Self::V3 => "v3",
        }
    }
}

/// A Postman collection.
#[derive(Clone, Debug)]
pub(crate) struct Collection {
    pub(crate) format: Format,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) items: Vec<Item>,
    pub(crate) auth: Option<Auth>,
    /// In the source's order, disabled ones too; of one name the last enabled one counts.
    pub(crate) variables: Vec<Variable>,
    pub(crate) behavior: Behavior,
    pub(crate) scripts: Vec<Script>,
    /// Entries that Postman itself would not show.
    pub(crate) dropped: Vec<Dropped>,
}

/// An entry of the source that is no usable request, and why.
#[derive(Clone, Debug)]
pub(crate) struct Dropped {
    pub(crate) name: String,
    /// A sentence without a full stop, for the person who owns the collection.
    pub(crate) reason: String,
    /// How to mend it; empty where the owner wants it so.
    pub(crate) help: &'static str,
    pub(crate) at: Pointer,
}
