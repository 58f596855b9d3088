//! Asks a token endpoint for a token, and reads its answer.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue, USER_AGENT};
use reqwest::{Method, Request, StatusCode};
use serde::Deserialize;

use super::cache::Issued;
use super::grant::{Exchange, Grant};
use crate::api::Operation;
use crate::arguments::Arguments;
use crate::auth::basic::basic;
use crate::core::Core;
use crate::platform::Instant;
use crate::request::{header_bytes, header_name, header_value};
use crate::{Error, Secret, address};

/// Fetches a token; by a refresh token, if there is one.
pub(super) async fn fetch(grant: &Grant, refresh: Option<&Secret>, core: &Core) -> Result<Issued, Error> {
    let request = request(&grant.exchange(refresh)?, core)?;
    let host = request.url().host_str().unwrap_or("the server").to_owned();
    let since = Instant::now();
    let response = core.0.transport.send(request).await.map_err(|error| Error::sending(error, &host))?;
    let status = response.status();
    let body = response.bytes().await.map_err(|error| Error::transport(error, &host))?;
    issued(status, &body, since).map_err(|reason| Error::token(&host, status, &reason))
}

fn request(exchange: &Exchange, core: &Core) -> Result<Request, Error> {
    let operation = Operation::new("POST", exchange.server, exchange.path);
    let (mut url, _) = address::url(&core.0, &operation, None, &Arguments::default())?;
    if !exchange.query.is_empty() {
        let query = url.query().map_or_else(String::new, |query| format!("{query}&"));
        url.set_query(Some(&(query + &exchange.query)));
    }
    let mut request = Request::new(Method::POST, url);
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(agent) = core.0.headers.get(USER_AGENT) {
        headers.insert(USER_AGENT, agent.clone());
    }
    if let Some((name, password)) = &exchange.client {
        // Not encoded as a form, as RFC 6749 wants it: Postman sends it so, and most servers read it so.
        let value = basic(name.expose(), password.expose());
        headers.insert(AUTHORIZATION, header_bytes(AUTHORIZATION.as_str(), value)?);
    }
    for (name, value) in &exchange.headers {
        let mut sent = header_value(name, value.expose())?;
        sent.set_sensitive(true);
        headers.insert(header_name(name)?, sent);
    }
    *request.body_mut() = Some(exchange.body.expose().to_owned().into());
    Ok(request)
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    #[serde(default)]
    refresh_token: Option<String>,
    #[serde(default)]
    expires_in: Option<Seconds>,
}

/// Some servers write the number as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Seconds {
    Number(f64),
    Text(String),
}

impl Seconds {
    fn duration(&self) -> Option<Duration> {
        let seconds = match self {
            Seconds::Number(number) => *number,
            Seconds::Text(text) => text.trim().parse().ok()?,
        };
        Duration::try_from_secs_f64(seconds).ok()
    }
}

#[derive(Deserialize)]
struct Refused {
    error: String,
}

/// The token in an answer; else what is wrong with the answer, without anything of it that may be secret.
fn issued(status: StatusCode, body: &[u8], since: Instant) -> Result<Issued, String> {
    if !status.is_success() {
        return Err(match serde_json::from_slice::<Refused>(body) {
            Ok(refused) if is_code(&refused.error) => format!("`{}`", refused.error),
            Ok(_) | Err(_) => "no reason that RFC 6749 knows".to_owned(),
        });
    }
    match serde_json::from_slice::<Granted>(body) {
        Ok(granted) if !granted.access_token.is_empty() => Ok(Issued {
            token: Secret::new(granted.access_token),
            refresh: granted.refresh_token.filter(|token| !token.is_empty()).map(Secret::new),
            life: granted.expires_in.and_then(|seconds| seconds.duration()),
            since,
        }),
        // Some say 200 and mean something else.
        Ok(_) | Err(_) => Err(match serde_json::from_slice::<Refused>(body) {
            Ok(refused) if is_code(&refused.error) => format!("`{}`", refused.error),
            Ok(_) | Err(_) => "no JSON with an `access_token`".to_owned(),
        }),
    }
}

/// Whether it is one of the words of the protocol, such as `invalid_client`, and no text that may hold anything.
fn is_code(error: &str) -> bool {
    error.len() <= 40 && error.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Result<(String, Option<u64>), String> {
        let issued = issued(StatusCode::from_u16(status).unwrap(), body.as_bytes(), Instant::now())?;
        Ok((issued.token.expose().to_owned(), issued.life.map(|life| life.as_secs())))
    }

    #[test]
    fn answers_are_read_as_servers_write_them() {
        assert_eq!(read(200, r#"{"access_token": "t"}"#), Ok(("t".to_owned(), None)));
        let text = r#"{"access_token": "t", "token_type": "bearer", "expires_in": "60"}"#;
        assert_eq!(read(201, text), Ok(("t".to_owned(), Some(60))));
        for odd in ["-1", "\"soon\"", "null", "1e300"] {
            let text = format!(r#"{{"access_token": "t", "expires_in": {odd}}}"#);
            assert_eq!(read(200, &text), Ok(("t".to_owned(), None)), "{odd}");
        }
    }

    #[test]
    fn reasons_hold_nothing_secret() {
        assert_eq!(read(401, r#"{"error": "invalid_client"}"#), Err("`invalid_client`".to_owned()));
        for (status, body) in [
            (400, r#"{"error": "hunter2 is no password"}"#),
            (500, "hunter2"),
            (200, r#"{"access_token": ""}"#),
            (200, "access_token=hunter2"),
            (302, ""),
        ] {
            let reason = read(status, body).unwrap_err();
            assert!(reason.starts_with("no ") && !reason.contains("hunter2"), "{reason}");
        }
    }
}
