//! A diagnostic turns into what a person or a program reads: rustc's look, one JSON object, or one line.

use std::ops::Range;

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};

#[cfg(feature = "cli")]
use crate::diagnostic::Pointer;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Locator, Source};

/// How much of a long source line is shown, in characters.
const WINDOW: usize = 100;
/// How much of it stands before the place itself.
const BEFORE: usize = 30;
/// How many characters are marked at most.
const MARKED: usize = 60;

/// Renders the diagnostics of one source.
pub(crate) struct Report<'s> {
    source: &'s Source,
    locator: Locator<'s>,
    /// Of the files of a folder, in their order.
    files: Vec<Locator<'s>>,
}

/// The file that a diagnostic is about.
struct Document<'r, 's> {
    source: &'s Source,
    locator: &'r Locator<'s>,
}

/// Where a diagnostic stands in the text.
struct Place {
    offset: usize,
    /// The bytes to mark: at least one character, unless the line ends here.
    span: Range<usize>,
    line: usize,
    column: usize,
}

/// A piece of one line, short enough to be read.
struct Window {
    text: String,
    mark: Range<usize>,
}

impl<'s> Report<'s> {
    pub(crate) fn new(source: &'s Source) -> Self {
        let files = source.files.iter().map(|part| Locator::new(&part.source)).collect();
        Self { source, locator: Locator::new(source), files }
    }

    fn document(&self, diagnostic: &Diagnostic) -> Document<'_, 's> {
        let part = diagnostic.pointer.path().and_then(|path| self.source.part(path));
        let found = part.and_then(|index| Some((self.source.files.get(index)?, self.files.get(index)?)));
        match found {
            Some((part, locator)) => Document { source: &part.source, locator },
            None => Document { source: self.source, locator: &self.locator },
        }
    }

    /// The diagnostic as rustc would print it, without a line break at the end.
    pub(crate) fn text(&self, diagnostic: &Diagnostic, colored: bool) -> String {
        let document = self.document(diagnostic);
        let place = document.place(diagnostic);
        let window = place.as_ref().filter(|_| may_show(diagnostic.code)).map(|place| document.window(place));
        let level = match diagnostic.severity {
            Severity::Note => Level::NOTE,
            Severity::Warning => Level::WARNING,
            Severity::Error => Level::ERROR,
        };
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
        let origin = located(&document.source.name, place.as_ref()) + &aside(diagnostic);
        let mut group = Group::with_title(title).element(Origin::path(origin));
        if let (Some(window), Some(place)) = (&window, &place) {
            let mark = AnnotationKind::Primary.span(window.mark.clone());
            group = group.element(
                Snippet::source(window.text.as_str()).line_start(place.line).fold(false).annotation(mark),
            );
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = if colored { Renderer::styled() } else { Renderer::plain() };
        let text = renderer.render(&[group]);
        let lines: Vec<&str> =
            text.lines().filter(|line| !is_marker_of_other_file(line)).map(str::trim_end).collect();
        lines.join("\n")
    }

    /// The diagnostic as one JSON object; line and column are null where there is no place in the text.
    pub(crate) fn json(&self, diagnostic: &Diagnostic) -> serde_json::Value {
        let document = self.document(diagnostic);
        let place = document.place(diagnostic);
        serde_json::json!({
            "severity": diagnostic.severity.name(),
            "code": diagnostic.code.name(),
            "message": diagnostic.message,
            "file": document.source.name,
            "line": place.as_ref().map(|place| place.line),
            "column": place.as_ref().map(|place| place.column),
            "pointer": diagnostic.pointer.as_str(),
            "help": diagnostic.help,
        })
    }

    /// The file of a place, and its line there.
    #[cfg(feature = "cli")]
    pub(crate) fn line_of(&self, pointer: &Pointer) -> (String, Option<usize>) {
        let diagnostic = Diagnostic::new(Severity::Note, Code::UnknownKey, "", pointer.clone());
        let document = self.document(&diagnostic);
        (document.source.name.clone(), document.place(&diagnostic).map(|place| place.line))
    }

    /// The diagnostic in one line: `file:line:column: message (pointer); help`.
    pub(crate) fn line(&self, diagnostic: &Diagnostic) -> String {
        let document = self.document(diagnostic);
        let location = located(&document.source.name, document.place(diagnostic).as_ref());
        let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
        let line = format!("{location}: {}{}{help}", diagnostic.message, aside(diagnostic));
        line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
    }
}

impl Document<'_, '_> {
    fn place(&self, diagnostic: &Diagnostic) -> Option<Place> {
        let span = match diagnostic.offset {
            Some(offset) => offset..offset.saturating_add(diagnostic.length),
            // A file that cannot be read has no text, and no place in it.
            None if self.source.text.is_empty() => return None,
            None => self.locator.nearest(&diagnostic.pointer)?,
        };
        let offset = self.source.text.floor_char_boundary(span.start);
        let (line, column) = self.locator.position(offset);
        Some(Place { offset, span: offset..span.end.max(offset), line, column })
    }

