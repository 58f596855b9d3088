//! From the entries of a list to rows: ``- `name` (string, required): text``.

use super::Row;
use super::blocks::Item;
use super::row::{self, Draft};

/// The rows of a list; none if less than half of its entries are about a field.
pub(super) fn rows(items: &[Item]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    // The entries above: how far each is indented, and the names on the way to it.
    let mut above: Vec<(usize, Vec<String>)> = Vec::new();
    for item in &with_values(items) {
        above.retain(|(indent, _)| *indent < item.indent);
        let Some(mut row) = entry(&item.text) else { continue };
        if is_label(&row.name) && !above.is_empty() {
            // `- Description: text` below a field is about that field.
            if let Some(last) =
                rows.last_mut().filter(|last| row.name == "Description" && last.description.is_none())
            {
                last.description = row.description;
            }
            continue;
        }
        if let Some((_, path)) = above.last().filter(|(_, path)| row.path.first() != path.first()) {
            row.path.splice(0..0, path.iter().cloned());
        }
        above.push((item.indent, row.path.clone()));
        above.truncate(16);
        rows.push(row);
    }
    if rows.len() * 2 < items.len() { Vec::new() } else { rows }
}

/// Whether an entry below a field is a label rather than a field of it.
fn is_label(name: &str) -> bool {
    matches!(name, "Description" | "Type" | "Required" | "Default" | "Example" | "Format" | "Values" | "Note")
}

/// The entries, with those that list the values of the entry above them as lines of that one.
fn with_values(items: &[Item]) -> Vec<Item> {
    let mut merged: Vec<Item> = Vec::new();
    for item in items {
        match merged.last_mut().filter(|last| last.indent < item.indent && lists_values(&last.text)) {
            Some(last) => {
                last.text.push_str("\n- ");
                last.text.push_str(&item.text.replace('\n', " "));
            }
            None => merged.push(item.clone()),
        }
    }
    merged
}

/// Whether the first line of an entry ends with "one of:" and the like.
fn lists_values(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default().trim_end_matches(['*', '_', ' ']).to_lowercase();
    first.strip_suffix(':').is_some_and(|head| {
        ["values", "value", "one of", "options", "enum", "following", "are", "values are"]
            .iter()
            .any(|end| head.trim_end_matches(['*', ' ']).ends_with(end))
    })
}

/// The row of an entry: a name that looks like one, then what tells it from the beginning of a sentence.
pub(super) fn entry(text: &str) -> Option<Row> {
    let text = text.trim();
    let marked = ["**`", "`", "**", "__", "*", "\""].into_iter().find(|mark| text.starts_with(mark));
    let (name, rest) = if let Some(open) = marked {
        let close: String = open.chars().rev().collect();
        text.get(open.len()..)?.split_once(close.as_str())?
    } else {
        let end = text.find(|c: char| c.is_whitespace() || matches!(c, '(' | ':' | '|' | '=' | '–'))?;
        text.split_at(end)
    };
    let mut draft = Draft::named(name.trim_end_matches(':'))?;
    let rest = rest.trim_start_matches(['`', '*', '_', ' ']);
    let (qualified, rest) = qualifiers(&mut draft, rest);
    let is_explained = rest.trim_start().starts_with([':', '-', '–', '—', '=', '|']) || name.ends_with(':');
    if !qualified && !is_explained {
        return None;
    }
    let rest = rest.trim_start_matches([':', '-', '–', '—', ' ', '=', '*', '|']);
    // `name - string - text`, `name: string, required - text`.
    let (head, tail) = split(rest);
    let rest = if !qualified && row::is_type(head) && draft.qualify(head) { tail } else { rest };
    draft.description(rest);
    Some(draft.row)
}

/// Reads what stands in parentheses or brackets behind the name.
fn qualifiers<'a>(draft: &mut Draft, text: &'a str) -> (bool, &'a str) {
    let mut rest = text;
    let mut known = false;
    for _ in 0..3 {
        let trimmed = rest.trim_start_matches([' ', '*', '_', '`']);
        let close = match trimmed.chars().next() {
            Some('(') => ')',
            Some('[') => ']',
            _ => break,
        };
        let Some((inner, behind)) = trimmed.get(1..).and_then(|inner| inner.split_once(close)) else { break };
        if !draft.qualify(inner) {
            break;
        }
        known = true;
        rest = behind.trim_start_matches(['*', '_', '`']);
    }
    (known, rest)
}

/// The part before the first dash, colon or line, and the rest.
fn split(text: &str) -> (&str, &str) {
    let end = [" - ", " – ", " — ", ": ", "\n", ". ", " | "]
        .iter()
        .filter_map(|mark| Some((text.find(mark)?, mark.len())))
        .min();
    match end {
        Some((at, len)) => (text.get(..at).unwrap_or_default(), text.get(at + len..).unwrap_or_default()),
        None => (text, ""),
    }
}
