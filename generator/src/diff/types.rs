//! The types of both sides into what changed for those who read, build or match them.

use std::collections::HashMap;

use super::{Change, Side, Weight, fields, pairs::Pairs, places::Places};
use crate::rust::{Enum, Ident, TypeItem, Union};

/// A type on both sides.
pub(super) struct Both<'c, 'a> {
    pub(super) pairs: &'c Pairs<'a>,
    pub(super) places: &'c (Places, Places),
    pub(super) old: &'c Ident,
    pub(super) new: &'c Ident,
    pub(super) all: &'c mut Vec<Change>,
}

impl Both<'_, '_> {
    /// A change of the type, or of the member of this name; in JSON it may have another one on each side.
    pub(super) fn add(
        &mut self,
        weight: Weight,
        kind: &'static str,
        member: Option<&str>,
        (was, is): (Option<&str>, Option<&str>),
        effect: String,
    ) {
        let at = |places: &Places, ident: &Ident, name: Option<&str>| match name {
            Some(name) => places.of_field(ident, name),
            None => places.of_type(ident),
        };
        let item = member.map_or_else(String::new, |member| format!(".{member}"));
        self.all.push(Change {
            weight,
            kind,
            operation: None,
            item: format!("types::{}{item}", self.new),
            old: at(&self.places.0, self.old, was),
            new: at(&self.places.1, self.new, is),
            effect,
        });
    }
}

/// What changed in types.
pub(super) fn changes(old: Side<'_>, new: Side<'_>, pairs: &Pairs<'_>, all: &mut Vec<Change>) {
    let places = (Places::new(old), Places::new(new));
    let items: HashMap<&Ident, &TypeItem> =
        new.client.types.iter().map(|item| (item.ident(), item)).collect();
    let olds: HashMap<&Ident, &Ident> =
        old.client.types.iter().map(|item| (pairs.name(item.ident()), item.ident())).collect();
    for item in &old.client.types {
        let ident = item.ident();
        let name = pairs.name(ident);
        let mut both = Both { pairs, places: &places, old: ident, new: name, all };
        let kept = pairs.kept.get(ident);
        if let Some(other) = items.get(name) {
            if name != ident {
                renamed(&mut both, kept);
            }
            compare(&mut both, item, other);
        } else if let Some((kept, other)) = kept.and_then(|kept| Some((kept, items.get(kept)?))) {
            let effect = format!("`types::{ident}` is deprecated: write `types::{kept}`");
            both.add(Weight::Minor, "type-removed", None, (None, None), effect);
            // The old name means this one now, whatever it looks like.
            both.new = kept;
            compare(&mut both, item, other);
        } else {
            let effect = format!("`types::{ident}` is gone");
            both.add(Weight::Major, "type-removed", None, (None, None), effect);
        }
    }
    for alias in &old.client.aliases {
        let is_there = items.contains_key(&alias.ident) || pairs.kept.contains_key(&alias.ident);
        if !is_there {
            let (ident, target) = (&alias.ident, pairs.name(&alias.target));
            let mut both = Both { pairs, places: &places, old: &alias.target, new: target, all };
            let effect = format!("the old name `types::{ident}` is gone: write `types::{target}`");
            both.add(Weight::Major, "alias-removed", None, (None, None), effect);
        }
    }
    for item in new.client.types.iter().filter(|item| !olds.contains_key(item.ident())) {
        let ident = item.ident();
        let mut both = Both { pairs, places: &places, old: ident, new: ident, all };
        both.add(Weight::Minor, "type-added", None, (None, None), format!("`types::{ident}` is new"));
        if let Some(change) = all.last_mut() {
            change.old = None;
        }
    }
}

fn renamed(both: &mut Both<'_, '_>, kept: Option<&Ident>) {
    let (weight, remedy) = match kept {
        Some(kept) if kept == both.new => (Weight::Minor, "the old name is deprecated".to_owned()),
        Some(kept) => (Weight::Major, format!("the old name stands for `types::{kept}` now")),
        None => (Weight::Major, "the old name is gone".to_owned()),
    };
    let effect = format!("write `types::{}` instead of `types::{}`: {remedy}", both.new, both.old);
    both.add(weight, "type-renamed", None, (None, None), effect);
}

fn compare(both: &mut Both<'_, '_>, old: &TypeItem, new: &TypeItem) {
    match (old, new) {
        (TypeItem::Struct(old), TypeItem::Struct(new)) => fields::compare(both, old, new),
        (TypeItem::Union(old), TypeItem::Union(new)) => unions(both, old, new),
        (TypeItem::Enum(old), TypeItem::Enum(new)) => enums(both, old, new),
        (old, new) => {
            let effect = format!("`types::{}` is {}, it was {}", both.new, what(new), what(old));
            both.add(Weight::Major, "type-changed", None, (None, None), effect);
        }
    }
}

fn what(item: &TypeItem) -> &'static str {
    match item {
        TypeItem::Struct(_) => "a struct",
        TypeItem::Union(_) => "an enum of several kinds of JSON",
        TypeItem::Enum(_) => "an enum of texts",
    }
}

/// Nobody may match all variants: new ones break nobody.
fn unions(both: &mut Both<'_, '_>, old: &Union, new: &Union) {
    for variant in &old.variants {
        let name = variant.ident.as_str();
        match new.variants.iter().find(|other| other.ident == variant.ident) {
            None => {
                let effect = format!("`{}::{name}` is gone: remove its arm", new.ident);
                both.add(Weight::Major, "variant-removed", Some(name), (None, None), effect);
            }
            Some(other) if !both.pairs.is_same(&variant.ty, &other.ty) => {
                let effect = format!("`{}::{name}` holds another type", new.ident);
                both.add(Weight::Major, "variant-changed", Some(name), (None, None), effect);
            }
            Some(_) => {}
        }
    }
    for variant in new.variants.iter().filter(|new| !old.variants.iter().any(|it| it.ident == new.ident)) {
        let (name, effect) = (variant.ident.as_str(), format!("`{}::{}` is new", new.ident, variant.ident));
        both.add(Weight::Minor, "variant-added", Some(name), (None, None), effect);
    }
    fields::default(both, old.derives_default, new.derives_default);
}

fn enums(both: &mut Both<'_, '_>, old: &Enum, new: &Enum) {
    for variant in &old.variants {
        let name = variant.ident.as_str();
        match new.variants.iter().find(|other| other.ident == variant.ident) {
            None => {
                let renamed = new.variants.iter().find(|other| other.text == variant.text);
                let effect = match renamed {
                    Some(other) => {
                        format!("write `{0}::{1}` instead of `{0}::{name}`", new.ident, other.ident)
                    }
                    None => format!("`{}::{name}` is gone: such a text is `Other`", new.ident),
                };
                both.add(Weight::Major, "variant-removed", Some(name), (None, None), effect);
            }
            Some(other) if other.text != variant.text => {
                let effect = format!(
                    "`{}::{name}` stands for `{}`, it stood for `{}`",
                    new.ident, other.text, variant.text
                );
                both.add(Weight::Major, "variant-changed", Some(name), (None, None), effect);
            }
            Some(_) => {}
        }
    }
    let is_new = |one: &&crate::rust::EnumVariant| !old.variants.iter().any(|other| other.ident == one.ident);
    for variant in new.variants.iter().filter(is_new) {
        let effect = format!("`{}::{}` is new: the text was `Other` before", new.ident, variant.ident);
        both.add(Weight::Minor, "variant-added", Some(variant.ident.as_str()), (None, None), effect);
    }
    fields::default(both, old.derives_default, new.derives_default);
}
