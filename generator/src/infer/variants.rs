//! From the objects of one place to the several things that they are: payments by card and by bank, events of each type.
//!
//! To take two things for one costs the caller some `Option`s; to take one for two costs a `match` at every use. So the
//! evidence must be strong. Each thing shows in two different samples or more, and
//!
//! - a text that every object has under one name says which it is: what has one text always has fields, values of another
//!   kind, or objects with fields that nothing with another text has, and this is at least half of all there is; or
//! - the objects fall into groups with next to no field in common, and each group has two fields or more that all of its
//!   objects have.

use std::collections::{BTreeMap, BTreeSet};

use super::keys;
use super::value::{Field, Fields, Value};
use crate::api::{Arm, Told, Variants};
use crate::hash::{HashMap, HashSet};

/// More things are none: the text is data.
pub(super) const MOST_TAGS: usize = 24;
/// So many groups, made of so many different sets of names, are looked at.
const MOST_GROUPS: usize = 8;
const MOST_SETS: usize = 64;
/// Within so many fields a name is looked for at about its place.
const NEAR: usize = 8;
/// So many fields are tried as a tag.
const MOST_CANDIDATES: usize = 8;
/// Longer texts are no names of things.
const LONGEST: usize = 48;

/// How names of fields end that say what a thing is. Others need more evidence.
const TELLING: &[&str] =
    &["action", "class", "event", "kind", "mode", "object", "topic", "type", "typename", "variant"];

/// Objects that are several things.
pub(super) struct Split<'a> {
    pub(super) told: Told,
    pub(super) arms: Vec<Group<'a>>,
}

/// What is one thing.
pub(super) struct Group<'a> {
    pub(super) marks: Vec<String>,
    pub(super) objects: Vec<&'a Fields<'a>>,
}

/// Which of several things an object is; nothing if it is none of them, or could be two.
pub(crate) fn arm<'a>(variants: &'a Variants, object: &Fields<'_>) -> Option<&'a Arm> {
    let value = |name: &str| object.iter().find(|(own, _)| own == name).map(|(_, value)| value);
    let is_of = |arm: &&Arm| match &variants.told {
        Told::Tag(tag) => {
            matches!(value(tag), Some(Value::Text(text)) if arm.marks.iter().any(|mark| mark == text))
        }
        Told::Fields => arm.marks.iter().all(|mark| value(mark).is_some()),
    };
    let mut fitting = variants.arms.iter().filter(is_of);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// The several things that objects are; nothing if they may be one.
pub(super) fn split<'a>(samples: &[&'a Fields<'a>]) -> Option<Split<'a>> {
    if samples.len() < 4 || have_one_outline(samples) {
        return None;
    }
    by_tag(samples).or_else(|| by_fields(samples))
}

/// Whether all objects have the same features, in the same order: most lists are like that, and cheap to look at.
fn have_one_outline(samples: &[&Fields<'_>]) -> bool {
    let is_same = |((one, value), (other, like)): (&Field<'_>, &Field<'_>)| {
        one == other && kind(value) == kind(like) && inner_names(value).eq(inner_names(like))
    };
    samples.windows(2).all(|pair| {
        matches!(pair, [one, other] if one.len() == other.len() && one.iter().zip(*other).all(is_same))
    })
}

/// Whether there are at least two different objects.
fn is_seen_twice(objects: &[&Fields<'_>]) -> bool {
    objects.split_first().is_some_and(|(first, others)| others.iter().any(|other| other != first))
}

fn by_tag<'a>(samples: &[&'a Fields<'a>]) -> Option<Split<'a>> {
    let best = candidates(samples).into_iter().find_map(|tag| {
        let groups = group(samples, tag)?;
        let least = if is_telling(tag) { 1 } else { 2 };
        (are_apart(groups.values(), tag, least) && groups.values().all(|it| is_seen_twice(it)))
            .then_some((tag, groups))
    });
    let (tag, groups) = best?;
    let arm = |(text, objects): (&str, Vec<&'a Fields<'a>>)| Group { marks: vec![text.to_owned()], objects };
    Some(Split { told: Told::Tag(tag.to_owned()), arms: groups.into_iter().map(arm).collect() })
}

/// The names under which every object has a text, those first that say what a thing is.
fn candidates<'a>(samples: &[&'a Fields<'a>]) -> Vec<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for (name, _) in samples.iter().copied().flatten().filter(|(_, value)| word(value).is_some()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut found: Vec<&str> =
        counts.into_iter().filter(|(_, count)| *count == samples.len()).map(|(name, _)| name).collect();
    found.sort_unstable_by_key(|name| (!is_telling(name), *name));
    found.truncate(MOST_CANDIDATES);
    found
}

/// Whether the name of a field says that its text is what the thing is.
fn is_telling(name: &str) -> bool {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    TELLING.iter().any(|end| plain.ends_with(end))
}

/// A text that may be the name of a thing: `card`, `user.created`, `SEPA debit`.
fn word<'a>(value: &'a Value<'_>) -> Option<&'a str> {
    let Value::Text(text) = value else { return None };
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/' | '#' | ' ');
    let is_word = text.len() <= LONGEST
        && text.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '#' | '_'))
        && text.chars().all(is_part);
    is_word.then_some(text)
}

