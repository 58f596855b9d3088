//! From the shapes of two places to the one that describes the samples of both, if they do not contradict each other.
//!
//! Nothing is invented: a union is only what one of the two already is, and a number that one spells as an integer and
//! the other with a fraction stays two things, for what each of them writes back differs.

use std::collections::HashMap;

use crate::api::{Kind, Notes, Object, Property, Schema, Told, Variants};

/// The shape of both. Evidence is that of the first.
fn schema(one: &Schema, other: &Schema) -> Option<Schema> {
    let kind = kinds(&one.kind, &other.kind)?;
    let variable = one.variable || other.variable;
    // Nothing in the one operation says what its variable is; a number, mostly, and what the other one sends must not keep
    // it from being sent.
    if variable && kind != Kind::Unknown && !members(&kind).iter().any(|it| class(it) == Some(Class::Number))
    {
        return None;
    }
    Some(Schema {
        variable: variable && kind == Kind::Unknown,
        kind,
        nullable: one.nullable || other.nullable,
        placeholder: one.placeholder || other.placeholder,
    })
}

/// The object that both are. The fields of the first come first.
pub(crate) fn object(one: &Object, other: &Object) -> Option<Object> {
    let mut rest: HashMap<&str, &Property> =
        other.properties.iter().map(|property| (property.name.as_str(), property)).collect();
    let optional = |property: &Property| Property { required: false, ..property.clone() };
    let mut properties = Vec::new();
    for property in &one.properties {
        properties.push(match rest.remove(property.name.as_str()) {
            None => optional(property),
            Some(other) => Property {
                schema: schema(&property.schema, &other.schema)?,
                required: property.required && other.required,
                notes: notes(&property.notes, &other.notes).clone(),
                ..property.clone()
            },
        });
    }
    let is_new = |property: &&Property| rest.contains_key(property.name.as_str());
    properties.extend(other.properties.iter().filter(is_new).map(optional));
    Some(Object { properties })
}

fn notes<'a>(one: &'a Notes, other: &'a Notes) -> &'a Notes {
    if *one == Notes::default() { other } else { one }
}

/// The kinds of JSON that can be told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Boolean,
    Number,
    Text,
    Array,
    Object,
}

fn class(kind: &Kind) -> Option<Class> {
    match kind {
        Kind::Boolean => Some(Class::Boolean),
        Kind::Integer { .. } | Kind::Number(_) => Some(Class::Number),
        Kind::String | Kind::Enum(_) => Some(Class::Text),
        Kind::Array(_) => Some(Class::Array),
        Kind::Object(_) | Kind::Variants(_) | Kind::Itself | Kind::Map(_) => Some(Class::Object),
        Kind::Unknown | Kind::Union(_) => None,
    }
}

fn members(kind: &Kind) -> &[Kind] {
    match kind {
        Kind::Unknown => &[],
        Kind::Union(kinds) => kinds,
        Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Enum(_)
        | Kind::Array(_)
        | Kind::Object(_)
        | Kind::Variants(_)
        | Kind::Itself
        | Kind::Map(_) => std::slice::from_ref(kind),
    }
}

fn kinds(one: &Kind, other: &Kind) -> Option<Kind> {
    let (one, other) = (members(one), members(other));
    let (all, some) = if one.len() < other.len() { (other, one) } else { (one, other) };
    let mut joined = all.to_vec();
    for member in some {
        let place = joined.iter_mut().find(|known| class(known) == class(member))?;
        *place = kind(place, member)?;
    }
    Some(match joined.len() {
        0 => Kind::Unknown,
        1 => joined.swap_remove(0),
        _ => Kind::Union(joined),
    })
}

/// Two of one class.
fn kind(one: &Kind, other: &Kind) -> Option<Kind> {
    match (one, other) {
        (Kind::Enum(values), Kind::Enum(others)) => {
            let new = others.iter().filter(|other| !values.contains(other));
            Some(Kind::Enum(values.iter().chain(new).cloned().collect()))
        }
        // Open: it holds every text.
        (Kind::Enum(values), Kind::String) | (Kind::String, Kind::Enum(values)) => {
            Some(Kind::Enum(values.clone()))
        }
        (Kind::Array(one), Kind::Array(other)) => schema(one, other).map(|it| Kind::Array(Box::new(it))),
        (Kind::Map(one), Kind::Map(other)) => schema(one, other).map(|it| Kind::Map(Box::new(it))),
        (Kind::Map(values), Kind::Object(object)) | (Kind::Object(object), Kind::Map(values))
            if object.properties.is_empty() =>
        {
            Some(Kind::Map(values.clone()))
        }
        (Kind::Object(one), Kind::Object(other)) if may_be_one(one, other) => {
            object(one, other).map(Kind::Object)
        }
        (Kind::Variants(one), Kind::Variants(other)) => variants(one, other).map(Kind::Variants),
        (one, other) => (one == other).then(|| one.clone()),
    }
}

