//! A URL in Postman's parts. URLs that the source holds as text were cut by Postman's own rules.

use super::Scalar;
use crate::diagnostic::Pointer;

/// A URL; every part may hold `{{variables}}`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Url {
    /// Without `://`.
    pub(crate) scheme: Option<String>,
    pub(crate) user_info: Option<UserInfo>,
    /// Labels joined with dots; may hold a whole base URL (`{{baseUrl}}`, `https://h:8443/v1`).
    pub(crate) host: String,
    pub(crate) port: Option<String>,
    /// The segments: none for no path, one empty one for `/`, a last empty one for a trailing slash.
    pub(crate) path: Vec<String>,
    pub(crate) query: Vec<Query>,
    /// The declared `:name` variables.
    pub(crate) variables: Vec<PathVariable>,
    pub(crate) at: Pointer,
}

/// `user:password@` of a URL.
#[derive(Clone, Debug)]
pub(crate) struct UserInfo {
    pub(crate) user: String,
    pub(crate) password: Option<String>,
}

/// One query parameter.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    /// `None` for a null or missing key.
    pub(crate) key: Option<String>,
    /// Only a text is sent with `=`.
    pub(crate) value: Scalar,
    pub(crate) disabled: bool,
    pub(crate) description: Option<String>,
    pub(crate) at: Pointer,
}

/// The declaration of a `:name` segment.
#[derive(Clone, Debug)]
pub(crate) struct PathVariable {
    /// Its `key`, or its `id` in old files.
    pub(crate) key: String,
    pub(crate) value: Scalar,
    /// `string`, `number`, `any`, …
    pub(crate) kind: Option<String>,
    pub(crate) description: Option<String>,
}
