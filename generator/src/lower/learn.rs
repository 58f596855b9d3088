//! What each operation learns from its own examples and description, and from nothing else: the most expensive part of
//! lowering, and one that threads can share.

use std::sync::Arc;

use super::response::{self, Lesson, Status, Text};
use super::{Lowering, teach};
use crate::api::{Group, Operation};
use crate::hash::HashMap;
use crate::parallel;
use crate::postman::{Collection, Item, RequestItem};

/// The saved examples of a request by status, each with the number of what its texts teach.
pub(super) struct Answers<'a> {
    item: &'a RequestItem,
    statuses: Vec<(Status<'a>, usize)>,
}

/// What the texts of a status teach, which many requests may have: read while operations are made.
pub(super) struct Lessons<'a> {
    texts: Vec<Text<'a>>,
    learnt: Vec<Lesson>,
}

impl Lessons<'_> {
    /// How much there is to read.
    pub(super) fn size(&self) -> usize {
        self.texts.iter().map(Text::len).sum()
    }

    pub(super) fn read(&mut self) {
        self.learnt = response::lessons(&self.texts);
    }
}

/// The examples of all requests, in the order of the collection; none is read yet.
pub(super) fn answers<'a>(collection: &'a Collection) -> (Vec<Answers<'a>>, Vec<Lessons<'a>>) {
    let (mut all, mut lessons, mut known) = (Vec::new(), Vec::new(), HashMap::default());
    requests(&collection.items, &mut |item| {
        let number = |status: Status<'a>| {
            let texts = status.texts();
            let number = *known.entry(texts.clone()).or_insert(lessons.len());
            if number == lessons.len() {
                lessons.push(Lessons { texts, learnt: Vec::new() });
            }
            (status, number)
        };
        let statuses = response::statuses(&item.responses).into_iter().map(number).collect();
        all.push(Answers { item, statuses });
    });
    (all, lessons)
}

/// As deep as the folders.
fn requests<'a>(items: &'a [Item], visitor: &mut dyn FnMut(&'a RequestItem)) {
    for item in items {
        match item {
            Item::Folder(folder) => requests(&folder.items, visitor),
            Item::Request(item) => visitor(item),
        }
    }
}

/// An operation and where it learns from.
struct Pupil<'a> {
    operation: &'a mut Operation,
    item: &'a RequestItem,
    answers: Vec<(Status<'a>, Arc<Vec<Lesson>>)>,
    contradictions: Vec<String>,
}

impl Pupil<'_> {
    fn learn(&mut self) {
        let answers = self.answers.drain(..);
        // The last one to learn a lesson need not copy it.
        let learnt = answers.flat_map(|(status, lessons)| status.responses(Arc::unwrap_or_clone(lessons)));
        self.operation.responses = learnt.collect();
        self.contradictions = teach::teach(self.operation);
    }
}

/// Adds the responses to all operations below `root`, and what their descriptions say about them.
pub(super) fn learn(
    lowering: &mut Lowering<'_>,
    root: &mut Group,
    answers: Vec<Answers<'_>>,
    lessons: Vec<Lessons<'_>>,
    threads: usize,
) {
    let mut pupils = Vec::with_capacity(lowering.requests.len());
    collect(root, &lowering.requests, &mut pupils);
    // In the collection's order, which is not that of the groups.
    pupils.sort_unstable_by_key(|pupil| pupil.operation.index);
    let lessons: Vec<_> = lessons.into_iter().map(|lessons| Arc::new(lessons.learnt)).collect();
    let mut answers = answers.into_iter();
    for pupil in &mut pupils {
        // Some requests became no operation.
        let own = answers.find(|answers| std::ptr::eq(answers.item, pupil.item));
        debug_assert!(own.is_some(), "operations stand in the collection's order");
        let lessons = |(status, number)| Some((status, Arc::clone(lessons.get(number)?)));
        pupil.answers = own.into_iter().flat_map(|own| own.statuses).filter_map(lessons).collect();
    }
    drop(lessons);
    parallel::for_each(&mut pupils, threads, Pupil::learn);
    for Pupil { item, contradictions, .. } in &pupils {
        let described = if item.request.description.is_some() { &item.request.at } else { &item.at };
        teach::report(lowering, contradictions, &described.key("description"));
    }
}

/// As deep as the groups.
fn collect<'a>(group: &'a mut Group, requests: &[&'a RequestItem], pupils: &mut Vec<Pupil<'a>>) {
    for operation in &mut group.operations {
        if let Some(&item) = requests.get(operation.index) {
            pupils.push(Pupil { operation, item, answers: Vec::new(), contradictions: Vec::new() });
        }
    }
    for inner in &mut group.groups {
        collect(inner, requests, pupils);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, response};
    use crate::api::{Kind, MediaKind, Response};
    use crate::postman::Item;

    #[test]
    fn copies_teach_every_operation_that_has_them() {
        let item = |name: &str, bodies: &[(u16, &str)]| {
            let mut item = fixture::request(name, "http://h/x");
            item.responses = bodies.iter().map(|(code, body)| response(*code, None, body)).collect();
            Item::Request(Box::new(item))
        };
        let copies = [(200, "true"), (404, "true"), (200, "true")];
        let items = vec![item("a", &copies), item("b", &copies), item("c", &[(200, "true")])];
        let api = fixture::api(&fixture::collection(items));
        let shown = fixture::operations(&api).into_iter().map(|operation| {
            let line = |it: &Response| {
                let MediaKind::Json(schema) = &it.media else { panic!("{:?}", it.media) };
                (it.status, schema.kind.clone(), it.examples.len())
            };
            operation.responses.iter().map(line).collect::<Vec<_>>()
        });
        let of = |status, count| (Some(status), Kind::Boolean, count);
        let twice = vec![of(200, 2), of(404, 1)];
        assert_eq!(shown.collect::<Vec<_>>(), [twice.clone(), twice, vec![of(200, 1)]]);
    }
}
