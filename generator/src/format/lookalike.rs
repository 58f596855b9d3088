//! JSON that is no collection turns into an error that says what it is instead, and what to do with it.

use super::json::{Json, Object};
use crate::diagnostic::{Code, Diagnostic, Pointer};

/// Something that is taken for a collection now and then.
struct Lookalike {
    detect: fn(&Object) -> bool,
    /// The member that tells it, to point at.
    key: &'static str,
    /// What it is: "the file is …".
    what: &'static str,
    help: &'static str,
}

const EXPORT: &str = "import it into Postman, and export the collection from there (format v2.1)";

/// Asked in this order. The first ones also have members that a collection has.
const LOOKALIKES: &[Lookalike] = &[
    Lookalike {
        detect: |root| {
            (root.has("v") || root.has("_ref_id"))
                && root.list("folders").is_some()
                && root.list("requests").is_some()
        },
        key: "requests",
        what: "a Hoppscotch collection",
        help: EXPORT,
    },
    Lookalike {
        detect: |root| root.has("collectionName") || root.text("client") == Some("Thunder Client"),
        key: "requests",
        what: "a Thunder Client collection",
        help: EXPORT,
    },
    Lookalike {
        detect: |root| root.list("values").is_some() || root.has("_postman_variable_scope"),
        key: "values",
        what: "an environment or globals export",
        help: "pass it with `--environment`, and give the collection's own file",
    },
    Lookalike {
        detect: |root| root.object("environment").is_some_and(|inner| inner.list("values").is_some()),
        key: "environment",
        what: "an environment export",
        help: "pass it with `--environment`, and give the collection's own file",
    },
    Lookalike {
        detect: |root| root.has("openapi"),
        key: "openapi",
        what: "an OpenAPI document",
        help: EXPORT,
    },
    Lookalike {
        detect: |root| root.has("swagger"),
        key: "swagger",
        what: "a Swagger document",
        help: EXPORT,
    },
    Lookalike {
        detect: |root| root.has("__export_format") || root.text("_type") == Some("export"),
        key: "_type",
        what: "an Insomnia export",
        help: EXPORT,
    },
    Lookalike {
        detect: |root| root.text("type").is_some_and(|kind| kind.contains("insomnia")),
        key: "type",
        what: "an Insomnia export",
        help: EXPORT,
    },
    Lookalike {
        detect: |root| root.object("log").is_some_and(|log| log.has("entries")),
        key: "log",
        what: "a HAR recording",
        help: EXPORT,
    },
    Lookalike {
        detect: |root| root.has("brunoConfig") || root.list("items").is_some(),
        key: "items",
        what: "a Bruno collection",
        help: EXPORT,
    },
    Lookalike {
        detect: |root| root.has("$kind"),
        key: "$kind",
        what: "one part of a collection of format v3, which is a folder",
        help: "give the folder that holds the `*.request.yaml` files",
    },
    Lookalike {
        detect: |root| root.list("collections").is_some(),
        key: "collections",
        what: "a backup of several collections",
        help: "save one element of `collections` as a file of its own, or export one collection from Postman",
    },
    Lookalike {
        detect: |root| root.has("request"),
        key: "request",
        what: "a single item, not a collection",
        help: "put it into a collection: `{\"info\": {\"name\": \"…\"}, \"item\": [<the item>]}`",
    },
    Lookalike {
        detect: |root| root.has("url") && (root.has("method") || root.has("header") || root.has("body")),
        key: "url",
        what: "a single request, not a collection",
        help: "put it into a collection: `{\"info\": {\"name\": \"…\"}, \"item\": [{\"request\": <the request>}]}`",
    },
    Lookalike {
        detect: |root| root.has("error") && !root.has("info"),
        key: "error",
        what: "an answer that reports an error",
        help: "a download may have failed; export the collection from Postman again",
    },
];

/// Whether an object that has what a collection has is something else nevertheless.
pub(super) fn is_foreign(root: &Object) -> bool {
    LOOKALIKES.iter().take(2).any(|lookalike| (lookalike.detect)(root))
}

/// What an object is, if it is a known one.
pub(super) fn name(root: &Object) -> Option<&'static str> {
    LOOKALIKES.iter().find(|lookalike| (lookalike.detect)(root)).map(|lookalike| lookalike.what)
}

