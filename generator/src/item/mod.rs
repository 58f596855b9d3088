//! A request's place in the source into the words that the collection has for it, as JSON, without its secrets.
//!
//! Scripts are left out: they are no part of what a caller sends, and often hold what nobody else shall see.

mod address;
mod encoded;
mod found;
mod hide;
mod secrets;

pub(crate) use secrets::Secrets;

use crate::diagnostic::Pointer;
use crate::format::Json;
use crate::source::Source;
use found::Found;

/// The items of a source.
pub(crate) struct Items<'s> {
    source: &'s Source,
    /// Of each file of a folder, or of the only one; `None` for what is no JSON or YAML.
    roots: Vec<Option<Json>>,
    secrets: Secrets,
}

impl<'s> Items<'s> {
    /// Of a source that was read before, with the secrets that it and its environments hold: the values of `variables`, which
    /// are known to be secret, and whatever stands where secrets stand.
    ///
    /// # Errors
    ///
    /// When there are more secrets than can be looked for.
    pub(crate) fn new(
        source: &'s Source,
        environments: &[Source],
        variables: impl IntoIterator<Item = String>,
    ) -> Result<Self, String> {
        let mut found = Found::of_variables(variables);
        let mut root = |json: Option<Json>| json.map(|json| hide::document(json, &mut found));
        let roots = match source.files.as_slice() {
            [] => vec![root(serde_json::from_str(&source.text).ok())],
            files => files.iter().map(|part| root(yaml(&part.source.text))).collect(),
        };
        for environment in environments {
            let json = serde_json::from_str(&environment.text).ok();
            root(json.or_else(|| yaml(&environment.text)));
        }
        Ok(Self { source, roots, secrets: Secrets::new(&found.values())? })
    }

    /// The item at a place, laid out.
    pub(crate) fn text(&self, at: &Pointer) -> Option<String> {
        let item = match at.path() {
            Some(path) => self.roots.get(self.source.part(path)?)?.as_ref()?,
            None => at.segments().try_fold(self.roots.first()?.as_ref()?, |value, key| child(value, &key))?,
        };
        // A JSON value always serializes.
        let text = serde_json::to_string_pretty(item).ok()?;
        Some(self.secrets.hide(&text).into_owned())
    }

    /// What must not be shown anywhere else, either.
    pub(crate) fn secrets(&self) -> &Secrets {
        &self.secrets
    }
}

fn yaml(text: &str) -> Option<Json> {
    let node = crate::yaml::parse(text).ok()?;
    Some(crate::format::json_of(&node))
}

fn child<'j>(value: &'j Json, key: &str) -> Option<&'j Json> {
    match value {
        Json::Object(object) => object.get(key),
        Json::List(list) => list.get(key.parse::<usize>().ok()?),
        Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) => None,
    }
}

#[cfg(test)]
mod tests;
