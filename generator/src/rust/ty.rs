//! Types.

use super::Ident;

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Type {
    Unit,
    Bool,
    I64,
    U64,
    F64,
    String,
    /// `postwright_runtime::Number`.
    Number,
    /// `postwright_runtime::Json`.
    Json,
    /// `postwright_runtime::Bytes`.
    Bytes,
    /// `postwright_runtime::Content`: a body of which nothing is known.
    Content,
    /// `postwright_runtime::Part`: a file of a multipart body.
    Part,
    Vec(Box<Type>),
    /// `Box<_>`: what a type holds of itself.
    Boxed(Box<Type>),
    Option(Box<Type>),
    /// `postwright_runtime::OrPlaceholder<_>`.
    OrPlaceholder(Box<Type>),
    /// `BTreeMap<String, _>`.
    Map(Box<Type>),
    /// A type of the module `types`.
    Named(Ident),
    /// An open enum of the module `types`: made from any text.
    Enum(Ident),
    /// A type of the module in which it is used.
    Local(Ident),
    /// A type of the user's, by its path.
    Path(String),
}
