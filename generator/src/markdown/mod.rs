//! Turns descriptions (Markdown, HTML, anything) into documentation that rustdoc takes: no doctest, no HTML, no broken
//! link, nothing that Clippy or rustc objects to.

mod blocks;
mod escape;
mod html;
mod inline;
mod reader;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// More is cut off: documentation that nobody reads only slows the compiler down.
const MAX_LINES: usize = 400;
/// As much of a description is looked at.
const MAX_BYTES: usize = 200_000;
/// Where lines are wrapped, if they can be.
const WIDTH: usize = 100;
/// Stands at the end of what was cut off.
const GOES_ON: &str = "The text goes on in the collection.";

/// The lines of a description, without `///`; none if it says nothing.
pub(crate) fn docs(text: &str) -> Vec<String> {
    let (text, cut) = clean(text);
    let mut writer = blocks::Writer::default();
    reader::read(&text, &mut writer);
    let lines = writer.finish(cut);
    // What the writer writes is safe; should it ever not be, the text is shown as it is.
    if is_safe(&lines.join("\n")) { lines } else { verbatim(&text) }
}

/// A name on one line, as plain text that means itself: for the middle of a sentence.
pub(crate) fn inline(text: &str) -> String {
    let (text, _) = clean(text);
    let mut inline = inline::Inline::default();
    inline.text(&text);
    escape::line_start(&inline.flat())
}

/// What code stands between, so that nothing in it ends it.
pub(crate) fn fence(code: &str) -> String {
    "`".repeat(inline::longest_run(code, '`').max(2) + 1)
}

/// Without what rustc, Clippy or a terminal takes ill: control characters, and those that turn the direction of text.
/// Also whether it was too long.
fn clean(text: &str) -> (String, bool) {
    let end = if text.len() > MAX_BYTES { text.floor_char_boundary(MAX_BYTES) } else { text.len() };
    let mut clean = String::with_capacity(end);
    let mut after_return = false;
    for character in text.get(..end).unwrap_or_default().chars() {
        match character {
            '\n' if after_return => {}
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push_str("    "),
            other if is_hidden(other) => {}
            other => clean.push(other),
        }
        after_return = character == '\r';
    }
    (clean, end < text.len())
}

/// Whether a character has no place in code: rustc refuses those that turn the direction of text, and clippy those
/// that nobody sees.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' | '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text as it is, in a block of code.
fn verbatim(text: &str) -> Vec<String> {
    let mut lines = blocks::fenced(text, MAX_LINES);
    if text.lines().count() > MAX_LINES {
        lines.extend([String::new(), GOES_ON.to_owned()]);
    }
    lines
}

/// Whether rustdoc has nothing against it.
fn is_safe(text: &str) -> bool {
    use std::cell::Cell;
    let broken = Cell::new(false);
    let callback = |_: BrokenLink<'_>| {
        broken.set(true);
        None
    };
    // Inside of links and code.
    let mut exempt = 0_usize;
    let parser = Parser::new_with_broken_link_callback(text, rustdoc_options(), Some(callback));
    let safe =
        parser.into_iter().all(|event| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                exempt += 1;
                &*language == "text"
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                exempt += 1;
                escape::is_link(&dest_url)
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => {
                exempt = exempt.saturating_sub(1);
                true
            }
            Event::Text(text) => exempt > 0 || escape::find_url(&text).is_none(),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Start(
                Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_) | Tag::Image { .. },
            ) => false,
            Event::Start(_)
            | Event::End(_)
            | Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => true,
        });
    safe && !broken.get()
}

/// What rustdoc reads documentation with.
fn rustdoc_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

#[cfg(test)]
mod tests;
