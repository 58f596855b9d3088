//! From text with `{{variables}}` to its tokens.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// As it stands in the text, with its braces.
    pub(super) raw: &'a str,
    /// In bytes from the beginning of the text.
    pub(super) start: usize,
    pub(super) kind: TokenKind,
}

/// The kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Literal,
    /// `{{name}}`.
    Variable,
    /// `{{name_{{inner}}}}`: a variable whose name holds variables.
    Nested,
}

/// So deep names are built from variables; what is deeper is literal text.
const DEPTH: usize = 8;

impl<'a> Token<'a> {
    /// The text between the outer braces of a variable.
    pub(super) fn inner(&self) -> &'a str {
        match self.kind {
            TokenKind::Literal => self.raw,
            TokenKind::Variable | TokenKind::Nested => {
                self.raw.get(2..self.raw.len() - 2).unwrap_or_default()
            }
        }
    }

    /// The name of a variable as a parameter has it: without braces, and without the `$` of a dynamic one.
    pub(super) fn name(&self) -> String {
        let name = self.inner().replace(['{', '}'], "");
        name.strip_prefix('$').filter(|rest| !rest.is_empty()).map(str::to_owned).unwrap_or(name)
    }

    /// Whether it is a variable of either kind.
    pub(super) fn is_variable(&self) -> bool {
        self.kind != TokenKind::Literal
    }
}

/// Cuts a text into literals and variables; `{{}}` is literal, as Postman leaves it.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut literal, mut at) = (0, 0);
    while let Some(start) = opening(text, at) {
        let Some((end, kind)) = variable(text, start) else {
            at = start + 1;
            continue;
        };
        if literal < start {
            tokens.push(Token { raw: &text[literal..start], start: literal, kind: TokenKind::Literal });
        }
        tokens.push(Token { raw: &text[start..end], start, kind });
        (literal, at) = (end, end);
    }
    if literal < text.len() {
        tokens.push(Token { raw: &text[literal..], start: literal, kind: TokenKind::Literal });
    }
    tokens
}

/// Where the next `{{` stands. Bodies are long texts; a search for one character is much faster than one for two.
fn opening(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let mut braces = rest.match_indices('{').map(|(at, _)| from + at);
    braces.find(|at| text.as_bytes().get(at + 1) == Some(&b'{'))
}

/// The end of the variable that begins with the `{{` at `start`.
fn variable(text: &str, start: usize) -> Option<(usize, TokenKind)> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut kind) = (start + 2, 1, TokenKind::Variable);
    loop {
        match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'{', Some(b'{')) if depth < DEPTH && bytes.get(at + 2) != Some(&b'{') && at > start + 2 => {
                (at, depth, kind) = (at + 2, depth + 1, TokenKind::Nested);
            }
            (b'}', Some(b'}')) if depth == 1 => {
                return (at > start + 2).then_some((at + 2, kind));
            }
            (b'}', Some(b'}')) => (at, depth) = (at + 2, depth - 1),
            (b'{' | b'}', _) => return None,
            _ => at += 1,
        }
    }
}

/// Whether the text holds a variable.
pub(super) fn has_variables(text: &str) -> bool {
    tokens(text).iter().any(Token::is_variable)
}

/// The variable's name, if the text is exactly one variable.
pub(super) fn only_variable(text: &str) -> Option<&str> {
    if !text.starts_with("{{") {
        return None;
    }
    match tokens(text).as_slice() {
        [token] if token.kind == TokenKind::Variable => Some(token.inner()),
        _ => None,
    }
}

/// The names of the variables in the text, as spelt.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).into_iter().filter(|token| token.kind == TokenKind::Variable).map(|token| token.inner())
}

/// Where `needle` stands outside of variables, the first time.
pub(super) fn find(text: &str, needle: &str) -> Option<usize> {
    literals(text).find_map(|token| token.raw.find(needle).map(|at| token.start + at))
}

/// Where `needle` stands outside of variables, the last time.
pub(super) fn rfind(text: &str, needle: &str) -> Option<usize> {
    literals(text).filter_map(|token| token.raw.rfind(needle).map(|at| token.start + at)).last()
}

/// Cuts the text at every `separator` outside of variables.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    let places: Vec<usize> = literals(text)
        .flat_map(|token| token.raw.match_indices(separator).map(move |(at, _)| token.start + at))
        .collect();
    let mut parts = Vec::with_capacity(places.len() + 1);
    let mut start = 0;
    for place in places {
        parts.push(&text[start..place]);
        start = place + separator.len_utf8();
    }
    parts.push(&text[start..]);
    parts
}

fn literals(text: &str) -> impl Iterator<Item = Token<'_>> {
    tokens(text).into_iter().filter(|token| token.kind == TokenKind::Literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let show = |token: &Token<'_>| match token.kind {
            TokenKind::Literal => format!("'{}'", token.raw),
            TokenKind::Variable => format!("${}", token.inner()),
            TokenKind::Nested => format!("${}!", token.name()),
        };
        tokens(text).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn variables_are_told_from_braces() {
        assert_eq!(shown("a{{b}}c{{d}}"), "'a' $b 'c' $d");
        assert_eq!(shown("{{{a}}}"), "'{' $a '}'");
        assert_eq!(shown("{{}}"), "'{{}}'");
        assert_eq!(shown("{{a"), "'{{a'");
        assert_eq!(shown("{{a}b}}"), "'{{a}b}}'");
        assert_eq!(shown("{{host.{{one}}}}/x"), "$host.one! '/x'");
        assert_eq!(shown("{{ é }}"), "$ é ");
        assert_eq!(shown("{{a {{b}}"), "'{{a ' $b");
    }

    #[test]
    fn separators_inside_of_variables_do_not_count() {
        assert_eq!(split("a/{{b/c}}/d", '/'), ["a", "{{b/c}}", "d"]);
        assert_eq!(find("{{a?}}x?", "?"), Some(7));
        assert_eq!(rfind("a@b@{{c@}}", "@"), Some(3));
        assert_eq!(only_variable("{{a}}"), Some("a"));
        assert_eq!(only_variable("{{a}}{{b}}"), None);
    }
}
