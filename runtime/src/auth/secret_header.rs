//! A header that the collection writes by hand and whose value is a secret.

use super::Scheme;
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// A header with a secret value; replaces the header of its name.
#[derive(Clone, Debug)]
pub struct SecretHeader {
    name: String,
    value: Secret,
}

impl SecretHeader {
    /// The whole value, such as `Token abc`.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        SecretHeader { name: name.into(), value: Secret::new(value) }
    }
}

impl Scheme for SecretHeader {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        request.set_secret_header(&self.name, self.value.expose())
    }
}
