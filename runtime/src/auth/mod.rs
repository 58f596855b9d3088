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
//! | [`SecretHeader`] | a whole header that is a secret, such as `Cookie` |
//!
//! A credential replaces headers (or query parameters) of its name; a secret header that the caller adds to one call
//! replaces the credential. None follows a redirect to another origin.

mod api_key;
mod basic;
mod bearer;
mod secret_header;

pub use api_key::ApiKey;
pub use basic::Basic;
pub use bearer::Bearer;
pub use secret_header::SecretHeader;

use std::fmt;

use crate::Error;
use crate::request::PreparedRequest;

/// A way to show who calls. Sealed for now: schemes are those of this module.
pub trait Scheme: sealed::Sealed + fmt::Debug + Send + Sync {
    /// Puts the credential into the request.
    ///
    /// # Errors
    ///
    /// When it holds what a request cannot carry, such as a line break.
    #[doc(hidden)]
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error>;
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for super::ApiKey {}
    impl Sealed for super::Basic {}
    impl Sealed for super::Bearer {}
    impl Sealed for super::SecretHeader {}
}
