//! From a text to its headings, tables, lists and other lines. What stands in fences of code is left out.

use super::{header, html, list};

/// A part of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Its level, 1 for the outermost one, and its text.
    Heading(usize, String),
    /// Rows of cells; the first row names the columns.
    Table(Vec<Vec<String>>),
    List(Vec<Item>),
    /// Other lines, blank ones and bullets among them, trimmed.
    Lines(Vec<String>),
}

/// The level of a line that is only a heading by its look: it stands below all others.
const NO_LEVEL: usize = 10;

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// How far it is indented.
    pub(super) indent: usize,
    pub(super) text: String,
}

/// Reads all blocks.
pub(super) fn read(text: &str) -> Vec<Block> {
    let text = without_code(text);
    let mut blocks = Vec::new();
    for piece in html::pieces(&text) {
        match piece {
            html::Piece::Text(text) => {
                lines(text, &mut blocks);
            }
            html::Piece::Table(cells) => blocks.push(Block::Table(cells)),
        }
    }
    blocks
}

/// The text without its fences of code.
fn without_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let start = line.trim_start_matches([' ', '>', '\t']);
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => {
                fence = (!start.trim_end().trim_start_matches(['`', '~']).contains(mark)).then_some(mark);
            }
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => {
                out.push_str(line);
            }
        }
        out.push('\n');
    }
    out
}

fn lines(text: &str, blocks: &mut Vec<Block>) {
    let lines: Vec<&str> = text.lines().collect();
    let mut others: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let (block, taken) = if let Some(heading) = heading(line, lines.get(at + 1).copied()) {
            (Some(Block::Heading(heading.0, heading.1)), 1)
        } else if let Some((cells, taken)) = table(rest) {
            (Some(Block::Table(cells)), taken)
        } else if let Some((items, taken)) = list(rest) {
            if list::rows(&items).is_empty() {
                others.extend(rest.iter().take(taken).map(|line| line.trim().to_owned()));
                (None, taken)
            } else {
                (Some(Block::List(items)), taken)
            }
        } else {
            others.push(line.trim().to_owned());
            (None, 1)
        };
        at += taken.max(1);
        if let Some(block) = block {
            flush(&mut others, blocks);
            blocks.push(block);
        }
    }
    flush(&mut others, blocks);
}

fn flush(others: &mut Vec<String>, blocks: &mut Vec<Block>) {
    if others.iter().any(|line| !line.is_empty()) {
        blocks.push(Block::Lines(std::mem::take(others)));
    }
    others.clear();
}

/// `# Response`, `**Response**`, `<h3>Response</h3>`, `Response` above a line of `---`, `Response body:`.
fn heading(line: &str, next: Option<&str>) -> Option<(usize, String)> {
    let line = line.trim();
    if line.is_empty() || line.len() > 120 || line.contains('|') {
        return None;
    }
    let inner =
        |open: &str| line.strip_prefix(open)?.trim_end_matches(':').strip_suffix(open).map(str::to_owned);
    if line.starts_with('#') {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        return Some((level, line.trim_matches(['#', ' ', ':']).to_owned()));
    }
    if let Some(text) = inner("**").or_else(|| inner("__")).filter(|text| !text.contains(['*', '`'])) {
        return Some((NO_LEVEL, text));
    }
    if let Some(rest) = line.strip_prefix("<h").or_else(|| line.strip_prefix("<H"))
        && let Some(level) = rest.chars().next().and_then(|c| c.to_digit(10))
    {
        return Some((level as usize, html::text(line)));
    }
    let is_underlined = next.is_some_and(|next| {
        let next = next.trim();
        next.len() >= 3 && (next.bytes().all(|byte| byte == b'-') || next.bytes().all(|byte| byte == b'='))
    });
    let words = line.split_whitespace().count();
    let lower = line.to_lowercase();
    let names_a_part = ["request", "response", "body", "parameter", "header", "query", "field", "payload"]
        .iter()
        .any(|word| lower.contains(word));
    let is_title =
        names_a_part && words <= 5 && !line.starts_with(['-', '*', '•', '+']) && !line.contains(['`', '(']);
    let ends_so = line.ends_with(':') || !line.ends_with(['.', ',', ';']);
    let is_row = ["yes", "no", "true", "false"].iter().any(|end| lower.ends_with(&format!(" {end}")));
    let level = match next.map(str::trim) {
        Some(next) if is_underlined => {
            if next.starts_with('=') {
                1
            } else {
                2
            }
        }
        Some(_) | None => NO_LEVEL,
    };
    (is_underlined || (is_title && ends_so && !is_row))
        .then(|| (level, line.trim_end_matches(':').to_owned()))
}

