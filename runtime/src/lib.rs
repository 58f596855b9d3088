//! What SDKs written by [Postwright](https://github.com/postwright/postwright) call: the one dependency of a
//! generated module.
//!
//! An SDK is a `Client` with a method per folder and, there, a method per request of a Postman collection. This
//! page shows what all SDKs have in common; what an API can do stands in the documentation of its own SDK.
//!
//! # Quick start
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! // build.rs:     postwright::build_script("collections/sunshine.postman_collection.json");
//! // src/main.rs:  postwright_runtime::include_sdk!(pub mod sunshine);
//! use std::time::Duration;
//! use sunshine::{Client, types::CreateIntegrationKeyRequest};
//!
//! let client = Client::builder()
//!     .base_url("https://api.example.com")
//!     .basic_auth("key id", "secret")
//!     .build()?;
//!
//! let body = CreateIntegrationKeyRequest::new("My key", None, 2.5);
//! let created = client.integrations().create_integration_key("app id", 42, &body).await?;
//! println!("{}", created.key.secret);
//!
//! let answer = client
//!     .integrations()
//!     .create_integration_key("app id", 42, &body)
//!     .limit(20)                                  // an optional parameter
//!     .header("x-trace", "42")                    // options that every call has
//!     .timeout(Duration::from_secs(5))
//!     .send()
//!     .await?;                                    // status, headers and decoded body
//! println!("{} {:?}", answer.status(), answer.request_id());
//! # Ok(())
//! # }
//! ```
//!
//! A method sends nothing: it returns a call, which is awaited, or sent. A call owns its data, so that it can be
//! moved to another task. `.await` gives the body, `.send()` a [`Response`], `.send_raw()` a [`RawResponse`] of
//! whatever status. A client is cheap to clone; its clones share their connections.
//!
//! # Settings
//!
//! Every builder has `timeout`, `attempt_timeout`, `connect_timeout`, `retries`, `max_response_size`, `user_agent`,
//! `header`, `follow_redirects`, `origin`, `middleware`, `transport` and `http_client`, beside the addresses, variables
//! and credentials of its API. There is no limit of time or size unless one is set. Proxies, certificates, pools and cookies are those of an own [`reqwest::Client`]; that client's redirect
//! policy goes before `follow_redirects`, so give it `redirect::Policy::none()` where a key in a header of its own
//! name must not follow a redirect to another host.
//!
//! ```no_run
//! # fn main() -> Result<(), postwright_runtime::reqwest::Error> {
//! use postwright_runtime::reqwest;
//!
//! let http = reqwest::Client::builder()
//!     .proxy(reqwest::Proxy::all("http://proxy.example.com:3128")?)
//!     .redirect(reqwest::redirect::Policy::none())
//!     .build()?;
//! // Client::builder().http_client(http)
//! # drop(http);
//! # Ok(())
//! # }
//! ```
//!
//! # Credentials
//!
//! A credential is given to the builder; no generated code holds one. `build` does not ask for any: a call that
//! needs a credential which the client does not have fails, and its error names the builder method. A secret header
//! that is written by hand (`.header("Authorization", …)`) goes before the credential.
//!
//! Tokens and keys that rotate come from an async function: `.bearer_token(auth::provider(…))`. Where a collection
//! says how its OAuth 2 tokens are fetched (client credentials, password or refresh token), the builder has a method
//! for that grant, too; a client and its clones then share one token, which is renewed before it expires. What
//! prevents a token is told apart by [`Error::is_token`].
//!
//! Credentials are wiped from memory when they are dropped, are hidden from `Debug` and from errors, and are not
//! sent to another origin (scheme, host or port) when a redirect leads there. See [`auth`].
//!
//! # Errors
//!
//! There is one type, [`Error`], for all operations. It tells apart what was not sent, what was not answered, what
//! was answered with an error, and what could not be decoded:
//!
//! ```no_run
//! # fn handle(result: Result<(), postwright_runtime::Error>) {
//! use postwright_runtime::StatusCode;
//!
//! match result {
//!     Ok(()) => {}
//!     Err(e) if e.status() == Some(StatusCode::NOT_FOUND) => println!("not there"),
//!     Err(e) if e.is_timeout() || e.is_connect() => println!("later, perhaps"),
//!     Err(e) if e.is_decode() => println!("`{}` is not as documented", e.json_path().unwrap_or_default()),
//!     Err(e) => println!("{e}"),
//! }
//! # }
//! ```
//!
//! What an API documents of its errors is read with [`Error::api`], into the `…Error` enum beside the operation:
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # use sunshine::integrations::CreateIntegrationKeyError;
//! # fn handle(error: postwright_runtime::Error) {
//! match error.api() {
//!     Some(CreateIntegrationKeyError::Forbidden(body)) => println!("not allowed: {}", body.title),
//!     Some(CreateIntegrationKeyError::Unknown(content)) => println!("{}", content.text()),
//!     _ => println!("{error}"),
//! }
//! # }
//! ```
//!
//! # Retries
//!
//! A call that failed for a moment (no connection, 408, 429, 502, 503, 504) is sent again, twice at most, if that can do
//! no harm: its method is safe, or it has an idempotency key. [`Retry`] says all of it.
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # use sunshine::{Client, types::CreateIntegrationKeyRequest};
//! # async fn run(client: Client, body: CreateIntegrationKeyRequest) -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//! use postwright_runtime::Retry;
//!
//! let client = Client::builder()
//!     .attempt_timeout(Duration::from_secs(5))    // each attempt
//!     .timeout(Duration::from_secs(20))           // all of them together
//!     .retry(Retry::times(4).max_delay(Duration::from_secs(8)))
//!     .build()?;
//! let keys = client.integrations();
//! keys.create_integration_key("app id", 42, &body).idempotency_key("order 17").await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Streaming
//!
//! `.stream()` gives a successful answer as soon as its head is there; a download of any size then takes no more memory
//! than one piece of it. Files are sent the same way: see [`Body::file`] and [`Part::file`].
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # use std::io::Write;
//! # async fn run(client: sunshine::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let mut file = std::fs::File::create("pong.bin")?;
//! let mut download = client.ping().stream().await?;
//! while let Some(chunk) = download.chunk().await? {
//!     file.write_all(&chunk)?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Middleware
//!
//! A middleware is an async function of a request and of [`Next`], which sends it. It sees all that travels, credentials
//! included, and every attempt. What `tower` and `reqwest-middleware` have fits in a few lines; a [`Transport`] takes the
//! place of the HTTP client as a whole.
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # fn main() -> Result<(), postwright_runtime::Error> {
//! use postwright_runtime::{Next, reqwest::Request};
//!
//! let client = sunshine::Client::builder()
//!     .middleware(|request: Request, next: Next| async move {
//!         let path = request.url().path().to_owned();
//!         let answer = next.run(request).await?;
//!         println!("{path}: {}", answer.status());
//!         Ok(answer)
//!     })
//!     .build()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Values
//!
//! Path, query and header parameters take `impl Into<`[`Value`]`>`: text, numbers and booleans. What is passed stays
//! where it was put: `"a/b"` is one path segment, `"a&b"` one query value. [`verbatim`] marks text that is encoded
//! already, and [`flag`] a query parameter without `=`. An empty path argument, and `.` or `..` as a whole
//! segment, would name another address and are errors.
//!
//! In JSON, [`Field`] tells absent, null and a value apart where an API uses all three; [`Number`] keeps `1` and
//! `1.0` apart; [`OrPlaceholder`] reads the `"<integer>"` of an imported example too; [`Json`] is whatever JSON there
//! is.
//!
//! # Bodies
//!
//! JSON and forms are structs of the SDK. Whatever else is sent takes [`Body`] (bytes, text or a file) or, in a
//! multipart form, [`Part`]. Files are read while they are sent.
//!
//! # Testing
//!
//! `origin` sends every request to a server of one's own, and keeps path and query as they are:
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # use sunshine::Client;
//! # fn main() -> Result<(), postwright_runtime::Error> {
//! let client = Client::builder().origin("http://127.0.0.1:8080").host("any").build()?;
//! # Ok(())
//! # }
//! ```
//!
//! [`transport`] makes a server of a function, without any network.
//!
//! # Features
//!
//! | feature | default | does |
//! | --- | --- | --- |
//! | `rustls` | yes | TLS. Without it, switch a TLS feature of `reqwest` on, or use `http://` only |
//! | `compression` | yes | Answers are asked for in gzip, deflate or brotli, and decompressed |
//! | `files` | yes | [`Body::file`] and [`Part::file`] can be sent |
//! | `blocking` | no | `.call_blocking()` and `.send_blocking()`, for programs without async |
//! | `cookies` | no | Every client keeps the cookies that its servers set |
//! | `tracing` | no | A span around every call, with OpenTelemetry's names |
//! | `native-tls` | no | TLS of the platform, instead of `rustls` |
//! | `auth-signed` | yes | the auth types that sign: OAuth 1, digest, AWS, JWT, ASAP, Hawk, EdgeGrid |

pub mod auth;
#[doc(hidden)]
pub mod codegen;

mod address;
mod anew;
mod api;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod call;
mod core;
mod credentials;
mod date;
mod decode;
mod encode;
mod error;
mod field;
mod macros;
mod mixed;
mod number;
mod placeholder;
mod receive;
mod redirect;
mod request;
mod response;
mod retry;
mod secret;
mod send;
#[cfg(feature = "tracing")]
mod trace;
mod transport;
mod union;
mod value;
mod variants;
mod version;

pub use body::{Body, Part};
pub use bytes::Bytes;
pub use error::Error;
pub use field::Field;
pub use number::Number;
pub use placeholder::OrPlaceholder;
pub use receive::Stream;
pub use reqwest;
pub use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
pub use reqwest::{Method, StatusCode, Url};
pub use response::{Content, RawResponse, Response};
pub use retry::Retry;
pub use secret::Secret;
pub use send::Pending;
/// Any JSON.
pub use serde_json::Value as Json;
pub use transport::{Next, Sending, Transport, TransportError, transport};
pub use value::{Value, flag, verbatim};
