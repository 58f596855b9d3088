//! From the tables of fields in an operation's description to what they say about its body, its answers and its
//! parameters.
//!
//! A table is believed where it fits: at least two rows, and half of all, name fields that the samples have. What a
//! sample shows goes before what a table says; where they differ, that is reported.

mod place;
mod share;

pub(super) use share::share;

use super::{Lowering, marker};
use crate::api::{
    Body, FormField, Kind, Location, MediaKind, Operation, Parameter, Property, Response, Schema, Texts,
};
use crate::diagnostic::{Code, Pointer};
use crate::fields::{self, Row, Subject, Table, is_match};
use place::{Found, Index};

/// So many contradictions are told in one message.
const TOLD: usize = 3;

/// How far a table is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// It speaks of these very fields.
    Whole,
    /// It speaks of the same fields elsewhere: what is required or taken by default there says nothing here.
    Words,
}

/// Teaches an operation what its description says; gives what its examples contradict.
pub(super) fn teach(operation: &mut Operation) -> Vec<String> {
    let Some(description) = &operation.description else { return Vec::new() };
    let tables = fields::read(description);
    let mut lesson = Lesson::default();
    for table in &tables {
        lesson.table(operation, table);
    }
    lesson.contradictions
}

/// Reports contradictions. `at` is the description's place.
pub(super) fn report(lowering: &mut Lowering<'_>, contradictions: &[String], at: &Pointer) {
    if contradictions.is_empty() {
        return;
    }
    let told = contradictions.iter().take(TOLD).map(String::as_str).collect::<Vec<_>>().join("; ");
    let more = contradictions.len().saturating_sub(TOLD);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let message = format!("the description and the examples contradict each other: {told}{more}");
    let help = "the examples are believed; correct the description or the example in Postman";
    lowering.warn_once(Code::Contradiction, message, at, help);
}

/// What the tables of a description teach.
#[derive(Default)]
struct Lesson {
    contradictions: Vec<String>,
}

impl Lesson {
    fn table(&mut self, operation: &mut Operation, table: &Table) {
        let rows = &table.rows;
        let subject = table.subject();
        match subject {
            Subject::Response | Subject::Error => self.responses(operation, rows, subject, Trust::Whole),
            Subject::Parameters => {
                let taken = parameters(&mut operation.parameters, rows, false);
                if is_match(taken.len(), rows.len()) {
                    parameters(&mut operation.parameters, rows, true);
                }
            }
            Subject::Unknown | Subject::Request => {
                if !self.request(operation, rows) && subject == Subject::Unknown {
                    self.responses(operation, rows, Subject::Response, Trust::Whole);
                }
            }
        }
    }

    /// Teaches body and parameters; false if the table does not speak of them.
    fn request(&mut self, operation: &mut Operation, rows: &[Row]) -> bool {
        let body = operation.body.as_mut().map(|body| &mut body.body);
        let (found, in_body) = match &body {
            Some(Body::Json { schema, .. }) => {
                let found = Index::new(schema).find(rows);
                let named = found.named();
                (Some(found), named)
            }
            Some(Body::UrlEncoded { fields } | Body::Multipart { fields, .. }) => {
                let is_field = |row: &Row| fields.iter().any(|field| field.name == row.name);
                (None, (0..rows.len()).filter(|index| rows.get(*index).is_some_and(is_field)).collect())
            }
            Some(Body::Text { .. } | Body::File { .. } | Body::GraphQl { .. }) | None => (None, Vec::new()),
        };
        // A name that the body has means the body.
        let others: Vec<Row> = rows
            .iter()
            .enumerate()
            .filter(|(index, _)| !in_body.contains(index))
            .map(|(_, row)| row.clone())
            .collect();
        let in_parameters = parameters(&mut operation.parameters, &others, false).len();
        if !is_match(in_body.len() + in_parameters, rows.len()) {
            return false;
        }
        parameters(&mut operation.parameters, &others, true);
        match body {
            Some(Body::Json { schema, .. }) => {
                if let Some(found) = found {
                    self.schema(schema, rows, &found, Trust::Whole);
                }
            }
            Some(Body::UrlEncoded { fields } | Body::Multipart { fields, .. }) => form(fields, rows),
            Some(Body::Text { .. } | Body::File { .. } | Body::GraphQl { .. }) | None => {}
        }
        // Answers with the thing that was sent: at least as much of the table is found in them.
        for schema in answers(&mut operation.responses, Subject::Response) {
            let found = Index::new(schema).find(rows);
            let count = found.named().len();
            if count >= 2 && count >= in_body.len() && count * 4 >= rows.len() * 3 {
                self.schema(schema, rows, &found, Trust::Words);
            }
        }
        true
    }

