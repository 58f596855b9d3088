//! Testing: programs that use an SDK, without the service behind it.
//!
//! # A made-up server
//!
//! [`transport`](crate::transport()) makes a server of a function, without any network. It is given what would be sent,
//! with all headers and credentials, and answers what the test wants, or fails as a network does:
//!
//! ```
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), postwright_runtime::Error> {
//! use postwright_runtime::{reqwest, transport};
//!
//! let made_up = transport(|request: reqwest::Request| async move {
//!     if request.url().query().is_some() {
//!         return Err("there is no network".into());
//!     }
//!     Ok(http::Response::new(request.url().path().to_owned()).into())
//! });
//! let client = sunshine::Client::builder().host("any").transport(made_up).build()?;
//! assert_eq!(client.ping().await?, "/v1/ping");
//!
//! let error = client.ping().query("a", 1).retries(0).await.unwrap_err();
//! assert_eq!(error.to_string(), "Ping: the request was not answered by any");
//! # Ok(())
//! # }
//! ```
//!
//! # A server of one's own
//!
//! `origin` replaces scheme, host and port of every request, whichever server of the API it is for; the path stays. So a
//! client talks to a mock server as it would to the real one:
//!
//! ```
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # fn main() -> Result<(), postwright_runtime::Error> {
//! let client = sunshine::Client::builder().origin("http://127.0.0.1:8080").host("any").build()?;
//! # Ok(())
//! # }
//! ```
//!
//! # What was sent
//!
//! A middleware sees every request and every answer, attempts and redirects included:
//!
//! ```
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), postwright_runtime::Error> {
//! use std::sync::{Arc, Mutex};
//! use postwright_runtime::{Next, reqwest, transport};
//!
//! let seen = Arc::new(Mutex::new(Vec::new()));
//! let log = Arc::clone(&seen);
//! let client = sunshine::Client::builder()
//!     .host("any")
//!     .transport(transport(|_: reqwest::Request| async { Ok(http::Response::new("pong").into()) }))
//!     .middleware(move |request: reqwest::Request, next: Next| {
//!         log.lock().unwrap().push(request.method().to_string());
//!         next.run(request)
//!     })
//!     .build()?;
//! client.ping().await?;
//! assert_eq!(*seen.lock().unwrap(), ["GET"]);
//! # Ok(())
//! # }
//! ```
