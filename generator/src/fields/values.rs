//! From a text to the valid values and the default that it states, and the rest of the text.

/// What stands before a list of valid values. Those of the second kind need a colon, quotes or code behind them.
const MARKS: &[&str] = &[
    "valid values",
    "possible values",
    "allowed values",
    "accepted values",
    "permitted values",
    "available values",
    "supported values",
    "acceptable values",
    "valid options",
    "possible options",
    "allowed options",
    "available options",
    "enum values",
    "must be one of",
    "can be one of",
    "should be one of",
    "is one of",
    "one of",
    "either",
    "enum",
];
const DEFAULTS: &[&str] = &["default value", "defaults to", "default is", "default", "by default"];
/// More are no list of words that a caller chooses from.
const MOST: usize = 200;
const LONGEST: usize = 64;

/// The valid values that a text states, and the text without the sentence that states them.
pub(super) fn stated(text: &str) -> Option<(Vec<String>, String)> {
    let lower = text.to_ascii_lowercase();
    for mark in MARKS {
        let Some(start) = word(&lower, mark) else { continue };
        let behind = text.get(start + mark.len()..)?;
        let opened = opening(behind);
        let end = end(opened);
        let found = list(opened.get(..end)?)?;
        let is_plain = !opened.get(..end)?.contains(['"', '`', '\'', '“', '‘', '\n', '«']);
        let has_colon =
            behind.trim_start().starts_with([':', '=', '-', '–']) || opened.len() < behind.trim_start().len();
        if is_plain && (found.len() < 2 || (!has_colon && !mark.ends_with("values"))) {
            return None;
        }
        if matches!(*mark, "either" | "one of" | "enum") && found.len() < 2 {
            return None;
        }
        let before = text.get(..start)?.trim_end_matches(['*', '_', '(', '[', ' ', '-', '\n']);
        let rest = opened.get(end..)?;
        // "The state, one of `a`, `b`." would lose its end: only a whole sentence is taken out.
        if !before.is_empty()
            && !before.ends_with(['.', '!', '?', ':', ';'])
            && !is_parenthesised(text, start)
            && !is_line_start(text, start)
        {
            return Some((found, text.to_owned()));
        }
        return Some((found, join(before, rest, is_parenthesised(text, start))));
    }
    None
}

/// The default that a text states, and the text without the sentence.
pub(super) fn default(text: &str) -> Option<(String, String)> {
    let lower = text.to_ascii_lowercase();
    for mark in DEFAULTS {
        let Some(start) = word(&lower, mark) else { continue };
        let behind = text.get(start + mark.len()..)?;
        let opened = opening(behind);
        let end = end(opened);
        let stated = opened.get(..end)?;
        let has_mark = behind.trim_start().starts_with([':', '='])
            || mark.ends_with("to")
            || mark.ends_with("is")
            || opened.len() < behind.trim_start().len();
        let found = one(stated).filter(|_| has_mark || stated.starts_with(['"', '`']));
        let Some(found) = found else { continue };
        let before = text.get(..start)?.trim_end_matches(['*', '_', '(', '[', ' ', '-', '\n']);
        let rest = opened.get(end..)?;
        if !before.is_empty()
            && !before.ends_with(['.', '!', '?', ':', ';', ','])
            && !is_parenthesised(text, start)
            && !is_line_start(text, start)
        {
            return Some((found, text.to_owned()));
        }
        return Some((found, join(before.trim_end_matches(','), rest, is_parenthesised(text, start))));
    }
    None
}

/// What stands before and behind a sentence that is taken out, or a part in parentheses, whose sentence goes on.
fn join(before: &str, rest: &str, inside: bool) -> String {
    let rest = if inside {
        rest.trim_start_matches([')', ']', '*', '_', ' '])
    } else {
        rest.trim_start_matches(['.', ')', ']', ' ', '*', ';', ','])
    };
    let gap =
        if before.is_empty() || rest.is_empty() || rest.starts_with(['.', ',', ';', ':']) { "" } else { " " };
    format!("{before}{gap}{rest}").trim().to_owned()
}

fn is_parenthesised(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.trim_end_matches(['*', '_', ' ']).ends_with(['(', '[']))
}

fn is_line_start(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.trim_end_matches(['*', '_', ' ', '-']).ends_with('\n'))
}

/// Where a text stands as whole words.
fn word(lower: &str, wanted: &str) -> Option<usize> {
    lower.match_indices(wanted).map(|(at, _)| at).find(|at| {
        let before = lower.get(..*at).and_then(|text| text.chars().next_back());
        let after = lower.get(at + wanted.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '`' | '"'))
            && !after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '`' | '"'))
    })
}

/// Behind "are", a colon and the like.
fn opening(text: &str) -> &str {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '=' | '*' | '_' | '[' | '{' | '(')
        });
        let lower = trimmed.get(..trimmed.floor_char_boundary(20)).unwrap_or_default().to_ascii_lowercase();
        let filler = [
            "are ",
            "is ",
            "include ",
            "the following",
            "following",
            "these ",
            "values",
            "for this field",
            "of ",
        ]
        .into_iter()
        .find(|filler| lower.starts_with(filler));
        match filler {
            Some(filler) => rest = trimmed.get(filler.len()..).unwrap_or_default(),
            None => return trimmed,
        }
    }
}

