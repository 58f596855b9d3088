//! The names that the settings give to operations, folders and servers.

use std::collections::HashMap;

use super::{case::Case, keywords, overrides::is_snake, tree::Names};
use crate::{
    api::{Api, Group, Operation, Server},
    diagnostic::{Code, Diagnostic, Pointer},
    rust::{Client, Ident},
    settings::{Entry, Place, Settings, address, suggestion, unmatched},
};

/// Names that go before those of the collection.
#[derive(Debug, Default)]
pub(super) struct Given<'s> {
    /// By the operation's place.
    operations: HashMap<Pointer, &'s Entry<String>>,
    /// Those that are kept.
    old: HashMap<Pointer, &'s Entry<Vec<String>>>,
    /// By the folder's address.
    folders: HashMap<String, &'s Entry<String>>,
}

/// What there is: addresses and places.
#[derive(Default)]
struct Known {
    operations: Vec<(String, Pointer)>,
    folders: Vec<String>,
}

impl<'s> Given<'s> {
    /// Finds what the settings speak of; what they speak of in vain is told.
    pub(super) fn new(root: &Group, settings: &'s Settings, errors: &mut Vec<Diagnostic>) -> Self {
        let mut given = Self::default();
        if settings.operations.is_empty() && settings.folders.is_empty() {
            return given;
        }
        let mut known = Known::default();
        known.add(root, "");
        // Those that are skipped are gone already.
        let is_there = |skip: &Option<Entry<bool>>| skip.as_ref().is_none_or(|skip| !skip.value);
        for one in settings.operations.iter().filter(|one| is_there(&one.value.skip)) {
            let is_meant = |(name, at): &&(String, Pointer)| *name == one.name || at.as_str() == one.name;
            let found: Vec<Pointer> =
                known.operations.iter().filter(is_meant).map(|(_, at)| at.clone()).collect();
            let names = known.operations.iter().map(|(name, _)| name.as_str());
            errors.extend(unmatched(&one.at, "request", &one.name, &found, names));
            let [at] = found.as_slice() else { continue };
            if let Some(name) = &one.value.rename
                && is_method(name, errors)
            {
                given.operations.insert(at.clone(), name);
            }
            given.old.extend(one.value.renamed_from.as_ref().map(|names| (at.clone(), names)));
        }
        for one in settings.folders.iter().filter(|one| is_there(&one.value.skip)) {
            let count = known.folders.iter().filter(|name| **name == one.name).count();
            if count == 0 {
                let names = known.folders.iter().map(String::as_str);
                errors.extend(unmatched(&one.at, "folder", &one.name, &[], names));
            } else if count > 1 {
                let message = format!("{count} folders are called `{}`", one.name);
                errors.push(one.at.error(
                    Code::UnmatchedSetting,
                    message,
                    "give them different names in Postman",
                ));
            }
            if let (1, Some(name)) = (count, &one.value.rename)
                && is_method(name, errors)
            {
                given.folders.insert(one.name.clone(), name);
            }
        }
        given
    }

    /// The name of an operation's method.
    pub(super) fn operation(&self, operation: &Operation) -> Option<&'s str> {
        self.operations.get(&operation.at).map(|name| name.value.as_str())
    }

    /// The names that the operation's method had before.
    pub(super) fn old_names(&self, operation: &Operation) -> Option<&'s Entry<Vec<String>>> {
        self.old.get(&operation.at).copied()
    }

    /// The name of a folder's module.
    pub(super) fn folder(&self, address: &str) -> Option<&'s str> {
        self.folders.get(address).map(|name| name.value.as_str())
    }

    /// Tells which names could not be had.
    pub(super) fn check(&self, root: &Group, names: &Names, errors: &mut Vec<Diagnostic>) {
        if !self.operations.is_empty() || !self.folders.is_empty() {
            self.check_group(root, names, "", errors);
        }
    }

    /// As deep as the collection, which no reader lets grow beyond a limit.
    fn check_group(&self, group: &Group, names: &Names, path: &str, errors: &mut Vec<Diagnostic>) {
        for (operation, name) in group.operations.iter().zip(&names.methods) {
            errors.extend(self.operations.get(&operation.at).and_then(|wanted| taken(wanted, &name.method)));
        }
        for (group, names) in group.groups.iter().zip(&names.groups) {
            let path = address(path, &group.name);
            errors.extend(self.folders.get(&path).and_then(|wanted| taken(wanted, &names.ident)));
            self.check_group(group, names, &path, errors);
        }
    }
}

