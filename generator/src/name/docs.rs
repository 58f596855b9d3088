//! Documentation, line by line.

use crate::{
    api::{Notes, Property},
    markdown,
    rust::Docs,
};

/// So many valid values are listed in the documentation of a field.
const VALUES: usize = 30;

/// Collects paragraphs; one empty line stands between two of them.
#[derive(Debug, Default)]
pub(super) struct Writer {
    lines: Vec<String>,
}

impl Writer {
    /// A paragraph of our own words: one line of safe Markdown.
    pub(super) fn paragraph(mut self, line: impl Into<String>) -> Self {
        self.gap();
        self.lines.push(line.into());
        self
    }

    /// A description from the collection; nothing if it is missing or blank.
    pub(super) fn description(mut self, text: Option<&str>) -> Self {
        let lines = text.map(markdown::docs).unwrap_or_default();
        if lines.iter().any(|line| !line.is_empty()) {
            self.gap();
            self.lines.extend(lines);
        }
        self
    }

    /// What another one has written.
    pub(super) fn and(mut self, other: Self) -> Self {
        if !other.is_empty() {
            self.gap();
            self.lines.extend(other.lines);
        }
        self
    }

    /// A list; nothing if it is empty.
    pub(super) fn list(mut self, title: &str, entries: impl IntoIterator<Item = String>) -> Self {
        let mut entries = entries.into_iter().peekable();
        if entries.peek().is_some() {
            self.gap();
            self.lines.extend([title.to_owned(), String::new()]);
            self.lines.extend(entries.map(|entry| format!("- {entry}")));
        }
        self
    }

    /// True if it begins with a heading, a table or a block of code, none of which is a summary.
    pub(super) fn begins_with_block(&self) -> bool {
        self.lines.first().is_some_and(|line| line.starts_with(['#', '|']) || line.starts_with("```"))
    }

    /// True if nothing was written.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The finished text.
    pub(super) fn docs(self) -> Docs {
        Docs(self.lines)
    }

    fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }
}

/// A name or a value of the collection as code.
pub(super) fn code(text: &str) -> String {
    if text.trim().is_empty() {
        return format!("`{:?}`", text.chars().take(3).collect::<String>());
    }
    let is_shown = |character: char| {
        // Nearly all characters are settled by the first line.
        character.is_ascii_graphic() && character != '`'
            || character == ' '
            || !character.is_ascii() && !character.is_whitespace() && !markdown::is_hidden(character)
    };
    let is_plain = text.chars().all(is_shown) && text.chars().count() <= 200 && text.trim() == text;
    if is_plain { format!("`{text}`") } else { markdown::inline(text) }
}

/// The documentation of a field: its JSON name with the collection's words, or with the evidence where there are none.
pub(super) fn field(property: &Property, notes: &Notes) -> Docs {
    let name = code(&property.name);
    let described = Writer::default().description(notes.description.as_deref());
    let mut writer = if described.is_empty() {
        let (seen, all) = property.seen;
        let noun = if all == 1 { "sample" } else { "samples" };
        Writer::default().paragraph(format!("{name}, seen in {seen} of {all} {noun}."))
    } else {
        Writer::default().paragraph(name).and(described)
    };
    if !notes.values.is_empty() {
        let shown: Vec<String> = notes.values.iter().take(VALUES).map(|value| code(value)).collect();
        let more = notes.values.len().saturating_sub(VALUES);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        writer = writer.paragraph(format!("Valid values: {}{more}.", shown.join(", ")));
    }
    if let Some(default) = &notes.default {
        writer = writer.paragraph(format!("The default is {}.", code(default)));
    }
    writer.docs()
}

/// A sentence of a description on one line: with its code and emphasis, unless it is a heading or a list.
fn one_line(sentence: &str) -> String {
    let lines = markdown::docs(sentence);
    let is_block = |line: &String| {
        line.is_empty()
            || line.starts_with(['#', '>', '|', ' '])
            || line.starts_with("- ")
            || line.starts_with("```")
    };
    let is_numbered =
        lines.first().is_some_and(|line| line.starts_with(|first: char| first.is_ascii_digit()));
    if lines.is_empty() || is_numbered || lines.iter().any(is_block) {
        return markdown::inline(sentence);
    }
    lines.join(" ")
}

/// The first sentence or line of a description, for a list; nothing if there is none.
pub(super) fn summary(text: Option<&str>) -> Option<String> {
    const LONGEST: usize = 160;
    let line = text?.lines().map(str::trim).find(|line| !line.is_empty())?;
    let end = line.find(". ").map_or(line.len(), |end| end + 1);
    let sentence: String = line[..end].chars().take(LONGEST).collect();
    let is_cut = sentence.len() < line[..end].len();
    Some(format!("{}{}", one_line(&sentence), if is_cut { "…" } else { "" }))
}
