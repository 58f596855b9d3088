//! The body of a request into what a page says of it.

use serde::Serialize;

use super::Site;
use super::code::Code;
use super::described;
use super::field::{self, Row, Table};
use super::link::TypeLink;
use crate::api::{Body, FormField, FormSample, Operation, RequestBody};
use crate::item::Secrets;
use crate::rust::Method;

/// What is sent.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Sent {
    /// `Request body fields`, `Form fields`.
    pub(super) title: &'static str,
    pub(super) content_type: Option<String>,
    /// `Object`, `Array`, `Form`, `File`, `Text`.
    pub(super) kind: String,
    pub(super) ty: Option<TypeLink>,
    pub(super) required: bool,
    pub(super) table: Table,
    /// The query of GraphQL, or the body as the collection has it.
    pub(super) example: Option<Code>,
}

/// The body of an operation, if it has one.
pub(super) fn sent(body: &RequestBody, operation: &Operation, method: &Method, site: &Site<'_>) -> Sent {
    let secrets = site.secrets;
    let (kind, mut table, example) = match &body.body {
        Body::Json { schema, example } => {
            let table = field::table(schema, method.body_type.as_ref(), site);
            (
                field::word(&schema.kind),
                table,
                example.json.as_deref().map(|json| show("Example", json, secrets)),
            )
        }
        Body::Text { example } => {
            let example = (!example.is_empty()).then(|| show("Example", example, secrets));
            ("Text".to_owned(), Table::default(), example)
        }
        Body::UrlEncoded { fields } | Body::Multipart { fields, .. } => {
            ("Form".to_owned(), form(fields, secrets), None)
        }
        Body::File { .. } => ("File".to_owned(), Table::default(), None),
        Body::GraphQl { query, variables, .. } => {
            let table =
                variables.as_ref().map(|(schema, _)| field::table(schema, method.body_type.as_ref(), site));
            let query = Code::new("request-body", "Query", "graphql", query, secrets);
            ("GraphQL".to_owned(), table.unwrap_or_default(), Some(query))
        }
    };
    let parameters: Vec<&str> = operation.parameters.iter().map(|it| it.name.as_str()).collect();
    described::add(&mut table, operation.description.as_deref(), &parameters, secrets);
    Sent {
        title: title(&body.body),
        content_type: content_type(body, method),
        kind,
        ty: method.body_type.as_ref().map(TypeLink::new),
        required: !body.optional,
        table,
        example,
    }
}

fn show(title: &str, text: &str, secrets: &Secrets) -> Code {
    Code::body("request-body", title, text, secrets)
}

fn title(body: &Body) -> &'static str {
    match body {
        Body::Json { .. } => "Request body fields",
        Body::GraphQl { .. } => "Variables",
        Body::UrlEncoded { .. } | Body::Multipart { .. } => "Form fields",
        Body::Text { .. } | Body::File { .. } => "Request body",
    }
}

/// The media type, whether a header of the collection says it or the body.
fn content_type(body: &RequestBody, method: &Method) -> Option<String> {
    let headers = &method.descriptor.headers;
    let header = headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"));
    body.content_type.clone().or_else(|| header.map(|header| header.value.clone()))
}

fn form(fields: &[FormField], secrets: &Secrets) -> Table {
    Table::new(fields.iter().map(row).collect(), false, secrets)
}

fn row(field: &FormField) -> Row {
    let example = match field.examples.first() {
        Some(FormSample::Text(text)) if !field.secret && !text.is_empty() => Some(text.clone()),
        Some(FormSample::Text(_) | FormSample::File { .. }) | None => None,
    };
    Row {
        name: format!("{}{}", field.name, if field.repeated { "[]" } else { "" }),
        kind: if field.file { "File" } else { "String" }.to_owned(),
        required: field.required,
        description: field.description.clone(),
        example,
        ..Row::default()
    }
}
