//! The saved examples of a status into what a page says of the answer.

use std::collections::HashMap;

use serde::Serialize;

use super::Site;
use super::code::Code;
use super::field::{self, Row, Table};
use super::limit;
use super::link::TypeLink;
use super::tree;
use crate::api::{MediaKind, Response, ResponseExample};
use crate::rust::Type;

/// What is answered with one status.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Answer {
    /// `None` for examples without a code.
    pub(super) status: Option<u16>,
    /// Tells it from the others of a page.
    pub(super) id: String,
    pub(super) is_error: bool,
    pub(super) content_type: Option<String>,
    /// `Array`, `Text`; empty if there is no body.
    pub(super) kind: String,
    pub(super) ty: Option<TypeLink>,
    pub(super) table: Table,
    /// The headers that examples have.
    pub(super) headers: Vec<Row>,
    pub(super) examples: Vec<Code>,
    /// How many more there are.
    pub(super) more: usize,
}

/// As many kinds of answers are shown.
pub(super) const MAX_ANSWERS: usize = 50;
/// As many bytes of the examples of an operation, the last one whole.
const MAX_EXAMPLES: usize = 256 * 1024;
/// What a page needs for an example beside its text.
const EXAMPLE: usize = 500;

/// All answers of an operation, with their types.
pub(super) fn answers(responses: &[Response], types: &[Type], site: &Site<'_>) -> Vec<Answer> {
    let pairs = responses.iter().zip(types).enumerate();
    let mut shown = 0;
    pairs
        .take(MAX_ANSWERS)
        .map(|(place, (response, ty))| answer(place, response, ty, site, &mut shown))
        .collect()
}

/// `shown` is how many bytes of examples the page has so far.
fn answer(place: usize, response: &Response, ty: &Type, site: &Site<'_>, shown: &mut usize) -> Answer {
    let (kind, table) = match &response.media {
        MediaKind::Empty => (String::new(), Table::default()),
        MediaKind::Json(schema) => (field::word(&schema.kind), field::table(schema, Some(ty), site)),
        MediaKind::Text => ("Text".to_owned(), Table::default()),
        MediaKind::Bytes => ("Bytes".to_owned(), Table::default()),
    };
    let id = format!("response-{}", place + 1);
    let mut examples = Vec::new();
    for (place, example) in response.examples.iter().enumerate() {
        if *shown >= MAX_EXAMPLES {
            break;
        }
        let name = example.name.as_deref().unwrap_or_default();
        let name = tree::name(name, &format!("Example {}", place + 1), site.secrets);
        let body = example.body.as_deref().unwrap_or_default();
        let code = Code::body(&format!("{id}-example-{}", place + 1), &name, body, site.secrets);
        *shown += code.text.len() + name.len() + EXAMPLE;
        examples.push(code);
    }
    Answer {
        status: response.status,
        is_error: response.status.is_some_and(|status| status >= 400),
        content_type: response.content_type.clone(),
        ty: (!kind.is_empty()).then(|| TypeLink::new(ty)),
        kind,
        table,
        headers: limit::rows(headers(&response.examples), site.secrets).0,
        more: response.examples.len() - examples.len(),
        examples,
        id,
    }
}

/// The headers of all examples, each once, with the first value there is. One that not every example has is not required.
fn headers(examples: &[ResponseExample]) -> Vec<Row> {
    // How many examples have it, and which was the last one.
    let mut rows: Vec<(usize, usize, Row)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (number, example) in examples.iter().enumerate() {
        for (name, value) in &example.headers {
            let lower = name.to_lowercase();
            let place = *places.entry(lower).or_insert(rows.len());
            if place == rows.len() {
                let row = Row { name: name.clone(), kind: "String".to_owned(), ..Row::default() };
                rows.push((0, usize::MAX, row));
            }
            let Some((seen, last, row)) = rows.get_mut(place) else { continue };
            *seen += usize::from(*last != number);
            *last = number;
            row.example = row.example.take().or_else(|| value.clone());
        }
    }
    let row = |(seen, _, row): (usize, usize, Row)| Row { required: seen == examples.len(), ..row };
    rows.into_iter().map(row).collect()
}
