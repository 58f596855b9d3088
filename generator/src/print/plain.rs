//! Lays out what is plain to see: what fits on its line, lists with an item on each line, chains of calls. That is nearly
//! all of a module, and is not parsed for it. Whatever else there is goes through prettyplease, and tests compare the two.

use proc_macro2::{Delimiter, Ident, TokenStream};

use super::token::{self, Token};
use super::{INDENT, WIDTH, line};
use crate::code::Comments;

/// How much prettyplease puts on a line at least, however deep that begins.
const NARROWEST: usize = 60;
/// How wide prettyplease lets the literal of a struct be on one line, but for its last brace.
const LITERAL: usize = 34;

/// The items, `margin` columns deep, or nothing if their layout is not plain to see.
pub(super) fn items(tokens: TokenStream, margin: usize, comments: &Comments<'_>) -> Option<String> {
    let tokens = token::list(tokens);
    let mut page = Page { text: String::new(), margin, comments };
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        rest = page.item(rest)?;
    }
    Some(page.text)
}

/// What is laid out so far. Each step gives nothing where it does not know what prettyplease would do.
struct Page<'p, 'a> {
    text: String,
    /// In columns.
    margin: usize,
    comments: &'p Comments<'a>,
}

/// What an item or a statement ends with.
enum End<'t> {
    Semicolon,
    Braces(&'t [Token]),
    Nothing,
}

