//! What is behind every generated client and its builder: settings, credentials, and the HTTP client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use crate::address::{Address, Origin};
use crate::api::Api;
use crate::auth::Scheme;
use crate::pace::Budget;
use crate::platform::MaybeSend;
use crate::request;
use crate::transport::{self, Layer, Next, Transport, TransportError};
use crate::{Error, Retry};

/// A configured client. Clones are cheap and share their connections.
#[derive(Clone)]
pub struct Core(pub(crate) Arc<Settings>);

pub(crate) struct Settings {
    pub(crate) api: &'static Api,
    /// By the numbers in [`Api::servers`].
    pub(crate) servers: Vec<Option<String>>,
    /// By the positions in [`Api::variables`].
    pub(crate) variables: Vec<Option<String>>,
    /// By the numbers in [`Api::credentials`].
    pub(crate) credentials: Vec<Option<Arc<dyn Scheme>>>,
    pub(crate) headers: HeaderMap,
    /// Whether one of them is a secret, which stands for a credential.
    pub(crate) has_secret_header: bool,
    pub(crate) origin: Option<Origin>,
    /// By the numbers in [`Api::servers`]; none for a server of which something is missing: its calls tell what.
    pub(crate) addresses: Vec<Option<Address>>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) follow_redirects: bool,
    pub(crate) max_response_size: Option<u64>,
    pub(crate) retry: Retry,
    /// Shared by all clones.
    pub(crate) retry_budget: Budget,
    pub(crate) transport: Arc<dyn Transport>,
    /// The variables of the environment that were read, by builder method.
    environment: Vec<(&'static str, String)>,
}

/// The title of the API only: the rest may hold secrets.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core").field("api", &self.0.api.title).finish_non_exhaustive()
    }
}

impl Settings {
    /// The value of a variable, and the builder method that sets it.
    pub(crate) fn variable(&self, name: &str) -> (Option<&str>, &'static str) {
        let Some(index) = self.api.variables.iter().position(|variable| variable.name == name) else {
            return (None, "");
        };
        let variable = &self.api.variables[index];
        let given = self.variables.get(index).and_then(Option::as_deref);
        (given.or(variable.default), variable.method)
    }

    /// The error of a call that needs a credential which the client does not have.
    pub(crate) fn missing_credential(&self, number: usize) -> Error {
        let method = self.api.credentials.get(number).copied().unwrap_or_default();
        let variables = self.environment.iter().find(|(known, _)| *known == method);
        Error::credential(method, variables.map(|(_, names)| names.clone()))
    }
}

/// Configures a [`Core`]. Mistakes are kept and told by [`build`](CoreBuilder::build).
#[derive(Clone)]
pub struct CoreBuilder {
    api: &'static Api,
    servers: Vec<Option<String>>,
    variables: Vec<Option<String>>,
    credentials: Vec<Option<Arc<dyn Scheme>>>,
    headers: Vec<(String, String)>,
    user_agent: Option<String>,
    origin: Option<String>,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    follow_redirects: bool,
    max_response_size: Option<u64>,
    retry: Retry,
    transport: Option<Arc<dyn Transport>>,
    /// The first one is the outermost.
    middleware: Vec<Layer>,
    environment: Vec<(&'static str, String)>,
}

/// The title of the API only: the rest may hold secrets.
impl fmt::Debug for CoreBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CoreBuilder").field("api", &self.api.title).finish_non_exhaustive()
    }
}

impl CoreBuilder {
    /// Without any setting.
    #[must_use]
    pub fn new(api: &'static Api) -> Self {
        CoreBuilder {
            api,
            servers: vec![None; api.servers.len()],
            variables: vec![None; api.variables.len()],
            credentials: vec![None; api.credentials.len()],
            headers: Vec::new(),
            user_agent: None,
            origin: None,
            timeout: None,
            connect_timeout: None,
            attempt_timeout: None,
            follow_redirects: true,
            max_response_size: None,
            retry: Retry::default(),
            transport: None,
            middleware: Vec::new(),
            environment: Vec::new(),
        }
    }

    /// The address of the server of this number.
    #[must_use]
    pub fn server(mut self, number: usize, address: impl Into<String>) -> Self {
        put(&mut self.servers, number, address.into());
        self
    }

    /// The value of the variable of this name in the addresses of servers.
    #[must_use]
    pub fn variable(mut self, name: &str, value: impl Into<String>) -> Self {
        if let Some(index) = self.api.variables.iter().position(|variable| variable.name == name) {
            put(&mut self.variables, index, value.into());
        }
        self
    }

    /// The credential of this number.
    #[must_use]
    pub fn credential(mut self, number: usize, scheme: impl Scheme + 'static) -> Self {
        put(&mut self.credentials, number, Arc::new(scheme));
        self
    }

    /// A header of every call.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The header `User-Agent`.
    #[must_use]
    pub fn user_agent(mut self, value: impl Into<String>) -> Self {
        self.user_agent = Some(value.into());
        self
    }

    /// Scheme, host and port of every request.
    #[must_use]
    pub fn origin(mut self, origin: impl Into<String>) -> Self {
        self.origin = Some(origin.into());
        self
    }

    /// The time in which a call must be answered completely, with all attempts.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The time in which a connection must be made.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Whether redirects are followed.
    #[must_use]
    pub fn follow_redirects(mut self, follow: bool) -> Self {
        self.follow_redirects = follow;
        self
    }

