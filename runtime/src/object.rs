//! Reads structs from JSON objects: what is the same for all of them, once.
//!
//! Used by the derive macro `Deserialize` of generated code. As with serde's own, a name that no field has is passed over, a
//! field that comes twice is an error, and a field that is missing is one unless it has a default or is an [`Option`].
//! Other than with serde's own, a list is no struct: formats that write structs without their names cannot be read.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// A struct with named fields; implemented by the derive macro.
pub trait Object<'de>: Sized {
    /// What it is called in Rust.
    const NAME: &'static str;
    /// What its fields are called in JSON.
    const FIELDS: &'static [&'static str];

    /// Reads it; `None` if the entries hold an error then.
    ///
    /// The error is no result, for what the compiler does for each `?` that converts one is most of what a struct costs it.
    fn read<A: MapAccess<'de>>(entries: &mut Entries<'de, A>) -> Option<Self>;
}

/// Reads a struct.
///
/// # Errors
///
/// When the JSON is no object, or one of its fields is missing, comes twice or is not of its type.
pub fn deserialize<'de, T: Object<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::FIELDS, ObjectVisitor(PhantomData))
}

/// The entries of a JSON object while a struct is read from them, up to the first error.
pub struct Entries<'de, A: MapAccess<'de>> {
    map: A,
    fields: &'static [&'static str],
    /// The field that follows the one that came last: servers mostly keep to one order.
    following: usize,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Entries<'de, A> {
    /// The number of the field that comes next, or one that no field has; `None` at the end and after an error.
    #[expect(clippy::should_implement_trait, reason = "the value must be read before the next one")]
    pub fn next(&mut self) -> Option<usize> {
        if self.error.is_some() {
            return None;
        }
        let name = Name { fields: self.fields, likely: self.following };
        let next = self.map.next_key_seed(name);
        let field = self.keep(next)??;
        self.following = field.saturating_add(1);
        Some(field)
    }

    /// Reads the value of the field that came.
    pub fn read<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        self.read_with(slot, PhantomData);
    }

    /// Reads the value of the field that came in a way of its own.
    pub fn read_with<S: DeserializeSeed<'de>>(&mut self, slot: &mut Option<S::Value>, seed: S) {
        if slot.is_some() {
            let twice = A::Error::duplicate_field(self.name(self.following.saturating_sub(1)));
            self.error = Some(twice);
            return;
        }
        let value = self.map.next_value_seed(seed);
        *slot = self.keep(value);
    }

    /// Passes over the value of what is no field.
    pub fn skip(&mut self) {
        let value = self.map.next_value::<IgnoredAny>();
        self.keep(value);
    }

    /// The value of a field that must have come, unless it is an `Option`.
    pub fn required<T: Deserialize<'de>>(&mut self, slot: Option<T>, field: usize) -> Option<T> {
        if slot.is_some() || self.error.is_some() {
            return slot;
        }
        let value = T::deserialize(Missing(self.name(field), PhantomData));
        self.keep(value)
    }

    /// The value of a field that must have come.
    pub fn present<T>(&mut self, slot: Option<T>, field: usize) -> Option<T> {
        if slot.is_none() && self.error.is_none() {
            self.error = Some(A::Error::missing_field(self.name(field)));
        }
        slot
    }

    fn keep<T>(&mut self, result: Result<T, A::Error>) -> Option<T> {
        result.map_err(|error| self.error = Some(error)).ok()
    }

    fn name(&self, field: usize) -> &'static str {
        self.fields.get(field).copied().unwrap_or_default()
    }
}

/// Without what was read: it may be secret.
impl<'de, A: MapAccess<'de>> fmt::Debug for Entries<'de, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entries").field("fields", &self.fields).finish_non_exhaustive()
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut entries = Entries { map, fields: T::FIELDS, following: 0, error: None };
        let read = T::read(&mut entries);
        // Where all fields have defaults there is a struct, too.
        match entries.error {
            Some(error) => Err(error),
            None => read.ok_or_else(|| A::Error::custom("it cannot be read")),
        }
    }
}

/// Reads a name into the number of its field.
struct Name {
    fields: &'static [&'static str],
    likely: usize,
}

/// What no field has.
const UNKNOWN: usize = usize::MAX;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("field identifier")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<usize, E> {
        if self.fields.get(self.likely).is_some_and(|likely| *likely == name) {
            return Ok(self.likely);
        }
        Ok(self.fields.iter().position(|field| *field == name).unwrap_or(UNKNOWN))
    }
}

/// What is read for a field that is missing: nothing, which only an `Option` can be.
struct Missing<E>(&'static str, PhantomData<E>);

impl<'de, E: de::Error> Deserializer<'de> for Missing<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(E::missing_field(self.0))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
#[path = "object_tests.rs"]
mod tests;
