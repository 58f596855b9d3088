//! Turns HTML, inside of Markdown or around it, into blocks.

use super::inline::Mark;
use super::reader::{Reader, Table};

/// Elements with a meaning of their own; the rest of HTML leaves only its text.
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "code",
    "del",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "i",
    "kbd",
    "li",
    "ol",
    "pre",
    "s",
    "samp",
    "script",
    "strike",
    "strong",
    "style",
    "table",
    "td",
    "th",
    "tr",
    "tt",
    "ul",
];
/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "head",
    "header",
    "hr",
    "html",
    "main",
    "nav",
    "p",
    "section",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "title",
];
/// Elements that only colour their text, or have none.
const INLINES: &[&str] = &[
    "abbr", "area", "audio", "base", "bdi", "bdo", "big", "br", "button", "canvas", "cite", "col",
    "colgroup", "data", "datalist", "dfn", "embed", "font", "iframe", "img", "input", "ins", "label",
    "legend", "link", "map", "mark", "meta", "noscript", "object", "optgroup", "option", "output", "picture",
    "progress", "q", "rp", "rt", "ruby", "select", "small", "source", "span", "sub", "sup", "svg", "path",
    "template", "textarea", "time", "track", "u", "var", "video", "wbr",
];

/// More elements than that are not open at a time; those inside leave only their text.
const MAX_OPEN: usize = 100;

/// Reads a block of HTML. What it opens may stay open for the next one.
pub(super) fn block(reader: &mut Reader<'_>, html: &str) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        text(reader, before);
        let length = tag_length(from);
        if length == 0 {
            text(reader, "<");
            rest = from.get(1..).unwrap_or_default();
        } else {
            let (found, after) = from.split_at(length);
            tag(reader, found);
            rest = after;
        }
    }
    text(reader, rest);
    if reader.verbatim.is_none() {
        reader.flush();
    }
}

fn text(reader: &mut Reader<'_>, text: &str) {
    if !text.is_empty() && !matches!(reader.elements.last(), Some(Some("script" | "style"))) {
        reader.text(&unescape(text));
    }
}

/// How long the tag, comment or declaration is that the text begins with; 0 if it begins with none.
fn tag_length(text: &str) -> usize {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.find("-->").map_or(text.len(), |end| end + "<!---->".len());
    }
    let letter = text.get(1..).unwrap_or_default().trim_start_matches('/').chars().next();
    if !letter.is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '!' || letter == '?') {
        return 0;
    }
    let mut quote = None;
    for (at, character) in text.char_indices().take(500) {
        match (quote, character) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') if text.as_bytes().get(at.saturating_sub(1)) == Some(&b'=') => {
                quote = Some(character);
            }
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    0
}

/// Reads one tag. One that is no HTML is text: `<placeholder>`.
pub(super) fn tag(reader: &mut Reader<'_>, tag: &str) {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let closing = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let name =
        inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_ascii_lowercase();
    if name.starts_with(['!', '?']) || reader.verbatim.is_some() && name != "pre" {
        return;
    }
    if let Some(element) = ELEMENTS.iter().find(|element| **element == name) {
        if closing {
            close_named(reader, element);
        } else if !tag.ends_with("/>") {
            open(reader, element, inner);
        }
    } else if name == "br" {
        reader.content().hard_break();
    } else if name == "img" {
        reader.open_link(&attribute(inner, "src"));
        reader.text(&attribute(inner, "alt"));
        reader.close_link("image");
    } else if BLOCKS.contains(&&*name) {
        if matches!(reader.elements.last(), Some(Some("li" | "td" | "th"))) {
            reader.text(" ");
        } else {
            reader.flush();
        }
    } else if !INLINES.contains(&&*name) {
        reader.content().code(tag);
    }
}

