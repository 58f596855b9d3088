//! Credentials and how they are put into requests: one file per scheme.
//!
//! The builder of an SDK has a method for each credential of its API; it makes one of these. Which operation needs
//! which is said by the collection, and by the documentation of the SDK.
//!
//! | scheme | sends |
//! | --- | --- |
//! | [`Basic`] | `Authorization: Basic …` from a name and a password |
//! | [`Bearer`] | `Authorization: Bearer …` |
//! | [`ApiKey`] | a key in a header or in the query |
//! | [`OAuth2`] | an OAuth 2 token in the header `Authorization` or in the query |
//! | `OAuth1` | a signature with a consumer's key, in header, query or form; the feature `auth-oauth1` |
//! | `Digest` | a password, proven in answer to a challenge; the feature `auth-digest` |
//! | [`SecretHeader`] | a whole header that is a secret, such as `Cookie` |
//!
//! A credential replaces headers (or query parameters) of its name; a secret header that the caller adds to one call
//! replaces the credential. None follows a redirect to another origin.

mod api_key;
mod basic;
mod bearer;
#[cfg(feature = "auth-signed")]
mod crypto;
#[cfg(feature = "auth-digest")]
mod digest;
#[cfg(any(feature = "auth-oauth1", feature = "auth-jwt"))]
mod key;
#[cfg(feature = "auth-oauth1")]
mod oauth1;
mod oauth2;
mod secret_header;
#[cfg(test)]
mod testing;

pub use api_key::ApiKey;
pub use basic::Basic;
pub use bearer::Bearer;
#[cfg(feature = "auth-digest")]
pub use digest::Digest;
#[cfg(feature = "auth-oauth1")]
pub use oauth1::OAuth1;
pub use oauth2::OAuth2;
pub use secret_header::SecretHeader;

use std::fmt;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::Error;
use crate::request::PreparedRequest;

/// A way to show who calls. Sealed for now: schemes are those of this module.
pub trait Scheme: sealed::Sealed + fmt::Debug + Send + Sync {
    /// Puts the credential into the request, which is otherwise as it will be sent.
    ///
    /// # Errors
    ///
    /// When it holds what a request cannot carry, such as a line break, or cannot sign with what it was given.
    #[doc(hidden)]
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error>;

    /// Whether `apply` needs the bytes of the body, files included.
    #[doc(hidden)]
    fn reads_body(&self) -> bool {
        false
    }

    /// Puts the answer to a challenge into the request; `true` if it is to be sent once more.
    ///
    /// # Errors
    ///
    /// As those of `apply`.
    #[doc(hidden)]
    fn answer(
        &self,
        request: &mut PreparedRequest,
        status: StatusCode,
        headers: &HeaderMap,
    ) -> Result<bool, Error> {
        let _ = (request, status, headers);
        Ok(false)
    }
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for super::ApiKey {}
    impl Sealed for super::Basic {}
    impl Sealed for super::Bearer {}
    #[cfg(feature = "auth-digest")]
    impl Sealed for super::Digest {}
    #[cfg(feature = "auth-oauth1")]
    impl Sealed for super::OAuth1 {}
    impl Sealed for super::OAuth2 {}
    impl Sealed for super::SecretHeader {}
}
