//! The members of a request, of either kind, turn into a request.

use super::super::entry::{self, Cut, Entry};
use super::super::form::{self, Paths};
use super::super::json::{Json, Object};
use super::super::shape::{Reader, flag};
use super::super::{url, v2};
use super::auth;
use super::document::textual;
use crate::diagnostic::{Code, Pointer};
use crate::postman::{Body, Content, Request, Url};

/// The kinds of requests that become operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Http,
    GraphQl,
}

/// Reads a request; `object` may also be the request of an example.
pub(super) fn read(reader: &mut Reader<'_>, object: &mut Object, kind: Kind, at: &Pointer) -> Request {
    let mut method = v2::method(reader, object, at);
    let body = match kind {
        Kind::Http => object.take("body").and_then(|found| body(reader, found, &at.key("body"))),
        Kind::GraphQl => {
            // A query is sent as a body, whatever the file says.
            "POST".clone_into(&mut method);
            let content = v2::graphql(reader, Json::Object(std::mem::take(&mut graphql(object))), at);
            Some(Body { content, disabled: false, at: at.key("query") })
        }
    };
    if let Some(headers) = object.take("headers") {
        object.put("headers", textual(headers));
    }
    Request {
        method,
        url: url(reader, object, at),
        headers: entry::headers(reader, object, "headers", at),
        body,
        auth: auth::read(reader, object, at),
        description: reader.description(object, at),
        at: at.clone(),
    }
}

/// What makes the body of a GraphQL request.
fn graphql(object: &mut Object) -> Object {
    let mut members = Vec::new();
    for key in ["query", "variables", "operationName"] {
        match object.take(key) {
            // Variables that are blank are no variables.
            Some(value) if key != "variables" || !value.is_blank() => members.push((key.to_owned(), value)),
            Some(_) | None => {}
        }
    }
    members.into()
}

