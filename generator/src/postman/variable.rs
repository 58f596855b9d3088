//! Variables of a collection, an environment or the globals.

use super::Scalar;
use crate::diagnostic::Pointer;

/// One variable.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    pub(crate) key: String,
    pub(crate) value: Scalar,
    /// `type` as spelt in the source.
    pub(crate) kind: Option<String>,
    pub(crate) secret: bool,
    pub(crate) disabled: bool,
    pub(crate) description: Option<String>,
    pub(crate) at: Pointer,
}

/// The files of variables that are given beside the collection, the first one first; later ones win.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    pub(crate) exports: Vec<Export>,
}

/// A file of variables.
#[derive(Clone, Debug)]
pub(crate) struct Export {
    /// The file's.
    pub(crate) name: String,
    /// Globals, which the collection's own variables win over; else an environment, which wins over these.
    pub(crate) globals: bool,
    /// Enabled and disabled ones.
    pub(crate) variables: Vec<Variable>,
}
