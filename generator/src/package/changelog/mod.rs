//! What changed for callers into the entry of a `CHANGELOG.md`; all that stands outside of Postwright's own parts stays.

mod heading;
mod mark;
mod outline;
mod place;

use super::cargo_toml;
use crate::{api::Api, literal, manifest, rust::Client, write::Shared};
use heading::{Topic, UNRELEASED};
use mark::{END, Mark};
use outline::sections;

/// What changed since an earlier state of the collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Since {
    /// The collection of then, and all that the SDK of now is made of.
    mark: Mark,
    /// The Markdown of the entry; empty if nothing changed.
    pub(crate) text: String,
}

impl Since {
    /// The entry for what changed between two states, which have names in letters and digits.
    pub(crate) fn new(old: String, new: String, text: String) -> Self {
        Self { mark: Mark { since: old, to: Some(new) }, text }
    }
}

const TITLE: &str = "# Changelog

What changed for callers of this crate. Postwright writes what stands between its marks; the rest is yours.
";

/// The name of the first entry, which has no earlier state.
const FIRST: &str = "first";

/// What some editors put in front of a text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

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
    let first = Since { mark: Mark { since: FIRST.to_owned(), to: None }, text };
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
            (Some(there), Some(since)) => merged(there, &self.heading, since),
        }
    }

    /// Where several crates have one changelog, each would take the entries of the others for its own.
    fn instead_of_link(&self) -> &'static str {
        "remove the link, or leave `--since` out and put what `postwright diff OLD NEW --format markdown` prints into \
         the changelog that it leads to"
    }
}

/// The text with this entry under its heading, in the place of the one since the same state. All that stands outside of
/// that entry stays as it is, to the byte.
fn merged(text: &str, heading: &str, since: &Since) -> String {
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => [BYTE_ORDER_MARK, &with_entry(text, heading, since)].concat(),
        None => with_entry(text, heading, since),
    }
}

fn with_entry(text: &str, heading: &str, since: &Since) -> String {
    let target = Topic::of(heading, 1);
    let all = sections(text);
    // All other sections are history, even what stands there since the same state: a collection may have been so twice.
    let (open, history): (Vec<_>, Vec<_>) = all.iter().partition(|section| section.is_open(&target));
    let last = history.iter().find(|section| !section.entries.is_empty());
    // Told already, if the user has given its heading a version.
    let is_told = last.is_some_and(|last| last.entries.iter().any(|entry| entry.mark == since.mark));
    let is_entry = !is_told && !since.text.is_empty();
    let ending = place::line_ending(text);
    let entry = format!("{}\n{}{END}\n", since.mark.line(), since.text);
    let pending = open.iter().flat_map(|section| section.entries.iter().map(|old| (&section.topic, old)));
    let pending: Vec<_> = pending.filter(|(_, old)| old.mark.since == since.mark.since).collect();
    let own = pending.iter().find(|(topic, _)| is_entry && **topic == target);
    if let Some((_, old)) = own {
        return place::replaced(text, &old.range, &entry, ending);
    }
    // From the last one on, so that the others stay where they are.
    let new = pending.iter().rev().fold(text.to_owned(), |text, (_, old)| place::without(&text, &old.range));
    if !is_entry {
        return new;
    }
    added(&new, heading, &target, &entry, ending)
}

/// The text with one more entry: below its heading, which gets its place if there is none.
fn added(text: &str, heading: &str, target: &Topic, entry: &str, ending: &str) -> String {
    let all = sections(text);
    if let Some(section) = all.iter().find(|section| section.topic == *target) {
        return place::inserted(text, section.heading.end, entry, ending);
    }
    let at = all.iter().find(|section| section.is_release()).map_or(text.len(), |next| next.heading.start);
    place::inserted(text, at, &format!("## [{heading}]\n\n{entry}"), ending)
}

#[cfg(test)]
mod tests;