/// The objects by their text; nothing if there are too many texts, or one stands in one object only.
fn group<'a>(samples: &[&'a Fields<'a>], tag: &str) -> Option<BTreeMap<&'a str, Vec<&'a Fields<'a>>>> {
    let mut groups: BTreeMap<&str, Vec<&Fields<'_>>> = BTreeMap::new();
    for sample in samples {
        let (_, value) = sample.iter().find(|(name, _)| name == tag)?;
        groups.entry(word(value)?).or_default().push(sample);
        if groups.len() > MOST_TAGS {
            return None;
        }
    }
    (groups.len() > 1 && groups.values().all(|objects| objects.len() > 1)).then_some(groups)
}

/// What can be seen of an object without looking deep.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Feature<'a> {
    Field(&'a str),
    /// A field and the kind of JSON in it.
    Kind(&'a str, u8),
    /// A field of the object in a field.
    Inner(&'a str, &'a str),
}

impl<'a> Feature<'a> {
    fn field(self) -> &'a str {
        match self {
            Self::Field(name) | Self::Kind(name, _) | Self::Inner(name, _) => name,
        }
    }
}

/// Calls a function for every feature of an object.
fn features<'a>(object: &'a Fields<'a>, tag: &str, visitor: &mut dyn FnMut(Feature<'a>)) {
    for (name, value) in object.iter().filter(|(name, _)| name != tag) {
        visitor(Feature::Field(name));
        if let Value::Object(fields) = value {
            for (inner, _) in fields {
                visitor(Feature::Inner(name, inner));
            }
        }
        if let Some(kind) = kind(value) {
            visitor(Feature::Kind(name, kind));
        }
    }
}

/// The names in the object that a value is.
fn inner_names<'a>(value: &'a Value<'_>) -> impl Iterator<Item = &'a str> {
    let fields = if let Value::Object(fields) = value { fields.as_slice() } else { &[] };
    fields.iter().map(|(name, _)| name.as_ref())
}

/// The kind of JSON; none of what may be any.
fn kind(value: &Value<'_>) -> Option<u8> {
    match value {
        Value::Null | Value::Variable(_) => None,
        Value::Boolean(_) => Some(0),
        Value::Number(_) => Some(1),
        Value::Text(_) => Some(2),
        Value::Array(_) => Some(3),
        Value::Object(_) => Some(4),
    }
}