/// Where the sentence ends: at a full stop before a blank, at a closing parenthesis, or at a line that is neither a
/// bullet nor the rest of a list.
fn end(text: &str) -> usize {
    let mut quote: Option<char> = None;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) => quote = (c != '\n' && !closes(open, c)).then_some(open),
            (None, '"' | '`' | '“' | '‘' | '«') => quote = Some(c),
            (None, '\'') if !previous.is_alphanumeric() => quote = Some(c),
            (None, '(' | ')' | ']' | '}' | ';') => return at,
            (None, '.') => {
                let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
                if next.is_none_or(char::is_whitespace) {
                    return at;
                }
            }
            (None, '\n') => {
                let rest = text.get(at..).unwrap_or_default().trim_start();
                let goes_on = rest.starts_with(['-', '*', '•', '"', '`', '+']) || previous == ',';
                if !goes_on {
                    return at;
                }
            }
            (None, _) => {}
        }
        previous = if c.is_whitespace() { previous } else { c };
    }
    text.len()
}

fn closes(open: char, c: char) -> bool {
    match open {
        '“' => c == '”',
        '‘' => c == '’',
        '«' => c == '»',
        open => c == open,
    }
}

/// The values of a text that holds nothing else: all of them quoted or code, or bare words between commas, bars,
/// blanks around "or", or on lines with bullets. `None` if it is anything else.
pub(super) fn list(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if ["e.g", "such as", "for example", "etc", "...", "…"].iter().any(|word| lower.contains(word)) {
        return None;
    }
    let found = if text.lines().any(|line| bullet(line).is_some()) { bullets(text) } else { inline(text) }?;
    let mut seen = std::collections::HashSet::new();
    let found: Vec<String> = found.into_iter().filter(|value| seen.insert(value.clone())).collect();
    let is_fit = (1..=MOST).contains(&found.len()) && found.iter().all(|value| value.len() <= LONGEST);
    is_fit.then_some(found)
}

fn bullet(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(['-', '*', '•', '+', '◦'])?;
    Some(rest.strip_prefix([' ', '\t', '\u{a0}'])?.trim())
}

/// A value at the beginning of each line; an explanation may stand behind one in quotes or code.
fn bullets(text: &str) -> Option<Vec<String>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let line = bullet(line)?;
            let bare = line.trim_start_matches(['*', '_']);
            if let Some((value, _)) = quoted(bare) {
                return Some(value.to_owned());
            }
            let end = line.find([':', '–']).or_else(|| line.find(" -")).unwrap_or(line.len());
            one(line.get(..end)?)
        })
        .collect()
}

/// Quoted values with explanations in between, or bare words with nothing else.
fn inline(text: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut rest = text;
    if quoted(rest).is_some() {
        while let Some((value, behind)) = quoted(rest) {
            values.push(value.to_owned());
            let next = behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/'));
            let next = ["or ", "and ", "& "].iter().find_map(|word| next.strip_prefix(word)).unwrap_or(next);
            if next.len() == behind.len() && !behind.is_empty() {
                return None;
            }
            rest = next.trim_start();
        }
        return rest.trim_matches(['.', ' ', '*']).is_empty().then_some(values);
    }
    let separator = [',', '|', '/', '\n'].into_iter().find(|separator| text.contains(*separator));
    let parts: Vec<&str> = match separator {
        Some(separator) => text.split(separator).collect(),
        None => vec![text],
    };
    for part in parts {
        let part = part.trim();
        for word in ["or ", "and "]
            .iter()
            .find_map(|word| part.strip_prefix(word))
            .unwrap_or(part)
            .split(" or ")
            .flat_map(|part| part.split(" and "))
        {
            values.push(one(word)?);
        }
    }
    Some(values)
}

/// The text in quotes or code at the beginning, and what is behind it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next().filter(|c| matches!(c, '"' | '`' | '\'' | '“' | '‘' | '«'))?;
    let inner = text.get(open.len_utf8()..)?;
    let close = inner.find(|c| closes(open, c))?;
    let value = inner.get(..close)?;
    let behind = inner.get(close..)?.chars().next().map_or(0, char::len_utf8);
    let value = value.trim_matches(|c| matches!(c, '"' | '\'') && open == '`');
    (!value.contains('\n')).then_some((value, inner.get(close + behind..)?))
}

/// A single value: quoted, code or a word.
pub(super) fn one(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['*', ' ']).trim_end_matches(['.', ',']);
    if let Some((value, rest)) = quoted(text) {
        return rest.trim_matches(['.', ',', ' ', ')', '*']).is_empty().then(|| value.to_owned());
    }
    let is_word = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '+' | '%' | '$' | '@' | '#')
    };
    let is_value = !text.is_empty()
        && text.len() <= LONGEST
        && text.chars().all(is_word)
        && text.chars().any(char::is_alphanumeric);
    let means_nothing = ["none", "n/a", "na", "-"].iter().any(|word| text.eq_ignore_ascii_case(word));
    (is_value && !means_nothing).then(|| text.to_owned())
}