fn url(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Option<Url> {
    let text = reader.text(object, "url", at).unwrap_or_default();
    let mut url =
        url::parse(&text, &at.key("url")).unwrap_or_else(|| Url { at: at.key("url"), ..Url::default() });
    if let Some(found) = object.take("queryParams").filter(|found| !found.is_blank()) {
        let written = std::mem::take(&mut url.query);
        let entries = entry::read(reader, textual(found), &at.key("queryParams"), Cut::Pairs);
        url.query = entries.into_iter().map(Entry::into_query).collect();
        for lost in written.iter().filter(|one| one.key.as_deref().is_some_and(|key| !key.is_empty())) {
            if !url.query.iter().any(|query| query.key == lost.key) {
                let key = lost.key.as_deref().unwrap_or_default();
                let message = format!(
                    "the URL has the query parameter `{key}`, but `queryParams` has not; it is left out"
                );
                let help =
                    "write it into `queryParams`, which lists all of the query, or remove it from `url`";
                reader.diagnostics.warn(Code::UnexpectedShape, message, &lost.at, help);
            }
        }
    }
    let variables = object.take("pathVariables").unwrap_or_default();
    url.variables = entry::path_variables(reader, textual(variables), &at.key("pathVariables"));
    let empty = url.host.is_empty() && url.path.is_empty() && url.query.is_empty();
    (!empty).then_some(url)
}

/// The body of a request; `none` is none.
fn body(reader: &mut Reader<'_>, found: Json, at: &Pointer) -> Option<Body> {
    let mut body = reader.element(found, at)?;
    let kind = reader.text(&mut body, "type", at).unwrap_or_default();
    let disabled = flag(&mut body, "disabled");
    let content = body.take("content").unwrap_or_default();
    let place = at.key("content");
    let content = match kind.as_str() {
        "none" => return None,
        "" if content.is_blank() => return None,
        "urlencoded" => Content::UrlEncoded(form::urlencoded(reader, textual(content), &place)),
        "formdata" => Content::FormData(form::multipart(reader, textual(content), &place, Paths::Src)),
        "file" => v2::file(reader, content, &place),
        // Postman writes `text` where the body named no language: header and content say more.
        "text" | "" => Content::Raw { text: v2::raw_text(content), language: None },
        "json" | "xml" | "html" | "javascript" => {
            Content::Raw { text: v2::raw_text(content), language: Some(kind) }
        }
        _ => {
            let message = format!("body type `{kind}` is not known; the body is read as text");
            let help = "pick one of: json, text, xml, html, javascript, urlencoded, formdata, file, none";
            reader.diagnostics.warn(Code::UnknownBodyMode, message, &at.key("type"), help);
            Content::Raw { text: v2::raw_text(content), language: None }
        }
    };
    Some(Body { content, disabled, at: place })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::reading;
    use super::super::document::json;
    use super::*;

    fn request(text: &str, kind: Kind) -> (Request, Vec<String>) {
        let Json::Object(mut object) = json(&crate::yaml::parse(text).unwrap()) else { panic!("no map") };
        reading(|reader| read(reader, &mut object, kind, &Pointer::file("a.request.yaml")))
    }

    fn http(text: &str) -> String {
        let (request, messages) = request(text, Kind::Http);
        let mut lines = vec![format!("{} {:?}", request.method, request.url.map(|url| (url.host, url.path)))];
        lines.extend(
            request
                .headers
                .iter()
                .map(|header| format!("{}: {:?} {}", header.key, header.value, header.disabled)),
        );
        lines.extend(request.body.map(|body| format!("{:?} {}", body.content, body.at)));
        lines.extend(messages);
        lines.join("\n")
    }

    #[test]
    fn reads_maps_and_lists() {
        insta::assert_snapshot!(
            http("url: '{{base}}/a/:id'\nmethod: put\nheaders: {A: 1, B: yes, C: true, D: 1.10, E: null}\n"),
            @r#"
            PUT Some(("{{base}}", ["a", ":id"]))
            A: Text("1") false
            B: Text("yes") false
            C: Text("true") false
            D: Text("1.10") false
            E: Null false
            "#
        );
        insta::assert_snapshot!(
            http("url: h\nheaders:\n  - {key: A, value: x, disabled: true}\n  - {key: A, value: 2}\n"),
            @r#"
            GET Some(("h", []))
            A: Text("x") true
            A: Text("2") false
            "#
        );
    }

    #[test]
    fn the_list_of_the_query_counts() {
        let query = |text: &str| {
            let (request, messages) = request(text, Kind::Http);
            let query = request.url.map(|url| url.query).unwrap_or_default();
            let show = query.iter().map(|q| {
                format!(
                    "{}={:?}{} {}",
                    q.key.as_deref().unwrap_or("-"),
                    q.value,
                    if q.disabled { " off" } else { "" },
                    q.at
                )
            });
            show.chain(messages).collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(query("url: h?a=1&b"), @r#"
        a=Text("1") a.request.yaml#/url
        b=Null a.request.yaml#/url
        "#);
        insta::assert_snapshot!(query("url: h?a=1&b\nqueryParams:\n  - {key: a, value: 2}\n  - {key: c, value: null, disabled: true}"), @r#"
        a=Text("2") a.request.yaml#/queryParams/0
        c=Null off a.request.yaml#/queryParams/1
        a.request.yaml#/url: the URL has the query parameter `b`, but `queryParams` has not; it is left out
        "#);
        insta::assert_snapshot!(query("url: h\nqueryParams: {z: 1, a: x}"), @r#"
        z=Text("1") a.request.yaml#/queryParams/z
        a=Text("x") a.request.yaml#/queryParams/a
        "#);
    }

    #[test]
    fn reads_every_type_of_body() {
        let body = |text: &str| {
            let shown = http(&format!("url: h\nbody: {text}"));
            shown.lines().skip(1).collect::<Vec<_>>().join("; ")
        };
        insta::assert_snapshot!(
            [
                "{type: json, content: '{\"a\": 1}'}",
                "{type: text, content: t}",
                "{type: xml, content: <a/>}",
                "{type: json, content: {a: 1}}",
                "{type: none}",
                "{}",
                "null",
                "{type: file, content: {src: /tmp/a}}",
                "{type: odd, content: x}",
                "{type: urlencoded, content: {a: 1}}",
            ].map(body).join("\n"),
            @r#"
            Raw { text: "{\"a\": 1}", language: Some("json") } a.request.yaml#/body/content
            Raw { text: "t", language: None } a.request.yaml#/body/content
            Raw { text: "<a/>", language: Some("xml") } a.request.yaml#/body/content
            Raw { text: "{\"a\":1}", language: Some("json") } a.request.yaml#/body/content



            File { source: Some("/tmp/a") } a.request.yaml#/body/content
            Raw { text: "x", language: None } a.request.yaml#/body/content; a.request.yaml#/body/type: body type `odd` is not known; the body is read as text
            UrlEncoded([FormParameter { key: Some("a"), value: Text(Text("1")), content_type: None, file_name: None, disabled: false, description: None, at: Pointer { text: "a.request.yaml#/body/content/a", file: 14 } }]) a.request.yaml#/body/content
            "#
        );
    }

    #[test]
    fn a_graphql_request_is_a_post_with_a_query() {
        let (request, messages) =
            request("url: h/g\nquery: '{a}'\nvariables: '{\"id\": \"{{id}}\"}'\n", Kind::GraphQl);
        let body = request.body.unwrap();
        assert_eq!(
            (request.method.as_str(), body.at.as_str(), messages.len()),
            ("POST", "a.request.yaml#/query", 0)
        );
        insta::assert_snapshot!(format!("{:?}", body.content), @r#"GraphQl { query: Some("{a}"), operation_name: None, variables: Text("{\"id\": \"{{id}}\"}") }"#);
    }
}
