//! The JSON of a collection into the same one without secrets: the same rules as for generated code.

use super::found::Found;
use crate::format::Json;
use crate::lower::secrets;
use crate::schemes;

/// Stands in the place of a secret.
pub(super) const MASK: &str = "••••";
/// Members that hold scripts, in all formats.
const SCRIPTS: &[&str] = &["event", "events", "preRequestScript", "tests", "scripts"];
/// Where items, requests and folders stand, in all formats.
const HOLDERS: &[&str] =
    &["collection", "folders", "item", "items", "originalRequest", "request", "requests"];
/// Where variables stand, in all formats.
const VARIABLES: &[&str] = &["values", "variable", "variables"];

/// A document with placeholders in the places of secrets, and without scripts.
pub(super) fn document(document: Json, found: &mut Found) -> Json {
    any(document, &Place { is_holder: true, ..Place::default() }, found)
}

/// What is known of the value at hand by what is around it.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    key: &'a str,
    auth: Auth,
    is_body: bool,
    /// An item, a request or a folder, which may have scripts.
    is_holder: bool,
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

    /// Whether the value of a given attribute is a secret wherever else it stands: in blocks of types that are not known,
    /// methods and versions are hidden, too.
    fn tells(self, key: &str) -> bool {
        match self {
            Self::Outside | Self::Known(_) => true,
            Self::Unknown => secrets::is_credential(key),
        }
    }

    /// The same block, of which this may be the type.
    fn or(self, kind: &str) -> Self {
        // In v1, `oAuth1` is its name.
        match (self, schemes::find(kind).or_else(|| schemes::find(&kind.to_lowercase()))) {
            (Self::Unknown | Self::Known(_), Some(scheme)) => Self::Known(scheme),
            (own, _) => own,
        }
    }
}

/// As deep as JSON nests that can be read.
fn any(value: Json, place: &Place<'_>, found: &mut Found) -> Json {
    match value {
        Json::Object(object) => {
            let members = object.into_members().into_iter();
            let mut members: Vec<(String, Json)> =
                members.filter(|(key, _)| !place.is_holder || !SCRIPTS.contains(&key.as_str())).collect();
            // In v1, `id` names the type.
            let is_kind = |key: &str| key == "type" || place.auth.is_block() && !place.in_list && key == "id";
            let kind = members.iter().find(|(key, _)| is_kind(key)).and_then(|(_, value)| value.as_text());
            let place = &Place { auth: kind.map_or(place.auth, |kind| place.auth.or(kind)), ..*place };
            let is_secret = is_secret_entry(&members, place);
            let name = members.iter().find(|(key, _)| key == "key").and_then(|(_, value)| value.as_text());
            let name = name.unwrap_or_default().to_owned();
            note_variables(&members, place, found);
            for (key, value) in &mut members {
                let below = Place {
                    key,
                    auth: below(key, place.auth),
                    is_body: place.is_body
                        || matches!(key.as_str(), "body" | "graphqlModeData" | "responseBody" | "text"),
                    is_holder: !place.is_body && HOLDERS.contains(&key.as_str()),
                    in_list: false,
                };
                let taken = std::mem::take(value);
                *value = match (key == "value", is_secret) {
                    (true, true) if place.auth.tells(&name) => {
                        taken.as_text().into_iter().for_each(|text| found.add_cookies(&name, text));
                        masked(taken, found)
                    }
                    (true, true) => masked(taken, &mut Found::default()),
                    (true, false) if place.auth.is_block() && place.in_list => {
                        taken.as_text().into_iter().for_each(|text| found.add_addresses(text));
                        taken
                    }
                    _ => any(taken, &below, found),
                };
            }
            Json::Object(members.into())
        }
        Json::List(list) => {
            let place = Place { in_list: true, ..*place };
            Json::List(list.into_iter().map(|value| any(value, &place, found)).collect())
        }
        Json::Text(text) => {
            found.add_addresses(&text);
            Json::Text(self::text(text, place, found))
        }
        other @ (Json::Null | Json::Boolean(_) | Json::Number(_)) => other,
    }
}

