//! From the symbols in names to words.

use std::borrow::Cow;
use std::iter;

/// Field names: the words; then with the symbols in front spelt out, so that `id`, `$id` and `@id` stay apart.
pub(super) fn field_candidates(name: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let symbol = match name.chars().next() {
        // Those that names of fields begin with.
        Some(first) if "$@#_-+*.".contains(first) => symbol(first).unwrap_or("other"),
        Some(_) => "other",
        None => "empty",
    };
    let spelt = ["", " field"].into_iter().map(move |end| format!("{symbol} {name}{end}").into());
    iter::once(name.into()).chain(spelt)
}

/// The word for a symbol.
pub(super) fn symbol(character: char) -> Option<&'static str> {
    Some(match character {
        '$' => "dollar",
        '@' => "at",
        '#' => "hash",
        '_' => "underscore",
        '-' => "minus",
        '+' => "plus",
        '*' => "star",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "bang",
        '?' => "question",
        '&' => "and",
        '|' => "pipe",
        '%' => "percent",
        '~' => "tilde",
        '^' => "caret",
        ',' => "comma",
        ';' => "semicolon",
        _ => return None,
    })
}
