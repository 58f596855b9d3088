//! A header that the collection writes by hand and whose value is a secret.

use std::sync::Arc;

use super::{Applicable, Core, Resolving, Scheme, SecretSource};
use crate::Error;
use crate::request::PreparedRequest;

/// A header with a secret value; replaces the header of its name.
#[derive(Clone, Debug)]
pub struct SecretHeader {
    name: String,
    value: SecretSource,
}

impl SecretHeader {
    /// The whole value, such as `Token abc`, or its [`provider`](super::provider).
    pub fn new(name: impl Into<String>, value: impl Into<SecretSource>) -> Self {
        SecretHeader { name: name.into(), value: value.into() }
    }
}

impl Scheme for SecretHeader {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        request.set_secret_header(&self.name, self.value.known())
    }
    fn resolve<'a>(&'a self, _core: &'a Core) -> Option<Resolving<'a>> {
        let asked = self.value.ask()?;
        let resolved =
            async { Ok(Arc::new(SecretHeader { value: asked.await?, ..self.clone() }) as Applicable) };
        Some(Box::pin(resolved))
    }
}
