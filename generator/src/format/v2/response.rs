//! The `response` list of a v2 item turns into saved responses.

use super::super::entry;
use super::super::json::{Json, Object};
use super::super::shape::Reader;
use super::request;
use crate::diagnostic::Pointer;
use crate::postman::Response;

/// Reads the saved responses of an item.
pub(super) fn read_all(reader: &mut Reader<'_>, item: &mut Object, at: &Pointer) -> Vec<Response> {
    let list = reader.list(item, "response", at);
    let at = at.key("response");
    let mut responses = Vec::with_capacity(list.len());
    for (index, response) in list.into_iter().enumerate() {
        let at = at.index(index);
        if let Some(object) = reader.element(response, &at) {
            responses.push(read(reader, object, at));
        }
    }
    responses
}

fn read(reader: &mut Reader<'_>, mut object: Object, at: Pointer) -> Response {
    let original = object.take("originalRequest").unwrap_or_default();
    Response {
        name: reader.text(&mut object, "name", &at).filter(|name| !name.is_empty()),
        code: object.take("code").and_then(|found| code(reader, &found, &at.key("code"))),
        headers: entry::headers(reader, &mut object, "header", &at),
        body: object.take("body").and_then(|found| body(reader, found, &at.key("body"))),
        original_request: request::read(reader, original, &at.key("originalRequest")).map(Box::new),
        at,
    }
}

/// A status code: a number, or a text that holds one.
pub(in crate::format) fn code(reader: &mut Reader<'_>, found: &Json, at: &Pointer) -> Option<u16> {
    let number = match found {
        Json::Number(number) => {
            number.as_u64().or_else(|| number.to_string().strip_suffix(".0")?.parse().ok())
        }
        Json::Text(text) => text.trim().parse().ok(),
        Json::Null | Json::Boolean(_) | Json::List(_) | Json::Object(_) => None,
    };
    // Zero and blanks are how exporters write "none".
    let none = found.is_blank() || number == Some(0);
    let code = number.and_then(|number| u16::try_from(number).ok()).filter(|code| (100..=999).contains(code));
    if code.is_none() && !none {
        reader.unexpected(at, found, "a status code of three digits");
    }
    code
}

/// The text of a saved body; an empty one is none.
pub(in crate::format) fn body(reader: &mut Reader<'_>, found: Json, at: &Pointer) -> Option<String> {
    match found {
        Json::Text(text) => Some(text).filter(|text| !text.is_empty()),
        Json::Null => None,
        found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_) | Json::Object(_)) => {
            reader.unexpected(at, &found, "a text (JSON inside of quotes)");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{json, object, reading};
    use super::*;

    #[test]
    fn reads_codes() {
        let cases = [
            ("200", Some(200), 0),
            ("\"404\"", Some(404), 0),
            ("201.0", Some(201), 0),
            ("null", None, 0),
            ("\"\"", None, 0),
            ("0", None, 0),
            ("70000", None, 1),
            ("-1", None, 1),
            ("\"OK\"", None, 1),
            ("true", None, 1),
        ];
        for (text, expected, count) in cases {
            let (found, messages) = reading(|reader| code(reader, &json(text), &Pointer::root()));
            assert_eq!((found, messages.len()), (expected, count), "{text}");
        }
    }

    #[test]
    fn reads_responses() {
        let text = r#"{"response": [
            {"name": "ok", "code": 200, "header": [{"key": "A", "value": 1}, "B: 2"], "body": "{}", "originalRequest": "https://h/x"},
            {"name": "", "header": "A: 1\r\n", "body": "", "originalRequest": {"method": "post"}},
            {"header": null, "body": {"a": 1}}, null, []
        ]}"#;
        let (responses, messages) = reading(|reader| read_all(reader, &mut object(text), &Pointer::root()));
        let shown: Vec<_> = responses
            .iter()
            .map(|r| {
                let method = r.original_request.as_ref().map(|request| request.method.as_str());
                (r.at.as_str(), r.name.as_deref(), r.code, r.headers.len(), r.body.as_deref(), method)
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("/response/0", Some("ok"), Some(200), 2, Some("{}"), Some("GET")),
                ("/response/1", None, None, 1, None, Some("POST")),
                ("/response/2", None, None, 0, None, None),
            ]
        );
        assert_eq!(
            messages,
            [
                "/response/2/body: `body` is an object, but a text (JSON inside of quotes) is expected; it is left out",
                "/response/4: `response/4` is a list, but an object is expected; it is left out",
            ]
        );
    }
}
