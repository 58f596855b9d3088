//! The `item` lists of a v2 collection turn into the tree of folders and requests.

use super::super::entry::{self, Naming};
use super::super::json::{Json, Object};
use super::super::shape::Reader;
use super::super::{auth, dropped, script};
use super::{request, response};
use crate::diagnostic::Pointer;
use crate::postman::{Dropped, Folder, Item, RequestItem};

/// Members that other formats have, and that Postman does not read here; each with the one that it reads.
const MISPLACED: &[(&str, &str)] = &[("events", "event"), ("responses", "response")];

/// Reads a list of items. Recursive; the JSON reader admits 128 levels, which is less than 64 folders.
pub(super) fn read_all(
    reader: &mut Reader<'_>,
    list: Vec<Json>,
    at: &Pointer,
    dropped: &mut Vec<Dropped>,
) -> Vec<Item> {
    let mut items = Vec::with_capacity(list.len());
    for (index, item) in list.into_iter().enumerate() {
        let at = at.index(index);
        if let Some(object) = reader.element(item, &at) {
            items.extend(read(reader, object, at, dropped));
        }
    }
    items
}

fn read(reader: &mut Reader<'_>, mut item: Object, at: Pointer, dropped: &mut Vec<Dropped>) -> Option<Item> {
    let name = reader.text(&mut item, "name", &at).unwrap_or_default();
    if item.list("item").is_some() {
        return Some(Item::Folder(folder(reader, item, name, at, dropped)));
    }
    let value = item.take("request");
    let kind = value.as_ref().map(Json::describe);
    match value {
        Some(value @ (Json::Object(_) | Json::Text(_))) => {
            super::report_misplaced(reader, &item, MISPLACED, &at);
            let request = request::read(reader, value, &at.key("request"))?;
            Some(Item::Request(Box::new(RequestItem {
                name,
                description: reader.description(&mut item, &at),
                request,
                responses: response::read_all(reader, &mut item, &at),
                behavior: script::behavior(reader, &mut item, &at),
                scripts: script::events(reader, &mut item, "event", &at),
                at,
            })))
        }
        Some(Json::Null | Json::Boolean(_) | Json::Number(_) | Json::List(_)) | None => {
            let reason = match kind {
                Some(kind) => format!("its `request` is {kind}, not an object or a URL"),
                None => {
                    "it has neither `request` nor a list `item`, so it is a folder without items for Postman"
                        .into()
                }
            };
            dropped::push(dropped, name, reason, &at, "add its `request`, or remove it");
            None
        }
    }
}

fn folder(
    reader: &mut Reader<'_>,
    mut item: Object,
    name: String,
    at: Pointer,
    dropped: &mut Vec<Dropped>,
) -> Folder {
    if item.get("request").is_some_and(|request| !request.is_blank()) {
        let help = "move the request into an item of its own";
        reader.ignored(&at.key("request"), "it stands in a folder, beside `item`", help);
    }
    let variables = reader.list(&mut item, "variable", &at);
    let items = reader.list(&mut item, "item", &at);
    Folder {
        name,
        description: reader.description(&mut item, &at),
        items: read_all(reader, items, &at.key("item"), dropped),
        auth: auth::read(reader, &mut item, &at),
        // Postman does not use them when it sends, so that it does not matter what names them.
        variables: entry::variables(reader, variables, &at.key("variable"), Naming::Lenient),
        behavior: script::behavior(reader, &mut item, &at),
        scripts: script::events(reader, &mut item, "event", &at),
        at,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{json, reading};
    use super::*;

    /// The tree, one item a line, then what was dropped and the messages.
    fn tree(text: &str) -> String {
        let Json::List(list) = json(text) else { panic!("no list") };
        let mut dropped = Vec::new();
        let (items, messages) =
            reading(|reader| read_all(reader, list, &Pointer::root().key("item"), &mut dropped));
        let mut lines = Vec::new();
        show(&items, 0, &mut lines);
        lines.extend(dropped.iter().map(|d| format!("dropped {:?} {}: {}", d.name, d.at, d.reason)));
        lines.extend(messages);
        lines.join("\n")
    }

    fn show(items: &[Item], depth: usize, lines: &mut Vec<String>) {
        for item in items {
            let indent = "  ".repeat(depth);
            match item {
                Item::Folder(folder) => {
                    lines.push(format!("{indent}folder {:?} {}", folder.name, folder.at));
                    show(&folder.items, depth + 1, lines);
                }
                Item::Request(request) => {
                    let method = &request.request.method;
                    lines.push(format!("{indent}{method} {:?} {}", request.name, request.at));
                }
            }
        }
    }

    #[test]
    fn reads_the_tree() {
        insta::assert_snapshot!(
            tree(r#"[
                {"name": "Users", "item": [
                    {"name": "List", "request": "https://h/users"},
                    {"name": 7, "item": []},
                    {"request": {"method": "post"}}
                ]},
                {"name": "Ping", "request": {}, "response": []}
            ]"#),
            @r#"
            folder "Users" /item/0
              GET "List" /item/0/item/0
              folder "7" /item/0/item/1
              POST "" /item/0/item/2
            GET "Ping" /item/1
            "#
        );
    }

    #[test]
    fn drops_what_is_neither_folder_nor_request() {
        insta::assert_snapshot!(
            tree(r#"[{"name": "a"}, {"name": "b", "request": null}, {"name": "c", "item": {}}, null, "d",
                {"name": "e", "item": [], "request": "https://h"}]"#),
            @r#"
            folder "e" /item/5
            dropped "a" /item/0: it has neither `request` nor a list `item`, so it is a folder without items for Postman
            dropped "b" /item/1: its `request` is null, not an object or a URL
            dropped "c" /item/2: it has neither `request` nor a list `item`, so it is a folder without items for Postman
            /item/4: `item/4` is a text, but an object is expected; it is left out
            /item/5/request: `request` is left out: it stands in a folder, beside `item`
            "#
        );
    }

    #[test]
    fn keeps_what_belongs_to_an_item() {
        let Json::List(list) = json(
            r#"[{"name": "f", "description": "d", "auth": {"type": "noauth"}, "variable": [{"id": "v"}],
                "event": [{"listen": "test", "script": "x"}], "item": [
                    {"name": "r", "description": "own", "request": {"description": "its"},
                     "response": [{"name": "ok"}], "protocolProfileBehavior": {"disableBodyPruning": true}}
                ]}]"#,
        ) else {
            panic!("no list")
        };
        let (items, messages) = reading(|reader| read_all(reader, list, &Pointer::root(), &mut Vec::new()));
        assert!(messages.is_empty(), "{messages:?}");
        let [Item::Folder(folder)] = items.as_slice() else { panic!("{items:?}") };
        let [Item::Request(request)] = folder.items.as_slice() else { panic!("{items:?}") };
        assert_eq!((folder.description.as_deref(), folder.scripts.len()), (Some("d"), 1));
        assert_eq!((folder.variables[0].key.as_str(), folder.auth.is_some()), ("v", true));
        assert_eq!(request.description.as_deref(), Some("own"));
        assert_eq!(request.request.description.as_deref(), Some("its"));
        assert_eq!(request.responses[0].at.as_str(), "/0/item/0/response/0");
        assert_eq!(request.behavior.disable_body_pruning, Some(true));
    }
}
