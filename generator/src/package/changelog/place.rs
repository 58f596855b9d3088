//! An entry into its place in a text, whose line endings and blank lines stay as they are.

use std::ops::Range;

/// What ends most lines of a text; of as many, what ends the first one.
pub(super) fn line_ending(text: &str) -> &'static str {
    let windows = text.matches("\r\n").count();
    let unix = text.matches('\n').count() - windows;
    let is_first = text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n"));
    if windows > unix || (windows == unix && is_first) { "\r\n" } else { "\n" }
}

/// The text with another entry, unless it is the same but for its line endings.
pub(super) fn replaced(text: &str, range: &Range<usize>, entry: &str, ending: &str) -> String {
    if text.get(range.clone()).is_some_and(|old| old.lines().eq(entry.lines())) {
        return text.to_owned();
    }
    let (before, after) = around(text, range);
    [before, &entry.replace('\n', ending), after].concat()
}

/// The text with a piece of lines, which stands by itself.
pub(super) fn inserted(text: &str, at: usize, piece: &str, ending: &str) -> String {
    let (before, after) = around(text, &(at..at));
    let mut new = before.to_owned();
    if !before.is_empty() && !before.ends_with('\n') {
        new.push_str(ending);
    }
    if !before.is_empty() && !ends_blank(before) {
        new.push_str(ending);
    }
    new.push_str(&piece.replace('\n', ending));
    if !after.is_empty() && break_at_start(after).is_none() {
        new.push_str(ending);
    }
    new + after
}

/// The text without a piece, and without a blank line that stood around it.
pub(super) fn without(text: &str, range: &Range<usize>) -> String {
    let (before, after) = around(text, range);
    if !before.is_empty() && !ends_blank(before) {
        return [before, after].concat();
    }
    match break_at_start(after) {
        Some(rest) => [before, rest].concat(),
        None if after.is_empty() => without_break(before).to_owned(),
        None => [before, after].concat(),
    }
}

fn around<'a>(text: &'a str, range: &Range<usize>) -> (&'a str, &'a str) {
    // Ranges are of whole lines of this text.
    (text.get(..range.start).unwrap_or(text), text.get(range.end..).unwrap_or_default())
}

fn ends_blank(text: &str) -> bool {
    text.ends_with('\n') && without_break(text).ends_with('\n')
}

fn without_break(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// What stands behind a blank line.
fn break_at_start(text: &str) -> Option<&str> {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_can_be_taken_out() {
        for (before, after) in [
            ("", ""),
            ("a\n", ""),
            ("a\n\n", "b\n"),
            ("a\n", "\nb\n"),
            ("a\r\n\r\n", "b\n"),
            ("a\r\n", "\r\nb\r\n"),
        ] {
            let text = [before, after].concat();
            let new = inserted(&text, before.len(), "x\ny\n", line_ending(&text));
            let start = new.find('x').unwrap();
            let end = start + new[start..].find('y').unwrap() + 1 + line_ending(&text).len();
            assert!(start == 0 || ends_blank(&new[..start]), "{new:?}");
            assert!(end == new.len() || break_at_start(&new[end..]).is_some(), "{new:?}");
            assert_eq!(without(&new, &(start..end)), text, "{new:?}");
        }
        assert_eq!(inserted("a", 1, "x\n", "\n"), "a\n\nx\n");
        assert_eq!(inserted("a\nb", 2, "x\n", "\r\n"), "a\n\r\nx\r\n\r\nb");
    }

    #[test]
    fn lines_end_as_most_of_them_do() {
        for (text, ending) in [
            ("", "\n"),
            ("a", "\n"),
            ("a\r\nb\nc\n", "\n"),
            ("a\r\nb\r\nc\n", "\r\n"),
            ("a\nb\r\n", "\n"),
            ("a\r\nb\n", "\r\n"),
        ] {
            assert_eq!(line_ending(text), ending, "{text:?}");
        }
    }
}
