//! Objects that differ only in evidence and in the order of their fields to which of them goes first.

use std::cmp::Ordering;

use super::names;
use crate::api::{Kind, Object};

/// By the names of the fields, then by those below. As deep as a text may nest that can be read.
pub(super) fn compare(one: &Object, other: &Object) -> Ordering {
    let below = || {
        let pairs = one.properties.iter().zip(&other.properties);
        first(pairs.map(|(one, other)| of_kinds(&one.schema.kind, &other.schema.kind)))
    };
    let by_names = names(one).cmp(names(other));
    by_names.then_with(below)
}

fn of_kinds(one: &Kind, other: &Kind) -> Ordering {
    match (one, other) {
        (Kind::Object(one), Kind::Object(other)) => compare(one, other),
        (Kind::Array(one), Kind::Array(other)) | (Kind::Map(one), Kind::Map(other)) => {
            of_kinds(&one.kind, &other.kind)
        }
        (Kind::Union(one), Kind::Union(other)) => {
            first(one.iter().zip(other).map(|(one, other)| of_kinds(one, other)))
        }
        (Kind::Variants(one), Kind::Variants(other)) => {
            first(one.arms.iter().zip(&other.arms).map(|(one, other)| compare(&one.object, &other.object)))
        }
        _ => Ordering::Equal,
    }
}

/// What the first pair says that is not equal.
fn first(mut pairs: impl Iterator<Item = Ordering>) -> Ordering {
    pairs.find(|one| one.is_ne()).unwrap_or(Ordering::Equal)
}
