//! A request's JSON into the same one without secrets: the same rules as for generated code.

use crate::format::Json;
use crate::lower::secrets;
use crate::schemes;

/// Stands in the place of a secret.
pub(super) const MASK: &str = "••••";
/// Members that hold scripts, in all formats.
const SCRIPTS: &[&str] = &["event", "events", "preRequestScript", "tests", "scripts"];
/// A shorter secret stands in too many other words.
const SHORTEST: usize = 6;

/// An item with placeholders for its secrets, wherever they stand in it.
pub(super) fn item(item: Json) -> Json {
    let mut hidden = Vec::new();
    let item = any(item, &Place::default(), &mut hidden);
    hidden.retain(|secret: &String| secret.chars().count() >= SHORTEST);
    // A longer one may hold a shorter one.
    hidden.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    hidden.dedup();
    if hidden.is_empty() { item } else { everywhere(item, &hidden) }
}

/// What is known of the value at hand by what is around it.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    key: &'a str,
    auth: Auth,
    is_body: bool,
    in_list: bool,
}

/// Whether a value stands in an auth block.
#[derive(Clone, Copy, Default)]
enum Auth {
    #[default]
    Outside,
    /// Of a type that is not known, or not yet.
    Unknown,
    Known(&'static schemes::Scheme),
}

impl Auth {
    fn is_block(self) -> bool {
        match self {
            Self::Outside => false,
            Self::Unknown | Self::Known(_) => true,
        }
    }

    /// Whether the caller gives an attribute of this name.
    fn gives(self, key: &str) -> bool {
        match self {
            Self::Outside => false,
            Self::Unknown => true,
            Self::Known(scheme) => scheme.is_given(key),
        }
    }

    /// The same block, of which this may be the type.
    fn or(self, kind: &str) -> Self {
        match (self, schemes::find(kind)) {
            (Self::Unknown | Self::Known(_), Some(scheme)) => Self::Known(scheme),
            (own, _) => own,
        }
    }
}

/// As deep as JSON nests that can be read.
fn any(value: Json, place: &Place<'_>, hidden: &mut Vec<String>) -> Json {
    match value {
        Json::Object(object) => {
            let members = object.into_members().into_iter();
            let mut members: Vec<(String, Json)> =
                members.filter(|(key, _)| !SCRIPTS.contains(&key.as_str())).collect();
            let kind = members.iter().find(|(key, _)| key == "type").and_then(|(_, value)| value.as_text());
            let place = &Place { auth: kind.map_or(place.auth, |kind| place.auth.or(kind)), ..*place };
            let is_secret = is_secret_entry(&members, place);
            for (key, value) in &mut members {
                let below = Place {
                    key,
                    auth: below(key, place.auth),
                    is_body: place.is_body || matches!(key.as_str(), "body" | "responseBody" | "text"),
                    in_list: false,
                };
                let taken = std::mem::take(value);
                *value = match (key == "value", is_secret) {
                    (true, true) => masked(taken, hidden),
                    (true, false) if place.auth.is_block() && place.in_list => taken,
                    _ => any(taken, &below, hidden),
                };
            }
            Json::Object(members.into())
        }
        Json::List(list) => {
            let place = Place { in_list: true, ..*place };
            Json::List(list.into_iter().map(|value| any(value, &place, hidden)).collect())
        }
        Json::Text(text) => Json::Text(self::text(text, place, hidden)),
        other @ (Json::Null | Json::Boolean(_) | Json::Number(_)) => other,
    }
}

fn below(key: &str, auth: Auth) -> Auth {
    match key {
        "auth" | "helperAttributes" => Auth::Unknown,
        _ => auth.or(key),
    }
}

/// Whether an object is an entry (`key` and `value`) whose value must not be shown.
fn is_secret_entry(members: &[(String, Json)], place: &Place<'_>) -> bool {
    let text =
        |wanted: &str| members.iter().find(|(key, _)| key == wanted).and_then(|(_, value)| value.as_text());
    let Some(name) = text("key").or_else(|| text("name")) else { return false };
    let is_marked = members.iter().any(|(key, value)| key == "secret" && value.is_truthy())
        || text("type") == Some("secret");
    // Where attributes are no list, the name of a header and its secret value are members of one object.
    let of_auth = place.in_list && place.auth.gives(name);
    let is_cookie = matches!(place.key, "cookie" | "cookies");
    is_marked || of_auth || is_cookie || !place.auth.is_block() && secrets::is_secret(name)
}

fn text(text: String, place: &Place<'_>, hidden: &mut Vec<String>) -> String {
    if place.auth.is_block() {
        let gives = place.auth.gives(place.key);
        let is_name = match place.auth {
            Auth::Unknown => matches!(place.key, "type" | "key" | "id" | "in" | "name"),
            Auth::Outside | Auth::Known(_) => false,
        };
        return if gives && !is_name { mask(text, hidden) } else { text };
    }
    match place.key {
        "url" | "raw" if !place.is_body => {
            let shown = super::address::shown(&text);
            collect_query(&text, hidden);
            shown
        }
        "header" | "headers" => lines(&text, hidden),
        key if !place.is_body && secrets::is_secret(key) => mask(text, hidden),
        _ => text,
    }
}

/// The secret values in the query of an address.
fn collect_query(address: &str, hidden: &mut Vec<String>) {
    let query = address.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let pairs = query.split('&').filter_map(|entry| entry.split_once('='));
    let secret = pairs.filter(|(name, value)| secrets::is_secret(name) && secrets::is_real(value));
    hidden.extend(secret.map(|(_, value)| value.to_owned()));
}

/// Headers as one text, one in each line.
fn lines(text: &str, hidden: &mut Vec<String>) -> String {
    let line = |line: &str| match line.split_once(':') {
        Some((name, value)) if secrets::is_secret(name) => {
            let gap: String = value.chars().take_while(|c| c.is_whitespace()).collect();
            format!("{name}:{gap}{}", mask(value.trim().to_owned(), hidden))
        }
        Some(_) | None => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Whatever stands in a value is hidden, unless it only names variables.
fn masked(value: Json, hidden: &mut Vec<String>) -> Json {
    match value {
        Json::Text(text) => Json::Text(mask(text, hidden)),
        Json::Null => Json::Null,
        Json::Boolean(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => Json::Text(MASK.to_owned()),
    }
}

fn mask(text: String, hidden: &mut Vec<String>) -> String {
    if !secrets::is_real(&text) {
        return text;
    }
    let word = text.strip_prefix("Bearer ").or_else(|| text.strip_prefix("Basic "));
    let shown = if word.is_some() {
        format!("{} {MASK}", text.split(' ').next().unwrap_or_default())
    } else {
        MASK.to_owned()
    };
    hidden.push(word.unwrap_or(&text).to_owned());
    shown
}

/// Hides what is known to be secret in all texts: a description or a path may repeat it.
fn everywhere(value: Json, hidden: &[String]) -> Json {
    match value {
        Json::Text(text) => {
            let hide = |text: String, secret: &String| {
                if text.contains(secret) { text.replace(secret, MASK) } else { text }
            };
            Json::Text(hidden.iter().fold(text, hide))
        }
        Json::List(list) => Json::List(list.into_iter().map(|value| everywhere(value, hidden)).collect()),
        Json::Object(object) => {
            let members = object.into_members().into_iter();
            Json::Object(
                members.map(|(key, value)| (key, everywhere(value, hidden))).collect::<Vec<_>>().into(),
            )
        }
        other @ (Json::Null | Json::Boolean(_) | Json::Number(_)) => other,
    }
}
