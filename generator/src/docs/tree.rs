//! The folders of the collection and the modules of the client into lists of folders and operations that know each other.

use super::limit;
use super::link::Link;
use crate::anchor;
use crate::api::{Api, Group, Operation};
use crate::item::Secrets;
use crate::manifest::{Entry, operations};
use crate::rust::{Client, Ident, Method, Module};

/// All folders and operations.
pub(super) struct Tree<'a> {
    /// The collection itself is the first one; a folder stands before those in it.
    pub(super) folders: Vec<Folder<'a>>,
    /// In the order of the collection.
    pub(super) leaves: Vec<Leaf<'a>>,
    /// The same operations, as code is written for them.
    pub(super) entries: Vec<Entry<'a>>,
}

/// A folder, or the collection itself.
pub(super) struct Folder<'a> {
    pub(super) group: &'a Group,
    /// Its name as it is shown.
    pub(super) text: String,
    pub(super) page: String,
    /// Indexes in [`Tree::folders`], the outermost first.
    pub(super) around: Vec<usize>,
    pub(super) folders: Vec<usize>,
    /// Indexes in [`Tree::leaves`].
    pub(super) leaves: Vec<usize>,
}

/// An operation.
pub(super) struct Leaf<'a> {
    pub(super) operation: &'a Operation,
    pub(super) method: &'a Method,
    /// Its name as it is shown.
    pub(super) text: String,
    pub(super) page: String,
    /// Index in [`Tree::folders`].
    pub(super) folder: usize,
    /// `client.users().get_user`.
    pub(super) call: String,
}

/// What leads to the folder at hand.
#[derive(Clone)]
struct Way<'a> {
    around: Vec<usize>,
    modules: Vec<&'a Ident>,
    call: String,
}

impl<'a> Tree<'a> {
    pub(super) fn new(api: &'a Api, client: &'a Client, secrets: &Secrets) -> Self {
        let mut tree = Self { folders: Vec::new(), leaves: Vec::new(), entries: operations(api, client) };
        let way = Way { around: Vec::new(), modules: Vec::new(), call: "client".to_owned() };
        tree.add(&api.root, &client.root, &way, secrets);
        tree.leaves.sort_by_key(|leaf| leaf.operation.index);
        for (place, leaf) in tree.leaves.iter().enumerate() {
            if let Some(folder) = tree.folders.get_mut(leaf.folder) {
                folder.leaves.push(place);
            }
        }
        tree
    }

    /// As deep as the collection, which no reader lets grow beyond a limit. Gives the folder's index.
    fn add(&mut self, group: &'a Group, module: &'a Module, way: &Way<'a>, secrets: &Secrets) -> usize {
        let own = self.folders.len();
        self.folders.push(Folder {
            group,
            text: name(&group.name, "Untitled folder", secrets),
            page: anchor::folder(&way.modules),
            around: way.around.clone(),
            folders: Vec::new(),
            leaves: Vec::new(),
        });
        for (operation, method) in group.operations.iter().zip(&module.methods) {
            self.leaves.push(Leaf {
                operation,
                method,
                text: name(&operation.name, method.ident.plain(), secrets),
                page: anchor::operation(&way.modules, &method.ident),
                folder: own,
                call: format!("{}.{}", way.call, method.ident),
            });
        }
        for (group, module) in group.groups.iter().zip(&module.modules) {
            let mut below = way.clone();
            below.around.push(own);
            below.modules.push(&module.ident);
            below.call = format!("{}.{}()", way.call, module.accessor);
            let child = self.add(group, module, &below, secrets);
            if let Some(folder) = self.folders.get_mut(own) {
                folder.folders.push(child);
            }
        }
        own
    }

    /// A reference to an operation.
    pub(super) fn leaf(&self, place: usize) -> Option<Link> {
        self.leaves.get(place).map(Leaf::link)
    }

    /// A reference to a folder.
    pub(super) fn folder(&self, place: usize) -> Option<Link> {
        let folder = self.folders.get(place)?;
        Some(Link { text: folder.text.clone(), page: folder.page.clone(), ..Link::default() })
    }

    /// What stands around a folder, the collection first, and the folder itself.
    pub(super) fn crumbs(&self, place: usize) -> Vec<Link> {
        let around = self.folders.get(place).map(|folder| folder.around.as_slice()).unwrap_or_default();
        around.iter().copied().chain([place]).filter_map(|place| self.folder(place)).collect()
    }
}

impl Leaf<'_> {
    pub(super) fn link(&self) -> Link {
        Link {
            text: self.text.clone(),
            page: self.page.clone(),
            method: self.operation.method.clone(),
            path: self.method.descriptor.path.clone(),
            deprecated: self.operation.deprecated,
        }
    }
}

/// A name to be shown; `otherwise` for one that shows nothing.
pub(super) fn name(name: &str, otherwise: &str, secrets: &Secrets) -> String {
    let name = name.trim();
    limit::name(if name.is_empty() { otherwise } else { name }, secrets)
}
