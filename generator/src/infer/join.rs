//! From the shapes of two places to the one that describes the samples of both, if they do not contradict each other.
//!
//! Nothing is invented: a union is only what one of the two already is, and a number that one spells as an integer and
//! the other with a fraction stays two things, for what each of them writes back differs.

use super::by_name::ByName;
use super::variants::MOST_TAGS;
use crate::api::{Arm, Kind, Notes, Object, Property, Schema, Told, Variants};

/// Whether one object can be both.
pub(crate) fn fits(one: &Object, other: &Object) -> bool {
    let mut known = ByName::of(one);
    let property = |other: &Property| {
        known.find(&other.name).is_none_or(|(_, one)| schemas_fit(&one.schema, &other.schema))
    };
    other.properties.iter().all(property)
}

/// Makes the object one that is both; they have to [fit](fits). Its own fields come first, and evidence is its own.
pub(crate) fn join(object: &mut Object, other: &Object) {
    let mut others = ByName::of(other);
    let mut are_new = vec![true; other.properties.len()];
    for property in &mut object.properties {
        match others.find(&property.name) {
            None => property.required = false,
            Some((place, other)) => {
                are_new.get_mut(place).into_iter().for_each(|is_new| *is_new = false);
                join_schemas(&mut property.schema, &other.schema);
                property.required &= other.required;
                if property.notes == Notes::default() {
                    property.notes = other.notes.clone();
                }
            }
        }
    }
    let new =
        other.properties.iter().zip(are_new).filter_map(|(property, is_new)| is_new.then_some(property));
    object.properties.extend(new.map(|property| Property { required: false, ..property.clone() }));
}

fn schemas_fit(one: &Schema, other: &Schema) -> bool {
    if !may_settle(one, other) || !may_settle(other, one) {
        return false;
    }
    let (one, other) = (members(&one.kind), members(&other.kind));
    let (all, some) = if one.len() < other.len() { (other, one) } else { (one, other) };
    let has_place = |member: &Kind| {
        let place = all.iter().find(|known| class(known) == class(member));
        place.is_some_and(|place| kinds_fit(place, member))
    };
    some.iter().all(has_place)
}

/// Whether the one may say what a variable of the other is. Nothing in that operation does; a number, mostly, and what this
/// one sends must not keep it from being sent.
fn may_settle(one: &Schema, other: &Schema) -> bool {
    let has_number = || members(&one.kind).iter().any(|kind| class(kind) == Some(Class::Number));
    !other.variable || one.kind == Kind::Unknown || has_number()
}

fn join_schemas(schema: &mut Schema, other: &Schema) {
    schema.nullable |= other.nullable;
    schema.placeholder |= other.placeholder;
    schema.variable =
        (schema.variable || other.variable) && schema.kind == Kind::Unknown && other.kind == Kind::Unknown;
    if members(&schema.kind).len() < members(&other.kind).len() {
        let own = std::mem::replace(&mut schema.kind, other.kind.clone());
        join_members(&mut schema.kind, &own);
    } else {
        join_members(&mut schema.kind, &other.kind);
    }
}

