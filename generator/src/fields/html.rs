//! From HTML to the tables in it and the text around them.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Table(Vec<Vec<String>>),
}

/// Cuts the tables out of a text. One that is not closed ends with the text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = find(rest, "<table") {
        let (before, table) = rest.split_at(start);
        let end = find(table, "</table").unwrap_or(table.len());
        let (table, behind) = table.split_at(end);
        pieces.push(Piece::Text(before));
        pieces.push(Piece::Table(rows(table)));
        rest = behind.split_once('>').map_or("", |(_, rest)| rest);
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// Where a text begins, whatever the case of its letters, which are ASCII.
fn find(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    text.windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted))
}

/// The cells of a table, row by row.
fn rows(table: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut cell: Option<String> = None;
    for part in table.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        match name.to_ascii_lowercase().as_str() {
            "tr" => {
                close(&mut rows, &mut cell);
                rows.push(Vec::new());
            }
            "td" | "th" => {
                close(&mut rows, &mut cell);
                cell = Some(String::new());
            }
            "/td" | "/th" | "/tr" => close(&mut rows, &mut cell),
            "br" | "br/" | "p" | "li" | "/p" => push(&mut cell, "\n"),
            "code" | "/code" => push(&mut cell, "`"),
            _ => {}
        }
        push(&mut cell, &entities(text));
    }
    close(&mut rows, &mut cell);
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

fn push(cell: &mut Option<String>, text: &str) {
    if let Some(cell) = cell {
        cell.push_str(text);
    }
}

fn close(rows: &mut Vec<Vec<String>>, cell: &mut Option<String>) {
    let Some(text) = cell.take() else { return };
    if rows.is_empty() {
        rows.push(Vec::new());
    }
    if let Some(row) = rows.last_mut() {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        row.push(lines.collect::<Vec<_>>().join("\n"));
    }
}

/// The text without its tags.
pub(super) fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut parts = html.split('<');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(part.split_once('>').map_or("", |(_, text)| text));
    }
    entities(&out).trim().to_owned()
}

/// The text with the entities that stand in tables replaced.
pub(super) fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let known = [
        ("&nbsp;", " "),
        ("&emsp;", " "),
        ("&ensp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&#124;", "|"),
        ("&amp;", "&"),
    ];
    known.iter().fold(text.to_owned(), |text, (entity, replacement)| text.replace(entity, replacement))
}
