//! The text of a changelog into its sections and Postwright's entries in them.

use std::ops::Range;

use super::heading::{Heading, Topic};
use super::mark::Mark;

/// A heading, and what stands below it.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) topic: Topic,
    /// Its lines, with their breaks.
    pub(super) heading: Range<usize>,
    pub(super) entries: Vec<Entry>,
}

impl Section {
    /// Whether entries in it may still change: it has no version yet, or that which entries are written under.
    pub(super) fn is_open(&self, target: &Topic) -> bool {
        matches!(self.topic, Topic::Nothing | Topic::Unreleased) || self.topic == *target
    }

    /// Whether it is of a release, before which stands what is not released yet. Below `## About this file` is no entry.
    pub(super) fn is_release(&self) -> bool {
        match self.topic {
            Topic::Version(_) => true,
            Topic::Other => !self.entries.is_empty(),
            Topic::Nothing | Topic::Unreleased => false,
        }
    }
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) mark: Mark,
    /// From its mark to behind the line of its end.
    pub(super) range: Range<usize>,
}

/// The sections of a text, in its order; the first one has no heading.
///
/// What stands in code and in comments is none of them. An entry whose end is gone is none either: it would take all that
/// follows with it.
pub(super) fn sections(text: &str) -> Vec<Section> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let hidden = hidden(&lines);
    let mut sections = vec![Section { topic: Topic::Nothing, heading: 0..0, entries: Vec::new() }];
    let mut has_title = false;
    let mut open: Option<(Mark, usize)> = None;
    let mut end = 0;
    for (index, (line, is_hidden)) in lines.iter().zip(&hidden).enumerate() {
        let start = end;
        end += line.len();
        if *is_hidden {
            continue;
        }
        let next = lines.get(index + 1).copied().filter(|_| hidden.get(index + 1) == Some(&false));
        if let Some(heading) = Heading::of(line, next) {
            let may_be_title = heading.level == 1 && !has_title && sections.len() == 1;
            // A title may speak of a version: `# Changes of shop 2.0`.
            let topic = Topic::of(heading.text, if may_be_title { 1 } else { 2 });
            match (heading.level, &topic) {
                (1, Topic::Other) if may_be_title => has_title = true,
                (3, Topic::Other) | (4.., _) => continue,
                _ => {
                    let end = end + next.filter(|_| heading.is_underlined).map_or(0, str::len);
                    sections.push(Section { topic, heading: start..end, entries: Vec::new() });
                }
            }
            open = None;
        } else if let Some(mark) = Mark::of(line) {
            open = Some((mark, start));
        } else if Mark::is_end(line)
            && let Some((mark, start)) = open.take()
            && let Some(section) = sections.last_mut()
        {
            section.entries.push(Entry { mark, range: start..end });
        }
    }
    sections
}

/// Which lines are those of code between fences, or of comments that take several lines. What is opened and never closed
/// hides nothing: nobody meant all the rest.
fn hidden(lines: &[&str]) -> Vec<bool> {
    let mut hidden = vec![false; lines.len()];
    // What was looked for in vain is not looked for again, so that it takes no square of the time.
    let mut unclosed = Vec::new();
    let mut place = 0;
    while let Some(line) = lines.get(place) {
        let start = place;
        place += 1;
        let Some(block) = Block::of(line).filter(|block| !unclosed.contains(block)) else { continue };
        match lines.iter().skip(place).position(|line| block.is_closed_by(line)) {
            Some(count) => {
                place += count + 1;
                hidden.iter_mut().take(place).skip(start).for_each(|it| *it = true);
            }
            None => unclosed.push(block),
        }
    }
    hidden
}

/// Lines that are no Markdown.
#[derive(PartialEq, Eq)]
enum Block {
    Comment,
    Code { fence: char, length: usize },
}

