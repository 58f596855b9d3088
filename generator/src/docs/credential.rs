//! What signs requests, as a reader needs it: how the SDK is given it, and in which variables of the environment.

use serde::Serialize;

use super::Input;
use crate::api::{Attribute, Operation};
use crate::rust::{BuilderMethod, BuilderTarget, CredentialValue};

/// One set of credentials.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Credential {
    /// On the page of the overview.
    pub(super) id: String,
    /// `HTTP basic`, `the header X-Api-Key`.
    pub(super) title: String,
    /// How the builder of the client takes it.
    pub(super) ways: Vec<Way>,
}

/// A method of the builder.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Way {
    /// `basic_auth(username, password)`.
    pub(super) call: String,
    /// The variables of the environment that `from_env` reads for it.
    pub(super) variables: Vec<String>,
}

/// All sets of the client.
pub(super) fn all(input: &Input<'_>) -> Vec<Credential> {
    (0..input.api.credentials.len()).filter_map(|index| credential(input, index)).collect()
}

/// Those of an operation.
pub(super) fn of_operation(input: &Input<'_>, operation: &Operation) -> Vec<Credential> {
    let indexes = operation.auth.iter().chain(&operation.secret_headers);
    indexes.filter_map(|index| credential(input, *index)).collect()
}

fn credential(input: &Input<'_>, index: usize) -> Option<Credential> {
    let credential = input.api.credentials.get(index)?;
    let is_own = |method: &&BuilderMethod| matches!(&method.target, BuilderTarget::Credential { index: own, .. } if *own == index);
    let fixed = |wanted: &str| {
        credential.attributes.iter().find_map(|attribute| match attribute {
            Attribute::Fixed { name, value } if *name == wanted => Some(value.as_str()),
            Attribute::Fixed { .. } | Attribute::Given { .. } => None,
        })
    };
    let title = match (credential.scheme.runtime, fixed("in"), fixed("key"), fixed("name")) {
        ("Basic", ..) => "HTTP basic (user name and password)".to_owned(),
        ("SecretHeader", _, _, Some(name)) => format!("The header {name}"),
        ("ApiKey", Some("query"), Some(key), _) => format!("An API key in the query, as {key}"),
        ("ApiKey", _, Some(key), _) => format!("An API key in the header {key}"),
        _ => upper_first(credential.scheme.title),
    };
    let ways = input.client.builder.iter().filter(is_own).map(|method| way(input, method));
    let name = input.client.credentials.get(index).map(|row| row.method.plain()).unwrap_or_default();
    Some(Credential { id: format!("auth-{}", name.replace('_', "-")), title, ways: ways.collect() })
}

fn way(input: &Input<'_>, method: &BuilderMethod) -> Way {
    let arguments: Vec<&str> = match &method.target {
        BuilderTarget::Credential { values, .. } => values.iter().filter_map(argument).collect(),
        BuilderTarget::Server(_) | BuilderTarget::Variable { .. } => Vec::new(),
    };
    let variables = method.environment.iter().map(|name| variable(input, name)).collect();
    Way { call: format!("{}({})", method.ident, arguments.join(", ")), variables }
}

fn argument(value: &CredentialValue) -> Option<&str> {
    match value {
        CredentialValue::Argument(ident)
        | CredentialValue::Source(ident)
        | CredentialValue::SetArgument(_, ident) => Some(ident.as_str()),
        CredentialValue::Literal(_) | CredentialValue::Endpoint(..) | CredentialValue::SetLiteral(..) => None,
    }
}

/// The name of a variable of the environment.
pub(super) fn variable(input: &Input<'_>, name: &str) -> String {
    format!("{}_{name}", input.library.trim_start_matches("r#").to_uppercase())
}

fn upper_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
