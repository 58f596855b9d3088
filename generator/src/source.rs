//! A file turns into a `Source`: its text, and the way from a JSON pointer back to a place in that text.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use serde_json::value::RawValue;

use crate::diagnostic::{Code, Diagnostic, Pointer};

/// One input file.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The file's name as the user gave it.
    pub(crate) name: String,
    /// Without byte order mark.
    pub(crate) text: String,
}

impl Source {
    /// Reads a file: UTF-8 with or without byte order mark, or UTF-16 with one.
    pub(crate) fn read(path: &Path) -> Result<Self, Diagnostic> {
        let name = path.to_string_lossy().into_owned();
        let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
        match decode(bytes) {
            Ok(text) => Ok(Self { name, text }),
            Err(what) => {
                Err(Diagnostic::error(Code::NotText, format!("{name} is not text: {what}"), Pointer::root())
                    .help("save the file as UTF-8, or export the collection from Postman again"))
            }
        }
    }

    #[cfg(test)]
    /// A source that is already in memory.
    pub(crate) fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text: String = text.into();
        let text = text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text);
        Self { name: name.into(), text }
    }

    /// The name without directories.
    pub(crate) fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(&self.name)
    }

    #[cfg(test)]
    /// The bytes of the value at `pointer`; `None` if the text has no such value.
    ///
    /// For many pointers a [`Locator`] is cheaper.
    pub(crate) fn locate(&self, pointer: &Pointer) -> Option<Range<usize>> {
        Locator::new(self).locate(pointer)
    }

    #[cfg(test)]
    /// Line and column of a byte offset, both from 1, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        Locator::new(self).position(offset)
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let name = path.display();
    let (message, help) = if error.kind() == std::io::ErrorKind::NotFound {
        (
            format!("{name} does not exist"),
            "give the path of a Postman collection, as seen from the current folder",
        )
    } else if error.kind() == std::io::ErrorKind::PermissionDenied {
        (format!("{name} may not be read"), "allow the current user to read the file")
    } else if path.is_dir() {
        (format!("{name} is a folder, not a file"), "give the collection's JSON file")
    } else {
        (format!("{name} cannot be read: {error}"), "check that the path is right and the file readable")
    };
    Diagnostic::error(Code::UnreadableFile, message, Pointer::root()).help(help)
}

/// The text of a file, or what is wrong with its bytes.
fn decode(mut bytes: Vec<u8>) -> Result<String, String> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, ..] => drop(bytes.drain(..3)),
        _ => {}
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..at].split(|byte| *byte == b'\n').skip(1).count();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        format!("byte {at} (0x{byte:02x}, in line {line}) is not UTF-8")
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err("it begins as UTF-16 but ends in the middle of a character".to_owned());
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<String, _>>()
        .map_err(|error| format!("it begins as UTF-16 but holds 0x{:04x} alone", error.unpaired_surrogate()))
}

/// Finds many places of one source; what it learnt for one place it uses for the next.
pub(crate) struct Locator<'s> {
    source: &'s Source,
    /// The byte offset at which each line begins.
    lines: OnceCell<Vec<usize>>,
    /// The children of every container on the way to a place that was asked for.
    containers: RefCell<HashMap<usize, Rc<Children>>>,
}

/// Where the children of a container stand in the text.
enum Children {
    None,
    List(Vec<Range<usize>>),
    /// Of equal keys the last one, as the reader has it.
    Object(BTreeMap<String, Range<usize>>),
}

impl<'s> Locator<'s> {
    pub(crate) fn new(source: &'s Source) -> Self {
        Self { source, lines: OnceCell::new(), containers: RefCell::default() }
    }

    /// The bytes of the value at `pointer`.
    #[cfg(test)]
    pub(crate) fn locate(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let (span, complete) = self.descend(pointer)?;
        complete.then_some(span)
    }

    /// The bytes of the value at `pointer`, or of the innermost value around it.
    pub(crate) fn nearest(&self, pointer: &Pointer) -> Option<Range<usize>> {
        self.descend(pointer).map(|(span, _)| span)
    }

    fn descend(&self, pointer: &Pointer) -> Option<(Range<usize>, bool)> {
        let text = self.source.text.trim_ascii_end();
        let start = text.find(|c: char| !c.is_ascii_whitespace())?;
        let mut span = start..text.len();
        for segment in pointer.segments() {
            let child = match &*self.children(&span) {
                Children::None => None,
                Children::List(spans) => {
                    segment.parse::<usize>().ok().and_then(|index| spans.get(index)).cloned()
                }
                Children::Object(spans) => spans.get(&segment).cloned(),
            };
            match child {
                Some(child) => span = child,
                None => return Some((span, false)),
            }
        }
        Some((span, true))
    }

    fn children(&self, span: &Range<usize>) -> Rc<Children> {
        // No two containers begin at the same byte.
        let known = self.containers.borrow().get(&span.start).cloned();
        known.unwrap_or_else(|| {
            let children = Rc::new(children(&self.source.text, span));
            self.containers.borrow_mut().insert(span.start, Rc::clone(&children));
            children
        })
    }

