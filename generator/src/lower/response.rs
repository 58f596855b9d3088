//! From saved examples to responses: one for each status and kind of content.

use std::collections::BTreeMap;

use super::{body, copies, header, json, secret, template};
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

/// The examples of one status, in the order of the source.
pub(super) struct Status<'a> {
    code: Option<u16>,
    examples: Vec<&'a postman::Response>,
}

/// The body of an example, and what its header says of it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Text<'a> {
    body: &'a str,
    content_type: Option<String>,
}

/// What the texts of one kind teach.
#[derive(Clone)]
pub(super) struct Lesson {
    content_type: Option<String>,
    media: MediaKind,
    /// Which texts these are.
    texts: Vec<usize>,
}

/// The examples of a request by status, whatever their order; those without one last.
pub(super) fn statuses(source: &[postman::Response]) -> Vec<Status<'_>> {
    let mut statuses: Vec<Status<'_>> = Vec::new();
    for response in source {
        match statuses.iter_mut().find(|status| status.code == response.code) {
            Some(status) => status.examples.push(response),
            None => statuses.push(Status { code: response.code, examples: vec![response] }),
        }
    }
    statuses.sort_by_key(|status| (status.code.is_none(), status.code));
    statuses
}

/// What the texts of one status teach, by kind.
pub(super) fn lessons(texts: &[Text<'_>]) -> Vec<Lesson> {
    let (read, places) = copies::once(texts, Text::read);
    let mut kinds: BTreeMap<Kind, Vec<(usize, Option<&Value<'_>>)>> = BTreeMap::new();
    for (index, (kind, value)) in places.iter().filter_map(|place| read.get(*place)).enumerate() {
        kinds.entry(*kind).or_default().push((index, value.as_ref()));
    }
    let lesson = |(kind, of): (Kind, Vec<(usize, Option<&Value<'_>>)>)| Lesson {
        content_type: of.first().and_then(|(first, _)| texts.get(*first)?.content_type.clone()),
        media: match kind {
            Kind::Json => {
                MediaKind::Json(infer::schema(&of.iter().filter_map(|(_, value)| *value).collect::<Vec<_>>()))
            }
            Kind::Text => MediaKind::Text,
            Kind::Bytes => MediaKind::Bytes,
        },
        texts: of.into_iter().map(|(index, _)| index).collect(),
    };
    kinds.into_iter().map(lesson).collect()
}

impl<'a> Status<'a> {
    /// The bodies that there are.
    pub(super) fn texts(&self) -> Vec<Text<'a>> {
        let text = |response: &&'a postman::Response| {
            Some(Text { body: response.body.as_deref()?, content_type: content_type(response) })
        };
        self.examples.iter().filter_map(text).collect()
    }

    /// The responses that its texts teach.
    pub(super) fn responses(&self, lessons: Vec<Lesson>) -> Vec<Response> {
        let (full, empty): (Vec<_>, Vec<_>) = self.examples.iter().partition(|it| it.body.is_some());
        let mut empty: Vec<_> = empty.into_iter().map(example).collect();
        if lessons.is_empty() {
            let media = MediaKind::Empty;
            return vec![Response { status: self.code, content_type: None, media, examples: empty }];
        }
        let response = |lesson: Lesson| {
            let own = lesson.texts.iter().filter_map(|index| full.get(*index)).map(|it| example(it));
            Response {
                status: self.code,
                content_type: lesson.content_type,
                media: lesson.media,
                examples: own.chain(empty.drain(..)).collect(),
            }
        };
        lessons.into_iter().map(response).collect()
    }
}

fn example(response: &postman::Response) -> ResponseExample {
    ResponseExample {
        name: response.name.clone(),
        body: response.body.clone(),
        headers: headers(&response.headers),
        at: response.at.clone(),
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

impl<'a> Text<'a> {
    pub(super) fn len(&self) -> usize {
        self.body.len()
    }

    /// Objects and arrays are JSON whatever the header says; scalars are if the header does not say otherwise.
    fn read(&self) -> (Kind, Option<Value<'a>>) {
        let (text, content_type) = (self.body, self.content_type.as_deref());
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
        let of = |status: &Status<'_>| status.responses(lessons(&status.texts()));
        statuses(source).iter().flat_map(of).map(|it| line(&it)).collect::<Vec<_>>().join("\n")
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
        let kind_of = |content_type: Option<&str>, body| {
            Text { body, content_type: content_type.map(str::to_owned) }.read().0
        };
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
