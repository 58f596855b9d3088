//! Turns the invocation of a macro into text. prettyplease leaves macros as one long line, with spaces in `Vec < T >`.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::line::{Line, until_comma};
use super::{INDENT, WIDTH};

/// Prints `name!(…);`: on one line, or each argument on a line of its own. A brace at the end (`name!(Type { … });`)
/// stays on the line of its name.
pub(super) fn print(name: &str, tokens: TokenStream, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let line = format!("{margin}{name}!({});\n", Line::new(&tokens).text);
    if line.len() <= WIDTH {
        return line;
    }
    let (head, rows) = match tokens.pop() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            (Line::new(&tokens).text + " {", arguments(group.stream()))
        }
        last => (String::new(), arguments(tokens.into_iter().chain(last))),
    };
    let braced = !head.is_empty();
    let last = rows.len().saturating_sub(1);
    let mut text = format!("{margin}{name}!({head}\n");
    for (index, row) in rows.into_iter().enumerate() {
        // The runtime's macros take a comma at the end only inside of braces.
        let comma = if braced || index < last { "," } else { "" };
        let _ = writeln!(text, "{margin}{:INDENT$}{row}{comma}", "");
    }
    let _ = writeln!(text, "{margin}{});", if braced { "}" } else { "" });
    text
}

/// What stands between commas.
fn arguments(tokens: impl IntoIterator<Item = TokenTree>) -> Vec<String> {
    let mut tokens = tokens.into_iter().peekable();
    let mut arguments = Vec::new();
    while tokens.peek().is_some() {
        arguments.push(Line::new(&until_comma(&mut tokens)).text);
    }
    arguments
}
