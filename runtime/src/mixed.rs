//! Writes floats the way samples of mixed numbers spell them: a whole number without a fraction.
//!
//! Used as `#[serde(with = "postwright_runtime::codegen::mixed")]` on `f64`, or on options, lists, maps, boxes and
//! fields of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Field, OrPlaceholder};

/// What can be written by [`serialize`]: `f64` and containers of it.
pub trait Mixed {
    /// Writes whole numbers as integers.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn serialize_mixed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// Writes whole numbers as integers.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Mixed + ?Sized, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.serialize_mixed(serializer)
}

/// Reads integers and floats alike.
///
/// # Errors
///
/// Those of the deserializer.
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// A reference whose `Serialize` is [`Mixed`].
struct AsMixed<'a, T: ?Sized>(&'a T);

impl<T: Mixed + ?Sized> Serialize for AsMixed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_mixed(serializer)
    }
}

impl Mixed for f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "the integer is used only if it is the same number"
    )]
    fn serialize_mixed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = *self as i64;
        // Bits, for `-0.0` has no integer spelling; below i64::MAX, for the cast saturates there.
        if (whole as f64).to_bits() == self.to_bits() && whole != i64::MAX {
            serializer.serialize_i64(whole)
        } else {
            serializer.serialize_f64(*self)
        }
    }
}

impl<T: Mixed> Mixed for Option<T> {
    fn serialize_mixed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            None => serializer.serialize_none(),
            Some(value) => serializer.serialize_some(&AsMixed(value)),
        }
    }
}

impl<T: Mixed> Mixed for Field<T> {
    fn serialize_mixed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Field::Absent | Field::Null => serializer.serialize_none(),
            Field::Value(value) => serializer.serialize_some(&AsMixed(value)),
        }
    }
}

impl<T: Mixed> Mixed for OrPlaceholder<T> {
    fn serialize_mixed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            OrPlaceholder::Value(value) => value.serialize_mixed(serializer),
            OrPlaceholder::Placeholder(text) => serializer.serialize_str(text),
        }
    }
}

impl<T: Mixed> Mixed for Vec<T> {
    fn serialize_mixed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(AsMixed))
    }
}

impl<T: Mixed> Mixed for BTreeMap<String, T> {
    fn serialize_mixed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, AsMixed(value))))
    }
}

impl<T: Mixed + ?Sized> Mixed for Box<T> {
    fn serialize_mixed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize_mixed(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Prices {
        #[serde(with = "super")]
        one: f64,
        #[serde(default, with = "super", skip_serializing_if = "Option::is_none")]
        maybe: Option<f64>,
        #[serde(with = "super")]
        list: Vec<Option<f64>>,
        #[serde(with = "super")]
        map: BTreeMap<String, Box<f64>>,
        #[serde(default, with = "super", skip_serializing_if = "Field::is_absent")]
        field: Field<f64>,
    }

    #[test]
    fn whole_numbers_are_written_without_a_fraction() {
        for json in [
            r#"{"one":1,"list":[1,2.5,null],"map":{"a":3,"b":3.25}}"#,
            r#"{"one":-2.5,"maybe":4,"list":[],"map":{},"field":null}"#,
            r#"{"one":9007199254740992,"list":[],"map":{},"field":7}"#,
        ] {
            let read: Prices = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
    }

    #[test]
    fn what_no_integer_holds_stays_a_float() {
        let text = |number: f64| serde_json::to_string(&AsMixed(&number)).unwrap();
        assert_eq!(text(-0.0), "-0.0");
        assert!(text(1e300).starts_with("1e"));
        assert_eq!(text(f64::NAN), "null");
    }
}
