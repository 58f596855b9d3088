//! A token, as `Authorization: Bearer …`.

use super::Scheme;
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// A token; replaces the header `Authorization`. An empty one does nothing.
#[derive(Clone, Debug)]
pub struct Bearer {
    token: Secret,
}

impl Bearer {
    /// The token without `Bearer`.
    pub fn new(token: impl Into<String>) -> Self {
        Bearer { token: Secret::new(token) }
    }
}

impl Scheme for Bearer {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        if self.token.expose().is_empty() {
            return Ok(());
        }
        let value = Secret::new(format!("Bearer {}", self.token.expose()));
        request.set_secret_header("Authorization", value.expose())
    }
}
