//! The `responses` of a v1 request turn into saved responses.

use super::super::json::{Json, Object};
use super::super::shape::Reader;
use super::super::{entry, v2};
use super::request;
use crate::diagnostic::Pointer;
use crate::postman::{Request, Response};

/// Reads the saved responses of a request.
pub(super) fn read_all(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Vec<Response> {
    let list = reader.list(object, "responses", at);
    let at = at.key("responses");
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
    let mut status = reader.object(&mut object, "responseCode", &at).unwrap_or_default();
    Response {
        name: reader.text(&mut object, "name", &at).filter(|name| !name.is_empty()),
        code: status
            .take("code")
            .and_then(|found| v2::code(reader, &found, &at.key("responseCode").key("code"))),
        headers: entry::headers(reader, &mut object, "headers", &at),
        body: object.take("text").and_then(|found| v2::response_body(reader, found, &at.key("text"))),
        original_request: original_request(reader, &mut object, &at).map(Box::new),
        at,
    }
}

/// `requestObject`, else `request`: an object, or one as JSON text. The id of a request says nothing new.
fn original_request(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Option<Request> {
    ["requestObject", "request"].into_iter().find_map(|key| {
        let request = match object.take(key)? {
            Json::Object(request) => request,
            Json::Text(text) => match serde_json::from_str(&text) {
                Ok(Json::Object(request)) => request,
                Ok(_) | Err(_) => return None,
            },
            Json::Null => return None,
            found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_)) => {
                reader.unexpected(&at.key(key), &found, "an object");
                return None;
            }
        };
        Some(request::read(reader, request, &at.key(key)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{object, reading};
    use super::*;

    #[test]
    fn reads_responses() {
        let text = r#"{"responses": [
            {"name": "ok", "responseCode": {"code": 201, "name": "Created"}, "text": "{}", "language": "json",
             "headers": [{"key": "A", "value": "1"}],
             "request": {"url": "https://h/x", "method": "post", "headers": [{"key": "B"}], "dataMode": "raw", "data": "z"}},
            {"requestObject": "{\"method\": \"PUT\"}", "request": {"method": "GET"}, "text": null},
            {"request": "some-id", "responseCode": null},
            {"request": [1], "text": 7}
        ]}"#;
        let (responses, messages) = reading(|reader| read_all(reader, &mut object(text), &Pointer::root()));
        let shown: Vec<_> = responses
            .iter()
            .map(|r| {
                let method = r.original_request.as_ref().map(|request| request.method.as_str());
                (r.at.as_str(), r.code, r.body.as_deref(), r.headers.len(), method)
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("/responses/0", Some(201), Some("{}"), 1, Some("POST")),
                ("/responses/1", None, None, 0, Some("PUT")),
                ("/responses/2", None, None, 0, None),
                ("/responses/3", None, None, 0, None),
            ]
        );
        let body = responses[0].original_request.as_ref().and_then(|request| request.body.as_ref()).unwrap();
        assert_eq!(body.at.as_str(), "/responses/0/request/data");
        assert_eq!(
            messages,
            [
                "/responses/3/text: `text` is a number, but a text (JSON inside of quotes) is expected; it is left out",
                "/responses/3/request: `request` is a list, but an object is expected; it is left out",
            ]
        );
    }
}