/// Says what the JSON is instead of a collection.
pub(super) fn refuse(root: &Json, at: &Pointer) -> Diagnostic {
    let error = |message: String, at: Pointer| Diagnostic::error(Code::NotACollection, message, at);
    match root {
        Json::Object(root) => match LOOKALIKES.iter().find(|lookalike| (lookalike.detect)(root)) {
            Some(found) => {
                let place = if root.has(found.key) { at.key(found.key) } else { at.clone() };
                error(format!("this is {}", found.what), place).help(found.help)
            }
            None => no_collection(root, at),
        },
        Json::List(list) if list.iter().any(is_item) => {
            error("this is a list of items, not a collection".to_owned(), at.clone())
                .help("put it into a collection: `{\"info\": {\"name\": \"…\"}, \"item\": <the list>}`")
        }
        Json::List(list) => match list.first().and_then(Json::as_object).and_then(of_many) {
            Some(what) => error(format!("this is a list of {what}s"), at.clone()).help(EXPORT),
            None => error("this is a list, but a collection is an object".to_owned(), at.clone())
                .help("export the collection from Postman (format v2.1)"),
        },
        Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) => {
            error(format!("this is {}, but a collection is an object", root.describe()), at.clone())
                .help("export the collection from Postman (format v2.1)")
        }
    }
}

fn is_item(value: &Json) -> bool {
    value.as_object().is_some_and(|object| object.has("request") || object.list("item").is_some())
}

/// Of a list, what its first element is.
fn of_many(first: &Object) -> Option<&'static str> {
    let found = LOOKALIKES.iter().take(2).find(|lookalike| (lookalike.detect)(first));
    found.map(|lookalike| lookalike.what.trim_start_matches("a "))
}

