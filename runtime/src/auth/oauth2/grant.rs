//! The credentials of a grant and what Postman says about it, into the request for a token (RFC 6749).

use crate::encode::strict;
use crate::{Error, Secret};

/// How a client gets tokens.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    client_id: Secret,
    client_secret: Secret,
    kind: Kind,
    /// The number of a server, and the path there.
    token_at: Option<(usize, &'static str)>,
    refresh_at: Option<(usize, &'static str)>,
    in_body: bool,
    /// `scope`, `audience` and `resource`.
    settings: Vec<(String, String)>,
    extras: Vec<Extra>,
}

#[derive(Clone, Debug)]
enum Kind {
    ClientCredentials,
    Password { username: Secret, password: Secret },
    RefreshToken(Secret),
}

/// A further parameter of the request for a token.
#[derive(Clone, Debug)]
struct Extra {
    place: Place,
    refreshes: bool,
    name: String,
    value: Secret,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Body,
    Url,
    Header,
}

/// A request for a token.
pub(super) struct Exchange {
    pub(super) server: usize,
    pub(super) path: &'static str,
    /// Name and password of the client for `Authorization: Basic`.
    pub(super) client: Option<(Secret, Secret)>,
    pub(super) body: Secret,
    /// Encoded.
    pub(super) query: String,
    pub(super) headers: Vec<(String, Secret)>,
}

impl Grant {
    pub(super) fn client_credentials(client_id: String, client_secret: String) -> Self {
        Grant::new(client_id, client_secret, Kind::ClientCredentials)
    }

    pub(super) fn password(
        client_id: String,
        client_secret: String,
        username: String,
        password: String,
    ) -> Self {
        let kind = Kind::Password { username: Secret::new(username), password: Secret::new(password) };
        Grant::new(client_id, client_secret, kind)
    }

    pub(super) fn refresh_token(client_id: String, client_secret: String, token: String) -> Self {
        Grant::new(client_id, client_secret, Kind::RefreshToken(Secret::new(token)))
    }

    fn new(client_id: String, client_secret: String, kind: Kind) -> Self {
        Grant {
            client_id: Secret::new(client_id),
            client_secret: Secret::new(client_secret),
            kind,
            token_at: None,
            refresh_at: None,
            in_body: false,
            settings: Vec::new(),
            extras: Vec::new(),
        }
    }

    pub(super) fn token_endpoint(&mut self, server: usize, path: &'static str) {
        self.token_at = Some((server, path));
    }

    pub(super) fn refresh_endpoint(&mut self, server: usize, path: &'static str) {
        self.refresh_at = Some((server, path));
    }

    /// See [`OAuth2::set`](super::OAuth2::set).
    pub(super) fn set(&mut self, key: &str, value: String) {
        match key {
            "client_authentication" => self.in_body = value == "body",
            "scope" | "audience" | "resource" => {
                self.settings.retain(|(name, _)| name != key);
                self.settings.push((key.to_owned(), value));
            }
            key => {
                let (refreshes, place) = match key.strip_prefix("refresh ") {
                    Some(place) => (true, place),
                    None => (false, key),
                };
                let place = match place {
                    "body" => Place::Body,
                    "url" => Place::Url,
                    "header" => Place::Header,
                    _ => return,
                };
                let (name, value) = value.split_once('=').unwrap_or((&value, ""));
                let (name, value) = (name.to_owned(), Secret::new(value));
                self.extras.push(Extra { place, refreshes, name, value });
            }
        }
    }

    /// The request for the first token, or for the next one by a refresh token.
    pub(super) fn exchange(&self, refresh: Option<&Secret>) -> Result<Exchange, Error> {
        let refresh = match (&self.kind, refresh) {
            (_, Some(token)) | (Kind::RefreshToken(token), None) => Some(token),
            (Kind::ClientCredentials | Kind::Password { .. }, None) => None,
        };
        let at = refresh.and(self.refresh_at).or(self.token_at);
        let (server, path) = at.ok_or_else(|| {
            Error::argument("it is not known where tokens are fetched: set it with `token_endpoint(…)`")
        })?;
        let mut fields = Form::default();
        match (refresh, &self.kind) {
            (Some(token), _) => {
                fields.add("grant_type", "refresh_token");
                fields.add("refresh_token", token.expose());
            }
            (None, Kind::Password { username, password }) => {
                fields.add("grant_type", "password");
                fields.add("username", username.expose());
                fields.add("password", password.expose());
            }
            (None, Kind::ClientCredentials | Kind::RefreshToken(_)) => {
                fields.add("grant_type", "client_credentials");
            }
        }
        for (name, value) in self.settings.iter().filter(|(_, value)| !value.is_empty()) {
            fields.add(name, value);
        }
        // A client without a secret has nothing to prove, but says who it is.
        let in_header = !self.in_body && !self.client_secret.expose().is_empty();
        if !in_header && !self.client_id.expose().is_empty() {
            fields.add("client_id", self.client_id.expose());
        }
        if self.in_body && !self.client_secret.expose().is_empty() {
            fields.add("client_secret", self.client_secret.expose());
        }
        let (mut query, mut headers) = (Form::default(), Vec::new());
        for extra in self.extras.iter().filter(|extra| extra.refreshes == refresh.is_some()) {
            match extra.place {
                Place::Body => fields.add(&extra.name, extra.value.expose()),
                Place::Url => query.add(&extra.name, extra.value.expose()),
                Place::Header => headers.push((extra.name.clone(), extra.value.clone())),
            }
        }
        let client = in_header.then(|| (self.client_id.clone(), self.client_secret.clone()));
        Ok(Exchange { server, path, client, body: Secret::new(fields.0), query: query.0, headers })
    }
}

#[derive(Default)]
struct Form(String);

impl Form {
    fn add(&mut self, name: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.extend([&strict(name), "=", &strict(value)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(grant: &Grant, refresh: Option<&str>) -> String {
        let refresh = refresh.map(Secret::new);
        grant.exchange(refresh.as_ref()).unwrap().body.expose().to_owned()
    }

    #[test]
    fn each_grant_has_its_fields() {
        let mut grant = Grant::client_credentials("id".into(), "s&1".into());
        assert!(grant.exchange(None).is_err());
        grant.token_endpoint(0, "/t");
        assert_eq!(body(&grant, None), "grant_type=client_credentials");
        grant.set("scope", "a b".into());
        grant.set("audience", "https://h/".into());
        grant.set("client_authentication", "body".into());
        grant.set("body", "x=1=2".into());
        grant.set("refresh body", "y=3".into());
        assert_eq!(
            body(&grant, None),
            "grant_type=client_credentials&scope=a%20b&audience=https%3A%2F%2Fh%2F&client_id=id&client_secret=s%261&x=1%3D2"
        );
        assert!(body(&grant, Some("r")).starts_with("grant_type=refresh_token&refresh_token=r&scope="));
        assert!(body(&grant, Some("r")).ends_with("&y=3"));

        let mut grant = Grant::password("id".into(), String::new(), "ada".into(), "p w".into());
        grant.token_endpoint(0, "/t");
        assert_eq!(body(&grant, None), "grant_type=password&username=ada&password=p%20w&client_id=id");

        let mut grant = Grant::refresh_token("id".into(), "s".into(), "r1".into());
        grant.token_endpoint(0, "/t");
        grant.refresh_endpoint(1, "/r");
        let exchange = grant.exchange(None).unwrap();
        assert_eq!((exchange.server, exchange.path), (1, "/r"));
        assert_eq!(exchange.body.expose(), "grant_type=refresh_token&refresh_token=r1");
        assert_eq!(body(&grant, Some("r2")), "grant_type=refresh_token&refresh_token=r2");
    }
}
