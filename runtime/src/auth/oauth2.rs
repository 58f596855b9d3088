//! An OAuth 2 token, in the header `Authorization` or in the query.

use super::Scheme;
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// An access token; replaces the header `Authorization` and the query parameter `access_token`. An empty one does
/// nothing.
#[derive(Clone, Debug)]
pub struct OAuth2 {
    token: Secret,
    place: Place,
    prefix: String,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Header,
    Query,
    /// As Postman has it for a place that it does not know.
    Nowhere,
}

impl OAuth2 {
    /// The token; it is sent as `Authorization: Bearer …` unless [`set`](OAuth2::set) says otherwise.
    pub fn new(token: impl Into<String>) -> Self {
        OAuth2 { token: Secret::new(token), place: Place::Header, prefix: "Bearer".to_owned() }
    }

    /// Sets `addTokenTo` (`header` or `queryParams`) or `headerPrefix`.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match (key, value.as_str()) {
            ("addTokenTo", "header") => self.place = Place::Header,
            ("addTokenTo", "queryParams") => self.place = Place::Query,
            ("addTokenTo", _) => self.place = Place::Nowhere,
            ("headerPrefix", prefix) => self.prefix = prefix.trim().to_owned(),
            _ => {}
        }
        self
    }
}

impl Scheme for OAuth2 {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        if self.token.expose().is_empty() {
            return Ok(());
        }
        request.remove_header("Authorization");
        request.remove_query_parameter("access_token");
        match self.place {
            Place::Header if self.prefix.is_empty() => {
                request.set_secret_header("Authorization", self.token.expose())
            }
            Place::Header => {
                let value = Secret::new(format!("{} {}", self.prefix, self.token.expose()));
                request.set_secret_header("Authorization", value.expose())
            }
            Place::Query => {
                request.set_query_credential("access_token", self.token.expose());
                Ok(())
            }
            Place::Nowhere => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::testing::{authorization, request};

    fn sent(scheme: &OAuth2) -> (String, Option<String>) {
        let mut request = request("GET", "http://h.test/p?access_token=old&z=1", "");
        request.set_secret_header("Authorization", "Old x").unwrap();
        scheme.apply(&mut request).unwrap();
        (request.url.query().unwrap_or_default().to_owned(), authorization(&request))
    }

    #[test]
    fn the_token_goes_where_the_collection_says() {
        let header = |text: &str| ("z=1".to_owned(), Some(text.to_owned()));
        assert_eq!(sent(&OAuth2::new("t")), header("Bearer t"));
        assert_eq!(sent(&OAuth2::new("t").set("headerPrefix", "")), header("t"));
        assert_eq!(sent(&OAuth2::new("t").set("headerPrefix", " Token  ")), header("Token t"));
        let query = OAuth2::new("t&x").set("addTokenTo", "queryParams");
        assert_eq!(sent(&query), ("z=1&access_token=t%26x".to_owned(), None));
        assert_eq!(sent(&OAuth2::new("t").set("addTokenTo", "body")), ("z=1".to_owned(), None));
        let untouched = ("access_token=old&z=1".to_owned(), Some("Old x".to_owned()));
        assert_eq!(sent(&OAuth2::new("")), untouched);
        assert!(!format!("{query:?}").contains("t&x"));
    }
}
