//! An OAuth 2 token, in the header `Authorization` or in the query: a stored one, or one that a grant fetches.

mod cache;
mod exchange;
mod grant;

use std::sync::Arc;

use self::cache::Cache;
use self::grant::Grant;
use super::{Applicable, Core, Resolving, Scheme, SecretSource};
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// An access token; replaces the header `Authorization` and the query parameter `access_token`. An empty one does
/// nothing.
///
/// It is given, or fetched from a token endpoint with the credentials of a grant. A fetched token is shared by all
/// clones of a client, is fetched once however many calls wait for it, and is renewed before it expires, or when the
/// server answers 401 to it.
#[derive(Clone, Debug)]
pub struct OAuth2 {
    token: Token,
    place: Place,
    prefix: String,
}

#[derive(Clone, Debug)]
enum Token {
    Stored(SecretSource),
    Fetched(Arc<Grant>, Arc<Cache>, Option<Secret>),
}

impl Token {
    /// Empty as long as nobody fetched it or asked for it.
    fn known(&self) -> &str {
        match self {
            Token::Stored(source) => source.known(),
            Token::Fetched(_, _, token) => token.as_ref().map_or("", Secret::expose),
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Header,
    Query,
    /// As Postman has it for a place that it does not know.
    Nowhere,
}

impl OAuth2 {
    /// The token, or its [`provider`](super::provider); it is sent as `Authorization: Bearer …` unless
    /// [`set`](OAuth2::set) says otherwise.
    pub fn new(token: impl Into<SecretSource>) -> Self {
        OAuth2::with(Token::Stored(token.into()))
    }

    /// Fetches tokens for a client that acts for itself.
    pub fn client_credentials(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        OAuth2::fetched(Grant::client_credentials(client_id.into(), client_secret.into()))
    }

    /// Fetches tokens with the name and password of a person.
    pub fn password(
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
        username: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        let grant = Grant::password(client_id.into(), client_secret.into(), username.into(), password.into());
        OAuth2::fetched(grant)
    }

    /// Fetches tokens with a refresh token, and with those that the server gives in its place.
    pub fn refresh_token(
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
        refresh_token: impl Into<String>,
    ) -> Self {
        let grant = Grant::refresh_token(client_id.into(), client_secret.into(), refresh_token.into());
        OAuth2::fetched(grant)
    }

    fn fetched(grant: Grant) -> Self {
        OAuth2::with(Token::Fetched(Arc::new(grant), Arc::default(), None))
    }

    fn with(token: Token) -> Self {
        OAuth2 { token, place: Place::Header, prefix: "Bearer".to_owned() }
    }

    /// Where tokens are fetched: the number of a server of the API, and the path there.
    #[must_use]
    pub fn token_endpoint(mut self, server: usize, path: &'static str) -> Self {
        if let Token::Fetched(grant, ..) = &mut self.token {
            Arc::make_mut(grant).token_endpoint(server, path);
        }
        self
    }

    /// Where tokens are refreshed, if that is another place.
    #[must_use]
    pub fn refresh_endpoint(mut self, server: usize, path: &'static str) -> Self {
        if let Token::Fetched(grant, ..) = &mut self.token {
            Arc::make_mut(grant).refresh_endpoint(server, path);
        }
        self
    }

    /// Sets one of Postman's attributes: `addTokenTo` (`header` or `queryParams`) or `headerPrefix`; where the token
    /// is fetched also `client_authentication` (`header` or `body`), `scope`, `audience`, `resource`, and a
    /// parameter `name=value` of the request for a token: `body`, `url` or `header`, and `refresh body` and so on
    /// when a token is refreshed.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match (key, value.as_str()) {
            ("addTokenTo", "header") => self.place = Place::Header,
            ("addTokenTo", "queryParams") => self.place = Place::Query,
            ("addTokenTo", _) => self.place = Place::Nowhere,
            ("headerPrefix", prefix) => prefix.trim().clone_into(&mut self.prefix),
            (key, _) => {
                if let Token::Fetched(grant, ..) = &mut self.token {
                    Arc::make_mut(grant).set(key, value);
                }
            }
        }
        self
    }
}

impl Scheme for OAuth2 {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        let token = self.token.known();
        if token.is_empty() {
            return Ok(());
        }
        request.remove_header("Authorization");
        request.remove_query_parameter("access_token");
        match self.place {
            Place::Header if self.prefix.is_empty() => request.set_secret_header("Authorization", token),
            Place::Header => {
                let value = Secret::new(format!("{} {token}", self.prefix));
                request.set_secret_header("Authorization", value.expose())
            }
            Place::Query => {
                request.set_query_credential("access_token", token);
                Ok(())
            }
            Place::Nowhere => Ok(()),
        }
    }

    fn resolve<'a>(&'a self, core: &'a Core) -> Option<Resolving<'a>> {
        let with = |token| Arc::new(OAuth2 { token, ..self.clone() }) as Applicable;
        match &self.token {
            Token::Stored(source) => {
                let asked = source.ask()?;
                Some(Box::pin(async move { Ok(with(Token::Stored(asked.await?))) }))
            }
            Token::Fetched(grant, cache, _) => Some(Box::pin(async move {
                let token = cache.token(grant, core).await?;
                Ok(with(Token::Fetched(Arc::clone(grant), Arc::clone(cache), Some(token))))
            })),
        }
    }

    fn listens(&self) -> bool {
        true
    }

    fn is_forgotten(&self) -> bool {
        match &self.token {
            Token::Fetched(_, cache, Some(token)) => {
                cache.forget(token);
                true
            }
            Token::Fetched(_, _, None) | Token::Stored(_) => false,
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

    #[test]
    fn debug_shows_no_credential() {
        let scheme = OAuth2::password("id-1", "hush-2", "ada-3", "hush-4").set("body", "pin=hush-5");
        let shown = format!("{scheme:?}{:?}", OAuth2::refresh_token("id", "hush-6", "hush-7"));
        assert!(!shown.contains("hush") && !shown.contains("ada-3"), "{shown}");
    }
}
