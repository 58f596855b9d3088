//! From an operation with its samples to the message that is sent, as HTTP/1.1 writes it.

use super::Sdk;
use super::signature::{self, Signed};
use crate::api::{Body, FormField, FormSample, Operation};
use crate::curl::{self, Added, Given, Request, Word};
use crate::infer;
use crate::literal::add;
use crate::markdown::is_hidden;

/// What separates the parts of a form; whoever sends one makes up another.
const BOUNDARY: &str = "boundary";

/// A message while it is put together.
struct Message {
    host: String,
    /// Path and query.
    target: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

/// The message: its body is laid out for reading.
pub(super) fn message(sdk: &Sdk<'_>, operation: &Operation) -> String {
    let given = Given::default();
    let request = Request { api: sdk.api, client: sdk.client, operation, prefix: &sdk.prefix, given: &given };
    let (host, target) = split(&curl::url(&request));
    let headers = curl::headers(&request);
    let headers = headers.into_iter().map(|(name, value)| (name, value.shown())).collect();
    let kind = content_type(operation);
    let body = operation.body.as_ref().filter(|_| curl::is_sent(operation));
    let body = body.map(|body| content(&request, &body.body));
    let mut message = Message { host, target, headers, body };
    sign(&request, kind.as_deref(), &mut message);
    if !message.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
        message.headers.extend(kind.map(|kind| ("Content-Type".to_owned(), kind)));
    }
    message.text(&operation.method)
}

impl Message {
    /// Adds a header, in the place of those of its name.
    fn set(&mut self, name: String, value: String) {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(&name));
        self.headers.push((name, value));
    }

    fn text(&self, method: &str) -> String {
        let mut text = format!("{method} {} HTTP/1.1\nHost: {}\n", self.target, self.host);
        for (name, value) in &self.headers {
            let line = format!("{name}: {value}").replace('\n', "<U+000A>");
            text.push_str(line.trim_end());
            text.push('\n');
        }
        if let Some(body) = &self.body {
            add(&mut text, format_args!("\n{}\n", body.trim_end_matches('\n')));
        }
        seen(&text)
    }
}

/// The text with what nobody would see by its number.
fn seen(text: &str) -> String {
    let mut seen = String::new();
    for c in text.chars() {
        if is_hidden(c) && !matches!(c, '\n' | '\t') {
            add(&mut seen, format_args!("<U+{:04X}>", u32::from(c)));
        } else {
            seen.push(c);
        }
    }
    seen
}

/// Adds the credentials.
fn sign(request: &Request<'_>, kind: Option<&str>, message: &mut Message) {
    if message.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization")) {
        return;
    }
    for (credential, values) in curl::credentials(request) {
        message.target = signature::prepared(credential, &message.target);
        let target = message.target.clone();
        let signed = Signed {
            method: &request.operation.method,
            target: &target,
            has_body: message.body.as_ref().is_some_and(|body| !body.is_empty()),
            is_form: kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")),
        };
        let in_form = signature::is_in_form(credential, &signed);
        for added in signature::added(credential, &values, &signed) {
            match (added, &mut message.body) {
                (Added::Header(name, value), _) => message.set(name, value.shown()),
                (Added::Query(key, value), Some(form)) if in_form => {
                    let mark = if form.is_empty() { "" } else { "&" };
                    add(form, format_args!("{mark}{key}={}", value.shown()));
                }
                (Added::Query(key, value), _) => {
                    let mark = if message.target.contains('?') { '&' } else { '?' };
                    add(&mut message.target, format_args!("{mark}{key}={}", value.shown()));
                }
            }
        }
    }
}

/// The type of the body that is sent.
fn content_type(operation: &Operation) -> Option<String> {
    let body = operation.body.as_ref().filter(|_| curl::is_sent(operation))?;
    let constant = operation.headers.iter().find(|it| it.name.eq_ignore_ascii_case("content-type"));
    let kind = constant.map(|it| it.value.as_str()).or(body.content_type.as_deref());
    if !matches!(body.body, Body::Multipart { .. }) {
        return kind.filter(|kind| !kind.is_empty()).map(str::to_owned);
    }
    // Whatever the collection says, whoever sends it writes the type, with the boundary.
    Some(format!("multipart/form-data; boundary={BOUNDARY}"))
}

/// Host and target of a URL.
fn split(url: &Word) -> (String, String) {
    // What the variable holds is not known: it may have a path, too. HTTP takes a whole address as a target.
    if let Some((variable, rest)) = url.after_variable()
        && (rest.is_empty() || rest.starts_with(['/', '?']))
    {
        return (format!("<host of ${variable}>"), url.shown());
    }
    let url = url.shown();
    let rest = url.split_once("://").map_or(&*url, |(_, rest)| rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, target) = rest.split_at(end);
    let host = host.rsplit('@').next().unwrap_or(host);
    let slash = if target.starts_with('/') { "" } else { "/" };
    (host.to_owned(), format!("{slash}{target}"))
}

fn content(request: &Request<'_>, body: &Body) -> String {
    let text = curl::text(request, body);
    match body {
        Body::Json { .. } | Body::GraphQl { .. } => match infer::parse(&text) {
            Ok(sample) => super::json::pretty(&sample.value),
            Err(_) => text,
        },
        Body::Text { .. } | Body::UrlEncoded { .. } => text,
        Body::Multipart { fields, order } => multipart(&curl::parts(fields, order)),
        Body::File { example } => format!("<{}>", example.as_deref().unwrap_or(curl::FILE)),
    }
}

fn multipart(parts: &[(&FormField, &FormSample)]) -> String {
    let mut text = String::new();
    for (field, sample) in parts {
        let (file, guessed, content) = match sample {
            FormSample::Text(text) => (None, None, text.clone()),
            FormSample::File { path, name } => {
                let path = path.as_deref().unwrap_or(curl::FILE);
                let last = path.rsplit(['/', '\\']).next().unwrap_or(path);
                let name = name.as_deref().unwrap_or(last);
                // The SDK tells it by the end of the name.
                let told = if last.contains('.') { last } else { name };
                (Some(name), Some(format!("<type of {}>", quoted(told))), format!("<{path}>"))
            }
        };
        let file = file.map(|name| format!("; filename=\"{}\"", quoted(name))).unwrap_or_default();
        let kind = field.content_type.as_ref().map(|kind| kind.replace(['\r', '\n'], " ")).or(guessed);
        let kind = kind.map(|kind| format!("Content-Type: {kind}\n")).unwrap_or_default();
        // The name is the collection's, and is sent as it is.
        add(
            &mut text,
            format_args!(
                "--{BOUNDARY}\nContent-Disposition: form-data; name=\"{}\"{file}\n{kind}\n{content}\n",
                field.name
            ),
        );
    }
    text + "--" + BOUNDARY + "--"
}

/// What would end the quotes or the line, as browsers write it.
fn quoted(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
