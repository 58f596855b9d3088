//! The saved examples of a status into what a page says of the answer.

use serde::Serialize;

use super::code::Code;
use super::field::{self, Table, Types};
use super::link::TypeLink;
use crate::api::{MediaKind, Response};
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
    pub(super) examples: Vec<Code>,
}

/// All answers of an operation, with their types.
pub(super) fn answers(responses: &[Response], types: &[Type], known: &Types<'_>) -> Vec<Answer> {
    let pairs = responses.iter().zip(types).enumerate();
    pairs.map(|(place, (response, ty))| answer(place, response, ty, known)).collect()
}

fn answer(place: usize, response: &Response, ty: &Type, known: &Types<'_>) -> Answer {
    let (kind, table) = match &response.media {
        MediaKind::Empty => (String::new(), Table::default()),
        MediaKind::Json(schema) => (field::word(&schema.kind), field::table(schema, Some(ty), known)),
        MediaKind::Text => ("Text".to_owned(), Table::default()),
        MediaKind::Bytes => ("Bytes".to_owned(), Table::default()),
    };
    let id = format!("response-{}", place + 1);
    let examples = response.examples.iter().enumerate().map(|(place, example)| {
        let name = example.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let name = name.map_or_else(|| format!("Example {}", place + 1), str::to_owned);
        Code::body(&format!("{id}-example-{}", place + 1), &name, example.body.as_deref().unwrap_or_default())
    });
    Answer {
        status: response.status,
        is_error: response.status.is_some_and(|status| status >= 400),
        content_type: response.content_type.clone(),
        ty: (!kind.is_empty()).then(|| TypeLink::new(ty)),
        kind,
        table,
        examples: examples.collect(),
        id,
    }
}
