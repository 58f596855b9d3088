//! The words of a sample's text: what stands between them, strings, variables and runs of unquoted text.

use std::borrow::Cow;

use super::parse::ParseError;

/// Deeper indented lines begin with several of these.
const INDENT: &[u8] = b"        ";

/// A place in a text, moving forward.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// So far nothing was read that JSON does not know.
    pub(super) strict: bool,
}

impl<'a> Scanner<'a> {
    /// At the beginning of a text, behind its byte order mark if there is one.
    pub(super) fn new(text: &'a str) -> Self {
        let marked = text.starts_with('\u{feff}');
        Self { text, at: if marked { '\u{feff}'.len_utf8() } else { 0 }, strict: !marked }
    }

    /// The byte offset.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    /// Steps over the next byte if it is this ASCII character.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Steps over white space and comments.
    pub(super) fn blanks(&mut self) {
        loop {
            let mut rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            // Most blanks are those of indented lines.
            if let Some(line) = rest.strip_prefix(b"\n") {
                self.at += 1;
                rest = line;
            }
            while let Some(deeper) = rest.strip_prefix(INDENT) {
                self.at += INDENT.len();
                rest = deeper;
            }
            let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
            self.at += rest.iter().take_while(blank).count();
            let Some(byte) = self.peek() else { return };
            match byte {
                b'/' if self.byte(self.at + 1) == Some(b'/') => self.comment("\n"),
                b'/' if self.byte(self.at + 1) == Some(b'*') => self.comment("*/"),
                0x0b | 0x0c | 0x80.. => match self.character() {
                    Some(c) if c.is_whitespace() || is_invisible(c) => {
                        self.at += c.len_utf8();
                        self.strict = false;
                    }
                    Some(_) | None => return,
                },
                _ => return,
            }
        }
    }

    /// Whether there is a line break between an offset and here, where something else than a bracket follows.
    pub(super) fn has_line_break_since(&self, offset: usize) -> bool {
        !matches!(self.peek(), None | Some(b'}' | b']' | b':'))
            && self.text.get(offset..self.at).is_some_and(|between| between.contains('\n'))
    }

    /// Steps over a comment up to its end, or to the end of the text.
    fn comment(&mut self, end: &str) {
        let inside = self.at + 2;
        let rest = self.text.get(inside..).unwrap_or_default();
        self.at = rest.find(end).map_or(self.text.len(), |length| inside + length + end.len());
        self.strict = false;
    }

    /// The next character.
    pub(super) fn character(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// What stands here, in words for a message.
    pub(super) fn found(&self) -> String {
        match self.character() {
            Some(c) if c.is_control() => format!("the character U+{:04X}", u32::from(c)),
            Some(c) => format!("`{c}`"),
            None => "the end of the text".into(),
        }
    }

    /// That something else was expected here.
    pub(super) fn unexpected(&self, expected: &str) -> ParseError {
        self.error(self.at, format!("expected {expected}, found {}", self.found()))
    }

    pub(super) fn error(&self, offset: usize, message: String) -> ParseError {
        ParseError { offset: offset.min(self.text.len()), message }
    }

    /// Whether a `{{variable}}` begins here.
    pub(super) fn is_variable(&self) -> bool {
        self.variable_end(self.at).is_some()
    }

    /// Whether a variable stands in a text.
    pub(super) fn finds_variable(text: &str) -> bool {
        // Nearly all texts have none, and are many.
        if memchr::memchr(b'{', text.as_bytes()).is_none() {
            return false;
        }
        let scanner = Scanner::new(text);
        text.match_indices("{{")
            .any(|(begin, _)| scanner.variable_end(begin).is_some_and(|end| end > begin + 4))
    }

    /// The end of the variable that begins at an offset. Its name may be built of variables: `{{a_{{n}}}}`.
    fn variable_end(&self, begin: usize) -> Option<usize> {
        let pair = |at: usize, brace: u8| self.byte(at) == Some(brace) && self.byte(at + 1) == Some(brace);
        if !pair(begin, b'{') {
            return None;
        }
        let mut at = begin + 2;
        let mut open = 1_usize;
        while open > 0 {
            if pair(at, b'{') {
                open += 1;
                at += 2;
            } else if pair(at, b'}') {
                open -= 1;
                at += 2;
            } else if matches!(self.byte(at), None | Some(b'{' | b'}')) {
                return None;
            } else {
                at += 1;
            }
        }
        Some(at)
    }

    /// Takes the unquoted text that stands here, letters, digits, signs and variables; and whether there is a
    /// variable in it.
    pub(super) fn word(&mut self) -> (&'a str, bool) {
        let begin = self.at;
        let mut has_variable = false;
        loop {
            match self.peek() {
                Some(b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'+' | b'-' | b'.' | b'_' | b'$') => {
                    self.at += 1;
                }
                Some(b'{') => match self.variable_end(self.at) {
                    Some(end) => {
                        self.at = end;
                        has_variable = true;
                    }
                    None => break,
                },
                Some(_) | None => break,
            }
        }
        self.strict &= !has_variable;
        (self.text.get(begin..self.at).unwrap_or_default(), has_variable)
    }

    /// Takes the string that begins here, its escapes resolved.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, ParseError> {
        let begin = self.at;
        self.at += 1;
        let mut value = Cow::Borrowed("");
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let end = memchr::memchr2(b'"', b'\\', rest.as_bytes()).unwrap_or(rest.len());
            let run = rest.get(..end).unwrap_or_default();
            // JSON wants control characters escaped; Postman sends them as they are.
            self.strict &= run.bytes().all(|byte| byte >= 0x20);
            self.at += end;
            // All of most strings, and nothing to copy.
            value += run;
            match self.peek() {
                Some(b'"') => break,
                Some(_) => self.escape(value.to_mut())?,
                None => return Err(self.error(begin, "this string has no closing `\"`".into())),
            }
        }
        self.at += 1;
        Ok(value)
    }

    /// Takes the escape that begins here.
    fn escape(&mut self, value: &mut String) -> Result<(), ParseError> {
        let begin = self.at;
        self.at += 1;
        let Some(c) = self.character() else {
            return Err(self.unexpected("the rest of an escape"));
        };
        self.at += c.len_utf8();
        value.push(match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let unit = self.unit().ok_or_else(|| {
                    self.error(begin, "`\\u` must be followed by four hexadecimal digits".into())
                })?;
                self.surrogates(unit)
            }
            // As JavaScript reads it, so that `\'` is an apostrophe.
            other => {
                self.strict = false;
                other
            }
        });
        Ok(())
    }

    /// Takes four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    /// The character of a UTF-16 unit, and of the one that follows it if they are a pair.
    fn surrogates(&mut self, unit: u32) -> char {
        let mut code = unit;
        if (0xd800..0xdc00).contains(&unit) {
            let before = self.at;
            let second = if self.take(b'\\') && self.take(b'u') { self.unit() } else { None };
            match second {
                Some(low) if (0xdc00..0xe000).contains(&low) => {
                    code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                }
                Some(_) | None => self.at = before,
            }
        }
        char::from_u32(code).unwrap_or_else(|| {
            self.strict = false;
            char::REPLACEMENT_CHARACTER
        })
    }
}

/// Characters without width, which come along when text is copied from a page.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}
