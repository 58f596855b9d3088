//! Tokens on one line.

use std::fmt::{Display, Write as _};

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenTree};

/// Tokens with the spaces that prettyplease sets: `&'a str`, `pub fn keys(&self) -> Vec<types::Key>`; what only macros
/// take as if it were Rust: `403 json => Forbidden, * => Other`.
#[derive(Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Whether there is something in it that prettyplease may space in another way.
    pub(super) is_odd: bool,
    /// Whether a word may not touch what is there.
    after_word: bool,
    /// The first character of two, such as `::`.
    joint: Option<char>,
    /// How many `<` are open.
    angles: usize,
}

impl Line {
    pub(super) fn new<'t>(tokens: impl IntoIterator<Item = &'t TokenTree>) -> Self {
        let mut line = Self::default();
        tokens.into_iter().for_each(|token| line.push(token));
        // Nothing but generic arguments is known: these are closed.
        line.is_odd |= line.angles > 0;
        line
    }

    fn push(&mut self, token: &TokenTree) {
        match token {
            TokenTree::Ident(ident) => self.word(ident),
            TokenTree::Literal(literal) => {
                self.word(literal);
                // `self.0.name()` has the number `0.` in it.
                self.after_word = !self.text.ends_with('.');
            }
            TokenTree::Punct(punct) => self.punct(punct),
            TokenTree::Group(group) => self.group(group),
        }
    }

    fn word(&mut self, word: &impl Display) {
        self.space();
        let _ = write!(self.text, "{word}");
        self.after_word = true;
    }

    fn space(&mut self) {
        if self.after_word {
            self.text.push(' ');
        }
    }

    fn punct(&mut self, punct: &Punct) {
        let is_first = punct.spacing() == Spacing::Joint;
        match (self.joint.take(), punct.as_char()) {
            (Some(':'), ':') => self.text.push_str("::"),
            (Some('-'), '>') => self.text.push_str(" -> "),
            (Some('='), '>') => self.text.push_str(" => "),
            (None, first @ (':' | '-' | '=')) if is_first => self.joint = Some(first),
            (None, ':') => self.text.push_str(": "),
            (None, '=') => self.text.push_str(" = "),
            (None, ',') => self.text.push_str(", "),
            (None, '*') if self.text.ends_with("::") => self.text.push('*'),
            (None, '*') => self.text.push_str("* "),
            (None, '\'') => {
                self.space();
                self.text.push('\'');
            }
            (joint, other) => {
                let is_known = match other {
                    // A call on a line of its own begins with its dot.
                    '.' => self.after_word || self.text.is_empty(),
                    '<' => self.after_word,
                    '>' => self.angles > 0,
                    '&' => !self.after_word,
                    _ => false,
                };
                match other {
                    '<' => self.angles += 1,
                    '>' => self.angles = self.angles.saturating_sub(1),
                    _ => {}
                }
                self.is_odd |= joint.is_some() || !is_known;
                self.text.push(other);
            }
        }
        self.after_word = self.text.ends_with('>');
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => (" { ", " }"),
            Delimiter::None => ("", ""),
        };
        let (is_list, angles) = (self.after_word, std::mem::take(&mut self.angles));
        self.text.push_str(open);
        self.after_word = false;
        let mut tokens = group.stream().into_iter().peekable();
        while let Some(token) = tokens.next() {
            // A comma at the end is for lists over several lines, and for a tuple of one.
            if tokens.peek().is_none() && is_punct(&token, ',') {
                self.is_odd |= !is_list;
            } else {
                self.push(&token);
            }
        }
        self.is_odd |= self.angles > 0;
        self.angles = angles;
        self.text.push_str(close);
        self.after_word = true;
    }
}

pub(super) fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

/// The tokens before the next comma that is not in `<…>`, which is taken, too.
pub(super) fn until_comma(tokens: &mut impl Iterator<Item = TokenTree>) -> Vec<TokenTree> {
    let mut angles = 0_usize;
    let is_inside = |token: &TokenTree| {
        if is_punct(token, '<') {
            angles += 1;
        } else if is_punct(token, '>') {
            angles = angles.saturating_sub(1);
        }
        angles > 0 || !is_punct(token, ',')
    };
    tokens.take_while(is_inside).collect()
}
