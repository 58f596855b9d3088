//! A value of which the collection's examples show no more than its type: `"<integer>"`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserialize, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// A value, or the placeholder that an example has in its place.
///
/// Collections that were imported from `OpenAPI` hold `"<integer>"` where the service has a number, and so do their
/// saved examples and the mock servers that answer with them. The service itself sends values; another text than a
/// placeholder is an error.
///
/// ```
/// use postwright_runtime::OrPlaceholder;
///
/// let count: OrPlaceholder<i64> = 3.into();
/// assert_eq!(count.value(), Some(&3));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OrPlaceholder<T> {
    /// The value.
    Value(T),
    /// The text of the example, in angle brackets.
    Placeholder(String),
}

impl<T> OrPlaceholder<T> {
    /// The value, unless it is a placeholder.
    pub fn value(&self) -> Option<&T> {
        match self {
            OrPlaceholder::Value(value) => Some(value),
            OrPlaceholder::Placeholder(_) => None,
        }
    }

    /// The value to change, unless it is a placeholder.
    pub fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            OrPlaceholder::Value(value) => Some(value),
            OrPlaceholder::Placeholder(_) => None,
        }
    }

    /// The value, unless it is a placeholder.
    pub fn into_value(self) -> Option<T> {
        match self {
            OrPlaceholder::Value(value) => Some(value),
            OrPlaceholder::Placeholder(_) => None,
        }
    }
}

impl<T> From<T> for OrPlaceholder<T> {
    fn from(value: T) -> Self {
        OrPlaceholder::Value(value)
    }
}

impl<T: Default> Default for OrPlaceholder<T> {
    fn default() -> Self {
        OrPlaceholder::Value(T::default())
    }
}

impl<T: Serialize> Serialize for OrPlaceholder<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            OrPlaceholder::Value(value) => value.serialize(serializer),
            OrPlaceholder::Placeholder(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OrPlaceholder<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor(PhantomData))
    }
}

/// Whether a text says what belongs in its place: `<integer>`, `<Circular reference to …>`.
fn is_placeholder(text: &str) -> bool {
    text.len() > 2 && text.starts_with('<') && text.ends_with('>')
}

/// Hands everything but a placeholder on as it comes, so that the path to a mistake and the kinds of numbers are kept.
struct ValueVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ValueVisitor<T> {
    type Value = OrPlaceholder<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or a placeholder")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(OrPlaceholder::Value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(OrPlaceholder::Value)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(OrPlaceholder::Value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(OrPlaceholder::Value)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        if is_placeholder(value) {
            return Ok(OrPlaceholder::Placeholder(value.to_owned()));
        }
        T::deserialize(value.into_deserializer()).map(OrPlaceholder::Value)
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<Self::Value, E> {
        if is_placeholder(value) {
            return Ok(OrPlaceholder::Placeholder(value.to_owned()));
        }
        T::deserialize(BorrowedStrDeserializer::new(value)).map(OrPlaceholder::Value)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        T::deserialize(().into_deserializer()).map(OrPlaceholder::Value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(list)).map(OrPlaceholder::Value)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(OrPlaceholder::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::OrPlaceholder;
    use crate::Number;
    use crate::codegen::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(crate = "crate::codegen::serde")]
    struct Item {
        id: OrPlaceholder<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        active: Option<OrPlaceholder<bool>>,
        #[serde(with = "crate::codegen::mixed")]
        price: Vec<OrPlaceholder<f64>>,
        exact: OrPlaceholder<Number>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<OrPlaceholder<Box<Item>>>,
    }

    #[test]
    fn values_and_placeholders_survive_a_round_trip() {
        for json in [
            r#"{"id":"<integer>","active":"<boolean>","price":["<number>"],"exact":"<double>"}"#,
            r#"{"id":7,"active":true,"price":[1,2.5],"exact":1.0,"parent":"<Circular reference to Item detected>"}"#,
            r#"{"id":7,"price":[],"exact":1,"parent":{"id":8,"price":[],"exact":18446744073709551615}}"#,
        ] {
            let read: Item = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
    }

    #[test]
    fn another_text_is_an_error_with_its_path() {
        let json = r#"{"id":1,"price":[],"exact":1,"parent":{"id":"x","price":[],"exact":1}}"#;
        let mut reader = serde_json::Deserializer::from_str(json);
        let error = serde_path_to_error::deserialize::<_, Item>(&mut reader).unwrap_err();
        assert_eq!(error.path().to_string(), "parent.id");
        assert!(error.inner().to_string().starts_with("invalid type: string \"x\", expected i64"), "{error}");
    }

    #[test]
    fn values_convert() {
        fn taken(count: impl Into<OrPlaceholder<i64>>) -> OrPlaceholder<i64> {
            count.into()
        }
        assert_eq!(taken(3).into_value(), Some(3));
        assert_eq!(OrPlaceholder::<bool>::default().value(), Some(&false));
        assert_eq!(OrPlaceholder::<bool>::Placeholder("<boolean>".to_owned()).value_mut(), None);
    }
}
