//! Lays out what is plain to see: what fits on its line, lists with an item on each line, chains of calls. That is nearly
//! all of a module, and is not parsed for it. Whatever else there is goes through prettyplease, and tests compare the two.

use std::iter::Peekable;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::line::{Line, is_punct, until_comma};
use super::{INDENT, WIDTH};
use crate::code::Comments;

/// How much prettyplease puts on a line at least, however deep that begins.
const NARROWEST: usize = 60;
/// How wide prettyplease lets the literal of a struct be on one line, but for its last brace.
const LITERAL: usize = 34;

type Tokens = Peekable<IntoIter>;

/// The items, `margin` columns deep, or nothing if their layout is not plain to see.
pub(super) fn items(tokens: TokenStream, margin: usize, comments: &Comments<'_>) -> Option<String> {
    let mut page = Page { text: String::new(), margin, comments };
    let mut tokens = tokens.into_iter().peekable();
    while tokens.peek().is_some() {
        page.item(&mut tokens)?;
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
enum End {
    Semicolon,
    Braces(TokenStream),
    Nothing,
}

impl Page<'_, '_> {
    fn item(&mut self, tokens: &mut Tokens) -> Option<()> {
        self.attributes(tokens)?;
        let (head, end) = until_end(tokens);
        let is = |word: &str| head.iter().any(|token| is_word(token, word));
        match end {
            End::Semicolon => self.expression(&head, ";"),
            End::Braces(body) if is("fn") => self.function(&head, body),
            End::Braces(rows) if is("struct") || is("enum") => self.block(&flat(&head)?, rows, Self::rows),
            End::Braces(items) if is("mod") && items.is_empty() => self.line(&(flat(&head)? + " {}")),
            End::Braces(_) | End::Nothing => None,
        }
    }

    /// Each on a line of its own.
    fn attributes(&mut self, tokens: &mut Tokens) -> Option<()> {
        while tokens.next_if(|token| is_punct(token, '#')).is_some() {
            let TokenTree::Group(group) = tokens.next()? else { return None };
            self.attribute(group.stream().into_iter().collect())?;
        }
        Some(())
    }

    fn attribute(&mut self, mut tokens: Vec<TokenTree>) -> Option<()> {
        let attribute = format!("#[{}]", flat(&tokens)?);
        if let Some(lines) = self.comments.marked(&attribute) {
            for line in lines {
                super::document(&mut self.text, self.margin, line);
            }
            return Some(());
        }
        if let Some(text) = attribute.strip_prefix("#[doc = ") {
            let text = text.trim_start_matches('r').strip_prefix("\" ")?.strip_suffix("\"]")?;
            let is_plain = !text.contains(['\\', '"']) && !text.ends_with(' ');
            return is_plain.then(|| super::document(&mut self.text, self.margin, text));
        }
        if self.fits(&attribute) {
            return self.line(&attribute);
        }
        let Some(TokenTree::Group(list)) = tokens.pop() else { return None };
        self.line(&format!("#[{}(", flat(&tokens)?))?;
        self.inside(|page| page.arguments(&list, "", Self::whole))?;
        self.line(")]")
    }

    fn function(&mut self, head: &[TokenTree], body: TokenStream) -> Option<()> {
        let line = flat(head)?;
        if self.fits(&format!("{line} {{")) {
            return self.block(&line, body, Self::statements);
        }
        let name = head.iter().position(|token| is_word(token, "fn"))?;
        let is_list = |(at, token): &(usize, &TokenTree)| *at > name && matches!(token, TokenTree::Group(_));
        let (at, _) = head.iter().enumerate().find(is_list)?;
        let (before, rest) = head.split_at_checked(at)?;
        let (TokenTree::Group(arguments), after) = rest.split_first()? else { return None };
        // What is returned may be broken, too.
        if after.iter().any(|token| is_punct(token, '<')) {
            return None;
        }
        self.line(&(flat(before)? + "("))?;
        self.inside(|page| page.arguments(arguments, ",", Self::whole))?;
        self.block(&format!("){}", flat(after)?), body, Self::statements)
    }

    /// Fields, variants, or the values of fields.
    fn rows(&mut self, mut tokens: Tokens) -> Option<()> {
        tokens.peek()?;
        while tokens.peek().is_some() {
            self.attributes(&mut tokens)?;
            self.expression(&until_comma(&mut tokens), ",")?;
        }
        Some(())
    }

    /// The body of a function: statements without blocks, and perhaps the literal of a struct at the end.
    fn statements(&mut self, mut tokens: Tokens) -> Option<()> {
        tokens.peek()?;
        while tokens.peek().is_some() {
            let (head, end) = until_end(&mut tokens);
            match end {
                End::Semicolon => self.expression(&head, ";")?,
                End::Nothing => self.expression(&head, "")?,
                End::Braces(fields) if tokens.peek().is_none() && is_type(&head) => {
                    self.literal(&flat(&head)?, fields)?;
                }
                End::Braces(_) => return None,
            }
        }
        Some(())
    }

    fn literal(&mut self, head: &str, fields: TokenStream) -> Option<()> {
        let values: Vec<_> = fields.clone().into_iter().collect();
        let line = format!("{head} {{ {} ", flat(&values)?);
        if line.len() <= LITERAL { self.line(&(line + "}")) } else { self.block(head, fields, Self::rows) }
    }

    fn block(
        &mut self,
        head: &str,
        content: TokenStream,
        write: impl FnOnce(&mut Self, Tokens) -> Option<()>,
    ) -> Option<()> {
        self.line(&format!("{head} {{"))?;
        self.inside(|page| write(page, content.into_iter().peekable()))?;
        self.line("}")
    }

    /// What is never broken, such as a parameter.
    fn whole(&mut self, tokens: &[TokenTree], end: &str) -> Option<()> {
        self.line(&(flat(tokens)? + end))
    }

    /// An expression, or what else is broken like one, with what stands behind it.
    fn expression(&mut self, tokens: &[TokenTree], end: &str) -> Option<()> {
        let line = flat(tokens)?;
        if self.fits(&line) {
            return self.line(&(line + end));
        }
        let dots: Vec<usize> = dots(tokens).collect();
        if !dots.is_empty() {
            return self.chain(tokens, &dots, end);
        }
        // What is called on `self` is a chain of its own kind.
        let is_own = tokens.first().is_some_and(|token| is_word(token, "self"));
        let (TokenTree::Group(list), head) = tokens.split_last()? else { return None };
        let (open, close) = brackets(list).filter(|_| !is_own)?;
        self.line(&format!("{}{open}", flat(head)?))?;
        self.inside(|page| page.arguments(list, ",", Self::expression))?;
        self.line(&format!("{close}{end}"))
    }

    /// Calls of methods, each on a line of its own; `dots` are where they begin.
    fn chain(&mut self, tokens: &[TokenTree], dots: &[usize], end: &str) -> Option<()> {
        let (head, _) = tokens.split_at_checked(*dots.first()?)?;
        // Behind a word prettyplease knows other ways to go on.
        let (TokenTree::Group(list), called) = head.split_last()? else { return None };
        let line = flat(head)?;
        let fits = self.fits(&line);
        self.line(&if fits { line } else { flat(called)? + "(" })?;
        self.inside(|page| {
            if !fits {
                page.inside(|page| page.arguments(list, ",", Self::expression))?;
                page.line(")")?;
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
        list: &Group,
        end: &str,
        write: impl Fn(&mut Self, &[TokenTree], &str) -> Option<()>,
    ) -> Option<()> {
        let mut tokens = list.stream().into_iter().peekable();
        let mut argument = until_comma(&mut tokens);
        // Brackets alone stay on the line of those around them.
        if tokens.peek().is_none() && matches!(argument.as_slice(), [] | [TokenTree::Group(_)]) {
            return None;
        }
        while tokens.peek().is_some() {
            write(self, &argument, ",")?;
            argument = until_comma(&mut tokens);
        }
        write(self, &argument, end)
    }

    fn inside(&mut self, write: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.margin += INDENT;
        write(self)?;
        self.margin -= INDENT;
        Some(())
    }

    fn fits(&self, line: &str) -> bool {
        line.len() <= WIDTH.saturating_sub(self.margin).max(NARROWEST)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        super::indent(&mut self.text, self.margin);
        self.text.push_str(line);
        self.text.push('\n');
        self.fits(line).then_some(())
    }
}

/// The tokens before the next semicolon or braces, which are taken, too.
fn until_end(tokens: &mut Tokens) -> (Vec<TokenTree>, End) {
    let mut head = Vec::new();
    for token in tokens {
        if is_punct(&token, ';') {
            return (head, End::Semicolon);
        }
        if let TokenTree::Group(group) = &token
            && group.delimiter() == Delimiter::Brace
        {
            return (head, End::Braces(group.stream()));
        }
        head.push(token);
    }
    (head, End::Nothing)
}

/// Whether a path ends in the name of a type.
fn is_type(path: &[TokenTree]) -> bool {
    let is_path = |token: &TokenTree| is_punct(token, ':') || matches!(token, TokenTree::Ident(_));
    let has_space = path.windows(2).any(|pair| matches!(pair, [TokenTree::Ident(_), TokenTree::Ident(_)]));
    let is_big = |ident: &Ident| ident.to_string().starts_with(char::is_uppercase);
    path.iter().all(is_path)
        && !has_space
        && path.last().is_some_and(|last| matches!(last, TokenTree::Ident(ident) if is_big(ident)))
}

/// Where calls of methods begin behind something: the dots of `….name(…)`.
fn dots(tokens: &[TokenTree]) -> impl Iterator<Item = usize> {
    let is_call = |tokens: &[TokenTree]| match tokens {
        [dot, TokenTree::Ident(_), TokenTree::Group(_)] => is_punct(dot, '.'),
        _ => false,
    };
    tokens.windows(3).enumerate().skip(1).filter(move |(_, tokens)| is_call(tokens)).map(|(at, _)| at)
}

/// Those of lists.
fn brackets(list: &Group) -> Option<(char, char)> {
    match list.delimiter() {
        Delimiter::Parenthesis => Some(('(', ')')),
        Delimiter::Bracket => Some(('[', ']')),
        Delimiter::Brace | Delimiter::None => None,
    }
}

fn flat(tokens: &[TokenTree]) -> Option<String> {
    let line = Line::new(tokens);
    (!line.is_odd).then_some(line.text)
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}
