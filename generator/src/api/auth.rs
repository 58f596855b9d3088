//! Credential sets: an auth type with the variables that feed it.

use crate::schemes::{self, Scheme};

/// One set of credentials that a client can be given.
#[derive(Clone, Debug)]
pub(crate) struct Credential {
    /// The row of the auth table.
    pub(crate) scheme: &'static Scheme,
    /// In the order of the scheme's row.
    pub(crate) attributes: Vec<Attribute>,
    /// Names that tell it from another set of its scheme, the best one first: variable, folder.
    pub(crate) hints: Vec<String>,
    /// The variables of the collection that stand in it.
    pub(crate) variables: Vec<String>,
    /// How many operations use it; the most used set of a scheme gets the plain name.
    pub(crate) uses: usize,
    /// How the SDK can get the token by itself.
    pub(crate) grant: Option<Grant>,
}

impl Credential {
    /// An attribute that the collection fixes.
    pub(crate) fn fixed(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find_map(|attribute| match attribute {
            Attribute::Fixed { name, value } if *name == key => Some(value.as_str()),
            Attribute::Fixed { .. } | Attribute::Given { .. } => None,
        })
    }

    /// What stands for the attributes that the caller gives, in order.
    #[cfg(feature = "cli")]
    pub(crate) fn examples(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().filter_map(|attribute| match attribute {
            Attribute::Given { name: _, example } => Some(example.as_str()),
            Attribute::Fixed { .. } => None,
        })
    }
}

/// An OAuth 2 grant of a credential set.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    /// The row of the table of grants.
    pub(crate) row: &'static schemes::Grant,
    /// Where tokens are fetched.
    pub(crate) token: Endpoint,
    /// Where they are refreshed, if that is another place.
    pub(crate) refresh: Option<Endpoint>,
    /// Keys and values for `set` of the runtime's type; no secrets.
    pub(crate) settings: Vec<(&'static str, String)>,
}

/// A place that is no operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    /// Index in [`Api::servers`](super::Api::servers).
    pub(crate) server: usize,
    /// Without variables; empty, or it begins with `/`. May hold a query.
    pub(crate) path: String,
}

/// An attribute of a credential set.
#[derive(Clone, Debug)]
pub(crate) enum Attribute {
    /// The caller gives it; `example` is what replay sends: the variable's name or a placeholder.
    Given { name: &'static str, example: String },
    /// It is fixed in the collection and no secret: the name of an API key, say.
    Fixed { name: &'static str, value: String },
}
