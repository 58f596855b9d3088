//! From the JSON texts of samples to the shape of what they are samples of.
//!
//! [`parse`] reads a text, leniently; [`schema`] merges all samples of one place (a request body, the answers of one
//! status); [`to_json`] writes a sample as strict JSON again. The shape is as precise as the samples allow and no
//! more: every sample that is JSON to the letter can be read into the Rust type of its shape, and what that type
//! writes is the same JSON value. It does not depend on the order of the samples.
//!
//! | samples of one place | shape |
//! | --- | --- |
//! | objects | field by field; a field that some object lacks is not required |
//! | arrays | one shape for all elements of all arrays |
//! | `null` among others | nullable |
//! | nothing, only `null`, only unquoted variables, elements of empty arrays | unknown, until another sample tells |
//! | integers | `i64`; `u64` if one needs it and none is negative |
//! | `1.0`, `2.5`, `1e3` | float |
//! | `1`, `2.5` | float that writes whole numbers without a fraction |
//! | `1`, `1.0`; integers of more than 53 bits beside fractions; `-0`; too many digits | exact number |
//! | different JSON kinds | union, at most one member of each kind; numbers are one kind |
//! | objects of several shapes, told apart by a text or by their fields, each seen twice | variants |
//! | objects that nest their like under one name | one object that holds itself |
//! | objects with three or more names that are numbers, dates, UUIDs or the like, of one kind of values | map |
//! | objects whose names are languages or currencies, of one kind of values; or were made up by an import (`key_0`) | map |
//!
//! A placeholder of an import from `OpenAPI` (`"<integer>"`) is of the type that it names; the type reads the placeholder,
//! too. Other strings are strings, whatever they say.
//! Properties stand in the order of the sample with most of them; others come behind their predecessor.

mod by_name;
pub(crate) mod join;
mod keys;
mod merge;
mod number;
mod order;
mod parse;
mod placeholder;
mod recursion;
mod scan;
#[cfg(test)]
pub(crate) mod tests;
mod value;
mod variants;
mod write;

pub(crate) use by_name::ByName;
pub(crate) use merge::schema;
pub(crate) use parse::{Sample, parse};
pub(crate) use placeholder::{Meaning, placeholder};
pub(crate) use value::{Field, Fields, Value};
pub(crate) use variants::arm;
pub(crate) use write::to_json;
