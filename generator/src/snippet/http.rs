//! From an operation with its samples to the message that is sent, as HTTP/1.1 writes it.

use super::Sdk;
use super::signature::{Added, added};
use crate::api::{Body, FormField, FormSample, Operation};
use crate::curl::{self, Given, Request, Word};
use crate::infer;
use crate::literal::add;

/// What separates the parts of a form; whoever sends one makes up another.
const BOUNDARY: &str = "boundary";

/// The message: its body is laid out for reading.
pub(super) fn message(sdk: &Sdk<'_>, operation: &Operation) -> String {
    let given = Given::default();
    let request = Request { api: sdk.api, client: sdk.client, operation, prefix: &sdk.prefix, given: &given };
    let (host, mut target) = split(&curl::url(&request));
    let mut fields = String::new();
    let mut lines: Vec<(String, String)> =
        curl::headers(&request).into_iter().map(|(name, value)| (name, value.shown())).collect();
    if !lines.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization")) {
        for (credential, values) in curl::credentials(&request) {
            let value = |name: &str| values.get(name).map(Word::shown).unwrap_or_default();
            for it in added(credential, operation, &value) {
                match it {
                    Added::Header(name, value) => lines.push((name, value)),
                    Added::Query(key, value) => {
                        let mark = if target.contains('?') { '&' } else { '?' };
                        add(&mut target, format_args!("{mark}{key}={value}"));
                    }
                    Added::Field(name, value) => add(&mut fields, format_args!("&{name}={value}")),
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
        let content = content(&request, &body.body) + &fields;
        text.push_str(content.trim_start_matches('&').trim_end_matches('\n'));
        text.push('\n');
    }
    text
}

/// Host and target of a URL.
fn split(url: &Word) -> (String, String) {
    // What the variable holds is not known: it may be a whole address.
    if let Some((variable, rest)) = url.after_variable()
        && (rest.is_empty() || rest.starts_with(['/', '?']))
    {
        let slash = if rest.starts_with('/') { "" } else { "/" };
        return (format!("<host of ${variable}>"), format!("{slash}{rest}"));
    }
    let url = url.shown();
    let rest = url.split_once("://").map_or(&*url, |(_, rest)| rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, target) = rest.split_at(end);
    let slash = if target.starts_with('/') { "" } else { "/" };
    (host.to_owned(), format!("{slash}{target}"))
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
                (format!("; filename=\"{}\"", quoted(name)), format!("<{path}>"))
            }
        };
        let kind = match (&field.content_type, sample) {
            (Some(kind), _) => format!("Content-Type: {kind}\n"),
            // The SDK tells it by the end of the name.
            (None, FormSample::File { path: Some(path), .. }) => format!("Content-Type: <type of {path}>\n"),
            (None, FormSample::File { path: None, .. } | FormSample::Text(_)) => String::new(),
        };
        let name = quoted(&field.name);
        add(
            &mut text,
            format_args!(
                "--{BOUNDARY}\nContent-Disposition: form-data; name=\"{name}\"{file}\n{kind}\n{content}\n"
            ),
        );
    }
    text + "--" + BOUNDARY + "--"
}

/// What would end the quotes or the line, as browsers write it.
fn quoted(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
