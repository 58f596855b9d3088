//! The manifest: what the generator understood, as JSON for tools and as the source of tables.
//!
//! Its shape is fixed by `schemas/manifest.schema.json`.

mod operations;
mod ty;
#[cfg(feature = "cli")]
mod variables;

pub(crate) use operations::{Entry, operations};
#[cfg(feature = "cli")]
pub(crate) use ty::spell;
pub(crate) use ty::type_text;
#[cfg(feature = "cli")]
pub(crate) use variables::variables;

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{
    api::{Api, Body, MediaKind, RequestBody},
    rust::{BuilderTarget, Client, Ident, Method, Step, StepValue},
};

/// Everything that was understood.
pub(crate) fn manifest(api: &Api, client: &Client) -> Value {
    json!({
        "manifest": 1,
        "collection": {"name": api.name, "format": api.format},
        "servers": servers(api, client),
        "client_variables": client_variables(api, client),
        "operations": operations(api, client).iter().map(|entry| operation(api, client, entry)).collect::<Vec<_>>(),
        "skipped": api.skipped.iter().map(|skipped| json!({
            "pointer": skipped.at.as_str(), "name": skipped.name, "reason": skipped.reason,
        })).collect::<Vec<_>>(),
    })
}

fn servers(api: &Api, client: &Client) -> Vec<Value> {
    let rows = api.servers.iter().zip(&client.servers);
    rows.map(|(server, row)| json!({"rust": row.method.as_str(), "variable": server.variable, "default": row.address}))
        .collect()
}

fn client_variables(api: &Api, client: &Client) -> Vec<Value> {
    let method = |name: &str| {
        client.builder.iter().find_map(|method| match &method.target {
            BuilderTarget::Variable { name: own, .. } if own == name => Some(method.ident.as_str()),
            BuilderTarget::Variable { .. } | BuilderTarget::Server(_) | BuilderTarget::Credential { .. } => {
                None
            }
        })
    };
    let entry = |variable: &crate::api::ClientVariable| {
        json!({
            "name": variable.name, "rust": method(&variable.name), "default": variable.default,
            "secret": variable.secret,
        })
    };
    api.variables.iter().map(entry).collect()
}

fn operation(api: &Api, client: &Client, entry: &Entry<'_>) -> Value {
    let (operation, method) = (entry.operation, entry.method);
    json!({
        "pointer": operation.at.as_str(),
        "name": operation.name,
        "folders": entry.folders,
        "method": operation.method,
        "server": client.servers.get(operation.server).map(|server| server.method.as_str()),
        "path": method.descriptor.path,
        "function": entry.function(),
        "auth": auth(api, entry),
        "parameters": parameters(entry),
        "request_body": operation.body.as_ref().map(|body| request_body(body, method)),
        "responses": responses(entry),
    })
}

/// The auth type; `header` if a secret header is all there is.
fn auth<'a>(api: &'a Api, entry: &Entry<'_>) -> Option<&'a str> {
    let first = entry.operation.auth.or(entry.operation.secret_headers.first().copied())?;
    let scheme = api.credentials.get(first)?.scheme;
    Some(if scheme.postman.is_empty() { "header" } else { scheme.postman })
}

fn parameters(entry: &Entry<'_>) -> Vec<Value> {
    let method = entry.method;
    let steps = method.steps.iter().map(|step| (step, None));
    let setters = method.setters.iter().map(|setter| (&setter.step, Some(&setter.ident)));
    let mut known = HashMap::new();
    for (place, name, ident) in steps.chain(setters).filter_map(|(step, setter)| named_step(step, setter)) {
        known.entry((place, name)).or_insert(ident);
    }
    let parameters = entry.operation.parameters.iter().filter(|parameter| parameter.variable.is_none());
    parameters
        .map(|parameter| {
            let place = match parameter.location {
                crate::api::Location::Path => "path",
                crate::api::Location::Query => "query",
                crate::api::Location::Header => "header",
                crate::api::Location::PropertyName => "property name",
            };
            let rust = known.get(&(place, parameter.name.as_str())).map(|ident| ident.as_str());
            json!({
                "name": parameter.name, "rust": rust, "in": place, "type": "String", "required": parameter.required,
            })
        })
        .collect()
}

/// Place, wire name and Rust name of a step that gives a parameter.
fn named_step<'a>(step: &'a Step, setter: Option<&'a Ident>) -> Option<(&'static str, &'a str, &'a Ident)> {
    let (place, name, value) = match step {
        Step::Path { name, value } => ("path", name, value),
        Step::Query { name, value } => ("query", name, value),
        Step::Header { name, value } => ("header", name, value),
        Step::PropertyName { name, value } => ("property name", name, value),
        Step::Json { .. }
        | Step::Text { .. }
        | Step::Bytes { .. }
        | Step::UrlEncoded { .. }
        | Step::Multipart { .. }
        | Step::GraphQl { .. } => return None,
    };
    let own = match value {
        StepValue::Argument(ident) | StepValue::Reference(ident) | StepValue::Field(_, ident) => ident,
    };
    Some((place, name, setter.unwrap_or(own)))
}

fn request_body(body: &RequestBody, method: &Method) -> Value {
    let mode = match &body.body {
        Body::Json { .. } | Body::Text { .. } => "raw",
        Body::UrlEncoded { .. } => "urlencoded",
        Body::Multipart { .. } => "formdata",
        Body::File { .. } => "file",
        Body::GraphQl { .. } => "graphql",
    };
    let header =
        method.descriptor.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"));
    let content_type = body.content_type.as_deref().or(header.map(|header| header.value.as_str()));
    json!({
        "mode": mode,
        "content_type": content_type,
        "type": method.body_type.as_ref().map(type_text),
        "required": !body.optional,
        "pointer": body.at.as_str(),
    })
}

fn responses(entry: &Entry<'_>) -> Vec<Value> {
    let typed = entry.operation.responses.iter().zip(&entry.method.response_types);
    typed
        .map(|(response, ty)| {
            let body = match response.media {
                MediaKind::Empty => None,
                MediaKind::Json(_) | MediaKind::Text | MediaKind::Bytes => Some(type_text(ty)),
            };
            let examples = response.examples.iter().filter(|example| example.body.is_some());
            json!({
                "status": response.status,
                "content_type": response.content_type,
                "type": body,
                "examples": examples.map(|example| example.at.as_str()).collect::<Vec<_>>(),
            })
        })
        .collect()
}
