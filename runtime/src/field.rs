//! A JSON member that may be left out, null, or a value: three things that `Option` cannot tell apart.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A member of a JSON object that may be absent, null, or a value.
///
/// ```
/// use postwright_runtime::Field;
///
/// let cleared: Field<String> = Field::Null;          // sent as null
/// let changed: Field<String> = "new".to_string().into();
/// assert_eq!(changed.value().map(String::as_str), Some("new"));
/// assert!(cleared.is_null() && Field::<String>::default().is_absent());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field<T> {
    /// The member is left out.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Field<T> {
    /// Whether the member is left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    /// Whether the member is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Field::Null)
    }

    /// The value, unless the member is absent or null.
    pub fn value(&self) -> Option<&T> {
        match self {
            Field::Value(value) => Some(value),
            Field::Absent | Field::Null => None,
        }
    }

    /// The value to change, unless the member is absent or null.
    pub fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Field::Value(value) => Some(value),
            Field::Absent | Field::Null => None,
        }
    }

    /// The value, unless the member is absent or null.
    pub fn into_value(self) -> Option<T> {
        match self {
            Field::Value(value) => Some(value),
            Field::Absent | Field::Null => None,
        }
    }

    /// The same member with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Field::Absent => Field::Absent,
            Field::Null => Field::Null,
            Field::Value(value) => Field::Value(f(value)),
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Field::Value(value)
    }
}

/// `None` is null: a member that shall be left out is [`Field::Absent`].
impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Field::Null, Field::Value)
    }
}

impl From<&str> for Field<String> {
    fn from(value: &str) -> Self {
        Field::Value(value.to_owned())
    }
}

/// Null is written for an absent member, too: leave it out with `skip_serializing_if = "Field::is_absent"`.
impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Field::Absent | Field::Null => serializer.serialize_none(),
            Field::Value(value) => serializer.serialize_some(value),
        }
    }
}

/// A member that is there is never absent; give an absent one its meaning with `#[serde(default)]`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Field::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Note {
        #[serde(default, skip_serializing_if = "Field::is_absent")]
        note: Field<String>,
    }

    #[test]
    fn absent_null_and_value_survive_a_round_trip() {
        for (json, note) in
            [("{}", Field::Absent), (r#"{"note":null}"#, Field::Null), (r#"{"note":"a"}"#, "a".into())]
        {
            let read: Note = serde_json::from_str(json).unwrap();
            assert_eq!(read, Note { note });
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
    }

    #[test]
    fn options_convert_to_null_or_value() {
        assert_eq!(Field::<i64>::from(None), Field::Null);
        assert_eq!(Field::<i64>::from(Some(1)), Field::Value(1));
        assert_eq!(Field::Value(1).map(|n| n + 1).into_value(), Some(2));
    }
}
