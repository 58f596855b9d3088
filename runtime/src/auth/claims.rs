//! The text of a JSON object into its members, in their order.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;

use crate::Error;

/// The members of an object. Nested objects lose the order of theirs, which means nothing to who reads them.
#[derive(Clone, Debug, Default)]
pub(super) struct Claims(Vec<(String, Value)>);

impl Claims {
    /// The members of an object; none of an empty text.
    pub(super) fn parse(what: &str, text: &str) -> Result<Claims, Error> {
        if text.trim().is_empty() {
            return Ok(Claims::default());
        }
        serde_json::from_str(text)
            .map_err(|error| Error::argument_with(format!("{what} is not an object of JSON: {error}"), error))
    }

    /// A member.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// Sets a member where it stands, or at the end.
    pub(super) fn set(&mut self, name: &str, value: Value) {
        match self.0.iter_mut().find(|(other, _)| other == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }
}

impl fmt::Display for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Claims {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Claims;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Claims, A::Error> {
                let mut claims = Claims::default();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    claims.set(&name, value);
                }
                Ok(claims)
            }
        }

        deserializer.deserialize_map(Members)
    }
}
