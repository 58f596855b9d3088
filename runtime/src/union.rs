//! Reads and writes enums whose variants differ by the kind of JSON they are, without buffering: the path to a
//! mistake inside of them and the kinds of numbers are kept.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    self, Deserialize, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};

/// The kinds of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[expect(non_camel_case_types, reason = "generated code names them as JSON does")]
pub enum Kind {
    /// A text.
    string,
    /// `true` or `false`.
    boolean,
    /// A number without a fraction.
    integer,
    /// Any number.
    number,
    /// Any number; a float that is a whole number is written without a fraction.
    mixed,
    /// A list.
    array,
    /// An object.
    object,
}

impl Kind {
    fn described(self) -> &'static str {
        match self {
            Kind::string => "a string",
            Kind::boolean => "a boolean",
            Kind::integer => "an integer",
            Kind::number | Kind::mixed => "a number",
            Kind::array => "an array",
            Kind::object => "an object",
        }
    }
}

/// An enum with at most one variant per kind of JSON; implemented by `union!`.
pub trait Union<'de>: Sized {
    /// The kinds there are variants for.
    const KINDS: &'static [Kind];

    /// Reads the variant of this kind, which is one of [`KINDS`](Union::KINDS).
    ///
    /// # Errors
    ///
    /// Those of the deserializer.
    fn read<D: Deserializer<'de>>(kind: Kind, deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a union.
///
/// # Errors
///
/// When the JSON is of another kind than the variants, or not what its variant holds.
pub fn deserialize<'de, T: Union<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(UnionVisitor(PhantomData))
}

/// The error of a kind without a variant.
#[must_use]
pub fn unknown<E: de::Error>(kind: Kind) -> E {
    E::custom(format_args!("unexpected {}", kind.described()))
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: Union<'de>> UnionVisitor<T> {
    fn has(kind: Kind) -> bool {
        T::KINDS.contains(&kind)
    }

    /// The kind that floats are read as, and integers without a variant of their own.
    fn number() -> Option<Kind> {
        [Kind::number, Kind::mixed].into_iter().find(|kind| Self::has(*kind))
    }

    fn integer<V, E>(&self, value: V, found: Unexpected<'_>) -> Result<T, E>
    where
        V: IntoDeserializer<'de, E> + Copy,
        E: de::Error,
    {
        match (Self::has(Kind::integer), Self::number()) {
            // An integer that is too large for the one is left to the other.
            (true, Some(other)) => T::read(Kind::integer, value.into_deserializer())
                .or_else(|_: E| T::read(other, value.into_deserializer())),
            (true, None) => T::read(Kind::integer, value.into_deserializer()),
            (false, Some(other)) => T::read(other, value.into_deserializer()),
            (false, None) => Err(E::invalid_type(found, self)),
        }
    }
}

impl<'de, T: Union<'de>> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, kind) in T::KINDS.iter().enumerate() {
            let separator = match index {
                0 => "",
                _ if index + 1 == T::KINDS.len() => " or ",
                _ => ", ",
            };
            write!(f, "{separator}{}", kind.described())?;
        }
        Ok(())
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<T, E> {
        if !Self::has(Kind::boolean) {
            return Err(E::invalid_type(Unexpected::Bool(value), &self));
        }
        T::read(Kind::boolean, value.into_deserializer())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        self.integer(value, Unexpected::Signed(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        self.integer(value, Unexpected::Unsigned(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        match Self::number() {
            Some(kind) => T::read(kind, value.into_deserializer()),
            None => Err(E::invalid_type(Unexpected::Float(value), &self)),
        }
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        if !Self::has(Kind::string) {
            return Err(E::invalid_type(Unexpected::Str(value), &self));
        }
        T::read(Kind::string, value.into_deserializer())
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<T, E> {
        if !Self::has(Kind::string) {
            return Err(E::invalid_type(Unexpected::Str(value), &self));
        }
        T::read(Kind::string, BorrowedStrDeserializer::new(value))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        if !Self::has(Kind::array) {
            return Err(de::Error::invalid_type(Unexpected::Seq, &self));
        }
        T::read(Kind::array, SeqAccessDeserializer::new(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        if !Self::has(Kind::object) {
            return Err(de::Error::invalid_type(Unexpected::Map, &self));
        }
        T::read(Kind::object, MapAccessDeserializer::new(map))
    }
}

/// Reads what a variant holds; named so that the macro needs no import.
///
/// # Errors
///
/// Those of the deserializer.
pub fn variant<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

#[cfg(test)]
mod tests {
    use crate::Number;
    use crate::codegen::{Deserialize, Json, Serialize, union};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(crate = "crate::codegen::serde")]
    struct Owner {
        id: u8,
        tags: Vec<Option<String>>,
    }

    #[derive(Clone, Debug, PartialEq)]
    enum Every {
        Text(String),
        Flag(bool),
        Whole(i64),
        Float(f64),
        List(Vec<Every>),
        Owner(Box<Owner>),
    }
    union!(Every {
        string => Text, boolean => Flag, integer => Whole, number => Float, array => List, object => Owner
    });

    #[derive(Debug, PartialEq)]
    enum Few {
        Price(f64),
        Any(Json),
    }
    union!(Few { mixed => Price, object => Any });

    #[derive(Debug, PartialEq)]
    enum Exact {
        Number(Number),
        Text(String),
    }
    union!(Exact { number => Number, string => Text });

    #[test]
    fn every_kind_survives_a_round_trip() {
        let json = r#"["a",true,-1,1.0,2.5,[[]],{"id":7,"tags":["x",null]}]"#;
        let read: Every = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
        // What i64 cannot hold is left to the float.
        let large = serde_json::from_str::<Every>("18446744073709551615").unwrap();
        assert_eq!(large, Every::Float(18_446_744_073_709_551_615.0));
        for json in ["1", "2.5", r#"{"a":[1,1.0]}"#] {
            assert_eq!(serde_json::to_string(&serde_json::from_str::<Few>(json).unwrap()).unwrap(), json);
        }
        for json in ["1", "1.0", "18446744073709551615", r#""1""#] {
            assert_eq!(serde_json::to_string(&serde_json::from_str::<Exact>(json).unwrap()).unwrap(), json);
        }
    }

    #[test]
    fn the_path_leads_into_the_variant() {
        let mut reader = serde_json::Deserializer::from_str(r#"[1,{"id":7,"tags":["x",3]}]"#);
        let error = serde_path_to_error::deserialize::<_, Every>(&mut reader).unwrap_err();
        assert_eq!(error.path().to_string(), "[1].tags[1]");
    }

    #[test]
    fn a_missing_kind_lists_what_was_expected() {
        for (json, message) in [
            ("\"a\"", "invalid type: string \"a\", expected a number or an object"),
            ("[]", "invalid type: sequence, expected a number or an object"),
            ("null", "invalid type: null, expected a number or an object"),
        ] {
            let error = serde_json::from_str::<Few>(json).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
