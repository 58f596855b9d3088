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
//! Every builder has `timeout`, `connect_timeout`, `user_agent`, `header`, `follow_redirects`, `origin` and
//! `http_client`, beside the addresses, variables and credentials of its API. There is no time limit unless one is
//! set. Proxies, certificates, pools and cookies are those of an own [`reqwest::Client`]; that client's redirect
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
//! # Values
//!
//! Path, query and header parameters take `impl Into<`[`Value`]`>`: text, numbers and booleans. What is passed stays
//! where it was put: `"a/b"` is one path segment, `"a&b"` one query value. [`verbatim`] marks text that is encoded
//! already, and [`flag`] a query parameter without `=`. An empty path argument, and `.` or `..` as a whole
//! segment, would name another address and are errors.
//!
//! In JSON, [`Field`] tells absent, null and a value apart where an API uses all three; [`Number`] keeps `1` and
//! `1.0` apart; [`Json`] is whatever JSON there is.
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
//! # Features
//!
//! | feature | default | does |
//! | --- | --- | --- |
//! | `rustls` | yes | TLS. Without it, switch a TLS feature of `reqwest` on, or use `http://` only |
//! | `compression` | yes | Answers are asked for in gzip, deflate or brotli, and decompressed |
//! | `files` | yes | [`Body::file`] and [`Part::file`] can be sent |
//! | `auth-signed` | yes | the auth types that sign: OAuth 1, digest, AWS, JWT, ASAP, Hawk, EdgeGrid |

pub mod auth;
#[doc(hidden)]
pub mod codegen;

mod address;
mod api;
mod body;
mod call;
mod core;
mod credentials;
mod decode;
mod encode;
mod error;
mod field;
mod macros;
mod mixed;
mod number;
mod redirect;
mod request;
mod response;
mod secret;
mod send;
mod union;
mod value;
mod version;

pub use body::{Body, Part};
pub use bytes::Bytes;
pub use error::Error;
pub use field::Field;
pub use number::Number;
pub use reqwest;
pub use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
pub use reqwest::{Method, StatusCode, Url};
pub use response::{Content, RawResponse, Response};
pub use secret::Secret;
pub use send::Pending;
/// Any JSON.
pub use serde_json::Value as Json;
pub use value::{Value, flag, verbatim};