impl Block {
    /// The block that a line opens and does not close.
    fn of(line: &str) -> Option<Self> {
        let mut rest = line.trim_start();
        // `<!-->` is a whole comment.
        if rest.starts_with("<!--") {
            let last = rest.rsplit("<!--").next()?;
            return (!last.contains("-->") && !last.starts_with('>')).then_some(Self::Comment);
        }
        // Code may be that of an item of a list.
        while let Some(inner) = ["- ", "* ", "+ ", "> "].iter().find_map(|mark| rest.strip_prefix(mark)) {
            rest = inner.trim_start();
        }
        let fence = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = rest.trim_start_matches(fence);
        let length = rest.len() - info.len();
        // Backticks on both sides are code within a line.
        (length >= 3 && !(fence == '`' && info.contains('`'))).then_some(Self::Code { fence, length })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        match *self {
            // Who puts a whole entry into a comment means all of it.
            Self::Comment => line.contains("-->") && !Mark::is_one(line),
            Self::Code { fence, length } => {
                let line = line.trim().trim_start_matches("> ");
                line.len() >= length && line.chars().all(|c| c == fence)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The topics of a text's headings, and under how many of them which entries stand.
    fn seen(text: &str) -> (Vec<String>, Vec<(usize, String)>) {
        let sections = sections(text);
        let topics = sections.iter().skip(1).map(|section| match &section.topic {
            Topic::Version(version) => version.clone(),
            Topic::Nothing | Topic::Unreleased | Topic::Other => format!("{:?}", section.topic),
        });
        let entries = sections.iter().enumerate().flat_map(|(index, section)| {
            section.entries.iter().map(move |entry| (index, entry.mark.since.clone()))
        });
        (topics.collect(), entries.collect())
    }

    const ENTRY: &str = "## 1.0\n<!-- postwright: since a -->\nOne.\n<!-- postwright: end -->\n";

    #[test]
    fn what_stands_in_code_and_comments_is_not_seen() {
        for (before, after) in [
            ("```\n", "```\n"),
            ("  ~~~~ markdown\n```\n~~~\n", "~~~~~\n"),
            ("- ```\n", "  ```\n"),
            ("<!--\n", "-->\n"),
            ("<!-- a --> <!-- b\n\n", "-->\n"),
        ] {
            let text = format!("{before}{ENTRY}{after}\n## 2.0\n");
            assert_eq!(seen(&text), (vec!["2.0".to_owned()], Vec::new()), "{text}");
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
            assert_eq!(seen(&text), (vec!["1.0".to_owned()], vec![(1, "a".to_owned())]), "{text}");
        }
    }

    #[test]
    fn sections_begin_with_headings_of_releases() {
        let text = "# Changes of shop 2.0\n## Unreleased\n### Added\n#### 0.9\n### v0.3\n0.2.0\n-----\n## May 2026\n";
        let later = "# 0.1.0\n# Of before\nWords\n===\n";
        let topics = ["Unreleased", "0.3", "0.2.0", "Other", "0.1.0", "Other", "Other"];
        assert_eq!(seen(&format!("{text}{later}")).0, topics);
        assert_eq!(seen("# v0.1\n# Changelog\n").0, ["0.1", "Other"]);
        assert_eq!(seen("### Added\n\nChangelog\n=====\n").0, [""; 0]);
        let text = "A\n\n0.2.0\n---\nB\n";
        let range = sections(text).pop().map(|section| section.heading);
        assert_eq!(range.and_then(|range| text.get(range)), Some("0.2.0\n---\n"));
    }

    #[test]
    fn an_entry_ends_before_the_next_one_and_before_a_section() {
        let begin = |state: &str| format!("<!-- postwright: since {state} -->\nText.\n");
        let end = "  <!-- postwright: end -->\n";
        let text = format!("{}{}{end}{}## 1.0\n{end}{}", begin("a"), begin("b"), begin("c"), begin("d"));
        assert_eq!(seen(&text).1, [(0, "b".to_owned())]);
        for (heading, is_entry) in [("# Title", false), ("## About", false), ("### Added", true)] {
            let text = format!("{}{heading}\n{end}", begin("a"));
            assert_eq!(!seen(&text).1.is_empty(), is_entry, "{heading}");
        }
    }

    #[test]
    fn a_long_text_takes_no_square_of_the_time() {
        let start = std::time::Instant::now();
        for line in ["<!--\n", "```x\n", "x <!--\n", "~~~\n```\n"] {
            for end in ["", "\n-->\n"] {
                assert_eq!(seen(&(line.repeat(30_000) + end + "## 1.0\n")).0.len(), 1, "{line}");
            }
        }
        // It takes no second, and minutes if each line were looked at from each line before it.
        assert!(start.elapsed().as_secs() < 10);
    }
}
