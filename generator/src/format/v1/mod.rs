//! A collection of format v1 turns into the model: flat lists of folders and requests, tied together by ids.

mod auth;
mod body;
mod request;
mod response;
mod tree;

use super::entry::{self, Naming};
use super::json::{Json, Object};
use super::script;
use super::shape::Reader;
use crate::diagnostic::Pointer;
use crate::postman::{Collection, Format, Script};

/// Whether an object is a collection of format v1: flat `requests`, and no list of items.
pub(super) fn detect(root: &Object) -> bool {
    root.list("requests").is_some() && root.list("item").is_none()
}

/// Reads a collection.
pub(super) fn read(mut root: Object, at: &Pointer, reader: &mut Reader<'_>) -> Collection {
    let variables = reader.list(&mut root, "variables", at);
    let name = reader.text(&mut root, "name", at).unwrap_or_default();
    let description = reader.description(&mut root, at);
    let auth = auth::read(reader, &mut root, at);
    let behavior = script::behavior(reader, &mut root, at);
    let scripts = scripts(reader, &mut root, at);
    let (items, dropped) = tree::read(reader, &mut root, at);
    Collection {
        format: Format::V1,
        name,
        description,
        version: None,
        items,
        auth,
        variables: entry::variables(reader, variables, &at.key("variables"), Naming::Lenient),
        behavior,
        scripts,
        dropped,
    }
}

/// `tests` and `preRequestScript`; only where neither is there, `events`.
fn scripts(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Vec<Script> {
    let mut scripts = Vec::new();
    for (key, listen) in [("tests", "test"), ("preRequestScript", "prerequest")] {
        let at = at.key(key);
        let source = script::source(reader, object.take(key).unwrap_or_default(), &at);
        if !source.trim().is_empty() {
            scripts.push(Script { listen: listen.to_owned(), source, at });
        }
    }
    if scripts.is_empty() { script::events(reader, object, "events", at) } else { scripts }
}

/// An id, which may be a number.
fn id(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Null | Json::Boolean(_) | Json::List(_) | Json::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{object, reading};
    use super::*;

    #[test]
    fn reads_what_stands_beside_the_requests() {
        let text = r#"{
            "id": "c", "name": "C", "description": "d", "order": [], "requests": [],
            "variables": [{"id": "v", "key": "k", "value": "1", "type": "text"}, {"id": "onlyid", "value": "2"}],
            "auth": {"type": "basic", "basic": [{"key": "username", "value": "u"}]},
            "events": [{"listen": "prerequest", "script": {"exec": ["a"]}}]
        }"#;
        let (found, messages) = reading(|reader| read(object(text), &Pointer::root(), reader));
        assert!(messages.is_empty(), "{messages:?}");
        assert_eq!((found.name.as_str(), found.description.as_deref()), ("C", Some("d")));
        let keys: Vec<_> = found.variables.iter().map(|v| (v.key.as_str(), v.at.as_str())).collect();
        assert_eq!(keys, [("k", "/variables/0"), ("onlyid", "/variables/1")]);
        assert_eq!(found.auth.map(|auth| auth.kind).as_deref(), Some("basic"));
        assert_eq!(found.scripts[0].listen, "prerequest");
    }

    #[test]
    fn old_scripts_hide_events() {
        let read = |text: &str| {
            let (found, _) = reading(|reader| scripts(reader, &mut object(text), &Pointer::root()));
            found.into_iter().map(|script| format!("{} {}", script.listen, script.source)).collect::<Vec<_>>()
        };
        let events = r#""events": [{"listen": "test", "script": {"exec": "e"}}]"#;
        assert_eq!(
            read(&format!(r#"{{"tests": "t", "preRequestScript": "p\nq", {events}}}"#)),
            ["test t", "prerequest p\nq"]
        );
        assert_eq!(read(&format!(r#"{{"tests": "", "preRequestScript": null, {events}}}"#)), ["test e"]);
    }
}