    fn window(&self, place: &Place) -> Window {
        let text = self.source.text.as_str();
        let (_, start) = self.locator.line(place.offset);
        let rest = &text[start..];
        let line = rest.find('\n').map_or(rest, |end| &rest[..end]).trim_end_matches('\r');
        let at = (place.offset - start).min(line.len());
        let left = line[..at].char_indices().rev().nth(BEFORE - 1).map_or(0, |(index, _)| index);
        // A line that fits is shown whole, so that it is easily found.
        let left = if line.chars().nth(WINDOW).is_some() { left } else { 0 };
        let right = line[left..].char_indices().nth(WINDOW).map_or(line.len(), |(index, _)| left + index);
        let mut window = String::with_capacity(right - left + 6);
        if left > 0 {
            window.push_str("...");
        }
        let begin = window.len() + at - left;
        window.push_str(&line[left..right]);
        let end = begin + marked(&line[at..right], place.span.len());
        if right < line.len() {
            window.push_str("...");
        }
        Window { text: window, mark: begin..end }
    }
}

/// How many bytes of `text` to mark for a value of `length` bytes.
fn marked(text: &str, length: usize) -> usize {
    let cut = text.floor_char_boundary(length.min(text.len()));
    // Of an object or a list the bracket says enough.
    let most = if text.starts_with(['{', '[']) { 1 } else { MARKED };
    let end = text[..cut].char_indices().nth(most).map_or(cut, |(index, _)| index);
    if end == 0 { text.chars().next().map_or(0, char::len_utf8) } else { end }
}

/// `annotate-snippets` takes a snippet below an origin line for another file, and marks it with an empty `:::`.
///
/// The origin line is given apart because the snippet is a window, so that its own columns are not those of the file.
fn is_marker_of_other_file(line: &str) -> bool {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain.trim() == ":::"
}

/// A secret must not reach a log.
fn may_show(code: Code) -> bool {
    code != Code::LiteralSecret
}

/// `file:line:column`, or the file alone.
fn located(name: &str, place: Option<&Place>) -> String {
    place.map_or_else(|| name.to_owned(), |place| format!("{name}:{}:{}", place.line, place.column))
}

/// The pointer in brackets, unless it is that of the whole document.
fn aside(diagnostic: &Diagnostic) -> String {
    let pointer = diagnostic.pointer.as_str();
    if pointer.is_empty() { String::new() } else { format!(" ({pointer})") }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    const TEXT: &str = "{\n  \"auth\": {\n    \"type\": \"kerberos\"\n  }\n}\n";

    fn warning(pointer: &str) -> Diagnostic {
        let pointer = Pointer::from(pointer.to_owned());
        Diagnostic::new(
            Severity::Warning,
            Code::UnknownAuthType,
            "auth type `kerberos` is not supported",
            pointer,
        )
        .help("pick one of: apikey, basic")
    }

    fn text(source: &str, diagnostic: &Diagnostic) -> String {
        Report::new(&Source::from_text("dir/acme.json", source)).text(diagnostic, false)
    }

    #[test]
    fn looks_like_rustc() {
        assert_snapshot!(text(TEXT, &warning("/auth/type")), @r#"
        warning[unknown-auth-type]: auth type `kerberos` is not supported
         --> dir/acme.json:3:13 (/auth/type)
          |
        3 |     "type": "kerberos"
          |             ^^^^^^^^^^
          |
          = help: pick one of: apikey, basic
        "#);
        assert_snapshot!(text(TEXT, &warning("/auth")), @r#"
        warning[unknown-auth-type]: auth type `kerberos` is not supported
         --> dir/acme.json:2:11 (/auth)
          |
        2 |   "auth": {
          |           ^
          |
          = help: pick one of: apikey, basic
        "#);
    }

    #[test]
    fn points_at_an_offset_even_at_the_end() {
        let error = Diagnostic::error(Code::InvalidJson, "the file ends too early", Pointer::root());
        assert_snapshot!(text("{\n  \"a\": ", &error.clone().offset(9)), @r#"
        error[invalid-json]: the file ends too early
         --> dir/acme.json:2:8
          |
        2 |   "a":
          |        ^
        "#);
        assert_snapshot!(text("", &error.offset(0)), @r#"
        error[invalid-json]: the file ends too early
         --> dir/acme.json:1:1
          |
        1 |
          | ^
        "#);
    }

    #[test]
    fn cuts_long_lines() {
        let source = format!(
            "{{\"before\": \"{}\", \"value\": \"{}\", \"after\": 1}}",
            "b".repeat(5000),
            "v".repeat(5000)
        );
        let rendered = text(&source, &warning("/value"));
        assert!(rendered.lines().all(|line| line.chars().count() < 130), "{rendered}");
        assert_snapshot!(rendered, @r#"
        warning[unknown-auth-type]: auth type `kerberos` is not supported
         --> dir/acme.json:1:5025 (/value)
          |
        1 | ...bbbbbbbbbbbbbbbbbb", "value": "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv...
          |                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: pick one of: apikey, basic
        "#);
        assert!(text(&source, &warning("/after")).lines().all(|line| line.chars().count() < 130));
    }

    #[test]
    fn never_shows_the_line_of_a_secret() {
        let mut secret = warning("/auth/type");
        secret.code = Code::LiteralSecret;
        let rendered = text("{\"auth\": {\"type\": \"sesame\"}}", &secret);
        assert!(!rendered.contains("sesame"), "{rendered}");
        assert!(rendered.contains("acme.json:1:19 (/auth/type)"), "{rendered}");
    }

    #[test]
    fn colors_on_demand() {
        let source = Source::from_text("acme.json", TEXT);
        assert!(Report::new(&source).text(&warning("/auth"), true).contains("\u{1b}["));
    }

    #[test]
    fn is_one_json_object() {
        let source = Source::from_text("acme.json", TEXT);
        let json = Report::new(&source).json(&warning("/auth/type"));
        assert_snapshot!(json, @r#"{"code":"unknown-auth-type","column":13,"file":"acme.json","help":"pick one of: apikey, basic","line":3,"message":"auth type `kerberos` is not supported","pointer":"/auth/type","severity":"warning"}"#);
    }

    #[test]
    fn is_one_line() {
        let source = Source::from_text("acme.json", TEXT);
        let mut diagnostic = warning("/auth/type");
        diagnostic.message.push_str("\nat all");
        assert_snapshot!(Report::new(&source).line(&diagnostic), @"acme.json:3:13: auth type `kerberos` is not supported at all (/auth/type); pick one of: apikey, basic");
    }
}
