//! What descriptions become, and that nothing bad is among it.

use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(docs(text).join("\n"), expected, "from {text:?}");
}

#[test]
fn plain_text_means_itself() {
    check("", "");
    check(" \n\t\n", "");
    check("Gets a user.", "Gets a user.");
    check("snake_case and _x", "snake_case and \\_x");
    check("users[].name is Vec<T> & a|b", "users\\[\\].name is Vec`<T>` & a|b");
    check("a &lt;b&gt; &amp;copy;", "a \\<b> \\&copy;");
    check("1\\. one\n\\- two\n\\# three", "1\\. one - two # three");
    check("a\u{202e}b\u{0}c&#8238;d&#13;e", "abcd e");
    check("one\r\ntwo\rthree", "one two three");
}

#[test]
fn markdown_stays_markdown() {
    check(
        "# Users\n\nA **bold** and *soft* and ~~old~~ word.",
        "### Users\n\nA **bold** and *soft* and ~~old~~ word.",
    );
    check("* a\n* b\n    * c\n\n1) one\n2) two", "- a\n- b\n  - c\n\n1. one\n2. two");
    check("- a\n\n  5. b\n  6. c", "- a\n\n  5. b\n  6. c");
    check("> quoted\n> ```rust\n> fn main() {}\n> ```", "> quoted\n>\n> ```text\n> fn main() {}\n> ```");
    check("text\n\n    indented", "text\n\n```text\nindented\n```");
    check("a  \nb", "a\\\nb");
    check(
        "|a|b|\n|---|--:|\n|`x\\|y`|[l](http://a.bc)|",
        "| a | b |\n| --- | --: |\n| `x\\|y` | [l](http://a.bc) |",
    );
    check("a\n\n---\n\nb", "a\n\n***\n\nb");
    check("- [ ] task\n- [x] done", "- \\[ \\] task\n- \\[x\\] done");
    check("`` a`b ``", "``a`b``");
}

#[test]
fn links_go_out_or_are_text() {
    check(
        "See [docs](https://a.bc/d) and [x](#x), [y](y.md) [z].",
        "See [docs](https://a.bc/d) and x, y \\[z\\].",
    );
    check("At https://a.bc/d_e, (http://b.cd).", "At <https://a.bc/d_e>, (<http://b.cd>).");
    check("https://<span>a.bc</span>/d", "<https://a.bc/d>");
    check("![logo](https://a.bc/l.png) ![](x.png)", "[logo](https://a.bc/l.png) image");
    check("[![badge](https://a.bc/b.svg)](https://a.bc)", "[badge](https://a.bc)");
    check("[`User`][user] and [^1]\n\n[user]: https://a.bc (t)", "[`User`](https://a.bc) and \\[^1\\]");
    check("wow\\![a](http://b.cd)", "wow\\![a](http://b.cd)");
}

#[test]
fn html_becomes_markdown() {
    check(
        "<p>Hello <b>big</b><br/>world</p><p>and &quot;more&quot;</p>",
        "Hello **big**\\\nworld\n\nand \"more\"",
    );
    check(
        "<ul>\n<li>One</li>\n<li>Two <code>a*b</code>\n<ol><li>deep</li></ol></li></ul>after",
        "- One\n- Two `a*b`\n  1. deep\n\nafter",
    );
    check("<h1>Title</h1>\n<a href=\"https://a.bc\">link</a>", "### Title\n\n[link](https://a.bc)");
    check(
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td></tr></table>",
        "| a | b |\n| --- | --- |\n| 1\\|2 |  |",
    );
    check("<pre>\nfn a() {\n  b\n}\n</pre>", "```text\nfn a() {\n  b\n}\n```");
    check("<x-y><code><b>```</code>", "`<x-y>` ```` ``` ````");
    check("Use <your-token> or <id>.", "Use `<your-token>` or `<id>`.");
    check("a <!-- b --> c <script>alert(1)</script>", "a c alert(1)");
    check("<div>\n\n**md**\n\n</div>", "**md**");
}

