//! Quoted texts whose lines begin too far to the left turn into the same texts, further to the right.
//!
//! YAML asks that they are indented, other parsers do not, and files that were written by hand live by it. Blanks at
//! the beginning of such a line never belong to the text.

/// What is mended at most: each time the file is read again.
pub(super) const MAX_MENDED: usize = 100;

/// Characters, each with the byte of the file that it came from.
pub(super) type Characters = Vec<(usize, char)>;

/// Indents the lines of the quoted text that begins at a character; `None` if there is none.
pub(super) fn indent(characters: &Characters, start: usize) -> Option<Characters> {
    let (_, quote) = *characters.get(start).filter(|(_, c)| matches!(c, '"' | '\''))?;
    let line = characters[..start].iter().rposition(|(_, c)| *c == '\n').map_or(0, |index| index + 1);
    let column = start - line;
    let mut mended = characters[..=start].to_vec();
    let mut rest = characters[start + 1..].iter().copied().peekable();
    while let Some((byte, c)) = rest.next() {
        mended.push((byte, c));
        match c {
            '\\' if quote == '"' => {
                // A line break behind it is one as any other.
                if let Some(next) = rest.next_if(|(_, c)| *c != '\n' && *c != '\r') {
                    mended.push(next);
                }
            }
            '\n' => {
                let next = rest.peek().map_or(byte, |(byte, _)| *byte);
                mended.extend(std::iter::repeat_n((next, ' '), column));
            }
            // Two of them are one that belongs to the text.
            c if c == quote => {
                let Some(second) = rest.next_if(|(_, c)| quote == '\'' && *c == quote) else {
                    mended.extend(rest);
                    return Some(mended);
                };
                mended.push(second);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{Value, parse};

    #[test]
    fn a_quoted_text_may_begin_its_lines_anywhere() {
        let text = "a:\n  b: \"{\n  \\\"x\\\": 1,\n\n\\\n é\n}\"\n  c: 'it''s\nso'\nd: 1\n";
        let root = parse(text).unwrap();
        let of = |path: &[&str]| path.iter().fold(root.clone(), |node, key| node.child(key).unwrap().clone());
        assert_eq!(of(&["a", "b"]).value, Value::Text("{ \"x\": 1,\né }".to_owned()));
        assert_eq!(of(&["a", "c"]).value, Value::Text("it's so".to_owned()));
        assert_eq!(&text[of(&["d"]).span.clone()], "1");
        assert!(parse("a:\n  b: \"x\ny").is_err());
    }
}
