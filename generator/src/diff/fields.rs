//! The fields of a struct on both sides into what changed for those who read or build it.

use super::{Weight, signature, types::Both};
use crate::{
    evidence::json_name,
    rust::{Field, Struct},
};

/// What changed in a struct.
pub(super) fn compare(both: &mut Both<'_, '_>, old: &Struct, new: &Struct) {
    for field in &old.fields {
        let name = json_name(field);
        if let Some(other) = new.fields.iter().find(|other| json_name(other) == name) {
            self::field(both, field, other);
            continue;
        }
        let effect = format!("`{}` is gone: remove what reads or sets it", field.ident);
        both.add(Weight::Major, "field-removed", Some(field.ident.as_str()), (Some(name), None), effect);
    }
    for field in &new.fields {
        let name = json_name(field);
        if !old.fields.iter().any(|other| json_name(other) == name) {
            let effect = format!("`{}` is new: `{}`", field.ident, signature::field(field));
            both.add(Weight::Minor, "field-added", Some(field.ident.as_str()), (None, Some(name)), effect);
        }
    }
    constructor(both, old, new);
    default(both, old.derives_default, new.derives_default);
}

fn field(both: &mut Both<'_, '_>, old: &Field, new: &Field) {
    let (member, name) = (new.ident.as_str(), json_name(new));
    let names = (Some(name), Some(name));
    if old.ident != new.ident {
        let effect = format!("write `{}` instead of `{}`", new.ident, old.ident);
        both.add(Weight::Major, "field-renamed", Some(member), names, effect);
    }
    if !signature::is_same_field(both.pairs, old, new) {
        let (was, is) = (signature::field(old), signature::field(new));
        both.add(
            Weight::Major,
            "field-changed",
            Some(member),
            names,
            format!("it is `{is}`, it was `{was}`"),
        );
    } else if old.kind != new.kind || old.encoding != new.encoding {
        let effect = "it is written otherwise in JSON: nothing to do for callers".to_owned();
        both.add(Weight::Patch, "field-encoding", Some(member), names, effect);
    }
    let kept = new.setter.iter().flat_map(|setter| setter.aliases.iter().chain([&setter.ident]));
    let kept: Vec<_> = kept.collect();
    for alias in old.setter.iter().flat_map(|setter| &setter.aliases).filter(|alias| !kept.contains(alias)) {
        let effect = format!("the old name `.{alias}(…)` is gone");
        both.add(Weight::Major, "alias-removed", Some(member), names, effect);
    }
    match (&old.setter, &new.setter) {
        (Some(old), Some(new)) if old.ident != new.ident && !new.aliases.contains(&old.ident) => {
            let effect = format!("write `.{}(…)` instead of `.{}(…)`", new.ident, old.ident);
            both.add(Weight::Major, "setter-renamed", Some(member), names, effect);
        }
        (Some(old), None) => {
            let effect = format!("`.{}(…)` is gone: set the field", old.ident);
            both.add(Weight::Major, "setter-removed", Some(member), names, effect);
        }
        (None, Some(new)) => {
            let effect = format!("`.{}(…)` is new", new.ident);
            both.add(Weight::Minor, "setter-added", Some(member), names, effect);
        }
        _ => {}
    }
}

/// `new`, which takes required fields in order.
fn constructor(both: &mut Both<'_, '_>, old: &Struct, new: &Struct) {
    let taken = |of: &Struct| -> Option<Vec<Field>> {
        let indices = of.constructor.as_ref()?;
        Some(indices.iter().filter_map(|index| of.fields.get(*index).cloned()).collect())
    };
    let list = |fields: &[Field]| {
        let one = |field: &Field| format!("{}: {}", field.ident, signature::field(field));
        fields.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let (was, is) = match (taken(old), taken(new)) {
        (Some(was), Some(is)) => (was, is),
        (Some(_), None) => {
            let effect = format!("`{0}::new` is gone: begin with `{0}::default()`", new.ident);
            return both.add(Weight::Major, "constructor-removed", Some("new"), (None, None), effect);
        }
        (None, Some(_)) => {
            let effect = format!("`{}::new` is new", new.ident);
            return both.add(Weight::Minor, "constructor-added", Some("new"), (None, None), effect);
        }
        (None, None) => return,
    };
    let is_same = |(old, new): (&Field, &Field)| {
        json_name(old) == json_name(new) && signature::is_same_field(both.pairs, old, new)
    };
    if was.len() != is.len() || !was.iter().zip(&is).all(is_same) {
        let effect = format!("`{}::new` takes ({}), it took ({})", new.ident, list(&is), list(&was));
        both.add(Weight::Major, "constructor-changed", Some("new"), (None, None), effect);
    }
}

/// Whether there is a value of nothing.
pub(super) fn default(both: &mut Both<'_, '_>, old: bool, new: bool) {
    match (old, new) {
        (true, false) => {
            let effect = format!("`{}` has no default any more", both.new);
            both.add(Weight::Major, "default-removed", None, (None, None), effect);
        }
        (false, true) => {
            let effect = format!("`{}` has a default now", both.new);
            both.add(Weight::Minor, "default-added", None, (None, None), effect);
        }
        _ => {}
    }
}
