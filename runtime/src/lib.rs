//! What SDKs written by Postwright call.

pub mod auth;
#[doc(hidden)]
pub mod codegen;

mod address;
mod api;
mod body;
mod call;
mod core;
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
