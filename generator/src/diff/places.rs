//! Types and their fields back to the places in the collection that taught them.

use std::collections::HashMap;

use super::Side;
use crate::{diagnostic::Pointer, evidence, rust::Ident};

/// Where types and fields come from: the first place of each.
#[derive(Debug, Default)]
pub(super) struct Places {
    types: HashMap<Ident, Pointer>,
    fields: HashMap<(Ident, String), Pointer>,
}

impl Places {
    pub(super) fn new(side: Side<'_>) -> Self {
        let mut places = Self::default();
        let Side { api, client } = side;
        evidence::visit(&api.root, &client.root, &client.types, &mut |fact| {
            let example = fact.response.and_then(|response| response.examples.first());
            let body = fact.operation.body.as_ref().map(|body| &body.at);
            let at = match (example, fact.response, body) {
                (Some(example), ..) => &example.at,
                (None, None, Some(body)) => body,
                _ => &fact.operation.at,
            };
            places.types.entry(fact.owner.clone()).or_insert_with(|| at.clone());
            let key = (fact.owner.clone(), fact.property.name.clone());
            places.fields.entry(key).or_insert_with(|| at.clone());
        });
        places
    }

    pub(super) fn of_type(&self, ident: &Ident) -> Option<Pointer> {
        self.types.get(ident).cloned()
    }

    /// The place of a field by its name in JSON, or of its type.
    pub(super) fn of_field(&self, owner: &Ident, name: &str) -> Option<Pointer> {
        let own = self.fields.get(&(owner.clone(), name.to_owned()));
        own.or_else(|| self.types.get(owner)).cloned()
    }
}
