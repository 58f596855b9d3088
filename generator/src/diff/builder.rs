//! The builders of two clients into what changed in what a client is given: servers, variables, credentials.

use super::{Change, Weight};
use crate::rust::{BuilderMethod, BuilderTarget, Client, CredentialValue, Ident};

/// What changed in the builder.
pub(super) fn changes(old: &Client, new: &Client, changes: &mut Vec<Change>) {
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
    for method in &new.builder {
        if !old.builder.iter().any(|other| other.ident == method.ident) {
            let effect = format!("`{}` is new; {}", method.ident, need(new, method));
            changes.push(change(Weight::Minor, "setting-added", &method.ident, effect));
        }
    }
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
            format!("`{ident}` has no default any more, which was `{was}`: give it, or calls fail"),
        ),
        (None, Some(is)) => (Weight::Minor, format!("`{ident}` has a default now: `{is}`")),
        (Some(was), Some(is)) if was != is => {
            (Weight::Patch, format!("the default of `{ident}` is `{is}`, it was `{was}`"))
        }
        _ => return,
    };
    changes.push(change(weight, "default-changed", ident, effect));
}

/// Whether the client works without the call.
fn need(client: &Client, method: &BuilderMethod) -> String {
    match (&method.target, default(client, &method.target)) {
        (_, Some(default)) => format!("its default is `{default}`"),
        (BuilderTarget::Credential { .. }, None) => "calls that need it fail without it".to_owned(),
        (BuilderTarget::Server(_) | BuilderTarget::Variable { .. }, None) => {
            "it has no default: calls that need it fail without it".to_owned()
        }
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
