//! Credentials: how they are given, where they go, and where they never go.
//!
//! A credential is given to the builder, by the method that the SDK has for it; no generated code holds one. Nobody asks
//! for it when the client is built: a call that needs a credential which the client does not have fails before anything
//! is sent, and its error ([`is_credential`](crate::Error::is_credential)) names the method.
//!
//! ```
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # fn main() -> Result<(), postwright_runtime::Error> {
//! let client = sunshine::Client::builder().host("api.example.com").basic_auth("key id", "secret").build()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Out of the environment
//!
//! `Client::from_env()` takes settings and credentials from environment variables, for continuous integration and
//! containers. Their names begin with the name of the SDK's module or crate, in capitals: `sunshine` reads
//! `SUNSHINE_BASE_URL`, `SUNSHINE_API_KEY`, `SUNSHINE_BASIC_AUTH_USERNAME` and so on; the documentation of its `from_env`
//! lists them all. An empty variable counts as none, but for one beside another that is not: the password of a user who
//! has none. An error names the one that is missing.
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # fn main() -> Result<(), postwright_runtime::Error> {
//! use std::time::Duration;
//!
//! let client = sunshine::Client::from_env()?;
//! // Or as a start:
//! let hasty = sunshine::ClientBuilder::from_env()?.timeout(Duration::from_secs(5)).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Tokens that rotate
//!
//! Where a builder method takes a token or a key, it takes an async function, too: [`provider`](crate::auth::provider)
//! is asked before each request. Where a collection says how its OAuth 2 tokens are fetched (client credentials, password
//! or refresh token), the builder has a method for that grant; a client and its clones then share one token, which is
//! renewed before it expires. What prevents a token is told apart by [`is_token`](crate::Error::is_token).
//!
//! ```
//! use postwright_runtime::auth::{Bearer, provider};
//!
//! let token = provider(async || std::fs::read_to_string("/run/secrets/token"));
//! // Client::builder().bearer_auth(token), or for one call: .auth(Bearer::new(token))
//! # drop(Bearer::new(token));
//! ```
//!
//! # One call
//!
//! `.auth(…)` signs one call with another credential than the client's. A secret header that is written by hand
//! (`.header("Authorization", …)`) goes before both.
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # async fn run(client: sunshine::Client) -> Result<(), Box<dyn std::error::Error>> {
//! use postwright_runtime::auth::Bearer;
//!
//! client.ping().auth(Bearer::new("another token")).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Where they never go
//!
//! Credentials are hidden from `Debug` and from errors, are wiped from memory when they are dropped, and are not sent to
//! another origin (scheme, host or port) when a redirect leads there. See [`auth`](crate::auth) for all types.
