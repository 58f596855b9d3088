//! Reads enums whose variants are objects of several shapes. A text in one field tells them apart, or the fields that each
//! of them has; what is none of the known ones is kept as it is.
//!
//! Which one an object is can stand at its end, so it is read whole before it is taken for one. A key that stands in it
//! twice has the last of its values then, where a struct that is read at once reports it.
//!
//! "As it is" means the same JSON, not the same text: the keys of its objects are sorted (unless a crate of the program
//! switches on `preserve_order` of `serde_json`), and its numbers are those that `serde_json` holds, so that an integer
//! beyond 64 bits becomes the nearest float.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize as _;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, Visitor};

use crate::{Json, place};

/// An enum over objects; implemented by `variants!`.
pub trait Variants: Sized + 'static {
    /// The field whose text tells the variants apart; without one it is the fields that are there.
    const TAG: Option<&'static str>;
    /// The variants.
    const ARMS: &'static [Arm<Self>];

    /// What is none of the variants.
    fn other(json: Json) -> Self;
}

/// A variant of [`Variants`].
#[derive(Debug)]
pub struct Arm<T: 'static> {
    /// The texts of the tag; or the fields that this variant always has, and no other one.
    marks: &'static [&'static str],
    read: fn(&Json) -> Result<T, Failure>,
}

impl<T> Arm<T> {
    /// A variant.
    #[must_use]
    pub const fn new(marks: &'static [&'static str], read: fn(&Json) -> Result<T, Failure>) -> Self {
        Self { marks, read }
    }

    fn is_of(&self, tag: Option<&str>, json: &Json) -> bool {
        match tag {
            Some(tag) => {
                let text = json.get(tag).and_then(Json::as_str);
                text.is_some_and(|text| self.marks.contains(&text))
            }
            None => self.marks.iter().all(|mark| json.get(mark).is_some()),
        }
    }
}

/// What is wrong in an object, and where in it.
#[derive(Debug)]
pub struct Failure(String);

/// Reads an enum over objects.
///
/// # Errors
///
/// When the JSON is no object, or not what its variant holds.
pub fn deserialize<'de, T: Variants, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(VariantsVisitor(PhantomData))
}

/// Chooses the variant while the object is being read, for an error is given its line and column by the reader.
struct VariantsVisitor<T>(PhantomData<T>);

impl<'de, T: Variants> Visitor<'de> for VariantsVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let json = Json::deserialize(MapAccessDeserializer::new(map))?;
        let mut fitting = T::ARMS.iter().filter(|arm| arm.is_of(T::TAG, &json));
        // What could be two of them is neither.
        match (fitting.next(), fitting.next()) {
            (Some(arm), None) => (arm.read)(&json).map_err(|Failure(message)| A::Error::custom(message)),
            (Some(_), Some(_)) | (None, _) => Ok(T::other(json)),
        }
    }
}

/// Reads what a variant holds.
///
/// # Errors
///
/// When the object is not of this type.
pub fn variant<T: DeserializeOwned>(json: &Json) -> Result<T, Failure> {
    place::unplaced(|| T::deserialize(json)).map_err(|error| {
        let message = error.to_string();
        let path = if place::is_wanted() { path_to_error::<T>(json) } else { String::new() };
        Failure(if path.is_empty() { message } else { format!("in `{path}`: {message}") })
    })
}

/// The way to what is wrong. JSON that is read already has no lines: it is that to the same error in its text.
fn path_to_error<T: DeserializeOwned>(json: &Json) -> String {
    let text = serde_json::to_vec(json).unwrap_or_default();
    let Err(error) = serde_json::from_slice::<T>(&text) else { return String::new() };
    let path = place::of(&error, &text, place::wants_more::<T>);
    join(&path, located(&error.to_string()).0)
}

/// The place that a message begins with, and the rest of it.
pub(crate) fn located(message: &str) -> (&str, &str) {
    let found = message.strip_prefix("in `").and_then(|rest| rest.split_once("`: "));
    found.unwrap_or(("", message))
}

/// The way to a place below another one.
pub(crate) fn join(path: &str, below: &str) -> String {
    let dot = if path.is_empty() || below.is_empty() || below.starts_with('[') { "" } else { "." };
    format!("{path}{dot}{below}")
}

