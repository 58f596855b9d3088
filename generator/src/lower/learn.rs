//! What each operation learns from its own examples and description, and from nothing else: the most expensive part of
//! lowering, and one that threads can share.

use super::{Lowering, response, teach};
use crate::api::{Group, Operation, Response};
use crate::parallel;
use crate::postman::{Collection, Item, RequestItem};

/// The saved examples of a request, read while its operation is made.
pub(super) struct Answers<'a> {
    item: &'a RequestItem,
    responses: Vec<Response>,
}

impl<'a> Answers<'a> {
    /// Those of all requests, in the order of the collection; none is read yet.
    pub(super) fn all(collection: &'a Collection) -> Vec<Self> {
        let mut all = Vec::new();
        list(&collection.items, &mut all);
        all
    }

    pub(super) fn read(&mut self) {
        self.responses = response::responses(&self.item.responses);
    }
}

/// As deep as the folders.
fn list<'a>(items: &'a [Item], all: &mut Vec<Answers<'a>>) {
    for item in items {
        match item {
            Item::Folder(folder) => list(&folder.items, all),
            Item::Request(item) => all.push(Answers { item, responses: Vec::new() }),
        }
    }
}

/// An operation and where it learns from.
struct Pupil<'a> {
    operation: &'a mut Operation,
    item: &'a RequestItem,
    contradictions: Vec<String>,
}

/// Adds the responses to all operations below `root`, and what their descriptions say about them.
pub(super) fn learn(
    lowering: &mut Lowering<'_>,
    root: &mut Group,
    answers: Vec<Answers<'_>>,
    threads: usize,
) {
    let mut pupils = Vec::with_capacity(lowering.requests.len());
    collect(root, &lowering.requests, &mut pupils);
    // In the collection's order, which is not that of the groups.
    pupils.sort_unstable_by_key(|pupil| pupil.operation.index);
    let mut answers = answers.into_iter();
    for pupil in &mut pupils {
        // Some requests became no operation.
        let own = answers.find(|answers| std::ptr::eq(answers.item, pupil.item));
        debug_assert!(own.is_some(), "operations stand in the collection's order");
        pupil.operation.responses = own.map(|own| own.responses).unwrap_or_default();
    }
    parallel::for_each(&mut pupils, threads, |pupil| {
        pupil.contradictions = teach::teach(pupil.operation);
    });
    for Pupil { item, contradictions, .. } in &pupils {
        let described = if item.request.description.is_some() { &item.request.at } else { &item.at };
        teach::report(lowering, contradictions, &described.key("description"));
    }
}

/// As deep as the groups.
fn collect<'a>(group: &'a mut Group, requests: &[&'a RequestItem], pupils: &mut Vec<Pupil<'a>>) {
    for operation in &mut group.operations {
        if let Some(&item) = requests.get(operation.index) {
            pupils.push(Pupil { operation, item, contradictions: Vec::new() });
        }
    }
    for inner in &mut group.groups {
        collect(inner, requests, pupils);
    }
}
