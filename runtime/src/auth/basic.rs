//! Name and password, as `Authorization: Basic …`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::AUTHORIZATION;

use super::Scheme;
use crate::request::PreparedRequest;
use crate::secret::SharedSecret;
use crate::{Error, Secret};

/// A user's name and password; replaces the header `Authorization`.
#[derive(Clone, Debug)]
pub struct Basic {
    /// The value of the header: name and password do not change.
    value: SharedSecret,
}

impl Basic {
    /// Either may be empty.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        let password = Secret::new(password);
        Basic { value: SharedSecret::new(basic(&user.into(), password.expose())) }
    }
}

impl Scheme for Basic {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        request.set_secret_bytes(AUTHORIZATION, self.value.expose())
    }
}

/// The value of the header.
pub(super) fn basic(user: &str, password: &str) -> String {
    let pair = Secret::new([user, ":", password].concat());
    let scheme = "Basic ";
    // As long as it will be, so that nothing of it is left behind in memory that was too short.
    let mut value = String::with_capacity(scheme.len() + pair.expose().len().div_ceil(3) * 4);
    value.push_str(scheme);
    STANDARD.encode_string(pair.expose(), &mut value);
    value
}
