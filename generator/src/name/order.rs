//! All operations in an order that their content decides, so that a name that several deserve goes to the same one of
//! them wherever they stand.

use super::{
    case::words,
    tree::{MethodNames, Names, path_text},
};
use crate::api::{Group, Operation};

/// An operation with its names, outside of the tree.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub(super) operation: &'a Operation,
    /// What its types may take from its folder.
    pub(super) folder: String,
    /// The modules that it stands in, in words.
    pub(super) path: String,
    pub(super) names: MethodNames,
}

/// All operations below a group: what is not deprecated first, then by path, and reading before writing.
pub(super) fn operations<'a>(root: &'a Group, names: &Names) -> Vec<Placed<'a>> {
    let mut all = Vec::new();
    collect(root, names, "", &mut all);
    let key = |placed: &Placed<'_>| {
        let names = &placed.names;
        (content(placed.operation), placed.path.clone(), names.method.plain().to_owned())
    };
    all.sort_by_cached_key(key);
    all
}

/// As deep as the groups.
fn collect<'a>(group: &'a Group, names: &Names, path: &str, all: &mut Vec<Placed<'a>>) {
    let folder = names.folder(group);
    let path = words(&format!("{path} {}", names.ident.plain()));
    let placed = |(operation, names): (&'a Operation, &MethodNames)| Placed {
        operation,
        folder: folder.clone(),
        path: path.clone(),
        names: names.clone(),
    };
    all.extend(group.operations.iter().zip(&names.methods).map(placed));
    for (group, names) in group.groups.iter().zip(&names.groups) {
        collect(group, names, &path, all);
    }
}

/// What comes first: what is not deprecated, then the shortest path, then reading before writing.
pub(super) type Content = (bool, usize, String, usize, String);

/// What tells an operation from others, whatever it is called.
pub(super) fn content(operation: &Operation) -> Content {
    let path = path_text(operation);
    let method = operation.method.clone();
    let rank = ["GET", "POST"].iter().position(|&known| known == method).unwrap_or(2);
    (operation.deprecated, path.len(), path, rank, method)
}

/// The rest of what tells operations of one name and one request from each other. It is a text as nobody reads it, and
/// as long as all that the operation holds: to be asked for where nothing else helps.
pub(super) fn rest(operation: &Operation) -> String {
    let Operation { parameters, query, headers, body, responses, description, redirects, .. } = operation;
    let body = body.as_ref().map(|body| (&body.body, &body.content_type));
    let responses: Vec<_> = responses.iter().map(|it| (it.status, &it.media)).collect();
    format!("{:?}", (parameters, query, headers, body, responses, description, redirects))
}
