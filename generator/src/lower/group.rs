//! From the tree of folders to groups.

use super::{Lowering, behavior, operation};
use crate::api::Group;
use crate::diagnostic::{Code, Pointer};
use crate::postman::{Auth, Behavior, Collection, Folder, Item};

/// What a request inherits from the folders around it and from the collection.
#[derive(Clone)]
pub(super) struct Level<'a> {
    /// The auth block that is nearest.
    pub(super) auth: Option<&'a Auth>,
    /// The folder that has it; none for the collection.
    pub(super) auth_folder: Option<&'a str>,
    pub(super) behavior: Behavior,
    /// The innermost folder.
    pub(super) folder: Option<&'a str>,
}

impl<'a> Level<'a> {
    fn inside(&self, folder: &'a Folder) -> Self {
        let own = folder.auth.as_ref();
        Self {
            auth: own.or(self.auth),
            auth_folder: if own.is_some() { Some(&folder.name) } else { self.auth_folder },
            behavior: behavior::inside(&self.behavior, &folder.behavior),
            folder: Some(&folder.name),
        }
    }
}

/// The collection as the root of all groups.
pub(super) fn root<'a>(lowering: &mut Lowering<'a>, collection: &'a Collection) -> Group {
    behavior::report(lowering, &collection.behavior, &Pointer::root());
    let level = Level {
        auth: collection.auth.as_ref(),
        auth_folder: None,
        behavior: behavior::inside(&Behavior::default(), &collection.behavior),
        folder: None,
    };
    let mut root = Group {
        name: collection.name.clone(),
        description: collection.description.clone(),
        groups: Vec::new(),
        operations: Vec::new(),
    };
    fill(lowering, &mut root, &collection.items, &level);
    root
}

/// As deep as the folders: no reader lets them nest more than 64 levels deep.
fn fill<'a>(lowering: &mut Lowering<'a>, group: &mut Group, items: &'a [Item], level: &Level<'_>) {
    for item in items {
        match item {
            Item::Folder(folder) => {
                behavior::report(lowering, &folder.behavior, &folder.at);
                report_variables(lowering, folder);
                let mut inner = Group {
                    name: folder.name.clone(),
                    description: folder.description.clone(),
                    groups: Vec::new(),
                    operations: Vec::new(),
                };
                fill(lowering, &mut inner, &folder.items, &level.inside(folder));
                group.groups.push(inner);
            }
            Item::Request(item) => group.operations.extend(operation::operation(lowering, item, level)),
        }
    }
}

/// Postman keeps the variables of folders, and never uses them.
fn report_variables(lowering: &mut Lowering<'_>, folder: &Folder) {
    for variable in &folder.variables {
        let message = format!(
            "the folder variable `{}` is not used: Postman resolves those of the collection only",
            variable.key
        );
        let help = "move it to the collection's variables";
        lowering.warn_once(Code::UnsupportedSetting, message, &variable.at, help);
    }
}

/// Replaces the numbers of servers by their final places.
pub(super) fn renumber(group: &mut Group, places: &[usize]) {
    for operation in &mut group.operations {
        operation.server = places.get(operation.server).copied().unwrap_or_default();
    }
    for inner in &mut group.groups {
        renumber(inner, places);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, api, folder, get};

    #[test]
    fn operations_are_counted_in_source_order() {
        let api = api(&fixture::collection(vec![
            folder("a", vec![get("1", "http://h/1"), folder("b", vec![get("2", "http://h/2")])]),
            get("3", "http://h/3"),
            folder("c", vec![get("4", "http://h/4")]),
        ]));
        let found: Vec<(String, usize)> =
            fixture::operations(&api).into_iter().map(|it| (it.name.clone(), it.index)).collect();
        assert_eq!(found, [("3".into(), 2), ("1".into(), 0), ("2".into(), 1), ("4".into(), 3)]);
        assert_eq!(api.root.groups[0].groups[0].name, "b");
    }
}
