//! YAML text turns into nodes, each with its place: the core schema of YAML 1.2, in which `no` and `on` are texts.

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
    let mut builder = Builder::new(text);
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(text);
    // Every event but the last takes at least a character; the limit only guards against a parser that stands still.
    let limit = text.len().saturating_mul(4).saturating_add(64);
    for _ in 0..limit {
        match parser.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => return Ok(builder.finish()),
            Some(Ok((event, span))) => builder.event(event, span)?,
            Some(Err(error)) => return Err(builder.scan_error(&error)),
        }
    }
    Err(Problem::new("the file cannot be read to its end", text.len()))
}

/// A container that is still open.
struct Open {
    start: usize,
    anchor: usize,
    /// `None` for a list.
    key: Option<Option<(String, Range<usize>)>>,
    list: Vec<Rc<Node>>,
    members: Vec<Member>,
    keys: HashSet<String>,
}

struct Builder<'t> {
    text: &'t str,
    /// The byte of every character, if they differ.
    bytes: Option<Vec<usize>>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, (Rc<Node>, usize)>,
    copied: usize,
    root: Option<Rc<Node>>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(index, _)| index).collect());
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
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(Problem::new("a second document begins here, but a file holds one", span.start))
            }
            Event::DocumentStart(_) => Ok(()),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(text, style, tag.as_deref());
                self.put(Node { value, span }, anchor)
            }
            Event::SequenceStart(anchor, _) => self.begin(span.start, anchor, None),
            Event::MappingStart(anchor, _) => self.begin(span.start, anchor, Some(None)),
            Event::SequenceEnd | Event::MappingEnd => self.end(span.end),
        }
    }

    fn begin(
        &mut self,
        start: usize,
        anchor: usize,
        key: Option<Option<(String, Range<usize>)>>,
    ) -> Result<(), Problem> {
        if self.open.len() >= MAX_DEPTH {
            let message = format!("lists and maps are nested more than {MAX_DEPTH} deep");
            return Err(Problem::new(message, start));
        }
        self.open.push(Open {
            start,
            anchor,
            key,
            list: Vec::new(),
            members: Vec::new(),
            keys: HashSet::new(),
        });
        Ok(())
    }

    fn end(&mut self, end: usize) -> Result<(), Problem> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let value = if open.key.is_none() { Value::List(open.list) } else { Value::Map(open.members) };
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
        match &mut open.key {
            None => open.list.push(node),
            Some(key) => match key.take() {
                Some((key, key_span)) => open.members.push(Member { key, key_span, node }),
                None => {
                    let text = key_text(&node.value).ok_or_else(|| Problem {
                        is_key: true,
                        ..Problem::new("a list or a map stands where the key of a map is expected", span.start)
                    })?;
                    if !open.keys.insert(text.clone()) {
                        let message = format!("the key `{text}` stands twice in one map");
                        return Err(Problem::new(message, span.start));
                    }
                    *key = Some((text, span.clone()));
                }
            },
        }
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
mod tests {
    use super::*;

    fn show(value: &Value) -> String {
        match value {
            Value::Null => "null".to_owned(),
            Value::Boolean(value) => value.to_string(),
            Value::Number(text) => format!("#{text}"),
            Value::Text(text) => format!("{text:?}"),
            Value::List(list) => {
                format!("[{}]", list.iter().map(|node| show(&node.value)).collect::<Vec<_>>().join(", "))
            }
            Value::Map(members) => {
                let member = |member: &Member| format!("{}: {}", member.key, show(&member.node.value));
                format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn read(text: &str) -> String {
        match parse(text) {
            Ok(node) => show(&node.value),
            Err(problem) => format!("{} at {}", problem.message, problem.offset),
        }
    }

    #[test]
    fn scalars_are_those_of_the_core_schema() {
        assert_eq!(
            read("[no, on, yes, True, null, ~, 1.10, 007, 0x1F, 1e3, .5, '1', \"2\", 1_000, 12:30, +1, .inf, 2024-01-02, !!str 3]"),
            r##"["no", "on", "yes", true, null, null, #1.10, #007, #0x1F, #1e3, #.5, "1", "2", "1_000", "12:30", #+1, #.inf, "2024-01-02", "3"]"##
        );
    }

    #[test]
    fn keys_keep_their_order_and_texts_their_lines() {
        assert_eq!(
            read("z: |-\n  {\n    \"a\": 1\n  }\na: >\n  x\n  y\nm: |+\n  t\n\n1: {true: }\n"),
            r#"{z: "{\n  \"a\": 1\n}", a: "x y\n", m: "t\n\n", 1: {true: null}}"#
        );
        assert_eq!(read(""), "null");
        assert_eq!(read("# only a comment\n"), "null");
    }

    #[test]
    fn every_node_knows_its_place() {
        let text = "é: [ü, {a: \"x y\"}]\nlist:\n  - key: k\n    value: v\n\nlast: |\n  t\n";
        let root = parse(text).unwrap();
        let at = |path: &[&str]| {
            let node = path.iter().fold(Rc::clone(&root), |node, key| Rc::clone(node.child(key).unwrap()));
            text[node.span.clone()].to_owned()
        };
        assert_eq!(at(&["é", "0"]), "ü");
        assert_eq!(at(&["é", "1", "a"]), "\"x y\"");
        assert_eq!(at(&["list", "0"]), "key: k\n    value: v");
        assert_eq!(at(&["list", "0", "value"]), "v");
        assert!(at(&["last"]).contains('t'));
        assert_eq!(&text[root.member("list").unwrap().key_span.clone()], "list");
    }

    #[test]
    fn aliases_stand_for_values_but_not_without_end() {
        assert_eq!(read("a: &x {b: 1}\nc: *x"), "{a: {b: #1}, c: {b: #1}}");
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let below = format!("*a{}", level - 1);
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![below; 10].join(", ")));
        }
        assert!(read(&bomb).starts_with("the aliases stand for more than"), "{}", read(&bomb));
        assert!(read("a: &x [*x]").contains("alias") || read("a: &x [*x]").contains("anchor"));
    }

    #[test]
    fn what_is_no_yaml_is_told_with_its_place() {
        assert_eq!(read("a: 1\na: 2"), "the key `a` stands twice in one map at 5");
        assert_eq!(read("a: 1\n---\nb: 2"), "a second document begins here, but a file holds one at 5");
        assert!(read("[[a]: 1").contains(" at "));
        assert!(read("a: [1, 2").contains(" at "), "{}", read("a: [1, 2"));
        assert!(read("a: \"x").contains(" at "));
        assert!(read("a:\n\t- b").contains(" at "));
        assert!(read("{{base}}/x").contains(" at "), "{}", read("{{base}}/x"));
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in ["\u{0}", "é: \"", "&", "*", "!", "%", "--- |", "- - - -", "? ? ?", "{?", "!<", "%YAML", "a: !!", "\u{feff}a: 1", "|", ">9", "\"\\xZZ", "@", "`"] {
            let _ = read(text);
        }
        for deep in ["[", "{a: ", "- ", "? ", "{", "[{"] {
            let _ = read(&deep.repeat(3000));
        }
        let flow = read(&"[".repeat(3000));
        assert!(flow.contains("deep") || flow.contains("limit"), "{flow}");
        assert!(read(&"- ".repeat(3000)).contains("deep"));
    }
}
