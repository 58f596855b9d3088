//! From any text to a literal of Rust or TOML that means it.

use std::fmt::{self, Write};

/// More hashes than this stand before no raw string; the compiler takes 255.
const MAX_HASHES: usize = 16;

/// Appends a formatted text.
pub(crate) fn add(text: &mut String, more: fmt::Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = text.write_fmt(more);
}

/// A string literal of Rust: raw where that reads better, and escaped where the compiler, clippy or a version
/// control system would not leave the text alone.
pub(crate) fn string(text: &str) -> String {
    if !text.chars().all(|c| c == '\n' || is_plain(c)) {
        return escaped(text);
    }
    if !text.contains(['"', '\\']) {
        return format!("\"{text}\"");
    }
    let hashes = hashes(text);
    if hashes > MAX_HASHES {
        return escaped(text);
    }
    let hashes = "#".repeat(hashes);
    format!("r{hashes}\"{text}\"{hashes}")
}

/// How many hashes a raw string of this text needs.
fn hashes(text: &str) -> usize {
    let behind = |quote: usize| text[quote + 1..].bytes().take_while(|byte| *byte == b'#').count();
    text.match_indices('"').map(|(quote, _)| behind(quote) + 1).max().unwrap_or(0)
}

/// Visible, or a space; nothing that turns the direction of writing or cannot be seen.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~') || c.escape_debug().len() == 1
}

fn escaped(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if is_plain(c) => literal.push(c),
            c => literal.extend(c.escape_unicode()),
        }
    }
    literal.push('"');
    literal
}

/// A basic string of TOML.
pub(crate) fn toml(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            c if c.is_control() => add(&mut literal, format_args!("\\u{:04X}", u32::from(c))),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

/// One line of plain text: white space collapsed, and nothing in it that Markdown or HTML would take for its own.
pub(crate) fn markdown(text: &str) -> String {
    let mut line = String::new();
    for c in line_of(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '!') {
            line.push('\\');
        }
        line.push(c);
    }
    line
}

/// One line of text: white space collapsed, control characters gone.
pub(crate) fn line_of(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_the_kind_of_literal_that_reads_best() {
        assert_eq!(string(""), "\"\"");
        assert_eq!(string("a b/é"), "\"a b/é\"");
        assert_eq!(string("{\n  \"a\": \"#x\"\n}"), "r##\"{\n  \"a\": \"#x\"\n}\"##");
        assert_eq!(string("\"##"), "r###\"\"##\"###");
        assert_eq!(string("C:\\x"), "r\"C:\\x\"");
        assert_eq!(string("a\r\n\u{0}"), "\"a\\r\\n\\u{0}\"");
        assert_eq!(string("\u{202e}"), "\"\\u{202e}\"");
        assert_eq!(string("it’s 5 € — 👋"), "\"it’s 5 € — 👋\"");
        assert_eq!(string("a\u{200b}\"\\"), "\"a\\u{200b}\\\"\\\\\"");
    }

    #[test]
    fn every_literal_means_its_text() {
        let all: String = (0..0x3000).filter_map(char::from_u32).collect();
        let many = format!("\"{}", "#".repeat(300));
        for text in [all.as_str(), &many, "\"", "\\", "\r", "a\nb\tc", "👩‍👩‍👧 ﷺ", "\u{feff}x", "e\u{301}"]
        {
            let literal: syn::LitStr = syn::parse_str(&string(text)).unwrap();
            assert_eq!(literal.value(), text);
        }
    }

    #[test]
    fn texts_of_other_languages() {
        assert_eq!(toml("a\"b\\c\nd"), "\"a\\\"b\\\\c\\u000Ad\"");
        assert_eq!(markdown(" A <b>\n *c* "), "A \\<b\\> \\*c\\*");
    }
}
