//! The flat lists of a v1 collection turn into the tree of folders and requests.

use std::collections::{HashMap, HashSet};

use super::super::entry::{self, Naming};
use super::super::json::{Json, Object};
use super::super::shape::Reader;
use super::super::{dropped, script};
use super::{auth, id, request};
use crate::diagnostic::Pointer;
use crate::postman::{Dropped, Folder, Item, RequestItem};

/// How deep folders may nest: as deep as those of the other formats at least.
const DEPTH: usize = 64;

/// What is not yet placed in the tree.
struct Parts {
    requests: Vec<Option<RequestItem>>,
    /// Of equal ids the last one counts, as Postman has it.
    request_ids: HashMap<String, usize>,
    folders: Vec<Option<Shelf>>,
    folder_ids: HashMap<String, usize>,
    /// The ids of the folders, as their list has them.
    folder_list: Vec<String>,
}

/// A folder whose children are still ids.
struct Shelf {
    folder: Folder,
    folders: Vec<String>,
    requests: Vec<String>,
}

/// Reads folders and requests. A level's children are the folders of `folders_order`, then the requests of `order`.
pub(super) fn read(reader: &mut Reader<'_>, root: &mut Object, at: &Pointer) -> (Vec<Item>, Vec<Dropped>) {
    let order = ids(reader, root, "order", at);
    let folder_list = reader.list(root, "folders", at);
    let listed = root.list("folders_order").is_some().then(|| ids(reader, root, "folders_order", at));
    let mut parts = Parts::read(reader, root, folder_list, at);

    let children: HashSet<&str> =
        parts.folders.iter().flatten().flat_map(|shelf| shelf.folders.iter().map(String::as_str)).collect();
    // Without an order of folders, their list is the order. A folder inside of another one stands only there.
    let top: Vec<String> = listed
        .unwrap_or_else(|| parts.folder_list.clone())
        .into_iter()
        .filter(|id| !children.contains(id.as_str()))
        .collect();
    let items = parts.level(&top, &order, DEPTH);
    let dropped = parts.leftovers();
    (items, dropped)
}

impl Parts {
    fn read(reader: &mut Reader<'_>, root: &mut Object, folder_list: Vec<Json>, at: &Pointer) -> Self {
        let mut parts = Self {
            requests: Vec::new(),
            request_ids: HashMap::new(),
            folders: Vec::new(),
            folder_ids: HashMap::new(),
            folder_list: Vec::new(),
        };
        let folders_at = at.key("folders");
        for (index, folder) in folder_list.into_iter().enumerate() {
            let at = folders_at.index(index);
            let Some(object) = reader.element(folder, &at) else { continue };
            if let Some(id) = object.get("id").and_then(id) {
                parts.folder_list.push(id.clone());
                parts.folder_ids.insert(id, parts.folders.len());
            }
            parts.folders.push(Some(Shelf::read(reader, object, at)));
        }
        let requests = reader.list(root, "requests", at);
        let requests_at = at.key("requests");
        for (index, request) in requests.into_iter().enumerate() {
            let at = requests_at.index(index);
            let Some(object) = reader.element(request, &at) else { continue };
            if let Some(id) = object.get("id").and_then(id) {
                parts.request_ids.insert(id, parts.requests.len());
            }
            parts.requests.push(Some(request::read_item(reader, object, at)));
        }
        parts
    }

    /// Takes the parts of one level; one that was taken before stays where it is.
    fn level(&mut self, folders: &[String], requests: &[String], depth: usize) -> Vec<Item> {
        let mut items = Vec::with_capacity(folders.len() + requests.len());
        for id in folders {
            let Some(&index) = self.folder_ids.get(id) else { continue };
            let Some(depth) = depth.checked_sub(1) else { continue };
            let Some(taken) = self.folders.get_mut(index).and_then(Option::take) else { continue };
            let Shelf { mut folder, folders: inner, requests: own } = taken;
            folder.items = self.level(&inner, &own, depth);
            items.push(Item::Folder(folder));
        }
        for id in requests {
            let Some(&index) = self.request_ids.get(id) else { continue };
            let Some(request) = self.requests.get_mut(index).and_then(Option::take) else { continue };
            items.push(Item::Request(Box::new(request)));
        }
        items
    }

    /// The requests that have no place in the tree, which Postman does not show.
    fn leftovers(&mut self) -> Vec<Dropped> {
        let homes: HashMap<usize, String> = self
            .folders
            .iter()
            .flatten()
            .flat_map(|shelf| shelf.requests.iter().map(|id| (id, &shelf.folder.name)))
            .filter_map(|(id, name)| self.request_ids.get(id).map(|index| (*index, name.clone())))
            .collect();
        let mut named: HashSet<usize> = HashSet::with_capacity(self.request_ids.len());
        named.extend(self.request_ids.values());
        let mut dropped = Vec::new();
        for (index, request) in self.requests.iter_mut().enumerate() {
            let Some(request) = request.take() else { continue };
            let (reason, help) = match homes.get(&index) {
                Some(folder) => (
                    format!(
                        "its folder `{folder}` is not reached through any `folders_order`, so Postman does not show it"
                    ),
                    "add the folder's id to `folders_order`, or remove the folder",
                ),
                None if !named.contains(&index) => (
                    "it has no `id`, or a later request has the same one, so no `order` can name it"
                        .to_owned(),
                    "give it an `id` of its own and add that to an `order`, or remove the request",
                ),
                None => (
                    "no `order` of the collection or of a folder names it, so Postman does not show it"
                        .to_owned(),
                    "add its id to an `order`, or remove the request",
                ),
            };
            dropped::push(&mut dropped, request.name, reason, &request.at, help);
        }
        dropped
    }
}

