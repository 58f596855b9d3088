//! What becomes of a changelog that users write to.

use super::*;
use crate::package::sample;

fn since(state: &str, text: &str) -> Since {
    changed(state, "now", text)
}

fn changed(old: &str, new: &str, text: &str) -> Since {
    Since::new(old.to_owned(), new.to_owned(), text.to_owned())
}

fn of(since: Option<Since>) -> Changelog {
    let sample = sample::sample();
    changelog(&sample.api, &sample.client, since)
}

#[test]
fn the_first_entry_tells_what_there_is() {
    insta::assert_snapshot!(of(None).text(None), @r"
    # Changelog

    What changed for callers of this crate. Postwright writes what stands between its marks; the rest is yours.

    ## [1.2.3-beta.1]

    <!-- postwright: since first -->
    ### Added

    - The client of Shop, with 3 operations.
    <!-- postwright: end -->
    ");
}

#[test]
fn it_is_written_into_a_new_crate_and_when_an_entry_is_asked_for() {
    let (plain, asked) = (of(None), of(Some(since("a", ""))));
    assert!(plain.is_due(true, false));
    for (is_new, is_there) in [(true, true), (false, false), (false, true)] {
        assert!(!plain.is_due(is_new, is_there) && asked.is_due(is_new, is_there));
    }
    assert_eq!(asked.text(Some("mine\r\n")), "mine\r\n");
    assert_eq!(asked.text(None), plain.text(None));
}

#[test]
fn an_entry_stands_under_its_version_and_is_written_once() {
    let one = merged("# Changelog\n", "Unreleased", &since("a", "One.\n"));
    insta::assert_snapshot!(one, @r"
    # Changelog

    ## [Unreleased]

    <!-- postwright: since a to now -->
    One.
    <!-- postwright: end -->
    ");
    assert_eq!(merged(&one, "Unreleased", &since("a", "One.\n")), one);
    let own = one.replace("One.\n", "Own words.\n") + "\nMine.\n\n## [1.0.0] - 2024-05-31\n\nOld.\n";
    let two = merged(&own, "Unreleased", &since("b", "Two.\n"));
    let two = merged(&two, "Unreleased", &since("a", "More.\n"));
    let two = merged(&two, "1.0.0", &since("c", "Three.\n"));
    let two = merged(&two, "1.1.0", &since("d", "Four.\n"));
    insta::assert_snapshot!(two, @r"
    # Changelog

    ## [Unreleased]

    <!-- postwright: since b to now -->
    Two.
    <!-- postwright: end -->

    <!-- postwright: since a to now -->
    More.
    <!-- postwright: end -->

    Mine.

    ## [1.1.0]

    <!-- postwright: since d to now -->
    Four.
    <!-- postwright: end -->

    ## [1.0.0] - 2024-05-31

    <!-- postwright: since c to now -->
    Three.
    <!-- postwright: end -->

    Old.
    ");
    // What was not released yet gets its version, and what is undone is no change.
    let moved = merged(&one, "2.0.0", &since("a", "One.\n"));
    assert!(
        moved.starts_with("# Changelog\n\n## [Unreleased]\n\n## [2.0.0]\n\n<!-- postwright: since a"),
        "{moved}"
    );
    assert_eq!(merged(&one, "Unreleased", &since("a", "")), "# Changelog\n\n## [Unreleased]\n");
}

#[test]
fn an_entry_without_an_end_takes_nothing_with_it() {
    let begin = |state: &str| format!("<!-- postwright: since {state} -->");
    let broken = format!("## [1.0.0]\n\n{}\nOne.\n\nMine.\n", begin("a"));
    let next = format!("\n{}\nOld.\n{END}\n", begin("b"));
    for rest in ["", &next, &format!("\n## 0.9.0\n\nMine.\n{next}")] {
        let text = merged(&format!("{broken}{rest}"), "1.0.0", &since("a", "Two.\n"));
        assert!(text.contains("Two.") && text.ends_with(&format!("One.\n\nMine.\n{rest}")), "{text}");
        assert_eq!(merged(&text, "1.0.0", &since("a", "Two.\n")), text);
    }
}

#[test]
fn what_is_released_stays() {
    let log = merged("# Changelog\n", "Unreleased", &changed("x", "y", "Forth.\n"));
    for heading in [
        "## [0.2.0] - 2026-01-01",
        "## v0.2.0",
        "## [0.2.0](https://x.test) (2026-01-01)",
        "## 2026-01-01",
        "## Version 0.2.0 (2026-01-01)",
        "## Release 0.2.0",
        "## shop 0.2.0",
        "## (0.2.0)",
        "## 📦 0.2.0",
        "## <a name=\"0.2.0\"></a>0.2.0",
        "### [0.2.0](https://x.test)",
        "# 0.2.0",
        "## May 2026",
        "0.2.0\n-----",
        "The first\n==",
    ] {
        let released = log.replace("## [Unreleased]", heading).replace("Forth.", "Own words.");
        assert_eq!(merged(&released, "Unreleased", &changed("x", "y", "Forth.\n")), released, "{heading}");
        let open = released.replace(heading, &format!("## Unreleased\n\n{heading}"));
        assert_eq!(merged(&open, "Unreleased", &changed("x", "y", "Forth.\n")), open, "{heading}");
        // The user's version need not be the collection's.
        assert_eq!(merged(&released, "9.0.0", &changed("x", "y", "Forth.\n")), released, "{heading}");
        // More has changed since.
        let more = merged(&released, "Unreleased", &changed("x", "z", "More.\n"));
        assert!(
            more.starts_with("# Changelog\n\n## [Unreleased]\n\n<!-- postwright: since x to z"),
            "{more}"
        );
        assert!(more.ends_with(&released["# Changelog\n\n".len()..]), "{more}");
        // And that was undone.
        let undone = merged(&more, "Unreleased", &changed("x", "y", "Forth.\n"));
        assert_eq!(undone, released.replace(heading, &format!("## [Unreleased]\n\n{heading}")));
    }
}

#[test]
fn an_sdk_that_was_so_before_has_an_entry_for_each_time() {
    let one = merged("", "1.0.0", &changed("x", "y", "Forth.\n"));
    let two = merged(&one, "2.0.0", &changed("y", "x", "Back.\n"));
    let three = merged(&two, "3.0.0", &changed("x", "y", "Forth again.\n"));
    insta::assert_snapshot!(three, @r"
    ## [3.0.0]

    <!-- postwright: since x to y -->
    Forth again.
    <!-- postwright: end -->

    ## [2.0.0]

    <!-- postwright: since y to x -->
    Back.
    <!-- postwright: end -->

    ## [1.0.0]

    <!-- postwright: since x to y -->
    Forth.
    <!-- postwright: end -->
    ");
    // The same where the user gives the versions.
    let open = merged(&two, "Unreleased", &changed("x", "y", "Forth again.\n"));
    assert_eq!(open, three.replace("3.0.0", "Unreleased"));
    assert_eq!(merged(&two, "3.0.0", &changed("x", "x", "")), two);
}

#[test]
fn headings_are_written_in_many_ways() {
    let one = since("a", "One.\n");
    for (text, before) in [
        ("## v2.0.0 - today\n\nMine.\n", "## v2.0.0 - today\n\n<!-- postwright"),
        ("\u{feff}## [2.0.0]\n", "\u{feff}## [2.0.0]\n\n<!-- postwright"),
        ("\u{feff}## [1.0.0]\n", "\u{feff}## [2.0.0]\n\n<!-- postwright"),
        ("Title\n===\n\n1.0.0\n---\n", "Title\n===\n\n## [2.0.0]\n\n<!-- postwright"),
        ("2.0.0\n---\nWords.\n", "2.0.0\n---\n\n<!-- postwright"),
        ("## About this file\n\n## 1.0.0\n", "## About this file\n\n## [2.0.0]\n\n<!-- postwright"),
        ("## About this file\n", "## About this file\n\n## [2.0.0]\n\n<!-- postwright"),
        ("```\n## [2.0.0]\n```\n\n## 1.0.0\n", "```\n## [2.0.0]\n```\n\n## [2.0.0]\n\n<!-- postwright"),
        ("<!--\n## [2.0.0]\n-->\n", "<!--\n## [2.0.0]\n-->\n\n## [2.0.0]\n\n<!-- postwright"),
    ] {
        let new = merged(text, "2.0.0", &one);
        assert!(new.starts_with(before), "{new}");
        assert_eq!(merged(&new, "2.0.0", &one), new);
        // An editor moved the marks.
        let moved = new.replace("<!-- post", "   <!-- post");
        assert_eq!(merged(&moved, "2.0.0", &one), new);
    }
}

#[test]
fn lines_that_are_there_keep_their_endings() {
    let text = "# Changelog\n\n## 1.0.0\n\nMine.\r\n";
    let new = merged(text, "1.0.0", &since("a", "One.\n"));
    assert!(new.ends_with("end -->\n\nMine.\r\n") && new.matches('\r').count() == 1, "{new:?}");
    let windows = "# Changelog\r\n\r\n## 1.0.0\r\n\r\nMine.\n";
    let new = merged(windows, "1.0.0", &since("a", "One.\n"));
    assert!(new.contains("One.\r\n<!-- postwright: end -->\r\n\r\nMine.\n"), "{new:?}");
    assert_eq!(merged(&new, "1.0.0", &since("a", "")), windows);
    let unix = new.replace("\r\n", "\n");
    assert_eq!(merged(&unix, "1.0.0", &since("a", "One.\n")), unix);
}

/// Texts that nobody would write: a second run changes nothing, and no line of the user's is lost.
#[test]
fn whatever_is_there_an_entry_is_written_once_and_nothing_is_lost() {
    const LINES: [&str; 22] = [
        "# Changelog",
        "### Added",
        "### v3.0.0",
        "---",
        "==",
        "1.0.0",
        "## [Unreleased]",
        "## [1.0.0] - 2024-05-31",
        "## v2.0.0",
        "## About",
        "```",
        "~~~~",
        "- ```rust",
        "<!--",
        "-->",
        "Words <!-- of",
        "",
        "Mine.",
        "<!-- postwright: since a to now -->",
        "<!-- postwright: since b -->",
        END,
        "One.",
    ];
    let mut dice: u64 = 0x5eed;
    let mut roll = |sides: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        usize::try_from(dice >> 33).unwrap() % sides
    };
    for _ in 0..20_000 {
        let text: String = (0..roll(14))
            .flat_map(|_| [LINES[roll(LINES.len())], ["\n", "\r\n"][usize::from(roll(5) == 0)]])
            .collect();
        let heading = ["Unreleased", "1.0.0", "3.0.0"][roll(3)];
        let since = since("a", "One.\n");
        let new = merged(&text, heading, &since);
        assert_eq!(merged(&new, heading, &since), new, "{text:?}");
        let target = Topic::of(heading, 1);
        let all = sections(&text);
        let pending: Vec<_> =
            all.iter().filter(|it| it.is_open(&target)).flat_map(|it| &it.entries).collect();
        let mut left = new.split_inclusive('\n');
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let is_entry = pending.iter().any(|it| it.mark.since == "a" && it.range.contains(&start));
            start += line.len();
            let is_there = is_entry || line.trim().is_empty() || left.any(|other| other == line);
            assert!(is_there, "{line:?} of {text:?} is not in {new:?}");
        }
    }
}
