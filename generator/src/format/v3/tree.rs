//! The paths of a folder's files turn into the tree of folders, requests and examples that they stand for.

use std::collections::BTreeMap;

use super::document::Document;

/// A folder of a collection, or the collection itself.
#[derive(Default)]
pub(super) struct Folder {
    /// Seen from the root; empty for the root itself.
    pub(super) path: String,
    pub(super) definition: Option<Document>,
    pub(super) folders: BTreeMap<String, Folder>,
    pub(super) requests: Vec<Document>,
}

/// Everything that was read.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) root: Folder,
    /// By the path of their folder.
    pub(super) examples: BTreeMap<String, Vec<Document>>,
}

/// A folder or a request, in the order of the collection.
pub(super) enum Child {
    Folder(Folder),
    Request(Document),
}

impl Tree {
    /// The documents come sorted by path.
    pub(super) fn new(documents: Vec<Document>) -> Self {
        let mut tree = Self::default();
        for document in documents {
            tree.add(document);
        }
        tree
    }

    fn add(&mut self, document: Document) {
        let path = document.path.clone();
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let owner = folder.strip_suffix(".resources").map(|owner| owner.trim_end_matches('/'));
        match owner {
            Some(owner) if file.starts_with("definition.") => {
                let folder = self.root.at(owner);
                // Of `definition.yaml` and `definition.yml` Postman writes the first.
                folder.definition.get_or_insert(document);
            }
            Some(_) | None if is_example(file) => {
                self.examples.entry(folder.to_owned()).or_default().push(document);
            }
            Some(_) | None => self.root.at(folder).requests.push(document),
        }
    }

    /// The examples in a folder, in their order.
    pub(super) fn take_examples(&mut self, folder: &str) -> Vec<Document> {
        let mut examples = self.examples.remove(folder).unwrap_or_default();
        examples.sort_by(|a, b| a.order().total_cmp(&b.order()));
        examples
    }
}

impl Folder {
    /// The folder at a path, made on the way.
    fn at(&mut self, path: &str) -> &mut Self {
        let mut folder = self;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let path =
                if folder.path.is_empty() { name.to_owned() } else { format!("{}/{name}", folder.path) };
            folder = folder.folders.entry(name.to_owned()).or_default();
            folder.path = path;
        }
        folder
    }

    /// The name that stands in the definition; else that of the folder.
    pub(super) fn name(&self) -> &str {
        let written = self.definition.as_ref().and_then(|definition| definition.text("name"));
        written.unwrap_or_else(|| self.path.rsplit('/').next().unwrap_or_default())
    }

    /// Folders and requests as one sequence: by `order`, and by name where there is none.
    pub(super) fn take_children(&mut self) -> Vec<Child> {
        let folders = std::mem::take(&mut self.folders).into_values().map(|folder| {
            let order = folder.definition.as_ref().map_or(f64::INFINITY, Document::order);
            (order, folder.name().to_owned(), Child::Folder(folder))
        });
        let mut children: Vec<_> = folders.collect();
        children.extend(std::mem::take(&mut self.requests).into_iter().map(|request| {
            (request.order(), name(&request, ".request").to_owned(), Child::Request(request))
        }));
        children.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        children.into_iter().map(|(_, _, child)| child).collect()
    }

    /// The topmost folders below this one that have a definition or a request, with whether they are collections.
    ///
    /// Recursive; the walk over the disk limits the depth.
    pub(super) fn candidates(&self) -> Vec<(&str, bool)> {
        let below = |folder: &'_ Folder| {
            if folder.definition.is_none() && folder.requests.is_empty() {
                return None;
            }
            // A folder has its place among its siblings; a collection has none.
            Some(folder.definition.as_ref().is_some_and(|definition| definition.text("order").is_none()))
        };
        let mut found = Vec::new();
        for folder in self.folders.values() {
            match below(folder) {
                Some(collection) => found.push((folder.path.as_str(), collection)),
                None => found.extend(folder.candidates()),
            }
        }
        found
    }
}

