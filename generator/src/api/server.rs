//! Servers and the settings of a client that their addresses need.

/// A text with variables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Template(pub(crate) Vec<Piece>);

/// A part of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Piece {
    Literal(String),
    /// The name as spelt in the source.
    Variable(String),
}

/// Where requests go: scheme, host, port and, where a variable carries it, a path prefix.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// The collection's variable if the address is that variable and nothing else (`{{baseUrl}}`).
    pub(crate) variable: Option<String>,
    /// The address. `https://api.example.com`, `https://{tenant}.example.com`; its variables are client
    /// variables. `None` if it is one variable without a value: the caller must give it.
    pub(crate) address: Option<Template>,
    /// The address that replay uses, every variable resolved.
    pub(crate) example: String,
}

impl Server {
    /// Whether its address has this variable in it.
    pub(crate) fn needs(&self, variable: &str) -> bool {
        let pieces = self.address.as_ref().map(|address| address.0.as_slice()).unwrap_or_default();
        pieces.iter().any(|piece| matches!(piece, Piece::Variable(name) if name == variable))
    }
}

/// A setting of the client that is neither a server nor a credential.
#[derive(Clone, Debug)]
pub(crate) struct ClientVariable {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    /// From the collection or an environment; never a secret's value.
    pub(crate) default: Option<String>,
    pub(crate) secret: bool,
    /// What replay sets.
    pub(crate) example: String,
}