    /// The time in which one attempt must be answered completely.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// When a call is sent again.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// The most bytes that an answer may have, decompressed.
    #[must_use]
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = Some(bytes);
        self
    }

    /// What carries requests to their servers.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Something that sees every request before it is sent and every answer after it came.
    #[must_use]
    pub fn middleware<F, A>(mut self, middleware: F) -> Self
    where
        F: Fn(reqwest::Request, Next) -> A + Send + Sync + 'static,
        A: Future<Output = Result<reqwest::Response, TransportError>> + MaybeSend + 'static,
    {
        self.middleware.push(transport::wrap(middleware));
        self
    }

    /// The same, if all is there that the address of the first server needs.
    ///
    /// # Errors
    ///
    /// When it has no address, or one whose variables are not all known. The error names the variable of the environment,
    /// if those were read.
    pub fn addressed(self) -> Result<Self, Error> {
        let Some(method) = self.missing_setting() else { return Ok(self) };
        let names = self.environment.iter().find(|(known, _)| *known == method);
        let names = names.map_or(method, |(_, names)| names.as_str());
        Err(Error::argument(format!(
            "the environment variable {names} is not set: without it the address of the server is not known"
        )))
    }

    /// The method that sets what the address of the first server needs and nobody gave.
    fn missing_setting(&self) -> Option<&'static str> {
        let server = self.api.servers.first()?;
        if self.origin.is_some() || self.servers.first().is_some_and(Option::is_some) {
            return None;
        }
        let Some(address) = server.default else { return Some(server.method) };
        let variables = self.api.variables.iter().zip(&self.variables);
        let mut missing = variables.filter(|(variable, given)| {
            given.is_none()
                && variable.default.is_none()
                && address.contains(&format!("{{{}}}", variable.name))
        });
        missing.next().map(|(variable, _)| variable.method)
    }

    /// The same, filled from these variables of the environment.
    pub(crate) fn with_environment(mut self, variables: Vec<(&'static str, String)>) -> Self {
        self.environment = variables;
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// When a setting cannot be used: an origin that is no address, a header with a line break, TLS that cannot be
    /// set up. A credential that is missing is an error of the call that needs it.
    pub fn build(self) -> Result<Core, Error> {
        let mut headers = HeaderMap::new();
        let agent = self.user_agent.unwrap_or_else(|| default_user_agent(self.api));
        headers.insert(USER_AGENT, request::header_value("User-Agent", &agent)?);
        let mut own: Vec<(HeaderName, HeaderValue)> = Vec::new();
        for (name, value) in &self.headers {
            own.push((request::header_name(name)?, request::header_value(name, value)?));
        }
        for (name, _) in &own {
            headers.remove(name);
        }
        for (name, value) in own {
            headers.append(name, value);
        }
        let carrier = match self.transport {
            Some(transport) => transport,
            None => Arc::new(transport::http_client(self.connect_timeout)?),
        };
        let transport = self.middleware.iter().rev().fold(carrier, |inner, layer| layer(inner));
        let mut settings = Settings {
            api: self.api,
            servers: self.servers,
            variables: self.variables,
            credentials: self.credentials,
            has_secret_header: headers.values().any(HeaderValue::is_sensitive),
            headers,
            origin: self.origin.as_deref().map(Origin::parse).transpose()?,
            addresses: Vec::new(),
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            follow_redirects: self.follow_redirects,
            max_response_size: self.max_response_size,
            retry: self.retry,
            retry_budget: Budget::default(),
            transport,
            environment: self.environment,
        };
        let servers = 0..settings.servers.len();
        settings.addresses = servers.map(|number| Address::of(&settings, number, None).ok()).collect();
        Ok(Core(Arc::new(settings)))
    }
}

/// Sets an entry; a number that the API does not have is a slip of generated code and changes nothing.
fn put<T>(list: &mut [Option<T>], index: usize, value: T) {
    if let Some(entry) = list.get_mut(index) {
        *entry = Some(value);
    }
}

/// `sunshine-conversations/1.2 postwright-runtime/0.1.0`
fn default_user_agent(api: &Api) -> String {
    let mut slug = String::new();
    for c in api.title.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = match slug.trim_end_matches('-') {
        "" => "postwright-sdk",
        slug => slug,
    };
    let version: String =
        api.version.chars().filter(|c| c.is_ascii_alphanumeric() || ".-+_".contains(*c)).collect();
    let slash = if version.is_empty() { "" } else { "/" };
    format!("{slug}{slash}{version} postwright-runtime/{}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_agent_names_sdk_and_runtime() {
        let agent = |title, version| default_user_agent(&Api::new(title, version));
        let runtime = concat!(" postwright-runtime/", env!("CARGO_PKG_VERSION"));
        assert_eq!(agent("Sunshine Conversations!", "1.2"), format!("sunshine-conversations/1.2{runtime}"));
        assert_eq!(agent("天気", ""), format!("postwright-sdk{runtime}"));
        assert_eq!(agent("a (b)", "1\r\n"), format!("a-b/1{runtime}"));
    }

    #[test]
    fn settings_that_cannot_be_used_are_told() {
        static API: Api = Api::new("t", "");
        let builder = || CoreBuilder::new(&API);
        for builder in [
            builder().header("a\nb", "c"),
            builder().header("a", "c\r\nd: e"),
            builder().user_agent("\n"),
            builder().origin("nowhere"),
            builder().origin("ftp://h"),
        ] {
            assert!(builder.build().unwrap_err().is_argument());
        }
        let core = builder().server(7, "x").variable("y", "z").header("Cookie", "s3cret").build().unwrap();
        assert_eq!(format!("{core:?}"), "Core { api: \"t\", .. }");
    }
}
