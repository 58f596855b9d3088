//! Turns the invocation of a macro into text. prettyplease leaves macros as one long line, with spaces in `Vec < T >`.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, TokenStream};

use super::token::{self, Token};
use super::{INDENT, WIDTH, line};

/// Prints `name!(…);`: on one line, or each argument on a line of its own. A brace at the end (`name!(Type { … });`)
/// stays on the line of its name.
pub(super) fn print(name: &str, tokens: TokenStream, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let tokens = token::list(tokens);
    let line = format!("{margin}{name}!({});\n", line::text(&tokens));
    if line.len() <= WIDTH {
        return line;
    }
    let (head, rows) = match token::split_last(&tokens) {
        Some((head, [Token::Group(Delimiter::Brace, _), rows @ ..])) => (line::text(head) + " {", rows),
        _ => (String::new(), tokens.as_slice()),
    };
    let braced = !head.is_empty();
    let mut text = format!("{margin}{name}!({head}\n");
    let mut rest = rows;
    while !rest.is_empty() {
        let (row, after) = token::split_comma(rest);
        // The runtime's macros take a comma at the end only inside of braces.
        let comma = if braced || !after.is_empty() { "," } else { "" };
        let _ = writeln!(text, "{margin}{:INDENT$}{}{comma}", "", line::text(row));
        rest = after;
    }
    let _ = writeln!(text, "{margin}{});", if braced { "}" } else { "" });
    text
}
