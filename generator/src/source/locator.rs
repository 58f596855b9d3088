//! A JSON pointer turns into the bytes of its value, and a byte into line and column; in JSON and in YAML.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

use serde_json::value::RawValue;

use super::Source;
use crate::diagnostic::Pointer;

/// Finds many places of one source; what it learnt for one place it uses for the next.
pub(crate) struct Locator<'s> {
    source: &'s Source,
    /// The byte offset at which each line begins.
    lines: OnceCell<Vec<usize>>,
    /// The children of every container on the way to a place that was asked for.
    containers: RefCell<HashMap<usize, Rc<Children>>>,
    /// The nodes of a YAML text; `None` if it is none.
    #[cfg(feature = "yaml")]
    tree: OnceCell<Option<Rc<crate::yaml::Node>>>,
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
        Self {
            source,
            lines: OnceCell::new(),
            containers: RefCell::default(),
            #[cfg(feature = "yaml")]
            tree: OnceCell::new(),
        }
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
        #[cfg(feature = "yaml")]
        if super::is_yaml(&self.source.name) {
            return self.descend_yaml(pointer);
        }
        self.descend_json(pointer)
    }

    #[cfg(feature = "yaml")]
    fn descend_yaml(&self, pointer: &Pointer) -> Option<(Range<usize>, bool)> {
        // A text that can be located was read before, so an error only means that there is nothing to find.
        let root = self.tree.get_or_init(|| crate::yaml::parse(&self.source.text).ok()).as_ref()?;
        let mut node = Rc::clone(root);
        for segment in pointer.segments() {
            let Some(child) = node.child(&segment).map(Rc::clone) else {
                return Some((node.span.clone(), false));
            };
            node = child;
        }
        Some((node.span.clone(), true))
    }

    fn descend_json(&self, pointer: &Pointer) -> Option<(Range<usize>, bool)> {
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
        Locator::new(source).locate(&Pointer::from(pointer.to_owned())).map(|span| &source.text[span])
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
        assert_eq!(Locator::new(&source).position(0), (1, 1));
        assert_eq!(Locator::new(&source).position(3), (2, 1));
        assert_eq!(Locator::new(&source).position(9), (2, 3));
        assert_eq!(Locator::new(&source).position(6), (2, 2), "inside of a character");
        assert_eq!(Locator::new(&source).position(99), (3, 1));
    }
}