impl Shelf {
    fn read(reader: &mut Reader<'_>, mut object: Object, at: Pointer) -> Self {
        let folders = ids(reader, &mut object, "folders_order", &at);
        let requests = ids(reader, &mut object, "order", &at);
        let variables = reader.list(&mut object, "variables", &at);
        let folder = Folder {
            name: reader.text(&mut object, "name", &at).unwrap_or_default(),
            description: reader.description(&mut object, &at),
            items: Vec::new(),
            auth: auth::read(reader, &mut object, &at),
            variables: entry::variables(reader, variables, &at.key("variables"), Naming::Lenient),
            behavior: script::behavior(reader, &mut object, &at),
            scripts: super::scripts(reader, &mut object, &at),
            at,
        };
        Self { folder, folders, requests }
    }
}

fn ids(reader: &mut Reader<'_>, object: &mut Object, key: &str, at: &Pointer) -> Vec<String> {
    reader.list(object, key, at).iter().filter_map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{object, reading};
    use super::*;

    /// The tree, one item a line, then what was dropped.
    fn tree(text: &str) -> String {
        let ((items, dropped), _) = reading(|reader| read(reader, &mut object(text), &Pointer::root()));
        let mut lines = Vec::new();
        show(&items, 0, &mut lines);
        lines.extend(dropped.iter().map(|d| format!("dropped {} {}: {}", d.name, d.at, d.reason)));
        lines.join("\n")
    }

    fn show(items: &[Item], depth: usize, lines: &mut Vec<String>) {
        for item in items {
            let indent = "  ".repeat(depth);
            match item {
                Item::Folder(folder) => {
                    lines.push(format!("{indent}{} {}", folder.name, folder.at));
                    show(&folder.items, depth + 1, lines);
                }
                Item::Request(request) => lines.push(format!("{indent}{} {}", request.name, request.at)),
            }
        }
    }

    #[test]
    fn orders_decide() {
        insta::assert_snapshot!(
            tree(r#"{"order": ["b", "gone", 7], "folders_order": ["f2", "f1"],
                "folders": [
                    {"id": "f1", "name": "F1", "order": ["c"], "folders_order": ["f3"]},
                    {"id": "f2", "name": "F2", "order": ["c", "a"]},
                    {"id": "f3", "name": "F3", "order": []}
                ],
                "requests": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}, {"id": "c", "name": "C"}, {"id": 7, "name": "D"}]}"#),
            @r#"
            F2 /folders/1
              C /requests/2
              A /requests/0
            F1 /folders/0
              F3 /folders/2
            B /requests/1
            D /requests/3
            "#
        );
    }

    #[test]
    fn without_an_order_of_folders_their_list_is_it() {
        insta::assert_snapshot!(
            tree(r#"{"order": [], "folders": [
                    {"id": "f3", "name": "F3", "order": ["a"]},
                    {"id": "f1", "name": "F1", "folders_order": ["f3"]},
                    {"id": "f2", "name": "F2"}
                ], "requests": [{"id": "a", "name": "A"}]}"#),
            @r#"
            F1 /folders/1
              F3 /folders/0
                A /requests/0
            F2 /folders/2
            "#
        );
    }

    #[test]
    fn what_no_order_names_is_dropped() {
        insta::assert_snapshot!(
            tree(r#"{"order": ["d", "d"], "folders_order": [],
                "folders": [{"id": "f", "name": "F", "order": ["c"]}],
                "requests": [{"id": "a", "name": "A"}, {"name": "B"}, {"id": "c", "name": "C"}, null,
                    {"id": "d", "name": "D1"}, {"id": "d", "name": "D2"}]}"#),
            @r#"
            D2 /requests/5
            dropped A /requests/0: no `order` of the collection or of a folder names it, so Postman does not show it
            dropped B /requests/1: it has no `id`, or a later request has the same one, so no `order` can name it
            dropped C /requests/2: its folder `F` is not reached through any `folders_order`, so Postman does not show it
            dropped D1 /requests/4: it has no `id`, or a later request has the same one, so no `order` can name it
            "#
        );
    }

    #[test]
    fn folders_in_a_circle_are_no_endless_tree() {
        insta::assert_snapshot!(
            tree(r#"{"order": ["a"], "folders_order": ["f", "g", "h"],
                "folders": [
                    {"id": "f", "name": "F", "order": ["b"], "folders_order": ["g"]},
                    {"id": "g", "name": "G", "folders_order": ["f"]},
                    {"id": "h", "name": "H", "folders_order": ["h"]}
                ],
                "requests": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}"#),
            @r#"
            A /requests/0
            dropped B /requests/1: its folder `F` is not reached through any `folders_order`, so Postman does not show it
            "#
        );
    }

    #[test]
    fn folders_nest_only_so_deep() {
        let folders: Vec<String> = (0..100)
            .map(|n| {
                format!(r#"{{"id": "{n}", "name": "F", "order": ["r{n}"], "folders_order": ["{}"]}}"#, n + 1)
            })
            .collect();
        let requests: Vec<String> = (0..100).map(|n| format!(r#"{{"id": "r{n}", "name": "R"}}"#)).collect();
        let text = format!(
            r#"{{"order": [], "folders_order": ["0"], "folders": [{}], "requests": [{}]}}"#,
            folders.join(","),
            requests.join(",")
        );
        let ((_, dropped), _) = reading(|reader| read(reader, &mut object(&text), &Pointer::root()));
        assert_eq!(dropped.len(), 100 - DEPTH);
    }
}