/// Those of the same marks are one. What one of them does not know by its text the other may; fields that tell apart here
/// may not do so there.
fn variants(one: &Variants, other: &Variants) -> Option<Variants> {
    let mut arms = one.arms.clone();
    for new in &other.arms {
        match arms.iter_mut().find(|arm| arm.marks == new.marks) {
            Some(arm) => arm.object = object(&arm.object, &new.object)?,
            None => arms.push(new.clone()),
        }
    }
    let is_same = arms.len() == one.arms.len() && arms.len() == other.arms.len();
    arms.sort_unstable_by(|one, other| one.marks.cmp(&other.marks));
    let may_be = one.told == other.told && (is_same || one.told != Told::Fields);
    may_be.then(|| Variants { told: one.told.clone(), arms })
}

/// Whether two objects in one field of one thing have enough in common: half of their fields, or all of the smaller.
fn may_be_one(one: &Object, other: &Object) -> bool {
    let common = common(one, other);
    let all = one.properties.len() + other.properties.len() - common;
    common * 2 >= all || common == one.properties.len().min(other.properties.len())
}

/// Whether two objects look like one thing: two thirds of their fields are in both.
pub(crate) fn are_alike(one: &Object, other: &Object) -> bool {
    let common = common(one, other);
    let all = one.properties.len() + other.properties.len() - common;
    common >= 2 && common * 3 >= all * 2
}

fn common(one: &Object, other: &Object) -> usize {
    let (small, large) =
        if one.properties.len() < other.properties.len() { (one, other) } else { (other, one) };
    let names: std::collections::HashSet<&str> =
        small.properties.iter().map(|property| property.name.as_str()).collect();
    large.properties.iter().filter(|property| names.contains(property.name.as_str())).count()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{samples, show};
    use super::*;

    /// The joint shape of two sets of samples, in both orders.
    fn joined(one: &[&str], other: &[&str]) -> String {
        let [one, other] = [one, other].map(|texts| {
            let samples = samples(texts);
            super::super::schema(&samples.iter().collect::<Vec<_>>())
        });
        let shown = |one: &Schema, other: &Schema| schema(one, other).map_or("none".into(), |it| show(&it));
        let result = shown(&one, &other);
        assert_eq!(result.len(), shown(&other, &one).len());
        result
    }

    #[test]
    fn what_one_lacks_the_other_gives() {
        insta::assert_snapshot!(
            joined(&[r#"{"a": 1, "b": null, "c": []}"#], &[r#"{"a": 2, "b": "x", "c": [{"d": 1}], "e": "y"}"#]),
            @"{a: i64, b: string|null, c: [{d: i64}], e?: string}"
        );
        insta::assert_snapshot!(joined(&["[1]", "\"x\""], &["\"y\""]), @"string|[i64]");
        insta::assert_snapshot!(joined(&[r#"["<object>"]"#], &[r#"[{"a": 1}]"#]), @"[{a: i64}|placeholder]");
        insta::assert_snapshot!(joined(&[r#"{"a": {{n}}}"#], &[r#"{"a": 1}"#]), @"{a: i64}");
        let payments = |other: &str| {
            format!(
                r#"[{{"type": "card", "last4": "1"}}, {{"type": "card", "last4": "2"}}, {{"type": "{other}", "{other}Id": 1}}, {{"type": "{other}", "{other}Id": 2}}]"#
            )
        };
        insta::assert_snapshot!(
            joined(&[&payments("bank")], &[&payments("cash")]),
            @"[type(bank {type: string, bankId: i64} / card {type: string, last4: string} / cash {type: string, cashId: i64})]"
        );
        insta::assert_snapshot!(joined(&["{}"], &[r#"{"1": 1, "2": 2, "3": 3}"#]), @"<i64>");
    }

    #[test]
    fn contradictions_stay_apart() {
        for (one, other) in [
            (r#"{"a": 1}"#, r#"{"a": "x"}"#),
            (r#"{"a": 1}"#, r#"{"a": 1.5}"#),
            (r#"{"a": {"b": 1, "c": 1}}"#, r#"{"a": {"d": 1, "e": 1}}"#),
            (r#"{"a": [1]}"#, r#"{"a": {"b": 1}}"#),
            (r#"{"a": 1}"#, r#"{"a": 18446744073709551615}"#),
            (r#"{"a": {{n}}}"#, r#"{"a": "x"}"#),
            ("[{{n}}]", r#"["x"]"#),
            ("[{{n}}]", r#"[{"b": 1}]"#),
            (r#"{"a": {{n}}}"#, r#"{"a": true}"#),
        ] {
            assert_eq!(joined(&[one], &[other]), "none", "{one} {other}");
        }
    }
}
