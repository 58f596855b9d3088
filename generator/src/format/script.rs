//! Events and `protocolProfileBehavior` turn into scripts and send settings.

use super::json::{Json, Object};
use super::shape::{Reader, flag};
use crate::diagnostic::Pointer;
use crate::postman::{Behavior, Script};

/// Reads a list of events. Disabled and empty ones are left out: they never run.
pub(super) fn events(reader: &mut Reader<'_>, object: &mut Object, key: &str, at: &Pointer) -> Vec<Script> {
    let list = reader.list(object, key, at);
    let at = at.key(key);
    let mut scripts = Vec::new();
    for (index, event) in list.into_iter().enumerate() {
        let at = at.index(index);
        let Some(mut event) = reader.element(event, &at) else { continue };
        if flag(&mut event, "disabled") {
            continue;
        }
        let listen = reader.text(&mut event, "listen", &at).unwrap_or_else(|| "test".to_owned());
        let source = event.take("script").map(|script| source(reader, script, &at.key("script")));
        if let Some(source) = source.filter(|source| !source.trim().is_empty()) {
            scripts.push(Script { listen, source, at });
        }
    }
    scripts
}

/// The text of a script: a text, a list of lines, or an object that holds one of them.
pub(super) fn source(reader: &mut Reader<'_>, script: Json, at: &Pointer) -> String {
    match script {
        Json::Null => String::new(),
        Json::Text(text) => text,
        Json::List(lines) => {
            let mut texts = Vec::with_capacity(lines.len());
            for (index, line) in lines.into_iter().enumerate() {
                match line {
                    Json::Text(text) => texts.push(text),
                    Json::Null => texts.push(String::new()),
                    found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_) | Json::Object(_)) => {
                        reader.unexpected(&at.index(index), &found, "a text");
                    }
                }
            }
            texts.join("\n")
        }
        Json::Object(mut script) => match script.take("exec") {
            // One level only: `exec` of `exec` is no script.
            Some(found @ Json::Object(_)) => {
                reader.unexpected(&at.key("exec"), &found, "a list of lines");
                String::new()
            }
            Some(lines) => source(reader, lines, &at.key("exec")),
            None => String::new(),
        },
        found @ (Json::Boolean(_) | Json::Number(_)) => {
            reader.unexpected(at, &found, "a list of lines");
            String::new()
        }
    }
}

/// Reads `protocolProfileBehavior`.
pub(super) fn behavior(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Behavior {
    let key = "protocolProfileBehavior";
    let settings = reader.object(object, key, at);
    settings.map_or_else(Behavior::default, |settings| self::settings(reader, settings, &at.key(key)))
}

/// Reads the settings of a request, a folder or a collection.
pub(super) fn settings(reader: &mut Reader<'_>, settings: Object, at: &Pointer) -> Behavior {
    let mut behavior = Behavior::default();
    for (key, value) in settings.into_members() {
        if value == Json::Null {
            continue;
        }
        match key.as_str() {
            "disableBodyPruning" => behavior.disable_body_pruning = Some(value.is_truthy()),
            "disableUrlEncoding" => behavior.disable_url_encoding = Some(value.is_truthy()),
            "followRedirects" => behavior.follow_redirects = Some(value.is_truthy()),
            "followOriginalHttpMethod" => behavior.follow_original_method = Some(value.is_truthy()),
            "maxRedirects" => match value.to_compact().trim_matches('"').parse() {
                Ok(limit) => behavior.max_redirects = Some(limit),
                Err(_) => reader.unexpected(&at.key(&key), &value, "a whole number"),
            },
            "disabledSystemHeaders" => {
                behavior.disabled_system_headers = Some(system_headers(reader, value, &at.key(&key)));
            }
            _ => behavior.others.push((key, value.to_compact())),
        }
    }
    behavior
}

/// The names that are set to true; Postman heeds only those in lower case.
fn system_headers(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Vec<String> {
    match value {
        Json::Object(map) => {
            let disabled = |(key, value): (String, Json)| {
                (value.is_truthy() && !key.chars().any(char::is_uppercase)).then_some(key)
            };
            map.into_members().into_iter().filter_map(disabled).collect()
        }
        found @ (Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::List(_)) => {
            if !found.is_blank() {
                reader.unexpected(at, &found, "an object of header names");
            }
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{object, reading};
    use super::*;

    #[test]
    fn reads_scripts_in_every_shape() {
        let text = r#"{"event": [
            {"listen": "prerequest", "script": {"exec": ["a", "b", 7]}},
            {"listen": "test", "script": {"exec": "c\nd"}},
            {"script": "e"},
            {"listen": "test", "script": ["f"]},
            {"listen": "test", "disabled": true, "script": "g"},
            {"listen": "test", "script": {"exec": [""]}},
            {"listen": "test", "script": {"exec": {"exec": "h"}}},
            {"listen": "test"}, null, "x"
        ]}"#;
        let (scripts, messages) =
            reading(|reader| events(reader, &mut object(text), "event", &Pointer::root()));
        let scripts: Vec<_> =
            scripts.iter().map(|s| (s.listen.as_str(), s.source.as_str(), s.at.as_str())).collect();
        assert_eq!(
            scripts,
            [
                ("prerequest", "a\nb", "/event/0"),
                ("test", "c\nd", "/event/1"),
                ("test", "e", "/event/2"),
                ("test", "f", "/event/3"),
            ]
        );
        assert_eq!(
            messages,
            [
                "/event/0/script/exec/2: `exec/2` is a number, but a text is expected; it is left out",
                "/event/6/script/exec: `exec` is an object, but a list of lines is expected; it is left out",
                "/event/9: `event/9` is a text, but an object is expected; it is left out",
            ]
        );
    }

    #[test]
    fn reads_settings() {
        let text = r#"{"protocolProfileBehavior": {
            "disableBodyPruning": true, "followRedirects": false, "strictSSL": false, "maxRedirects": 3,
            "followOriginalHttpMethod": true, "disableCookies": null,
            "disabledSystemHeaders": {"accept": true, "Host": true, "user-agent": false}
        }}"#;
        let (found, messages) = reading(|reader| behavior(reader, &mut object(text), &Pointer::root()));
        assert_eq!(
            found,
            Behavior {
                disable_body_pruning: Some(true),
                disable_url_encoding: None,
                follow_redirects: Some(false),
                follow_original_method: Some(true),
                max_redirects: Some(3),
                disabled_system_headers: Some(vec!["accept".to_owned()]),
                others: vec![("strictSSL".to_owned(), "false".to_owned())],
            }
        );
        assert!(messages.is_empty());
    }
}
