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
//! | `OAuth1` | a signature with a consumer's key, in header, query or form |
//! | `Digest` | a password, proven in answer to a challenge |
//! | `AwsV4` | AWS Signature Version 4, in headers or query |
//! | `Jwt` | a token that is signed for each request |
//! | `Hawk` | a keyed hash |
//! | `EdgeGrid` | a keyed hash |
//! | `Asap` | a token that is signed with a private key |
//! | [`SecretHeader`] | a whole header that is a secret, such as `Cookie` |
//!
//! Those that sign need the feature `auth-signed`.
//!
//! Tokens and keys that rotate come from a [`provider`], which is asked before each request. [`OAuth2`] can fetch
//! its token by itself, with the credentials of a grant; all clones of a client share it.
//!
//! A credential replaces headers (or query parameters) of its name; a secret header that the caller adds to one call
//! replaces the credential. None follows a redirect to another origin.

mod api_key;
#[cfg(feature = "auth-signed")]
mod asap;
#[cfg(feature = "auth-signed")]
mod aws_v4;
mod basic;
mod bearer;
#[cfg(feature = "auth-signed")]
mod claims;
#[cfg(feature = "auth-signed")]
mod crypto;
#[cfg(feature = "auth-signed")]
mod digest;
#[cfg(feature = "auth-signed")]
mod edgegrid;
#[cfg(feature = "auth-signed")]
mod hawk;
#[cfg(feature = "auth-signed")]
mod jwt;
#[cfg(feature = "auth-signed")]
mod key;
#[cfg(feature = "auth-signed")]
mod oauth1;
mod oauth2;
mod secret_header;
mod source;
#[cfg(test)]
mod testing;

pub use api_key::ApiKey;
#[cfg(feature = "auth-signed")]
pub use asap::Asap;
#[cfg(feature = "auth-signed")]
pub use aws_v4::AwsV4;
pub use basic::Basic;
pub use bearer::Bearer;
#[cfg(feature = "auth-signed")]
pub use digest::Digest;
#[cfg(feature = "auth-signed")]
pub use edgegrid::EdgeGrid;
#[cfg(feature = "auth-signed")]
pub use hawk::Hawk;
#[cfg(feature = "auth-signed")]
pub use jwt::Jwt;
#[cfg(feature = "auth-signed")]
pub use oauth1::OAuth1;
pub use oauth2::OAuth2;
pub use secret_header::SecretHeader;
pub use source::{SecretSource, provider};

use std::fmt;
use std::sync::Arc;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::Error;
use crate::core::Core;
use crate::platform::Boxed;
use crate::request::PreparedRequest;

/// A scheme whose `apply` has all that it needs.
type Applicable = Arc<dyn Scheme>;

/// A scheme that is getting what its `apply` needs.
type Resolving<'a> = Boxed<'a, Result<Applicable, Error>>;

/// A way to show who calls. Sealed for now: schemes are those of this module.
pub trait Scheme: sealed::Sealed + fmt::Debug + Send + Sync {
    /// Puts the credential into the request, which is otherwise as it will be sent.
    ///
    /// # Errors
    ///
    /// When it holds what a request cannot carry, such as a line break, or cannot sign with what it was given.
    #[doc(hidden)]
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error>;

    /// Gets what `apply` needs and the scheme does not hold, such as a token, and gives the scheme that holds it;
    /// `None` if this one does.
    ///
    /// # Errors
    ///
    /// When it cannot be had.
    #[doc(hidden)]
    fn resolve<'a>(&'a self, core: &'a Core) -> Option<Resolving<'a>> {
        let _ = core;
        None
    }

    /// Whether it has a use for what the server says of it: `is_forgotten` and `answer` are asked of no other.
    #[doc(hidden)]
    fn listens(&self) -> bool {
        false
    }

    /// Forgets what it was resolved with, because the server refused it; `true` if resolving it again gives
    /// something else.
    #[doc(hidden)]
    fn is_forgotten(&self) -> bool {
        false
    }

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
    #[cfg(feature = "auth-signed")]
    impl Sealed for super::Digest {}
    #[cfg(feature = "auth-signed")]
    impl Sealed for super::OAuth1 {}
    impl Sealed for super::OAuth2 {}
    #[cfg(feature = "auth-signed")]
    impl Sealed for super::Asap {}
    #[cfg(feature = "auth-signed")]
    impl Sealed for super::AwsV4 {}
    #[cfg(feature = "auth-signed")]
    impl Sealed for super::EdgeGrid {}
    #[cfg(feature = "auth-signed")]
    impl Sealed for super::Hawk {}
    #[cfg(feature = "auth-signed")]
    impl Sealed for super::Jwt {}
    impl Sealed for super::SecretHeader {}
}
