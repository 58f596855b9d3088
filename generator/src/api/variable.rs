//! Variables of the source, which are settings, arguments or fixed.

use crate::diagnostic::Pointer;

/// A variable that is declared or used somewhere.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) secret: bool,
    /// None if it has no value anywhere.
    pub(crate) origin: Option<Origin>,
}

/// Where a value stands.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) scope: Scope,
    /// Of globals and environments.
    pub(crate) file: Option<String>,
    pub(crate) at: Pointer,
}

/// What gives a value; each wins over those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Globals,
    Collection,
    /// The user's own settings: the address of a server.
    Settings,
    Environment,
}
