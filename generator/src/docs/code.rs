//! Texts that a page shows as they are: samples of code and saved bodies.

use serde::Serialize;
use serde::de::IgnoredAny;

use super::limit::{self, MAX_BYTES};
use crate::item::Secrets;

const INDENT: &str = "  ";

/// A block of code.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Code {
    /// Tells it from the others of a page: `curl`.
    pub(super) id: String,
    pub(super) title: String,
    /// As in the fence of a block in Markdown; empty for plain text.
    pub(super) language: &'static str,
    pub(super) text: String,
    /// There is more of it.
    pub(super) is_cut: bool,
    pub(super) notes: Vec<String>,
}

impl Code {
    pub(super) fn new(id: &str, title: &str, language: &'static str, text: &str, secrets: &Secrets) -> Self {
        let (shown, is_cut) = limit::cut(text, MAX_BYTES, secrets);
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            language,
            text: shown.trim_end().to_owned(),
            is_cut,
            notes: Vec::new(),
        }
    }

    /// A body: laid out if it is JSON, as it is if not.
    pub(super) fn body(id: &str, title: &str, text: &str, secrets: &Secrets) -> Self {
        let Some((pretty, is_cut)) = pretty(text) else { return Self::new(id, title, "", text, secrets) };
        let code = Self::new(id, title, "json", &pretty, secrets);
        Self { is_cut: is_cut || code.is_cut, ..code }
    }
}

/// JSON with line breaks; numbers stay as they are spelt, names in their order. Of a text that is too long only as much as
/// is shown, and whether there is more.
fn pretty(text: &str) -> Option<(String, bool)> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut all = text.chars();
    let mut pending = None;
    while let Some(character) = pending.take().or_else(|| all.next()) {
        if out.len() > MAX_BYTES {
            return Some((out, true));
        }
        match character {
            ' ' | '\n' | '\r' | '\t' => {}
            '"' => quoted(&mut all, &mut out),
            '{' | '[' => {
                out.push(character);
                let next = all.find(|c| !c.is_ascii_whitespace());
                if let Some(close @ ('}' | ']')) = next {
                    out.push(close);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                    pending = next;
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(',');
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            other => out.push(other),
        }
    }
    Some((out, false))
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(INDENT, depth));
}

/// The rest of a text in quotes.
fn quoted(all: &mut std::str::Chars<'_>, out: &mut String) {
    out.push('"');
    while let Some(character) = all.next() {
        out.push(character);
        match character {
            '\\' => out.extend(all.next()),
            '"' => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_laid_out_to_the_letter() {
        let text = r#" {"b":1.50,"a":[ ],"c":[{"x":"a\"{,}: b"},12345678901234567890123]} "#;
        let wanted = "{\n  \"b\": 1.50,\n  \"a\": [],\n  \"c\": [\n    {\n      \"x\": \"a\\\"{,}: b\"\n    },\n    12345678901234567890123\n  ]\n}";
        assert_eq!(pretty(text), Some((wanted.to_owned(), false)));
        assert_eq!(pretty("\"a b\""), Some(("\"a b\"".to_owned(), false)));
        assert_eq!(pretty("{a: 1}"), None);
    }

    #[test]
    fn long_texts_are_cut() {
        let nothing = &Secrets::default();
        let code = Code::body("a", "A", &format!("[{}1]", "1,".repeat(MAX_BYTES)), nothing);
        assert!(code.is_cut && code.text.len() <= MAX_BYTES);
        let deep = format!("{}{}1{}", "[".repeat(100), "1,".repeat(100_000), "]".repeat(100));
        assert!(pretty(&deep).is_some_and(|(text, is_cut)| is_cut && text.len() < 2 * MAX_BYTES));
        assert!(!Code::body("a", "A", "{}", nothing).is_cut);
        let words = Code::new("a", "A", "", &format!("{} secret", "a".repeat(MAX_BYTES - 4)), nothing);
        assert!(words.is_cut && words.text.ends_with('a'), "half a word is shown");
    }
}
