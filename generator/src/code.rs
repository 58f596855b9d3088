//! Code as pieces: what `emit` gives and `print` turns into text.

use proc_macro2::TokenStream;

/// A piece of a file. Pieces of one block are set apart by blank lines.
pub(crate) enum Code<'a> {
    /// Items that stand together: of a module, or of an `impl` inside of [`Block::Impl`].
    Items(Tokens<'a>),
    /// `head` is the module or `impl` with an empty body, which the parts fill.
    Block { kind: Block, head: Tokens<'a>, parts: Vec<Code<'a>> },
}

/// Tokens that are made in the thread that prints them, because they cannot be sent to another one.
pub(crate) type Tokens<'a> = Box<dyn Fn() -> TokenStream + Send + Sync + 'a>;

/// The kinds of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Module,
    /// Holds no further blocks.
    Impl,
}

impl<'a> Code<'a> {
    pub(crate) fn items(tokens: impl Fn() -> TokenStream + Send + Sync + 'a) -> Self {
        Self::Items(Box::new(tokens))
    }

    pub(crate) fn block(
        kind: Block,
        head: impl Fn() -> TokenStream + Send + Sync + 'a,
        parts: Vec<Self>,
    ) -> Self {
        Self::Block { kind, head: Box::new(head), parts }
    }
}
