//! From what signs each operation to the credential sets of the client: which are the same, and what they are called after.

use std::collections::{HashMap, HashSet};

use super::{grant, secret, template};
use crate::api::{Attribute, Credential, Grant};
use crate::schemes::Scheme;

/// What makes two sets one: the scheme and, of each attribute, whether the collection has it and its value.
type Key = (&'static str, Vec<(bool, String)>);

/// All credential sets so far.
#[derive(Default)]
pub(super) struct Credentials {
    list: Vec<Credential>,
    places: HashMap<Key, usize>,
}

impl Credentials {
    /// The credential sets; `places` are those that servers got by their numbers.
    pub(super) fn finish(mut self, places: &[usize]) -> Vec<Credential> {
        for grant in self.list.iter_mut().filter_map(|credential| credential.grant.as_mut()) {
            grant::renumber(grant, places);
        }
        self.list
    }

    /// Adds a way to get the tokens of a set.
    pub(super) fn add_grant(&mut self, place: usize, grant: Option<Grant>) {
        if let Some(credential) = self.list.get_mut(place) {
            grant::merge(&mut credential.grant, grant);
        }
    }

    /// The scheme of a set.
    pub(super) fn scheme(&self, place: usize) -> Option<&'static Scheme> {
        self.list.get(place).map(|credential| credential.scheme)
    }

    /// A fixed attribute of a set.
    pub(super) fn fixed(&self, place: usize, key: &str) -> Option<&str> {
        self.list.get(place)?.fixed(key)
    }

    /// The set with these attributes, for one more operation.
    pub(super) fn number(
        &mut self,
        scheme: &'static Scheme,
        parts: Vec<Part>,
        mut hints: Vec<String>,
    ) -> usize {
        // A token that the collection lacks has an identity of other things.
        let has_text = |part: &&Part| match &part.attribute {
            Some(Attribute::Given { example, .. }) => !example.is_empty(),
            Some(Attribute::Fixed { .. }) | None => false,
        };
        let named =
            parts.iter().filter(has_text).flat_map(|part| template::names(&part.identity).map(str::to_owned));
        let mut variables: Vec<String> = named.collect();
        let key = parts.iter().map(|part| (part.attribute.is_some(), part.identity.clone())).collect();
        let next = self.list.len();
        let place = *self.places.entry((scheme.runtime, key)).or_insert(next);
        if let Some(credential) = self.list.get_mut(place) {
            credential.uses += 1;
            return place;
        }
        let mut known = HashSet::new();
        hints.retain(|hint| known.insert(hint.clone()));
        let mut listed = HashSet::new();
        variables.retain(|name| listed.insert(name.clone()));
        let attributes = parts.into_iter().filter_map(|part| part.attribute).collect();
        self.list.push(Credential { scheme, attributes, hints, variables, uses: 1, grant: None });
        place
    }
}

/// An attribute, if the collection has it, and what makes two of them the same.
pub(super) struct Part {
    pub(super) attribute: Option<Attribute>,
    pub(super) identity: String,
}

/// One that the caller gives.
pub(super) fn given(name: &'static str, text: &str, placeholder: &str) -> Part {
    let example = secret::example(text, placeholder);
    Part { attribute: Some(Attribute::Given { name, example }), identity: secret::identity(text) }
}

/// One that is fixed in the collection.
pub(super) fn fixed(name: &'static str, value: String, identity: String) -> Part {
    Part { attribute: Some(Attribute::Fixed { name, value }), identity }
}

/// One that the collection leaves out.
pub(super) fn absent() -> Part {
    Part { attribute: None, identity: String::new() }
}
