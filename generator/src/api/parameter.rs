//! Parameters of an operation.

use super::Schema;

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    /// In the names of properties of the JSON body, as `{{name}}`.
    PropertyName,
}

impl Location {
    /// What stands for a value that the collection does not have; in a path it is what Postman sends.
    pub(crate) fn placeholder(self, name: &str) -> String {
        match self {
            Self::Path => format!(":{name}"),
            Self::Query | Self::Header | Self::PropertyName => placeholder(name),
        }
    }
}

/// What stands for a value that must not be shown.
pub(crate) fn placeholder(name: &str) -> String {
    format!("{name}-value")
}

/// A value that the caller gives.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// The name in the source: of the path variable, the query key, the header, or the variable in the name of a
    /// property.
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    /// Its value must not be shown.
    pub(crate) secret: bool,
    /// For docs; every parameter is text on the wire.
    pub(crate) schema: Schema,
    /// What replay sends, one per occurrence; empty for a disabled one.
    pub(crate) samples: Vec<Sample>,
    /// The setting of the client that gives it: the caller does not.
    pub(crate) variable: Option<String>,
    /// The dynamic variable that gives a new value to each call, unless the caller does.
    pub(crate) anew: Option<&'static str>,
}

/// A value as the collection holds it, every variable resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sample {
    /// `name=value`.
    Text(String),
    /// `name` without `=`.
    Flag,
}
