//! A sample, as it is written: fields in their order, numbers in their spelling, unquoted variables kept apart.

/// A JSON value of a sample.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Value {
    Null,
    Boolean(bool),
    /// A number in JSON's grammar, as it is spelt: `1`, `1.0` and `1e0` are three.
    Number(String),
    /// A string, its escapes resolved; `{{variables}}` in it stay.
    Text(String),
    Array(Vec<Value>),
    /// Fields in the order of the text, each name once.
    Object(Vec<(String, Value)>),
    /// Unquoted text with at least one variable, as it is spelt: `{{limit}}`, `{{a}}{{b}}`, `-{{price}}.50`.
    Variable(String),
}
