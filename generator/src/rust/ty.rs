//! Types.

use super::Ident;
use crate::text_format::TextFormat;

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
    /// A text of which every sample has this format.
    Formatted(TextFormat),
    /// A type of the user's, by its path.
    Path(String),
}

impl Type {
    /// The type inside of all containers.
    pub(crate) fn innermost(&self) -> &Self {
        let mut ty = self;
        while let Self::Vec(inner)
        | Self::Boxed(inner)
        | Self::Option(inner)
        | Self::OrPlaceholder(inner)
        | Self::Map(inner) = ty
        {
            ty = inner;
        }
        ty
    }

    /// The format of the texts in it.
    pub(crate) fn format(&self) -> Option<TextFormat> {
        if let Self::Formatted(format) = self.innermost() { Some(*format) } else { None }
    }
}
