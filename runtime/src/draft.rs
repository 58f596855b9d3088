//! The request of one call, before its credentials are in it and after.

use bytes::Bytes;
use reqwest::Method;
#[cfg(not(target_arch = "wasm32"))]
use reqwest::Request;
use reqwest::header::{
    AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};

use crate::address::{self, UserInfo};
use crate::api::Operation;
use crate::auth::{Basic, Scheme};
use crate::body::{Body, multipart};
use crate::call::{Parts, Payload};
use crate::request::{PreparedRequest, checked, header_bytes, header_name, header_value};
use crate::{Error, receive};

/// A request that is not signed yet.
pub(crate) struct Draft {
    pub(crate) request: PreparedRequest,
    /// The headers that the caller gave this one call.
    own: Vec<(HeaderName, HeaderValue)>,
    /// The user in the address.
    user_info: Option<Box<UserInfo>>,
    /// Whether somebody wrote a secret header, which answers no challenge.
    pub(crate) by_hand: bool,
}

impl Draft {
    /// The request of a call, with headers and body. In a box, for it goes through many hands.
    pub(crate) fn of(call: &Parts) -> Result<Box<Self>, Error> {
        let settings = &call.core.0;
        let operation = call.operation;
        let (url, user_info) =
            address::url(settings, operation, call.options().server.as_deref(), &call.arguments)?;
        let method = method(operation)?;

        // The body's own length goes: one that somebody wrote down would cut it, or wait for more.
        let is_length = |name: &HeaderName| *name == CONTENT_LENGTH || *name == TRANSFER_ENCODING;
        let mut own = parse(&call.headers)?;
        own.retain(|(name, _)| !is_length(name));
        // With room for those of body and credential, and for what HTTP itself needs.
        let mut headers = HeaderMap::with_capacity(
            (operation.headers.len() + settings.headers.len() + own.len() + 4).min(64),
        );
        for (name, value) in operation.headers {
            let (known, value) = (header_name(name)?, header_bytes(name, *value)?);
            if !is_length(&known) && !settings.headers.contains_key(&known) {
                headers.append(known, value);
            }
        }
        receive::keep_understood(&mut headers);
        for (name, value) in settings.headers.iter().filter(|(name, _)| !is_length(name)) {
            headers.append(name.clone(), value.clone());
        }
        replace(&mut headers, &own);
        let by_hand = settings.has_secret_header || own.iter().any(|(_, value)| value.is_sensitive());

        let mut request = PreparedRequest { method, url, headers, body: None };
        set_body(&mut request, call.payload()?, operation.content_type)?;
        Ok(Box::new(Draft { request, own, user_info, by_hand }))
    }

    /// Whether something else shows who calls where a credential is missing: a secret header that the caller wrote, or a
    /// user in the address.
    pub(crate) fn is_known(&self) -> bool {
        self.by_hand || self.user_info.is_some()
    }

    /// Makes a request that is signed ready to be sent. What the caller says of this one call is stronger than the
    /// credential of the client; a user in the address is weaker.
    pub(crate) fn finish(&mut self, call: &Parts) -> Result<(), Error> {
        let (request, settings) = (&mut self.request, &call.core.0);
        self.own.retain(|(name, value)| {
            name != CONTENT_TYPE && !request.headers.get_all(name).iter().any(|kept| kept == value)
        });
        replace(&mut request.headers, &self.own);
        let is_given = |number: &usize| settings.credentials.get(*number).is_some_and(Option::is_some);
        if let Some(user) = self.user_info.take()
            && call.options().auth.is_none()
            && !call.operation.auth.iter().any(is_given)
            && !request.headers.contains_key(AUTHORIZATION)
        {
            Basic::new(user.name, user.password).apply(request)?;
        }
        Ok(())
    }
}

/// The method of an operation.
pub(crate) fn method(operation: &Operation) -> Result<Method, Error> {
    Method::from_bytes(operation.method.as_bytes())
        .map_err(|_| Error::argument(format!("{:?} is not an HTTP method", operation.method)))
}

fn parse(headers: &[(String, String)]) -> Result<Vec<(HeaderName, HeaderValue)>, Error> {
    headers.iter().map(|(name, value)| Ok((header_name(name)?, header_value(name, value)?))).collect()
}

/// Adds headers; those that were there under one of their names are gone.
fn replace(headers: &mut HeaderMap, added: &[(HeaderName, HeaderValue)]) {
    for (name, _) in added {
        headers.remove(name);
    }
    for (name, value) in added {
        headers.append(name, value.clone());
    }
}

/// Sets the body and, unless a header says it, its content type.
fn set_body(
    request: &mut PreparedRequest,
    payload: Payload,
    content_type: Option<&'static str>,
) -> Result<(), Error> {
    const FORM: &str = "application/x-www-form-urlencoded";
    let given = request.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let (body, content_type) = match payload {
        Payload::None => {
            if has_usually_body(&request.method) {
                set_no_length(&mut request.headers);
            }
            return Ok(());
        }
        Payload::Body(body) => {
            let guessed = match (given, content_type) {
                (Some(_), _) => None,
                (None, Some(known)) => Some(Bytes::from(known)),
                (None, None) => body.guessed_content_type().map(Bytes::from),
            };
            (body, guessed)
        }
        Payload::Urlencoded(text) => {
            let kept = given.is_some_and(|given| given.trim_start().to_ascii_lowercase().starts_with(FORM));
            let own = content_type.filter(|_| given.is_none()).unwrap_or(FORM);
            (Body::from(text), (!kept).then(|| Bytes::from(own)))
        }
        Payload::Multipart(parts) => {
            if let Some(boundary) = given.and_then(multipart::boundary_in) {
                (multipart::body(boundary, &parts), None)
            } else {
                let boundary = multipart::new_boundary();
                let content_type = format!("multipart/form-data; boundary={boundary}");
                (multipart::body(&boundary, &parts), Some(content_type.into()))
            }
        }
    };
    if let Some(content_type) = content_type {
        request.headers.insert(CONTENT_TYPE, checked("Content-Type", content_type)?);
    }
    request.body = Some(body);
    Ok(())
}

/// Whether a body means something to the method, as HTTP says, so that its absence is told.
fn has_usually_body(method: &Method) -> bool {
    !["GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "CONNECT"].contains(&method.as_str())
}

/// As Postman.
fn set_no_length(headers: &mut HeaderMap) {
    headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
}

/// Says in the head what hyper leaves out of it: that there is a body of unknown length where there seldom is one (it
/// would not send it), and that a body turned out to be empty.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn announce(request: &mut Request) {
    let Some(body) = request.body() else { return };
    let is_usual = has_usually_body(request.method());
    match http_body::Body::size_hint(body).exact() {
        None if !is_usual => {
            request.headers_mut().insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
        }
        Some(0) if is_usual => set_no_length(request.headers_mut()),
        None | Some(_) => {}
    }
}
