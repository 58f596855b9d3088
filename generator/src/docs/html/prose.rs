//! Descriptions into HTML that can do no harm.
//!
//! Whatever they are written in, they are first the Markdown that the SDK's documentation has, without HTML and with links
//! to the web and to mailboxes only; the sanitiser behind the writer does not rely on that.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::super::heading::Levels;
use crate::markdown::{self, is_hidden};

/// Elements that a description can become.
const TAGS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"));
    builder
});

/// Whether nothing in a text is Markdown or HTML, so that most short ones need no parser.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | ';' | '(' | ')' | '\'' | '"' | '/' | '?' | '%')
    }) && !text.starts_with([' ', '.', '(', ')', '/'])
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !text.contains("www.")
}

/// Text that means itself between tags and in quoted attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What a page must not hold, or what would turn the direction of text around it.
            '\n' | '\t' => out.push(character),
            other if is_hidden(other) => {}
            other => out.push(other),
        }
    }
    out
}

/// A description of a page, with headings below its own.
pub(super) fn blocks(text: &str) -> String {
    if is_plain(text) {
        return format!("<p>{}</p>", escaped(text));
    }
    with_headings(&markdown::docs(text).join("\n"))
}

/// Documentation of the SDK, which is safe Markdown already.
pub(super) fn rust(docs: &str) -> String {
    with_headings(docs)
}

fn with_headings(markdown: &str) -> String {
    let mut levels = Levels::default();
    let mut last = 0;
    html(markdown, |event| {
        if let Event::Start(Tag::Heading { level, .. }) = event {
            last = levels.next(level as usize);
            return Event::Start(heading(last));
        }
        let is_end = matches!(event, Event::End(TagEnd::Heading(_)));
        if is_end { Event::End(TagEnd::Heading(level(last))) } else { event }
    })
}

/// A description in the cell of a table: headings are paragraphs there.
pub(super) fn cell(text: &str) -> String {
    if is_plain(text) {
        return format!("<p>{}</p>", escaped(text));
    }
    html(&markdown::docs(text).join("\n"), |event| {
        if matches!(event, Event::Start(Tag::Heading { .. })) {
            return Event::Start(Tag::Paragraph);
        }
        if matches!(event, Event::End(TagEnd::Heading(_))) { Event::End(TagEnd::Paragraph) } else { event }
    })
}

fn html<'t>(markdown: &str, mut edit: impl FnMut(Event<'static>) -> Event<'t>) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    // What rustdoc would link to an item is shown as its name.
    let mut name = |link: BrokenLink<'_>| {
        let _ = link;
        Some((CowStr::Borrowed("#"), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(markdown, options, Some(&mut name));
    let mut links = Vec::new();
    let events = parser.map(Event::into_static).filter(|event| {
        if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event {
            links.push(&**dest_url != "#");
            return links.last().copied().unwrap_or(true);
        }
        let is_end = matches!(event, Event::End(TagEnd::Link | TagEnd::Image));
        !is_end || links.pop().unwrap_or(true)
    });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events.map(&mut edit));
    // What may be wider than a phone scrolls by itself, and can be reached with the keyboard.
    let clean = SANITISER.clean(&out).to_string();
    clean
        .replace("<pre>", "<pre tabindex=\"0\">")
        .replace("<table>", "<div class=\"wide\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
}

fn heading(number: usize) -> Tag<'static> {
    Tag::Heading { level: level(number), id: None, classes: Vec::new(), attrs: Vec::new() }
}

fn level(number: usize) -> HeadingLevel {
    HeadingLevel::try_from(number).unwrap_or(HeadingLevel::H6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_can_do_no_harm() {
        for text in [
            "<script>alert(1)</script>a",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "<a href=\"javascript:alert(1)\">a</a>",
            "<a href=\"JaVaScRiPt&#58;alert(1)\">a</a>",
            "<svg/onload=alert(1)>",
            "<iframe src=\"https://x.test\"></iframe>",
            "<form action=\"https://x.test\"><input></form>",
            "![a](https://x.test/track.png)",
            "</textarea></code></pre></main><style>*{display:none}</style>",
            "<p id=\"main\" style=\"position:fixed\" onclick=\"x()\">a</p>",
            "[a](data:text/html,<script>alert(1)</script>)",
            "```\n</code></pre><script>alert(1)</script>\n```",
        ] {
            for html in [blocks(text), cell(text)] {
                let lower = html.to_lowercase();
                for bad in [
                    "<script",
                    "<img",
                    "<svg",
                    "<iframe",
                    "<form",
                    "<input",
                    "<style",
                    " id=",
                    " style=",
                    "href=\"javascript",
                    "href=\"data",
                    "<main",
                ] {
                    assert!(!lower.contains(bad), "{text}: {html}");
                }
                assert!(!lower.contains("<p onclick"), "{html}");
            }
        }
    }

    #[test]
    fn markdown_is_markdown() {
        assert_eq!(blocks("Plain words, (really)."), "<p>Plain words, (really).</p>");
        assert_eq!(blocks("*a* `b<c`").trim(), "<p><em>a</em> <code>b&lt;c</code></p>");
        assert_eq!(
            blocks("[web](https://x.test)").trim(),
            "<p><a href=\"https://x.test\" rel=\"noopener noreferrer\">web</a></p>"
        );
        assert_eq!(blocks("### a\n\n# b\n\n## c").replace('\n', ""), "<h2>a</h2><h2>b</h2><h3>c</h3>");
        assert_eq!(cell("# a").trim(), "<p>a</p>");
        assert_eq!(cell("- a\n- b").replace('\n', ""), "<ul><li>a</li><li>b</li></ul>");
        assert_eq!(rust("See [`Client`].").trim(), "<p>See <code>Client</code>.</p>");
    }
}