impl Known {
    fn add(&mut self, group: &Group, path: &str) {
        let own = group.operations.iter();
        self.operations.extend(own.map(|one| (address(path, &one.name), one.at.clone())));
        for group in &group.groups {
            let path = address(path, &group.name);
            self.add(group, &path);
            self.folders.push(path);
        }
    }
}

/// Whether a text is the name of a method or a module; if not, that is told.
fn is_method(name: &Entry<String>, errors: &mut Vec<Diagnostic>) -> bool {
    let own = Case::Snake.apply(&name.value);
    let fits = own.as_deref() == Some(name.value.as_str()) || is_snake(&name.value);
    if !fits {
        let example = own.unwrap_or_else(|| "create_key".to_owned());
        let message = format!("`{}` cannot be the name of a method or a module", name.value.escape_debug());
        errors.push(name.at.error(
            Code::UnusableSetting,
            message,
            format!("write it in snake case: `{example}`"),
        ));
    }
    fits
}

fn taken(wanted: &Entry<String>, got: &Ident) -> Option<Diagnostic> {
    let is_same = got.as_str() == keywords::escape(wanted.value.clone());
    let message = format!("the name `{}` is taken, by its neighbours or by the client itself", wanted.value);
    (!is_same).then(|| {
        wanted.at.error(Code::UnusableSetting, message, format!("choose another one; `{got}` is free"))
    })
}

/// The name that the settings give the builder's method of a server.
pub(super) fn server<'s>(settings: &'s Settings, server: &Server) -> Option<&'s str> {
    let one = settings.servers.iter().find(|one| is_meant(&one.name, server))?;
    one.value.rename.as_ref().map(|name| name.value.as_str())
}

fn is_meant(name: &str, server: &Server) -> bool {
    match (&server.variable, &server.address) {
        (Some(variable), _) => variable == name,
        (None, Some(address)) => super::builder::template_text(address) == name,
        (None, None) => false,
    }
}

/// Tells which settings of servers are of no use.
pub(super) fn check_servers(api: &Api, client: &Client, settings: &Settings, errors: &mut Vec<Diagnostic>) {
    for one in &settings.servers {
        let found = api.servers.iter().zip(&client.servers).find(|(server, _)| is_meant(&one.name, server));
        let Some((server, row)) = found else {
            errors.push(no_server(api, &one.name, &one.at));
            continue;
        };
        if let Some(name) = &one.value.rename
            && is_method(name, errors)
        {
            errors.extend(taken(name, &row.method));
        }
        if let (None, Some(address)) = (&server.variable, &one.value.default) {
            let message = format!("`{}` has its address in the requests, not in a variable", one.name);
            let help = "use a variable in Postman, `{{baseUrl}}`, or remove this default";
            errors.push(address.at.error(Code::UnusableSetting, message, help));
        }
    }
}

fn no_server(api: &Api, name: &str, at: &Place) -> Diagnostic {
    let names: Vec<String> = api
        .servers
        .iter()
        .filter_map(|server| {
            server.variable.clone().or_else(|| server.address.as_ref().map(super::builder::template_text))
        })
        .collect();
    let message = format!("no request goes to a server `{}`", name.escape_debug());
    let listed: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let otherwise = format!("the servers are {}", listed.join(", "));
    at.error(Code::UnmatchedSetting, message, suggestion(name, names.iter().map(String::as_str), &otherwise))
}