impl Page<'_, '_> {
    /// Gives what comes behind the item.
    fn item<'t>(&mut self, tokens: &'t [Token]) -> Option<&'t [Token]> {
        let (head, end, rest) = until_end(self.attributes(tokens)?);
        let is = |word: &str| head.iter().any(|token| token.is_word(word));
        match end {
            End::Semicolon => self.expression(head, ";")?,
            End::Braces(body) if is("fn") => self.function(head, body)?,
            End::Braces(rows) if is("struct") || is("enum") => self.block("", head, rows, Self::rows)?,
            End::Braces([]) if is("mod") => self.line("", head, " {}")?,
            End::Braces(_) | End::Nothing => return None,
        }
        Some(rest)
    }

    /// Each on a line of its own; gives what comes behind them.
    fn attributes<'t>(&mut self, mut tokens: &'t [Token]) -> Option<&'t [Token]> {
        while let [Token::Punct('#', _), rest @ ..] = tokens {
            let ([Token::Group(..), attribute @ ..], rest) = token::split_first(rest)? else { return None };
            self.attribute(attribute)?;
            tokens = rest;
        }
        Some(tokens)
    }

    fn attribute(&mut self, tokens: &[Token]) -> Option<()> {
        let start = self.begin();
        self.put("#[", tokens, "]")?;
        let attribute = self.text.get(start + self.margin..)?;
        if let Some(above) = self.comments.marked(attribute) {
            self.text.truncate(start);
            super::above(&mut self.text, self.margin, above);
            return Some(());
        }
        if let Some(text) = attribute.strip_prefix("#[doc = ") {
            let text = text.trim_start_matches('r').strip_prefix("\" ")?.strip_suffix("\"]")?;
            let is_plain = !text.contains(['\\', '"']) && !text.ends_with(' ');
            let text = is_plain.then(|| text.to_owned())?;
            self.text.truncate(start);
            super::document(&mut self.text, self.margin, &text);
            return Some(());
        }
        if self.fits(start) {
            return self.end(start);
        }
        self.text.truncate(start);
        let (head, [Token::Group(..), list @ ..]) = token::split_last(tokens)? else { return None };
        self.line("#[", head, "(")?;
        self.inside(|page| page.arguments(list, "", Self::whole))?;
        self.line("", &[], ")]")
    }

    fn function(&mut self, head: &[Token], body: &[Token]) -> Option<()> {
        let start = self.begin();
        self.put("", head, " {")?;
        if self.fits(start) {
            self.end(start)?;
            return self.body(body, Self::statements);
        }
        self.text.truncate(start);
        // `pub(super)` has brackets, too.
        let mut is_named = false;
        let (before, list, after) = token::split_at(head, |token| {
            is_named |= token.is_word("fn");
            is_named && matches!(token, Token::Group(..))
        });
        let [_, arguments @ ..] = list else { return None };
        // What is returned may be broken, too.
        if after.iter().any(|token| token.is_punct('<')) {
            return None;
        }
        self.line("", before, "(")?;
        self.inside(|page| page.arguments(arguments, ",", Self::whole))?;
        self.block(")", after, body, Self::statements)
    }

    /// Fields, variants, or the values of fields.
    fn rows(&mut self, mut tokens: &[Token]) -> Option<()> {
        tokens.first()?;
        while !tokens.is_empty() {
            let (row, rest) = token::split_comma(self.attributes(tokens)?);
            self.expression(row, ",")?;
            tokens = rest;
        }
        Some(())
    }

    /// The body of a function: statements without blocks, and perhaps the literal of a struct at the end.
    fn statements(&mut self, mut tokens: &[Token]) -> Option<()> {
        tokens.first()?;
        while !tokens.is_empty() {
            let (head, end, rest) = until_end(tokens);
            match end {
                End::Semicolon => self.expression(head, ";")?,
                End::Nothing => self.expression(head, "")?,
                End::Braces(fields) if rest.is_empty() && is_type(head) => self.literal(head, fields)?,
                End::Braces(_) => return None,
            }
            tokens = rest;
        }
        Some(())
    }

    fn literal(&mut self, head: &[Token], fields: &[Token]) -> Option<()> {
        let start = self.begin();
        self.put("", head, " { ")?;
        self.put("", fields, " ")?;
        if self.text.len() - start - self.margin <= LITERAL {
            self.text.push('}');
            return self.end(start);
        }
        self.text.truncate(start);
        self.block("", head, fields, Self::rows)
    }

    /// A line with braces at its end and what stands in them; `before` stands before its tokens.
    fn block(
        &mut self,
        before: &str,
        head: &[Token],
        content: &[Token],
        write: impl FnOnce(&mut Self, &[Token]) -> Option<()>,
    ) -> Option<()> {
        self.line(before, head, " {")?;
        self.body(content, write)
    }

    fn body(
        &mut self,
        content: &[Token],
        write: impl FnOnce(&mut Self, &[Token]) -> Option<()>,
    ) -> Option<()> {
        self.inside(|page| write(page, content))?;
        self.line("", &[], "}")
    }

    /// What is never broken, such as a parameter.
    fn whole(&mut self, tokens: &[Token], end: &str) -> Option<()> {
        self.line("", tokens, end)
    }

    /// An expression, or what else is broken like one, with what stands behind it.
    fn expression(&mut self, tokens: &[Token], end: &str) -> Option<()> {
        let start = self.begin();
        self.put("", tokens, "")?;
        if self.fits(start) {
            self.text.push_str(end);
            return self.end(start);
        }
        self.text.truncate(start);
        let dots = dots(tokens);
        if !dots.is_empty() {
            return self.chain(tokens, &dots, end);
        }
        // What is called on `self` is a chain of its own kind.
        let is_own = tokens.first().is_some_and(|token| token.is_word("self"));
        let (head, [Token::Group(brackets, _), list @ ..]) = token::split_last(tokens)? else { return None };
        let (open, close) = signs(*brackets).filter(|_| !is_own)?;
        self.line("", head, open)?;
        self.inside(|page| page.arguments(list, ",", Self::expression))?;
        self.line(close, &[], end)
    }

    /// Calls of methods, each on a line of its own; `dots` are where they begin.
    fn chain(&mut self, tokens: &[Token], dots: &[usize], end: &str) -> Option<()> {
        let (head, _) = tokens.split_at_checked(*dots.first()?)?;
        // Behind a word prettyplease knows other ways to go on.
        let (called, [Token::Group(..), list @ ..]) = token::split_last(head)? else { return None };
        let start = self.begin();
        self.put("", head, "")?;
        let fits = self.fits(start);
        if fits {
            self.end(start)?;
        } else {
            self.text.truncate(start);
            self.line("", called, "(")?;
        }
        self.inside(|page| {
            if !fits {
                page.inside(|page| page.arguments(list, ",", Self::expression))?;
                page.line("", &[], ")")?;
            }
            let ends = dots.iter().skip(1).copied().chain([tokens.len()]);
            for (from, to) in dots.iter().zip(ends) {
                page.expression(tokens.get(*from..to)?, if to == tokens.len() { end } else { "" })?;
            }
            Some(())
        })
    }

    /// What stands between commas, a line for each, with what stands behind the last one.
    fn arguments(
        &mut self,
        list: &[Token],
        end: &str,
        write: impl Fn(&mut Self, &[Token], &str) -> Option<()>,
    ) -> Option<()> {
        let (mut argument, mut rest) = token::split_comma(list);
        // Brackets alone stay on the line of those around them.
        let is_alone = matches!(token::split_first(argument), None | Some(([Token::Group(..), ..], [])));
        if rest.is_empty() && is_alone {
            return None;
        }
        while !rest.is_empty() {
            write(self, argument, ",")?;
            (argument, rest) = token::split_comma(rest);
        }
        write(self, argument, end)
    }

    fn inside(&mut self, write: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.margin += INDENT;
        write(self)?;
        self.margin -= INDENT;
        Some(())
    }

    /// A line, which must fit: tokens with what stands before and behind them.
    fn line(&mut self, before: &str, tokens: &[Token], after: &str) -> Option<()> {
        let start = self.begin();
        self.put(before, tokens, after)?;
        self.end(start)
    }

    /// Begins a line; gives where that is.
    fn begin(&mut self) -> usize {
        let start = self.text.len();
        super::indent(&mut self.text, self.margin);
        start
    }

    fn put(&mut self, before: &str, tokens: &[Token], after: &str) -> Option<()> {
        self.text.push_str(before);
        let is_known = line::write(&mut self.text, tokens);
        self.text.push_str(after);
        is_known.then_some(())
    }

    fn fits(&self, start: usize) -> bool {
        self.text.len() - start <= WIDTH.max(self.margin + NARROWEST)
    }

    /// Ends the line that begins there.
    fn end(&mut self, start: usize) -> Option<()> {
        let fits = self.fits(start);
        self.text.push('\n');
        fits.then_some(())
    }
}

