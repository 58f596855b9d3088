//! From the text of a description to the tables and lists of fields in it.
//!
//! | what is read | file |
//! | --- | --- |
//! | Markdown tables, with or without borders; HTML tables; where headings stand | `blocks`, `html` |
//! | which column means what; rows | `header`, `row` |
//! | lists: ``- `name` (string, required): text`` | `list` |
//! | a line `name Type Yes`, paragraphs behind it | `reference` |
//! | "Valid values: …", "Default value: …" in a text | `values` |
//! | what the headings around a table say that it speaks of | `subject` |
//!
//! Nothing is known here of the fields that there are: who uses a table finds out whether it fits. All of it is linear
//! in the text, and no text is refused.

mod blocks;
mod header;
mod html;
mod list;
mod reference;
mod row;
mod subject;
#[cfg(test)]
mod tests;
mod values;

use blocks::Block;
pub(crate) use subject::{Subject, is_match};

/// More of a description is not looked at.
const MAX_BYTES: usize = 200_000;

/// Fields that are described together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// The headings around it, the outermost first.
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// What a description says about a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The names on the way to the field, without brackets: `acl[].scope` is `acl`, `scope`. At least one.
    pub(crate) path: Vec<String>,
    /// The name as it is written: a name may hold dots.
    pub(crate) name: String,
    /// The words of its type, in lower case.
    pub(crate) types: Vec<String>,
    pub(crate) required: Option<bool>,
    pub(crate) nullable: bool,
    /// Without what the other fields hold.
    pub(crate) description: Option<String>,
    /// The valid values, each once.
    pub(crate) values: Vec<String>,
    pub(crate) default: Option<String>,
}

/// All tables and lists of fields in a description, in their order.
pub(crate) fn read(text: &str) -> Vec<Table> {
    let text = text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or_default();
    let mut tables: Vec<Table> = Vec::new();
    let mut headings: Vec<(usize, String)> = Vec::new();
    for block in blocks::read(text) {
        let rows = match block {
            Block::Heading(level, text) => {
                while headings.last().is_some_and(|(last, _)| *last >= level) {
                    headings.pop();
                }
                headings.push((level, text));
                continue;
            }
            Block::Table(cells) => header::rows(&cells),
            Block::List(items) => list::rows(&items),
            Block::Lines(lines) => {
                let rows = reference::tables(&lines);
                if rows.len() > 1 { rows } else { Vec::new() }
            }
        };
        if !rows.is_empty() {
            let headings: Vec<String> = headings.iter().map(|(_, text)| text.clone()).collect();
            tables.push(Table { headings, rows });
        }
    }
    tables
}
