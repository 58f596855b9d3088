//! Turns a call into a request, sends it, follows its redirects, and reads the answer.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{
    AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use reqwest::{Method, Request, StatusCode, Url};

use crate::api::Operation;
use crate::auth::{Basic, Scheme};
use crate::body::{Body, multipart};
use crate::call::{Call, Parts, Payload};
use crate::credentials::Credentials;
use crate::decode::Failure;
#[cfg(feature = "tracing")]
use crate::platform::MaybeSend;
use crate::platform::{self, Boxed, Instant};
use crate::progress::Watch;
use crate::receive::{self, Stream, Wanted, host};
use crate::request::{PreparedRequest, checked, header_bytes, header_name, header_value};
use crate::retry::{Answer, Attempts, Repeats};
#[cfg(feature = "tracing")]
use crate::trace;
use crate::transport::Transport;
use crate::{Error, RawResponse, Response, address, redirect};

/// What a call returns while it is on its way.
pub type Pending<T> = Boxed<'static, Result<T, Error>>;

/// How the body of a successful answer is decoded.
type Decode<T> = fn(&RawResponse) -> Result<T, Failure>;

/// Sends a call; gives the decoded body.
pub fn body<T: 'static>(call: Call, decode: Decode<T>) -> Pending<T> {
    Box::pin(async move { decoded(call, decode).await.map(|(_, body)| body) })
}

/// Sends a call; gives the whole answer with its body decoded.
pub fn response<T: 'static>(call: Call, decode: Decode<T>) -> Pending<Response<T>> {
    Box::pin(async move { decoded(call, decode).await.map(|(raw, body)| Response::new(raw, body)) })
}

/// Sends a call; gives the answer as it came, whatever its status.
#[must_use]
pub fn raw(call: Call) -> Pending<RawResponse> {
    Box::pin(whole(call))
}

async fn whole(call: Call) -> Result<RawResponse, Error> {
    let name = call.0.operation.name;
    traced(call.0, receive::whole).await.map_err(|error| error.of(name))
}

/// Sends a call; gives a successful answer as soon as its head is there.
#[must_use]
pub fn stream(call: Call) -> Pending<Stream> {
    Box::pin(async move {
        let operation = call.0.operation;
        let name = operation.name;
        let open = move |answer, wanted| open(answer, wanted, operation);
        let opened = traced(call.0, open).await.map_err(|error| error.of(name))?;
        match opened {
            Opened::Stream(stream) => Ok(stream.of(name)),
            Opened::Failed(raw) => Err(Error::answered(raw).of(name)),
        }
    })
}

/// An answer that is read while it comes, or one that is read whole because it says what is wrong.
enum Opened {
    Stream(Box<Stream>),
    Failed(RawResponse),
}

async fn open(
    answer: reqwest::Response,
    wanted: Wanted,
    operation: &'static Operation,
) -> Result<Opened, Error> {
    if operation.is_success(answer.status()) {
        return Ok(Opened::Stream(Box::new(Stream::new(answer, wanted.watch))));
    }
    receive::whole(answer, wanted).await.map(Opened::Failed)
}

impl Answer for Opened {
    fn status(&self) -> StatusCode {
        match self {
            Opened::Stream(stream) => Answer::status(&**stream),
            Opened::Failed(raw) => Answer::status(raw),
        }
    }

    fn headers(&self) -> &HeaderMap {
        match self {
            Opened::Stream(stream) => Answer::headers(&**stream),
            Opened::Failed(raw) => Answer::headers(raw),
        }
    }
}

async fn decoded<T>(call: Call, decode: Decode<T>) -> Result<(RawResponse, T), Error> {
    let operation = call.0.operation;
    let name = operation.name;
    let raw = whole(call).await?;
    if !operation.is_success(raw.status()) {
        return Err(Error::answered(raw).of(name));
    }
    match decode(&raw) {
        Ok(body) => Ok((raw, body)),
        Err(failure) => Err(Error::undecodable(raw, failure).of(name)),
    }
}

