//! Turns characters into characters that mean themselves in Markdown.

use super::is_hidden;
use std::fmt::Write as _;

/// Where the first web address of a text begins and ends.
pub(super) fn find_url(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("http")) {
        let start = from + found;
        let rest = text.get(start..).unwrap_or_default();
        let scheme = ["https://", "http://"].iter().find(|scheme| rest.starts_with(**scheme));
        if let Some(scheme) = scheme {
            let end = rest
                .find(|c: char| c.is_whitespace() || is_hidden(c) || "<>\"`|\\".contains(c))
                .unwrap_or(rest.len());
            let url = rest.get(..end).unwrap_or_default().trim_end_matches(|c| ".,;:!?'*_~)]}".contains(c));
            if url.len() > scheme.len() {
                return Some((start, start + url.len()));
            }
        }
        from = start + "http".len();
    }
    None
}

/// Whether a link goes out to the web or to a mailbox; rustdoc takes others for names of items.
pub(super) fn is_link(destination: &str) -> bool {
    let lower = destination.get(..8).unwrap_or(destination).to_ascii_lowercase();
    ["http://", "https://"].iter().any(|scheme| lower.starts_with(scheme) && destination.len() > scheme.len())
        || lower.starts_with("mailto:") && destination.contains('@') && destination.contains('.')
}

/// A link's destination as it stands between parentheses.
pub(super) fn destination(destination: &str) -> String {
    let mut escaped = String::with_capacity(destination.len());
    for (at, character) in destination.char_indices() {
        match character {
            '&' if is_entity(destination.get(at..).unwrap_or_default()) => escaped.push_str("\\&"),
            '<' | '>' | '(' | ')' | '[' | ']' | '\\' | '"' | '`' | '|' | ' ' => {
                let _ = write!(escaped, "%{:02X}", u32::from(character));
            }
            other if other.is_whitespace() || is_hidden(other) => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// Whether the text, which begins with `&`, could be read as a character reference.
pub(super) fn is_entity(text: &str) -> bool {
    let name = text.get(1..).unwrap_or_default();
    let end = name.bytes().take(40).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'));
    end.is_none_or(|end| end > 0 && name.as_bytes().get(end) == Some(&b';'))
}

/// The beginning of a line, escaped so that it opens no list, heading, quote or table.
pub(super) fn line_start(line: &str) -> String {
    let word = line.split(' ').next().unwrap_or_default();
    let bytes = word.as_bytes();
    let special = match bytes.first() {
        Some(b'#' | b'>' | b'|') => true,
        Some(b'+') => word == "+",
        Some(b'-') => matches!(bytes.get(1), None | Some(b'-' | b':' | b'|')),
        Some(b':') => matches!(bytes.get(1), None | Some(b'-')),
        Some(b'=') => word.bytes().all(|byte| byte == b'='),
        Some(_) | None => false,
    };
    if special {
        return format!("\\{line}");
    }
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 0 && matches!(bytes.get(digits..), Some(b"." | b")")) {
        let (number, rest) = line.split_at(digits);
        return format!("{number}\\{rest}");
    }
    line.to_owned()
}
