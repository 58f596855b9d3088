//! Operations beside their methods, in the order of the collection.

use crate::{
    api::{Api, Group, Operation},
    rust::{Client, Ident, Method, Module, Params},
};

/// An operation, how it is called in Rust, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) method: &'a Method,
    /// The names of the folders around it, the outermost first.
    pub(crate) folders: Vec<&'a str>,
    /// The modules around it: also the methods that lead to it from a client.
    pub(crate) modules: Vec<&'a Ident>,
    /// The innermost of them.
    module: &'a Module,
}

impl<'a> Entry<'a> {
    /// `integrations::create_integration_key`.
    pub(crate) fn function(&self) -> String {
        format!("{}{}", self.path(), self.method.ident)
    }

    /// `integrations::keys::`: what stands in front of names of its module.
    pub(crate) fn path(&self) -> String {
        self.modules.iter().flat_map(|module| [module.as_str(), "::"]).collect()
    }

    /// `.integrations().keys()`: what leads to it from a client.
    #[cfg(feature = "cli")]
    pub(crate) fn accessors(&self) -> String {
        self.modules.iter().flat_map(|module| [".", module.as_str(), "()"]).collect()
    }

    /// The struct of its required parameters, if it has one.
    pub(crate) fn params(&self) -> Option<&'a Params> {
        let ident = self.method.arguments.iter().find_map(|argument| argument.kind.local())?;
        self.module.params.iter().find(|params| params.ident == *ident)
    }
}

/// Every operation, in the order of the collection.
pub(crate) fn operations<'a>(api: &'a Api, client: &'a Client) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    collect(&api.root, &client.root, (&[], &[]), &mut entries);
    entries.sort_by_key(|entry| entry.operation.index);
    entries
}

fn collect<'a>(
    group: &'a Group,
    module: &'a Module,
    (folders, modules): (&[&'a str], &[&'a Ident]),
    entries: &mut Vec<Entry<'a>>,
) {
    entries.extend(group.operations.iter().zip(&module.methods).map(|(operation, method)| Entry {
        operation,
        method,
        folders: folders.to_vec(),
        modules: modules.to_vec(),
        module,
    }));
    for (group, module) in group.groups.iter().zip(&module.modules) {
        let folders = [folders, &[group.name.as_str()]].concat();
        let modules = [modules, &[&module.ident]].concat();
        collect(group, module, (&folders, &modules), entries);
    }
}
