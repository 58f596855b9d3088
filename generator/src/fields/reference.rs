//! From lines `name Type Yes`, each with paragraphs behind it, to rows; and lines ``name (string, required): text``.

use super::list;
use super::row::{self, Draft};
use super::{Row, values};

/// The rows in lines that are neither tables nor lists.
pub(super) fn tables(lines: &[String]) -> Vec<Row> {
    let rows = reference(lines);
    if rows.len() < 2 { plain(lines) } else { rows }
}

/// Lines that could be entries of a list, had they bullets. Only such with a qualifier in parentheses.
fn plain(lines: &[String]) -> Vec<Row> {
    let is_entry = |line: &&String| line.contains('(') && !line.starts_with('(');
    let rows = lines.iter().filter(is_entry).filter_map(|line| list::entry(line));
    rows.filter(|row| !row.types.is_empty() || row.required.is_some()).collect()
}

fn reference(lines: &[String]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut current: Option<(Draft, Vec<&str>)> = None;
    for line in lines {
        if let Some(draft) = head(line) {
            rows.extend(current.take().map(finish));
            current = Some((draft, Vec::new()));
        } else if let Some((_, text)) = &mut current {
            text.push(line);
        }
    }
    rows.extend(current.map(finish));
    rows
}

/// `name Type Yes`.
fn head(line: &str) -> Option<Draft> {
    let mut words = line.split_whitespace();
    let (name, last) = (words.next()?, words.next_back()?);
    let types: Vec<&str> = words.collect();
    let types = types.join(" ");
    let required = match last {
        "Yes" | "yes" | "Required" | "required" => true,
        "No" | "no" | "Optional" | "optional" => false,
        _ => return None,
    };
    if !row::is_type(&types) {
        return None;
    }
    let mut draft = Draft::named(name)?;
    draft.types(&types);
    draft.row.required = Some(required);
    Some(draft)
}

/// The first paragraph explains the field; values and default may stand behind it.
fn finish((mut draft, lines): (Draft, Vec<&str>)) -> Row {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in lines {
        let is_bullet = line.starts_with(['-', '*', '•']);
        let is_blank = line.is_empty();
        match paragraphs.last_mut() {
            Some(last) if !is_blank && (is_bullet || last.is_empty() || !ends(last)) => last.push(line),
            Some(last) if is_blank && !last.is_empty() && !last.iter().any(|line| line.ends_with(':')) => {
                paragraphs.push(Vec::new());
            }
            Some(_) if is_blank => {}
            Some(_) | None => paragraphs.push(vec![line]),
        }
    }
    for (index, paragraph) in paragraphs.iter().take(6).enumerate() {
        let text = paragraph.join("\n");
        if index == 0 {
            draft.description(&text);
            continue;
        }
        if let Some((found, _)) = values::stated(&text).filter(|_| draft.row.values.is_empty()) {
            draft.row.values = found;
        }
        if let Some((found, _)) = values::default(&text) {
            draft.row.default.get_or_insert(found);
        }
    }
    draft.row
}

/// Whether a paragraph of bullets is over.
fn ends(lines: &[&str]) -> bool {
    lines.last().is_some_and(|line| line.starts_with(['-', '*', '•']))
}
