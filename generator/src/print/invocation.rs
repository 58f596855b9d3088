//! Turns the invocation of a macro into text. prettyplease leaves macros as one long line, with spaces in `Vec < T >`.

use super::{INDENT, WIDTH};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::fmt::Write as _;

/// Prints `name!(…);`: on one line, or each argument on a line of its own. A brace at the end (`name!(Type { … });`)
/// stays on the line of its name.
pub(super) fn print(name: &str, tokens: TokenStream, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let line = format!("{margin}{name}!({});\n", flat(tokens.clone()));
    if line.len() <= WIDTH {
        return line;
    }
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let (head, rows) = match tokens.pop() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            (format!("{} {{", flat(tokens.into_iter().collect())), arguments(group.stream()))
        }
        last => (String::new(), arguments(tokens.into_iter().chain(last).collect())),
    };
    let braced = !head.is_empty();
    let last = rows.len().saturating_sub(1);
    let mut text = format!("{margin}{name}!({head}\n");
    for (index, row) in rows.into_iter().enumerate() {
        // The runtime's macros take a comma at the end only inside of braces.
        let comma = if braced || index < last { "," } else { "" };
        let _ = writeln!(text, "{margin}{:INDENT$}{}{comma}", "", flat(row));
    }
    let _ = writeln!(text, "{margin}{});", if braced { "}" } else { "" });
    text
}

/// What stands between commas, those inside of `<…>` apart.
fn arguments(tokens: TokenStream) -> Vec<TokenStream> {
    let mut arguments = vec![Vec::new()];
    let (mut angles, mut after_equals) = (0_usize, false);
    for token in tokens {
        let punct = if let TokenTree::Punct(punct) = &token { Some(punct.as_char()) } else { None };
        match punct {
            Some('<') => angles += 1,
            Some('>') if !after_equals => angles = angles.saturating_sub(1),
            Some(',') if angles == 0 => {
                arguments.push(Vec::new());
                continue;
            }
            Some(_) | None => {}
        }
        after_equals = punct == Some('=');
        if let Some(last) = arguments.last_mut() {
            last.push(token);
        }
    }
    arguments.retain(|argument| !argument.is_empty());
    arguments.into_iter().map(|argument| argument.into_iter().collect()).collect()
}

/// Tokens on one line, spaced as in Rust: `403 json => Forbidden, _ => Unknown`, `Vec<types::Key>`.
fn flat(tokens: TokenStream) -> String {
    let mut text = String::new();
    // Whether a word may not touch the next one.
    let mut word = false;
    let mut after_equals = false;
    for token in tokens {
        let equals = std::mem::take(&mut after_equals);
        match token {
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                if word {
                    text.push(' ');
                }
                text.push_str(&token.to_string());
                word = true;
            }
            TokenTree::Punct(punct) => {
                let before = text.len();
                text.push(punct.as_char());
                match punct.as_char() {
                    ',' | '*' => text.push(' '),
                    '=' if before > 0 => {
                        text.insert(before, ' ');
                        after_equals = true;
                    }
                    '>' if equals => text.push(' '),
                    _ => {}
                }
                word = false;
            }
            TokenTree::Group(group) => {
                let inner = flat(group.stream());
                match group.delimiter() {
                    Delimiter::Parenthesis => drop(write!(text, "({inner})")),
                    Delimiter::Bracket => drop(write!(text, "[{inner}]")),
                    Delimiter::Brace => drop(write!(text, " {{ {inner} }}")),
                    Delimiter::None => text.push_str(&inner),
                }
                word = true;
            }
        }
    }
    text.truncate(text.trim_end().len());
    text
}
