//! From the two trees, of the API and of its Rust, to one list of operations in the collection's order.

use crate::api;
use crate::rust;

/// An operation with its method.
#[derive(Clone, Debug)]
pub(super) struct Pair<'a> {
    pub(super) operation: &'a api::Operation,
    pub(super) method: &'a rust::Method,
    /// From the root down to the module that holds the method; the root itself is not in it.
    pub(super) modules: Vec<&'a rust::Module>,
    /// The last of `modules`, or the root.
    pub(super) module: &'a rust::Module,
}

impl Pair<'_> {
    /// `integrations::keys::create`.
    pub(super) fn function(&self) -> String {
        let idents = self.modules.iter().map(|module| module.ident.as_str());
        idents.chain([self.method.ident.as_str()]).collect::<Vec<_>>().join("::")
    }

    /// `.integrations().keys()`.
    pub(super) fn accessors(&self) -> String {
        self.modules.iter().flat_map(|module| [".", module.accessor.as_str(), "()"]).collect()
    }
}

/// Every operation that has a method.
pub(super) fn pairs<'a>(api: &'a api::Api, client: &'a rust::Client) -> Vec<Pair<'a>> {
    let mut operations = Vec::new();
    let mut groups = vec![&api.root];
    while let Some(group) = groups.pop() {
        operations.extend(&group.operations);
        groups.extend(&group.groups);
    }
    operations.sort_by_key(|operation| operation.index);

    let mut methods = Vec::new();
    let mut modules = vec![(Vec::new(), &client.root)];
    while let Some((path, module)) = modules.pop() {
        methods.extend(module.methods.iter().map(|method| (path.clone(), module, method)));
        for below in &module.modules {
            let mut path = path.clone();
            path.push(below);
            modules.push((path, below));
        }
    }
    methods.sort_by_key(|(_, _, method)| method.index);

    let mut operations = operations.into_iter().peekable();
    let mut pairs = Vec::new();
    for (modules, module, method) in methods {
        while operations.next_if(|operation| operation.index < method.index).is_some() {}
        if let Some(operation) = operations.next_if(|operation| operation.index == method.index) {
            pairs.push(Pair { operation, method, modules, module });
        }
    }
    pairs
}
