//! Writes floats the way samples of mixed numbers spell them: a whole number without a fraction.
//!
//! Used as `#[serde(with = "postwright_runtime::codegen::mixed")]` on `f64`, or on options, lists, maps, boxes and
//! fields of it.

use serde::{Deserialize, Deserializer, Serializer};

use crate::spelt::Spelt;

/// The style of mixed numbers.
#[derive(Debug)]
pub struct Mixed;

/// Writes whole numbers as integers.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Spelt<Mixed>, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// Reads integers and floats alike.
///
/// # Errors
///
/// Those of the deserializer.
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

impl Spelt<Mixed> for f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "the integer is used only if it is the same number"
    )]
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = *self as i64;
        // Bits, for `-0.0` has no integer spelling; below i64::MAX, for the cast saturates there.
        if (whole as f64).to_bits() == self.to_bits() && whole != i64::MAX {
            serializer.serialize_i64(whole)
        } else {
            serializer.serialize_f64(*self)
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;
    use crate::Field;
    use crate::spelt::Written;

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
        let text = |number: f64| serde_json::to_string(&Written::<Mixed, _>::new(&number)).unwrap();
        assert_eq!(text(-0.0), "-0.0");
        assert!(text(1e300).starts_with("1e"));
        assert_eq!(text(f64::NAN), "null");
    }
}
