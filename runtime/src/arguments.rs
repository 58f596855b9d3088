//! The arguments of one call: the parameters of its path and query, encoded as they will be sent.

use std::ops::Range;

use crate::encode;
use crate::value::Value;

/// The arguments of one call. All their texts stand in one, so that a call with several takes no more memory blocks
/// than a call with one.
#[derive(Default)]
pub(crate) struct Arguments {
    text: String,
    list: Vec<Argument>,
}

struct Argument {
    name: Name,
    text: Range<usize>,
}

enum Name {
    Path(&'static str),
    Query(Range<usize>),
}

impl Arguments {
    /// Adds a parameter of the path.
    pub(crate) fn push_path(&mut self, name: &'static str, value: &Value<'_>) {
        let text = self.write(|text| encode::push_path(text, value));
        self.list.push(Argument { name: Name::Path(name), text });
    }

    /// Adds a parameter of the query.
    pub(crate) fn push_query(&mut self, name: &str, value: &Value<'_>) {
        let given = self.write(|text| text.push_str(name));
        let text = self.write(|text| {
            text.extend(encode::query_key(name));
            if let Some(value) = encode::query_value(value) {
                text.push('=');
                text.extend(value);
            }
        });
        self.list.push(Argument { name: Name::Query(given), text });
    }

    /// Removes the parameters of the query that have this name.
    pub(crate) fn remove_query(&mut self, name: &str) {
        let texts = &self.text;
        self.list.retain(|argument| match &argument.name {
            Name::Path(_) => true,
            Name::Query(given) => texts.get(given.clone()) != Some(name),
        });
    }

    /// Name and text of the parameters of the path.
    pub(crate) fn path(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.list.iter().filter_map(|argument| match &argument.name {
            Name::Path(name) => Some((*name, self.at(&argument.text))),
            Name::Query(_) => None,
        })
    }

    /// Name and text (`name=value`) of the parameters of the query.
    pub(crate) fn query(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list.iter().filter_map(|argument| match &argument.name {
            Name::Path(_) => None,
            Name::Query(given) => Some((self.at(given), self.at(&argument.text))),
        })
    }

    /// The texts of the parameter of the query that has this name.
    pub(crate) fn query_of(&self, name: &str) -> impl Iterator<Item = &str> {
        self.query().filter(move |(given, _)| *given == name).map(|(_, text)| text)
    }

    /// How long the texts are together.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    fn at(&self, place: &Range<usize>) -> &str {
        self.text.get(place.clone()).unwrap_or_default()
    }

    /// Where in the text it is what this adds to it.
    fn write(&mut self, add: impl FnOnce(&mut String)) -> Range<usize> {
        if self.text.is_empty() {
            // Enough for most calls.
            self.text.reserve(64);
        }
        let start = self.text.len();
        add(&mut self.text);
        start..self.text.len()
    }
}