fn open(reader: &mut Reader<'_>, element: &'static str, tag: &str) {
    if reader.elements.len() >= MAX_OPEN {
        return;
    }
    match element {
        "a" => reader.open_link(&attribute(tag, "href")),
        "blockquote" => {
            reader.flush();
            reader.writer.open_quote();
        }
        "ul" | "ol" => {
            reader.flush();
            reader.lists.push((element == "ol").then_some(1));
        }
        "li" => {
            let list = reader.elements.iter().rposition(|around| matches!(around, Some("ul" | "ol") | None));
            let item = reader.elements.iter().rposition(|around| *around == Some("li"));
            if item > list {
                close_named(reader, "li");
            }
            reader.open_item();
        }
        "table" if reader.table.is_none() => {
            reader.flush();
            reader.table = Some(Table::default());
        }
        "tr" | "td" | "th" => open_cell(reader, element),
        "pre" => {
            reader.flush();
            reader.verbatim = Some(String::new());
        }
        _ => match (mark(element), level(element)) {
            (Some(mark), _) => reader.content().open(mark),
            (None, Some(level)) => {
                reader.flush();
                reader.heading = Some(level);
            }
            (None, None) => {}
        },
    }
    reader.elements.push(Some(element));
}

fn open_cell(reader: &mut Reader<'_>, element: &str) {
    if reader.table.is_none() {
        return reader.flush();
    }
    if element == "tr" {
        reader.close_cell();
        if let Some(table) = &mut reader.table {
            table.rows.push(Vec::new());
        }
    } else {
        reader.open_cell();
    }
}

/// Closes the element and those in it, if it was opened in the same container.
fn close_named(reader: &mut Reader<'_>, element: &str) {
    let here = reader.elements.iter().rposition(Option::is_none).map_or(0, |container| container + 1);
    let within = reader.elements.get(here..).unwrap_or_default();
    let Some(found) = within.iter().rposition(|open| *open == Some(element)) else { return };
    while reader.elements.len() > here + found {
        if let Some(Some(element)) = reader.elements.pop() {
            close(reader, element);
        }
    }
}

/// Closes an element that has just been taken from the open ones.
pub(super) fn close(reader: &mut Reader<'_>, element: &'static str) {
    match element {
        "a" => reader.close_link("link"),
        "blockquote" | "li" => {
            reader.flush();
            reader.writer.close();
        }
        "ul" | "ol" => {
            reader.flush();
            reader.close_list();
        }
        "table" if !reader.elements.contains(&Some("table")) => reader.close_table(),
        "td" | "th" => reader.close_cell(),
        "pre" => reader.close_code(),
        _ => match (mark(element), level(element)) {
            (Some(mark), _) => reader.content().close(mark),
            (None, Some(_)) => reader.flush(),
            (None, None) => {}
        },
    }
}

fn mark(element: &str) -> Option<Mark> {
    match element {
        "b" | "strong" => Some(Mark::Strong),
        "i" | "em" => Some(Mark::Emphasis),
        "s" | "del" | "strike" => Some(Mark::Strike),
        "code" | "kbd" | "samp" | "tt" => Some(Mark::Code),
        _ => None,
    }
}

fn level(element: &str) -> Option<usize> {
    element.strip_prefix('h')?.parse().ok()
}

/// The value of an attribute; empty without one.
fn attribute(tag: &str, name: &str) -> String {
    let lower = tag.to_ascii_lowercase();
    let start = lower.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = lower.get(..*at).unwrap_or_default();
        let after = lower.get(at + name.len()..).unwrap_or_default();
        before.ends_with(char::is_whitespace) && after.trim_start().starts_with('=')
    });
    let value = start.and_then(|start| tag.get(start + name.len()..)).unwrap_or_default();
    let value = value.trim_start().trim_start_matches('=').trim_start();
    let value = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value.get(1..).unwrap_or_default().split(quote).next(),
        Some(_) | None => value.split(|c: char| c.is_whitespace()).next(),
    };
    unescape(value.unwrap_or_default())
}

/// The text with its character references resolved, as far as they are common.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, from) = rest.split_at(start);
        plain.push_str(before);
        let name = from.get(1..).and_then(|name| name.split(';').next()).filter(|name| name.len() < 10);
        let found =
            name.filter(|name| from.len() > name.len() + 1).and_then(|name| Some((name, character(name)?)));
        if let Some((name, character)) = found {
            plain.push(character);
            rest = from.get(name.len() + 2..).unwrap_or_default();
        } else {
            plain.push('&');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let number = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        let (clean, _) = super::clean(char::from_u32(number)?.encode_utf8(&mut [0; 4]));
        return clean.chars().next();
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" | "lsquo" | "rsquo" => '\'',
        "nbsp" => ' ',
        "quot" | "ldquo" | "rdquo" => '"',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "bull" => '•',
        "rarr" => '→',
        "larr" => '←',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "times" => '×',
        _ => return None,
    })
}
