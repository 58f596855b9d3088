//! A folder of the collection into its page.

use serde::Serialize;

use super::link::Link;
use super::overview::{Branch, branch};
use super::tree::Tree;

/// All that the page of a folder shows.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Folder {
    pub(super) page: String,
    pub(super) name: String,
    /// Markdown.
    pub(super) description: Option<String>,
    /// What is around it.
    pub(super) crumbs: Vec<Link>,
    pub(super) folders: Vec<Link>,
    pub(super) own: Branch,
}

/// The pages of all folders but the collection itself.
pub(super) fn folders(tree: &Tree<'_>) -> Vec<Folder> {
    (1..tree.folders.len()).filter_map(|place| folder(tree, place)).collect()
}

fn folder(tree: &Tree<'_>, place: usize) -> Option<Folder> {
    let folder = tree.folders.get(place)?;
    let own = branch(tree, place)?;
    let mut crumbs = tree.crumbs(place);
    crumbs.pop();
    Some(Folder {
        page: folder.page.clone(),
        name: own.folder.text.clone(),
        description: folder.group.description.clone(),
        crumbs,
        folders: folder.folders.iter().filter_map(|below| tree.folder(*below)).collect(),
        own,
    })
}
