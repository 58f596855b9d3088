//! What all SDKs have in common, one page each: documentation only.
//!
//! [auth], [errors], [retries], [streaming], [testing]

pub mod auth;
pub mod errors;
pub mod retries;
pub mod streaming;
pub mod testing;
