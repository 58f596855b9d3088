//! Turns what a caller passes for a path, query or header parameter into one text with a rule of encoding.

use std::borrow::Cow;
use std::fmt;

/// One value of a path, query or header parameter.
///
/// Text, numbers and booleans convert into it, so that generated functions take `impl Into<Value<'_>>`:
///
/// ```
/// use postwright_runtime::{Value, flag, verbatim};
///
/// let _: Value = "two words".into();                // encoded: stays one segment, or one query value
/// let _: Value = 42.into();
/// let _: Value = true.into();
/// let _: Value = verbatim("already%20encoded");     // encoded as Postman encodes a collection's own text
/// let _: Value = flag();                            // `?debug` instead of `?debug=`
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value<'a> {
    pub(crate) kind: Kind<'a>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    Text(Cow<'a, str>),
    Verbatim(Cow<'a, str>),
    Flag,
}

/// A value that is encoded as Postman encodes the text of a collection itself.
///
/// `%20` and its like pass through unchanged, and in a path `/` separates segments. Use it for text that is
/// encoded already or that may reach over several segments.
pub fn verbatim<'a>(text: impl Into<Cow<'a, str>>) -> Value<'a> {
    Value { kind: Kind::Verbatim(text.into()) }
}

/// A query parameter without a value: `?debug` instead of `?debug=`.
///
/// In a header it is an empty value; in a path it is an argument error.
#[must_use]
pub fn flag() -> Value<'static> {
    Value { kind: Kind::Flag }
}

impl Value<'_> {
    /// The same value, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        Value {
            kind: match self.kind {
                Kind::Text(text) => Kind::Text(Cow::Owned(text.into_owned())),
                Kind::Verbatim(text) => Kind::Verbatim(Cow::Owned(text.into_owned())),
                Kind::Flag => Kind::Flag,
            },
        }
    }

    pub(crate) fn is_flag(&self) -> bool {
        matches!(self.kind, Kind::Flag)
    }

    pub(crate) fn is_verbatim(&self) -> bool {
        matches!(self.kind, Kind::Verbatim(_))
    }

    /// The text as it was given; empty for a flag.
    pub(crate) fn text(&self) -> &str {
        match &self.kind {
            Kind::Text(text) | Kind::Verbatim(text) => text,
            Kind::Flag => "",
        }
    }
}

/// The text as it was given, not encoded; empty for a [`flag`].
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value { kind: Kind::Text(Cow::Borrowed(text)) }
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value { kind: Kind::Text(Cow::Borrowed(text)) }
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value { kind: Kind::Text(Cow::Owned(text)) }
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Value { kind: Kind::Text(text) }
    }
}

impl<'a> From<&'a Value<'_>> for Value<'a> {
    fn from(value: &'a Value<'_>) -> Self {
        Value {
            kind: match &value.kind {
                Kind::Text(text) => Kind::Text(Cow::Borrowed(text)),
                Kind::Verbatim(text) => Kind::Verbatim(Cow::Borrowed(text)),
                Kind::Flag => Kind::Flag,
            },
        }
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        (if value { "true" } else { "false" }).into()
    }
}

macro_rules! displayed {
    ($($type:ty),*) => {$(
        impl From<$type> for Value<'_> {
            fn from(value: $type) -> Self {
                value.to_string().into()
            }
        }
    )*};
}

displayed!(char, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64, crate::Number);

#[cfg(feature = "uuid")]
displayed!(uuid::Uuid);

#[cfg(feature = "url")]
displayed!(crate::Url, &crate::Url);

#[cfg(test)]
mod tests {
    use super::*;

    fn text<'a>(value: impl Into<Value<'a>>) -> String {
        value.into().into_owned().to_string()
    }

    #[test]
    fn scalars_become_their_usual_text() {
        assert_eq!(text('é'), "é");
        assert_eq!(text(-7_i64), "-7");
        assert_eq!(text(u64::MAX), "18446744073709551615");
        assert_eq!(text(2.5), "2.5");
        assert_eq!(text(2.0), "2");
        assert_eq!(text(false), "false");
        let owned = String::from("a");
        assert_eq!(text(&owned), "a");
        assert_eq!(text(Cow::Borrowed("b")), "b");
        let value = verbatim("c");
        assert_eq!(text(&value), "c");
        assert_eq!(value, verbatim("c"));
        assert_eq!(owned, "a");
        assert_eq!(text(flag()), "");
    }
}
