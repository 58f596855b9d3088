//! A value as an exporter wrote it: mostly text, but numbers, booleans and objects occur.

/// One value of a key/value entry.
///
/// Postman treats the kinds differently from place to place (a number as a query value is lost, as a
/// header value it is text), so the kind is kept until `lower`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scalar {
    /// The key is not there at all.
    #[default]
    Missing,
    /// `null`.
    Null,
    /// A string.
    Text(String),
    /// A number, as JSON spells it.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// An object or an array, as compact JSON.
    Other(String),
}

impl Scalar {
    /// The text, if it is a string.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Missing | Self::Null | Self::Number(_) | Self::Boolean(_) | Self::Other(_) => None,
        }
    }

    /// The value as text, whatever its kind; nothing for `null` and for a missing value.
    pub(crate) fn to_text(&self) -> Option<String> {
        match self {
            Self::Missing | Self::Null => None,
            Self::Text(text) | Self::Number(text) | Self::Other(text) => Some(text.clone()),
            Self::Boolean(value) => Some(value.to_string()),
        }
    }
}
