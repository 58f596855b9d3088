//! From saved examples to responses: one for each status and kind of content.

use super::{body, header, json, secret, template};
use crate::api::{MediaKind, Response, ResponseExample};
use crate::infer::{self, Value};
use crate::postman;

/// What every answer over HTTP may have, whoever gives it; the media type is told by itself.
const TRANSPORT: &[&str] = &[
    "accept-ranges",
    "age",
    "alt-svc",
    "connection",
    "content-encoding",
    "content-length",
    "content-security-policy",
    "content-type",
    "date",
    "expect-ct",
    "feature-policy",
    "keep-alive",
    "nel",
    "p3p",
    "permissions-policy",
    "pragma",
    "referrer-policy",
    "report-to",
    "server",
    "server-timing",
    "strict-transport-security",
    "transfer-encoding",
    "vary",
    "via",
    "x-cache",
    "x-cache-hits",
    "x-content-type-options",
    "x-dns-prefetch-control",
    "x-download-options",
    "x-frame-options",
    "x-permitted-cross-domain-policies",
    "x-powered-by",
    "x-runtime",
    "x-served-by",
    "x-timer",
    "x-xss-protection",
];
/// What servers on the way add.
const PROXIES: &[&str] =
    &["access-control-", "cf-", "cross-origin-", "x-amz-cf-", "x-envoy-", "x-forwarded-"];

/// The kinds of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Json,
    Text,
    Bytes,
}

/// The examples of one status.
struct Status {
    code: Option<u16>,
    entries: Vec<Entry>,
    /// Without a body.
    empty: Vec<ResponseExample>,
}

/// The examples of one status and kind.
struct Entry {
    kind: Kind,
    content_type: Option<String>,
    values: Vec<Value>,
    examples: Vec<ResponseExample>,
}

/// Groups the saved examples of a request, whatever their order: by status, that of examples without one last, and by kind.
pub(super) fn responses(source: &[postman::Response]) -> Vec<Response> {
    let mut statuses: Vec<Status> = Vec::new();
    for response in source {
        let place = statuses.iter().position(|status| status.code == response.code).unwrap_or_else(|| {
            statuses.push(Status { code: response.code, entries: Vec::new(), empty: Vec::new() });
            statuses.len() - 1
        });
        if let Some(status) = statuses.get_mut(place) {
            status.add(response);
        }
    }
    statuses.sort_by_key(|status| (status.code.is_none(), status.code));
    statuses.into_iter().flat_map(Status::finish).collect()
}

impl Status {
    fn add(&mut self, response: &postman::Response) {
        let example = ResponseExample {
            name: response.name.clone(),
            body: response.body.clone(),
            headers: headers(&response.headers),
            at: response.at.clone(),
        };
        let Some(text) = response.body.as_deref() else {
            self.empty.push(example);
            return;
        };
        let content_type = content_type(response);
        let (kind, value) = kind(text, content_type.as_deref());
        let place = self.entries.iter().position(|entry| entry.kind == kind).unwrap_or_else(|| {
            self.entries.push(Entry { kind, content_type: None, values: Vec::new(), examples: Vec::new() });
            self.entries.len() - 1
        });
        if let Some(entry) = self.entries.get_mut(place) {
            if entry.examples.is_empty() {
                entry.content_type = content_type;
            }
            entry.values.extend(value);
            entry.examples.push(example);
        }
    }

    fn finish(mut self) -> Vec<Response> {
        if self.entries.is_empty() {
            let media = MediaKind::Empty;
            return vec![Response { status: self.code, content_type: None, media, examples: self.empty }];
        }
        self.entries.sort_by_key(|entry| entry.kind);
        if let Some(first) = self.entries.first_mut() {
            first.examples.append(&mut self.empty);
        }
        let code = self.code;
        let response = |entry: Entry| Response {
            status: code,
            content_type: entry.content_type,
            media: match entry.kind {
                Kind::Json => MediaKind::Json(infer::schema(&entry.values.iter().collect::<Vec<_>>())),
                Kind::Text => MediaKind::Text,
                Kind::Bytes => MediaKind::Bytes,
            },
            examples: entry.examples,
        };
        self.entries.into_iter().map(response).collect()
    }
}

