//! Types that nothing names any more, because a field that did has another type now.

use std::collections::{HashMap, HashSet};

use super::named;
use crate::rust::{Ident, Module, Type, TypeItem};

/// The types that methods name, and all that these name.
pub(super) fn used(root: &Module, items: &[TypeItem]) -> HashSet<Ident> {
    let places: HashMap<&Ident, &TypeItem> = items.iter().map(|item| (item.ident(), item)).collect();
    let mut waiting = Vec::new();
    of_module(root, &mut waiting);
    let mut used = HashSet::new();
    while let Some(ident) = waiting.pop() {
        let Some(item) = places.get(&ident) else { continue };
        if used.insert(ident) {
            match item {
                TypeItem::Struct(item) => {
                    waiting.extend(item.fields.iter().filter_map(|it| named(&it.ty)).cloned());
                }
                TypeItem::Union(item) => {
                    waiting.extend(item.variants.iter().filter_map(|it| named(&it.ty)).cloned());
                }
                TypeItem::Enum(_) => {}
            }
        }
    }
    used
}

/// As deep as the collection, which no reader lets grow beyond a limit.
fn of_module(module: &Module, found: &mut Vec<Ident>) {
    for method in &module.methods {
        let types: Vec<&Type> = method.body_type.iter().chain(&method.response_types).collect();
        found.extend(types.into_iter().filter_map(named).cloned());
    }
    module.modules.iter().for_each(|module| of_module(module, found));
}

/// Takes out what was used before and is no longer; what says where it was found links to it no more.
pub(super) fn unused(root: &Module, items: &mut Vec<TypeItem>, before: &HashSet<Ident>) {
    let now = used(root, items);
    let gone: HashSet<&Ident> = before.difference(&now).collect();
    if gone.is_empty() {
        return;
    }
    items.retain(|item| !gone.contains(item.ident()));
    for line in items.iter_mut().flat_map(|item| &mut item.docs_mut().0) {
        if let Some(name) = super::rename::linked(line).filter(|name| gone.contains(&Ident::new(name))) {
            *line = line.replace(&format!("[`{name}`]"), &format!("`{name}`"));
        }
    }
}
