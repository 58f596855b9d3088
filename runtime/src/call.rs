//! A call that is being put together: an operation and what it is called with.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;

use crate::api::{Lifted, Operation};
use crate::arguments::Arguments;
use crate::auth::Scheme;
use crate::body::form::{self, Fields, Form};
use crate::body::{Body, Part, graphql, property_name};
use crate::core::Core;
use crate::options::{Given, Options};
use crate::progress::{Progress, Watch};
use crate::{Error, Retry, Value, anew};

/// A call that was not sent yet. It owns all its data; a mistake in an argument is told when it is sent.
pub struct Call(pub(crate) Box<Parts>);

pub(crate) struct Parts {
    pub(crate) core: Core,
    pub(crate) operation: &'static Operation,
    pub(crate) arguments: Arguments,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) payload: Payload,
    options: Given,
    pub(crate) error: Option<Error>,
}

#[derive(Clone)]
pub(crate) enum Payload {
    None,
    Body(Body),
    Urlencoded(Bytes),
    Multipart(Vec<(&'static str, Part)>),
}

impl Payload {
    /// Whether the same request comes out where it is put together once more: the boundary of a form is another one.
    pub(crate) fn is_same_again(&self) -> bool {
        !matches!(self, Payload::Multipart(_)) && self.is_repeatable()
    }

    /// Whether it can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        match self {
            Payload::None | Payload::Urlencoded(_) => true,
            Payload::Body(body) => body.is_repeatable(),
            Payload::Multipart(parts) => parts.iter().all(|(_, part)| part.is_repeatable()),
        }
    }
}

impl Parts {
    pub(crate) fn options(&self) -> &Options {
        self.options.get()
    }

    /// The payload as it is sent: variables in the names of properties have their values.
    pub(crate) fn payload(&self) -> Result<Payload, Error> {
        let names = &self.options().property_names;
        let given = names.iter().map(|(name, value)| (*name, Some(value.as_str())));
        let is_given = |name: &str| names.iter().any(|(given, _)| *given == name);
        let missing = self.operation.variables.iter().filter_map(|lifted| match lifted {
            Lifted::PropertyName(name, _) if !is_given(name) => Some((*name, None)),
            Lifted::Path(..) | Lifted::Query(..) | Lifted::Header(..) | Lifted::PropertyName(..) => None,
        });
        let mut names = given.chain(missing).peekable();
        if names.peek().is_some()
            && let Payload::Body(body) = &self.payload
            && let Some(json) = body.bytes()
        {
            let names: Vec<property_name::Name<'_>> = names.collect();
            let filled = property_name::fill(&json, &names).map_err(|name| self.unnamed(name))?;
            return Ok(Payload::Body(filled.into()));
        }
        Ok(self.payload.clone())
    }

    /// A setting of the client that a name in the body needs is not set.
    fn unnamed(&self, name: &str) -> Error {
        let variable = self.operation.variables.iter().find_map(|lifted| match lifted {
            Lifted::PropertyName(own, variable) if *own == name => Some(*variable),
            Lifted::Path(..) | Lifted::Query(..) | Lifted::Header(..) | Lifted::PropertyName(..) => None,
        });
        let variable = variable.unwrap_or(name);
        let (_, method) = self.core.0.variable(variable);
        Error::argument(format!(
            "`{variable}` in a name in the body is not set: set it with `{method}(…)` of the builder"
        ))
    }
}

impl Call {
    /// A call without arguments.
    #[must_use]
    pub fn new(core: &Core, operation: &'static Operation) -> Self {
        Call(Box::new(Parts {
            core: core.clone(),
            operation,
            arguments: Arguments::default(),
            headers: Vec::new(),
            payload: Payload::None,
            options: Given::default(),
            error: None,
        }))
        .lifted()
    }

