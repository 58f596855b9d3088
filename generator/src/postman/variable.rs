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

/// The environments given on the command line, the first one first; later ones win.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// Enabled and disabled ones, of globals before those of environments.
    pub(crate) variables: Vec<Variable>,
}
