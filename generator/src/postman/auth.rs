//! An auth block: its type and its attributes, whichever container the format uses for them.

use super::Scalar;
use crate::diagnostic::Pointer;

/// An `auth` object that has a `type`. One without a type counts as absent, as Postman has it.
#[derive(Clone, Debug)]
pub(crate) struct Auth {
    /// The type as spelt in the source: `basic`, `noauth`, …
    pub(crate) kind: String,
    /// Enabled attributes; of one key the last one.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) at: Pointer,
}

/// One attribute of an auth block.
#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    pub(crate) key: String,
    pub(crate) value: Scalar,
}

impl Auth {
    /// The attribute's value.
    pub(crate) fn attribute(&self, key: &str) -> Option<&Scalar> {
        self.attributes.iter().find(|attribute| attribute.key == key).map(|attribute| &attribute.value)
    }
}
