//! Tokens on one line.

use std::fmt::{Display, Write as _};

use proc_macro2::Delimiter;

use super::token::{self, Token};

/// The text of the tokens.
pub(super) fn text(tokens: &[Token]) -> String {
    let mut text = String::new();
    write(&mut text, tokens);
    text
}

/// Adds the tokens to a text with the spaces that prettyplease sets: `&'a str`, `pub fn keys(&self) -> Vec<types::Key>`; what
/// only macros take as if it were Rust: `403 json => Forbidden, * => Other`. False if there is something in them that
/// prettyplease may space in another way.
pub(super) fn write(text: &mut String, tokens: &[Token]) -> bool {
    let start = text.len();
    let mut line = Line { text, start, is_odd: false, after_word: false, joint: None, angles: 0 };
    line.tokens(tokens);
    // Nothing but generic arguments is known: these are closed.
    !line.is_odd && line.angles == 0
}

struct Line<'t> {
    text: &'t mut String,
    /// Where it begins in the text.
    start: usize,
    is_odd: bool,
    /// Whether a word may not touch what is there.
    after_word: bool,
    /// The first character of two, such as `::`.
    joint: Option<char>,
    /// How many `<` are open.
    angles: usize,
}

impl Line<'_> {
    fn tokens(&mut self, mut tokens: &[Token]) {
        while let Some((first, rest)) = token::split_first(tokens) {
            match first {
                [Token::Ident(ident)] => self.word(ident),
                [Token::Literal(literal)] => {
                    self.word(literal);
                    // `self.0.name()` has the number `0.` in it.
                    self.after_word = !self.text.ends_with('.');
                }
                [Token::Punct(punct, is_joint)] => self.punct(*punct, *is_joint),
                [Token::Group(delimiter, _), inside @ ..] => self.group(*delimiter, inside),
                _ => {}
            }
            tokens = rest;
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

    fn punct(&mut self, punct: char, is_first: bool) {
        match (self.joint.take(), punct) {
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
            (joint, other) => self.other(other, joint.is_some()),
        }
        self.after_word = self.text.ends_with('>');
    }

    fn other(&mut self, punct: char, is_second: bool) {
        let is_known = match punct {
            // A call on a line of its own begins with its dot.
            '.' => self.after_word || self.text.len() == self.start,
            '<' => self.after_word,
            '>' => self.angles > 0,
            '&' => !self.after_word,
            _ => false,
        };
        match punct {
            '<' => self.angles += 1,
            '>' => self.angles = self.angles.saturating_sub(1),
            _ => {}
        }
        self.is_odd |= is_second || !is_known;
        self.text.push(punct);
    }

    fn group(&mut self, delimiter: Delimiter, inside: &[Token]) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => (" { ", " }"),
            Delimiter::None => ("", ""),
        };
        let (is_list, angles) = (self.after_word, std::mem::take(&mut self.angles));
        self.text.push_str(open);
        self.after_word = false;
        match token::split_last(inside) {
            // A comma at the end is for lists over several lines, and for a tuple of one.
            Some((inside, [Token::Punct(',', _)])) => {
                self.tokens(inside);
                self.is_odd |= !is_list;
            }
            _ => self.tokens(inside),
        }
        self.is_odd |= self.angles > 0;
        self.angles = angles;
        self.text.push_str(close);
        self.after_word = true;
    }
}
