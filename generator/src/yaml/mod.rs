//! YAML text turns into nodes, each with its place: the core schema of YAML 1.2, in which `no` and `on` are texts.

mod mend;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

/// Containers within containers; no file of Postman's has more than ten.
const MAX_DEPTH: usize = 100;
/// What aliases may add to a document, in nodes: a few lines of them can stand for more than any memory holds.
const MAX_COPIED: usize = 100_000;

/// A value and the bytes of the text that hold it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Range<usize>,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Boolean(bool),
    /// As it is spelt: `1.10`, `0x1F`.
    Number(String),
    Text(String),
    List(Vec<Rc<Node>>),
    /// In the order of the text; no key stands twice.
    Map(Vec<Member>),
}

/// One entry of a map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) key: String,
    /// Where the key stands.
    pub(crate) key_span: Range<usize>,
    pub(crate) node: Rc<Node>,
}

/// What is wrong with a text, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) message: String,
    pub(crate) offset: usize,
    /// A container stands in the place of a key: what `{{variable}}` is for YAML, unless it has quotes.
    pub(crate) is_key: bool,
}

impl Problem {
    fn new(message: impl Into<String>, offset: usize) -> Self {
        Self { message: message.into(), offset, is_key: false }
    }
}

impl Node {
    /// The member of a map.
    pub(crate) fn member(&self, key: &str) -> Option<&Member> {
        match &self.value {
            Value::Map(members) => members.iter().find(|member| member.key == key),
            Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => None,
        }
    }

    /// The element of a list, or the value of a member.
    pub(crate) fn child(&self, segment: &str) -> Option<&Rc<Node>> {
        match &self.value {
            Value::List(list) => segment.parse::<usize>().ok().and_then(|index| list.get(index)),
            Value::Map(_) => self.member(segment).map(|member| &member.node),
            Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => None,
        }
    }
}

/// Reads a text that holds one document; an empty text is null.
pub(crate) fn parse(text: &str) -> Result<Rc<Node>, Problem> {
    let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(index, _)| index).collect());
    let (mut problem, mut start) = match read(text, Builder::new(text, bytes)) {
        Ok(node) => return Ok(node),
        Err((problem, start)) => (problem, start),
    };
    let mut characters: mend::Characters = text.char_indices().collect();
    for _ in 0..mend::MAX_MENDED {
        let Some(mended) = start.and_then(|start| mend::indent(&characters, start)) else { break };
        let again: String = mended.iter().map(|(_, c)| *c).collect();
        let bytes = mended.iter().map(|(byte, _)| *byte).collect();
        match read(&again, Builder::new(text, Some(bytes))) {
            Ok(node) => return Ok(node),
            Err((next, at)) => (problem, start) = (next, at),
        }
        characters = mended;
    }
    Err(problem)
}

/// Reads a text, or tells what is wrong with it and, if it is a quoted text that is not indented, the character at
/// which that begins.
fn read(text: &str, mut builder: Builder<'_>) -> Result<Rc<Node>, (Problem, Option<usize>)> {
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(text);
    // Every event but the last takes at least a character; the limit only guards against a parser that stands still.
    let limit = text.len().saturating_mul(4).saturating_add(64);
    for _ in 0..limit {
        match parser.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => return Ok(builder.finish()),
            Some(Ok((event, span))) => builder.event(event, span).map_err(|problem| (problem, None))?,
            Some(Err(error)) => {
                let start =
                    error.info().contains("indentation in quoted scalar").then(|| error.marker().index());
                return Err((builder.scan_error(&error), start));
            }
        }
    }
    Err((Problem::new("the file cannot be read to its end", builder.text.len()), None))
}

/// What is open.
enum Container {
    List,
    /// With the key whose value comes next.
    Map(Option<(String, Range<usize>)>),
}

/// A container that is still open.
struct Open {
    start: usize,
    anchor: usize,
    kind: Container,
    list: Vec<Rc<Node>>,
    members: Vec<Member>,
    keys: HashSet<String>,
}

