//! Code as pieces: what `emit` gives and `print` turns into text.

use std::cell::RefCell;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

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

/// The documentation of a piece, kept beside its tokens: it is text from start to end, and a third of all lines, so
/// that taking it through syn and prettyplease would cost as much as the code.
#[derive(Default)]
pub(crate) struct Comments<'a>(RefCell<Vec<&'a [String]>>);

impl<'a> Comments<'a> {
    /// The attribute that stands for the lines.
    pub(crate) fn mark(&self, lines: &'a [String]) -> Option<Mark> {
        let mut all = self.0.borrow_mut();
        let mark = (!lines.is_empty()).then_some(Mark(all.len()));
        all.extend(mark.is_some().then_some(lines));
        mark
    }

    /// The lines that a line of printed code stands for.
    pub(crate) fn marked(&self, line: &str) -> Option<&'a [String]> {
        let index = line.strip_prefix("#[_")?.strip_suffix(']')?.parse().ok()?;
        self.0.borrow().get::<usize>(index).copied()
    }

    /// Whether nothing is documented.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}

/// `#[_3]` stands for the fourth documentation of its piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark(usize);

impl ToTokens for Mark {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let name = Ident::new(&format!("_{}", self.0), Span::call_site());
        tokens.extend(quote!(#[#name]));
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
