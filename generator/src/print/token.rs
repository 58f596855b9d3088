//! Tokens as a list without branches, so that parts of it are slices.

use proc_macro2::{Delimiter, Ident, Literal, Spacing, TokenStream, TokenTree};

/// A token.
pub(super) enum Token {
    Ident(Ident),
    Literal(Literal),
    /// With whether it is the first of two, such as `::`.
    Punct(char, bool),
    /// Brackets, with how many tokens behind it stand in them.
    Group(Delimiter, usize),
}

impl Token {
    pub(super) fn is_punct(&self, character: char) -> bool {
        matches!(self, Token::Punct(punct, _) if *punct == character)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Token::Ident(ident) if ident == word)
    }
}

/// The tokens of a stream.
pub(super) fn list(stream: TokenStream) -> Vec<Token> {
    let mut tokens = Vec::new();
    push(stream, &mut tokens);
    tokens
}

fn push(stream: TokenStream, tokens: &mut Vec<Token>) {
    for token in stream {
        match token {
            TokenTree::Ident(ident) => tokens.push(Token::Ident(ident)),
            TokenTree::Literal(literal) => tokens.push(Token::Literal(literal)),
            TokenTree::Punct(punct) => {
                tokens.push(Token::Punct(punct.as_char(), punct.spacing() == Spacing::Joint));
            }
            TokenTree::Group(group) => {
                let (place, delimiter, stream) = (tokens.len(), group.delimiter(), group.stream());
                // A stream that nobody else holds is taken apart without being copied.
                drop(group);
                tokens.push(Token::Group(delimiter, 0));
                push(stream, tokens);
                let inside = tokens.len() - place - 1;
                tokens.get_mut(place).into_iter().for_each(|token| *token = Token::Group(delimiter, inside));
            }
        }
    }
}

/// The first token, with what stands in it, and what comes behind.
pub(super) fn split_first(tokens: &[Token]) -> Option<(&[Token], &[Token])> {
    let inside = if let Token::Group(_, inside) = tokens.first()? { *inside } else { 0 };
    tokens.split_at_checked(1 + inside)
}

/// What comes before the last token, and this, with what stands in it.
pub(super) fn split_last(tokens: &[Token]) -> Option<(&[Token], &[Token])> {
    let (mut last, mut rest) = split_first(tokens)?;
    while let Some((next, after)) = split_first(rest) {
        (last, rest) = (next, after);
    }
    tokens.split_at_checked(tokens.len() - last.len())
}

/// What comes before the first of the tokens that is wanted, this, with what stands in it, and what comes behind.
pub(super) fn split_at(
    tokens: &[Token],
    mut is_wanted: impl FnMut(&Token) -> bool,
) -> (&[Token], &[Token], &[Token]) {
    let mut rest = tokens;
    while let Some((first, after)) = split_first(rest) {
        if first.first().is_some_and(&mut is_wanted) {
            return (tokens.get(..tokens.len() - rest.len()).unwrap_or_default(), first, after);
        }
        rest = after;
    }
    (tokens, &[], &[])
}

/// What comes before the next comma that is not in `<…>`, and what comes behind it.
pub(super) fn split_comma(tokens: &[Token]) -> (&[Token], &[Token]) {
    let mut angles = 0_usize;
    let (before, _, after) = split_at(tokens, |token| {
        if token.is_punct('<') {
            angles += 1;
        } else if token.is_punct('>') {
            angles = angles.saturating_sub(1);
        }
        angles == 0 && token.is_punct(',')
    });
    (before, after)
}