    fn responses(&mut self, operation: &mut Operation, rows: &[Row], subject: Subject, trust: Trust) {
        for schema in answers(&mut operation.responses, subject) {
            let found = Index::new(schema).find(rows);
            if is_match(found.named().len(), rows.len()) {
                self.schema(schema, rows, &found, trust);
            }
        }
    }

    fn schema(&mut self, schema: &mut Schema, rows: &[Row], found: &Found, trust: Trust) {
        for (row, place) in rows.iter().zip(&found.places) {
            if let Some(property) = place.as_ref().and_then(|place| place::property(schema, place)) {
                self.property(property, row, trust);
            }
        }
    }

    fn property(&mut self, property: &mut Property, row: &Row, trust: Trust) {
        if property.notes.description.is_none() {
            property.notes.description.clone_from(&row.description);
        }
        let is_text = is_text(row, &property.schema.kind);
        if let Some(outside) = values(property, &row.values, is_text) {
            let shown =
                outside.iter().take(2).map(|text| format!("`{text}`")).collect::<Vec<_>>().join(" and ");
            self.contradict(format!("{shown} is none of the valid values of `{}`", row.name));
        }
        if trust == Trust::Words {
            return;
        }
        if property.notes.default.is_none() {
            property.notes.default.clone_from(&row.default);
        }
        if row.nullable && property.schema.kind != Kind::Unknown {
            property.schema.nullable = true;
            property.notes.nullable = true;
        }
        let marked = marker::is_required(row.description.as_deref()).then_some(true);
        match row.required.or(marked) {
            Some(false) => {
                property.required = false;
                property.notes.optional = true;
            }
            Some(true) if !property.required => {
                self.contradict(format!("`{}` is called required, but an example lacks it", row.name));
            }
            Some(true) => property.notes.required = true,
            None => {}
        }
    }

    fn contradict(&mut self, message: String) {
        if !self.contradictions.contains(&message) {
            self.contradictions.push(message);
        }
    }
}

/// Whether the words of the type say that the field is a text, or a list of texts if it is a list.
fn is_text(row: &Row, kind: &Kind) -> bool {
    let is_text = |word: &String| matches!(word.as_str(), "string" | "strings" | "text" | "enum" | "enums");
    let is_list = matches!(row.types.first().map(String::as_str), Some("array" | "list"));
    if matches!(kind, Kind::Array(_)) {
        is_list && row.types.iter().any(is_text)
    } else {
        row.types.first().is_some_and(is_text)
    }
}

/// The shapes of the answers that are errors, or that are none.
fn answers(responses: &mut [Response], subject: Subject) -> impl Iterator<Item = &mut Schema> {
    responses.iter_mut().filter_map(move |response| {
        let is_error = response.status.is_some_and(|status| !(200..300).contains(&status));
        match &mut response.media {
            MediaKind::Json(schema) if is_error == (subject == Subject::Error) => Some(schema),
            MediaKind::Json(_) | MediaKind::Empty | MediaKind::Text | MediaKind::Bytes => None,
        }
    })
}

