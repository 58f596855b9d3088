//! Turns blocks (paragraphs, lists, tables, code) into lines.

use super::inline::Inline;
use super::{GOES_ON, MAX_LINES, WIDTH};
use pulldown_cmark::Alignment;

/// Deeper quotes and lists are not set off further.
const MAX_DEPTH: usize = 8;

/// Collects lines.
#[derive(Debug, Default)]
pub(super) struct Writer {
    lines: Vec<String>,
    around: Vec<Container>,
    /// Containers that are too deep to be shown.
    too_deep: usize,
    /// The last block stands in a list that has not ended.
    in_list: bool,
    /// How deep the item stood that was closed last, while its list goes on.
    closed_item: Option<usize>,
    cut: bool,
}

/// What blocks stand in.
#[derive(Debug)]
struct Container {
    /// `> `, `- `, `12. `
    marker: String,
    kind: Kind,
    /// A block stands in it already.
    used: bool,
    /// The first item of a list that does not begin with 1: only a blank line makes it a list.
    apart: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Quote,
    Item,
}

impl Writer {
    pub(super) fn open_quote(&mut self) {
        self.open("> ".to_owned(), Kind::Quote);
    }

    /// An item of a list, with its number if it is numbered.
    pub(super) fn open_item(&mut self, number: Option<u64>) {
        self.open(number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. ")), Kind::Item);
    }

    fn open(&mut self, marker: String, kind: Kind) {
        if self.around.len() < MAX_DEPTH {
            let first = self.closed_item != Some(self.around.len());
            let apart = first && !matches!(marker.as_str(), "> " | "- " | "1. ");
            self.around.push(Container { marker, kind, used: false, apart });
        } else {
            self.too_deep += 1;
        }
    }

    /// Ends the innermost container.
    pub(super) fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.around.pop().is_some_and(|container| container.kind == Kind::Item) {
            self.closed_item = Some(self.around.len());
        }
    }

    /// After the last item of a list.
    pub(super) fn close_list(&mut self) {
        self.closed_item = None;
        self.in_list = self.around.iter().any(|container| container.kind == Kind::Item);
    }

    /// A paragraph; a `tight` one is an item's text without blank lines around.
    pub(super) fn paragraph(&mut self, content: Inline, tight: bool) {
        let prefix: usize = self.around.iter().map(|container| container.marker.len()).sum();
        let lines = content.wrapped(WIDTH.saturating_sub(prefix).max(40));
        self.block(lines, tight);
    }

    /// A heading, two levels down: rustdoc's own are above.
    pub(super) fn heading(&mut self, level: usize, content: Inline) {
        let mut text = content.flat();
        if text.ends_with('#') {
            text.insert(text.len() - 1, '\\');
        }
        if !text.is_empty() {
            self.block(vec![format!("{} {text}", "#".repeat((level + 2).min(6)))], false);
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        let room = MAX_LINES.saturating_sub(self.lines.len());
        self.cut |= code.lines().count() > room;
        self.block(fenced(code, room), false);
    }

    pub(super) fn rule(&mut self) {
        if !self.lines.is_empty() {
            self.block(vec!["***".to_owned()], false);
        }
    }

    /// A table: its rows, the first of which is the head.
    pub(super) fn table(&mut self, mut alignments: Vec<Alignment>, rows: Vec<Vec<Inline>>) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        if columns == 0 {
            return;
        }
        alignments.resize(columns, Alignment::None);
        let mut lines = Vec::new();
        for (index, row) in rows.into_iter().enumerate() {
            let mut cells: Vec<String> = row.into_iter().map(Inline::flat).collect();
            cells.resize(columns, String::new());
            lines.push(format!("| {} |", cells.join(" | ")));
            if index == 0 {
                let rules = alignments.iter().map(|alignment| match alignment {
                    Alignment::None => "---",
                    Alignment::Left => ":--",
                    Alignment::Center => ":-:",
                    Alignment::Right => "--:",
                });
                lines.push(format!("| {} |", rules.collect::<Vec<_>>().join(" | ")));
            }
        }
        self.block(lines, false);
    }

    fn block(&mut self, lines: Vec<String>, tight: bool) {
        if lines.is_empty() {
            return;
        }
        if self.lines.len() >= MAX_LINES {
            self.cut = true;
            return;
        }
        let apart = self.around.iter().any(|container| container.apart && !container.used);
        let together = tight && self.in_list && !apart;
        if !self.lines.is_empty() && !together {
            let gap: String =
                self.around.iter().take_while(|container| container.used).map(Container::rest).collect();
            self.lines.push(gap.trim_end_matches(' ').to_owned());
        }
        for line in lines {
            let prefix: String = self.around.iter().map(Container::prefix).collect();
            self.lines.push(format!("{prefix}{line}").trim_end_matches(' ').to_owned());
            for container in &mut self.around {
                container.used = true;
            }
        }
        self.in_list = self.around.iter().any(|container| container.kind == Kind::Item);
    }

    /// All lines; `cut` if there was more.
    pub(super) fn finish(mut self, cut: bool) -> Vec<String> {
        let cut = cut || self.cut || self.lines.len() > MAX_LINES + 2;
        self.lines.truncate(MAX_LINES + 2);
        if cut && !self.lines.is_empty() {
            self.lines.extend([String::new(), GOES_ON.to_owned()]);
        }
        self.lines
    }
}

impl Container {
    /// What a line in it begins with.
    fn prefix(&self) -> String {
        if self.used { self.rest() } else { self.marker.clone() }
    }

    /// What every line but the first begins with.
    fn rest(&self) -> String {
        match self.kind {
            Kind::Quote => self.marker.clone(),
            Kind::Item => " ".repeat(self.marker.len()),
        }
    }
}

/// Code between fences, of at most so many lines; nothing if there is no code.
pub(super) fn fenced(code: &str, max: usize) -> Vec<String> {
    let code = code.trim_matches('\n');
    if code.trim().is_empty() || max == 0 {
        return Vec::new();
    }
    let fence = super::fence(code);
    let lines = code.lines().take(max).map(|line| line.trim_end().to_owned());
    std::iter::once(format!("{fence}text")).chain(lines).chain([fence.clone()]).collect()
}
