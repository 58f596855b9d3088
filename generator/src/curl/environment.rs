//! The variables of the environment that a command needs, each with what the collection has in its place.

use std::collections::BTreeMap;

use super::word::Word;
use super::{Draft, Request};
use crate::api::{Api, Credential};
use crate::rust::BuilderTarget;

/// By their names. What stands for a secret is the name of its variable, or a placeholder.
pub(super) fn examples(request: &Request<'_>, draft: &Draft) -> BTreeMap<String, String> {
    let needed: Vec<&str> = draft.texts().flat_map(Word::variables).collect();
    let methods = request.client.builder.iter();
    let all = methods.flat_map(|method| method.environment.iter().zip(values(request.api, &method.target)));
    let named = all.map(|(name, value)| (format!("{}_{name}", request.prefix), value));
    named.filter(|(name, _)| needed.contains(&name.as_str())).collect()
}

/// What the arguments of a builder's method stand for, in order.
fn values(api: &Api, target: &BuilderTarget) -> Vec<String> {
    match target {
        BuilderTarget::Server(index) => {
            api.servers.get(*index).map(|server| server.example.clone()).into_iter().collect()
        }
        BuilderTarget::Variable { name, argument: _ } => {
            let variable = api.variables.iter().find(|variable| variable.name == *name);
            variable.map(|variable| variable.example.clone()).into_iter().collect()
        }
        // What a collection holds is a token at most.
        BuilderTarget::Credential { constructor, .. } if *constructor != "new" => Vec::new(),
        BuilderTarget::Credential { index, .. } => {
            let credential = api.credentials.get(*index).into_iter();
            credential.flat_map(Credential::examples).map(str::to_owned).collect()
        }
    }
}