/// The headers that say something about the service.
fn headers(all: &[postman::Header]) -> Vec<(String, Option<String>)> {
    let is_noise = |name: &str| {
        let lower = name.to_lowercase();
        TRANSPORT.contains(&lower.as_str()) || PROXIES.iter().any(|start| lower.starts_with(start))
    };
    let kept = all.iter().filter(|it| !it.disabled && !it.key.trim().is_empty() && !is_noise(it.key.trim()));
    let value = |it: &postman::Header| {
        let value = it.value.to_text().filter(|value| !value.trim().is_empty())?;
        (!secret::is_secret(&it.key)).then_some(value)
    };
    kept.map(|it| (it.key.trim().to_owned(), value(it))).collect()
}

/// The media type of the example's header, without parameters.
fn content_type(response: &postman::Response) -> Option<String> {
    let value = header::content_type(&response.headers)?;
    let media = value.split(';').next().unwrap_or_default().trim();
    Some(media.to_owned()).filter(|media| !media.is_empty())
}

/// Objects and arrays are JSON whatever the header says; scalars are if the header does not say otherwise.
fn kind(text: &str, content_type: Option<&str>) -> (Kind, Option<Value>) {
    let says_json = content_type.is_none_or(body::is_json);
    let may_be = says_json
        || text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with(['{', '[', '/']);
    if may_be
        && template::only_variable(text.trim()).is_none()
        && let Ok(sample) = infer::parse(text)
        && (json::is_container(&sample.value) || (says_json && sample.strict))
    {
        return (Kind::Json, Some(sample.value));
    }
    let is_binary = content_type.is_some_and(is_binary);
    (if is_binary { Kind::Bytes } else { Kind::Text }, None)
}

fn is_binary(content_type: &str) -> bool {
    let media = content_type.to_lowercase();
    let is_media = ["image/", "audio/", "video/", "font/"].iter().any(|start| media.starts_with(start));
    let is_file = ["octet-stream", "pdf", "zip", "gzip", "x-tar", "protobuf", "msword", "vnd.ms-excel"];
    (is_media && !media.ends_with("+xml"))
        || is_file.iter().any(|end| media.ends_with(end))
        || media.contains("officedocument")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::response;
    use super::*;

    fn shown(source: &[postman::Response]) -> String {
        let media = |media: &MediaKind| match media {
            MediaKind::Empty => "empty".to_owned(),
            MediaKind::Json(schema) => format!("json {:?}", schema.kind),
            MediaKind::Text => "text".to_owned(),
            MediaKind::Bytes => "bytes".to_owned(),
        };
        let line = |it: &Response| {
            let bodies: Vec<&str> = it.examples.iter().map(|it| it.body.as_deref().unwrap_or("-")).collect();
            format!(
                "{:?} {:?} {} {bodies:?}",
                it.status,
                it.content_type.as_deref().unwrap_or(""),
                media(&it.media)
            )
        };
        responses(source).iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn one_response_for_each_status_and_kind() {
        insta::assert_snapshot!(shown(&[
            response(0, None, "{}"),
            response(204, None, ""),
            response(200, Some("text/html"), "<p>"),
            response(200, Some("application/json; charset=utf-8"), "[1]"),
            response(200, None, ""),
            response(200, Some("text/plain"), "[2,]"),
        ]), @r#"
        Some(200) "application/json" json Array(Schema { kind: Integer { unsigned: false }, nullable: false, placeholder: false, variable: false }) ["[1]", "[2,]", "-"]
        Some(200) "text/html" text ["<p>"]
        Some(204) "" empty ["-"]
        None "" json Object(Object { properties: [] }) ["{}"]
        "#);
    }

    #[test]
    fn scalars_follow_the_header() {
        let kind_of = |content_type: Option<&str>, text: &str| kind(text, content_type).0;
        assert_eq!(kind_of(Some("application/json"), "123"), Kind::Json);
        assert_eq!(kind_of(Some("text/plain"), "123"), Kind::Text);
        assert_eq!(kind_of(None, "\"abc\""), Kind::Json);
        assert_eq!(kind_of(None, "OK"), Kind::Text);
        assert_eq!(kind_of(Some("application/json"), "{\"a\": 1"), Kind::Text);
        assert_eq!(kind_of(Some("image/png"), "binary"), Kind::Bytes);
        assert_eq!(kind_of(Some("image/png"), "{\"a\": 1}"), Kind::Json);
        assert_eq!(kind_of(None, "{{body}}"), Kind::Text);
    }
}
