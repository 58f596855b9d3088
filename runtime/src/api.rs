//! What generated code says about an API and its operations: constants that calls are built from.

use crate::redirect;

/// An API: what its client needs to know before it is configured.
#[derive(Debug)]
pub struct Api {
    pub(crate) title: &'static str,
    pub(crate) version: &'static str,
    pub(crate) servers: &'static [Server],
    pub(crate) variables: &'static [Variable],
    /// The builder methods that give the credentials, for messages.
    pub(crate) credentials: &'static [&'static str],
}

impl Api {
    /// An API without servers; an empty version is none.
    #[must_use]
    pub const fn new(title: &'static str, version: &'static str) -> Self {
        Api { title, version, servers: &[], variables: &[], credentials: &[] }
    }

    /// The servers, in the order in which operations number them.
    #[must_use]
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers = servers;
        self
    }

    /// The variables in the addresses of the servers, and those that give parameters.
    #[must_use]
    pub const fn variables(mut self, variables: &'static [Variable]) -> Self {
        self.variables = variables;
        self
    }

    /// The builder methods of the credentials, in the order in which operations number them.
    #[must_use]
    pub const fn credentials(mut self, methods: &'static [&'static str]) -> Self {
        self.credentials = methods;
        self
    }
}

/// A server: the builder method that sets its address, and the address it has without.
#[derive(Debug)]
pub struct Server {
    pub(crate) method: &'static str,
    pub(crate) default: Option<&'static str>,
}

impl Server {
    /// `default` may hold `{variables}`.
    #[must_use]
    pub const fn new(method: &'static str, default: Option<&'static str>) -> Self {
        Server { method, default }
    }
}

/// A variable in the address of a server, or one that gives parameters.
#[derive(Debug)]
pub struct Variable {
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    pub(crate) default: Option<&'static str>,
}

impl Variable {
    /// The name that stands in braces, the builder method that sets it, and the value it has without.
    #[must_use]
    pub const fn new(name: &'static str, method: &'static str, default: Option<&'static str>) -> Self {
        Variable { name, method, default }
    }
}

/// A place in the query: places are sent in the order in which they are listed.
#[derive(Clone, Copy, Debug)]
pub enum Query {
    /// Where the parameter of this name goes, if it is given.
    Parameter(&'static str),
    /// What is always sent: key and value, either of which may be missing.
    Fixed(Option<&'static str>, Option<&'static str>),
}

impl Query {
    /// The key that the collection writes, not encoded.
    pub(crate) fn name(&self) -> Option<&'static str> {
        match self {
            Query::Parameter(name) => Some(name),
            Query::Fixed(key, _) => *key,
        }
    }
}

/// An operation: what is the same in each of its calls.
#[derive(Debug)]
pub struct Operation {
    pub(crate) method: &'static str,
    pub(crate) server: usize,
    pub(crate) path: &'static str,
    pub(crate) name: &'static str,
    pub(crate) query: &'static [Query],
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) auth: &'static [usize],
    pub(crate) content_type: Option<&'static str>,
    pub(crate) keep_redirects: bool,
    pub(crate) keep_method: bool,
    pub(crate) max_redirects: u32,
    pub(crate) variables: &'static [Lifted],
}

/// A parameter that a variable of the client gives: its name and that of the variable. For one of Postman's dynamic
/// variables, such as `$guid`, each call gets a new value.
#[derive(Clone, Copy, Debug)]
pub enum Lifted {
    /// In the path.
    Path(&'static str, &'static str),
    /// In the query; it is not sent if the variable has no value.
    Query(&'static str, &'static str),
    /// A header; it is not sent if the variable has no value.
    Header(&'static str, &'static str),
    /// In the names of properties of the JSON body; a call whose body has such a name fails if the variable has no value.
    PropertyName(&'static str, &'static str),
}

impl Operation {
    /// Its method, the number of its server, and its path with `{parameters}`.
    #[must_use]
    pub const fn new(method: &'static str, server: usize, path: &'static str) -> Self {
        Operation {
            method,
            server,
            path,
            name: "",
            query: &[],
            headers: &[],
            auth: &[],
            content_type: None,
            keep_redirects: false,
            keep_method: false,
            max_redirects: redirect::LIMIT,
            variables: &[],
        }
    }

    /// Its name in the collection, for messages.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Its query.
    #[must_use]
    pub const fn query(mut self, query: &'static [Query]) -> Self {
        self.query = query;
        self
    }

    /// Its constant headers.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// The numbers of the credentials it needs, all of them.
    #[must_use]
    pub const fn auth(mut self, credentials: &'static [usize]) -> Self {
        self.auth = credentials;
        self
    }

    /// The type of its body, if it has one and no header says it.
    #[must_use]
    pub const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// The parameters that variables of the client give.
    #[must_use]
    pub const fn variables(mut self, variables: &'static [Lifted]) -> Self {
        self.variables = variables;
        self
    }

    /// Redirects are answers of this operation: they are not followed, and count as success.
    #[must_use]
    pub const fn keep_redirects(mut self) -> Self {
        self.keep_redirects = true;
        self
    }
    /// Whether an answer of this status is what the operation is called for.
    pub(crate) fn is_success(&self, status: reqwest::StatusCode) -> bool {
        status.is_success() || self.keep_redirects && status.is_redirection()
    }

    /// Redirects that are followed keep method and body.
    #[must_use]
    pub const fn keep_method(mut self) -> Self {
        self.keep_method = true;
        self
    }

    /// So many redirects are followed; one more is an error.
    #[must_use]
    pub const fn max_redirects(mut self, limit: u32) -> Self {
        self.max_redirects = limit;
        self
    }
}