    /// Fills the parameters that variables of the client give, and those that are made for each call.
    fn lifted(mut self) -> Self {
        for lifted in self.0.operation.variables {
            let (Lifted::Path(_, variable)
            | Lifted::Query(_, variable)
            | Lifted::Header(_, variable)
            | Lifted::PropertyName(_, variable)) = lifted;
            let (value, method) = self.0.core.0.variable(variable);
            let value = value.map(str::to_owned).or_else(|| anew::value(variable)).map(Value::from);
            self = match (lifted, value) {
                (Lifted::Path(name, _), Some(value)) => self.path_value(name, &value),
                (Lifted::Query(name, _), Some(value)) => self.query_value(name, &value),
                (Lifted::Header(name, _), Some(value)) => self.header_value(name, &value),
                (Lifted::PropertyName(name, _), Some(value)) => self.property_name(name, value),
                (Lifted::Path(..), None) => {
                    self.fail(Error::argument(format!(
                        "`{variable}` in the path is not set: set it with `{method}(…)` of the builder"
                    )));
                    self
                }
                (Lifted::Query(..) | Lifted::Header(..) | Lifted::PropertyName(..), None) => self,
            };
        }
        self
    }

    /// Fills a parameter of the path.
    #[must_use]
    pub fn path<'a>(self, name: &'static str, value: impl Into<Value<'a>>) -> Self {
        self.path_value(name, &value.into())
    }

    fn path_value(mut self, name: &'static str, value: &Value<'_>) -> Self {
        if value.is_flag() {
            self.fail(Error::argument(format!("the path argument `{name}` cannot be a flag")));
        } else if value.text().is_empty() && !value.is_verbatim() {
            // What Postman would send of a collection's own text may be empty.
            self.fail(Error::argument(format!(
                "the path argument `{name}` is empty, which would name another address"
            )));
        } else {
            self.0.arguments.push_path(name, value);
        }
        self
    }

    /// Fills a parameter of the query, or adds one.
    #[must_use]
    pub fn query<'a>(self, name: &str, value: impl Into<Value<'a>>) -> Self {
        self.query_value(name, &value.into())
    }

    /// Fills a parameter of the query that has one value; what was given for it before is gone.
    #[must_use]
    pub fn set_query<'a>(mut self, name: &str, value: impl Into<Value<'a>>) -> Self {
        self.0.arguments.remove_query(name);
        self.query(name, value)
    }

    fn query_value(mut self, name: &str, value: &Value<'_>) -> Self {
        self.0.arguments.push_query(name, value);
        self
    }

    /// Adds a header; the first one of a name replaces what the operation or the client says.
    #[must_use]
    pub fn header<'a>(self, name: &str, value: impl Into<Value<'a>>) -> Self {
        self.header_value(name, &value.into())
    }

    /// Sets a header that has one value; what was given for it before is gone.
    #[must_use]
    pub fn set_header<'a>(mut self, name: &str, value: impl Into<Value<'a>>) -> Self {
        self.0.headers.retain(|(given, _)| !given.eq_ignore_ascii_case(name));
        self.header(name, value)
    }

    fn header_value(mut self, name: &str, value: &Value<'_>) -> Self {
        self.0.headers.push((name.to_owned(), value.text().to_owned()));
        self
    }

    /// Sets the time in which the call must be answered completely, with all attempts.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.options.get_mut().timeout = Some(timeout);
        self
    }

    /// Sets the time in which one attempt must be answered completely.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.0.options.get_mut().attempt_timeout = Some(timeout);
        self
    }

    /// Sets when the call is sent again.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.0.options.get_mut().retry = Some(retry);
        self
    }

    /// Sets who is told how far the bodies of request and answer have come.
    #[must_use]
    pub fn on_progress(mut self, tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.0.options.get_mut().watch = Watch::new(tell);
        self
    }

    /// Sets the address of the server for this call.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.0.options.get_mut().server = Some(url.into());
        self
    }

    /// Signs this call with another credential than the client's; one that the operation has no need of, too.
    #[must_use]
    pub fn auth(mut self, scheme: impl Scheme + 'static) -> Self {
        self.0.options.get_mut().auth = Some(Arc::new(scheme));
        self
    }

    /// Adds the header `Idempotency-Key`: a server that knows it carries the request out once, however often it comes.
    #[must_use]
    pub fn idempotency_key(self, key: impl AsRef<str>) -> Self {
        self.header("Idempotency-Key", key.as_ref())
    }

    /// A body of JSON.
    #[must_use]
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.json_text(serde_json::to_vec(body))
    }

    /// Gives the variable `name` a value where it stands in the names of the JSON body's properties, as `{{name}}`; also in
    /// those that the caller puts into a map.
    #[must_use]
    pub fn property_name<'a>(mut self, name: &'static str, value: impl Into<Value<'a>>) -> Self {
        let value = value.into();
        if value.is_flag() {
            self.fail(Error::argument(format!("the name `{name}` in the body cannot be a flag")));
        }
        let names = &mut self.0.options.get_mut().property_names;
        names.retain(|(given, _)| *given != name);
        names.push((name, value.text().to_owned()));
        self
    }

    fn json_text(mut self, json: Result<Vec<u8>, serde_json::Error>) -> Self {
        match json {
            Ok(json) => self.0.payload = Payload::Body(json.into()),
            Err(error) => self.fail(Error::argument_with("the body cannot be written as JSON", error)),
        }
        self
    }

    /// A body of text.
    #[must_use]
    pub fn text(self, body: impl Into<String>) -> Self {
        self.bytes(body.into())
    }

    /// A body of bytes or of a file.
    #[must_use]
    pub fn bytes(mut self, body: impl Into<Body>) -> Self {
        self.0.payload = Payload::Body(body.into());
        self
    }

    /// A body of urlencoded fields.
    #[must_use]
    pub fn urlencoded(mut self, body: &impl Form) -> Self {
        match form::urlencoded(body) {
            // As in Postman, a form without a field is no body.
            Ok(text) if text.is_empty() => self.0.payload = Payload::None,
            Ok(text) => self.0.payload = Payload::Urlencoded(text),
            Err(error) => self.fail(error),
        }
        self
    }

    /// A body of multipart fields.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "generated functions take the form over, for its parts may become streams"
    )]
    pub fn multipart(mut self, body: impl Form) -> Self {
        match Fields::of(&body) {
            Ok(parts) if parts.is_empty() => self.0.payload = Payload::None,
            Ok(parts) => self.0.payload = Payload::Multipart(parts),
            Err(error) => self.fail(error),
        }
        self
    }

    /// A GraphQL query with variables.
    #[must_use]
    pub fn graphql<T: Serialize>(self, query: &str, operation_name: Option<&str>, variables: &T) -> Self {
        self.json_text(graphql::json(query, operation_name, Some(variables)))
    }

    /// A GraphQL query without variables.
    #[must_use]
    pub fn graphql_query(self, query: &str, operation_name: Option<&str>) -> Self {
        self.json_text(graphql::json::<()>(query, operation_name, None))
    }

    /// Keeps the first mistake.
    fn fail(&mut self, error: Error) {
        self.0.error.get_or_insert(error);
    }
}

