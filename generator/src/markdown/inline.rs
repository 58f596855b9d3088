//! Turns text, code and links into the words of a paragraph, each escaped so that it means itself.

use super::{escape, is_hidden};

/// The contents of a paragraph, a heading or a cell.
#[derive(Debug, Default)]
pub(super) struct Inline {
    atoms: Vec<Atom>,
    /// Inside of a table `|` needs care.
    pub(super) in_table: bool,
    /// Inside of a link an address is no further link.
    pub(super) in_link: bool,
    /// Text that more text may follow: an address can come in parts.
    text: String,
    /// The code of an HTML element that has not ended.
    code: Option<String>,
}

#[derive(Debug)]
enum Atom {
    /// Escaped. Lines may end at its blanks.
    Text(String),
    Space,
    /// The line ends here.
    Break,
    Open(Mark),
    Close(Mark),
}

impl Atom {
    /// Whether a blank is in it.
    fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.contains(' '),
            Self::Space | Self::Break => true,
            Self::Open(_) | Self::Close(_) => false,
        }
    }
}

/// What sets text off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    Strike,
    /// Only HTML has it as something that begins and ends.
    Code,
}

impl Mark {
    fn text(self) -> &'static str {
        match self {
            Self::Emphasis => "*",
            Self::Strong => "**",
            Self::Strike => "~~",
            Self::Code => "",
        }
    }
}

impl Inline {
    pub(super) fn is_empty(&self) -> bool {
        let text = self.text.chars().any(|c| !c.is_ascii_whitespace() && !is_hidden(c));
        let shown =
            |atom: &Atom| matches!(atom, Atom::Text(text) if !text.trim_start_matches(' ').is_empty());
        !text && self.code.is_none() && !self.atoms.iter().any(shown)
    }

    /// Plain text. Addresses in it become links.
    pub(super) fn text(&mut self, text: &str) {
        self.code.as_mut().unwrap_or(&mut self.text).push_str(text);
    }

    /// Something other than text.
    fn add(&mut self, atom: Atom) {
        self.settle();
        self.atoms.push(atom);
    }

    /// The last atom that is no mark.
    fn last(&mut self) -> Option<&mut Atom> {
        self.atoms.iter_mut().rfind(|atom| !matches!(atom, Atom::Open(_) | Atom::Close(_)))
    }

    /// Turns the text so far into words.
    fn settle(&mut self) {
        let text = std::mem::take(&mut self.text);
        let mut rest = text.as_str();
        while !self.in_link
            && let Some((start, end)) = escape::find_url(rest)
        {
            let (before, from) = rest.split_at(start);
            let (url, after) = from.split_at(end - start);
            self.plain(before);
            self.atoms.push(Atom::Text(format!("<{url}>")));
            rest = after;
        }
        self.plain(rest);
    }

