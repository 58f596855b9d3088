//! What changed for callers into the entry of a `CHANGELOG.md`; all that stands outside of Postwright's own parts stays.

use super::cargo_toml;
use crate::{api::Api, literal, manifest, rust::Client, write::Shared};

/// What changed since an earlier state of the collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Since {
    /// Tells that state from others, in letters and digits.
    pub(crate) state: String,
    /// The Markdown of the entry; empty if nothing changed.
    pub(crate) text: String,
}

const TITLE: &str = "# Changelog

What changed for callers of this crate. Postwright writes what stands between its marks; the rest is yours.
";

/// The name of the first entry, which has no earlier state.
const FIRST: &str = "first";
/// What has no version yet.
const UNRELEASED: &str = "Unreleased";
const END: &str = "<!-- postwright: end -->";

/// What a crate's `CHANGELOG.md` shall hold beside the user's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Changelog {
    /// The version that the entries are of.
    heading: String,
    /// The entry of a crate that has no earlier state.
    first: Since,
    /// What changed since an earlier state, if one is given.
    since: Option<Since>,
}

/// The changelog of a crate: with an entry for what changed, if an earlier state is given.
pub(crate) fn changelog(api: &Api, client: &Client, since: Option<Since>) -> Changelog {
    let version = client.version.as_deref().map(str::trim).filter(|version| cargo_toml::is_semver(version));
    let count = manifest::operations(api, client).len();
    let operations = if count == 1 { "one operation" } else { &format!("{count} operations") };
    let title = literal::markdown(&client.title);
    let text = format!("### Added\n\n- The client of {title}, with {operations}.\n");
    let first = Since { state: FIRST.to_owned(), text };
    Changelog { heading: version.unwrap_or(UNRELEASED).to_owned(), first, since }
}

impl Shared for Changelog {
    fn path(&self) -> &'static str {
        "CHANGELOG.md"
    }

    /// A user who deletes it wants none, until an entry is asked for.
    fn is_due(&self, is_new: bool, is_there: bool) -> bool {
        self.since.is_some() || (is_new && !is_there)
    }

    fn text(&self, there: Option<&str>) -> String {
        match (there, &self.since) {
            (None, Some(since)) if !since.text.is_empty() => merged(TITLE, &self.heading, since),
            (None, Some(_) | None) => merged(TITLE, &self.heading, &self.first),
            (Some(there), None) => there.to_owned(),
            (Some(there), Some(since)) => {
                let text = merged(&there.replace("\r\n", "\n"), &self.heading, since);
                if there.contains("\r\n") { text.replace('\n', "\r\n") } else { text }
            }
        }
    }
}

/// The text with this entry under its heading, in the place of the one since the same state.
fn merged(text: &str, heading: &str, since: &Since) -> String {
    let begin = format!("<!-- postwright: since {} -->", since.state);
    let entry = format!("{begin}\n{}{END}\n", since.text);
    let (before, old, after) = cut(text, &begin);
    if since.text.is_empty() {
        return if old.is_empty() { text.to_owned() } else { joined(&before, &after) };
    }
    // What the user moved below another heading of the version stays there.
    if !old.is_empty() && is_under(&before, heading) {
        return format!("{before}{entry}{after}");
    }
    let text = if old.is_empty() { text.to_owned() } else { joined(&before, &after) };
    let mut lines = text.split_inclusive('\n');
    let mut head = String::new();
    for line in lines.by_ref() {
        let version = version_of(line);
        if version.is_some_and(|version| version.eq_ignore_ascii_case(heading)) {
            let rest: String = lines.collect();
            return joined(&format!("{head}{}\n\n{entry}", line.trim_end()), &rest);
        }
        // What is not released yet stands before all versions.
        if version.is_some_and(|version| heading == UNRELEASED || !version.eq_ignore_ascii_case(UNRELEASED)) {
            let rest: String = lines.collect();
            return format!("{}## [{heading}]\n\n{entry}\n{line}{rest}", ended(&head));
        }
        head.push_str(line);
    }
    format!("{}## [{heading}]\n\n{entry}", ended(&head))
}

/// The text before an entry, the entry, and what stands behind it; without an entry all is before.
fn cut(text: &str, begin: &str) -> (String, String, String) {
    let (mut before, mut old, mut after) = (String::new(), String::new(), String::new());
    for line in text.split_inclusive('\n') {
        let is_end = old.lines().last().is_some_and(|last| last.trim_end() == END);
        if !after.is_empty() || is_end {
            after.push_str(line);
        } else if !old.is_empty() || line.trim_end() == begin {
            old.push_str(line);
        } else {
            before.push_str(line);
        }
    }
    // An entry whose end is gone would take all that follows with it.
    if old.lines().last().is_some_and(|last| last.trim_end() == END) {
        return (before, old, after);
    }
    (text.to_owned(), String::new(), String::new())
}

/// Two pieces with one blank line between them.
fn joined(before: &str, after: &str) -> String {
    let after = after.trim_start_matches('\n');
    if after.is_empty() {
        format!("{}\n", before.trim_end_matches('\n'))
    } else {
        format!("{}{after}", ended(before))
    }
}

/// A piece with a blank line at its end.
fn ended(text: &str) -> String {
    let text = text.trim_end_matches('\n');
    if text.is_empty() { String::new() } else { format!("{text}\n\n") }
}

/// Whether the last heading of a version is this one.
fn is_under(before: &str, heading: &str) -> bool {
    before.lines().rev().find_map(version_of).is_some_and(|version| version.eq_ignore_ascii_case(heading))
}

/// The version that a heading begins: `1.2.0` of `## [1.2.0] - 2024-05-31`.
fn version_of(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("## ")?.trim_start().trim_start_matches('[');
    rest.split(|c: char| c == ']' || c.is_whitespace()).next().filter(|version| !version.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::sample;

    fn since(state: &str, text: &str) -> Since {
        Since { state: state.to_owned(), text: text.to_owned() }
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

        <!-- postwright: since a -->
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

        <!-- postwright: since b -->
        Two.
        <!-- postwright: end -->

        <!-- postwright: since a -->
        More.
        <!-- postwright: end -->

        Mine.

        ## [1.1.0]

        <!-- postwright: since d -->
        Four.
        <!-- postwright: end -->

        ## [1.0.0] - 2024-05-31

        <!-- postwright: since c -->
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
        let broken = "## [1.0.0]\n\n<!-- postwright: since a -->\nOne.\n\nMine.\n";
        let text = merged(broken, "1.0.0", &since("a", "Two.\n"));
        assert!(text.contains("Two.") && text.ends_with("One.\n\nMine.\n"), "{text}");
    }
}