struct Builder<'t> {
    text: &'t str,
    /// The byte of every character that the parser sees, if they differ.
    bytes: Option<Vec<usize>>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, (Rc<Node>, usize)>,
    copied: usize,
    root: Option<Rc<Node>>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, bytes: Option<Vec<usize>>) -> Self {
        Self { text, bytes, open: Vec::new(), anchors: BTreeMap::new(), copied: 0, root: None }
    }

    /// The parser counts characters.
    fn byte(&self, marker: &Marker) -> usize {
        let index = marker.index();
        match &self.bytes {
            Some(bytes) => bytes.get(index).copied().unwrap_or(self.text.len()),
            None => index.min(self.text.len()),
        }
    }

    fn span(&self, span: &Span) -> Range<usize> {
        let start = self.byte(&span.start);
        start..self.byte(&span.end).max(start)
    }

    fn scan_error(&self, error: &ScanError) -> Problem {
        Problem::new(error.info(), self.byte(error.marker()))
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Problem> {
        let span = self.span(&span);
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(Problem::new("a second document begins here, but a file holds one", span.start))
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(text, style, tag.as_deref());
                self.put(Node { value, span }, anchor)
            }
            Event::SequenceStart(anchor, _) => self.begin(span.start, anchor, Container::List),
            Event::MappingStart(anchor, _) => self.begin(span.start, anchor, Container::Map(None)),
            Event::SequenceEnd | Event::MappingEnd => self.end(span.end),
        }
    }

    fn begin(&mut self, start: usize, anchor: usize, kind: Container) -> Result<(), Problem> {
        if self.open.len() >= MAX_DEPTH {
            let message = format!("lists and maps are nested more than {MAX_DEPTH} deep");
            return Err(Problem::new(message, start));
        }
        self.open.push(Open {
            start,
            anchor,
            kind,
            list: Vec::new(),
            members: Vec::new(),
            keys: HashSet::new(),
        });
        Ok(())
    }

    fn end(&mut self, end: usize) -> Result<(), Problem> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let value = match open.kind {
            Container::List => Value::List(open.list),
            Container::Map(_) => Value::Map(open.members),
        };
        // A container in block style ends where the next thing begins: not what a person would mark.
        let end = self.text.get(open.start..end).map_or(end, |text| open.start + text.trim_end().len());
        self.put(Node { value, span: open.start..end.max(open.start) }, open.anchor)
    }

    fn alias(&mut self, anchor: usize, span: Range<usize>) -> Result<(), Problem> {
        let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
            return Err(Problem::new("the alias stands inside of what it stands for", span.start));
        };
        self.copied = self.copied.saturating_add(size);
        if self.copied > MAX_COPIED {
            let message = format!("the aliases stand for more than {MAX_COPIED} values");
            return Err(Problem::new(message, span.start));
        }
        self.put_shared(node, &span)
    }

    fn put(&mut self, node: Node, anchor: usize) -> Result<(), Problem> {
        let span = node.span.clone();
        let node = Rc::new(node);
        if anchor > 0 {
            let size = size(&node, 0);
            self.anchors.insert(anchor, (Rc::clone(&node), size));
        }
        self.put_shared(node, &span)
    }

    fn put_shared(&mut self, node: Rc<Node>, span: &Range<usize>) -> Result<(), Problem> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        let key = match &mut open.kind {
            Container::List => {
                open.list.push(node);
                return Ok(());
            }
            Container::Map(key) => key,
        };
        if let Some((key, key_span)) = key.take() {
            open.members.push(Member { key, key_span, node });
            return Ok(());
        }
        let text = key_text(&node.value).ok_or_else(|| Problem {
            is_key: true,
            ..Problem::new("a list or a map stands where the key of a map is expected", span.start)
        })?;
        if !open.keys.insert(text.clone()) {
            return Err(Problem::new(format!("the key `{text}` stands twice in one map"), span.start));
        }
        *key = Some((text, span.clone()));
        Ok(())
    }

    fn finish(self) -> Rc<Node> {
        self.root.unwrap_or_else(|| Rc::new(Node { value: Value::Null, span: 0..0 }))
    }
}

/// How many nodes an alias for this one stands for; as deep as [`MAX_DEPTH`] times the aliases on the way.
fn size(node: &Node, depth: usize) -> usize {
    if depth > MAX_DEPTH {
        return MAX_COPIED;
    }
    let sum = |total: usize, node: &Rc<Node>| {
        // What is too much already need not be counted to its end.
        if total > MAX_COPIED { total } else { total.saturating_add(size(node, depth + 1)) }
    };
    match &node.value {
        Value::List(list) => list.iter().fold(1, sum),
        Value::Map(members) => members.iter().map(|member| &member.node).fold(1, sum),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => 1,
    }
}

fn key_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Boolean(value) => Some(value.to_string()),
        Value::Number(text) | Value::Text(text) => Some(text.clone()),
        Value::List(_) | Value::Map(_) => None,
    }
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
    if style != ScalarStyle::Plain || is_text {
        return Value::Text(text.into_owned());
    }
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Boolean(true),
        "false" | "False" | "FALSE" => Value::Boolean(false),
        other if is_number(other) => Value::Number(text.into_owned()),
        _ => Value::Text(text.into_owned()),
    }
}

/// The numbers of the core schema.
fn is_number(text: &str) -> bool {
    let digits = |text: &str, is: fn(&char) -> bool| !text.is_empty() && text.chars().all(|c| is(&c));
    if let Some(octal) = text.strip_prefix("0o") {
        return digits(octal, |c| ('0'..='7').contains(c));
    }
    if let Some(hexadecimal) = text.strip_prefix("0x") {
        return digits(hexadecimal, char::is_ascii_hexdigit);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let exponent_fits = exponent.is_none_or(|exponent| {
        digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent), char::is_ascii_digit)
    });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    exponent_fits && all(whole) && all(fraction) && !(whole.is_empty() && fraction.is_empty())
}

#[cfg(test)]
mod tests;