#[test]
fn lines_are_wrapped_and_capped() {
    let lines = docs(&"word ".repeat(100));
    assert!(lines.len() > 4 && lines.iter().all(|line| line.chars().count() <= WIDTH));
    let lines = docs(&"line\n\n".repeat(20_000));
    assert!(lines.len() <= MAX_LINES + 4, "{}", lines.len());
    assert_eq!(lines.last().map(String::as_str), Some(GOES_ON));
    let lines = docs(&format!("```\n{}```", "code\n".repeat(20_000)));
    assert_eq!(
        lines.get(lines.len() - 3..),
        Some(&["```".to_owned(), String::new(), GOES_ON.to_owned()][..])
    );
}

#[test]
fn names_stay_on_one_line() {
    assert_eq!(inline("a *b*\n# [c] <d> `e`"), "a \\*b\\* # \\[c\\] \\<d> \\`e\\`");
    assert_eq!(inline("- 1. x"), "\\- 1. x");
    assert_eq!(inline("  "), "");
}

/// Pieces that Markdown takes for something.
const NASTY: &[&str] = &[
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~~",
    "~",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "<",
    ">",
    "</",
    "/>",
    "<b>",
    "</b>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<pre>",
    "</pre>",
    "<!--",
    "-->",
    "<code>",
    "</code>",
    "<a href=\"http://a.bc\">",
    "</a>",
    "<br>",
    "<x y>",
    "#",
    "## ",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "2) ",
    "> ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "  \n",
    "|",
    "|-|",
    "---",
    "===",
    ":-:",
    "\\",
    "&",
    "&amp;",
    "&#10;",
    "&lt;",
    "http://a.bc",
    "https://a.bc/d?e=[f]&g;",
    "mailto:a@b.cd",
    "<a@b.cd>",
    "[x]: http://a.bc",
    "[x]",
    "[^1]",
    "[^1]: ",
    "[ ] ",
    "word",
    "two words",
    ".",
    "!",
    ":",
    "é",
    "\u{202e}",
    "\u{a0}",
    "😀",
    "\u{0}",
    "$",
    "$$",
    "{#id}",
    "+++",
    "/",
    "//",
];

/// Descriptions made of such pieces, always the same ones.
fn nasty(count: usize) -> impl Iterator<Item = String> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    (0..count).map(move |_| (0..=next(24)).map(|_| NASTY[next(NASTY.len())]).collect())
}

#[test]
fn nothing_nasty_survives() {
    let mut shown_as_it_is = 0;
    for text in nasty(10_000) {
        let lines = docs(&text);
        let joined = lines.join("\n");
        assert!(is_safe(&joined), "from {text:?}:\n{joined}");
        assert!(
            lines.iter().all(|line| !line.chars().any(is_hidden) && !line.ends_with(' ')),
            "from {text:?}:\n{joined}"
        );
        let (clean, cut) = clean(&text);
        let mut writer = blocks::Writer::default();
        reader::read(&clean, &mut writer);
        if !is_safe(&writer.finish(cut).join("\n")) {
            shown_as_it_is += 1;
            if shown_as_it_is < 10 {
                println!("unsafe from {text:?}:\n{joined}\n");
            }
        }
        let name = inline(&text);
        assert!(is_safe(&name) && !name.contains('\n'), "from {text:?}: {name}");
    }
    assert_eq!(shown_as_it_is, 0);
}

/// The text that a reader sees.
fn plain(markdown: &str) -> String {
    let mut plain = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => plain.push(' '),
            Event::Start(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_text_stays_the_same() {
    for text in nasty(5_000).filter(|text| !text.contains(['<', '!', '>']) && !text.contains("://")) {
        let (clean, _) = clean(&text);
        let (before, after) = (plain(&clean), plain(&docs(&text).join("\n")));
        let strip =
            |text: &str| text.chars().filter(|c| !c.is_whitespace() && !is_hidden(*c)).collect::<String>();
        assert_eq!(strip(&before), strip(&after), "from {text:?}:\n{}", docs(&text).join("\n"));
    }
}

#[test]
fn long_descriptions_take_linear_time() {
    for piece in NASTY {
        let start = std::time::Instant::now();
        docs(&piece.repeat(200_000 / piece.len()));
        assert!(start.elapsed().as_secs() < 5, "{piece:?} takes {:?}", start.elapsed());
    }
}

#[test]
fn fences_are_longer_than_what_they_hold() {
    assert_eq!(fence("a `b` ``"), "```");
    assert_eq!(fence("```\ncode\n````"), "`````");
}
