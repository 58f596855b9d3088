//! The `url` of a v2 request turns into its parts; the object form is read part by part, as Postman sends it.

use super::super::entry::{self, Cut, Entry};
use super::super::json::{Json, Object};
use super::super::shape::Reader;
use super::super::url::parse;
use crate::diagnostic::Pointer;
use crate::postman::{Url, UserInfo};

/// Reads a URL: a text or an object; `None` for null, an empty text and an empty object.
pub(in crate::format) fn read(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Option<Url> {
    match value {
        Json::Null => None,
        Json::Text(text) => parse(&text, at),
        Json::Object(object) => read_object(reader, object, at),
        found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_)) => {
            reader.unexpected(at, &found, "a text or an object");
            None
        }
    }
}

fn read_object(reader: &mut Reader<'_>, mut object: Object, at: &Pointer) -> Option<Url> {
    let scheme = reader.text(&mut object, "protocol", at);
    let query = object.take("query").unwrap_or_default();
    let mut url = Url {
        scheme: scheme.map(|text| text.trim_end_matches("://").to_owned()).filter(|text| !text.is_empty()),
        user_info: user_info(reader, &mut object, at),
        host: host(reader, object.take("host").unwrap_or_default(), &at.key("host")),
        port: reader.text(&mut object, "port", at).filter(|text| !text.is_empty()),
        path: path(reader, object.take("path").unwrap_or_default(), &at.key("path")),
        query: entry::read(reader, query, &at.key("query"), Cut::Pairs)
            .into_iter()
            .map(Entry::into_query)
            .collect(),
        variables: Vec::new(),
        at: at.clone(),
    };
    // Postman ignores `raw`; without a host it has nothing to send, and the text is all there is to go by.
    if url.host.is_empty()
        && let Some(raw) = reader.text(&mut object, "raw", at)
        && let Some(parsed) = parse(&raw, &at.key("raw"))
        && (!parsed.host.is_empty() || url.path.is_empty())
    {
        let query = if url.query.is_empty() { parsed.query.clone() } else { url.query };
        url = Url { query, at: at.clone(), ..parsed };
    }
    let variables = object.take("variable").unwrap_or_default();
    url.variables = entry::path_variables(reader, variables, &at.key("variable"));
    let empty = url.host.is_empty() && url.path.is_empty() && url.query.is_empty();
    (!empty).then_some(url)
}

