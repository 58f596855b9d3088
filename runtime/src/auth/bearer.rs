//! A token, as `Authorization: Bearer …`.

use std::sync::Arc;

use reqwest::header::AUTHORIZATION;

use super::{Applicable, Core, Resolving, Scheme, SecretSource};
use crate::Error;
use crate::request::PreparedRequest;

/// A token; replaces the header `Authorization`. An empty one does nothing.
#[derive(Clone, Debug)]
pub struct Bearer {
    token: SecretSource,
}

impl Bearer {
    /// The token without `Bearer`, or its [`provider`](super::provider).
    pub fn new(token: impl Into<SecretSource>) -> Self {
        Bearer { token: token.into() }
    }
}

impl Scheme for Bearer {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        let token = self.token.known();
        if token.is_empty() {
            return Ok(());
        }
        request.set_secret_bytes(AUTHORIZATION, ["Bearer ", token].concat())
    }

    fn resolve<'a>(&'a self, _core: &'a Core) -> Option<Resolving<'a>> {
        let asked = self.token.ask()?;
        Some(Box::pin(async { Ok(Arc::new(Bearer { token: asked.await? }) as Applicable) }))
    }
}
