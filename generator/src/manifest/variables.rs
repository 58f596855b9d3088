//! Variables, each with the place of its value, as JSON.

use serde_json::{Value, json};

use crate::api::{Origin, Scope, Variable};

/// One entry for each; `collection` is the name of the collection's file. Values are left out, for an environment may hold secrets that
/// nobody marked.
pub(crate) fn variables(variables: &[Variable], collection: &str) -> Value {
    let entry = |variable: &Variable| {
        let origin = variable.origin.as_ref().map(|origin| self::origin(origin, collection));
        json!({"name": variable.name, "secret": variable.secret, "value_from": origin})
    };
    variables.iter().map(entry).collect()
}

fn origin(origin: &Origin, collection: &str) -> Value {
    let (scope, file) = match origin.scope {
        Scope::Globals => ("globals", origin.file.as_deref()),
        Scope::Collection => ("collection", Some(collection)),
        Scope::Settings => ("settings", None),
        Scope::Environment => ("environment", origin.file.as_deref()),
    };
    json!({"scope": scope, "file": file, "pointer": origin.at.as_str()})
}
