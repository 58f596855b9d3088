//! JSON text turns into values that keep the order of object members, because Postman sends them in that order.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Number;

use crate::postman::Scalar;

/// A JSON value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Json {
    #[default]
    Null,
    Boolean(bool),
    Number(Number),
    Text(String),
    List(Vec<Json>),
    Object(Object),
}

/// The members of an object in the order of the text; of equal keys the last one counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Object(Vec<(String, Json)>);

impl From<Vec<(String, Json)>> for Object {
    fn from(members: Vec<(String, Json)>) -> Self {
        Self(members)
    }
}

impl Object {
    /// Sets the value of a key.
    #[cfg(feature = "yaml")]
    pub(crate) fn put(&mut self, key: &str, value: Json) {
        match self.0.iter_mut().rev().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_owned(), value)),
        }
    }

    /// Moves the value of `key` out; the key stays, with null.
    pub(crate) fn take(&mut self, key: &str) -> Option<Json> {
        self.0.iter_mut().rev().find(|(name, _)| name == key).map(|(_, value)| std::mem::take(value))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of `key`, if it is a list.
    pub(crate) fn list(&self, key: &str) -> Option<&[Json]> {
        match self.get(key)? {
            Json::List(list) => Some(list),
            Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::Object(_) => None,
        }
    }

    /// The value of `key`, if it is an object.
    pub(crate) fn object(&self, key: &str) -> Option<&Object> {
        self.get(key).and_then(Json::as_object)
    }

    /// The value of `key`, if it is a text.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Json::as_text)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The members, each key once: where it was first seen, with its last value, as JavaScript has it.
    pub(crate) fn into_members(self) -> Vec<(String, Json)> {
        let mut places = std::collections::HashMap::with_capacity(self.0.len());
        let mut members: Vec<(String, Json)> = Vec::with_capacity(self.0.len());
        for (key, value) in self.0 {
            let place: usize = *places.entry(key.clone()).or_insert(members.len());
            match members.get_mut(place) {
                Some(member) => member.1 = value,
                None => members.push((key, value)),
            }
        }
        members
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }
}

impl Json {
    pub(crate) fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            Self::Null | Self::Boolean(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => None,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Boolean(_) | Self::Number(_) | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// What it is, for a person.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    /// Whether JavaScript takes it as true: also the text "false".
    pub(crate) fn is_truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Boolean(value) => *value,
            Self::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
            Self::Text(text) => !text.is_empty(),
            Self::List(_) | Self::Object(_) => true,
        }
    }

    /// Null, an empty text, an empty list or an empty object.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Boolean(_) | Self::Number(_) => false,
            Self::Text(text) => text.is_empty(),
            Self::List(list) => list.is_empty(),
            Self::Object(object) => object.is_empty(),
        }
    }

    /// The value as compact JSON text.
    pub(crate) fn to_compact(&self) -> String {
        // Writing to memory cannot fail, and every key is a text.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(crate) fn into_scalar(self) -> Scalar {
        match self {
            Self::Null => Scalar::Null,
            Self::Boolean(value) => Scalar::Boolean(value),
            Self::Number(number) => Scalar::Number(number.to_string()),
            Self::Text(text) => Scalar::Text(text),
            Self::List(_) | Self::Object(_) => Scalar::Other(self.to_compact()),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element()? {
            list.push(element);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(Object(members)))
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => list.serialize(serializer),
            Self::Object(object) => {
                let mut map = serializer.serialize_map(Some(object.0.len()))?;
                for (key, value) in &object.0 {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::object;
    use super::*;

    #[test]
    fn keeps_order_and_numbers() {
        let text = r#"{"z":1,"a":[1.5,-2,18446744073709551615,null,true],"m":{"y":"é\n","b":{}}}"#;
        assert_eq!(serde_json::from_str::<Json>(text).unwrap().to_compact(), text);
    }

    #[test]
    fn the_last_of_equal_keys_counts() {
        let mut twice = object(r#"{"a":1,"b":2,"a":3}"#);
        let members: Vec<_> =
            twice.clone().into_members().into_iter().map(|(k, v)| (k, v.to_compact())).collect();
        assert_eq!(members, [("a".to_owned(), "3".to_owned()), ("b".to_owned(), "2".to_owned())]);
        assert_eq!(twice.take("a").map(|value| value.to_compact()).as_deref(), Some("3"));
        assert_eq!(twice.take("c"), None);
    }

    #[test]
    fn truth_is_that_of_javascript() {
        let truth = |text: &str| serde_json::from_str::<Json>(text).unwrap().is_truthy();
        for text in ["true", "1", "\"false\"", "[]", "{}", "-0.5"] {
            assert!(truth(text), "{text}");
        }
        for text in ["false", "0", "\"\"", "null"] {
            assert!(!truth(text), "{text}");
        }
    }
}