/// Sends a call as often as it takes, in a span of its own if spans are wanted; `receive` reads an answer.
#[cfg(feature = "tracing")]
fn traced<T: Answer + MaybeSend + 'static, R: Future<Output = Result<T, Error>> + MaybeSend + 'static>(
    call: Box<Parts>,
    receive: impl Fn(reqwest::Response, Wanted) -> R + Send + Sync + 'static,
) -> Pending<T> {
    trace::call(call.operation, Box::pin(execute(call, receive)))
}

#[cfg(not(feature = "tracing"))]
use execute as traced;

/// Sends a call as often as it takes; `receive` reads an answer.
async fn execute<T: Answer, R: Future<Output = Result<T, Error>>>(
    mut call: Box<Parts>,
    receive: impl Fn(reqwest::Response, Wanted) -> R + Send + Sync + 'static,
) -> Result<T, Error> {
    if let Some(error) = call.error.take() {
        return Err(error);
    }
    let settings = &call.core.0;
    let deadline = after(call.timeout.or(settings.timeout));
    let policy = call.retry.as_ref().unwrap_or(&settings.retry);
    let mut attempts = Attempts::new(policy, &settings.retry_budget, deadline);
    loop {
        let own = after(call.attempt_timeout.or(settings.attempt_timeout));
        let limit = deadline.into_iter().chain(own).min();
        let left = limit.map(|limit| limit.saturating_duration_since(Instant::now()) + GRACE);
        let result = {
            let attempt = std::pin::pin!(async {
                let answer = exchange(&call, limit).await?;
                let wanted = Wanted { limit: settings.max_response_size, watch: call.watch.clone() };
                receive(answer, wanted).await
            });
            platform::within(left, attempt).await
        };
        let result = result.unwrap_or_else(|| Err(too_late(&call)));
        let Some(delay) = attempts.again(&result, || repeats(&call)) else { return result };
        drop(result);
        platform::sleep(delay).await;
    }
}

/// What it means to send a call twice.
fn repeats(call: &Parts) -> Repeats {
    let headers = call.headers.iter().map(|(name, _)| name.as_str());
    let headers = headers.chain(call.operation.headers.iter().map(|(name, _)| *name));
    method(call.operation)
        .map_or(Repeats::Doubtful, |method| Repeats::of(&method, headers, call.payload.is_repeatable()))
}

/// What knows more of a limit (a token, the HTTP client) goes first: a timer of tokio's is up to a millisecond late.
const GRACE: Duration = Duration::from_millis(5);

/// The error of an attempt whose time was over somewhere: in a file, a middleware, a transport.
fn too_late(call: &Parts) -> Error {
    let address = address::url(&call.core.0, call.operation, call.server.as_deref(), &call.arguments);
    Error::too_late(address.as_ref().map_or("the server", |(url, _)| host(url)))
}

/// The moment after this time; none for a time that no clock reaches.
fn after(limit: Option<Duration>) -> Option<Instant> {
    limit.and_then(|limit| Instant::now().checked_add(limit))
}

/// One attempt: with redirects, and with the answer to a challenge.
async fn exchange(call: &Parts, deadline: Option<Instant>) -> Result<reqwest::Response, Error> {
    let settings = &call.core.0;
    let operation = call.operation;
    let follow = settings.follow_redirects && !operation.keep_redirects;
    let mut credentials = Credentials::new(&call.core, deadline);
    let mut request = prepare(call, &mut credentials).await?;
    let mut origin: Option<Url> = None;
    let mut is_answered = false;
    let mut redirects = 0;
    loop {
        let response = send_once(&*settings.transport, &request, deadline, &call.watch).await?;
        // Who challenges must be who the credential is for; and once is enough to know that it is refused.
        if !is_answered
            && origin.as_ref().is_none_or(|origin| origin.origin() == request.url.origin())
            && credentials.answer(&mut request, response.status(), response.headers()).await?
        {
            is_answered = true;
            continue;
        }
        if follow && let Some(target) = redirect::target(response.status(), response.headers(), &request.url)
        {
            redirects += 1;
            if redirects > operation.max_redirects {
                return Err(Error::too_many_redirects(operation.max_redirects, host(&target)));
            }
            let left = redirect::apply(&mut request, response.status(), target, operation.keep_method);
            origin.get_or_insert(left);
            is_answered = false;
            continue;
        }
        return Ok(response);
    }
}

