//! A description that says "deprecated" into the note of the attribute.

use crate::{markdown, rust::Deprecation};

/// A longer note is cut off.
const LONGEST: usize = 200;

/// What the compiler says to callers: the line of the description that says it, without the mark itself.
pub(super) fn of(description: Option<&str>) -> Deprecation {
    let line =
        description.unwrap_or_default().lines().find(|line| line.to_lowercase().contains("deprecated"));
    Deprecation { note: line.and_then(note) }
}

fn note(line: &str) -> Option<String> {
    let line: String = line.chars().filter(|&c| !markdown::is_hidden(c) && c != '*').collect();
    let line = line.trim_matches(|c: char| c.is_whitespace() || "#_-".contains(c));
    // rustdoc reads it as Markdown, rustc shows it as it is: what only one of them shows well is left out.
    if line.contains(['<', '>', '[', ']', '\\', '|', '&']) || line.matches('`').count() % 2 == 1 {
        return None;
    }
    let is_mark = line.get(.."deprecated".len()).is_some_and(|word| word.eq_ignore_ascii_case("deprecated"));
    let rest = if is_mark { &line["deprecated".len()..] } else { line };
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "_.:,;!)-\u{2013}\u{2014}".contains(c));
    let cut: String = rest.chars().take(LONGEST).collect();
    let is_cut = cut.len() < rest.len();
    (!cut.is_empty()).then(|| if is_cut { format!("{}\u{2026}", cut.trim_end()) } else { cut })
}

/// A request's name without the mark that it is deprecated: `Old way (deprecated)`, `DEPRECATED: old way`.
pub(super) fn without_mark(name: &str) -> Option<String> {
    const WORD: &str = "deprecated";
    let is_edge = |c: char| c.is_whitespace() || "()[]{}:;,.!-_*|/\u{2013}\u{2014}".contains(c);
    let lower = name.to_ascii_lowercase();
    let before = lower.trim_end_matches(is_edge).strip_suffix(WORD).filter(|rest| rest.ends_with(is_edge));
    let after = lower.trim_start_matches(is_edge).strip_prefix(WORD).filter(|rest| rest.starts_with(is_edge));
    let rest = match (before, after) {
        (Some(before), _) => name[..before.len()].trim_end_matches(is_edge),
        (None, Some(after)) => name[name.len() - after.len()..].trim_start_matches(is_edge),
        (None, None) => return None,
    };
    rest.contains(char::is_alphanumeric).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_is_one_plain_line() {
        for (text, expected) in [
            ("**Deprecated**: use another.", Some("use another.")),
            (
                "Lists cups.\n\n> nothing\n\nThis is deprecated. Use `b`.",
                Some("This is deprecated. Use `b`."),
            ),
            ("Deprecated, has no effect.", Some("has no effect.")),
            ("Deprecated", None),
            ("Deprecated: see [b](https://b.test)", None),
            ("Lists cups.", None),
        ] {
            assert_eq!(of(Some(text)).note.as_deref(), expected, "{text}");
        }
        let long = format!("Deprecated: {}", "x".repeat(300));
        assert_eq!(of(Some(&long)).note.map(|note| note.chars().count()), Some(LONGEST + 1));
    }

    #[test]
    fn the_mark_is_no_part_of_a_name() {
        for (name, expected) in [
            ("Old way (deprecated)", Some("Old way")),
            ("[DEPRECATED] Old way", Some("Old way")),
            ("Old way - Deprecated", Some("Old way")),
            ("deprecated", None),
            ("List deprecated cups", None),
            ("Undeprecated", None),
        ] {
            assert_eq!(without_mark(name).as_deref(), expected, "{name}");
        }
    }
}
