//! What each operation learns from its own examples and description, and from nothing else: the most expensive part of
//! lowering, and one that threads can share.

use super::{Lowering, response, teach};
use crate::api::{Group, Operation};
use crate::parallel;
use crate::postman::RequestItem;

/// An operation and where it learns from.
struct Pupil<'a> {
    operation: &'a mut Operation,
    item: &'a RequestItem,
    contradictions: Vec<String>,
}

/// Adds the responses to all operations below `root`, and what their descriptions say about them.
pub(super) fn learn(lowering: &mut Lowering<'_>, root: &mut Group, threads: usize) {
    let mut pupils = Vec::with_capacity(lowering.requests.len());
    collect(root, &lowering.requests, &mut pupils);
    parallel::for_each(&mut pupils, threads, |pupil| {
        pupil.operation.responses = response::responses(&pupil.item.responses);
        pupil.contradictions = teach::teach(pupil.operation);
    });
    // In the collection's order, which is not that of the groups.
    pupils.sort_unstable_by_key(|pupil| pupil.operation.index);
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
