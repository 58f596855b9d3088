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
//! and credentials of its API. There is no limit of time or size unless one is set.
//!
//! # An own HTTP client
//!
//! What is about connections is said to an own [`reqwest::Client`]: proxies (`proxy`), root certificates
//! (`tls_certs_merge`), client certificates (`identity`), pools (`pool_max_idle_per_host`) and cookies (`cookie_provider`).
//! A client that the builder makes speaks HTTP/1.1; an own one speaks HTTP/2 with the servers that do, once the feature
//! `http2` of `reqwest` is switched on. Its redirect policy goes before `follow_redirects`, so give it
//! `redirect::Policy::none()` where a key in a header of its own name must not follow a redirect to another host.
//!
//! ```no_run
//! # fn main() -> Result<(), postwright_runtime::reqwest::Error> {
//! use postwright_runtime::reqwest;
//!
//! let http = reqwest::Client::builder()
//!     .proxy(reqwest::Proxy::all("http://proxy.example.com:3128")?)
//!     .pool_max_idle_per_host(8)
//!     .redirect(reqwest::redirect::Policy::none())
//!     .build()?;
//! // Client::builder().http_client(http)
//! # drop(http);
//! # Ok(())
//! # }
//! ```
//!
//! # The guide
//!
//! | page | says |
//! | --- | --- |
//! | [auth](guide::auth) | how credentials are given, out of the environment too, and where they never go |
//! | [errors](guide::errors) | what can happen, and how to tell it apart |
//! | [retries](guide::retries) | what is sent again, and all limits of time |
//! | [streaming](guide::streaming) | uploads and downloads of any size, and their progress |
//! | [testing](guide::testing) | without the service: made-up servers, and servers of one's own |
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
//! JSON and forms are structs of the SDK. Whatever else is sent takes [`Body`] (bytes, text, a file or a reader) or, in a
//! multipart form, [`Part`]. Files and readers are read [while they are sent](guide::streaming).
//!
//! # Features
//!
//! | feature | default | does |
//! | --- | --- | --- |
//! | `rustls` | yes | TLS. Without it, switch a TLS feature of `reqwest` on, or use `http://` only |
//! | `compression` | yes | Answers are asked for in gzip or deflate, and decompressed |
//! | `brotli` | no | In brotli, too |
//! | `files` | yes | [`Body::file`] and [`Part::file`] can be sent |
//! | `blocking` | no | `.call_blocking()` and `.send_blocking()`, for programs without async |
//! | `cookies` | no | Every client keeps the cookies that its servers set |
//! | `tracing` | no | A span around every call, with OpenTelemetry's names |
//! | `native-tls` | no | TLS of the platform, instead of `rustls` |
//! | `time` | no | The types of the crate [`time`](https://docs.rs/time), where a `postwright.toml` asks for dates |
//! | `uuid` | no | The type of the crate [`uuid`](https://docs.rs/uuid), where a `postwright.toml` asks for UUIDs |
//! | `url` | no | [`Url`] in JSON, where a `postwright.toml` asks for URLs |
//! | `auth-signed` | yes | the auth types that sign: OAuth 1, digest, AWS, JWT, ASAP, Hawk, `EdgeGrid` |
//!
//! In a browser (`wasm32-unknown-unknown`) the crate compiles without `files`, `auth-signed` and `blocking`; there, bodies
//! and answers are held whole, redirects are the browser's, and futures are not `Send`. That is compiled, not tested.

pub mod auth;
#[doc(hidden)]
pub mod codegen;
pub mod guide;

mod address;
mod anew;
mod api;
mod arguments;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod call;
mod core;
mod credentials;
mod date;
mod decode;
mod draft;
mod encode;
mod environment;
mod error;
mod field;
#[cfg(feature = "time")]
mod formats;
mod macros;
mod mixed;
mod number;
mod object;
mod options;
mod pace;
mod place;
mod placeholder;
mod platform;
mod progress;
mod receive;
mod redirect;
mod request;
mod response;
mod retry;
mod secret;
mod send;
mod spelt;
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
pub use platform::MaybeSend;
pub use progress::Progress;
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
#[cfg(feature = "time")]
pub use time;
pub use transport::{Next, Sending, Transport, TransportError, transport};
#[cfg(feature = "uuid")]
pub use uuid;
pub use value::{Value, flag, verbatim};