fn below(key: &str, auth: Auth) -> Auth {
    match key {
        "auth" | "helperAttributes" => Auth::Unknown,
        _ => auth.or(key),
    }
}

/// Remembers a variable, or those of a map.
fn note_variables(members: &[(String, Json)], place: &Place<'_>, found: &mut Found) {
    if place.is_body || !VARIABLES.contains(&place.key) {
        return;
    }
    let member = |wanted: &str| members.iter().find(|(key, _)| key == wanted).map(|(_, value)| value);
    let name = member("key").or_else(|| member("id")).and_then(Json::as_text);
    let entry = name.zip(member("value")).filter(|_| place.in_list);
    let map = members.iter().filter(|_| !place.in_list).filter_map(|(key, value)| {
        let own = if let Json::Object(object) = value { object.get("value")? } else { value };
        Some((key.as_str(), own))
    });
    for (name, value) in entry.into_iter().chain(map) {
        match value {
            Json::Text(text) => found.add_variable(name, text),
            Json::Number(number) => found.add_variable(name, &number.to_string()),
            Json::Null | Json::Boolean(_) | Json::List(_) | Json::Object(_) => {}
        }
    }
}

/// Whether an object is an entry (`key` and `value`) whose value must not be shown.
fn is_secret_entry(members: &[(String, Json)], place: &Place<'_>) -> bool {
    let text =
        |wanted: &str| members.iter().find(|(key, _)| key == wanted).and_then(|(_, value)| value.as_text());
    let is_marked = members.iter().any(|(key, value)| key == "secret" && value.is_truthy())
        || text("type") == Some("secret");
    let Some(name) = text("key").or_else(|| text("name")) else { return is_marked };
    // Where attributes are no list, the name of a header and its secret value are members of one object.
    let of_auth = place.in_list && place.auth.gives(name);
    let is_cookie = matches!(place.key, "cookie" | "cookies");
    is_marked || of_auth || is_cookie || !place.auth.is_block() && secrets::is_secret(name)
}

fn text(text: String, place: &Place<'_>, found: &mut Found) -> String {
    if place.auth.is_block() {
        let gives = place.auth.gives(place.key);
        let is_name = match place.auth {
            Auth::Unknown => matches!(place.key, "type" | "key" | "id" | "in" | "name"),
            Auth::Outside | Auth::Known(_) => false,
        };
        return match (gives && !is_name, place.auth.tells(place.key)) {
            (true, true) => mask(text, found),
            (true, false) => mask(text, &mut Found::default()),
            (false, _) => text,
        };
    }
    match place.key {
        "url" | "raw" if !place.is_body => {
            found.add_user_info(&text);
            super::address::shown(&text)
        }
        "header" | "headers" => lines(&text, found),
        key if !place.is_body && (secrets::is_secret(key) || matches!(key, "passphrase" | "password")) => {
            mask(text, found)
        }
        _ => text,
    }
}

/// Headers as one text, one in each line.
fn lines(text: &str, found: &mut Found) -> String {
    let line = |line: &str| match line.split_once(':') {
        Some((name, value)) if secrets::is_secret(name) => {
            found.add_cookies(name, value);
            let gap: String = value.chars().take_while(|c| c.is_whitespace()).collect();
            format!("{name}:{gap}{}", mask(value.trim().to_owned(), found))
        }
        Some(_) | None => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Whatever stands in a value is hidden, unless it only names variables.
fn masked(value: Json, found: &mut Found) -> Json {
    match value {
        Json::Text(text) => Json::Text(mask(text, found)),
        Json::Null => Json::Null,
        Json::Number(number) => Json::Text(mask(number.to_string(), found)),
        Json::Boolean(_) | Json::List(_) | Json::Object(_) => Json::Text(MASK.to_owned()),
    }
}

fn mask(text: String, found: &mut Found) -> String {
    found.add(&text);
    if !secrets::is_real(&text) {
        return text;
    }
    match text.split_once(' ') {
        Some((word @ ("Bearer" | "Basic"), _)) => format!("{word} {MASK}"),
        Some(_) | None => MASK.to_owned(),
    }
}