/// Whether each group has so many fields of its own, and what they have in common is no more than half of all.
fn are_apart<'a, 'b: 'a>(
    groups: impl Iterator<Item = &'a Vec<&'b Fields<'b>>>,
    tag: &str,
    least: usize,
) -> bool {
    let mut total: HashMap<Feature<'_>, usize> = HashMap::default();
    let mut all: Vec<(usize, HashMap<Feature<'_>, usize>)> = Vec::new();
    for objects in groups {
        let mut own: HashMap<Feature<'_>, usize> = HashMap::default();
        for object in objects {
            features(object, tag, &mut |feature| {
                *own.entry(feature).or_default() += 1;
                *total.entry(feature).or_default() += 1;
            });
        }
        all.push((objects.len(), own));
    }
    let mut marked: HashSet<&str> = HashSet::default();
    for (size, own) in &all {
        let is_mark = |(feature, count): &(&Feature<'_>, &usize)| {
            *count == size && total.get(*feature).is_some_and(|all| all == size)
        };
        let marks: HashSet<&str> = own.iter().filter(is_mark).map(|(feature, _)| feature.field()).collect();
        if marks.len() < least {
            return false;
        }
        marked.extend(marks);
    }
    // An object in a field counts by its fields: there is where events of several types differ.
    let whole: HashSet<&str> =
        total.keys().filter(|it| matches!(it, Feature::Inner(..))).map(|it| it.field()).collect();
    let leaves = total.keys().filter(|feature| match feature {
        Feature::Field(name) => !whole.contains(name),
        Feature::Inner(..) => true,
        Feature::Kind(..) => false,
    });
    let (mut shared, mut count) = (0, 0);
    for leaf in leaves {
        count += 1;
        let in_all = all.iter().all(|(_, own)| own.contains_key(leaf));
        shared += usize::from(in_all && !(matches!(leaf, Feature::Field(name) if marked.contains(name))));
    }
    shared * 2 <= count
}

fn by_fields<'a>(samples: &[&'a Fields<'a>]) -> Option<Split<'a>> {
    if are_all_near(samples) {
        return None;
    }
    let mut sets: BTreeMap<BTreeSet<&str>, Vec<&'a Fields<'a>>> = BTreeMap::new();
    for sample in samples {
        let names: BTreeSet<&str> = sample.iter().map(|(name, _)| name.as_ref()).collect();
        sets.entry(names).or_default().push(sample);
        if sets.len() > MOST_SETS {
            return None;
        }
    }
    let mut groups: Vec<(BTreeSet<&str>, Vec<&'a Fields<'a>>)> = Vec::new();
    for (names, objects) in sets {
        let (near, far): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(known, _)| are_near(known, &names));
        let one = near.into_iter().fold((names, objects), |mut one, (names, objects)| {
            one.0.extend(names);
            one.1.extend(objects);
            one
        });
        groups = far;
        groups.push(one);
    }
    if !(2..=MOST_GROUPS).contains(&groups.len()) {
        return None;
    }
    let mut arms = groups.iter().map(|(_, objects)| marked(objects, &groups)).collect::<Option<Vec<_>>>()?;
    arms.sort_unstable_by(|one, other| one.marks.cmp(&other.marks));
    Some(Split { told: Told::Fields, arms })
}

/// Whether all objects surely are one group: more than a fifth of the names are those of the first, at about the same place. So
/// most lists are, and to look at their names as sets takes time.
fn are_all_near(samples: &[&Fields<'_>]) -> bool {
    let Some((first, others)) = samples.split_first() else { return true };
    let is_near = |other: &&Fields<'_>| {
        let mut rest = *first;
        let mut common = 0;
        for (name, _) in *other {
            if let Some(place) = rest.iter().take(NEAR).position(|(known, _)| known == name) {
                rest = rest.get(place + 1..).unwrap_or_default();
                common += 1;
            }
        }
        common * 5 > first.len().max(other.len())
    };
    others.iter().all(is_near)
}