async fn send_once(
    transport: &dyn Transport,
    prepared: &PreparedRequest,
    deadline: Option<Instant>,
    watch: &Watch,
) -> Result<reqwest::Response, Error> {
    let mut request = Request::new(prepared.method.clone(), prepared.url.clone());
    *request.headers_mut() = prepared.headers.clone();
    if let Some(body) = &prepared.body {
        *request.body_mut() = Some(body.open(watch).await?);
        #[cfg(not(target_arch = "wasm32"))]
        announce(&mut request);
    }
    if let Some(deadline) = deadline {
        let left: Duration = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Error::too_late(host(&prepared.url)));
        }
        #[cfg(target_arch = "wasm32")]
        let left = left.min(platform::LONGEST_TIMER);
        *request.timeout_mut() = Some(left);
    }
    transport.send(request).await.map_err(|error| Error::sending(error, host(&prepared.url)))
}

/// Says in the head what hyper leaves out of it: that there is a body of unknown length where there seldom is one (it
/// would not send it), and that a body turned out to be empty.
#[cfg(not(target_arch = "wasm32"))]
fn announce(request: &mut Request) {
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

fn method(operation: &Operation) -> Result<Method, Error> {
    Method::from_bytes(operation.method.as_bytes())
        .map_err(|_| Error::argument(format!("{:?} is not an HTTP method", operation.method)))
}

/// The request of a call, with headers, body and credentials.
async fn prepare(call: &Parts, credentials: &mut Credentials<'_>) -> Result<PreparedRequest, Error> {
    let settings = &call.core.0;
    let operation = call.operation;
    let (url, user_info) = address::url(settings, operation, call.server.as_deref(), &call.arguments)?;
    let method = method(operation)?;

    let mut own = parse(&call.headers)?;
    // With room for those of body and credential, and for what HTTP itself needs.
    let mut headers =
        HeaderMap::with_capacity((operation.headers.len() + settings.headers.len() + own.len() + 4).min(64));
    for (name, value) in operation.headers {
        headers.append(header_name(name)?, header_bytes(name, *value)?);
    }
    receive::keep_understood(&mut headers);
    for name in settings.headers.keys() {
        headers.remove(name);
    }
    headers.extend(settings.headers.iter().map(|(name, value)| (name.clone(), value.clone())));
    replace(&mut headers, &own);
    // The body's own length goes: one that somebody wrote down would cut it, or wait for more.
    own.retain(|(name, _)| name != CONTENT_LENGTH && name != TRANSFER_ENCODING);
    headers.remove(CONTENT_LENGTH);
    headers.remove(TRANSFER_ENCODING);
    let by_hand = settings.has_secret_header || own.iter().any(|(_, value)| value.is_sensitive());

    let mut request = PreparedRequest { method, url, headers, body: None };
    set_body(&mut request, call.payload()?, operation.content_type)?;
    // A secret header that the caller wrote, or a user in the address, stands for the credential.
    credentials
        .apply(operation, call.auth.as_ref(), &mut request, by_hand, by_hand || user_info.is_some())
        .await?;
    // What the caller says of this one call is stronger than the credential of the client.
    own.retain(|(name, value)| {
        name != CONTENT_TYPE && !request.headers.get_all(name).iter().any(|kept| kept == value)
    });
    replace(&mut request.headers, &own);
    if let Some(user) = user_info
        && call.auth.is_none()
        && !operation.auth.iter().any(|number| settings.credentials.get(*number).is_some_and(Option::is_some))
        && !request.headers.contains_key(AUTHORIZATION)
    {
        Basic::new(user.name, user.password).apply(&mut request)?;
    }
    Ok(request)
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
