//! A look over all bodies before any type is named: which are the same thing, and what it may be called.

use super::{
    answers,
    case::{singular, singular_noun, words},
    census::Census,
    home,
    order::Placed,
    shape::ShapeId,
    tree::path_text,
};
use crate::api::{Body, MediaKind, Operation, Schema};
use crate::hash::HashMap;

/// The names that whole bodies of one shape may share.
#[derive(Debug, Default)]
pub(super) struct Roots {
    shared: HashMap<ShapeId, Vec<String>>,
    /// In how many places those are used, the paths of which speak of the folder; and in how many at all.
    uses: HashMap<ShapeId, (usize, usize)>,
}

/// A place where a body of some shape travels.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Use {
    folder: String,
    /// The status of an error; `None` for requests and successful answers.
    error: Option<u16>,
    /// What the operation deals with.
    thing: String,
    /// Whether its path speaks of what its folder holds.
    is_of_folder: bool,
}

impl Roots {
    /// Looks over all operations, in this order.
    pub(super) fn survey<'a>(operations: &[Placed<'a>]) -> (Self, Census<'a>) {
        let mut survey = Survey::default();
        for Placed { operation, folder, names, .. } in operations {
            let own = home::thing(&words(names.method.as_str()));
            let thing = if own.is_empty() { singular_noun(folder) } else { own };
            let noun = singular_noun(folder);
            let is_of_folder = words(&path_text(operation)).split(' ').any(|word| singular(word) == noun);
            survey.operation(operation, &Use { folder: folder.clone(), error: None, thing, is_of_folder });
        }
        let count = |uses: &Vec<Use>| (uses.iter().filter(|it| it.is_of_folder).count(), uses.len());
        let uses = survey.uses.iter().map(|(id, uses)| (*id, count(uses))).collect();
        let shared =
            survey.uses.into_iter().filter_map(|(id, uses)| Some((id, shared_names(&uses)?))).collect();
        (Self { shared, uses }, survey.census)
    }

    /// Shapes of whole bodies with the name that they share; the one that deserves it most comes last.
    pub(super) fn shared(&self) -> impl Iterator<Item = (ShapeId, String)> {
        let mut shared: Vec<_> =
            self.shared.iter().filter_map(|(id, names)| Some((*id, names.first()?))).collect();
        shared.sort_unstable_by_key(|(id, _)| (self.uses.get(id), std::cmp::Reverse(*id)));
        shared.into_iter().map(|(id, name)| (id, name.clone()))
    }

    /// The names that bodies of this shape share.
    pub(super) fn names(&self, shape: Option<ShapeId>) -> &[String] {
        shape.and_then(|id| self.shared.get(&id)).map(Vec::as_slice).unwrap_or_default()
    }
}

#[derive(Debug, Default)]
struct Survey<'a> {
    census: Census<'a>,
    uses: HashMap<ShapeId, Vec<Use>>,
}

impl<'a> Survey<'a> {
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
                let is_error = |status: &u16| !answers::is_success_of(operation, *status);
                let error = response.status.filter(is_error);
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
