//! Turns the line and column of a JSON error into the way to what is wrong: `key.list[0].name`.
//!
//! A reader that keeps the way while it reads is compiled for each type of each SDK a second time, which more than doubles
//! the machine code of a debug build. So types are read by `serde_json` alone. After an error, the text is walked up to
//! the place where `serde_json` stopped, whatever its type:
//!
//! | what is wrong | where `serde_json` stops | the way leads to |
//! | --- | --- | --- |
//! | a text, number, truth value or null | behind it | the value |
//! | the kind of a list or object | before it, or behind its bracket | the value |
//! | a field that is missing, the length of a list | behind the closing bracket | the object or list |
//! | what a user's own type finds wrong after it was read | where what holds it ends | the object or list that holds it |
//! | a field that is there twice | behind the second key | the object |
//! | the syntax | behind the byte that cannot stand there | the value, or what it would stand in |

use std::cell::Cell;
use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

/// What `serde_json` reads into a type does not lie deeper.
const DEEPEST: usize = 128;

/// The way to what an error is about; empty for the JSON as a whole.
///
/// `wants_more` is the function of that name for the type that was read.
pub(crate) fn of(error: &serde_json::Error, json: &[u8], wants_more: fn(&[u8]) -> bool) -> String {
    let Some(end) = offset(json, error.line(), error.column()) else { return String::new() };
    let mut walk = Walk { json, at: 0, open: Vec::new() };
    let depth = match error.classify() {
        Category::Data => match walk.to(end, false) {
            Reached::Value(depth) => depth,
            Reached::Between(depth) => depth.saturating_sub(1),
            // A list that no list may be, or an element that may be none: `serde_json` stops between their brackets.
            Reached::Element(depth) => depth - usize::from(!wants_more(&json[..end])),
        },
        // What is too much for a tuple is valid JSON: the byte that cannot stand there begins a value.
        Category::Syntax if error.to_string().starts_with("trailing characters") => {
            walk.to(end.saturating_sub(1), false);
            walk.open.len().saturating_sub(1)
        }
        Category::Syntax => walk.to(end, true).without_element(),
        // The end cannot stand there, as if it were one more byte.
        Category::Eof | Category::Io => walk.to(json.len() + 1, true).without_element(),
    };
    walk.path(depth)
}

/// Whether the type, given no more than these first bytes, fails because they end.
pub(crate) fn wants_more<T: DeserializeOwned>(start: &[u8]) -> bool {
    unplaced(|| serde_json::from_slice::<T>(start)).is_err_and(|error| error.is_eof())
}

thread_local! {
    static IS_UNWANTED: Cell<bool> = const { Cell::new(false) };
}

/// Reads what is read only to know whether it can be: nobody will see the places of errors within.
///
/// Who finds a place reads a second time. If each of several objects within one another did so for itself, the time would
/// double with each of them.
pub(crate) fn unplaced<T>(read: impl FnOnce() -> T) -> T {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            IS_UNWANTED.set(self.0);
        }
    }
    let _restore = Restore(IS_UNWANTED.replace(true));
    read()
}

/// Whether somebody will see the place of an error.
pub(crate) fn is_wanted() -> bool {
    !IS_UNWANTED.get()
}

/// How many bytes lie before a place; `None` where an error has none.
fn offset(json: &[u8], line: usize, column: usize) -> Option<usize> {
    let start = match line.checked_sub(2) {
        Some(breaks) => json.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(breaks)?.0 + 1,
        None if line == 1 => 0,
        None => return None,
    };
    Some((start + column).min(json.len()))
}

/// What lies at the end of a walk, and how many steps into what is open lead there.
enum Reached {
    /// A value.
    Value(usize),
    /// What is between the values of what is open.
    Between(usize),
    /// The place in front of an element of a list.
    Element(usize),
}

impl Reached {
    /// The steps to the value, or to the list or object that is open.
    fn without_element(self) -> usize {
        match self {
            Reached::Value(depth) => depth,
            Reached::Between(depth) | Reached::Element(depth) => depth.saturating_sub(1),
        }
    }
}

/// A list or object that is not yet closed.
enum Open {
    /// The number of the element that comes or came.
    List(usize),
    /// Where the key stands, with its quotes.
    Object(Range<usize>),
}

/// What comes next in valid JSON.
#[derive(Clone, Copy)]
enum Next {
    Value,
    Key,
    Colon,
    /// A comma, or the end of what is open.
    Comma,
}

/// Goes through JSON with a stack of its own, so that no depth is too much.
struct Walk<'a> {
    json: &'a [u8],
    at: usize,
    open: Vec<Open>,
}

