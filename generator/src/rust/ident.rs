//! Identifiers.

use std::fmt;

/// A Rust identifier: valid in every edition (raw where it must be), and unique in its scope.
///
/// Only `name` makes them. It is a plain text because `proc_macro2::Ident` is not `Send`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Ident(Box<str>);

impl Ident {
    /// For `name::Scope` and for names that are fixed (`types`, `Client`).
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// As it stands in code: `r#type`.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The name alone: to be shown, as a part of another name, and in links, which rustdoc resolves in no other form.
    /// `type`.
    pub(crate) fn plain(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