/// The rows that name parameters; they are applied if `write` is set.
fn parameters(all: &mut [Parameter], rows: &[Row], write: bool) -> Vec<usize> {
    let mut taken = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let name = row.name.trim_matches([':', '{', '}']);
        let is_it = |it: &&mut Parameter| match it.location {
            Location::Header => it.name.eq_ignore_ascii_case(name),
            Location::Path | Location::Query | Location::PropertyName => it.name == name,
        };
        let Some(parameter) = all.iter_mut().find(is_it) else { continue };
        taken.push(index);
        if write {
            // One that is switched off in Postman is not sent by it.
            if row.required == Some(true) && parameter.description.is_none() && !parameter.samples.is_empty()
            {
                parameter.required = true;
            }
            if parameter.description.as_deref().is_none_or(|text| text.trim().is_empty()) {
                parameter.description = described(row);
            }
        }
    }
    taken
}

fn form(fields: &mut [FormField], rows: &[Row]) {
    for row in rows {
        let Some(field) = fields.iter_mut().find(|field| field.name == row.name) else { continue };
        if row.required == Some(true) && field.description.is_none() && !field.examples.is_empty() {
            field.required = true;
        }
        if field.description.as_deref().is_none_or(|text| text.trim().is_empty()) {
            field.description = described(row);
        }
    }
}

/// What a row says, for a place that has one text for all of it.
fn described(row: &Row) -> Option<String> {
    let code = |text: &String| format!("`{}`", text.replace('`', ""));
    let mut parts: Vec<String> = row.description.iter().cloned().collect();
    if !row.values.is_empty() {
        parts.push(format!(
            "Valid values: {}.",
            row.values.iter().take(30).map(code).collect::<Vec<_>>().join(", ")
        ));
    }
    parts.extend(row.default.iter().map(|default| format!("The default is {}.", code(default))));
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// Makes a text an enum of the valid values if the samples allow it; gives the samples that are none of them.
/// `is_text` says that a place without any sample holds a text.
fn values(property: &mut Property, values: &[String], is_text: bool) -> Option<Vec<String>> {
    if values.is_empty() || !property.notes.values.is_empty() {
        return None;
    }
    let is_whole = |value: &String| value.parse::<i64>().is_ok();
    if matches!(property.schema.kind, Kind::Integer { .. }) && values.iter().all(is_whole) {
        property.notes.values = values.to_vec();
    }
    let texts = property.texts.clone();
    let kind = slot(&mut property.schema, is_text)?;
    let (fits, outside) = compare(&texts, values);
    let is_word =
        |text: &String| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
    let all_words = outside.iter().all(is_word) && outside.len() <= values.len();
    if texts.more || (!outside.is_empty() && (fits == 0 || !all_words)) {
        return (!outside.is_empty()).then_some(outside);
    }
    let known: Vec<String> = values.iter().chain(&outside).cloned().collect();
    *kind = Kind::Enum(known);
    property.notes.values = values.to_vec();
    (!outside.is_empty()).then_some(outside)
}

/// How many texts are among the values, and those that are not. Placeholders say nothing.
fn compare(texts: &Texts, values: &[String]) -> (usize, Vec<String>) {
    let says = |text: &&String| {
        !text.is_empty()
            && !text.contains("{{")
            && !marker::is_placeholder(text)
            && !matches!(text.as_str(), "string" | "enum")
    };
    let (inside, outside): (Vec<&String>, Vec<&String>) =
        texts.known.iter().filter(says).partition(|text| values.contains(text));
    (inside.len(), outside.into_iter().cloned().collect())
}

/// The place of a text: of the property itself, or of the elements of its list. `is_text` says that a place of which the
/// samples show nothing is one, too.
fn slot(schema: &mut Schema, is_text: bool) -> Option<&mut Kind> {
    let is_list = matches!(schema.kind, Kind::Array(_));
    let schema = if is_list { element(&mut schema.kind)? } else { schema };
    let may_be = is_text && schema.kind == Kind::Unknown && !schema.variable;
    (schema.kind == Kind::String || may_be).then_some(&mut schema.kind)
}

fn element(kind: &mut Kind) -> Option<&mut Schema> {
    if let Kind::Array(element) = kind { Some(element) } else { None }
}
