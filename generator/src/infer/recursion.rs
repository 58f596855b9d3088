//! From objects to all that are nested in them under one name and are the same thing: the answers to a comment, the
//! children of a node.
//!
//! The evidence is a field that stands in the nested objects again (if only empty), and two thirds of all field names in
//! common, no field of which is of different kinds outside and inside.

use std::collections::BTreeSet;

use super::placeholder::{Meaning, placeholder};
use super::value::{Fields, Value};
use crate::hash::{HashMap, HashSet};

/// Objects that hold their like.
pub(super) struct Nest<'a> {
    /// Those that were given, and all below them.
    pub(super) objects: Vec<&'a Fields<'a>>,
    /// The fields that hold them.
    pub(super) names: BTreeSet<&'a str>,
}

/// The nest that these objects are the outer shells of, if they are.
pub(super) fn nest<'a>(samples: &[&'a Fields<'a>]) -> Option<Nest<'a>> {
    let mut names = candidates(samples);
    while !names.is_empty() {
        match inner(samples, &names) {
            Ok(inner) if is_like(samples, &inner, &names) => {
                return Some(Nest { objects: samples.iter().copied().chain(inner).collect(), names });
            }
            Ok(_) => return None,
            Err(name) => drop(names.remove(name)),
        }
    }
    None
}

/// The fields whose objects have a field of that name, and mostly the fields of the objects that hold them; then those
/// whose objects have one of these fields: a node's right side beside its left one.
fn candidates<'a>(samples: &[&'a Fields<'a>]) -> BTreeSet<&'a str> {
    // Nearly all objects end here: what follows is dear.
    if !samples.iter().copied().flatten().any(|(name, value)| has_below(value, name)) {
        return BTreeSet::new();
    }
    let mut below: HashMap<&str, Vec<&Fields<'_>>> = HashMap::default();
    for (name, value) in samples.iter().copied().flatten() {
        collect(value, below.entry(name).or_default());
    }
    let outer = names(samples);
    let inner = |(name, objects): (&'a str, Vec<&'a Fields<'a>>)| (name, names(&objects));
    let mut like: Vec<_> = below.into_iter().map(inner).collect();
    like.retain(|(_, inner)| has_most_in_common(&outer, inner));
    let first: HashSet<&str> =
        like.iter().filter(|(name, inner)| inner.contains(name)).map(|(name, _)| *name).collect();
    let others = like.iter().filter(|(_, inner)| !inner.is_disjoint(&first)).map(|(name, _)| *name);
    others.collect()
}

/// All objects below, at any depth; or the name of a field that holds something else, too.
fn inner<'a>(samples: &[&'a Fields<'a>], names: &BTreeSet<&'a str>) -> Result<Vec<&'a Fields<'a>>, &'a str> {
    let mut found: Vec<&Fields<'_>> = Vec::new();
    let mut values: Vec<(&str, &Value<'_>)> = Vec::new();
    let mut waiting: Vec<&Fields<'_>> = samples.to_vec();
    while let Some(object) = waiting.pop() {
        for (name, value) in object {
            if let Some(name) = names.get(name.as_ref()) {
                let known = found.len();
                collect(value, &mut found);
                waiting.extend_from_slice(found.get(known..).unwrap_or_default());
                values.push((name, value));
            }
        }
    }
    let mut depths: HashMap<&str, usize> = HashMap::default();
    for (name, value) in &values {
        if let Some(depth) = depth(value) {
            depths.entry(name).or_insert(depth);
        }
    }
    let fits = |(name, value): &(&str, &Value<'_>)| depths.get(name).is_some_and(|depth| fits(value, *depth));
    values.iter().find(|value| !fits(value)).map_or(Ok(found), |(name, _)| Err(name))
}

/// Whether an object that a value is or lists has a field of this name.
fn has_below(value: &Value<'_>, name: &str) -> bool {
    match value {
        Value::Object(fields) => fields.iter().any(|(known, _)| known == name),
        Value::Array(elements) => elements.iter().any(|element| has_below(element, name)),
        Value::Null | Value::Variable(_) | Value::Text(_) | Value::Boolean(_) | Value::Number(_) => false,
    }
}

/// Adds the objects that a value is or lists.
fn collect<'a>(value: &'a Value<'a>, found: &mut Vec<&'a Fields<'a>>) {
    match value {
        Value::Object(fields) => found.push(fields),
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, found)),
        Value::Null | Value::Variable(_) | Value::Text(_) | Value::Boolean(_) | Value::Number(_) => {}
    }
}

/// In how many lists the first object of a value stands.
fn depth(value: &Value<'_>) -> Option<usize> {
    match value {
        Value::Object(_) => Some(0),
        Value::Array(elements) => elements.iter().find_map(depth).map(|depth| depth + 1),
        Value::Null | Value::Variable(_) | Value::Text(_) | Value::Boolean(_) | Value::Number(_) => None,
    }
}

