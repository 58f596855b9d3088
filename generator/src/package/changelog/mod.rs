//! What changed for callers into the entry of a `CHANGELOG.md`; all that stands outside of Postwright's own parts stays.

mod heading;
mod mark;
mod outline;
mod place;

use super::cargo_toml;
use crate::{api::Api, literal, manifest, rust::Client, write::Shared};
use heading::UNRELEASED;
use mark::{END, Mark};
use outline::Outline;

/// What changed since an earlier state of the collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Since {
    /// The SDK of then, and that of now.
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
    let outline = Outline::of(text);
    let target = heading.to_ascii_lowercase();
    // Entries of other versions are history, even those since the same state: an SDK may have been so twice.
    let below = |is_meant: &dyn Fn(Option<&str>) -> bool| {
        let mut same = outline.entries.iter().filter(|entry| entry.mark.since == since.mark.since);
        same.find(|entry| is_meant(entry.version.as_deref())).map(|entry| entry.range.clone())
    };
    let own = below(&|version| version == Some(target.as_str()));
    // What was not released yet gets its version.
    let pending = own.clone().or_else(|| below(&|version| version.is_none_or(heading::is_unreleased)));
    if since.text.is_empty()
        || (own.is_none() || heading::is_unreleased(&target)) && is_released(&outline, &since.mark)
    {
        return pending.map_or_else(|| text.to_owned(), |range| place::without(text, &range));
    }
    let ending = place::line_ending(text);
    let entry = format!("{}\n{}{END}\n", since.mark.line(), since.text);
    if let Some(range) = own {
        let is_same = text.get(range.clone()).is_some_and(|old| old.lines().eq(entry.lines()));
        return if is_same { text.to_owned() } else { place::replaced(text, &range, &entry, ending) };
    }
    let text = pending.map_or_else(|| text.to_owned(), |range| place::without(text, &range));
    let headings = Outline::of(&text).headings;
    if let Some(heading) = headings.iter().find(|one| one.version == target) {
        return place::inserted(&text, heading.range.end, &entry, ending);
    }
    // What is not released yet stands before all versions.
    let next =
        headings.iter().find(|one| heading::is_unreleased(&target) || !heading::is_unreleased(&one.version));
    let at = next.map_or(text.len(), |heading| heading.range.start);
    place::inserted(&text, at, &format!("## [{heading}]\n\n{entry}"), ending)
}

/// Whether the last release tells of the same change already: that is what becomes of an entry whose heading the user gave a
/// version.
fn is_released(outline: &Outline, mark: &Mark) -> bool {
    let last = outline.headings.iter().find(|heading| !heading::is_unreleased(&heading.version));
    last.is_some_and(|last| {
        let mut entries = outline.entries.iter();
        entries.any(|entry| entry.mark == *mark && entry.version.as_ref() == Some(&last.version))
    })
}

#[cfg(test)]
mod tests;
