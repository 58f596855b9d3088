//! Code as pieces: what `emit` gives and `print` turns into text.

use std::cell::RefCell;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _};

/// A piece of a file. Pieces of one block are set apart by blank lines.
pub(crate) enum Code<'a> {
    /// Items that stand together: of a module, or of an `impl` inside of [`Code::Impl`].
    Items(Tokens<'a>),
    /// `name!(…);` of a macro of the runtime.
    Invocation { name: &'static str, arguments: Tokens<'a> },
    /// `head` is the module with an empty body, which the parts fill.
    Module { head: Tokens<'a>, parts: Vec<Code<'a>> },
    /// The methods of a type: items alone.
    Impl { of: &'a str, allows_dead_code: bool, methods: Vec<Code<'a>> },
}

/// Tokens that are made in the thread that prints them, because they cannot be sent to another one.
pub(crate) type Tokens<'a> = Box<dyn Fn(&Comments<'a>) -> TokenStream + Send + Sync + 'a>;

/// What stands above the items of a piece, kept beside its tokens: documentation, which is a third of all lines, and
/// attributes that are always the same. It is text from start to end: as tokens it would cost as much as the code.
#[derive(Default)]
pub(crate) struct Comments<'a>(RefCell<Vec<Above<'a>>>);

/// What stands above an item.
#[derive(Clone, Copy)]
pub(crate) struct Above<'a> {
    /// Without the slashes.
    pub(crate) docs: &'a [String],
    /// Whole ones, which fit on a line each.
    pub(crate) attributes: &'static [&'static str],
}

impl<'a> Comments<'a> {
    /// The attribute that stands for the lines of documentation.
    pub(crate) fn mark(&self, docs: &'a [String]) -> Option<Mark> {
        self.mark_with(docs, &[])
    }

    /// The attribute that stands for the lines of documentation, and these attributes behind them.
    pub(crate) fn mark_with(&self, docs: &'a [String], attributes: &'static [&'static str]) -> Option<Mark> {
        let mut all = self.0.borrow_mut();
        let mark = (!docs.is_empty() || !attributes.is_empty()).then_some(Mark(all.len()));
        all.extend(mark.is_some().then_some(Above { docs, attributes }));
        mark
    }

    /// What a line of printed code stands for.
    pub(crate) fn marked(&self, line: &str) -> Option<Above<'a>> {
        let index = line.strip_prefix("#[_")?.strip_suffix(']')?.parse().ok()?;
        self.0.borrow().get::<usize>(index).copied()
    }

    /// Whether there is nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}

/// `#[_3]` stands for what is above the fourth item of its piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark(usize);

impl ToTokens for Mark {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let name = TokenTree::from(Ident::new(&format!("_{}", self.0), Span::call_site()));
        tokens.append(Punct::new('#', Spacing::Alone));
        tokens.append(Group::new(Delimiter::Bracket, name.into()));
    }
}

impl<'a> Code<'a> {
    pub(crate) fn items(tokens: impl Fn(&Comments<'a>) -> TokenStream + Send + Sync + 'a) -> Self {
        Self::Items(Box::new(tokens))
    }

    pub(crate) fn invocation(
        name: &'static str,
        arguments: impl Fn() -> TokenStream + Send + Sync + 'a,
    ) -> Self {
        Self::Invocation { name, arguments: Box::new(move |_| arguments()) }
    }

    pub(crate) fn module(
        head: impl Fn(&Comments<'a>) -> TokenStream + Send + Sync + 'a,
        parts: Vec<Self>,
    ) -> Self {
        Self::Module { head: Box::new(head), parts }
    }
}
