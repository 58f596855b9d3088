//! The one error type of every call: what happened, where, and how to mend it.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::body::Unreadable;
use crate::decode::{self, Answers, Failure};
use crate::transport::TransportError;
use crate::{RawResponse, retry};

type Source = Box<dyn StdError + Send + Sync>;

/// Why a call, or the configuration of a client, failed.
///
/// It is one type for all operations, so that `?` works across them. Predicates tell the kinds apart; what an
/// operation documents of its errors is read with [`api`](Error::api).
///
/// Neither `Display` nor `Debug` shows a credential, a query, a header or a value of a body; what could not be decoded is
/// named by its [path](Error::json_path), which consists of keys of the body.
///
/// ```no_run
/// # fn handle(error: postwright_runtime::Error) {
/// use postwright_runtime::StatusCode;
///
/// if error.status() == Some(StatusCode::NOT_FOUND) {
///     // the server answered 404
/// } else if error.is_timeout() {
///     // no answer in time
/// } else if let Some(body) = error.body() {
///     eprintln!("{error}\n{}", String::from_utf8_lossy(body));
/// }
/// # }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    /// The name of the operation; empty while a client is configured.
    operation: &'static str,
    kind: Kind,
}

enum Kind {
    Argument { message: String, source: Option<Source> },
    Credential { method: &'static str, variables: Option<String> },
    Token { message: String, source: Option<Source> },
    Transport { message: Cow<'static, str>, host: String, connect: bool, source: Option<Source> },
    Timeout { host: String, connect: bool, source: Option<Source> },
    TooLarge { host: String, limit: u64 },
    Api(RawResponse),
    Decode { response: RawResponse, failure: Failure },
}

impl Error {
    fn new(kind: Kind) -> Self {
        Error(Box::new(Inner { operation: "", kind }))
    }

    /// Something that the caller gave cannot be used. The message says what, and how to mend it.
    pub(crate) fn argument(message: impl Into<String>) -> Self {
        Error::new(Kind::Argument { message: message.into(), source: None })
    }

    pub(crate) fn argument_with(message: impl Into<String>, source: impl Into<Source>) -> Self {
        Error::new(Kind::Argument { message: message.into(), source: Some(source.into()) })
    }

    /// The builder method that gives it, and the variables of the environment, if they were read.
    pub(crate) fn credential(method: &'static str, variables: Option<String>) -> Self {
        Error::new(Kind::Credential { method, variables })
    }

    /// A token endpoint gave no token; the reason holds nothing secret.
    pub(crate) fn token(host: &str, status: StatusCode, reason: &str) -> Self {
        let message = format!("{host} gave no access token: it answered {status} and {reason}");
        Error::new(Kind::Token { message, source: None })
    }

    /// The call's own time was over before it had its credentials.
    pub(crate) fn no_token_in_time() -> Self {
        let host = "the token endpoint or the provider of a credential".to_owned();
        Error::new(Kind::Timeout { host, connect: false, source: None })
    }

    /// Whoever was asked for a credential failed.
    pub(crate) fn provider(source: impl Into<Source>) -> Self {
        let message = "the provider of a credential failed".to_owned();
        Error::new(Kind::Token { message, source: Some(source.into()) })
    }

    pub(crate) fn too_many_redirects(limit: u32, host: &str) -> Self {
        let message = format!("redirected more than {limit} times, last to").into();
        Error::new(Kind::Transport { message, host: host.to_owned(), connect: false, source: None })
    }

    pub(crate) fn transport(source: reqwest::Error, host: &str) -> Self {
        let (timeout, connect, body) = (source.is_timeout(), is_connect(&source), source.is_body());
        let unread = Unreadable::is_in(&source);
        // The URL's query may hold a credential.
        let source: Option<Source> = Some(source.without_url().into());
        let host = host.to_owned();
        Error::new(if timeout {
            Kind::Timeout { host, connect, source }
        } else {
            let message = match (connect, unread, body) {
                (true, _, _) => "could not connect to",
                (false, true, _) => "the body cannot be read that was to be sent to",
                (false, false, true) => "the body was not transferred completely to or from",
                (false, false, false) => "the request was not answered by",
            };
            Kind::Transport { message: message.into(), host, connect, source }
        })
    }

    /// The time that the call has, with all its attempts, is over.
    pub(crate) fn too_late(host: &str) -> Self {
        Error::new(Kind::Timeout { host: host.to_owned(), connect: false, source: None })
    }

    pub(crate) fn too_large(host: &str, limit: u64) -> Self {
        Error::new(Kind::TooLarge { host: host.to_owned(), limit })
    }

    /// What a transport failed with.
    pub(crate) fn sending(source: TransportError, host: &str) -> Self {
        match source.downcast::<reqwest::Error>() {
            Ok(error) => Error::transport(*error, host),
            Err(source) => {
                let message = Cow::Borrowed("the request was not answered by");
                Error::new(Kind::Transport {
                    message,
                    host: host.to_owned(),
                    connect: false,
                    source: Some(source),
                })
            }
        }
    }

    pub(crate) fn answered(response: RawResponse) -> Self {
        Error::new(Kind::Api(response))
    }

    pub(crate) fn undecodable(response: RawResponse, failure: Failure) -> Self {
        Error::new(Kind::Decode { response, failure })
    }

    /// The same error, of the operation of this name.
    pub(crate) fn of(mut self, operation: &'static str) -> Self {
        self.0.operation = operation;
        self
    }

    fn response(&self) -> Option<&RawResponse> {
        match &self.0.kind {
            Kind::Api(response) | Kind::Decode { response, .. } => Some(response),
            Kind::Argument { .. }
            | Kind::Credential { .. }
            | Kind::Token { .. }
            | Kind::Transport { .. }
            | Kind::Timeout { .. }
            | Kind::TooLarge { .. } => None,
        }
    }

    /// What happened, in one word.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.0.kind {
            Kind::Argument { .. } => "argument",
            Kind::Credential { .. } => "credential",
            Kind::Token { .. } => "token",
            Kind::Transport { .. } => "transport",
            Kind::Timeout { .. } => "timeout",
            Kind::TooLarge { .. } => "too large",
            Kind::Api(_) => "api",
            Kind::Decode { .. } => "decode",
        }
    }

