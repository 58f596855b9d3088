//! Values that are written otherwise than their type would write them, alone or in containers.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Field, OrPlaceholder};

/// What can be written and read in the style `S`: a value that the style knows, and containers of it.
pub trait Spelt<S>: Sized {
    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn write<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error>;

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// When what is read is no such value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// A reference that is written in a style.
pub(crate) struct Written<'a, S, T>(&'a T, PhantomData<S>);

impl<'a, S, T> Written<'a, S, T> {
    pub(crate) fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<S, T: Spelt<S>> Serialize for Written<'_, S, T> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        self.0.write(serializer)
    }
}

/// A value that is read in a style.
struct Read<S, T>(T, PhantomData<S>);

impl<'de, S, T: Spelt<S>> Deserialize<'de> for Read<S, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(|value| Self(value, PhantomData))
    }
}

impl<S, T: Spelt<S>> Spelt<S> for Option<T> {
    fn write<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self {
            None => serializer.serialize_none(),
            Some(value) => serializer.serialize_some(&Written::new(value)),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<Read<S, T>>::deserialize(deserializer).map(|read| read.map(|read| read.0))
    }
}

impl<S, T: Spelt<S>> Spelt<S> for Field<T> {
    fn write<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self {
            Field::Absent | Field::Null => serializer.serialize_none(),
            Field::Value(value) => serializer.serialize_some(&Written::new(value)),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Field::<Read<S, T>>::deserialize(deserializer).map(|read| read.map(|read| read.0))
    }
}

impl<S, T: Spelt<S>> Spelt<S> for OrPlaceholder<T> {
    fn write<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self {
            OrPlaceholder::Value(value) => value.write(serializer),
            OrPlaceholder::Placeholder(text) => serializer.serialize_str(text),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match OrPlaceholder::<Read<S, T>>::deserialize(deserializer)? {
            OrPlaceholder::Value(read) => OrPlaceholder::Value(read.0),
            OrPlaceholder::Placeholder(text) => OrPlaceholder::Placeholder(text),
        })
    }
}

impl<S, T: Spelt<S>> Spelt<S> for Vec<T> {
    fn write<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.collect_seq(self.iter().map(Written::new))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Vec::<Read<S, T>>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|read| read.0).collect())
    }
}

impl<S, T: Spelt<S>> Spelt<S> for BTreeMap<String, T> {
    fn write<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, Written::new(value))))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = BTreeMap::<String, Read<S, T>>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|(key, read)| (key, read.0)).collect())
    }
}

impl<S, T: Spelt<S>> Spelt<S> for Box<T> {
    fn write<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        (**self).write(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Box::new)
    }
}
