//! What carries a request to its server, and what may stand in between.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Request, Response};

use crate::Error;
use crate::platform::{Boxed, MaybeSend};

/// Why a transport has no answer. A [`reqwest::Error`] in it tells timeouts and connections apart.
pub type TransportError = Box<dyn StdError + Send + Sync>;

/// A request on its way.
pub type Sending = Boxed<'static, Result<Response, TransportError>>;

/// Carries one HTTP request to its server and brings the answer.
///
/// It is called for every attempt, redirect and challenge, with all headers and credentials in place. When the time of the
/// call is over, its future is dropped, and so is an answer that is being read. The pieces of a
/// [`Stream`](crate::Stream) are read later: how long one may take is for the transport to say, which finds the time that
/// is left in [`Request::timeout`].
/// [`reqwest::Client`] is one. So is every function of a request that returns such a future: a server that is only made
/// up, for tests, or another HTTP stack.
///
/// ```
/// use postwright_runtime::{Transport, reqwest, transport};
///
/// let made_up = transport(|request: reqwest::Request| async move {
///     let text = format!(r#"{{"path": "{}"}}"#, request.url().path());
///     Ok(http::Response::new(text).into())
/// });
/// # fn takes(_: impl Transport) {}
/// # takes(made_up);
/// // Client::builder().transport(made_up)
/// ```
pub trait Transport: Send + Sync {
    /// Sends the request.
    fn send(&self, request: Request) -> Sending;
}

impl Transport for reqwest::Client {
    fn send(&self, request: Request) -> Sending {
        let answer = self.execute(request);
        Box::pin(async move { answer.await.map_err(TransportError::from) })
    }
}

/// The client of those who give none; a browser's, which follows redirects and keeps connections as it likes.
#[cfg(target_arch = "wasm32")]
pub(crate) fn http_client(_connect_timeout: Option<Duration>) -> Result<reqwest::Client, Error> {
    Ok(reqwest::Client::new())
}

/// The client of those who give none.
///
/// Redirects are followed by the runtime, which knows what must not go to another origin. A `Referer` would carry the query
/// there. It speaks HTTP/1.1, also where another crate has switched HTTP/2 on in reqwest: then there is nothing that
/// reqwest would repeat by itself, for which it keeps a copy of each request.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn http_client(connect_timeout: Option<Duration>) -> Result<reqwest::Client, Error> {
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .http1_only()
        .retry(reqwest::retry::never().max_retries_per_request(0));
    #[cfg(feature = "cookies")]
    {
        builder = builder.cookie_store(true);
    }
    if let Some(timeout) = connect_timeout {
        builder = builder.connect_timeout(timeout);
    }
    builder
        .build()
        .map_err(|error| Error::argument_with("the HTTP client could not be set up", error.without_url()))
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request) -> Sending {
        (**self).send(request)
    }
}

/// A function as a [`Transport`].
pub fn transport<F, A>(send: F) -> impl Transport + 'static
where
    F: Fn(Request) -> A + Send + Sync + 'static,
    A: Future<Output = Result<Response, TransportError>> + MaybeSend + 'static,
{
    FromFunction(send)
}

struct FromFunction<F>(F);

impl<F, A> Transport for FromFunction<F>
where
    F: Fn(Request) -> A + Send + Sync,
    A: Future<Output = Result<Response, TransportError>> + MaybeSend + 'static,
{
    fn send(&self, request: Request) -> Sending {
        Box::pin((self.0)(request))
    }
}

/// What comes after a middleware: the next one, or the HTTP client.
#[derive(Clone)]
pub struct Next(Arc<dyn Transport>);

impl Next {
    /// Sends the request.
    ///
    /// # Errors
    ///
    /// Those of the transport.
    pub async fn run(self, request: Request) -> Result<Response, TransportError> {
        self.0.send(request).await
    }
}

impl fmt::Debug for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Next")
    }
}

/// Puts a middleware in front of a transport.
pub(crate) fn wrap<F, A>(middleware: F) -> Layer
where
    F: Fn(Request, Next) -> A + Send + Sync + 'static,
    A: Future<Output = Result<Response, TransportError>> + MaybeSend + 'static,
{
    let middleware = Arc::new(middleware);
    Arc::new(move |inner| {
        let middleware = Arc::clone(&middleware);
        Arc::new(transport(move |request| middleware(request, Next(Arc::clone(&inner)))))
    })
}

/// Makes of one transport another.
pub(crate) type Layer = Arc<dyn Fn(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;
