//! Name and password, as `Authorization: Basic …`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Scheme;
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// A user's name and password; replaces the header `Authorization`.
#[derive(Clone, Debug)]
pub struct Basic {
    user: String,
    password: Secret,
}

impl Basic {
    /// Either may be empty.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Basic { user: user.into(), password: Secret::new(password) }
    }
}

impl Scheme for Basic {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        let pair = Secret::new(format!("{}:{}", self.user, self.password.expose()));
        let value = Secret::new(format!("Basic {}", STANDARD.encode(pair.expose())));
        request.set_secret_header("Authorization", value.expose())
    }
}