fn user_info(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Option<UserInfo> {
    let mut auth = reader.object(object, "auth", at)?;
    let at = at.key("auth");
    let user = reader.text(&mut auth, "user", &at).filter(|user| !user.is_empty())?;
    Some(UserInfo { user, password: reader.text(&mut auth, "password", &at).filter(|text| !text.is_empty()) })
}

fn host(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> String {
    match value {
        Json::List(labels) => segments(reader, labels, at).join("."),
        Json::Text(text) => text,
        Json::Null => String::new(),
        found @ (Json::Boolean(_) | Json::Number(_) | Json::Object(_)) => {
            if !found.is_blank() {
                reader.unexpected(at, &found, "a list of labels");
            }
            String::new()
        }
    }
}

/// A text loses one leading slash, unless it is nothing but that.
fn path(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Vec<String> {
    match value {
        Json::List(list) => segments(reader, list, at),
        Json::Text(text) if text.is_empty() => Vec::new(),
        Json::Text(text) => {
            text.strip_prefix('/').unwrap_or(&text).split('/').map(ToOwned::to_owned).collect()
        }
        Json::Null => Vec::new(),
        found @ (Json::Boolean(_) | Json::Number(_) | Json::Object(_)) => {
            if !found.is_blank() {
                reader.unexpected(at, &found, "a list of segments");
            }
            Vec::new()
        }
    }
}

/// Segments are texts, or objects with the text as `value`.
fn segments(reader: &mut Reader<'_>, list: Vec<Json>, at: &Pointer) -> Vec<String> {
    let mut segments = Vec::with_capacity(list.len());
    for (index, segment) in list.into_iter().enumerate() {
        let text = match segment {
            Json::Text(text) => text,
            Json::Number(number) => number.to_string(),
            Json::Object(mut object) => {
                reader.text(&mut object, "value", &at.index(index)).unwrap_or_default()
            }
            // JavaScript joins null as nothing.
            Json::Null => String::new(),
            found @ (Json::Boolean(_) | Json::List(_)) => {
                reader.unexpected(&at.index(index), &found, "a text");
                continue;
            }
        };
        segments.push(text);
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{json, reading};
    use super::*;

    fn show(text: &str) -> String {
        let (url, messages) = reading(|reader| read(reader, json(text), &Pointer::root().key("url")));
        let url = url.map_or_else(
            || "none".to_owned(),
            |url| {
                let text = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
                let user = url.user_info.map(|info| format!("{}:{}", info.user, text(info.password)));
                let query = url.query.iter().map(|q| {
                    let off = if q.disabled { "!" } else { "" };
                    format!(" {off}{}={:?}@{}", q.key.as_deref().unwrap_or("-"), q.value, q.at)
                });
                let variables = url.variables.iter().map(|v| format!(" :{}={:?}", v.key, v.value));
                let rest: String = query.chain(variables).collect();
                let (scheme, port) = (text(url.scheme), text(url.port));
                format!("{scheme} {} {} {port} {:?}{rest}", text(user), url.host, url.path)
            },
        );
        std::iter::once(url).chain(messages).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn reads_the_parts_of_an_object() {
        insta::assert_snapshot!(
            show(r#"{"raw": "ignored", "protocol": "https://", "auth": {"user": "u", "password": ""},
                "host": ["api", "acme", "test"], "port": 81, "path": ["a", {"type": "string", "value": ":b"}, 7, null, ""],
                "query": [{"key": "x", "value": null}, {"key": "y", "value": "2", "disabled": true}],
                "variable": [{"id": "b", "value": "1"}], "hash": "top"}"#),
            @r#"https u:- api.acme.test 81 ["a", ":b", "7", "", ""] x=Null@/url/query/0 !y=Text("2")@/url/query/1 :b=Text("1")"#
        );
        insta::assert_snapshot!(show(r#"{"host": "{{base}}", "path": "/a/b/", "query": "x=1&y", "port": ""}"#), @r#"- - {{base}} - ["a", "b", ""] x=Text("1")@/url/query y=Null@/url/query"#);
        insta::assert_snapshot!(show(r#"{"host": ["h"], "path": "/", "query": {"z": "1", "a": "2"}}"#), @r#"- - h - [""] z=Text("1")@/url/query/z a=Text("2")@/url/query/a"#);
    }

    #[test]
    fn goes_by_raw_only_without_a_host() {
        insta::assert_snapshot!(
            show(r#"{"raw": "{{base}}/a/:b?x=1", "variable": [{"key": "b"}]}"#),
            @r#"- - {{base}} - ["a", ":b"] x=Text("1")@/url/raw :b=Missing"#
        );
        insta::assert_snapshot!(
            show(r#"{"raw": "{{base}}/a?x=1", "query": [{"key": "x", "value": "2"}]}"#),
            @r#"- - {{base}} - ["a"] x=Text("2")@/url/query/0"#
        );
        insta::assert_snapshot!(show(r#"{"raw": "/a", "path": ["b"]}"#), @r#"- -  - ["b"]"#);
    }

    #[test]
    fn nothing_is_no_url() {
        for text in
            ["null", "\"\"", "{}", r#"{"raw": ""}"#, r#"{"raw": null, "host": [], "path": [], "query": []}"#]
        {
            assert_eq!(show(text), "none", "{text}");
        }
    }

    #[test]
    fn reports_what_is_no_url() {
        insta::assert_snapshot!(show("[1]"), @r#"
        none
        /url: `url` is a list, but a text or an object is expected; it is left out
        "#);
        insta::assert_snapshot!(show(r#"{"host": 7, "path": {"a": 1}}"#), @r#"
        none
        /url/host: `host` is a number, but a list of labels is expected; it is left out
        /url/path: `path` is an object, but a list of segments is expected; it is left out
        "#);
        insta::assert_snapshot!(show(r#"{"host": ["h", ["i"]], "path": [true]}"#), @r#"
        - - h - []
        /url/host/1: `host/1` is a list, but a text is expected; it is left out
        /url/path/0: `path/0` is a boolean, but a text is expected; it is left out
        "#);
    }
}
