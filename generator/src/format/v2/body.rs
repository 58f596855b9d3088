//! The `body` of a v2 request turns into its content, by the mode that it names.

use super::super::form::{self, Paths};
use super::super::json::{Json, Object};
use super::super::shape::{Reader, flag};
use crate::diagnostic::{Code, Pointer};
use crate::postman::{Body, Content, GraphQlVariables};

/// Reads a body; `None` for null, an empty text, and an object without mode, as nothing is sent then.
pub(super) fn read(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Option<Body> {
    match value {
        Json::Null => None,
        Json::Text(text) if text.is_empty() => None,
        Json::Text(text) => {
            let content = Content::Raw { text, language: None };
            Some(Body { content, disabled: false, at: at.clone() })
        }
        Json::Object(object) => read_object(reader, object, at),
        found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_)) => {
            if !found.is_blank() {
                reader.unexpected(at, &found, "an object");
            }
            None
        }
    }
}

fn read_object(reader: &mut Reader<'_>, mut body: Object, at: &Pointer) -> Option<Body> {
    let Some(mode) = reader.text(&mut body, "mode", at).filter(|mode| !mode.is_empty()) else {
        let modes = ["raw", "urlencoded", "formdata", "file", "graphql"];
        if let Some(mode) = modes.into_iter().find(|mode| body.get(mode).is_some_and(|data| !data.is_blank()))
        {
            let help = format!("add `\"mode\": \"{mode}\"` to send it, or remove it");
            reader.ignored(at, "it has no `mode`, and Postman sends no body then", &help);
        }
        return None;
    };
    let disabled = flag(&mut body, "disabled");
    let mut place = at.clone();
    let content = match mode.to_lowercase().as_str() {
        "urlencoded" => Content::UrlEncoded(form::urlencoded(
            reader,
            take(&mut body, "urlencoded"),
            &at.key("urlencoded"),
        )),
        "formdata" => {
            let fields = take(&mut body, "formdata");
            Content::FormData(form::multipart(reader, fields, &at.key("formdata"), Paths::Src))
        }
        "file" => file(reader, take(&mut body, "file"), &at.key("file")),
        "graphql" => graphql(reader, take(&mut body, "graphql"), &at.key("graphql")),
        lower => {
            let raw = take(&mut body, "raw");
            if lower != "raw" && !is_raw_after_all(reader, &mode, &raw, at) {
                return None;
            }
            place = at.key("raw");
            let options = reader.object(&mut body, "options", at);
            Content::Raw {
                text: raw_text(raw),
                language: options.and_then(|options| language(reader, options, at)),
            }
        }
    };
    Some(Body { content, disabled, at: place })
}

fn take(object: &mut Object, key: &str) -> Json {
    object.take(key).unwrap_or_default()
}

/// Postman takes an unknown mode for raw; without a raw text that is nothing.
fn is_raw_after_all(reader: &mut Reader<'_>, mode: &str, raw: &Json, at: &Pointer) -> bool {
    if raw.is_blank() && mode.eq_ignore_ascii_case("none") {
        return false;
    }
    let message =
        format!("body mode `{mode}` is not known; the body is read as raw text, as Postman reads it");
    let help = "pick one of: raw, urlencoded, formdata, file, graphql";
    reader.diagnostics.warn(Code::UnknownBodyMode, message, &at.key("mode"), help);
    !raw.is_blank()
}

/// A raw body that is no text is sent as compact JSON.
pub(in crate::format) fn raw_text(raw: Json) -> String {
    match raw {
        Json::Null => String::new(),
        Json::Text(text) => text,
        value @ (Json::Boolean(_) | Json::Number(_) | Json::List(_) | Json::Object(_)) => value.to_compact(),
    }
}

/// The editor's language of a raw body, from the `options` of the body.
pub(in crate::format) fn language(
    reader: &mut Reader<'_>,
    mut options: Object,
    at: &Pointer,
) -> Option<String> {
    let at = at.key("options");
    let mut raw = reader.object(&mut options, "raw", &at)?;
    reader.text(&mut raw, "language", &at.key("raw")).filter(|language| !language.is_empty())
}

pub(in crate::format) fn file(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Content {
    let source = match value {
        Json::Null => None,
        Json::Text(path) => Some(path),
        Json::Object(mut object) => {
            if object.get("content").is_some_and(|content| !content.is_blank()) {
                let help = "choose a file in Postman, or give the content when calling";
                reader.ignored(
                    &at.key("content"),
                    "the content of a file is not taken from the collection",
                    help,
                );
            }
            reader.text(&mut object, "src", at)
        }
        found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_)) => {
            if !found.is_blank() {
                reader.unexpected(at, &found, "an object with `src`");
            }
            None
        }
    };
    Content::File { source: source.filter(|source| !source.is_empty()) }
}

