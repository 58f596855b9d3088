//! A look over all bodies before any type is named: which are the same thing, and what it may be called.

use std::collections::HashMap;

use super::{
    answers,
    case::{singular, words},
    census::Census,
    home,
    shape::ShapeId,
    tree::Names,
};
use crate::api::{Body, Group, MediaKind, Operation, Schema};

/// The names that whole bodies of one shape may share.
#[derive(Debug, Default)]
pub(super) struct Roots {
    shared: HashMap<ShapeId, Vec<String>>,
}

/// A place where a body of some shape travels.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Use {
    folder: String,
    /// The status of an error; `None` for requests and successful answers.
    error: Option<u16>,
    /// What the operation deals with.
    thing: String,
}

impl Roots {
    /// Looks over all operations.
    pub(super) fn survey<'a>(root: &'a Group, names: &Names) -> (Self, Census<'a>) {
        let mut survey = Survey::default();
        survey.group(root, names);
        let shared =
            survey.uses.into_iter().filter_map(|(id, uses)| Some((id, shared_names(&uses)?))).collect();
        (Self { shared }, survey.census)
    }

    /// The candidates for the type of a body with this shape: the shared names, then its own.
    pub(super) fn candidates(&self, shape: Option<ShapeId>, own: Vec<String>) -> Vec<String> {
        let shared = shape.and_then(|id| self.shared.get(&id)).cloned().unwrap_or_default();
        shared.into_iter().chain(own).collect()
    }
}

#[derive(Debug, Default)]
struct Survey<'a> {
    census: Census<'a>,
    uses: HashMap<ShapeId, Vec<Use>>,
}

impl<'a> Survey<'a> {
    fn group(&mut self, group: &'a Group, names: &Names) {
        let folder = names.folder(group);
        for (operation, names) in group.operations.iter().zip(&names.methods) {
            let own = home::thing(&words(names.method.as_str()));
            let thing = if own.is_empty() { singular_noun(&folder) } else { own };
            self.operation(operation, &Use { folder: folder.clone(), error: None, thing });
        }
        for (group, names) in group.groups.iter().zip(&names.groups) {
            self.group(group, names);
        }
    }

    fn operation(&mut self, operation: &'a Operation, place: &Use) {
        let body = operation.body.as_ref().and_then(|body| match &body.body {
            Body::Json { schema, .. } | Body::GraphQl { variables: Some((schema, _)), .. } => Some(schema),
            Body::GraphQl { variables: None, .. }
            | Body::Text { .. }
            | Body::UrlEncoded { .. }
            | Body::Multipart { .. }
            | Body::File { .. } => None,
        });
        if let Some(schema) = body {
            self.body(schema, place.clone());
        }
        for response in &operation.responses {
            if let MediaKind::Json(schema) = &response.media {
                let error = response.status.filter(|&status| !answers::is_success(status));
                self.body(schema, Use { error, ..place.clone() });
            }
        }
    }

    fn body(&mut self, schema: &'a Schema, place: Use) {
        self.census.body(schema, if place.error.is_none() { &place.thing } else { "" });
        if let Some(id) = self.census.root(schema) {
            *self.census.roots.entry(id).or_default() += 1;
            self.uses.entry(id).or_default().push(place);
        }
    }
}

/// Names for a shape that is used more than once; nothing if it has no name of its own.
fn shared_names(uses: &[Use]) -> Option<Vec<String>> {
    let [first, others @ ..] = uses else { return None };
    if others.is_empty() {
        return None;
    }
    if let Some(status) = first.error {
        let is_error = uses.iter().all(|other| other.error.is_some());
        let is_same = uses.iter().all(|other| other.error == Some(status));
        return is_error.then(|| {
            let status = format!("{} body", words(&answers::status_name(status)));
            if is_same {
                vec![status]
            } else {
                vec!["error body".to_owned(), format!("{} error body", first.folder)]
            }
        });
    }
    let noun = noun(uses)?;
    Some(vec![noun.clone(), format!("{noun} body")])
}

/// What the only folder holds whose requests take or give a shape.
fn noun(uses: &[Use]) -> Option<String> {
    let folder = &uses.first()?.folder;
    let is_one_folder = uses.iter().all(|other| other.error.is_none() && other.folder == *folder);
    (is_one_folder && !folder.is_empty()).then(|| singular_noun(folder))
}

fn singular_noun(folder: &str) -> String {
    match folder.rsplit_once(' ') {
        Some((head, last)) => format!("{head} {}", singular(last)),
        None => singular(folder),
    }
}
