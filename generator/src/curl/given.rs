//! Values that the user gives in the place of the collection's samples.

use std::collections::BTreeMap;

use super::Request;
use super::word::Word;
use crate::api::{Parameter, Sample};
use crate::rust::BuilderTarget;

/// Values by the names that the collection has for them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given(BTreeMap<String, String>);

impl Given {
    pub(crate) fn new(values: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(values.into_iter().collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The first one that the request has no place for, and all names that it has places for.
    pub(super) fn unknown<'a>(&'a self, request: &Request<'a>) -> Option<(&'a str, Vec<&'a str>)> {
        let server = request.api.servers.get(request.operation.server);
        let address = server.and_then(|server| server.variable.as_deref()).into_iter();
        let settings = request.api.variables.iter().map(|variable| variable.name.as_str());
        let parameters = request.operation.parameters.iter().filter(|it| it.variable.is_none());
        let names: Vec<&str> = parameters.map(|it| it.name.as_str()).chain(address).chain(settings).collect();
        let unknown = self.0.keys().find(|name| !names.contains(&name.as_str()))?;
        Some((unknown, names))
    }
}

impl Request<'_> {
    /// What is sent for a parameter, one for each time that it is sent. What the user gives is one value.
    pub(super) fn values(&self, parameter: &Parameter) -> Vec<Sample> {
        let name = parameter.variable.as_deref().unwrap_or(&parameter.name);
        match self.given.get(name) {
            Some(value) => vec![Sample::Text(value.to_owned())],
            None => parameter.samples.clone(),
        }
    }

    /// A setting of the client: what the user gives, its default, or the variable of the environment that has it.
    pub(super) fn setting(&self, name: &str) -> Word {
        if let Some(value) = self.given.get(name) {
            return Word::text(value);
        }
        let setting = self.api.variables.iter().find(|variable| variable.name == name);
        match setting.and_then(|setting| setting.default.as_deref()) {
            Some(value) => Word::text(value),
            None => self.environment(
                |target| matches!(target, BuilderTarget::Variable { name: own, .. } if own == name),
            ),
        }
    }

    /// The first variable of the environment that gives what a method of the builder sets.
    pub(super) fn environment(&self, is_meant: impl Fn(&BuilderTarget) -> bool) -> Word {
        let method = self.client.builder.iter().find(|method| is_meant(&method.target));
        let name = method.and_then(|method| method.environment.first());
        name.map(|name| self.variable(name)).unwrap_or_default()
    }

    /// A variable of the environment.
    pub(super) fn variable(&self, name: &str) -> Word {
        Word::variable(format!("{}_{name}", self.prefix))
    }
}
