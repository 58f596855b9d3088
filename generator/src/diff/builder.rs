//! The builders of two clients into what changed in what a client is given: servers, variables, credentials.

use std::collections::BTreeSet;

use super::{Change, Weight, needs, pairs::Pairs};
use crate::rust::{BuilderMethod, BuilderTarget, Client, CredentialValue, Ident};

/// Of a new setting without default.
const NEEDED: &str = "it has no default, and calls that were there before fail without it: give it";

/// What changed in the builder.
pub(super) fn changes(pairs: &Pairs<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (pairs.old.client, pairs.new.client);
    for method in &old.builder {
        match new.builder.iter().find(|other| other.ident == method.ident) {
            None => changes.push(change(
                Weight::Major,
                "setting-removed",
                &method.ident,
                format!("`{}` is gone: remove the call from where the client is built", method.ident),
            )),
            Some(other) => compare((old, method), (new, other), changes),
        }
    }
    let needed = needed(pairs);
    for method in &new.builder {
        if !old.builder.iter().any(|other| other.ident == method.ident) {
            let is_needed = needed.contains(method.ident.as_str());
            let weight = if is_needed { Weight::Major } else { Weight::Minor };
            let need = if is_needed { NEEDED.to_owned() } else { need(new, method) };
            let effect = format!("`{}` is new; {need}", method.ident);
            changes.push(change(weight, "setting-added", &method.ident, effect));
        }
    }
}

/// The settings that calls of both sides fail without now.
fn needed<'a>(pairs: &Pairs<'a>) -> BTreeSet<&'a str> {
    let kept = pairs.operations.iter().filter_map(|(old, new)| new.as_ref().filter(|_| old.is_some()));
    kept.flat_map(|entry| needs::settings(pairs.new, entry)).collect()
}

/// Whether the client knows the setting, and has no value for it.
pub(super) fn is_without_default(client: &Client, name: &str) -> bool {
    let mut methods = client.builder.iter().filter(|method| method.ident.as_str() == name);
    methods.any(|method| default(client, &method.target).is_none())
}

fn compare(old: (&Client, &BuilderMethod), new: (&Client, &BuilderMethod), changes: &mut Vec<Change>) {
    let ident = &old.1.ident;
    let (before, now) = (arguments(&old.1.target), arguments(&new.1.target));
    if before.len() != now.len() {
        let list = |names: &[String]| names.join(", ");
        let effect = format!("`{ident}` takes ({}), it took ({})", list(&now), list(&before));
        changes.push(change(Weight::Major, "setting-changed", ident, effect));
    } else if before != now {
        let mut sorted = [before.clone(), now.clone()];
        for names in &mut sorted {
            names.sort();
        }
        // The same in another order compiles and means something else.
        let weight = if sorted[0] == sorted[1] { Weight::Major } else { Weight::Patch };
        let effect =
            format!("the arguments of `{ident}` are ({}), they were ({})", now.join(", "), before.join(", "));
        changes.push(change(weight, "setting-changed", ident, effect));
    }
    let (was, is) = (default(old.0, &old.1.target), default(new.0, &new.1.target));
    let (weight, effect) = match (was, is) {
        (Some(was), None) => (
            Weight::Major,
            format!(
                "`{ident}` has no default any more{}: give it, or calls fail",
                shown(", which was", old.1, was)
            ),
        ),
        (None, Some(is)) => (Weight::Minor, format!("`{ident}` has a default now{}", shown(":", new.1, is))),
        (Some(was), Some(is)) if was != is => {
            let (is, was) = (shown(": it is", new.1, is), shown(", it was", old.1, was));
            (Weight::Patch, format!("`{ident}` has another default{is}{was}"))
        }
        _ => return,
    };
    changes.push(change(weight, "default-changed", ident, effect));
}

/// Whether the client works without the call.
fn need(client: &Client, method: &BuilderMethod) -> String {
    match (&method.target, default(client, &method.target)) {
        (_, Some(default)) => format!("it has a default{}", shown(":", method, default)),
        (BuilderTarget::Credential { .. }, None) => "calls that need it fail without it".to_owned(),
        (BuilderTarget::Server(_) | BuilderTarget::Variable { .. }, None) => {
            "it has no default: calls that need it fail without it".to_owned()
        }
    }
}

/// A default behind its words. Only addresses are shown: nobody knows what a variable holds.
fn shown(words: &str, method: &BuilderMethod, default: &str) -> String {
    match method.target {
        BuilderTarget::Server(_) => format!("{words} `{default}`"),
        BuilderTarget::Variable { .. } | BuilderTarget::Credential { .. } => String::new(),
    }
}

fn default<'c>(client: &'c Client, target: &BuilderTarget) -> Option<&'c str> {
    match target {
        BuilderTarget::Server(index) => client.servers.get(*index)?.address.as_deref(),
        BuilderTarget::Variable { name, .. } => {
            client.variables.iter().find(|row| row.name == *name)?.default.as_deref()
        }
        BuilderTarget::Credential { .. } => None,
    }
}

/// What a caller gives, by name.
fn arguments(target: &BuilderTarget) -> Vec<String> {
    match target {
        BuilderTarget::Server(_) => vec!["url".to_owned()],
        BuilderTarget::Variable { argument, .. } => vec![argument.to_string()],
        BuilderTarget::Credential { values, .. } => values.iter().filter_map(argument).collect(),
    }
}

fn argument(value: &CredentialValue) -> Option<String> {
    match value {
        CredentialValue::Argument(ident)
        | CredentialValue::Source(ident)
        | CredentialValue::SetArgument(_, ident) => Some(ident.to_string()),
        CredentialValue::Literal(_) | CredentialValue::Endpoint(..) | CredentialValue::SetLiteral(..) => None,
    }
}

fn change(weight: Weight, kind: &'static str, ident: &Ident, effect: String) -> Change {
    let item = format!("ClientBuilder::{ident}");
    Change { weight, kind, operation: None, item, old: None, new: None, effect }
}
