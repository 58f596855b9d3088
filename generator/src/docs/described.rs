//! The fields that only a description knows, into the table of those that examples show.
//!
//! The SDK's types do not have them, and the page says so: but who reads about a body wants to know of them.

use std::collections::HashMap;

use super::field::{Row, Table};
use super::limit::MAX_ROWS;
use crate::fields::{self, Subject, is_match};
use crate::item::Secrets;

/// Adds to the fields of a request's body what the tables in the operation's description have besides, each behind the
/// field that it follows there. `parameters` are the names of what is sent beside the body. Which tables speak of the body
/// is decided as for the types (`lower/teach`).
pub(super) fn add(table: &mut Table, description: Option<&str>, parameters: &[&str], secrets: &Secrets) {
    let Some(description) = description else { return };
    for described in fields::read(description) {
        match described.subject() {
            Subject::Unknown | Subject::Request => extend(table, &described.rows, parameters),
            Subject::Parameters | Subject::Response | Subject::Error => {}
        }
    }
    *table = Table::new(std::mem::take(&mut table.rows), table.is_cut, secrets);
}

fn way(row: &Row) -> String {
    key(&format!("{}{}", row.around, row.name))
}

fn extend(table: &mut Table, rows: &[fields::Row], parameters: &[&str]) {
    let places: HashMap<String, usize> =
        table.rows.iter().enumerate().map(|(place, row)| (way(row), place)).collect();
    let is_field = |row: &&fields::Row| places.contains_key(&row.path.join("."));
    let is_parameter = |row: &fields::Row| parameters.contains(&row.name.trim_matches([':', '{', '}']));
    // A name that the body has means the body.
    let (in_body, others): (Vec<_>, Vec<_>) = rows.iter().partition(is_field);
    let beside = others.iter().filter(|row| is_parameter(row)).count();
    if in_body.len() < 2 || !is_match(in_body.len() + beside, rows.len()) {
        return;
    }
    // Behind which row of the table the new ones stand; `None`: at its beginning.
    let mut behind: HashMap<Option<usize>, Vec<Row>> = HashMap::new();
    let mut last = None;
    let mut added: Vec<String> = Vec::new();
    for row in rows {
        let path = row.path.join(".");
        if let Some(place) = places.get(&path) {
            last = Some(*place);
            continue;
        }
        if is_parameter(row) {
            continue;
        }
        let parent = row.path.split_last().map(|(_, around)| around.join(".")).unwrap_or_default();
        let fits = parent.is_empty() || places.contains_key(&parent) || added.contains(&parent);
        if fits && !added.contains(&path) {
            if table.rows.len() + added.len() >= MAX_ROWS {
                table.is_cut = true;
                break;
            }
            added.push(path);
            behind.entry(last).or_default().push(only(row));
        }
    }
    let old = std::mem::take(&mut table.rows);
    table.rows.extend(behind.remove(&None).into_iter().flatten());
    for (place, row) in old.into_iter().enumerate() {
        table.rows.push(row);
        table.rows.extend(behind.remove(&Some(place)).into_iter().flatten());
    }
}

/// The way to a field without brackets.
fn key(name: &str) -> String {
    name.replace("[]", "")
}

fn only(row: &fields::Row) -> Row {
    let kind = row.types.first().map_or("Any", |word| kind(word)).to_owned();
    let name = if kind == "Array" && !row.name.ends_with("[]") {
        format!("{}[]", row.name)
    } else {
        row.name.clone()
    };
    let (around, name) = match name.rfind('.') {
        Some(dot) if row.path.len() > 1 => name.split_at(dot + 1),
        Some(_) | None => ("", name.as_str()),
    };
    Row {
        around: around.to_owned(),
        name: name.to_owned(),
        depth: row.path.len().saturating_sub(1),
        kind,
        nullable: row.nullable,
        only_described: true,
        required: row.required.unwrap_or_default(),
        description: row.description.clone(),
        values: row.values.clone(),
        default: row.default.clone(),
        ..Row::default()
    }
}

/// The word of a description as the other rows have it.
fn kind(word: &str) -> &'static str {
    match word {
        "string" | "text" | "str" | "date" | "datetime" | "uuid" => "String",
        "integer" | "int" | "long" => "Integer",
        "number" | "float" | "double" | "decimal" => "Number",
        "boolean" | "bool" => "Boolean",
        "array" | "list" => "Array",
        "object" | "dict" => "Object",
        "map" => "Map",
        "file" => "File",
        _ if word.ends_with("[]") || word.starts_with("array") || word.starts_with("list") => "Array",
        _ => "Any",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(names: &[(&str, &str)]) -> Table {
        let row = |(around, name): &(&str, &str)| Row {
            around: (*around).to_owned(),
            name: (*name).to_owned(),
            ..Row::default()
        };
        Table { rows: names.iter().map(row).collect(), is_cut: false }
    }

    fn names(table: &Table) -> Vec<String> {
        let mark = |row: &Row| if row.only_described { "+" } else { "" };
        table.rows.iter().map(|row| format!("{}{}{} {}", mark(row), row.around, row.name, row.kind)).collect()
    }

    const TEXT: &str = "| Name | Type | Required | Description |\n|--|--|--|--|\n| id | string | no | Its id. |\n| links[] | array | no | Links. |\n| links[].href | string | no | Where. |\n| name | string | yes | Its name. |\n| tags | array | no | Tags. |\n| age | integer | no | Its age. |\n| size.width | number | no | Wide. |";

    #[test]
    fn what_no_example_has_stands_in_its_place() {
        let mut fields =
            table(&[("", "name"), ("", "tags[]"), ("", "age"), ("", "size"), ("size.", "width")]);
        add(&mut fields, Some(TEXT), &[], &Secrets::default());
        assert_eq!(
            names(&fields),
            [
                "+id String",
                "+links[] Array",
                "+links[].href String",
                "name ",
                "tags[] ",
                "age ",
                "size ",
                "size.width "
            ]
        );
        assert_eq!(fields.rows[0].description.as_deref(), Some("Its id."));
    }

    #[test]
    fn a_table_of_something_else_adds_nothing() {
        let mut fields = table(&[("", "name"), ("", "other")]);
        add(&mut fields, Some(TEXT), &[], &Secrets::default());
        let mut answers = table(&[("", "name"), ("", "tags[]"), ("", "age"), ("", "id")]);
        add(&mut answers, Some(&format!("## Response\n\n{TEXT}")), &[], &Secrets::default());
        assert_eq!((fields.rows.len(), answers.rows.len()), (2, 4));
    }

    #[test]
    fn what_the_address_has_is_no_field() {
        let shown = |parameters: &[&str]| {
            let mut fields = table(&[("", "name"), ("", "tags[]"), ("", "age"), ("size.", "width")]);
            add(&mut fields, Some(TEXT), parameters, &Secrets::default());
            names(&fields).iter().filter(|name| name.starts_with("+id")).count()
        };
        assert_eq!((shown(&[]), shown(&["id"])), (1, 0));
    }
}
