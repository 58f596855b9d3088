//! Turns a request and a redirect into the next request, without what must not go to another origin.
//!
//! reqwest's own policy knows `Authorization` and `Cookie` only; an API key in a header of its own name would be
//! carried along.

use reqwest::header::{
    CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_LOCATION, CONTENT_TYPE, HeaderMap,
    HeaderName, LOCATION, TRANSFER_ENCODING,
};
use reqwest::{Method, StatusCode, Url};

use crate::request::PreparedRequest;

/// How many redirects are followed, as in Postman.
pub(crate) const LIMIT: u32 = 10;

/// Whether an answer asks to go elsewhere.
pub(crate) fn is_redirect(status: StatusCode, headers: &HeaderMap) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) && headers.contains_key(LOCATION)
}

/// Where a redirect leads; `None` if it is none, or leads nowhere that HTTP goes.
pub(crate) fn target(status: StatusCode, headers: &HeaderMap, from: &Url) -> Option<Url> {
    if !is_redirect(status, headers) {
        return None;
    }
    let location = std::str::from_utf8(headers.get(LOCATION)?.as_bytes()).ok()?;
    let mut target = from.join(location).ok()?;
    // A name and password in it are nothing that the caller asked for.
    let _ = target.set_username("");
    let _ = target.set_password(None);
    (matches!(target.scheme(), "http" | "https") && target.has_host()).then_some(target)
}

/// Makes the request that follows the redirect: 307 and 308 repeat it, the others become GET without a body, unless
/// the collection wants the method to stay. Gives the URL that the request had.
pub(crate) fn apply(
    request: &mut PreparedRequest,
    status: StatusCode,
    target: Url,
    keep_method: bool,
) -> Url {
    if !keep_method && !matches!(status.as_u16(), 307 | 308) {
        if request.method != Method::HEAD {
            request.method = Method::GET;
        }
        request.body = None;
        for name in [
            CONTENT_TYPE,
            CONTENT_LENGTH,
            CONTENT_ENCODING,
            CONTENT_LANGUAGE,
            CONTENT_LOCATION,
            TRANSFER_ENCODING,
        ] {
            request.headers.remove(name);
        }
    }
    if target.origin() != request.url.origin() {
        let secret: Vec<HeaderName> = request
            .headers
            .iter()
            .filter(|(_, value)| value.is_sensitive())
            .map(|(name, _)| name.clone())
            .collect();
        for name in secret {
            request.headers.remove(name);
        }
    }
    std::mem::replace(&mut request.url, target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    fn located(location: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, HeaderValue::from_str(location).unwrap());
        target(StatusCode::FOUND, &headers, &"http://h/a/b?c".parse().unwrap()).map(|url| url.to_string())
    }

    #[test]
    fn targets_are_resolved_against_the_request() {
        assert_eq!(located("d").as_deref(), Some("http://h/a/d"));
        assert_eq!(located("//x/y").as_deref(), Some("http://x/y"));
        assert_eq!(located("https://u:p@x/").as_deref(), Some("https://x/"));
        assert_eq!(located("file:///etc/passwd"), None);
        assert_eq!(located("http://["), None);
    }

    fn request() -> PreparedRequest {
        let mut request = PreparedRequest {
            method: Method::PUT,
            url: "https://h/a".parse().unwrap(),
            headers: HeaderMap::new(),
            body: Some("x".into()),
        };
        request.set_secret_header("X-Api-Key", "k").unwrap();
        request.headers.insert("x-other", HeaderValue::from_static("o"));
        request.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        request
    }

    #[test]
    fn secrets_stay_with_their_origin() {
        let mut same = request();
        apply(&mut same, StatusCode::TEMPORARY_REDIRECT, "https://h:443/b".parse().unwrap(), false);
        assert_eq!((same.method.as_str(), same.headers.len()), ("PUT", 3));
        for other in ["http://h/", "https://h:8443/", "https://g/"] {
            let mut sent = request();
            apply(&mut sent, StatusCode::TEMPORARY_REDIRECT, other.parse().unwrap(), false);
            assert!(!sent.headers.contains_key("x-api-key") && sent.headers.contains_key("x-other"));
        }
    }

    #[test]
    fn most_redirects_become_get() {
        for status in [301, 302, 303] {
            let mut sent = request();
            let status = StatusCode::from_u16(status).unwrap();
            let mut kept = request();
            apply(&mut kept, status, "https://h/b".parse().unwrap(), true);
            assert!(kept.method == Method::PUT && kept.body.is_some());
            apply(&mut sent, status, "https://h/b".parse().unwrap(), false);
            assert_eq!(sent.method, Method::GET);
            assert!(sent.body.is_none() && !sent.headers.contains_key(CONTENT_TYPE));
        }
    }
}
