//! The file of a saved example turns into a saved response.

use super::super::json::Object;
use super::super::shape::Reader;
use super::super::{entry, v2};
use super::document::{Document, textual};
use super::keys;
use super::request::{self, Kind};
use crate::diagnostic::Pointer;
use crate::postman::{Request, Response};

/// Reads an example; nothing if the file is no map.
pub(super) fn read(reader: &mut Reader<'_>, document: &Document, stem: &str) -> Option<Response> {
    let at = document.at();
    let Some(mut object) = document.object() else {
        reader.ignored(&at, "it is no example", "write a map with `request` and `response`");
        return None;
    };
    keys::check(reader, &document.node, &at, &keys::EXAMPLE);
    let kind = if document.text("$kind") == Some("graphql-example") { Kind::GraphQl } else { Kind::Http };
    let name = document.text("name").unwrap_or(stem).to_owned();
    let request = reader.object(&mut object, "request", &at);
    let request = request.and_then(|request| sent(reader, request, kind, &at.key("request")));
    let response = reader.object(&mut object, "response", &at).unwrap_or_default();
    let mut found = match kind {
        Kind::Http => http(reader, response, &at.key("response")),
        Kind::GraphQl => graphql(reader, response, &at.key("response")),
    };
    found.name = Some(name).filter(|name| !name.is_empty());
    found.original_request = request.map(Box::new);
    found.at = at;
    Some(found)
}

/// The request as it was sent; an example that was saved without one has an empty one.
fn sent(reader: &mut Reader<'_>, mut object: Object, kind: Kind, at: &Pointer) -> Option<Request> {
    let request = request::read(reader, &mut object, kind, at);
    let nothing = request.url.is_none() && request.headers.is_empty() && request.body.is_none();
    (!nothing).then_some(request)
}

fn http(reader: &mut Reader<'_>, mut response: Object, at: &Pointer) -> Response {
    let code = response.take("statusCode").and_then(|found| v2::code(reader, &found, &at.key("statusCode")));
    let body = reader.object(&mut response, "body", at).and_then(|mut body| {
        let content = body.take("content")?;
        v2::response_body(reader, content, &at.key("body").key("content"))
    });
    answer(reader, response, code, body, at)
}

/// A GraphQL response stands in `http`, with code and reason as one text.
fn graphql(reader: &mut Reader<'_>, mut response: Object, at: &Pointer) -> Response {
    let mut http = reader.object(&mut response, "http", at).unwrap_or_default();
    let at = at.key("http");
    let status = reader.text(&mut http, "status", &at).unwrap_or_default();
    let code = status.split_whitespace().next().and_then(|code| code.parse().ok());
    let body = http.take("body").and_then(|found| v2::response_body(reader, found, &at.key("body")));
    answer(reader, http, code.filter(|code| (100..=999).contains(code)), body, &at)
}

fn answer(
    reader: &mut Reader<'_>,
    mut object: Object,
    code: Option<u16>,
    body: Option<String>,
    at: &Pointer,
) -> Response {
    if let Some(headers) = object.take("headers") {
        object.put("headers", textual(headers));
    }
    let headers = entry::headers(reader, &mut object, "headers", at);
    Response { name: None, code, headers, body, original_request: None, at: at.clone() }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::reading;
    use super::*;
    use crate::source::{Part, Source};

    fn example(text: &str) -> (Response, Vec<String>) {
        let part =
            Part { path: "e.example.yaml".to_owned(), source: Source::from_text("e.example.yaml", text) };
        let document = Document::read(&part).unwrap();
        let (found, messages) = reading(|reader| read(reader, &document, "e"));
        (found.unwrap(), messages)
    }

    #[test]
    fn reads_an_answer() {
        let (found, messages) = example(
            "$kind: http-example\nrequest:\n  url: h/a?x=1\n  method: PUT\nresponse:\n  statusCode: 404\n  statusText: Not Found\n  headers: {Content-Type: application/json}\n  body: {type: json, content: '{}'}\n",
        );
        assert_eq!(
            (
                found.name.as_deref(),
                found.code,
                found.body.as_deref(),
                found.headers.len(),
                found.at.as_str()
            ),
            (Some("e"), Some(404), Some("{}"), 1, "e.example.yaml")
        );
        assert_eq!(found.original_request.unwrap().method, "PUT");
        assert!(messages.is_empty());
    }

    #[test]
    fn reads_the_answer_to_a_query() {
        let (found, messages) = example(
            "$kind: graphql-example\nname: ''\nrequest: {url: h, query: '{a}'}\nresponse:\n  events: []\n  http: {status: 201 Created, headers: {A: b}, body: '{}'}\n",
        );
        assert_eq!((found.name, found.code, found.body.as_deref()), (None, Some(201), Some("{}")));
        assert!(messages.is_empty(), "{messages:?}");
    }

    #[test]
    fn an_empty_request_is_none() {
        let (found, _) =
            example("request: {url: '', method: GET}\nresponse: {body: {type: text, content: ''}}");
        assert!(found.original_request.is_none());
        assert_eq!((found.code, found.body), (None, None));
    }
}
