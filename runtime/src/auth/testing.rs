//! Requests for the tests of schemes.

use reqwest::header::HeaderMap;

use crate::request::PreparedRequest;

/// A request with a body of text; an empty text is none.
pub(super) fn request(method: &str, url: &str, body: &str) -> PreparedRequest {
    PreparedRequest {
        method: method.parse().unwrap(),
        url: url.parse().unwrap(),
        headers: HeaderMap::new(),
        body: (!body.is_empty()).then(|| body.to_owned().into()),
    }
}

/// A request with a content type.
#[cfg(feature = "auth-signed")]
pub(super) fn typed(method: &str, url: &str, body: &str, content_type: &'static str) -> PreparedRequest {
    let mut request = request(method, url, body);
    request
        .headers
        .insert(reqwest::header::CONTENT_TYPE, reqwest::header::HeaderValue::from_static(content_type));
    request
}

/// The header `Authorization`.
pub(super) fn authorization(request: &PreparedRequest) -> Option<String> {
    request.headers.get("Authorization").map(|value| value.to_str().unwrap().to_owned())
}