/// Without arguments, headers and body: they may hold secrets.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &*self.0;
        let mut out = f.debug_struct("Call");
        if !parts.operation.name.is_empty() {
            out.field("name", &parts.operation.name);
        }
        out.field("method", &parts.operation.method).field("path", &parts.operation.path);
        if let Some(timeout) = parts.options().timeout {
            out.field("timeout", &timeout);
        }
        out.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Api, Server, Variable};
    use crate::core::CoreBuilder;

    static API: Api = Api::new("t", "")
        .servers(&[Server::new("base_url", Some("http://h"))])
        .variables(&[Variable::new("area", "area_name", None)]);
    static LIFTED: Operation =
        Operation::new("POST", 0, "/").variables(&[Lifted::PropertyName("area", "area")]);

    fn sent(builder: CoreBuilder, json: &serde_json::Value) -> Result<String, String> {
        let core = builder.build().map_err(|error| error.to_string())?;
        let payload = Call::new(&core, &LIFTED).json(json).0.payload().map_err(|error| error.to_string())?;
        let Payload::Body(body) = payload else { return Err("no body".to_owned()) };
        Ok(String::from_utf8_lossy(&body.bytes().unwrap_or_default()).into_owned())
    }

    #[test]
    fn a_name_in_the_body_that_the_client_gives_must_be_set_where_it_stands() {
        let builder = || CoreBuilder::new(&API);
        let body = serde_json::json!({"{{area}}": 1});
        assert_eq!(sent(builder().variable("area", "north"), &body).unwrap(), r#"{"north":1}"#);
        assert!(sent(builder(), &body).unwrap_err().contains("`area_name(…)`"));
        assert_eq!(sent(builder(), &serde_json::json!({"a": 1})).unwrap(), r#"{"a":1}"#);
    }

    #[test]
    fn a_name_in_the_body_is_no_flag() {
        let core = CoreBuilder::new(&API).build().unwrap();
        assert!(Call::new(&core, &LIFTED).property_name("area", crate::flag()).0.error.is_some());
    }
}
