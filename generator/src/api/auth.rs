//! Credential sets: an auth type with the variables that feed it.

use crate::schemes::Scheme;

/// One set of credentials that a client can be given.
#[derive(Clone, Debug)]
pub(crate) struct Credential {
    /// The row of the auth table.
    pub(crate) scheme: &'static Scheme,
    /// In the order of the scheme's row.
    pub(crate) attributes: Vec<Attribute>,
    /// Names that tell it from another set of its scheme, the best one first: variable, folder.
    pub(crate) hints: Vec<String>,
    /// How many operations use it; the most used set of a scheme gets the plain name.
    pub(crate) uses: usize,
}

/// An attribute of a credential set.
#[derive(Clone, Debug)]
pub(crate) enum Attribute {
    /// The caller gives it; `example` is what replay sends: the variable's name or a placeholder.
    Given { name: &'static str, example: String },
    /// It is fixed in the collection and no secret: the name of an API key, say.
    Fixed { name: &'static str, value: String },
}
