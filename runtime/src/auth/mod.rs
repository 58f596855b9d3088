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
//! | `AwsV4` | AWS Signature Version 4, in headers or query; the feature `auth-awsv4` |
//! | `Jwt` | a token that is signed for each request; the feature `auth-jwt` |
//! | `Hawk` | a keyed hash; the feature `auth-hawk` |
//! | `EdgeGrid` | a keyed hash; the feature `auth-edgegrid` |
//! | `Asap` | a token that is signed with a private key; the feature `auth-asap` |
//! | [`SecretHeader`] | a whole header that is a secret, such as `Cookie` |
//!
//! A credential replaces headers (or query parameters) of its name; a secret header that the caller adds to one call
//! replaces the credential. None follows a redirect to another origin.

mod api_key;
#[cfg(feature = "auth-asap")]
mod asap;
#[cfg(feature = "auth-awsv4")]
mod aws_v4;
mod basic;
mod bearer;
#[cfg(feature = "auth-jwt")]
mod claims;
#[cfg(feature = "auth-signed")]
mod crypto;
#[cfg(feature = "auth-digest")]
mod digest;
#[cfg(feature = "auth-edgegrid")]
mod edgegrid;
#[cfg(feature = "auth-hawk")]
mod hawk;
#[cfg(feature = "auth-jwt")]
mod jwt;
#[cfg(any(feature = "auth-oauth1", feature = "auth-jwt"))]
mod key;
#[cfg(feature = "auth-oauth1")]
mod oauth1;
mod oauth2;
mod secret_header;
#[cfg(test)]
mod testing;
#[cfg(any(feature = "auth-awsv4", feature = "auth-edgegrid"))]
mod time;

pub use api_key::ApiKey;
#[cfg(feature = "auth-asap")]
pub use asap::Asap;
#[cfg(feature = "auth-awsv4")]
pub use aws_v4::AwsV4;
pub use basic::Basic;
pub use bearer::Bearer;
#[cfg(feature = "auth-digest")]
pub use digest::Digest;
#[cfg(feature = "auth-edgegrid")]
pub use edgegrid::EdgeGrid;
#[cfg(feature = "auth-hawk")]
pub use hawk::Hawk;
#[cfg(feature = "auth-jwt")]
pub use jwt::Jwt;
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
    #[cfg(feature = "auth-asap")]
    impl Sealed for super::Asap {}
    #[cfg(feature = "auth-awsv4")]
    impl Sealed for super::AwsV4 {}
    #[cfg(feature = "auth-edgegrid")]
    impl Sealed for super::EdgeGrid {}
    #[cfg(feature = "auth-hawk")]
    impl Sealed for super::Hawk {}
    #[cfg(feature = "auth-jwt")]
    impl Sealed for super::Jwt {}
    impl Sealed for super::SecretHeader {}
}