/// Whether objects with these names may be one thing: more than a fifth of the smaller set is in both.
fn are_near(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> bool {
    let least = one.len().min(other.len());
    one.intersection(other).count() * 5 > least || least == 0
}

/// A group with the names that tell it from the others; nothing if they do not.
fn marked<'a>(
    objects: &[&'a Fields<'a>],
    groups: &[(BTreeSet<&str>, Vec<&'a Fields<'a>>)],
) -> Option<Group<'a>> {
    let has = |object: &Fields<'_>, name: &str| object.iter().any(|(own, _)| own == name);
    let first = objects.first()?;
    let is_mark = |name: &&str| {
        let elsewhere = groups.iter().filter(|(names, _)| names.contains(name)).count();
        elsewhere == 1 && objects.iter().all(|object| has(object, name))
    };
    let mut marks: Vec<String> =
        first.iter().map(|(name, _)| name.as_ref()).filter(is_mark).map(str::to_owned).collect();
    marks.sort_unstable();
    let is_data = first.iter().all(|(name, _)| keys::is_data(name));
    (marks.len() >= 2 && !is_data && is_seen_twice(objects))
        .then(|| Group { marks, objects: objects.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::super::tests::shape;

    #[test]
    fn a_text_tells_things_apart() {
        insta::assert_snapshot!(
            shape(&[
                r#"[{"type": "card", "last4": "1"}, {"type": "bank", "iban": "x", "bic": "y"}]"#,
                r#"[{"bic": "z", "type": "bank", "iban": "x"}, {"type": "card", "last4": "2", "brand": "v"}]"#,
            ]),
            @"[type(bank {bic: string, type: string, iban: string} / card {type: string, last4: string, brand?: string})]"
        );
    }

    #[test]
    fn what_differs_may_stand_one_level_below() {
        let event =
            |id: u8, kind: &str, data: &str| format!(r#"{{"id": {id}, "event": "{kind}", "data": {data}}}"#);
        let texts = [
            event(1, "user.created", r#"{"name": "a", "age": 1}"#),
            event(2, "user.created", r#"{"name": "b", "age": 2}"#),
            event(3, "order.paid", r#"{"sum": 1.5, "currency": "EUR"}"#),
            event(4, "order.paid", r#"{"sum": 2.5, "currency": "EUR"}"#),
        ];
        insta::assert_snapshot!(
            shape(&texts.each_ref().map(String::as_str)),
            @"event(order.paid {id: i64, event: string, data: {sum: float, currency: string}} / user.created {id: i64, event: string, data: {name: string, age: i64}})"
        );
    }

    #[test]
    fn objects_without_a_common_field_are_several_things() {
        insta::assert_snapshot!(
            shape(&[
                r#"[{"name": "a", "born": 1}, {"vat": "x", "seat": "y", "name2": 1}]"#,
                r#"[{"vat": "z", "seat": "y"}, {"name": "b", "born": 2, "died": 3}]"#,
            ]),
            @"[(born,name {name: string, born: i64, died?: i64} / seat,vat {vat: string, seat: string, name2?: i64})]"
        );
    }

    #[test]
    fn less_evidence_makes_one_thing() {
        let all = |texts: &[&str]| shape(&[&format!("[{}]", texts.join(","))]);
        // One sample of a thing, or the same one twice.
        for card in ["", r#",{"type": "card", "last4": "1"}"#] {
            let texts = format!(
                r#"{{"type": "card", "last4": "1"}}{card},{{"type": "bank", "iban": "x"}},{{"type": "bank", "iban": "y"}}"#
            );
            let shown = all(&[&texts]);
            assert!(shown.starts_with("[{type: string, "), "{shown}");
        }
        // A role is no kind of user, though one phone less would do.
        let user = |role: &str, more: &str| {
            format!(r#"{{"id": 1, "name": "a", "mail": "b", "role": "{role}"{more}}}"#)
        };
        let users = [
            user("admin", r#", "phone": "1""#),
            user("admin", r#", "phone": "2""#),
            user("user", r#", "seat": 1"#),
            user("user", r#", "seat": 2"#),
        ];
        insta::assert_snapshot!(
            all(&users.each_ref().map(String::as_str)),
            @"[{id: i64, name: string, mail: string, role: string, seat?: i64, phone?: string}]"
        );
        // One side has no field of its own.
        insta::assert_snapshot!(
            all(&[r#"{"type": "a", "x": 1}"#, r#"{"type": "a", "x": 2}"#, r#"{"type": "b"}"#, r#"{"type": "b", "y": 1}"#]),
            @"[{type: string, y?: i64, x?: i64}]"
        );
        // A field in common, and an object without any.
        insta::assert_snapshot!(
            all(&[r#"{"id": 1, "a": 1, "b": 1}"#, r#"{"id": 2, "a": 1, "b": 1}"#, r#"{"id": 1, "c": 1, "d": 1}"#, r#"{"id": 2, "c": 1, "d": 1}"#]),
            @"[{id: i64, c?: i64, d?: i64, a?: i64, b?: i64}]"
        );
        insta::assert_snapshot!(
            all(&[r#"{"a": 1, "b": 1}"#, r#"{"a": 2, "b": 1}"#, r#"{"c": 1, "d": 1}"#, r#"{"c": 2, "d": 1}"#, "{}"]),
            @"[{a?: i64, b?: i64, c?: i64, d?: i64}]"
        );
    }
}
