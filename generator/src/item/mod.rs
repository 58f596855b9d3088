//! A request's place in the source into the words that the collection has for it, as JSON, without its secrets.
//!
//! Scripts are left out: they are no part of what a caller sends, and often hold what nobody else shall see.

mod address;
mod hide;

use crate::diagnostic::Pointer;
use crate::format::Json;
use crate::source::Source;

/// The items of a source.
pub(crate) struct Items<'s> {
    source: &'s Source,
    /// `None` for a folder of files, which are read one by one.
    root: Option<Json>,
}

impl<'s> Items<'s> {
    /// Of a source that was read before: what is no JSON has no items.
    pub(crate) fn new(source: &'s Source) -> Self {
        let root = source.files.is_empty().then(|| serde_json::from_str(&source.text).ok()).flatten();
        Self { source, root }
    }

    /// The item at a place, laid out.
    pub(crate) fn text(&self, at: &Pointer) -> Option<String> {
        let item = match at.path() {
            Some(path) => hide::item(self.file(path)?),
            None => hide::item(
                at.segments().try_fold(self.root.as_ref()?, |value, key| child(value, &key))?.clone(),
            ),
        };
        // A JSON value always serializes.
        serde_json::to_string_pretty(&item).ok()
    }

    fn file(&self, path: &str) -> Option<Json> {
        let part = self.source.files.get(self.source.part(path)?)?;
        let node = crate::yaml::parse(&part.source.text).ok()?;
        Some(crate::format::json_of(&node))
    }
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
