//! The text of a changelog into its headings of versions and Postwright's entries.

use std::ops::Range;

use super::heading::version_of;
use super::mark::Mark;

/// Where things are in a text, in its order.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) headings: Vec<Heading>,
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug)]
pub(super) struct Heading {
    pub(super) version: String,
    /// Its line, with the line break.
    pub(super) range: Range<usize>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) mark: Mark,
    /// From its mark to behind the line of its end.
    pub(super) range: Range<usize>,
    /// Below which version it stands.
    pub(super) version: Option<String>,
}

impl Outline {
    /// What stands in code and in comments is none of it. An entry whose end is gone is none either: it would take all that
    /// follows with it.
    pub(super) fn of(text: &str) -> Self {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut found = Self::default();
        let mut open: Option<(Mark, usize)> = None;
        let mut end = 0;
        for (line, is_hidden) in lines.iter().zip(hidden(&lines)) {
            let start = end;
            end += line.len();
            if is_hidden {
                continue;
            }
            if let Some(version) = version_of(line) {
                open = None;
                found.headings.push(Heading { version, range: start..end });
            } else if let Some(mark) = Mark::of(line) {
                open = Some((mark, start));
            } else if Mark::is_end(line)
                && let Some((mark, start)) = open.take()
            {
                let version = found.headings.last().map(|heading| heading.version.clone());
                found.entries.push(Entry { mark, range: start..end, version });
            }
        }
        found
    }
}

/// Which lines are those of code between fences, or of comments that take several lines. What is opened and never closed
/// hides nothing: nobody meant all the rest.
fn hidden(lines: &[&str]) -> Vec<bool> {
    let mut hidden = vec![false; lines.len()];
    let mut closings = Closings::default();
    let mut place = 0;
    while let Some(line) = lines.get(place) {
        let end = if let Some(fence) = Fence::of(line) {
            closings.of_fence(&fence, lines, place)
        } else {
            comment(line).and_then(|is_block| closings.of_comment(is_block, lines, place))
        };
        let Some(end) = end else {
            place += 1;
            continue;
        };
        hidden.iter_mut().take(end + 1).skip(place).for_each(|it| *it = true);
        // Behind a comment another one may begin.
        let is_again =
            Fence::of(line).is_none() && lines.get(end).is_some_and(|line| comment(line).is_some());
        place = if is_again { end } else { end + 1 };
    }
    hidden
}

/// Looks for ends. What was looked for in vain is not looked for again, so that it takes no square of the time.
#[derive(Default)]
struct Closings {
    /// For each character, the shortest fence that nothing closes.
    unclosed: [Option<usize>; 2],
    /// No comment ends in the lines up to this one of the same paragraph.
    no_end_before: usize,
    /// No comment ends at all.
    no_end_of_block: bool,
}

impl Closings {
    fn of_fence(&mut self, fence: &Fence, lines: &[&str], place: usize) -> Option<usize> {
        let [backticks, tildes] = &mut self.unclosed;
        let unclosed = if fence.character == '`' { backticks } else { tildes };
        if unclosed.is_some_and(|length| fence.length >= length) {
            return None;
        }
        let end = rest(lines, place).find(|(_, line)| fence.is_closed_by(line)).map(|(place, _)| place);
        if end.is_none() {
            *unclosed = Some(fence.length);
        }
        end
    }

    fn of_comment(&mut self, is_block: bool, lines: &[&str], place: usize) -> Option<usize> {
        let without = if is_block { self.no_end_of_block } else { place < self.no_end_before };
        if without {
            return None;
        }
        for (place, line) in rest(lines, place) {
            // Within a paragraph it ends with that, and a line of Postwright's own is none of it.
            let is_own = Mark::is_one(line);
            if !is_block && (line.trim().is_empty() || is_own) {
                self.no_end_before = place;
                return None;
            }
            // Who puts a whole entry into a comment means all of it.
            if line.contains("-->") && !is_own {
                return Some(place);
            }
        }
        self.no_end_before = lines.len();
        self.no_end_of_block = true;
        None
    }
}

fn rest<'a>(lines: &'a [&'a str], place: usize) -> impl Iterator<Item = (usize, &'a str)> {
    lines.iter().copied().enumerate().skip(place + 1)
}