#[cfg(test)]
mod tests {
    use crate::codegen::{Deserialize, Json, Serialize, variants};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(crate = "crate::codegen::serde")]
    struct Card {
        number: u64,
        kind: String,
        owners: Vec<Payer>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(crate = "crate::codegen::serde")]
    struct Bank {
        kind: String,
        iban: String,
    }

    #[derive(Debug, PartialEq)]
    enum Payment {
        Card(Card),
        Bank(Bank),
        Other(Json),
    }
    variants!(Payment tag "kind" { ["credit", "debit"] => Card, ["bank"] => Bank });

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(crate = "crate::codegen::serde")]
    struct Person {
        name: String,
        born: Option<u16>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(crate = "crate::codegen::serde")]
    struct Company {
        vat: String,
        seat: String,
    }

    #[derive(Debug, PartialEq)]
    enum Payer {
        Person(Person),
        Company(Company),
        Other(Json),
    }
    variants!(Payer fields { ["name"] => Person, ["seat", "vat"] => Company });

    fn payment(json: &str) -> Payment {
        let read: Payment = serde_json::from_str(json).unwrap();
        let written: Json = serde_json::to_value(&read).unwrap();
        assert_eq!(written, serde_json::from_str::<Json>(json).unwrap());
        read
    }

    #[test]
    fn the_tag_may_stand_anywhere() {
        assert!(matches!(payment(r#"{"number":1,"kind":"debit","owners":[]}"#), Payment::Card(_)));
        assert!(matches!(
            payment(r#"{"number":18446744073709551615,"owners":[],"kind":"credit"}"#),
            Payment::Card(_)
        ));
        assert!(matches!(payment(r#"{"kind":"bank","iban":"x"}"#), Payment::Bank(_)));
    }

    #[test]
    fn what_is_unknown_is_kept() {
        for json in [r#"{"kind":"cash","sum":1.0}"#, r#"{"kind":1}"#, r#"{"iban":"x"}"#, "{}"] {
            assert!(matches!(payment(json), Payment::Other(_)), "{json}");
        }
    }

    #[test]
    fn fields_tell_apart_and_neither_takes_what_is_both() {
        let read = |json: &str| serde_json::from_str::<Payer>(json).unwrap();
        assert!(matches!(read(r#"{"born":null,"name":"Ada","seat":"Oslo"}"#), Payer::Person(_)));
        assert!(matches!(read(r#"{"seat":"Oslo","vat":"1"}"#), Payer::Company(_)));
        for json in [r#"{"seat":"Oslo","vat":"1","name":"Ada"}"#, r#"{"seat":"Oslo"}"#] {
            let read = read(json);
            assert!(matches!(read, Payer::Other(_)), "{json}");
            assert_eq!(serde_json::to_string(&read).unwrap().len(), json.len());
        }
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(crate = "crate::codegen::serde")]
    struct Leaf {
        size: u8,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(crate = "crate::codegen::serde")]
    struct List {
        blocks: Vec<Block>,
    }

    #[derive(Debug, PartialEq)]
    enum Block {
        Leaf(Leaf),
        List(List),
        Other(Json),
    }
    variants!(Block fields { ["size"] => Leaf, ["blocks"] => List });

    /// If each level did so twice, this would take years.
    #[test]
    fn a_mistake_far_inside_is_found_in_time() {
        let depth = 40;
        let json =
            |leaf: &str| [&r#"{"blocks":[{"size":1},"#.repeat(depth), leaf, &"]}".repeat(depth)].concat();
        let path = ["blocks[1]"].repeat(depth).join(".");
        for (leaf, message) in [
            (
                r#"{"size":256}"#,
                format!("in `{path}.size`: invalid value: integer `256`, expected u8 at line"),
            ),
            ("7", format!("in `{path}`: invalid type: integer `7`, expected an object at line")),
            ("[]", format!("in `{path}`: invalid type: sequence, expected an object at line")),
        ] {
            let error = serde_json::from_str::<Block>(&json(leaf)).unwrap_err().to_string();
            assert!(error.starts_with(&message), "{error}");
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        let error = |json: &str| serde_json::from_str::<Payment>(json).unwrap_err().to_string();
        let message = error(r#"{"kind":"credit","number":1,"owners":[{"name":"x"},{"name":2}]}"#);
        assert!(
            message.starts_with("in `owners[1].name`: invalid type: integer `2`, expected a string"),
            "{message}"
        );
        assert!(
            error(r#"{"kind":"bank"}"#).starts_with("missing field `iban`"),
            "{}",
            error(r#"{"kind":"bank"}"#)
        );
        assert!(error("[]").starts_with("invalid type: sequence, expected an object"), "{}", error("[]"));
    }
}
