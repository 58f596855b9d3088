//! The module of a folder.

use super::{Docs, Ident, Method, Params};

/// A folder: a module with a struct that has a method per request.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    /// The module's name.
    pub(crate) ident: Ident,
    /// The struct's name, `Client` at the root.
    pub(crate) handle: Ident,
    /// The method of the parent's struct that gives this one.
    pub(crate) accessor: Ident,
    /// Of the module, the struct and the accessor.
    pub(crate) docs: Docs,
    /// Whether this module or one below names a type of `types`.
    pub(crate) uses_types: bool,
    pub(crate) methods: Vec<Method>,
    pub(crate) params: Vec<Params>,
    pub(crate) modules: Vec<Module>,
}
