//! From the first row of a table to what its columns mean, and from there to rows.

use super::Row;
use super::row::{self, Draft};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Type,
    Required,
    /// The same, turned.
    Optional,
    Description,
    Values,
    Default,
    Nullable,
}

const WORDS: &[(Column, &[&str])] = &[
    (
        Column::Name,
        &[
            "name",
            "field",
            "fields",
            "parameter",
            "parameters",
            "param",
            "params",
            "property",
            "properties",
            "attribute",
            "attributes",
            "key",
            "keys",
            "argument",
            "element",
            "field name",
            "parameter name",
            "property name",
            "attribute name",
            "key name",
            "json field",
            "json key",
            "body parameter",
            "body parameters",
            "body param",
            "query parameter",
            "query parameters",
            "request parameter",
            "request parameters",
            "request field",
            "response field",
            "response parameter",
        ],
    ),
    (Column::Type, &["type", "data type", "datatype", "value type", "field type", "json type"]),
    (
        Column::Required,
        &[
            "required",
            "mandatory",
            "is required",
            "is mandatory",
            "req",
            "presence",
            "required/optional",
            "obligatory",
        ],
    ),
    (Column::Optional, &["optional", "is optional"]),
    (
        Column::Description,
        &[
            "description",
            "descriptions",
            "desc",
            "details",
            "meaning",
            "definition",
            "explanation",
            "comment",
            "comments",
            "notes",
            "note",
            "purpose",
            "info",
        ],
    ),
    (
        Column::Values,
        &[
            "values",
            "enum",
            "enums",
            "allowed",
            "allowed values",
            "valid values",
            "possible values",
            "accepted values",
            "options",
        ],
    ),
    (Column::Default, &["default", "default value", "defaults"]),
    (Column::Nullable, &["nullable", "null"]),
];

fn column(cell: &str) -> Option<Column> {
    let text = row::plain(cell).to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let text = text.split('(').next().unwrap_or_default().trim();
    WORDS.iter().find(|(_, words)| words.contains(&text)).map(|(column, _)| *column)
}

/// Whether the cells name the columns of a table of fields: one names the field, another says something about it.
pub(super) fn is_header(cells: &[String]) -> bool {
    let columns: Vec<Column> = cells.iter().filter_map(|cell| column(cell)).collect();
    let names = columns.iter().filter(|column| **column == Column::Name).count();
    (names == 1 && columns.len() > 1) || (names == 2 && columns.len() > 2)
}

/// The rows behind the header that are about a field.
pub(super) fn rows(table: &[Vec<String>]) -> Vec<Row> {
    let Some((head, body)) = table.split_first() else { return Vec::new() };
    if !is_header(head) {
        return Vec::new();
    }
    let columns: Vec<Option<Column>> = head.iter().map(|cell| column(cell)).collect();
    body.iter().filter_map(|cells| row(&columns, cells)).collect()
}

fn row(columns: &[Option<Column>], cells: &[String]) -> Option<Row> {
    // Of two columns that mean the same (`Key | Name`), the first one counts.
    let cell = |wanted: Column| {
        let place = columns.iter().position(|column| *column == Some(wanted))?;
        cells.get(place).map(String::as_str).filter(|cell| !cell.trim().is_empty())
    };
    let mut draft = Draft::named(cell(Column::Name)?)?;
    if let Some(text) = cell(Column::Type) {
        draft.types(text);
    }
    if let Some(required) = cell(Column::Required).and_then(row::answer) {
        draft.row.required = Some(required);
    }
    if let Some(optional) = cell(Column::Optional).and_then(row::answer) {
        draft.row.required = Some(!optional);
    }
    if cell(Column::Nullable).and_then(row::answer) == Some(true) {
        draft.row.nullable = true;
    }
    draft.description(cell(Column::Description).unwrap_or_default());
    if let Some(text) = cell(Column::Values) {
        draft.values(text);
    }
    if let Some(text) = cell(Column::Default) {
        draft.default(text);
    }
    Some(draft.row)
}
