//! The collection into the first page: servers, credentials, settings, and the tree of all operations.

use serde::Serialize;

use super::Input;
use super::credential::{self, Credential};
use super::limit;
use super::link::Link;
use super::tree::{Tree, name};
use crate::rust::{BuilderMethod, BuilderTarget};

/// All that the first page shows.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Overview {
    pub(super) title: String,
    pub(super) version: Option<String>,
    /// Markdown.
    pub(super) description: Option<String>,
    /// The name of the collection's file.
    pub(super) source: String,
    /// `v2.1`.
    pub(super) format: &'static str,
    pub(super) servers: Vec<Server>,
    pub(super) credentials: Vec<Credential>,
    pub(super) settings: Vec<Setting>,
    pub(super) tree: Vec<Branch>,
    pub(super) operations: usize,
    pub(super) types: usize,
    pub(super) skipped: Vec<Skipped>,
}

/// Where requests go.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Server {
    /// With settings in braces; `None` if the caller must give it.
    pub(super) address: Option<String>,
    /// The variable of the collection.
    pub(super) variable: Option<String>,
    pub(super) method: String,
    pub(super) environment: Option<String>,
}

/// A variable that the caller gives once.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Setting {
    pub(super) name: String,
    /// Markdown.
    pub(super) description: Option<String>,
    pub(super) default: Option<String>,
    pub(super) secret: bool,
    pub(super) method: Option<String>,
    pub(super) environment: Option<String>,
}

/// A request that is no operation.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Skipped {
    pub(super) name: String,
    pub(super) reason: String,
}

/// A folder with what is in it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Branch {
    pub(super) folder: Link,
    /// How many folders are around it.
    pub(super) depth: usize,
    pub(super) operations: Vec<Link>,
}

/// The first page.
pub(super) fn overview(input: &Input<'_>, tree: &Tree<'_>) -> Overview {
    let api = input.api;
    Overview {
        title: name(&api.name, "Untitled API", input.items.secrets()),
        version: api.version.clone(),
        description: api.description.clone(),
        source: input.file_name.to_owned(),
        format: api.format,
        servers: servers(input),
        credentials: credential::all(input),
        settings: settings(input),
        tree: (0..tree.folders.len()).filter_map(|place| branch(tree, place)).collect(),
        operations: tree.leaves.len(),
        types: input.client.types.len(),
        skipped: api
            .skipped
            .iter()
            .map(|skipped| Skipped { name: skipped.name.clone(), reason: skipped.reason.clone() })
            .collect(),
    }
}

/// A folder with the operations in it; those below it are branches of their own.
pub(super) fn branch(tree: &Tree<'_>, place: usize) -> Option<Branch> {
    let folder = tree.folders.get(place)?;
    Some(Branch {
        folder: tree.folder(place)?,
        depth: folder.around.len(),
        operations: folder.leaves.iter().filter_map(|leaf| tree.leaf(*leaf)).collect(),
    })
}

fn servers(input: &Input<'_>) -> Vec<Server> {
    let pairs = input.api.servers.iter().zip(&input.client.servers).enumerate();
    let server = |(index, (server, row)): (usize, (&crate::api::Server, &crate::rust::ServerRow))| Server {
        address: row.address.clone(),
        variable: server.variable.clone(),
        method: row.method.to_string(),
        environment: environment(
            input,
            |target| matches!(target, BuilderTarget::Server(own) if *own == index),
        ),
    };
    pairs.map(server).collect()
}

fn settings(input: &Input<'_>) -> Vec<Setting> {
    let cell = |text: &str| limit::cell(text, input.items.secrets());
    let setting = |variable: &crate::api::ClientVariable| {
        let is_own = |target: &BuilderTarget| matches!(target, BuilderTarget::Variable { name, .. } if *name == variable.name);
        Setting {
            name: variable.name.clone(),
            description: variable.description.as_deref().map(cell),
            default: variable.default.as_deref().filter(|_| !variable.secret).map(cell),
            secret: variable.secret,
            method: method(input, is_own).map(|method| method.ident.to_string()),
            environment: environment(input, is_own),
        }
    };
    input.api.variables.iter().map(setting).collect()
}

fn method<'a>(input: &Input<'a>, is_meant: impl Fn(&BuilderTarget) -> bool) -> Option<&'a BuilderMethod> {
    input.client.builder.iter().find(|method| is_meant(&method.target))
}

fn environment(input: &Input<'_>, is_meant: impl Fn(&BuilderTarget) -> bool) -> Option<String> {
    let name = method(input, is_meant)?.environment.first()?;
    Some(credential::variable(input, name))
}
