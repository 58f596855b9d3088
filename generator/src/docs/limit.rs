//! Texts and lists that are too long for a page into as much of them as it shows, and how much is left out.
//!
//! Descriptions of pages have their limit in `markdown`, which says where they go on.

use std::borrow::Cow;

use super::field::Row;
use crate::item::Secrets;

/// As many bytes of a block of code or of a saved body are shown; who needs more has the collection.
pub(super) const MAX_BYTES: usize = 64 * 1024;
/// As many bytes of a text in the cell of a table.
const MAX_CELL: usize = 4 * 1024;
/// As many characters of a name, which stands on many pages.
const MAX_NAME: usize = 200;
/// As many valid values of a field.
const MAX_VALUES: usize = 100;
/// As many rows of a table. A longer one helps nobody, and would stand on the page of every operation that has it.
pub(super) const MAX_ROWS: usize = 400;
/// A longer word is cut.
const LONGEST_WORD: usize = 4 * 1024;

/// As much of a text as is shown, and whether there is more. Secrets are hidden before: half of one is not found.
pub(super) fn cut<'t>(text: &'t str, most: usize, secrets: &Secrets) -> (Cow<'t, str>, bool) {
    if text.len() <= most {
        return (Cow::Borrowed(text), false);
    }
    let hidden = secrets.hide(text);
    let end = end(&hidden, most);
    let is_cut = end < hidden.len();
    let shown = match hidden {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(..end).unwrap_or_default()),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    };
    (shown, is_cut)
}

/// Where a text ends of which no more than `most` bytes are shown: behind a whole word.
fn end(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    let end = text.floor_char_boundary(most);
    let start = text.floor_char_boundary(end.saturating_sub(LONGEST_WORD));
    let last = text.get(start..end).unwrap_or_default();
    last.rfind([' ', '\n', '"', '\'', ',', '&']).map_or(end, |behind| start + behind + 1)
}

/// A name, on pages other than its own, too.
pub(super) fn name(name: &str, secrets: &Secrets) -> String {
    let name = secrets.hide(name);
    match name.char_indices().nth(MAX_NAME) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.into_owned(),
    }
}

/// A text in the cell of a table.
pub(super) fn cell(text: &str, secrets: &Secrets) -> String {
    let (shown, is_cut) = cut(text, MAX_CELL, secrets);
    format!("{shown}{}", if is_cut { "…" } else { "" })
}

/// The rows that are shown, each no longer than it may be, and how many are left out.
pub(super) fn rows(mut rows: Vec<Row>, secrets: &Secrets) -> (Vec<Row>, usize) {
    let more = rows.len().saturating_sub(MAX_ROWS);
    rows.truncate(MAX_ROWS);
    for row in &mut rows {
        shorten(row, secrets);
    }
    (rows, more)
}

fn shorten(row: &mut Row, secrets: &Secrets) {
    row.more_values += row.values.len().saturating_sub(MAX_VALUES);
    row.values.truncate(MAX_VALUES);
    let texts = [&mut row.name, &mut row.around].into_iter().chain(&mut row.values);
    let texts = texts.chain(&mut row.description).chain(&mut row.default).chain(&mut row.example);
    texts
        .chain(&mut row.condition)
        .filter(|text| text.len() > MAX_CELL)
        .for_each(|text| *text = cell(text, secrets));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_behind_a_word() {
        assert_eq!(end("some words", 100), 10);
        assert_eq!(end("some words", 7), 5);
        assert_eq!(end("äöü", 3), 2);
    }

    #[test]
    fn rows_and_what_is_in_them_are_counted() {
        let long = Row {
            name: "n".repeat(9_000),
            values: vec!["v".to_owned(); 250],
            description: Some("d ".repeat(9_000)),
            ..Row::default()
        };
        let (shown, more) = rows(vec![long; MAX_ROWS + 3], &Secrets::default());
        assert_eq!((shown.len(), more), (MAX_ROWS, 3));
        assert!(shown.iter().all(|row| row.values.len() == 100 && row.more_values == 150));
        assert!(
            shown
                .iter()
                .all(|row| row.name.len() < 5_000
                    && row.description.as_ref().is_some_and(|it| it.len() < 5_000))
        );
    }
}
