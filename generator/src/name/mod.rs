//! Names the service: `api::Api` to `rust::Client`.
//!
//! The only place where identifiers are made and Rust types are picked. Decisions of spelling, none of
//! meaning. In order: modules and methods get their names ([`tree`]); all bodies are looked over, so that a
//! name goes to the shape that deserves it ([`roots`]), in an order that content decides ([`order`]); then every
//! method is described, and types are made where it needs them ([`method`], [`types`]); at last request types get what a caller needs ([`complete`]).

mod aliases;
mod answers;
mod arguments;
mod body;
mod builder;
mod case;
mod census;
mod complete;
mod deprecation;
mod docs;
mod environment;
mod given;
mod home;
mod keywords;
mod method;
mod open_enum;
mod order;
mod overrides;
mod roots;
mod scope;
mod shape;
mod symbol;
#[cfg(test)]
mod tests;
mod tree;
mod types;
mod wanted;

use self::{method::Naming, tree::Names};
use crate::{
    api::{Api, Group},
    diagnostic::Diagnostic,
    parallel,
    rust::{Client, Docs, Module},
    settings::Settings,
};

/// Names everything, with `threads` threads.
///
/// Settings that match nothing, or that give names which cannot be had, are told in `errors`.
pub(crate) fn client(api: &Api, settings: &Settings, threads: usize, errors: &mut Vec<Diagnostic>) -> Client {
    let given = given::Given::new(&api.root, settings, errors);
    let names = tree::names(&api.root, &given);
    given.check(&api.root, &names, errors);
    let mut naming = Naming::new(&order::operations(&api.root, &names));
    let mut docs = method::Documented::all(&api.root);
    let mut root = parallel::beside(
        &mut docs,
        threads,
        || module(&api.root, names, &mut naming),
        method::Documented::write,
    );
    method::document(&mut root, &mut docs.into_iter());
    let parts = builder::parts(api, settings);
    let (mut types, mut bodies) = naming.into_parts();
    overrides::apply(api, &mut root, &mut types, &mut bodies, settings, errors);
    complete::requests(&mut types, &bodies);
    aliases::operations(&api.root, &mut root, &given, errors);
    let aliases = aliases::types(&mut types, settings, errors);
    let client = Client {
        title: if api.name.trim().is_empty() { "API".to_owned() } else { api.name.trim().to_owned() },
        version: api.version.clone(),
        docs: client_docs(api),
        servers: parts.servers,
        variables: parts.variables,
        credentials: parts.credentials,
        builder: parts.methods,
        root,
        types: types.into_items(),
        aliases,
    };
    given::check_servers(api, &client, settings, errors);
    client
}

/// A folder with everything in it. As deep as the collection, which no reader lets grow beyond JSON's limit.
fn module<'a>(group: &'a Group, mut names: Names, naming: &mut Naming<'a>) -> Module {
    let docs = module_docs(group);
    let mut methods = Vec::new();
    let mut params = Vec::new();
    for (operation, method_names) in group.operations.iter().zip(names.methods.drain(..)) {
        let (method, own) = naming.method(operation, method_names, &names.handle, &mut names.types);
        methods.push(method);
        params.extend(own);
    }
    let modules: Vec<Module> =
        group.groups.iter().zip(names.groups).map(|(group, names)| module(group, names, naming)).collect();
    let uses_types = methods.iter().any(method::uses_types) || modules.iter().any(|module| module.uses_types);
    Module {
        ident: names.ident.clone(),
        handle: names.handle,
        accessor: names.ident,
        docs,
        uses_types,
        methods,
        params,
        modules,
    }
}

fn module_docs(group: &Group) -> Docs {
    let described = docs::Writer::default().description(group.description.as_deref());
    if described.is_empty() || described.begins_with_block() {
        return docs::Writer::default()
            .paragraph(format!("The operations of {}.", docs::code(&group.name)))
            .and(described)
            .docs();
    }
    described.docs()
}

fn client_docs(api: &Api) -> Docs {
    let name = if api.name.trim().is_empty() { "the API".to_owned() } else { docs::code(api.name.trim()) };
    docs::Writer::default()
        .paragraph(format!("A client of {name}. Cheap to clone; clones share their connections."))
        .description(api.description.as_deref())
        .docs()
}
