//! Errors: one type for all operations, which says what happened and where.
//!
//! [`Error`](crate::Error) is not generic, so that `?` works across operations. Predicates tell apart what was not sent,
//! what was not answered, what was answered with an error, and what could not be decoded:
//!
//! | predicate | what happened |
//! | --- | --- |
//! | [`is_argument`](crate::Error::is_argument) | an argument or setting cannot be used; nothing was sent (or a redirect met a body that can be sent once) |
//! | [`is_credential`](crate::Error::is_credential), [`is_token`](crate::Error::is_token) | a credential is missing, or could not be had; nothing was sent that a server took |
//! | [`is_connect`](crate::Error::is_connect) | there was no connection |
//! | [`is_timeout`](crate::Error::is_timeout) | there was no complete answer in time; the server may have acted |
//! | [`is_too_large`](crate::Error::is_too_large) | the answer was longer than the client allows |
//! | [`is_api`](crate::Error::is_api) | the server answered with an error: [`status`](crate::Error::status), [`headers`](crate::Error::headers), [`body`](crate::Error::body), [`request_id`](crate::Error::request_id) |
//! | [`is_decode`](crate::Error::is_decode) | the answer is not as documented: [`json_path`](crate::Error::json_path), [`body`](crate::Error::body) |
//! | [`is_retryable`](crate::Error::is_retryable) | the same call may go well a moment later |
//!
//! ```
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
//! # The body of an error
//!
//! What an API documents of its errors is read with [`Error::api`](crate::Error::api), into the `…Error` enum beside the
//! operation: a variant per documented status, and `Unknown`.
//!
//! ```
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
//! # What to log
//!
//! `Display` is one line: the operation, the host, the status, the request id. Neither it nor `Debug` shows a credential,
//! a query, a header or a value of a body; the keys that lead to what cannot be decoded are shown. What lies below (a
//! reset connection, a file that cannot be read) is in the chain of [`source`](std::error::Error::source), which error
//! reporters print.