impl Walk<'_> {
    /// Walks until so many bytes are behind. `broken` is JSON whose byte before that place cannot stand there.
    fn to(&mut self, end: usize, broken: bool) -> Reached {
        let mut next = Next::Value;
        loop {
            self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
            let start = self.at;
            let Some(&byte) = self.json.get(start).filter(|_| start < end) else { return self.before(next) };
            self.at += 1;
            next = match (next, byte, self.open.last_mut()) {
                (Next::Value, b'[', _) => self.enter(Open::List(0), Next::Value),
                (Next::Value, b'{', _) => self.enter(Open::Object(0..0), Next::Key),
                (Next::Value | Next::Comma, b']', Some(Open::List(_)))
                | (Next::Key | Next::Comma, b'}', Some(Open::Object(_))) => {
                    self.open.pop();
                    if self.at == end {
                        return Reached::Value(self.open.len());
                    }
                    Next::Comma
                }
                (Next::Value, _, _) => {
                    self.skip_scalar(byte);
                    if end <= self.at || (broken && end == self.at + 1 && !self.is_json(start)) {
                        return Reached::Value(self.open.len());
                    }
                    Next::Comma
                }
                (Next::Key, b'"', Some(Open::Object(_))) => {
                    self.skip_string();
                    if end <= self.at {
                        return Reached::Between(self.open.len());
                    }
                    self.name(start..self.at);
                    Next::Colon
                }
                (Next::Colon, b':', _) => Next::Value,
                (Next::Comma, b',', Some(Open::List(index))) => {
                    *index += 1;
                    Next::Value
                }
                (Next::Comma, b',', Some(Open::Object(_))) => Next::Key,
                (Next::Key | Next::Colon | Next::Comma, _, _) => return Reached::Between(self.open.len()),
            };
        }
    }

    /// What is reached where the walk ends in front of something.
    fn before(&self, next: Next) -> Reached {
        let depth = self.open.len();
        match (next, self.open.last()) {
            (Next::Value, Some(Open::List(_))) => Reached::Element(depth),
            (Next::Value, Some(Open::Object(_)) | None) => Reached::Value(depth),
            (Next::Key | Next::Colon | Next::Comma, _) => Reached::Between(depth),
        }
    }

    fn enter(&mut self, open: Open, next: Next) -> Next {
        self.open.push(open);
        next
    }

    /// Notes the key of the value that comes.
    fn name(&mut self, key: Range<usize>) {
        if let Some(Open::Object(name)) = self.open.last_mut() {
            *name = key;
        }
    }

    fn skip(&mut self, is_part: impl Fn(u8) -> bool) {
        let rest = self.json.get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| is_part(**byte)).count();
    }

    /// Skips the rest of a text, number, truth value or null, or of what stands in the place of one.
    fn skip_scalar(&mut self, first: u8) {
        match first {
            b'"' => self.skip_string(),
            b',' | b':' | b']' | b'}' => {}
            _ => self.skip(|byte| {
                !matches!(byte, b' ' | b'\t'..=b'\r' | b',' | b':' | b'[' | b']' | b'{' | b'}' | b'"')
            }),
        }
    }

    /// Skips a text behind its first quote.
    fn skip_string(&mut self) {
        loop {
            self.skip(|byte| !matches!(byte, b'"' | b'\\'));
            let found = self.json.get(self.at);
            // Whatever is escaped, it does not end the text.
            let length = if found == Some(&b'\\') { 2 } else { 1 };
            self.at = (self.at + length).min(self.json.len());
            if found != Some(&b'\\') {
                return;
            }
        }
    }

    /// Whether what was skipped since then is JSON.
    fn is_json(&self, start: usize) -> bool {
        serde_json::from_slice::<IgnoredAny>(&self.json[start..self.at]).is_ok()
    }

    /// The way into what is open, so many steps far.
    fn path(&self, depth: usize) -> String {
        let steps = self.open.iter().take(depth.min(DEEPEST)).enumerate().map(|(number, open)| match open {
            Open::List(index) => format!("[{index}]"),
            Open::Object(key) if number == 0 => self.text(key),
            Open::Object(key) => format!(".{}", self.text(key)),
        });
        steps.collect()
    }

    /// A key without its quotes and escapes; one that is no valid text as well as it can be read.
    fn text(&self, key: &Range<usize>) -> String {
        let key = self.json.get(key.clone()).unwrap_or_default();
        serde_json::from_slice(key)
            .unwrap_or_else(|_| String::from_utf8_lossy(key).trim_matches('"').to_owned())
    }
}

#[cfg(test)]
#[expect(clippy::allow_attributes, reason = "the macros are for the code of others")]
mod tests;
