//! A request that is about to be sent: what credentials are put into.

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};

use crate::body::Body;
use crate::secret::is_secret_name;
use crate::{Error, encode};

/// A request that is about to be sent.
#[derive(Clone)]
pub struct PreparedRequest {
    pub(crate) method: Method,
    pub(crate) url: Url,
    /// Values that are marked sensitive never follow a redirect to another origin.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Body>,
}

impl PreparedRequest {
    /// Replaces a header by a secret.
    pub(crate) fn set_secret_header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.set_secret_bytes(header_name(name)?, Bytes::copy_from_slice(value.as_bytes()))
    }

    /// The same of text that is given away, so that no copy of it is left behind.
    pub(crate) fn set_secret_bytes(
        &mut self,
        name: HeaderName,
        value: impl Into<Bytes>,
    ) -> Result<(), Error> {
        let mut value = checked(name.as_str(), value.into())?;
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(())
    }

    /// Removes the headers whose names consist of the same words: `X-API-Key`, `x_api_key` and `XApiKey` do.
    pub(crate) fn remove_headers_like(&mut self, name: &str) {
        let words = compact(name);
        let names: Vec<HeaderName> =
            self.headers.keys().filter(|other| compact(other.as_str()) == words).cloned().collect();
        for name in names {
            self.headers.remove(name);
        }
    }

    /// Removes the headers of this name.
    pub(crate) fn remove_header(&mut self, name: &str) {
        self.headers.remove(name);
    }

    /// Removes the query parameters of this name and appends one.
    pub(crate) fn set_query_credential(&mut self, name: &str, value: &str) {
        self.remove_query_parameter(name);
        let own = format!("{}={}", encode::query_key(name), encode::credential(value));
        let query = match self.url.query() {
            Some(query) if !query.is_empty() => format!("{query}&{own}"),
            _ => own,
        };
        self.url.set_query(Some(&query));
    }

    /// Removes the query parameters of this name; the rest stays byte by byte.
    pub(crate) fn remove_query_parameter(&mut self, name: &str) {
        let key = encode::query_key(name).to_string();
        let Some(query) = self.url.query() else { return };
        let is_other = |piece: &&str| piece.split('=').next() != Some(key.as_str());
        let pieces: Vec<&str> = query.split('&').filter(is_other).collect();
        if pieces.len() != query.split('&').count() {
            let query = pieces.join("&");
            self.url.set_query(Some(query.as_str()).filter(|query| !query.is_empty()));
        }
    }
}

/// A name without case and separators, by which Postman compares the headers of API keys.
fn compact(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The name of a header.
pub(crate) fn header_name(name: &str) -> Result<HeaderName, Error> {
    HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Error::argument(format!("{name:?} is not a name that a header can have")))
}

/// The value of a header, hidden from debug output if the name says that it is a secret.
pub(crate) fn header_value(name: &str, value: &str) -> Result<HeaderValue, Error> {
    header_bytes(name, Bytes::copy_from_slice(value.as_bytes()))
}

/// The same of text that need not be copied: a constant, or one that is given away.
pub(crate) fn header_bytes(name: &str, value: impl Into<Bytes>) -> Result<HeaderValue, Error> {
    let mut sent = checked(name, value.into())?;
    sent.set_sensitive(is_secret_name(name));
    Ok(sent)
}

/// The same of what is known to be no secret, or marked as one by the caller.
pub(crate) fn checked(name: &str, value: Bytes) -> Result<HeaderValue, Error> {
    HeaderValue::from_maybe_shared(value).map_err(|_| {
        Error::argument(format!("the value of the header {name:?} holds a line break or a control character"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(url: &str) -> PreparedRequest {
        PreparedRequest {
            method: Method::GET,
            url: url.parse().unwrap(),
            headers: HeaderMap::new(),
            body: None,
        }
    }

    #[test]
    fn a_query_credential_replaces_its_key_and_goes_last() {
        let mut sent = request("http://h/p?k=1&b=2&k&kk=3");
        sent.set_query_credential("k", "a b&c=d#e");
        assert_eq!(sent.url.as_str(), "http://h/p?b=2&kk=3&k=a%20b%26c=d%23e");
        let mut sent = request("http://h/p");
        sent.set_query_credential("k&=", "");
        assert_eq!(sent.url.as_str(), "http://h/p?k%26%3D=");
    }

    #[test]
    fn headers_are_compared_by_their_words() {
        let mut sent = request("http://h/");
        for name in ["x-api-key", "x_api_key", "xapikey", "x-api-keys"] {
            sent.headers.insert(name, HeaderValue::from_static("1"));
        }
        sent.remove_headers_like("X-API-Key");
        assert_eq!(sent.headers.keys().map(HeaderName::as_str).collect::<Vec<_>>(), ["x-api-keys"]);
    }

    #[test]
    fn a_secret_header_is_hidden_and_checked() {
        let mut sent = request("http://h/");
        sent.set_secret_header("Authorization", "t0ken").unwrap();
        assert!(!format!("{:?}", sent.headers).contains("t0ken"));
        let error = sent.set_secret_header("X-Key", "a\r\nb: c").unwrap_err().to_string();
        assert_eq!(error, "the value of the header \"x-key\" holds a line break or a control character");
    }
}