/// An object of which nothing more is known than what it lacks.
fn no_collection(root: &Object, at: &Pointer) -> Diagnostic {
    let error = |message: &str, at: Pointer| Diagnostic::error(Code::NotACollection, message, at);
    let again = "export the collection from Postman (format v2.1)";
    if let Some(item) = root.get("item") {
        let message = format!("`item` is {}, but a list of items is expected", item.describe());
        return error(&message, at.key("item")).help(format!("write `\"item\": []` for none, or {again}"));
    }
    if root.has("info") {
        let help = format!("add the list of items (`\"item\": []` for none), or {again}");
        return error(
            "this is the head of a collection without its items: `item` is missing",
            at.key("info"),
        )
        .help(help);
    }
    if let Some(requests) = root.get("requests") {
        let message = format!("`requests` is {}, but a list of requests is expected", requests.describe());
        return error(&message, at.key("requests")).help(again);
    }
    if let (Some(inner), [_]) = (root.get("collection"), root.keys().collect::<Vec<_>>().as_slice()) {
        let message = format!("`collection` is {}, but a collection is expected in it", inner.describe());
        return error(&message, at.key("collection")).help(again);
    }
    let expected = "an object with `info` and `item` (format v2), or with `order` and `requests` (format v1), is expected";
    let keys: Vec<String> = root.keys().take(5).map(|key| format!("`{key}`")).collect();
    let found = if keys.is_empty() { "nothing".to_owned() } else { keys.join(", ") };
    error(&format!("this is no Postman collection: {expected}, but it has {found}"), at.clone()).help(again)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::Source;

    fn refused(text: &str) -> String {
        match read(&Source::from_text("f.json", text), &mut Diagnostics::default()) {
            Ok(_) => "read".to_owned(),
            Err(error) => {
                assert_eq!(error.code, Code::NotACollection, "{text}");
                format!("{} {}; {}", error.pointer, error.message, error.help.unwrap())
            }
        }
    }

    #[test]
    fn tells_the_lookalikes() {
        let cases = [
            r#"{"v": 2, "name": "n", "folders": [], "requests": [{"endpoint": "https://h"}]}"#,
            r#"[{"v": 2, "name": "n", "folders": [], "requests": []}]"#,
            r#"{"client": "Thunder Client", "collectionName": "n", "requests": []}"#,
            r#"{"name": "n", "values": [], "_postman_variable_scope": "environment"}"#,
            r#"{"environment": {"values": []}}"#,
            r#"{"openapi": "3.1.0", "info": {"title": "t"}, "paths": {}}"#,
            r#"{"swagger": "2.0", "info": {}}"#,
            r#"{"_type": "export", "__export_format": 4, "resources": []}"#,
            r#"{"type": "collection.insomnia.rest/5.0"}"#,
            r#"{"log": {"version": "1.2", "entries": []}}"#,
            r#"{"name": "n", "version": "1", "items": []}"#,
            r#"{"$kind": "collection"}"#,
            r#"{"version": 1, "collections": []}"#,
            r#"{"name": "n", "request": {"url": "https://h"}, "item": []}"#,
            r#"{"method": "GET", "url": "https://h"}"#,
            r#"{"error": {"name": "unauthorized"}}"#,
        ];
        let all: Vec<String> = cases.iter().map(|text| refused(text)).collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        /requests this is a Hoppscotch collection; import it into Postman, and export the collection from there (format v2.1)
         this is a list of Hoppscotch collections; import it into Postman, and export the collection from there (format v2.1)
        /requests this is a Thunder Client collection; import it into Postman, and export the collection from there (format v2.1)
        /values this is an environment or globals export; pass it with `--environment`, and give the collection's own file
        /environment this is an environment export; pass it with `--environment`, and give the collection's own file
        /openapi this is an OpenAPI document; import it into Postman, and export the collection from there (format v2.1)
        /swagger this is a Swagger document; import it into Postman, and export the collection from there (format v2.1)
        /_type this is an Insomnia export; import it into Postman, and export the collection from there (format v2.1)
        /type this is an Insomnia export; import it into Postman, and export the collection from there (format v2.1)
        /log this is a HAR recording; import it into Postman, and export the collection from there (format v2.1)
        /items this is a Bruno collection; import it into Postman, and export the collection from there (format v2.1)
        /$kind this is one part of a collection of format v3, which is a folder; give the folder that holds the `*.request.yaml` files
        /collections this is a backup of several collections; save one element of `collections` as a file of its own, or export one collection from Postman
        /request this is a single item, not a collection; put it into a collection: `{"info": {"name": "…"}, "item": [<the item>]}`
        /url this is a single request, not a collection; put it into a collection: `{"info": {"name": "…"}, "item": [{"request": <the request>}]}`
        /error this is an answer that reports an error; a download may have failed; export the collection from Postman again
        "#);
    }

    #[test]
    fn says_what_a_collection_lacks() {
        let cases = [
            r#"{"info": {"name": "n"}}"#,
            r#"{"info": {"name": "n"}, "item": {}}"#,
            r#"{"collection": {"info": {}, "item": null}}"#,
            r#"{"requests": {}}"#,
            r#"{"a": 1, "b": 2}"#,
            "{}",
            "[]",
            r#"[{"name": "n", "request": {}}]"#,
            "null",
            "\"x\"",
        ];
        let all: Vec<String> = cases.iter().map(|text| refused(text)).collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        /info this is the head of a collection without its items: `item` is missing; add the list of items (`"item": []` for none), or export the collection from Postman (format v2.1)
        /item `item` is an object, but a list of items is expected; write `"item": []` for none, or export the collection from Postman (format v2.1)
        /collection/item `item` is null, but a list of items is expected; write `"item": []` for none, or export the collection from Postman (format v2.1)
        /requests `requests` is an object, but a list of requests is expected; export the collection from Postman (format v2.1)
         this is no Postman collection: an object with `info` and `item` (format v2), or with `order` and `requests` (format v1), is expected, but it has `a`, `b`; export the collection from Postman (format v2.1)
         this is no Postman collection: an object with `info` and `item` (format v2), or with `order` and `requests` (format v1), is expected, but it has nothing; export the collection from Postman (format v2.1)
         this is a list, but a collection is an object; export the collection from Postman (format v2.1)
         this is a list of items, not a collection; put it into a collection: `{"info": {"name": "…"}, "item": <the list>}`
         this is null, but a collection is an object; export the collection from Postman (format v2.1)
         this is a text, but a collection is an object; export the collection from Postman (format v2.1)
        "#);
    }
}