/// Whether all that a value holds are objects in so many lists, or nothing.
fn fits(value: &Value<'_>, depth: usize) -> bool {
    match value {
        Value::Object(_) => depth == 0,
        Value::Array(elements) => depth > 0 && elements.iter().all(|element| fits(element, depth - 1)),
        Value::Null | Value::Variable(_) => true,
        Value::Text(text) => placeholder(text).is_some_and(|it| it.meaning == Meaning::Anything),
        Value::Boolean(_) | Value::Number(_) => false,
    }
}

fn names<'a>(objects: &[&'a Fields<'a>]) -> HashSet<&'a str> {
    objects.iter().copied().flatten().map(|(name, _)| name.as_ref()).collect()
}

fn has_most_in_common(one: &HashSet<&str>, other: &HashSet<&str>) -> bool {
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    common >= 2 && common * 3 >= all * 2
}

/// Whether the objects outside and inside are one thing: no field is of different kinds.
fn is_like(outer: &[&Fields<'_>], inner: &[&Fields<'_>], recursive: &BTreeSet<&str>) -> bool {
    let (outside, inside) = (kinds(outer), kinds(inner));
    let is_same = |name: &str, kinds: &HashSet<Kind>| inside.get(name).is_none_or(|other| kinds == other);
    has_most_in_common(&names(outer), &names(inner))
        && outside.iter().all(|(name, kinds)| recursive.contains(name) || is_same(name, kinds))
}

/// The kinds of JSON.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Boolean,
    Number,
    Text,
    Array,
    Object,
}

/// The kinds that each field has; nothing for one of which nothing is known.
fn kinds<'a>(objects: &[&'a Fields<'a>]) -> HashMap<&'a str, HashSet<Kind>> {
    let mut kinds: HashMap<&str, HashSet<Kind>> = HashMap::default();
    for (name, value) in objects.iter().copied().flatten() {
        if let Some(kind) = kind(value) {
            kinds.entry(name).or_default().insert(kind);
        }
    }
    kinds
}

fn kind(value: &Value<'_>) -> Option<Kind> {
    match value {
        Value::Null | Value::Variable(_) => None,
        Value::Boolean(_) => Some(Kind::Boolean),
        Value::Number(_) => Some(Kind::Number),
        Value::Text(text) => match placeholder(text).map(|it| it.meaning) {
            None | Some(Meaning::Text) => Some(Kind::Text),
            Some(Meaning::Boolean) => Some(Kind::Boolean),
            Some(Meaning::Integer | Meaning::Number) => Some(Kind::Number),
            Some(Meaning::Anything) => None,
        },
        Value::Array(_) => Some(Kind::Array),
        Value::Object(_) => Some(Kind::Object),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shape;

    #[test]
    fn nodes_hold_nodes() {
        insta::assert_snapshot!(
            shape(&[r#"{"name": "a", "children": [{"name": "b", "children": [{"name": "c", "children": []}]}]}"#]),
            @"{name: string, children: [itself]}"
        );
        insta::assert_snapshot!(
            shape(&[r#"{"v": 1, "next": {"v": 2.5, "next": {"v": 3, "next": null}}}"#]),
            @"{v: mixed, next: itself|null}"
        );
        insta::assert_snapshot!(
            shape(&[r#"[{"id": 1, "to": {"id": 2, "to": "<Circular reference to Node detected>"}}]"#]),
            @"[{id: i64, to?: itself|placeholder}]"
        );
    }

    #[test]
    fn a_node_may_hold_others_under_several_names() {
        insta::assert_snapshot!(
            shape(&[
                r#"{"op": "+", "left": {"op": "-", "left": null, "right": null}, "right": {"op": "0", "left": null}}"#
            ]),
            @"{op: string, left: itself|null, right?: itself|null}"
        );
    }

    #[test]
    fn what_is_not_alike_is_another_thing() {
        insta::assert_snapshot!(
            shape(&[r#"{"name": "a", "data": {"name": 1, "data": {}}}"#]),
            @"{name: string, data: {name: i64, data: {}}}"
        );
        insta::assert_snapshot!(
            shape(&[r#"{"name": "a", "data": {"name": "b", "size": 1}}"#]),
            @"{name: string, data: {name: string, size: i64}}"
        );
        insta::assert_snapshot!(
            shape(&[r#"{"a": 1, "data": {"a": 1, "data": "none"}}"#]),
            @"{a: i64, data: {a: i64, data: string}}"
        );
        insta::assert_snapshot!(
            shape(&[r#"{"a": 1, "b": 2, "data": {"c": 1, "data": {}}}"#]),
            @"{a: i64, b: i64, data: {c: i64, data: {}}}"
        );
    }
}