    /// Line and column of a byte offset, both from 1, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let text = &self.source.text;
        let offset = text.floor_char_boundary(offset);
        let (line, start) = self.line(offset);
        (line, text[start..offset].chars().count() + 1)
    }

    /// The number of the line that holds `offset`, from 1, and the offset at which it begins.
    pub(crate) fn line(&self, offset: usize) -> (usize, usize) {
        let lines = self.lines.get_or_init(|| {
            let breaks = self.source.text.match_indices('\n').map(|(index, _)| index + 1);
            std::iter::once(0).chain(breaks).collect()
        });
        let line = lines.partition_point(|start| *start <= offset);
        (line, lines.get(line.saturating_sub(1)).copied().unwrap_or_default())
    }
}

/// Where `part`, which was borrowed from `text`, stands in it.
fn range(text: &str, part: &RawValue) -> Range<usize> {
    let start = part.get().as_ptr().addr().saturating_sub(text.as_ptr().addr());
    start..start + part.get().len()
}

fn children(text: &str, span: &Range<usize>) -> Children {
    let part = text.get(span.clone()).unwrap_or_default();
    // A text that can be located was read before, so an error only means that there is nothing to find.
    match part.as_bytes().first() {
        Some(b'{') => {
            serde_json::from_str::<BTreeMap<String, &RawValue>>(part).map_or(Children::None, |members| {
                Children::Object(members.into_iter().map(|(key, value)| (key, range(text, value))).collect())
            })
        }
        Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(part).map_or(Children::None, |elements| {
            Children::List(elements.into_iter().map(|value| range(text, value)).collect())
        }),
        _ => Children::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'s>(source: &'s Source, pointer: &str) -> Option<&'s str> {
        source.locate(&Pointer::from(pointer.to_owned())).map(|span| &source.text[span])
    }

    #[test]
    fn finds_the_value_at_a_pointer() {
        let text = " {\"a\": [1, {\"b/c\": \"x\\\"y\"}, true], \"a~\": {}, \"d\": null, \"d\": [2]} \n";
        let source = Source::from_text("f.json", text);
        assert_eq!(find(&source, ""), Some(text.trim()));
        assert_eq!(find(&source, "/a/0"), Some("1"));
        assert_eq!(find(&source, "/a/1/b~1c"), Some("\"x\\\"y\""));
        assert_eq!(find(&source, "/a~0"), Some("{}"));
        assert_eq!(find(&source, "/d/0"), Some("2"), "of equal keys the last one counts");
        assert_eq!(find(&source, "/a/7"), None);
        assert_eq!(find(&source, "/a/0/x"), None);
        assert_eq!(find(&source, "/a/-"), None);
    }

    #[test]
    fn falls_back_to_the_innermost_value_around_a_missing_one() {
        let source = Source::from_text("f.json", "{\"a\": {\"b\": 1}}");
        let span = Locator::new(&source).nearest(&Pointer::from("/a/c/d".to_owned()));
        assert_eq!(span.map(|span| &source.text[span]), Some("{\"b\": 1}"));
    }

    #[test]
    fn survives_text_that_is_no_json() {
        for text in ["", "   ", "{", "[1,", "\u{feff}", "{\"a\" 1}", "\u{e9}{"] {
            let source = Source::from_text("f.json", text);
            assert_eq!(find(&source, "/a/0/b"), None, "{text:?}");
            assert_eq!(Locator::new(&source).position(99).0, 1, "{text:?}");
        }
        let deep = Source::from_text("f.json", "[".repeat(200_000));
        assert_eq!(find(&deep, "/0/0/0"), None);
    }

    #[test]
    fn counts_lines_and_characters() {
        let source = Source::from_text("f.json", "a\r\n\u{e9}\u{1f600}b\n");
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position(3), (2, 1));
        assert_eq!(source.position(9), (2, 3));
        assert_eq!(source.position(6), (2, 2), "inside of a character");
        assert_eq!(source.position(99), (3, 1));
    }

    #[test]
    fn decodes_what_the_byte_order_mark_says() {
        assert_eq!(decode(b"\xef\xbb\xbf{}".to_vec()).as_deref(), Ok("{}"));
        assert_eq!(decode(b"\xff\xfe{\0\xe9\0".to_vec()).as_deref(), Ok("{\u{e9}"));
        assert_eq!(decode(b"\xfe\xff\0{\0\xe9".to_vec()).as_deref(), Ok("{\u{e9}"));
        assert_eq!(decode(b"a\nb\xff".to_vec()), Err("byte 3 (0xff, in line 2) is not UTF-8".to_owned()));
        assert!(decode(b"\xff\xfe{".to_vec()).is_err());
        assert!(decode(b"\xff\xfe\0\xd8".to_vec()).is_err());
    }

    #[test]
    fn tells_a_missing_file() {
        let error = Source::read(Path::new("no/such/file.json")).err();
        assert_eq!(
            error.map(|error| (error.code, error.message)),
            Some((Code::UnreadableFile, "no/such/file.json does not exist".to_owned()))
        );
    }

    #[test]
    fn names_the_file_without_directories() {
        assert_eq!(Source::from_text("a/b\\c.json", "").file_name(), "c.json");
        assert_eq!(Source::from_text("c.json", "").file_name(), "c.json");
    }
}
