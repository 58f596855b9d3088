//! A v1 request turns into an item with its request and saved responses.

use super::super::entry::{self, Cut, Entry};
use super::super::json::{Json, Object};
use super::super::shape::Reader;
use super::super::{script, v2};
use super::{auth, body, response};
use crate::diagnostic::Pointer;
use crate::postman::{Header, PathVariable, Query, Request, RequestItem, Scalar, Url};

/// Reads an element of `requests`.
pub(super) fn read_item(reader: &mut Reader<'_>, mut object: Object, at: Pointer) -> RequestItem {
    RequestItem {
        name: reader.text(&mut object, "name", &at).unwrap_or_default(),
        // The format has one description, which is the request's.
        description: None,
        responses: response::read_all(reader, &mut object, &at),
        behavior: script::behavior(reader, &mut object, &at),
        scripts: super::scripts(reader, &mut object, &at),
        request: read(reader, object, &at),
        at,
    }
}

/// Reads what is sent.
pub(super) fn read(reader: &mut Reader<'_>, mut object: Object, at: &Pointer) -> Request {
    Request {
        method: v2::method(reader, &mut object, at),
        url: read_url(reader, &mut object, at),
        headers: headers(reader, &mut object, at),
        body: body::read(reader, &mut object, at),
        auth: auth::read(reader, &mut object, at),
        description: reader.description(&mut object, at),
        at: at.clone(),
    }
}

