//! The settings' word on requests, folders and variables, before anything is made of a collection.

use super::{body, template};
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::postman::{Collection, Dropped, Environment, Item, Request, Scalar, Variable};
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
        let known = known.get_or_insert_with(|| names(collection, environment));
        if !known.contains(&one.name) {
            let message = format!("the collection has no variable `{}`", one.name.escape_debug());
            let help = suggestion(&one.name, known.iter().map(String::as_str), "remove the entry");
            errors.push(one.at.error(Code::UnmatchedSetting, message, help));
        } else if one.value.value == settings::Variable::Secret {
            collection.variables.push(Variable { secret: true, ..variable(&one.name, Scalar::Missing) });
            let all = collection.variables.iter_mut().chain(&mut environment.variables);
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

/// The variables that are declared or used somewhere, in the order of their first place.
fn names(collection: &Collection, environment: &Environment) -> Vec<String> {
    let declared = collection.variables.iter().chain(&environment.variables);
    let mut names: Vec<String> = declared.map(|variable| variable.key.clone()).collect();
    let mut add = |text: &str| names.extend(template::names(text).map(str::to_owned));
    collection
        .auth
        .iter()
        .flat_map(|auth| &auth.attributes)
        .filter_map(|it| it.value.text())
        .for_each(&mut add);
    let mut open: Vec<&Item> = collection.items.iter().rev().collect();
    while let Some(item) = open.pop() {
        match item {
            Item::Folder(folder) => {
                let auth = folder.auth.iter().flat_map(|auth| &auth.attributes);
                auth.filter_map(|it| it.value.text()).for_each(&mut add);
                open.extend(folder.items.iter().rev());
            }
            Item::Request(item) => request(&item.request, &mut add),
        }
    }
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

fn request(request: &Request, add: &mut dyn FnMut(&str)) {
    if let Some(url) = &request.url {
        add(&url.host);
        url.path.iter().for_each(|segment| add(segment));
        url.query.iter().filter_map(|entry| entry.value.text()).for_each(&mut *add);
        url.variables.iter().filter_map(|variable| variable.value.text()).for_each(&mut *add);
    }
    request.headers.iter().filter_map(|header| header.value.text()).for_each(&mut *add);
    request.body.iter().flat_map(body::texts).for_each(&mut *add);
    let auth = request.auth.iter().flat_map(|auth| &auth.attributes);
    auth.filter_map(|it| it.value.text()).for_each(add);
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
