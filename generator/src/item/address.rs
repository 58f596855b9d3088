//! Addresses into the entries of their queries, and into the same ones without user info and secret values.

use super::hide::MASK;
use crate::lower::secrets;

/// The address as it may be shown.
pub(super) fn shown(address: &str) -> String {
    let mut text = address.to_owned();
    if let Some(user_info) = secrets::user_info(address).filter(|info| secrets::has_literal(info)) {
        text = text.replacen(&format!("{user_info}@"), &format!("{MASK}@"), 1);
    }
    let Some((start, query)) = text.split_once('?') else { return text };
    let (query, fragment) = query.split_once('#').map_or((query, None), |(query, rest)| (query, Some(rest)));
    let entries: Vec<String> = query.split('&').map(entry).collect();
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    format!("{start}?{}{fragment}", entries.join("&"))
}

fn entry(entry: &str) -> String {
    match entry.split_once('=') {
        Some((name, value)) if secrets::is_secret(name) && secrets::is_real(value) => {
            format!("{name}={MASK}")
        }
        Some(_) | None => entry.to_owned(),
    }
}

/// The names and values in queries and fragments, of all addresses in a text.
pub(super) fn entries(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(['?', '&', '#']).skip(1).filter_map(|entry| {
        // In HTML.
        let (name, rest) = entry.strip_prefix("amp;").unwrap_or(entry).split_once('=')?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let ends = |c: char| c.is_whitespace() || c.is_control() || "\"'`<>|\\".contains(c);
        let value = rest.split(ends).next()?;
        // A sentence, or a link in Markdown, ends behind the address.
        let value = value.trim_end_matches(['.', ',', ';', ':', '!', ')', ']', '*']);
        (!name.is_empty() && name.chars().all(is_name)).then_some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn entries_are_found_in_any_text() {
        let of = |text| entries(text).map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>();
        assert_eq!(of("https://h/?a=1&b=%2F2#c=3"), ["a 1", "b %2F2", "c 3"]);
        assert_eq!(of(r#"{"u":"https:\/\/h\/x?a={{b}}","v":"/y?c=d=="}"#), ["a {{b}}", "c d=="]);
        assert_eq!(of("See [it](https://h/x?a=1&amp;b=2), or <x?c=3>."), ["a 1", "b 2", "c 3"]);
        assert_eq!(of("a=1, is it? b = 2 & c"), [""; 0]);
    }
}
