//! From an operation with its samples to the message that is sent, as HTTP/1.1 writes it.

use super::Sdk;
use crate::api::{Body, Credential, FormField, FormSample, Operation};
use crate::curl::{self, Given, Request, Word};
use crate::infer;
use crate::literal::add;

/// What separates the parts of a form; whoever sends one makes up another.
const BOUNDARY: &str = "boundary";

/// The message: its body is laid out for reading.
pub(super) fn message(sdk: &Sdk<'_>, operation: &Operation) -> String {
    let given = Given::default();
    let request = Request { api: sdk.api, client: sdk.client, operation, prefix: &sdk.prefix, given: &given };
    let (host, mut target) = split(&curl::url(&request).shown());
    let mut lines: Vec<(String, String)> =
        curl::headers(&request).into_iter().map(|(name, value)| (name, value.shown())).collect();
    if !lines.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization")) {
        for (credential, values) in curl::credentials(&request) {
            match signature(credential, &|name| values.get(name).map(Word::shown).unwrap_or_default()) {
                Signature::Header(name, value) => lines.push((name, value)),
                Signature::Query(pair) => {
                    target.push(if target.contains('?') { '&' } else { '?' });
                    target.push_str(&pair);
                }
            }
        }
    }
    let body = operation.body.as_ref().filter(|_| curl::is_sent(operation));
    let is_said = lines.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    if let Some(body) = body.filter(|_| !is_said) {
        let is_multipart = matches!(body.body, Body::Multipart { .. });
        let kind = body.content_type.as_deref().unwrap_or_default();
        if is_multipart {
            let kind =
                kind.split(';').next().filter(|kind| !kind.is_empty()).unwrap_or("multipart/form-data");
            lines.push(("Content-Type".to_owned(), format!("{kind}; boundary={BOUNDARY}")));
        } else if !kind.is_empty() {
            lines.push(("Content-Type".to_owned(), kind.to_owned()));
        }
    }
    let mut text = format!("{} {target} HTTP/1.1\nHost: {host}\n", operation.method);
    for (name, value) in lines {
        text.push_str(format!("{name}: {value}").trim_end());
        text.push('\n');
    }
    if let Some(body) = body {
        text.push('\n');
        text.push_str(content(&request, &body.body).trim_end_matches('\n'));
        text.push('\n');
    }
    text
}

/// Host and target of a URL.
fn split(url: &str) -> (String, String) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, target) = rest.split_at(end);
    let slash = if target.starts_with('/') { "" } else { "/" };
    (host.to_owned(), format!("{slash}{target}"))
}

/// What a credential adds to a request.
enum Signature {
    Header(String, String),
    /// Key and value, encoded.
    Query(String),
}

fn signature(credential: &Credential, value: &dyn Fn(&str) -> String) -> Signature {
    let fixed = |name| curl::fixed(credential, name).unwrap_or_default();
    let authorization = |value: String| Signature::Header("Authorization".to_owned(), value);
    match credential.scheme.runtime {
        "Basic" => authorization(format!("Basic <base64 of {}:{}>", value("username"), value("password"))),
        "Bearer" => authorization(format!("Bearer {}", value("token"))),
        "OAuth2" if fixed("addTokenTo") == "queryParams" => {
            Signature::Query(format!("access_token={}", value("accessToken")))
        }
        "OAuth2" => {
            let prefix = curl::fixed(credential, "headerPrefix").unwrap_or("Bearer").trim();
            authorization(format!("{prefix} {}", value("accessToken")).trim_start().to_owned())
        }
        "ApiKey" if fixed("in") == "query" => {
            Signature::Query(format!("{}={}", fixed("key"), value("value")))
        }
        "ApiKey" => Signature::Header(fixed("key").to_owned(), value("value")),
        "SecretHeader" => Signature::Header(fixed("name").to_owned(), value("value")),
        "Jwt" if fixed("addTokenTo") == "queryParam" => {
            let key = curl::fixed(credential, "queryParamKey").unwrap_or("token");
            Signature::Query(format!("{key}=<JSON Web Token>"))
        }
        "Jwt" | "Asap" => {
            let prefix = curl::fixed(credential, "headerPrefix").unwrap_or("Bearer").trim();
            authorization(format!("{prefix} <JSON Web Token>").trim_start().to_owned())
        }
        "Digest" => authorization("Digest <response>".to_owned()),
        "Hawk" => authorization("Hawk <mac>".to_owned()),
        "OAuth1" => authorization("OAuth <signature>".to_owned()),
        "AwsV4" => authorization("AWS4-HMAC-SHA256 <signature>".to_owned()),
        "EdgeGrid" => authorization("EG1-HMAC-SHA256 <signature>".to_owned()),
        _ => authorization(format!("<{}>", credential.scheme.title)),
    }
}

fn content(request: &Request<'_>, body: &Body) -> String {
    let pretty = |text: String| match infer::parse(&text) {
        Ok(sample) => super::json::pretty(&sample.value),
        Err(_) => text,
    };
    match body {
        Body::Json { schema: _, example } => pretty(curl::json(request, example)),
        Body::Text { example } => example.clone(),
        Body::UrlEncoded { fields } => curl::form(fields),
        Body::Multipart { fields, order } => multipart(&curl::parts(fields, order)),
        Body::File { example } => format!("<{}>", example.as_deref().unwrap_or("file")),
        Body::GraphQl { query, operation_name, variables } => {
            let variables = variables.as_ref().map(|(_, example)| curl::json(request, example));
            pretty(curl::graphql(query, operation_name.as_deref(), variables))
        }
    }
}

fn multipart(parts: &[(&FormField, &FormSample)]) -> String {
    let mut text = String::new();
    for (field, sample) in parts {
        let (file, content) = match sample {
            FormSample::Text(text) => (String::new(), text.clone()),
            FormSample::File { path, name } => {
                let path = path.as_deref().unwrap_or("file");
                let name = name.as_deref().unwrap_or_else(|| path.rsplit(['/', '\\']).next().unwrap_or(path));
                (format!("; filename=\"{name}\""), format!("<{path}>"))
            }
        };
        let kind =
            field.content_type.as_ref().map(|kind| format!("Content-Type: {kind}\n")).unwrap_or_default();
        let name = &field.name;
        add(
            &mut text,
            format_args!(
                "--{BOUNDARY}\nContent-Disposition: form-data; name=\"{name}\"{file}\n{kind}\n{content}\n"
            ),
        );
    }
    text + "--" + BOUNDARY + "--"
}
