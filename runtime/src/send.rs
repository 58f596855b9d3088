//! Turns a call into a request, sends it, follows its redirects, and reads the answer.

use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{Request, StatusCode, Url};

use crate::api::Operation;
use crate::call::{Call, Parts};
use crate::credentials::Credentials;
use crate::decode::Failure;
#[cfg(not(target_arch = "wasm32"))]
use crate::draft::announce;
use crate::draft::{Draft, method};
#[cfg(feature = "tracing")]
use crate::platform::MaybeSend;
use crate::platform::{self, Boxed, Instant};
use crate::receive::{self, Stream, Wanted, host};
use crate::request::PreparedRequest;
use crate::retry::{Answer, Attempts, Repeats};
#[cfg(feature = "tracing")]
use crate::trace;
use crate::transport::Sending;
use crate::{Error, RawResponse, Response, address, redirect};

/// What a call returns while it is on its way.
pub type Pending<T> = Boxed<'static, Result<T, Error>>;

/// How the body of a successful answer is decoded.
type Decode<T> = fn(&RawResponse) -> Result<T, Failure>;

/// Sends a call; gives the decoded body.
pub fn body<T: 'static>(call: Call, decode: Decode<T>) -> Pending<T> {
    Box::pin(async move {
        let name = call.0.operation.name;
        let raw = successful(call).await?;
        decode(&raw).map_err(|failure| Error::undecodable(raw, failure).of(name))
    })
}

/// Sends a call; gives the whole answer with its body decoded.
pub fn response<T: 'static>(call: Call, decode: Decode<T>) -> Pending<Response<T>> {
    Box::pin(async move {
        let name = call.0.operation.name;
        let raw = successful(call).await?;
        match decode(&raw) {
            Ok(body) => Ok(Response::new(raw, body)),
            Err(failure) => Err(Error::undecodable(raw, failure).of(name)),
        }
    })
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