    fn plain(&mut self, text: &str) {
        let mut escaped = String::with_capacity(text.len() + text.len() / 16);
        let mut before = ' ';
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let special = match character {
                '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
                '_' => {
                    let after = characters.peek().map_or(' ', |(_, after)| *after);
                    !(before.is_alphanumeric() && after.is_alphanumeric())
                }
                '&' => escape::is_entity(text.get(at..).unwrap_or_default()),
                '|' => self.in_table,
                _ => false,
            };
            if special {
                escaped.push('\\');
            }
            if character.is_ascii_whitespace() {
                escaped.push(' ');
            } else if !is_hidden(character) {
                escaped.push(character);
            }
            before = character;
        }
        if !escaped.is_empty() {
            self.atoms.push(Atom::Text(escaped));
        }
    }

    pub(super) fn space(&mut self) {
        self.add(Atom::Space);
    }

    pub(super) fn hard_break(&mut self) {
        self.add(Atom::Break);
    }

    pub(super) fn open(&mut self, mark: Mark) {
        match mark {
            Mark::Emphasis | Mark::Strong | Mark::Strike => self.add(Atom::Open(mark)),
            Mark::Code => self.code = Some(self.code.take().unwrap_or_default()),
        }
    }

    pub(super) fn close(&mut self, mark: Mark) {
        match mark {
            Mark::Emphasis | Mark::Strong | Mark::Strike => self.add(Atom::Close(mark)),
            Mark::Code => {
                if let Some(code) = self.code.take() {
                    self.code(&code);
                }
            }
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        if let Some(around) = &mut self.code {
            around.push_str(code);
            return;
        }
        let code: String = code.chars().filter(|&c| c.is_whitespace() || !is_hidden(c)).collect();
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if code.is_empty() {
            return;
        }
        self.settle();
        // Two blocks of ticks that touch are one.
        if matches!(self.last(), Some(Atom::Text(text)) if text.ends_with('`')) {
            self.space();
        }
        let ticks = "`".repeat(longest_run(&code, '`') + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        let code = if self.in_table { code.replace('|', "\\|") } else { code };
        self.atoms.push(Atom::Text(unbroken(&format!("{ticks}{pad}{code}{pad}{ticks}"))));
    }

    /// A link with this content; only the content where there is no use in the link.
    pub(super) fn link(&mut self, mut content: Self, destination: &str) {
        content.close(Mark::Code);
        content.settle();
        self.settle();
        if !escape::is_link(destination) || self.in_link {
            self.atoms.extend(content.atoms);
            return;
        }
        // Behind `!` it would be an image.
        if let Some(Atom::Text(before)) = self.last()
            && before.ends_with('!')
        {
            before.pop();
            before.push_str("\\!");
        }
        let content = content.flat();
        let content = if content.is_empty() { "link".to_owned() } else { content };
        let link = format!("[{content}]({})", escape::destination(destination));
        self.atoms.push(Atom::Text(unbroken(&link)));
    }

    /// On one line.
    pub(super) fn flat(self) -> String {
        let text = self.joined();
        let words: Vec<&str> = text.split([' ', '\n']).filter(|word| !word.is_empty()).collect();
        words.join(" ").replace(UNBROKEN, " ")
    }

    /// On lines of at most `width` characters, except where a word is longer.
    pub(super) fn wrapped(self, width: usize) -> Vec<String> {
        let text = self.joined();
        let mut lines: Vec<String> = Vec::new();
        let parts = text.split('\n').filter(|part| !part.trim_matches(' ').is_empty());
        for part in parts {
            // Between parts the line must end.
            if let Some(line) = lines.last_mut() {
                line.push('\\');
            }
            let mut line = String::new();
            let mut length = 0;
            for word in part.split(' ').filter(|word| !word.is_empty()) {
                let size = word.chars().count();
                if length > 0 && length + size > width {
                    lines.push(std::mem::take(&mut line));
                    length = 0;
                }
                if length == 0 {
                    line = escape::line_start(word);
                } else {
                    line.push(' ');
                    line.push_str(word);
                }
                length += size + 1;
            }
            lines.push(line);
        }
        for line in &mut lines {
            if line.contains(UNBROKEN) {
                *line = line.replace(UNBROKEN, " ");
            }
        }
        lines
    }

    /// All text: with a line feed where a line must end, and `UNBROKEN` for blanks where none may.
    fn joined(mut self) -> String {
        self.close(Mark::Code);
        self.settle();
        let mut text = String::new();
        for atom in resolve(self.atoms) {
            match atom {
                Atom::Text(part) => text.push_str(&part),
                Atom::Space => text.push(' '),
                Atom::Break => text.push('\n'),
                Atom::Open(_) | Atom::Close(_) => {}
            }
        }
        text
    }
}

/// Stands for a blank in links and code, which are not broken. It cannot occur in text.
const UNBROKEN: char = '\0';

fn unbroken(text: &str) -> String {
    text.replace(' ', "\0")
}

pub(super) fn longest_run(text: &str, of: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Turns marks into text where Markdown will read them as marks, and drops all others: nested ones, unmatched ones, and
/// those that stand between letters and punctuation.
fn resolve(mut atoms: Vec<Atom>) -> Vec<Atom> {
    let mut open: Option<(usize, Mark)> = None;
    let mut pairs = Vec::new();
    for (index, atom) in atoms.iter().enumerate() {
        match (atom, open) {
            (Atom::Open(mark), None) => open = Some((index, *mark)),
            (Atom::Close(mark), Some((start, opened))) if *mark == opened => {
                pairs.push((start, index, opened));
                open = None;
            }
            (Atom::Open(_) | Atom::Close(_) | Atom::Text(_) | Atom::Space | Atom::Break, _) => {}
        }
    }
    // Marks that touch would be read as one: a blank must stand between.
    let (mut looked, mut blank) = (0, true);
    for (start, end, mark) in pairs {
        blank |= atoms.iter().take(start).skip(looked).any(Atom::is_blank);
        looked = start;
        let first = neighbour(atoms.iter().take(end).skip(start + 1), false);
        let last = neighbour(atoms.iter().take(end).skip(start + 1).rev(), true);
        let before = neighbour(atoms.iter().take(start).rev(), true);
        let after = neighbour(atoms.iter().skip(end + 1), false);
        let opens = !first.is_whitespace() && (first.is_alphanumeric() || !before.is_alphanumeric());
        let closes = !last.is_whitespace() && (last.is_alphanumeric() || !after.is_alphanumeric());
        if opens && closes && blank {
            for index in [start, end] {
                if let Some(atom) = atoms.get_mut(index) {
                    *atom = Atom::Text(mark.text().to_owned());
                }
            }
            (looked, blank) = (end, false);
        }
    }
    atoms
}

/// The nearest character; a blank at an end.
fn neighbour<'a>(atoms: impl Iterator<Item = &'a Atom>, last: bool) -> char {
    atoms
        .take(32)
        .find_map(|atom| match atom {
            Atom::Text(text) if last => text.chars().next_back(),
            Atom::Text(text) => text.chars().next(),
            Atom::Space | Atom::Break => Some(' '),
            Atom::Open(_) | Atom::Close(_) => None,
        })
        .unwrap_or(' ')
}
