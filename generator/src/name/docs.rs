//! Documentation, line by line.

use crate::{markdown, rust::Docs};

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
    let is_plain = !text.is_empty()
        && text.len() <= 200
        && text.trim() == text
        && text
            .chars()
            .all(|character| character != '`' && (character == ' ' || character.is_ascii_graphic()));
    if is_plain { format!("`{text}`") } else { markdown::inline(text) }
}

/// The first sentence or line of a description, for a list; nothing if there is none.
pub(super) fn summary(text: Option<&str>) -> Option<String> {
    const LONGEST: usize = 160;
    let line = text?.lines().map(str::trim).find(|line| !line.is_empty())?;
    let end = line.find(". ").map_or(line.len(), |end| end + 1);
    let sentence: String = line[..end].chars().take(LONGEST).collect();
    let is_cut = sentence.len() < line[..end].len();
    Some(format!("{}{}", markdown::inline(&sentence), if is_cut { "…" } else { "" }))
}