/// An answer that is what the operation is called for.
async fn successful(call: Call) -> Result<RawResponse, Error> {
    let operation = call.0.operation;
    let raw = whole(call).await?;
    if operation.is_success(raw.status()) { Ok(raw) } else { Err(Error::answered(raw).of(operation.name)) }
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
    let (settings, options) = (&call.core.0, call.options());
    let deadline = after(options.timeout.or(settings.timeout));
    let policy = options.retry.as_ref().unwrap_or(&settings.retry);
    let mut attempts = Attempts::new(policy, &settings.retry_budget, deadline);
    loop {
        let own = after(options.attempt_timeout.or(settings.attempt_timeout));
        let limit = deadline.into_iter().chain(own).min();
        let left = limit.map(|limit| limit.saturating_duration_since(Instant::now()) + GRACE);
        let result = {
            let attempt = std::pin::pin!(async {
                let answer = exchange(&call, limit).await?;
                let wanted = Wanted { limit: settings.max_response_size, watch: options.watch.clone() };
                receive(answer, wanted).await
            });
            platform::within(left, attempt).await
        };
        let result = result.unwrap_or_else(|| Err(Error::too_late(&host_of(&call))));
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

/// The name of the server that a call goes to, for errors.
fn host_of(call: &Parts) -> String {
    let address =
        address::url(&call.core.0, call.operation, call.options().server.as_deref(), &call.arguments);
    address.as_ref().map_or("the server", |(url, _)| host(url)).to_owned()
}

/// The moment after this time; none for a time that no clock reaches.
fn after(limit: Option<Duration>) -> Option<Instant> {
    limit.and_then(|limit| Instant::now().checked_add(limit))
}

/// One attempt: with redirects, and with the answer to a challenge.
async fn exchange(call: &Parts, deadline: Option<Instant>) -> Result<reqwest::Response, Error> {
    let settings = &call.core.0;
    let follow = settings.follow_redirects && !call.operation.keep_redirects;
    let mut credentials = Credentials::new(&call.core, deadline);
    // Blocks, for what is gone at an `await` takes no room in the future of each call then.
    let (kept, sending) = {
        let draft = signed(call, &mut credentials).await?;
        // A challenge is answered with what was sent, and not all of that can be had twice. Other calls are made anew if they
        // are redirected, which few are.
        let is_made_anew = credentials.are_at_hand() && call.payload.is_same_again();
        let kept = (!is_made_anew).then(|| Box::new(draft.request.clone()));
        let body = opened(call, &draft.request).await?;
        (kept, sending(call, draft.request, body, deadline)?)
    };
    let more = {
        let response = sending.await.map_err(|error| Error::sending(error, &host_of(call)))?;
        let is_redirected = follow && redirect::is_redirect(response.status(), response.headers());
        if !credentials.listen() && !is_redirected {
            return Ok(response);
        }
        Box::pin(go_on(call, credentials, kept, response, follow, deadline))
    };
    more.await
}

/// The request of a call with its credentials in it.
async fn signed(call: &Parts, credentials: &mut Credentials<'_>) -> Result<Box<Draft>, Error> {
    let mut draft = Draft::of(call)?;
    credentials.apply(call, &mut draft).await?;
    draft.finish(call)?;
    Ok(draft)
}

/// Answers challenges, and follows redirects. A request that was not kept is made once more.
async fn go_on(
    call: &Parts,
    mut credentials: Credentials<'_>,
    kept: Option<Box<PreparedRequest>>,
    mut response: reqwest::Response,
    follow: bool,
    deadline: Option<Instant>,
) -> Result<reqwest::Response, Error> {
    let operation = call.operation;
    let mut request = match kept {
        Some(kept) => *kept,
        None => signed(call, &mut credentials).await?.request,
    };
    let mut origin: Option<Url> = None;
    let mut is_answered = false;
    let mut redirects = 0;
    loop {
        // Who challenges must be who the credential is for; and once is enough to know that it is refused.
        if !is_answered
            && origin.as_ref().is_none_or(|origin| origin.origin() == request.url.origin())
            && credentials.answer(&mut request, response.status(), response.headers()).await?
        {
            is_answered = true;
        } else if follow
            && let Some(target) = redirect::target(response.status(), response.headers(), &request.url)
        {
            redirects += 1;
            if redirects > operation.max_redirects {
                return Err(Error::too_many_redirects(operation.max_redirects, host(&target)));
            }
            let left = redirect::apply(&mut request, response.status(), target, operation.keep_method);
            origin.get_or_insert(left);
            is_answered = false;
        } else {
            return Ok(response);
        }
        let body = opened(call, &request).await?;
        let sending = sending(call, request.clone(), body, deadline)?;
        response = sending.await.map_err(|error| Error::sending(error, host(&request.url)))?;
    }
}

/// The body of a request, as the transport takes it.
async fn opened(call: &Parts, request: &PreparedRequest) -> Result<Option<reqwest::Body>, Error> {
    match &request.body {
        Some(body) => body.open(&call.options().watch).await.map(Some),
        None => Ok(None),
    }
}

/// Sends a request.
fn sending(
    call: &Parts,
    prepared: PreparedRequest,
    body: Option<reqwest::Body>,
    deadline: Option<Instant>,
) -> Result<Sending, Error> {
    Ok(call.core.0.transport.send(addressed(prepared, body, deadline)?))
}

/// What is sent, with the time that is left for it.
fn addressed(
    prepared: PreparedRequest,
    body: Option<reqwest::Body>,
    deadline: Option<Instant>,
) -> Result<Request, Error> {
    let mut request = Request::new(prepared.method, prepared.url);
    *request.headers_mut() = prepared.headers;
    if body.is_some() {
        *request.body_mut() = body;
        #[cfg(not(target_arch = "wasm32"))]
        announce(&mut request);
    }
    if let Some(deadline) = deadline {
        let left: Duration = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Error::too_late(host(request.url())));
        }
        #[cfg(target_arch = "wasm32")]
        let left = left.min(platform::LONGEST_TIMER);
        *request.timeout_mut() = Some(left);
    }
    Ok(request)
}