/// Whether a line opens a comment that it does not close, and if so, whether the line begins with a comment.
fn comment(line: &str) -> Option<bool> {
    let at = line.rfind("<!--")?;
    let (before, rest) = line.split_at(at);
    // `<!-->` is a whole comment, and one in code is none.
    let is_open = !rest.get(2..)?.contains("-->") && before.matches('`').count() % 2 == 0;
    is_open.then(|| line.trim_start().starts_with("<!--"))
}

/// What code stands between.
struct Fence {
    character: char,
    length: usize,
}

impl Fence {
    /// The fence that a line opens, also that of an item of a list.
    fn of(line: &str) -> Option<Self> {
        let mut rest = line.trim_start();
        while let Some(inner) = ["- ", "* ", "+ ", "> "].iter().find_map(|mark| rest.strip_prefix(mark)) {
            rest = inner.trim_start();
        }
        let character = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = rest.trim_start_matches(character);
        let length = rest.len() - info.len();
        // Backticks on both sides are code within a line.
        (length >= 3 && !(character == '`' && info.contains('`'))).then_some(Self { character, length })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim().trim_start_matches("> ");
        line.len() >= self.length && line.chars().all(|c| c == self.character)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The versions of a text, and the states of its entries.
    fn seen(text: &str) -> (Vec<String>, Vec<String>) {
        let outline = Outline::of(text);
        let versions = outline.headings.into_iter().map(|heading| heading.version).collect();
        (versions, outline.entries.into_iter().map(|entry| entry.mark.since).collect())
    }

    const ENTRY: &str = "## 1.0\n<!-- postwright: since a -->\nOne.\n<!-- postwright: end -->\n";

    #[test]
    fn what_stands_in_code_and_comments_is_not_seen() {
        for (before, after) in [
            ("```\n", "```\n"),
            ("  ~~~~ markdown\n```\n~~~\n", "~~~~~\n"),
            ("- ```\n", "  ```\n"),
            ("<!--\n", "-->\n"),
            ("<!-- a --> <!-- b\n\n", "--> <!--\n ## 3.0\n--> text\n"),
            ("Words <!-- of a\nparagraph --> <!--\n", "\n-->\n"),
        ] {
            // In a paragraph a comment ends at the latest where that does.
            let is_over = before.starts_with("Words");
            let text = format!("{before}{ENTRY}{after}\n## 2.0\n");
            let expected: &[&str] = if is_over { &["1.0", "2.0"] } else { &["2.0"] };
            assert_eq!(seen(&text).0, expected, "{text}");
            assert_eq!(seen(&text).1.is_empty(), !is_over, "{text}");
        }
    }

    #[test]
    fn what_hides_nothing_hides_nothing() {
        for before in [
            "```\n",
            "~~~\n",
            "<!--\n",
            "Words `<!--` code\n",
            "Words <!-- open\n",
            "<!-->\n",
            "<!-- one line -->\n",
            "``` code ```\n",
            "- ``<!-- of two``\n",
        ] {
            let text = format!("{before}{ENTRY}");
            assert_eq!(seen(&text), (vec!["1.0".to_owned()], vec!["a".to_owned()]), "{text}");
        }
    }

    #[test]
    fn an_entry_ends_before_the_next_one_and_before_a_version() {
        let begin = |state: &str| format!("<!-- postwright: since {state} -->\nText.\n");
        let end = "  <!-- postwright: end -->\n";
        let text = format!("{}{}{end}{}## 1.0\n{end}{}", begin("a"), begin("b"), begin("c"), begin("d"));
        assert_eq!(seen(&text).1, ["b"]);
        let text = format!("{}## About this file\n{end}", begin("a"));
        assert_eq!(seen(&text), (Vec::new(), vec!["a".to_owned()]));
    }

    #[test]
    fn a_long_text_takes_no_square_of_the_time() {
        for line in ["<!--\n", "```x\n", "x <!--\n"] {
            for end in ["", "\n-->\n"] {
                assert_eq!(seen(&(line.repeat(60_000) + end + "## 1.0\n")).0, ["1.0"], "{line}");
            }
        }
    }
}