/// Each of the members has a place among those of the kind.
fn join_members(kind: &mut Kind, other: &Kind) {
    let all = if let Kind::Union(kinds) = kind { kinds.as_mut_slice() } else { std::slice::from_mut(kind) };
    for member in members(other) {
        if let Some(place) = all.iter_mut().find(|known| class(known) == class(member)) {
            join_kinds(place, member);
        }
    }
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

/// Of two of one class.
fn kinds_fit(one: &Kind, other: &Kind) -> bool {
    match (one, other) {
        // An enum is open: it holds every text.
        (Kind::Enum(_), Kind::Enum(_) | Kind::String) | (Kind::String, Kind::Enum(_)) => true,
        (Kind::Array(one), Kind::Array(other)) | (Kind::Map(one), Kind::Map(other)) => {
            schemas_fit(one, other)
        }
        (Kind::Map(_), Kind::Object(object)) | (Kind::Object(object), Kind::Map(_)) => {
            object.properties.is_empty()
        }
        (Kind::Object(one), Kind::Object(other)) => may_be_one(one, other) && fits(one, other),
        (Kind::Variants(one), Kind::Variants(other)) => variants_fit(one, other),
        (one, other) => one == other,
    }
}

/// Of two of one class that fit.
fn join_kinds(kind: &mut Kind, other: &Kind) {
    match (&mut *kind, other) {
        (Kind::Enum(values), Kind::Enum(others)) => {
            for other in others {
                if !values.contains(other) {
                    values.push(other.clone());
                }
            }
        }
        (Kind::Array(one), Kind::Array(other)) | (Kind::Map(one), Kind::Map(other)) => {
            join_schemas(one, other);
        }
        (Kind::Object(one), Kind::Object(other)) => join(one, other),
        (Kind::Variants(one), Kind::Variants(other)) => join_variants(one, other),
        (Kind::String, Kind::Enum(_)) | (Kind::Object(_), Kind::Map(_)) => *kind = other.clone(),
        // The others are equal, or more general than what is joined to them.
        _ => {}
    }
}

/// Those of the same marks are one, and there must be such. What one of them does not know by its text the other may; fields
/// that tell apart here may not do so there.
fn variants_fit(one: &Variants, other: &Variants) -> bool {
    let twin = |arm: &Arm| one.arms.iter().find(|known| known.marks == arm.marks);
    let common = other.arms.iter().filter(|arm| twin(arm).is_some()).count();
    let all = one.arms.len() + other.arms.len() - common;
    let may_be = if one.told == Told::Fields { common == all } else { common > 0 && all <= MOST_TAGS };
    one.told == other.told
        && may_be
        && other.arms.iter().all(|arm| twin(arm).is_none_or(|known| fits(&known.object, &arm.object)))
}

fn join_variants(variants: &mut Variants, other: &Variants) {
    for new in &other.arms {
        match variants.arms.iter_mut().find(|arm| arm.marks == new.marks) {
            Some(arm) => join(&mut arm.object, &new.object),
            None => variants.arms.push(new.clone()),
        }
    }
    variants.arms.sort_unstable_by(|one, other| one.marks.cmp(&other.marks));
}

/// Whether two objects in one field of one thing have enough in common: half of their fields, or all of the smaller.
fn may_be_one(one: &Object, other: &Object) -> bool {
    let common = common(one, other);
    let all = one.properties.len() + other.properties.len() - common;
    common * 2 >= all || common == one.properties.len().min(other.properties.len())
}

fn common(one: &Object, other: &Object) -> usize {
    let (small, large) =
        if one.properties.len() < other.properties.len() { (one, other) } else { (other, one) };
    let mut known = ByName::of(small);
    large.properties.iter().filter(|property| known.find(&property.name).is_some()).count()
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
        let shown = |one: &Schema, other: &Schema| {
            let mut joint = one.clone();
            if !schemas_fit(one, other) {
                return "none".to_owned();
            }
            join_schemas(&mut joint, other);
            show(&joint)
        };
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
        let payments = |other: &str| {
            format!(
                r#"[{{"type": "card", "last4": "1"}}, {{"type": "card", "last4": "2"}}, {{"type": "{other}", "{other}Id": 1}}, {{"type": "{other}", "{other}Id": 2}}]"#
            )
        };
        insta::assert_snapshot!(
            joined(&[&payments("bank")], &[&payments("cash")]),
            @"[type(bank {type: string, bankId: i64} / card {type: string, last4: string} / cash {type: string, cashId: i64})]"
        );
        insta::assert_snapshot!(joined(&[r#"{"a": {{n}}}"#], &[r#"{"a": 1}"#]), @"{a: i64}");
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
        let kinds = |one: &str, other: &str| {
            let object = |kind: &str, n: i64| format!("{{\"type\": \"{kind}\", \"{kind}Id\": {n}}}");
            [object(one, 1), object(one, 2), object(other, 1), object(other, 2)].join(",")
        };
        let lists = [kinds("card", "bank"), kinds("cat", "dog")].map(|inner| format!("[{inner}]"));
        assert_eq!(joined(&[&lists[0]], &[&lists[1]]), "none", "nothing in common");
    }
}
