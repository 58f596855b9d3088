//! An address into the same one without user info and without the values of secret entries of its query.

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