fn read_url(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Option<Url> {
    let value = object.take("url").unwrap_or_default();
    let mut url = v2::read_url(reader, value, &at.key("url"))?;
    let listed = queries(reader, object.take("queryParams").unwrap_or_default(), &at.key("queryParams"));
    if !listed.is_empty() {
        // The list tells more than the URL; what only the URL has comes after it.
        let rest = std::mem::replace(&mut url.query, listed);
        let known: std::collections::HashSet<Option<String>> =
            url.query.iter().map(|query| query.key.clone()).collect();
        url.query.extend(rest.into_iter().filter(|query| !known.contains(&query.key)));
    }
    let mut variables = path_variables(reader, object, "pathVariableData", at);
    for variable in path_variables(reader, object, "pathVariables", at) {
        if !variables.iter().any(|known: &PathVariable| known.key == variable.key) {
            variables.push(variable);
        }
    }
    if !variables.is_empty() {
        url.variables = variables;
    }
    Some(url)
}

fn path_variables(
    reader: &mut Reader<'_>,
    object: &mut Object,
    key: &str,
    at: &Pointer,
) -> Vec<PathVariable> {
    entry::path_variables(reader, object.take(key).unwrap_or_default(), &at.key(key))
}

/// `equals` says whether there is a `=` where there is no value.
fn queries(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Vec<Query> {
    let mut queries = Vec::new();
    for mut entry in entry::read(reader, value, at, Cut::Pairs) {
        let equals = entry.rest.take("equals").map(|equals| equals.is_truthy());
        match (equals, &entry.value) {
            (Some(true), Scalar::Null) => entry.value = Scalar::Text(String::new()),
            (Some(false), Scalar::Text(text)) if text.is_empty() => entry.value = Scalar::Null,
            (Some(_) | None, _) => {}
        }
        queries.push(entry.into_query());
    }
    queries
}

/// `headerData`, then what only the text `headers` has. A list `headers` stands alone.
pub(super) fn headers(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Vec<Header> {
    if object.list("headers").is_some() {
        return entry::headers(reader, object, "headers", at);
    }
    let data = object.take("headerData").unwrap_or_default();
    let mut headers: Vec<Header> = entry::read(reader, data, &at.key("headerData"), Cut::Lines)
        .into_iter()
        .map(Entry::into_header)
        .map(without_comment)
        .collect();
    let known: std::collections::HashSet<String> = headers.iter().map(|header| header.key.clone()).collect();
    let lines = entry::headers(reader, object, "headers", at);
    headers.extend(lines.into_iter().filter(|header| !known.contains(&header.key)));
    headers
}

/// A name that begins with `//` is a disabled one.
fn without_comment(mut header: Header) -> Header {
    if let Some(key) = header.key.strip_prefix("//") {
        header.key = key.trim().to_owned();
        header.disabled = true;
    }
    header
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{object, reading};
    use super::*;

    fn request(text: &str) -> (Request, Vec<String>) {
        reading(|reader| read(reader, object(text), &Pointer::root().key("requests").index(3)))
    }

    fn header_lines(text: &str) -> String {
        let (request, messages) = request(text);
        let show = |header: &Header| {
            let off = if header.disabled { " off" } else { "" };
            format!("{}={}{off}", header.key, header.value.to_text().unwrap_or_default())
        };
        request.headers.iter().map(show).chain(messages).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn reads_headers() {
        assert_eq!(
            header_lines(r#"{"headers": "A: 1\n//B: 2\n// C: 3\nD:4\n"}"#),
            "A=1, B=2 off, C=3 off, D=4"
        );
        assert_eq!(
            header_lines(
                r#"{"headers": "A: 1\nZ: 2", "headerData": [{"key": "Z", "value": "9", "enabled": false}, {"key": "// Y", "value": "8"}]}"#
            ),
            "Z=9 off, Y=8 off, A=1"
        );
        assert_eq!(
            header_lines(r#"{"headers": [{"key": "A", "value": "1"}], "headerData": [{"key": "B"}]}"#),
            "A=1"
        );
        assert_eq!(header_lines(r#"{"headers": "", "headerData": null}"#), "");
    }

    fn query_line(text: &str) -> String {
        let url = request(text).0.url.unwrap();
        let show = |query: &Query| {
            let off = if query.disabled { "!" } else { "" };
            format!("{off}{}={:?}", query.key.as_deref().unwrap_or("-"), query.value)
        };
        url.query.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_list_of_queries_wins() {
        assert_eq!(query_line(r#"{"url": "https://h/p?a=1&b", "queryParams": []}"#), r#"a=Text("1") b=Null"#);
        assert_eq!(
            query_line(
                r#"{"url": "https://h/p?a=1&b&z=9", "queryParams": [{"key": "a", "value": "2"}, {"key": "b", "value": null}, {"key": "c", "value": "3", "enabled": false}]}"#
            ),
            r#"a=Text("2") b=Null !c=Text("3") z=Text("9")"#
        );
        assert_eq!(
            query_line(
                r#"{"url": "https://h", "queryParams": [{"key": "a", "value": null, "equals": true}, {"key": "b", "value": "", "equals": false}]}"#
            ),
            r#"a=Text("") b=Null"#
        );
    }

    fn variables(text: &str) -> Vec<(String, Option<String>)> {
        let url = request(text).0.url.unwrap();
        url.variables.into_iter().map(|variable| (variable.key, variable.value.to_text())).collect()
    }

    #[test]
    fn the_list_of_path_variables_wins() {
        let pair = |key: &str, value: &str| (key.to_owned(), Some(value.to_owned()));
        assert_eq!(
            variables(r#"{"url": "{{b}}/:id/:k", "pathVariables": {"id": "7", "k": "1"}}"#),
            [pair("id", "7"), pair("k", "1")]
        );
        assert_eq!(
            variables(
                r#"{"url": "{{b}}/:id", "pathVariables": {"id": "7", "k": "1"}, "pathVariableData": [{"key": "id", "value": "8"}]}"#
            ),
            [pair("id", "8"), pair("k", "1")]
        );
        assert_eq!(variables(r#"{"url": "{{b}}/:id", "pathVariables": []}"#), []);
    }

    #[test]
    fn reads_an_item_with_its_places() {
        let text = r#"{"id": "r", "name": "R", "method": "post", "url": "https://h/x", "description": "d",
            "dataMode": "raw", "rawModeData": "x", "tests": "t", "responses": [{"name": "ok"}]}"#;
        let at = Pointer::root().key("requests").index(0);
        let (item, messages) = reading(|reader| read_item(reader, object(text), at));
        assert!(messages.is_empty(), "{messages:?}");
        assert_eq!((item.name.as_str(), item.request.method.as_str()), ("R", "POST"));
        assert_eq!(item.request.description.as_deref(), Some("d"));
        assert_eq!(item.request.body.unwrap().at.as_str(), "/requests/0/rawModeData");
        assert_eq!(item.responses[0].at.as_str(), "/requests/0/responses/0");
        assert_eq!(item.scripts[0].at.as_str(), "/requests/0/tests");
    }
}
