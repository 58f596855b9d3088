//! Documentation.

/// The lines of a doc comment, safe for rustdoc: no doctest, no broken link, no HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs(pub(crate) Vec<String>);