/// The table that begins with the first line, and how many lines it takes: a line whose cells name columns, then lines
/// with cells.
fn table(lines: &[&str]) -> Option<(Vec<Vec<String>>, usize)> {
    let first = lines.first()?;
    let separator = if first.contains('|') {
        '|'
    } else if first.contains('\t') {
        '\t'
    } else {
        return None;
    };
    let head = cells(first, separator);
    if !header::is_header(&head) {
        return None;
    }
    let mut rows = vec![head];
    let mut taken = 1;
    for line in lines.iter().skip(1) {
        if !line.contains(separator) || line.trim().is_empty() {
            break;
        }
        taken += 1;
        if !is_rule(line) {
            rows.push(cells(line, separator));
        }
    }
    (rows.len() > 1).then_some((rows, taken))
}

/// `|---|:-:|`.
fn is_rule(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '+'))
}

/// The cells of a row. A separator behind a backslash or in code does not end a cell.
fn cells(line: &str, separator: char) -> Vec<String> {
    let line = line.trim();
    let bare = line.strip_prefix(separator).unwrap_or(line);
    let mut cells = vec![String::new()];
    let (mut escaped, mut code) = (false, false);
    for (at, c) in bare.char_indices() {
        let Some(cell) = cells.last_mut() else { break };
        match c {
            '`' if !escaped => {
                // A backquote that no other follows soon opens nothing.
                let rest = bare.get(at + 1..).unwrap_or_default();
                let near = rest.get(..rest.floor_char_boundary(200)).unwrap_or_default();
                code = !code && near.contains('`');
                cell.push(c);
            }
            c if c == separator && escaped => {
                cell.pop();
                cell.push(c);
            }
            c if c == separator && !code => cells.push(String::new()),
            c => cell.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The list that begins with the first line, and how many lines it takes. A line that is indented or follows directly
/// belongs to the entry before it; a blank line ends the list unless another entry follows.
fn list(lines: &[&str]) -> Option<(Vec<Item>, usize)> {
    let mut items: Vec<Item> = Vec::new();
    let (mut taken, mut blank) = (0, 0);
    for line in lines {
        if line.trim().is_empty() {
            blank += 1;
            if blank > 2 || items.is_empty() {
                break;
            }
            continue;
        }
        if let Some(item) = item(line) {
            items.push(item);
        } else {
            let is_inside = line.starts_with([' ', '\t']);
            match items.last_mut() {
                Some(item) if blank == 0 || is_inside => {
                    item.text.push('\n');
                    item.text.push_str(line.trim());
                }
                Some(_) | None => break,
            }
        }
        taken += 1 + blank;
        blank = 0;
    }
    (!items.is_empty()).then_some((items, taken))
}

/// `- text`, `* text`, `1. text`.
fn item(line: &str) -> Option<Item> {
    let bare = line.trim_start();
    let indent = line.len() - bare.len();
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = if (1..=3).contains(&digits) {
        bare.get(digits..)?.strip_prefix(['.', ')'])?
    } else {
        bare.strip_prefix(['-', '*', '+', '•', '◦', '▪'])?
    };
    let text = rest.strip_prefix([' ', '\t', '\u{a0}'])?.trim();
    (!text.is_empty()).then(|| Item { indent, text: text.to_owned() })
}
