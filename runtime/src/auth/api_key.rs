//! A key in a header or in the query.

use std::sync::Arc;

use super::{Applicable, Core, Resolving, Scheme, SecretSource};
use crate::Error;
use crate::request::PreparedRequest;

/// A key; replaces the headers or query parameters of its name.
#[derive(Clone, Debug)]
pub struct ApiKey {
    name: String,
    query: bool,
    value: SecretSource,
}

impl ApiKey {
    /// `place` is `query`, or else the header of this name. The value may be a [`provider`](super::provider).
    pub fn new(name: impl Into<String>, place: &str, value: impl Into<SecretSource>) -> Self {
        ApiKey { name: name.into(), query: place == "query", value: value.into() }
    }
}

impl Scheme for ApiKey {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        match (self.query, self.name.is_empty()) {
            (true, true) if self.value.known().is_empty() => Ok(()),
            (true, _) => {
                request.set_query_credential(&self.name, self.value.known());
                Ok(())
            }
            // A header needs a name; as in Postman, nothing is sent.
            (false, true) => Ok(()),
            (false, false) => {
                request.remove_headers_like(&self.name);
                request.set_secret_header(&self.name, self.value.known())
            }
        }
    }
    fn resolve<'a>(&'a self, _core: &'a Core) -> Option<Resolving<'a>> {
        let asked = self.value.ask()?;
        let resolved = async { Ok(Arc::new(ApiKey { value: asked.await?, ..self.clone() }) as Applicable) };
        Some(Box::pin(resolved))
    }
}
