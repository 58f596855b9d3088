//! The `request` of a v2 item turns into a request.

use super::super::json::{Json, Object};
use super::super::shape::Reader;
use super::super::{auth, entry};
use super::{body, url};
use crate::diagnostic::Pointer;
use crate::postman::Request;

/// Members that other formats have, and that Postman does not read here; each with the one that it reads.
const MISPLACED: &[(&str, &str)] = &[("data", "body"), ("headers", "header")];

/// Reads a request: a text is the URL of a GET.
pub(in crate::format) fn read(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Option<Request> {
    match value {
        Json::Text(text) => Some(Request {
            method: "GET".to_owned(),
            url: super::super::url::parse(&text, at),
            headers: Vec::new(),
            body: None,
            auth: None,
            description: None,
            at: at.clone(),
        }),
        Json::Object(object) => Some(read_object(reader, object, at)),
        Json::Null => None,
        found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_)) => {
            reader.unexpected(at, &found, "an object or a URL");
            None
        }
    }
}

fn read_object(reader: &mut Reader<'_>, mut object: Object, at: &Pointer) -> Request {
    super::report_misplaced(reader, &object, MISPLACED, at);
    let url = object.take("url").unwrap_or_default();
    let body = object.take("body").unwrap_or_default();
    Request {
        method: method(reader, &mut object, at),
        url: url::read(reader, url, &at.key("url")),
        headers: entry::headers(reader, &mut object, "header", at),
        body: body::read(reader, body, &at.key("body")),
        auth: auth::read(reader, &mut object, at),
        description: reader.description(&mut object, at),
        at: at.clone(),
    }
}

/// Upper case; `GET` where there is none.
pub(in crate::format) fn method(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> String {
    let method = reader.text(object, "method", at).unwrap_or_default();
    let method = method.trim();
    if method.is_empty() { "GET".to_owned() } else { method.to_uppercase() }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{json, reading};
    use super::*;

    fn request(text: &str) -> (Request, Vec<String>) {
        let (request, messages) = reading(|reader| read(reader, json(text), &Pointer::root().key("request")));
        (request.unwrap(), messages)
    }

    #[test]
    fn a_text_is_the_url_of_a_get() {
        let (request, messages) = request("\"https://acme.test/s?x=1\"");
        assert_eq!(request.method, "GET");
        assert_eq!(
            request.url.map(|url| (url.host, url.path)),
            Some(("acme.test".to_owned(), vec!["s".to_owned()]))
        );
        assert!(messages.is_empty());
    }

    #[test]
    fn methods_are_upper_case() {
        let cases = [
            ("{}", "GET"),
            (r#"{"method": null}"#, "GET"),
            (r#"{"method": ""}"#, "GET"),
            (r#"{"method": "post"}"#, "POST"),
            (r#"{"method": "View"}"#, "VIEW"),
            (r#"{"method": "{{m}}"}"#, "{{M}}"),
        ];
        for (text, expected) in cases {
            assert_eq!(request(text).0.method, expected, "{text}");
        }
    }

    #[test]
    fn reads_everything_with_its_place() {
        let (request, messages) = request(
            r#"{"url": {"host": ["h"]}, "header": "A: 1", "body": {"mode": "raw", "raw": "x"},
                "auth": {"type": "noauth"}, "description": {"content": "d"}}"#,
        );
        assert!(messages.is_empty(), "{messages:?}");
        assert_eq!(request.at.as_str(), "/request");
        assert_eq!(request.url.unwrap().at.as_str(), "/request/url");
        assert_eq!(request.headers[0].at.as_str(), "/request/header");
        assert_eq!(request.body.unwrap().at.as_str(), "/request/body/raw");
        assert_eq!(request.auth.unwrap().at.as_str(), "/request/auth");
        assert_eq!(request.description.as_deref(), Some("d"));
    }

    #[test]
    fn reports_what_postman_does_not_read() {
        let text = r#"{"data": {"mode": "raw", "raw": "x"}, "headers": [{"key": "A"}]}"#;
        assert_eq!(
            request(text).1,
            [
                "/request/data: `data` is left out: Postman does not read it here",
                "/request/headers: `headers` is left out: Postman does not read it here",
            ]
        );
        let blank = r#"{"data": {"mode": "formdata", "formdata": []}, "headers": []}"#;
        assert_eq!(request(blank).1, [""; 0]);
        let both = r#"{"data": {"mode": "raw", "raw": "x"}, "body": {"mode": "raw", "raw": "x"}}"#;
        assert_eq!(request(both).1, [""; 0], "the content was moved, and the old place left as it was");
    }
}
