//! A sample, as it is written: fields in their order, numbers in their spelling, unquoted variables kept apart.

use std::borrow::Cow;

/// A JSON value of a sample. Nearly all of its texts stand in the sample's own text, and are borrowed from there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Value<'a> {
    Null,
    Boolean(bool),
    /// A number in JSON's grammar, as it is spelt: `1`, `1.0` and `1e0` are three.
    Number(Cow<'a, str>),
    /// A string, its escapes resolved; `{{variables}}` in it stay.
    Text(Cow<'a, str>),
    Array(Vec<Value<'a>>),
    /// Fields in the order of the text, each name once.
    Object(Vec<Field<'a>>),
    /// Unquoted text with at least one variable, as it is spelt: `{{limit}}`, `{{a}}{{b}}`, `-{{price}}.50`.
    Variable(Cow<'a, str>),
}

/// A field of an object: its name and its value.
pub(crate) type Field<'a> = (Cow<'a, str>, Value<'a>);

/// The fields of an object.
pub(crate) type Fields<'a> = [Field<'a>];

impl Value<'_> {
    /// The value with texts of its own.
    pub(crate) fn into_owned(self) -> Value<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(value),
            Self::Number(spelling) => Value::Number(own(spelling)),
            Self::Text(text) => Value::Text(own(text)),
            Self::Array(elements) => Value::Array(elements.into_iter().map(Value::into_owned).collect()),
            Self::Object(fields) => Value::Object(
                fields.into_iter().map(|(name, value)| (own(name), value.into_owned())).collect(),
            ),
            Self::Variable(spelling) => Value::Variable(own(spelling)),
        }
    }
}
