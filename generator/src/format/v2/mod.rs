//! A collection of format v2.0 or v2.1 turns into the model. The two differ in nothing that is not taken in both.

mod body;
mod item;
mod request;
mod response;
mod url;

#[cfg(feature = "yaml")]
pub(super) use body::{file, raw_text};
pub(super) use body::{graphql, language};
pub(super) use request::method;
pub(super) use response::{body as response_body, code};
pub(super) use url::read as read_url;

use super::entry::{self, Naming};
use super::json::{Json, Object};
use super::shape::Reader;
use super::{auth, script};
use crate::diagnostic::{Code, Diagnostic, Pointer, Severity};
use crate::postman::{Collection, Format};

/// Members that other formats have, and that Postman does not read here; each with the one that it reads.
const MISPLACED: &[(&str, &str)] = &[("variables", "variable"), ("events", "event")];

/// Reads a collection whose `item` is a list.
pub(super) fn read(mut root: Object, at: &Pointer, format: Format, reader: &mut Reader<'_>) -> Collection {
    report_misplaced(reader, &root, MISPLACED, at);
    report_head(reader, &root, at);
    let mut info = reader.object(&mut root, "info", at).unwrap_or_default();
    let info_at = at.key("info");
    // Hand-made files have the name beside the items.
    let name = reader.text(&mut info, "name", &info_at).or_else(|| reader.text(&mut root, "name", at));
    let description = reader.description(&mut info, &info_at).or_else(|| reader.description(&mut root, at));
    let variables = reader.list(&mut root, "variable", at);
    let items = reader.list(&mut root, "item", at);
    let mut dropped = Vec::new();
    Collection {
        format,
        name: name.unwrap_or_default(),
        description,
        version: info.take("version").and_then(|found| version(reader, found, &info_at.key("version"))),
        items: item::read_all(reader, items, &at.key("item"), &mut dropped),
        auth: auth::read(reader, &mut root, at),
        variables: entry::variables(reader, variables, &at.key("variable"), Naming::KeyOnly),
        behavior: script::behavior(reader, &mut root, at),
        scripts: script::events(reader, &mut root, "event", at),
        dropped,
    }
}

/// A version: a text, or its numbers.
fn version(reader: &mut Reader<'_>, found: Json, at: &Pointer) -> Option<String> {
    match found {
        Json::Null => None,
        Json::Text(text) => Some(text).filter(|text| !text.is_empty()),
        Json::Number(number) => Some(number.to_string()),
        Json::Object(mut parts) if parts.has("major") => {
            let mut part = |key: &str| reader.text(&mut parts, key, at);
            let numbers = ["major", "minor", "patch"].map(|key| part(key).unwrap_or_else(|| "0".to_owned()));
            let suffix = part("identifier").or_else(|| part("prerelease")).filter(|text| !text.is_empty());
            Some(numbers.join(".") + &suffix.map_or_else(String::new, |suffix| format!("-{suffix}")))
        }
        found @ (Json::Boolean(_) | Json::List(_) | Json::Object(_)) => {
            if !found.is_blank() {
                reader.unexpected(at, &found, "a text");
            }
            None
        }
    }
}

/// Reports a head that does not say which format this is.
fn report_head(reader: &mut Reader<'_>, root: &Object, at: &Pointer) {
    const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    let schema = super::schema(root);
    if !root.has("info") {
        let message = "`info` is missing; the collection is read as one of format v2.1";
        let note = Diagnostic::new(Severity::Note, Code::UnknownFormat, message, at.clone());
        reader
            .diagnostics
            .push(note.help(format!("add `\"info\": {{\"name\": \"…\", \"schema\": \"{SCHEMA}\"}}`")));
    } else if !schema.is_empty() && !["v2.0", "v2.1"].iter().any(|known| schema.contains(known)) {
        let message =
            format!("the format `{schema}` is not known; the collection is read as one of format v2.1");
        let help = "export the collection from Postman as v2.1";
        reader.diagnostics.warn(Code::UnknownFormat, message, &at.key("info").key("schema"), help);
    }
}

/// Reports members that hold something but stand where Postman does not look, unless the right member is there too.
fn report_misplaced(reader: &mut Reader<'_>, object: &Object, misplaced: &[(&str, &str)], at: &Pointer) {
    for (wrong, right) in misplaced {
        if !object.has(right) && object.get(wrong).is_some_and(holds_something) {
            let help = format!("call it `{right}`, in the shape that format v2.1 gives it, or remove it");
            reader.ignored(&at.key(wrong), "Postman does not read it here", &help);
        }
    }
}

/// Whether a misplaced member holds data: of an object with a `mode`, some other member does.
fn holds_something(value: &Json) -> bool {
    match value {
        Json::Object(object) => {
            object.keys().any(|key| key != "mode" && object.get(key).is_some_and(|value| !value.is_blank()))
        }
        Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => !value.is_blank(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{json, object, reading};
    use super::*;

    fn collection(text: &str) -> (Collection, Vec<String>) {
        let (collection, messages) =
            reading(|reader| read(object(text), &Pointer::root(), Format::V21, reader));
        (collection, messages)
    }

    #[test]
    fn reads_what_stands_above_the_items() {
        let (collection, messages) = collection(
            r#"{
                "info": {"name": 7, "description": {"content": "d"}, "version": {"major": 1, "minor": "2", "patch": 3}},
                "item": [], "auth": {"type": "noauth"}, "variable": [{"key": "a", "value": 1}],
                "event": [{"listen": "test", "script": {"exec": ["x"]}}],
                "protocolProfileBehavior": {"followRedirects": false}
            }"#,
        );
        assert!(messages.is_empty(), "{messages:?}");
        assert_eq!(collection.name, "7");
        assert_eq!(collection.description.as_deref(), Some("d"));
        assert_eq!(collection.version.as_deref(), Some("1.2.3"));
        assert_eq!(collection.auth.unwrap().kind, "noauth");
        assert_eq!(collection.variables[0].at.as_str(), "/variable/0");
        assert_eq!(collection.scripts[0].at.as_str(), "/event/0");
        assert_eq!(collection.behavior.follow_redirects, Some(false));
    }

    #[test]
    fn a_name_is_not_needed() {
        assert_eq!(collection(r#"{"info": {"schema": "…/v2.1.0/…"}, "item": []}"#).0.name, "");
        assert_eq!(collection(r#"{"name": "beside", "item": []}"#).0.name, "beside");
    }

    #[test]
    fn reads_every_shape_of_a_version() {
        let cases = [
            ("\"1.0\"", Some("1.0"), 0),
            ("2.5", Some("2.5"), 0),
            ("null", None, 0),
            ("{}", None, 0),
            (r#"{"major": "1", "identifier": "beta"}"#, Some("1.0.0-beta"), 0),
            ("[1]", None, 1),
        ];
        for (text, expected, count) in cases {
            let (found, messages) = reading(|reader| version(reader, json(text), &Pointer::root()));
            assert_eq!((found.as_deref(), messages.len()), (expected, count), "{text}");
        }
    }

    #[test]
    fn reports_what_postman_does_not_read() {
        let (found, messages) = collection(
            r#"{"info": {}, "item": [], "variables": [{"key": "a"}], "events": [], "variable": {"a": 1}}"#,
        );
        assert!(found.variables.is_empty());
        assert_eq!(messages, ["/variable: `variable` is an object, but a list is expected; it is left out"]);
        let (_, messages) = collection(r#"{"info": {}, "item": [], "variables": [{"key": "a"}]}"#);
        assert_eq!(messages, ["/variables: `variables` is left out: Postman does not read it here"]);
    }
}