    /// Whether an argument or setting cannot be used. Nothing was sent, but by a call whose body can be read once and was to
    /// follow a redirect: that was sent to where the redirect comes from.
    #[must_use]
    pub fn is_argument(&self) -> bool {
        matches!(self.0.kind, Kind::Argument { .. })
    }

    /// Whether the operation needs a credential that the client was not given; nothing was sent.
    #[must_use]
    pub fn is_credential(&self) -> bool {
        matches!(self.0.kind, Kind::Credential { .. })
    }

    /// Whether a token or key could not be had, from a token endpoint or from a
    /// [`provider`](crate::auth::provider). The call itself was not sent, or was refused with 401, so that a new token was
    /// asked for.
    ///
    /// A token endpoint that cannot be reached is [`is_connect`](Error::is_connect) or
    /// [`is_timeout`](Error::is_timeout), as any server is.
    #[must_use]
    pub fn is_token(&self) -> bool {
        matches!(self.0.kind, Kind::Token { .. })
    }

    /// Whether there was no answer in time. The server may have acted on the request.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::Timeout { .. })
    }

    /// Whether no connection could be made, in time or at all.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Transport { connect: true, .. } | Kind::Timeout { connect: true, .. })
    }

    /// Whether the same call may go well a moment later: no connection, no answer in time, or one of the statuses 408,
    /// 429, 502, 503 and 504. Whether sending it twice does harm is another question.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &self.0.kind {
            // Redirects without end have no source, and a body that cannot be read is not the network's fault.
            Kind::Transport { source, .. } => {
                source.as_ref().is_some_and(|source| !Unreadable::is_in(source.as_ref()))
            }
            Kind::Timeout { .. } => true,
            Kind::Api(response) => retry::is_transient(response.status()),
            Kind::Argument { .. }
            | Kind::Credential { .. }
            | Kind::Token { .. }
            | Kind::TooLarge { .. }
            | Kind::Decode { .. } => false,
        }
    }

    /// Whether the answer was longer than the client allows.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.0.kind, Kind::TooLarge { .. })
    }

    /// Whether the server answered with a status other than 2xx (or 3xx, where an operation keeps redirects).
    #[must_use]
    pub fn is_api(&self) -> bool {
        matches!(self.0.kind, Kind::Api(_))
    }

    /// Whether the server answered with success, but with a body that is not what the operation returns.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode { .. })
    }

    /// The status, if the server answered.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(RawResponse::status)
    }

    /// The headers, if the server answered.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(RawResponse::headers)
    }

    /// The raw body, if the server answered.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.response().map(RawResponse::bytes)
    }

    /// The number that the server gave the request, if it answered and says one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.response().and_then(RawResponse::request_id)
    }

    /// The JSON path (`keys[0].name`) of what could not be decoded; empty for the body as a whole. It names keys as they
    /// are in the body, also those of a map.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Decode { failure, .. } => Some(&failure.path),
            Kind::Argument { .. }
            | Kind::Credential { .. }
            | Kind::Token { .. }
            | Kind::Transport { .. }
            | Kind::Timeout { .. }
            | Kind::TooLarge { .. }
            | Kind::Api(_) => None,
        }
    }

    /// The error that the server answered with, as the operation documents it: one of its `…Error` enums.
    ///
    /// `None` unless [`is_api`](Error::is_api).
    #[must_use]
    pub fn api<E: Answers>(&self) -> Option<E> {
        match &self.0.kind {
            Kind::Api(response) => decode::answers(response).ok(),
            Kind::Argument { .. }
            | Kind::Credential { .. }
            | Kind::Token { .. }
            | Kind::Transport { .. }
            | Kind::Timeout { .. }
            | Kind::TooLarge { .. }
            | Kind::Decode { .. } => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.operation.is_empty() {
            write!(f, "{}: ", self.0.operation)?;
        }
        match &self.0.kind {
            Kind::Argument { message, .. } | Kind::Token { message, .. } => f.write_str(message),
            Kind::Credential { method, variables } => {
                let of = "the client has no credential for this call: give it with";
                match variables {
                    None => write!(f, "{of} `{method}(…)` of the builder"),
                    Some(names) => {
                        write!(f, "{of} {names} in the environment, or `{method}(…)` of the builder")
                    }
                }
            }
            Kind::Transport { message, host, .. } => write!(f, "{message} {host}"),
            Kind::Timeout { host, connect: true, .. } => write!(f, "no connection to {host} in time"),
            Kind::Timeout { host, connect: false, .. } => write!(f, "no complete answer from {host} in time"),
            Kind::TooLarge { host, limit } => {
                write!(f, "the answer of {host} is longer than the {limit} bytes that the client allows")
            }
            Kind::Api(response) => {
                write!(f, "the server answered {}", response.status())?;
                describe_body(f, response)
            }
            Kind::Decode { response, failure } => {
                write!(f, "the server answered {}", response.status())?;
                if failure.path.is_empty() {
                    write!(f, ", but its body cannot be decoded: {}", failure.message)?;
                } else {
                    write!(f, ", but `{}` in its body cannot be decoded: {}", failure.path, failure.message)?;
                }
                describe_body(f, response)
            }
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// Browsers do not say.
#[cfg(target_arch = "wasm32")]
fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// Not the text of the body: it may hold secrets.
fn describe_body(f: &mut fmt::Formatter<'_>, response: &RawResponse) -> fmt::Result {
    if let Some(id) = response.request_id() {
        write!(f, " (request id {id})")?;
    }
    match (response.bytes().len(), response.content().content_type()) {
        (0, _) => f.write_str(" (empty body)"),
        (length, None) => write!(f, " ({length} bytes, see `Error::body`)"),
        (length, Some(kind)) => write!(f, " ({length} bytes of {kind}, see `Error::body`)"),
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.kind()).field("message", &self.to_string());
        if let Some(source) = self.source() {
            out.field("source", &source);
        }
        out.finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = match &self.0.kind {
            Kind::Argument { source, .. }
            | Kind::Token { source, .. }
            | Kind::Transport { source, .. }
            | Kind::Timeout { source, .. } => source,
            Kind::Credential { .. } | Kind::TooLarge { .. } | Kind::Api(_) | Kind::Decode { .. } => &None,
        };
        source.as_ref().map(|source| -> &(dyn StdError + 'static) { source.as_ref() })
    }
}
