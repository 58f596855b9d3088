//! A name that matches nothing into those that may have been meant.

use super::Place;
use crate::diagnostic::{Code, Diagnostic, Pointer};

/// So many are suggested.
const MOST: usize = 3;

/// The names that are close to what was written, the closest first.
pub(crate) fn near<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = written.to_lowercase().chars().collect();
    let limit = (wanted.len() / 3).max(1);
    let weigh = |name: &'a str| {
        let other: Vec<char> = name.to_lowercase().chars().collect();
        let is_part = wanted.len() > 2 && name.to_lowercase().contains(&written.to_lowercase());
        let distance = distance(&wanted, &other);
        (distance <= limit || is_part).then_some((if is_part { distance.min(limit) } else { distance }, name))
    };
    let mut found: Vec<(usize, &str)> = names.filter_map(weigh).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// What to do about a name that matches nothing.
pub(crate) fn suggestion<'a>(written: &str, names: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    let near: Vec<String> = near(written, names).into_iter().map(|name| format!("`{name}`")).collect();
    if near.is_empty() { otherwise.to_owned() } else { format!("did you mean {}?", near.join(" or ")) }
}

/// The name by which the settings know a request or a folder: those of the folders around it, and its own.
pub(crate) fn address(folders: &str, name: &str) -> String {
    let name = name.trim();
    if folders.is_empty() { name.to_owned() } else { format!("{folders}/{name}") }
}

/// What is wrong with an entry that does not match exactly one request, folder, …: `what` says which.
pub(crate) fn unmatched<'a>(
    at: &Place,
    what: &str,
    written: &str,
    found: &[Pointer],
    names: impl Iterator<Item = &'a str>,
) -> Option<Diagnostic> {
    let written = written.escape_debug().to_string();
    match found {
        [_] => None,
        [] => {
            let message = format!("no {what} is called `{written}`");
            let help = suggestion(
                &written,
                names,
                "remove the entry, or write the names of the folders and its own",
            );
            Some(at.error(Code::UnmatchedSetting, message, help))
        }
        [first, ..] => {
            let message = format!("{} {what}s are called `{written}`", found.len());
            let help =
                format!("give them different names in Postman, or write the JSON pointer of one: `{first}`");
            Some(at.error(Code::UnmatchedSetting, message, help))
        }
    }
}

/// How many characters must be put in, taken out or replaced.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, a) in one.iter().enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(other) {
            let replaced = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = replaced.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_names_are_suggested() {
        let names = ["createdAt", "CreateKey", "id", "displayName", "updated"];
        let near = |written| near(written, names.into_iter());
        assert_eq!(near("createAt"), ["createdAt"]);
        assert_eq!(near("DisplayName"), ["displayName"]);
        assert_eq!(near("display"), ["displayName"]);
        assert!(near("zzzzzz").is_empty());
        assert_eq!(suggestion("ID", names.into_iter(), "x"), "did you mean `id`?");
        assert_eq!(suggestion("zzzzzz", names.into_iter(), "remove it"), "remove it");
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(distance(&chars("kitten"), &chars("sitting")), 3);
        assert_eq!((distance(&[], &chars("ab")), distance(&chars("ab"), &[])), (2, 2));
    }
}
