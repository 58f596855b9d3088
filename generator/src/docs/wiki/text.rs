//! Texts into Markdown that means them: in sentences, in cells of tables, as code.

use super::super::heading::Levels;
use crate::markdown::{self, is_hidden};

/// What means something in a line of Markdown, or begins HTML.
const SPECIAL: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '#', '&', '$'];

/// A text that means itself, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in one_line(text).chars() {
        if SPECIAL.contains(&character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn one_line(text: &str) -> String {
    let visible: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A description of a page: without HTML, and with links to the web and to mailboxes only. Its headings are below the
/// page's own, and no level is left out.
pub(super) fn blocks(text: &str) -> String {
    let mut levels = Levels::default();
    outside_of_code(&markdown::docs(text), |line| {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if level == 0 || !line[level..].starts_with(' ') {
            return line.to_owned();
        }
        format!("{}{}", "#".repeat(levels.next(level)), &line[level..])
    })
}

/// Documentation of the SDK, which is safe Markdown already; the names that rustdoc makes links of are names here.
pub(super) fn rust(docs: &str) -> String {
    let lines: Vec<String> = docs.lines().map(str::to_owned).collect();
    outside_of_code(&lines, |line| {
        let mut out = String::new();
        let mut rest = line;
        while let Some((before, link)) = rest.split_once("[`") {
            out.push_str(before);
            let Some((name, behind)) = link.split_once("`]") else {
                out.push_str("[`");
                rest = link;
                continue;
            };
            out.extend(["`", name, "`"]);
            rest = behind;
        }
        out + rest
    })
}

/// The lines with those outside of blocks of code edited.
fn outside_of_code(lines: &[String], mut edit: impl FnMut(&str) -> String) -> String {
    let mut fence: Option<&str> = None;
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    for line in lines {
        let opened = opened(line);
        let is_code = fence.is_some() || opened.is_some();
        fence = match fence {
            Some(open) => Some(open).filter(|open| line.trim_end() != *open),
            None => opened,
        };
        out.push(if is_code { line.clone() } else { edit(line) });
    }
    out.join("\n")
}

/// The backticks that open a block of code; behind those that are code within a line stand others.
fn opened(line: &str) -> Option<&str> {
    let (ticks, info) = line.split_at(line.len() - line.trim_start_matches('`').len());
    (ticks.len() > 2 && !info.contains('`')).then_some(ticks)
}

/// A description in the cell of a table: its paragraphs on one line; what is more than that as plain text.
pub(super) fn cell(text: &str) -> String {
    let lines = markdown::docs(text);
    let is_block = |line: &String| {
        line.starts_with(['#', '>', '|', ' ', '-', '`'])
            || line.starts_with(|first: char| first.is_ascii_digit())
    };
    if lines.iter().any(is_block) {
        return escaped(text);
    }
    let paragraphs = lines.split(String::is_empty).map(|lines| lines.join(" "));
    let paragraphs: Vec<String> = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
    bars(&paragraphs.join("<br>"))
}

/// Every bar ends a cell, in code as well, unless a backslash stands before it.
fn bars(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut slashes = 0_usize;
    for character in text.chars() {
        if character == '|' && slashes.is_multiple_of(2) {
            out.push('\\');
        }
        slashes = if character == '\\' { slashes + 1 } else { 0 };
        out.push(character);
    }
    out
}

/// A text as code in a sentence, whatever backticks it holds.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let ticks = "`".repeat(longest + 1);
    let gap = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{gap}{text}{gap}{ticks}")
}

/// The same in the cell of a table.
pub(super) fn cell_code(text: &str) -> String {
    // A backslash before a bar cannot be told from one that escapes it: such a text is no code.
    if text.contains("\\|") { escaped(text) } else { code(text).replace('|', "\\|") }
}

/// A block of code that nothing in it ends.
pub(super) fn fence(text: &str, language: &str) -> String {
    let ticks = markdown::fence(text);
    let text: String = text.chars().filter(|c| matches!(c, '\n' | '\t') || !is_hidden(*c)).collect();
    format!("{ticks}{language}\n{text}\n{ticks}")
}

/// Never more than one empty line outside of code, one behind each block of code, no break at the beginning or the end of a
/// cell, and one line break at the end.
pub(super) fn tidied(text: &str) -> String {
    let lines: Vec<String> = text.trim().lines().map(str::to_owned).collect();
    let mut gap = false;
    let edited = outside_of_code(&lines, |line| {
        let is_empty = line.trim().is_empty();
        let is_second = is_empty && gap;
        gap = is_empty;
        // Taken out below: no line of a page holds this character.
        if is_second {
            "\0".to_owned()
        } else {
            line.trim_end().replace("| <br>", "| ").replace("<br> |", " |")
        }
    });
    let kept: Vec<&str> = edited.split('\n').filter(|line| *line != "\0").collect();
    let mut out = String::with_capacity(edited.len() + 16);
    let mut fence: Option<&str> = None;
    let mut is_behind = false;
    for line in kept {
        if is_behind && !line.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        is_behind = fence == Some(line);
        fence = match fence {
            Some(open) => Some(open).filter(|_| !is_behind),
            None => opened(line),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    /// The text of a document without any of its markup; `<html>` for each piece of HTML.
    fn read(markdown: &str) -> String {
        let events = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
        let text = |event| {
            if let Event::Html(text) | Event::InlineHtml(text) = &event {
                return format!("<html {}>", text.trim());
            }
            if let Event::Text(text) | Event::Code(text) = event { text.to_string() } else { String::new() }
        };
        events.map(text).collect()
    }

    #[test]
    fn texts_mean_themselves() {
        for text in [
            "a|b",
            "<b>x</b>",
            "*a* _b_ `c` ~~d~~",
            "[a](b) ![c](d)",
            "\\| \\",
            "# &lt; $x$",
            "a `|` b",
            "{{7*7}}",
        ] {
            assert_eq!(read(&format!("x {}", escaped(text))), format!("x {text}"), "{text}");
            let table = format!("| a | b |\n|--|--|\n| {} | {} |\n", escaped(text), cell_code(text));
            assert_eq!(read(&table), format!("ab{text}{text}"), "{table}");
        }
        assert_eq!(escaped(" a\n b "), "a b");
    }

    #[test]
    fn code_cannot_be_left() {
        for text in ["a", "`", "a``b", "```\n<script>\n```", "````"] {
            let fenced = fence(text, "json");
            assert_eq!(read(&fenced).trim_end(), text, "{fenced}");
        }
        assert_eq!(read(&code("a`b")), "a`b");
    }

    #[test]
    fn descriptions_hold_no_html() {
        for text in
            ["<script>x()</script>", "a <b onclick=x>b</b>", "| a |\n|--|\n| <i>b</i> |", "- a\n- <b>c</b>"]
        {
            assert!(!read(&blocks(text)).contains("<html"), "{}", blocks(text));
            let table = read(&format!("| a |\n|--|\n| {} |\n", cell(text)));
            assert!(!table.replace("<html <br>>", "").contains("<html"), "{table}");
        }
        assert_eq!(cell("One.\n\nTwo | *three*."), "One.<br>Two \\| *three*.");
        assert_eq!(blocks("# a\n\nb\n\n##### c\n\n# d"), "## a\n\nb\n\n### c\n\n## d");
        assert_eq!(
            blocks("```a``b``` c\n\n# d\n\n```\n# e\n```"),
            "```a``b``` c\n\n## d\n\n```text\n# e\n```"
        );
        assert_eq!(rust("Of [`A`], [`B`]\n```text\n[`C`]\n```"), "Of `A`, `B`\n```text\n[`C`]\n```");
    }

    #[test]
    fn gaps_are_single_but_in_code() {
        assert_eq!(tidied("\n\na\n\n\n\nb\n```\n\n\nc\n```\n\n\n"), "a\n\nb\n```\n\n\nc\n```\n");
        assert_eq!(tidied("````json\n```\n# a\n````\n## B\nc"), "````json\n```\n# a\n````\n\n## B\nc\n");
        assert_eq!(tidied("```a``` b\n\n\n\n```\nc\n```\nd"), "```a``` b\n\n```\nc\n```\n\nd\n");
        assert_eq!(tidied("| <br>a | b<br> |"), "| a | b |\n");
    }
}
