//! Retries and time limits: what is sent again, when, and for how long.
//!
//! A call that failed for a moment (no connection, or one that broke; 408, 429, 502, 503, 504) is sent again, twice at
//! most, if that can do no harm: its method is safe, or it has an idempotency key. Each attempt is put together and signed
//! anew. [`Retry`](crate::Retry) says all of it.
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # use sunshine::{Client, types::CreateIntegrationKeyRequest};
//! # async fn run(body: CreateIntegrationKeyRequest) -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//! use postwright_runtime::Retry;
//!
//! let client = Client::builder()
//!     .host("api.example.com")
//!     .connect_timeout(Duration::from_secs(2))    // until there is a connection
//!     .attempt_timeout(Duration::from_secs(5))    // each attempt
//!     .timeout(Duration::from_secs(20))           // all of them together
//!     .retry(Retry::times(4).max_delay(Duration::from_secs(8)))
//!     .build()?;
//! let keys = client.integrations();
//! keys.create_integration_key("app id", 42, &body).idempotency_key("order 17").await?;
//! client.ping().retries(0).await?;                // this one once
//! # Ok(())
//! # }
//! ```
//!
//! # How long it waits
//!
//! As long as `Retry-After` says, in seconds or as a date; without it, for a time that doubles and is partly random. If
//! that is more than [`max_delay`](crate::Retry::max_delay), or than the call's own time, the call fails at once. All
//! clones of a client share a budget: a server that is down gets at most a fifth more requests than without retries,
//! beyond the first few.
//!
//! # What is never sent again
//!
//! A body that comes from a reader or a stream is gone once it was sent: such a call has one attempt, whatever its policy
//! says. Bytes and files can be sent as often as it takes.
//!
//! # Without a limit
//!
//! There is no time limit unless one is set. A call that nobody awaits any more is not sent, or its connection is closed:
//! dropping a call is always safe.
