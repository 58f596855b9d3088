//! The modules of folders on both sides into what changed for those who name them.

use std::collections::HashMap;

use super::{Change, Weight};
use crate::rust::{Client, Module};

/// Modules by their paths, in the order of the collection.
type Modules<'a> = Vec<(String, &'a Module)>;

/// What changed in folders.
pub(super) fn changes(old: &Client, new: &Client, all: &mut Vec<Change>) {
    let [old, new] = [old, new].map(|client| {
        let mut modules = Vec::new();
        collect(&client.root, "", &mut modules);
        modules
    });
    let (olds, news) = (index(&old), index(&new));
    for (path, module) in &old {
        let (kind, effect) = match news.get(path.as_str()) {
            None => {
                ("folder-removed", format!("the module `{path}` is gone, and the method that leads to it"))
            }
            Some(other) if other.handle != module.handle => {
                ("folder-changed", format!("its struct is `{}`, it was `{}`", other.handle, module.handle))
            }
            Some(_) => continue,
        };
        all.push(change(Weight::Major, kind, path, effect));
    }
    for (path, _) in new.iter().filter(|(path, _)| !olds.contains_key(path.as_str())) {
        all.push(change(Weight::Minor, "folder-added", path, format!("the module `{path}` is new")));
    }
}

fn index<'m>(modules: &'m Modules<'_>) -> HashMap<&'m str, &'m Module> {
    modules.iter().map(|(path, module)| (path.as_str(), *module)).collect()
}

/// As deep as the collection, which no reader lets grow beyond a limit.
fn collect<'a>(module: &'a Module, path: &str, found: &mut Modules<'a>) {
    for inner in &module.modules {
        let path = if path.is_empty() { inner.ident.to_string() } else { format!("{path}::{}", inner.ident) };
        found.push((path.clone(), inner));
        collect(inner, &path, found);
    }
}

fn change(weight: Weight, kind: &'static str, path: &str, effect: String) -> Change {
    Change { weight, kind, operation: None, item: format!("mod {path}"), old: None, new: None, effect }
}