/// Reads a GraphQL body: an object, or the query alone.
pub(in crate::format) fn graphql(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Content {
    let mut object = match value {
        Json::Object(object) => object,
        Json::Text(query) => {
            let query = Some(query);
            return Content::GraphQl { query, operation_name: None, variables: GraphQlVariables::Missing };
        }
        Json::Null => Object::default(),
        found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_)) => {
            reader.unexpected(at, &found, "an object with `query`");
            Object::default()
        }
    };
    let variables = match object.take("variables") {
        None => GraphQlVariables::Missing,
        Some(Json::Text(text)) => GraphQlVariables::Text(text),
        Some(value) => GraphQlVariables::Json(value.to_compact()),
    };
    let query = reader.text(&mut object, "query", at);
    let operation_name = reader.text(&mut object, "operationName", at);
    Content::GraphQl { query, operation_name, variables }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{json, reading, shown};
    use super::*;

    fn show(text: &str) -> String {
        let (body, messages) = reading(|reader| read(reader, json(text), &Pointer::root().key("body")));
        std::iter::once(shown(body)).chain(messages).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn reads_raw_bodies() {
        let cases = [
            (r#""plain""#, r#"Raw { text: "plain", language: None } at /body"#),
            (r#"{"mode": "RAW", "raw": "x"}"#, r#"Raw { text: "x", language: None } at /body/raw"#),
            (
                r#"{"mode": "raw", "raw": {"b": 1, "a": [true]}, "options": {"raw": {"language": "json"}}}"#,
                r#"Raw { text: "{\"b\":1,\"a\":[true]}", language: Some("json") } at /body/raw"#,
            ),
            (r#"{"mode": "raw", "disabled": true}"#, r#"Raw { text: "", language: None } at /body/raw off"#),
            (
                r#"{"mode": "raw", "raw": "x", "options": {"raw": {"language": null}}}"#,
                r#"Raw { text: "x", language: None } at /body/raw"#,
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn without_a_mode_there_is_none() {
        for text in ["null", "{}", "\"\"", "[]", r#"{"mode": null}"#, r#"{"mode": "none"}"#, r#"{"raw": ""}"#]
        {
            assert_eq!(show(text), "none", "{text}");
        }
        insta::assert_snapshot!(show(r#"{"raw": "x"}"#), @r#"
        none
        /body: `body` is left out: it has no `mode`, and Postman sends no body then
        "#);
        insta::assert_snapshot!(show("7"), @r#"
        none
        /body: `body` is a number, but an object is expected; it is left out
        "#);
    }

    #[test]
    fn an_unknown_mode_is_raw() {
        insta::assert_snapshot!(show(r#"{"mode": "weird", "raw": "x"}"#), @r#"
        Raw { text: "x", language: None } at /body/raw
        /body/mode: body mode `weird` is not known; the body is read as raw text, as Postman reads it
        "#);
        insta::assert_snapshot!(show(r#"{"mode": "weird", "weird": "x"}"#), @r#"
        none
        /body/mode: body mode `weird` is not known; the body is read as raw text, as Postman reads it
        "#);
    }

    #[test]
    fn reads_the_other_modes() {
        let cases = [
            (r#"{"mode": "urlencoded", "urlencoded": "a&b", "raw": "x"}"#, "UrlEncoded 2 at /body"),
            (r#"{"mode": "formdata", "formdata": [{"key": "a"}]}"#, "FormData 1 at /body"),
            (r#"{"mode": "formdata"}"#, "FormData 0 at /body"),
            (r#"{"mode": "file", "file": "x.bin"}"#, r#"File { source: Some("x.bin") } at /body"#),
            (r#"{"mode": "file", "file": {"src": null}}"#, "File { source: None } at /body"),
            (r#"{"mode": "file", "file": {}}"#, "File { source: None } at /body"),
            (
                r#"{"mode": "graphql", "graphql": {"query": "{a}", "operationName": null, "variables": ""}}"#,
                r#"GraphQl { query: Some("{a}"), operation_name: None, variables: Text("") } at /body"#,
            ),
            (
                r#"{"mode": "graphql", "graphql": {"query": "{a}", "variables": {"z": 1, "a": null}}}"#,
                r#"GraphQl { query: Some("{a}"), operation_name: None, variables: Json("{\"z\":1,\"a\":null}") } at /body"#,
            ),
            (
                r#"{"mode": "graphql"}"#,
                "GraphQl { query: None, operation_name: None, variables: Missing } at /body",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text), expected, "{text}");
        }
        insta::assert_snapshot!(show(r#"{"mode": "file", "file": {"content": "QQ=="}}"#), @r#"
        File { source: None } at /body
        /body/file/content: `content` is left out: the content of a file is not taken from the collection
        "#);
    }
}