fn is_example(file: &str) -> bool {
    file.ends_with(".example.yaml") || file.ends_with(".example.yml")
}

/// The name that stands in the file, also an empty one; else that of the file.
pub(super) fn name<'d>(document: &'d Document, kind: &str) -> &'d str {
    document.text("name").unwrap_or_else(|| stem(&document.path, kind))
}

/// `Get user` of `Users/Get user.request.yaml`.
pub(super) fn stem<'p>(path: &'p str, kind: &str) -> &'p str {
    let file = path.rsplit('/').next().unwrap_or(path);
    let file = file.strip_suffix(".yaml").or_else(|| file.strip_suffix(".yml")).unwrap_or(file);
    file.strip_suffix(kind).unwrap_or(file)
}

/// The folder of a request's examples: the one that it names, or the one where Postman keeps them.
pub(super) fn examples_of(request: &Document) -> [String; 2] {
    let folder = request.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let usual = format!(".resources/{}.resources/examples", stem(&request.path, ".request"));
    [join(folder, request.text("examples").unwrap_or(&usual)), join(folder, &usual)]
}

/// A relative path behind a folder, without `.` and `..`.
fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Part, Source};

    fn tree(files: &[(&str, &str)]) -> Tree {
        let read = |(path, text): &(&str, &str)| {
            Document::read(&Part { path: (*path).to_owned(), source: Source::from_text(*path, *text) })
                .unwrap()
        };
        Tree::new(files.iter().map(read).collect())
    }

    fn names(mut folder: Folder) -> Vec<String> {
        let mut found = Vec::new();
        for child in folder.take_children() {
            match child {
                Child::Request(request) => found.push(name(&request, ".request").to_owned()),
                Child::Folder(folder) => {
                    found.push(format!("{}/", folder.name()));
                    found.extend(names(folder).iter().map(|name| format!("  {name}")));
                }
            }
        }
        found
    }

    #[test]
    fn siblings_stand_by_order_and_then_by_name() {
        let tree = tree(&[
            ("a.request.yaml", "order: 3000"),
            ("b.request.yaml", "order: 1000\nname: 'B/b'"),
            ("d.request.yaml", ""),
            ("c.request.yml", "name: ''"),
            ("X/.resources/definition.yaml", "order: 2000.5\nname: 'x?'"),
            ("X/in.request.yaml", ""),
            ("Y/deep/in.request.yaml", ""),
        ]);
        assert_eq!(names(tree.root), ["B/b", "x?/", "  in", "a", "", "Y/", "  deep/", "    in", "d"]);
    }

    #[test]
    fn examples_are_found_by_their_folder() {
        let mut tree = tree(&[
            ("A/.resources/r.resources/examples/b.example.yaml", "order: 1"),
            ("A/.resources/r.resources/examples/a.example.yaml", "order: 2"),
            ("A/r.request.yaml", "examples: ./.resources/r.resources/examples"),
        ]);
        let request = &tree.root.folders["A"].requests[0];
        let [named, usual] = examples_of(request);
        assert_eq!(named, usual);
        let paths: Vec<String> = tree.take_examples(&named).into_iter().map(|one| one.path).collect();
        assert!(paths[0].ends_with("b.example.yaml") && paths.len() == 2, "{paths:?}");
        assert_eq!(join("A/B", "../../../x/./y"), "x/y");
    }

    #[test]
    fn collections_are_told_from_folders() {
        let tree = tree(&[
            ("one/.resources/definition.yaml", "name: One"),
            ("two/deep/.resources/definition.yaml", "order: 1000"),
            ("three/a.request.yaml", ""),
            ("three/four/a.request.yaml", ""),
        ]);
        assert_eq!(tree.root.candidates(), [("one", true), ("three", false), ("two/deep", false)]);
    }
}