/// The tokens before the next semicolon or braces, these, and what comes behind.
fn until_end(tokens: &[Token]) -> (&[Token], End<'_>, &[Token]) {
    let is_end = |token: &Token| token.is_punct(';') || matches!(token, Token::Group(Delimiter::Brace, _));
    match token::split_at(tokens, is_end) {
        (head, [Token::Group(..), inside @ ..], rest) => (head, End::Braces(inside), rest),
        (head, [], rest) => (head, End::Nothing, rest),
        (head, _, rest) => (head, End::Semicolon, rest),
    }
}

/// Whether a path ends in the name of a type.
fn is_type(path: &[Token]) -> bool {
    let is_path = |token: &Token| token.is_punct(':') || matches!(token, Token::Ident(_));
    let has_space = path.windows(2).any(|pair| matches!(pair, [Token::Ident(_), Token::Ident(_)]));
    let is_big = |ident: &Ident| ident.to_string().starts_with(char::is_uppercase);
    path.iter().all(is_path)
        && !has_space
        && path.last().is_some_and(|last| matches!(last, Token::Ident(ident) if is_big(ident)))
}

/// Where calls of methods begin behind something: the dots of `….name(…)`.
fn dots(tokens: &[Token]) -> Vec<usize> {
    let (mut dots, mut rest) = (Vec::new(), tokens);
    while let Some((_, after)) = token::split_first(rest) {
        if matches!(after, [Token::Punct('.', _), Token::Ident(_), Token::Group(..), ..]) {
            dots.push(tokens.len() - after.len());
        }
        rest = after;
    }
    dots
}

/// Those of lists.
fn signs(brackets: Delimiter) -> Option<(&'static str, &'static str)> {
    match brackets {
        Delimiter::Parenthesis => Some(("(", ")")),
        Delimiter::Bracket => Some(("[", "]")),
        Delimiter::Brace | Delimiter::None => None,
    }
}
