//! Credentials and how they are put into requests: one file per scheme.

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
