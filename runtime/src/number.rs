//! A JSON number that keeps its kind: `1` and `1.0` are different things on the wire.

use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A JSON number that is written as it was read: an integer without, a float with a fraction.
///
/// ```
/// use postwright_runtime::Number;
///
/// assert_eq!(Number::from(1).to_string(), "1");
/// assert_eq!(Number::from(1.0).to_string(), "1.0");
/// assert_eq!(Number::from(1.0).as_i64(), None);
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct Number(Kind);

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Signed(i64),
    /// Only above `i64::MAX`, so that equal numbers are equal.
    Unsigned(u64),
    Float(f64),
}

impl Number {
    /// The nearest float.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "documented: the nearest float")]
    pub fn as_f64(self) -> f64 {
        match self.0 {
            Kind::Signed(number) => number as f64,
            Kind::Unsigned(number) => number as f64,
            Kind::Float(number) => number,
        }
    }

    /// The integer, unless it is a float or out of range.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        match self.0 {
            Kind::Signed(number) => Some(number),
            Kind::Unsigned(_) | Kind::Float(_) => None,
        }
    }

    /// The integer, unless it is a float or negative.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        match self.0 {
            Kind::Signed(number) => u64::try_from(number).ok(),
            Kind::Unsigned(number) => Some(number),
            Kind::Float(_) => None,
        }
    }
}

impl Default for Number {
    fn default() -> Self {
        Number(Kind::Signed(0))
    }
}

macro_rules! signed {
    ($($type:ty),*) => {$(
        impl From<$type> for Number {
            fn from(number: $type) -> Self {
                Number(Kind::Signed(i64::from(number)))
            }
        }
    )*};
}

signed!(i8, i16, i32, i64, u8, u16, u32);

impl From<u64> for Number {
    fn from(number: u64) -> Self {
        Number(i64::try_from(number).map_or(Kind::Unsigned(number), Kind::Signed))
    }
}

/// A number that JSON cannot hold (infinite, or not a number) is written as null, as serde does.
impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Number(Kind::Float(number))
    }
}

impl From<f32> for Number {
    fn from(number: f32) -> Self {
        Number(Kind::Float(number.into()))
    }
}

/// As in JSON.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Signed(number) => number.fmt(f),
            Kind::Unsigned(number) => number.fmt(f),
            // `Debug` of a float keeps the `.0` of a whole number.
            Kind::Float(number) => fmt::Debug::fmt(&number, f),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Kind::Signed(number) => serializer.serialize_i64(number),
            Kind::Unsigned(number) => serializer.serialize_u64(number),
            Kind::Float(number) => serializer.serialize_f64(number),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberVisitor;

        impl Visitor<'_> for NumberVisitor {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Number, E> {
                Ok(number.into())
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Number, E> {
                Ok(number.into())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Number, E> {
                Ok(number.into())
            }
        }

        deserializer.deserialize_any(NumberVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_were_read() {
        for json in ["1", "-1", "1.0", "2.5", "18446744073709551615", "-9223372036854775808"] {
            let number: Number = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&number).unwrap(), json);
            assert_eq!(number.to_string(), json);
        }
    }

    #[test]
    fn kinds_stay_apart() {
        assert_ne!(Number::from(1), Number::from(1.0));
        assert_eq!(Number::from(1_u64), Number::from(1_i64));
        assert_eq!(Number::from(u64::MAX).as_i64(), None);
        assert_eq!(Number::from(u64::MAX).as_u64(), Some(u64::MAX));
        assert!((Number::from(3).as_f64() - 3.0).abs() < f64::EPSILON);
        assert!(serde_json::from_str::<Number>("\"1\"").is_err());
    }
}
