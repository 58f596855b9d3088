//! The client, its builder, and everything below.

use super::{Alias, Docs, Ident, Module, TypeItem};

/// A whole generated module.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    /// The collection's name, for the User-Agent and for messages.
    pub(crate) title: String,
    /// The collection's version, if it has one.
    pub(crate) version: Option<String>,
    pub(crate) docs: Docs,
    pub(crate) servers: Vec<ServerRow>,
    pub(crate) variables: Vec<VariableRow>,
    pub(crate) credentials: Vec<CredentialRow>,
    pub(crate) builder: Vec<BuilderMethod>,
    /// Requests outside of folders are methods of the client itself; its `ident` and `accessor` are unused.
    pub(crate) root: Module,
    pub(crate) types: Vec<TypeItem>,
    /// Names of types that the settings keep.
    pub(crate) aliases: Vec<Alias>,
}

/// A server, in the order of its index.
#[derive(Clone, Debug)]
pub(crate) struct ServerRow {
    /// The builder method that sets it: the name in messages.
    pub(crate) method: Ident,
    /// With client variables in braces: `https://{tenant}.example.com`.
    pub(crate) address: Option<String>,
}

/// A client variable.
#[derive(Clone, Debug)]
pub(crate) struct VariableRow {
    /// As it stands in addresses and in braces.
    pub(crate) name: String,
    pub(crate) method: Ident,
    pub(crate) default: Option<String>,
}

/// A credential set, in the order of its index.
#[derive(Clone, Debug)]
pub(crate) struct CredentialRow {
    pub(crate) method: Ident,
}

/// A method of the builder.
#[derive(Clone, Debug)]
pub(crate) struct BuilderMethod {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) target: BuilderTarget,
    /// What the variables of the environment that give its arguments end with, in order.
    pub(crate) environment: Vec<String>,
}

/// What a builder method sets.
#[derive(Clone, Debug)]
pub(crate) enum BuilderTarget {
    /// Index in `Client::servers`; one argument.
    Server(usize),
    /// The name of a client variable; the argument's name.
    Variable { name: String, argument: Ident },
    /// Index in `Client::credentials`; the type in `postwright_runtime::auth`; its constructor; the constructor's
    /// arguments in order, and then what its other methods take.
    Credential {
        index: usize,
        runtime: &'static str,
        constructor: &'static str,
        values: Vec<CredentialValue>,
    },
}

impl BuilderTarget {
    /// Whether both give one credential, in two ways.
    #[cfg(feature = "cli")]
    pub(crate) fn is_other_way_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Credential { index, .. }, Self::Credential { index: other, .. }) => index == other,
            (Self::Credential { .. } | Self::Server(_) | Self::Variable { .. }, _) => false,
        }
    }
}

/// What a credential is made from.
#[derive(Clone, Debug)]
pub(crate) enum CredentialValue {
    /// An argument of the constructor.
    Literal(String),
    /// An argument of the constructor, and of the method.
    Argument(Ident),
    /// An argument of the constructor, and of the method: a text, or a function that is asked for it.
    Source(Ident),
    /// A method, and the server's index and the path that it takes.
    Endpoint(&'static str, usize, String),
    /// A key and a value for `set`.
    SetLiteral(&'static str, String),
    /// A key and a value for `set`; the value is an argument of the method.
    SetArgument(&'static str, Ident),
}
