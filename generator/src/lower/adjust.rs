//! The settings' word on requests, folders and variables, before anything is made of a collection.

use super::variables;
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::postman::{Collection, Dropped, Environment, Item, Scalar, Variable};
use crate::settings::{self, Named, Place, Settings, address, suggestion, unmatched};

/// Leaves out what is to be skipped, hides secrets, and sets the addresses of servers.
pub(crate) fn adjust(
    collection: &mut Collection,
    environment: &mut Environment,
    settings: &Settings,
    errors: &mut Vec<Diagnostic>,
) {
    secrets(collection, environment, settings, errors);
    for server in &settings.servers {
        if let Some(address) = &server.value.default {
            // Behind those of the collection, in front of those of environments.
            let variable = variable(&server.name, Scalar::Text(address.value.clone()));
            collection.variables.push(variable);
        }
    }
    skip(collection, settings, errors);
}

fn secrets(
    collection: &mut Collection,
    environment: &mut Environment,
    settings: &Settings,
    errors: &mut Vec<Diagnostic>,
) {
    let mut known: Option<Vec<String>> = None;
    for one in &settings.variables {
        let known = known.get_or_insert_with(|| variables::names(collection, environment));
        if !known.contains(&one.name) {
            let message = format!("the collection has no variable `{}`", one.name.escape_debug());
            let help = suggestion(&one.name, known.iter().map(String::as_str), "remove the entry");
            errors.push(one.at.error(Code::UnmatchedSetting, message, help));
        } else if one.value.value == settings::Variable::Secret {
            collection.variables.push(Variable { secret: true, ..variable(&one.name, Scalar::Missing) });
            let others = environment.exports.iter_mut().flat_map(|export| &mut export.variables);
            let all = collection.variables.iter_mut().chain(others);
            all.filter(|variable| variable.key == one.name).for_each(|variable| variable.secret = true);
        }
    }
}

fn variable(name: &str, value: Scalar) -> Variable {
    Variable {
        key: name.to_owned(),
        value,
        kind: None,
        secret: false,
        disabled: false,
        description: None,
        at: Pointer::root(),
    }
}

/// A request or a folder that is to be skipped.
struct Skip<'a> {
    name: &'a str,
    at: &'a Place,
    /// The places that it matches.
    found: Vec<Pointer>,
}

fn skip(collection: &mut Collection, settings: &Settings, errors: &mut Vec<Diagnostic>) {
    let mut requests: Vec<Skip<'_>> = wanted(&settings.operations, |value| value.skip.as_ref());
    let mut folders: Vec<Skip<'_>> = wanted(&settings.folders, |value| value.skip.as_ref());
    if requests.is_empty() && folders.is_empty() {
        return;
    }
    let mut known = Known::default();
    find(&collection.items, "", &mut requests, &mut folders, &mut known);
    for (list, what, names) in [(&requests, "request", &known.requests), (&folders, "folder", &known.folders)]
    {
        for one in list {
            let names = names.iter().map(String::as_str);
            errors.extend(unmatched(one.at, what, one.name, &one.found, names));
        }
    }
    let gone: Vec<Pointer> = requests.into_iter().chain(folders).flat_map(|one| one.found).collect();
    let mut dropped = Vec::new();
    remove(&mut collection.items, &gone, &mut dropped);
    collection.dropped.extend(dropped);
}

fn wanted<'a, T>(
    list: &'a [Named<T>],
    skip: impl Fn(&'a T) -> Option<&'a settings::Entry<bool>>,
) -> Vec<Skip<'a>> {
    let is_skipped = |one: &&'a Named<T>| skip(&one.value).is_some_and(|entry| entry.value);
    let skipped = list.iter().filter(is_skipped);
    skipped.map(|one| Skip { name: &one.name, at: &one.at, found: Vec::new() }).collect()
}

/// The names of all there is, for suggestions.
#[derive(Default)]
struct Known {
    requests: Vec<String>,
    folders: Vec<String>,
}

/// As deep as the collection, which no reader lets grow beyond a limit.
fn find(items: &[Item], path: &str, requests: &mut [Skip<'_>], folders: &mut [Skip<'_>], known: &mut Known) {
    for item in items {
        match item {
            Item::Folder(folder) => {
                let name = address(path, &folder.name);
                note(folders, &name, &folder.at);
                find(&folder.items, &name, requests, folders, known);
                known.folders.push(name);
            }
            Item::Request(item) => {
                let name = address(path, &item.name);
                note(requests, &name, &item.at);
                known.requests.push(name);
            }
        }
    }
}

fn note(list: &mut [Skip<'_>], name: &str, at: &Pointer) {
    for one in list.iter_mut().filter(|one| one.name == name || one.name == at.as_str()) {
        one.found.push(at.clone());
    }
}

/// Takes the items at these places out.
fn remove(items: &mut Vec<Item>, gone: &[Pointer], dropped: &mut Vec<Dropped>) {
    items.retain_mut(|item| match item {
        Item::Folder(folder) if gone.contains(&folder.at) => {
            drop_all(&folder.items, dropped);
            false
        }
        Item::Folder(folder) => {
            remove(&mut folder.items, gone, dropped);
            true
        }
        Item::Request(item) if gone.contains(&item.at) => {
            dropped.push(settled(&item.name, &item.at));
            false
        }
        Item::Request(_) => true,
    });
}

fn drop_all(items: &[Item], dropped: &mut Vec<Dropped>) {
    for item in items {
        match item {
            Item::Folder(folder) => drop_all(&folder.items, dropped),
            Item::Request(item) => dropped.push(settled(&item.name, &item.at)),
        }
    }
}

fn settled(name: &str, at: &Pointer) -> Dropped {
    Dropped { name: name.to_owned(), reason: "the settings say so".to_owned(), help: "", at: at.clone() }
}
