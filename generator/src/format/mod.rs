//! A source turns into a `postman::Collection`, whichever of Postman's formats it is in.
//!
//! A new format is a row in [`FORMATS`] and a folder beside it.

mod auth;
mod dropped;
mod entry;
pub(crate) mod environment;
mod form;
mod json;
mod lookalike;
mod script;
mod shape;
mod syntax;
#[cfg(test)]
mod testing;
mod url;
mod v1;
mod v2;
#[cfg(feature = "yaml")]
mod v3;

pub(crate) use json::Json;
use json::Object;
use shape::Reader;
#[cfg(feature = "cli")]
pub(crate) use v3::json as json_of;

use crate::diagnostic::{Diagnostic, Diagnostics, Pointer};
use crate::postman::{Collection, Format};
use crate::source::Source;

/// One format: how it is told from the others, and how it is read.
pub(crate) struct FormatRow {
    /// As the manifest names it.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test compares it with what the reader yields"))]
    pub(crate) name: &'static str,
    shape: Shape,
}

/// What a collection of a format is made of.
enum Shape {
    /// One JSON text.
    Text { detect: fn(&Object) -> bool, read: fn(Object, &Pointer, &mut Reader<'_>) -> Collection },
    /// A folder of files.
    #[cfg(feature = "yaml")]
    Folder { read: fn(&Source, &mut Reader<'_>) -> Result<Collection, Diagnostic> },
}

/// Every format, asked in this order.
pub(crate) const FORMATS: &[FormatRow] = &[
    FormatRow {
        name: "v2.0",
        shape: Shape::Text {
            detect: |root| has_items(root) && schema(root).contains("v2.0"),
            read: |root, at, reader| v2::read(root, at, Format::V20, reader),
        },
    },
    // Whatever else has a list of items is most like v2.1, also where the schema is missing or unknown.
    FormatRow {
        name: "v2.1",
        shape: Shape::Text {
            detect: has_items,
            read: |root, at, reader| v2::read(root, at, Format::V21, reader),
        },
    },
    FormatRow { name: "v1", shape: Shape::Text { detect: v1::detect, read: v1::read } },
    #[cfg(feature = "yaml")]
    FormatRow { name: "v3", shape: Shape::Folder { read: v3::read } },
];

/// Reads a collection, also inside of the API's `{"collection": …}` envelope; pointers then begin with `/collection`.
pub(crate) fn read(source: &Source, diagnostics: &mut Diagnostics) -> Result<Collection, Diagnostic> {
    let mut reader = Reader { diagnostics };
    #[cfg(feature = "yaml")]
    if source.is_folder() {
        for format in FORMATS {
            match format.shape {
                Shape::Folder { read } => return read(source, &mut reader),
                Shape::Text { .. } => {}
            }
        }
    }
    let (root, at) = open(text(source)?, "collection");
    let Json::Object(object) = root else { return Err(lookalike::refuse(&root, &at)) };
    if lookalike::is_foreign(&object) {
        return Err(lookalike::refuse(&Json::Object(object), &at));
    }
    for format in FORMATS {
        match format.shape {
            Shape::Text { detect, read } if detect(&object) => return Ok(read(object, &at, &mut reader)),
            Shape::Text { .. } => {}
            #[cfg(feature = "yaml")]
            Shape::Folder { .. } => {}
        }
    }
    Err(lookalike::refuse(&Json::Object(object), &at))
}

/// The value that a file holds: JSON, or YAML if its name says so.
fn text(source: &Source) -> Result<Json, Diagnostic> {
    #[cfg(feature = "yaml")]
    if crate::source::is_yaml(&source.name) {
        return match crate::yaml::parse(&source.text) {
            Ok(node) => Ok(v3::json(&node)),
            Err(problem) => Err(v3::refuse(&problem, Pointer::root())),
        };
    }
    syntax::parse(&source.text)
}

/// Takes the value out of its envelope, if it is in one.
fn open(mut root: Json, envelope: &str) -> (Json, Pointer) {
    if let Json::Object(object) = &mut root
        && object.object(envelope).is_some()
    {
        return (object.take(envelope).unwrap_or_default(), Pointer::root().key(envelope));
    }
    (root, Pointer::root())
}

fn has_items(root: &Object) -> bool {
    root.list("item").is_some() && !root.has("request")
}

fn schema(root: &Object) -> &str {
    root.object("info").and_then(|info| info.text("schema")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postman::Item;

    fn collection(text: &str) -> Result<Collection, Diagnostic> {
        read(&Source::from_text("f.json", text), &mut Diagnostics::default())
    }

    fn format(text: &str) -> &'static str {
        collection(text).map_or("none", |collection| collection.format.name())
    }

    #[test]
    fn tells_the_formats_apart() {
        let schema = |version: &str| {
            format!(
                r#"{{"info": {{"schema": "https://schema.postman.test/json/collection/{version}/collection.json"}}, "item": []}}"#
            )
        };
        assert_eq!(format(&schema("v2.0.0")), "v2.0");
        assert_eq!(format(&schema("v2.1.0")), "v2.1");
        assert_eq!(format(&schema("v999.0.0")), "v2.1");
        assert_eq!(format(r#"{"info": {"name": "n"}, "item": []}"#), "v2.1");
        assert_eq!(format(r#"{"item": []}"#), "v2.1");
        assert_eq!(format(r#"{"id": "c", "name": "C", "order": [], "requests": []}"#), "v1");
        assert_eq!(format(r#"{"collection": {"info": {}, "item": []}}"#), "v2.1");
        assert_eq!(format("\u{feff}{\"item\": []}"), "v2.1");
    }

    #[test]
    fn the_table_names_what_the_readers_yield() {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        let expected = [Format::V20, Format::V21, Format::V1, Format::V3].map(Format::name);
        assert_eq!(names, expected[..names.len()]);
    }

    #[test]
    fn pointers_begin_with_the_envelope() {
        let found =
            collection(r#"{"collection": {"info": {}, "item": [{"request": "https://h/x"}]}}"#).unwrap();
        let [Item::Request(request)] = found.items.as_slice() else { panic!("{found:?}") };
        assert_eq!(request.at.as_str(), "/collection/item/0");
    }

    #[test]
    fn deep_nesting_is_refused() {
        let deep = |depth: usize| {
            let open = r#"{"item": ["#.repeat(depth);
            let close = "]}".repeat(depth);
            collection(&format!("{open}{close}"))
        };
        assert!(deep(60).is_ok());
        let error = deep(200).err().unwrap();
        assert!(error.message.contains("nested"), "{}", error.message);
    }

    #[test]
    fn nothing_panics_on_odd_values() {
        let odd = [
            "null",
            "true",
            "7",
            "\"x\"",
            "[]",
            "{}",
            "[null]",
            "[7]",
            "[[]]",
            "{\"a\": {}}",
            "[{}]",
            "[\"x\"]",
        ];
        let keys = ["info", "auth", "event", "variable", "protocolProfileBehavior", "name", "description"];
        let inner = ["name", "request", "response", "event", "auth", "description"];
        let parts = ["method", "url", "header", "body", "auth", "description"];
        for value in odd {
            for key in keys {
                let _ = collection(&format!(r#"{{"item": [], "{key}": {value}}}"#));
            }
            for key in inner {
                let _ = collection(&format!(r#"{{"item": [{{"request": {{}}, "{key}": {value}}}]}}"#));
            }
            for key in parts {
                let _ = collection(&format!(r#"{{"item": [{{"request": {{"{key}": {value}}}}}]}}"#));
            }
            for key in ["order", "folders", "folders_order", "requests", "variables"] {
                let _ = collection(&format!(
                    r#"{{"requests": [{{"id": "a"}}], "order": ["a"], "{key}": {value}}}"#
                ));
            }
            let _ = collection(value);
            let _ = collection(&format!(r#"{{"item": {value}}}"#));
            let _ = collection(&format!(r#"{{"collection": {value}}}"#));
        }
    }
}
