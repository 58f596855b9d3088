//! A key in a header or in the query.

use super::Scheme;
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// A key; replaces the headers or query parameters of its name.
#[derive(Clone, Debug)]
pub struct ApiKey {
    name: String,
    query: bool,
    value: Secret,
}

impl ApiKey {
    /// `place` is `query`, or else the header of this name.
    pub fn new(name: impl Into<String>, place: &str, value: impl Into<String>) -> Self {
        ApiKey { name: name.into(), query: place == "query", value: Secret::new(value) }
    }
}

impl Scheme for ApiKey {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        match (self.query, self.name.is_empty()) {
            (true, true) if self.value.expose().is_empty() => Ok(()),
            (true, _) => {
                request.set_query_credential(&self.name, self.value.expose());
                Ok(())
            }
            // A header needs a name; as in Postman, nothing is sent.
            (false, true) => Ok(()),
            (false, false) => {
                request.remove_headers_like(&self.name);
                request.set_secret_header(&self.name, self.value.expose())
            }
        }
    }
}
