//! Words of a shell's command line: text that the shell leaves alone, and variables that it fills in.

use crate::markdown::is_hidden;

/// A word; its parts follow each other without a blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    /// The name of a variable that must be set.
    Variable(String),
}

impl Word {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self(vec![Part::Text(text.into())])
    }

    pub(crate) fn variable(name: impl Into<String>) -> Self {
        Self(vec![Part::Variable(name.into())])
    }

    /// This word with another one behind it.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// This word with text behind it.
    pub(crate) fn and_text(self, text: &str) -> Self {
        self.and(Self::text(text))
    }

    /// Whether it has neither text nor variables.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|part| matches!(part, Part::Text(text) if text.is_empty()))
    }

    /// This word, or else the text.
    pub(crate) fn or(self, text: &str) -> Self {
        if self.is_empty() { Self::text(text) } else { self }
    }

    /// This word with its text changed; its variables stay.
    pub(crate) fn map(self, change: impl Fn(&str) -> String) -> Self {
        let part = |part| match part {
            Part::Text(text) => Part::Text(change(&text)),
            Part::Variable(name) => Part::Variable(name),
        };
        Self(self.0.into_iter().map(part).collect())
    }

    /// Whether some of its text is like that; what variables hold is not known.
    pub(crate) fn has(&self, is_like: impl Fn(&str) -> bool) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Text(text) if is_like(text)))
    }

    /// The variables in it.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Variable(name) => Some(name.as_str()),
        })
    }

    /// The variable that it begins with, and what a person reads behind it.
    pub(crate) fn after_variable(&self) -> Option<(&str, String)> {
        match self.0.split_first()? {
            (Part::Variable(name), rest) => Some((name, Self(rest.to_vec()).shown())),
            (Part::Text(_), _) => None,
        }
    }

    /// As a person reads it: `Bearer $SHOP_TOKEN`.
    pub(crate) fn shown(&self) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Variable(name) => format!("${name}"),
        };
        self.0.iter().map(part).collect()
    }

    /// As the shell reads it. A variable that is not set ends the command with a message; one that is empty may well be
    /// meant: the password of a user who has none.
    pub(crate) fn quoted(&self) -> String {
        let mut out = String::new();
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(more) => text.push_str(more),
                Part::Variable(name) => {
                    push_quoted(&mut out, &std::mem::take(&mut text));
                    out.extend(["\"${", name, "?}\""]);
                }
            }
        }
        push_quoted(&mut out, &text);
        if out.is_empty() { "''".to_owned() } else { out }
    }
}

/// Within single quotes nothing is special but the quote itself. What nobody would see is written by its bytes; every shell
/// has `printf`, but not every one has `$'…'`.
fn push_quoted(out: &mut String, text: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let (shown, behind) = rest.split_at(rest.find(is_unseen).unwrap_or(rest.len()));
        push_shown(out, shown);
        let (unseen, behind) = behind.split_at(behind.find(|c| !is_unseen(c)).unwrap_or(behind.len()));
        if !unseen.is_empty() {
            out.push_str("\"$(printf '");
            for byte in unseen.bytes() {
                let digits = [byte >> 6, byte >> 3 & 7, byte & 7].map(|digit| char::from(b'0' + digit));
                out.push('\\');
                out.extend(digits);
            }
            out.push_str("')\"");
        }
        rest = behind;
    }
}

/// Whether a character has no place on a command line as it is.
fn is_unseen(c: char) -> bool {
    is_hidden(c) && !matches!(c, '\n' | '\t')
}

fn push_shown(out: &mut String, text: &str) {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if text.chars().all(is_plain) {
        out.push_str(text);
    } else {
        out.push('\'');
        out.push_str(&text.replace('\'', "'\\''"));
        out.push('\'');
    }
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn nothing_is_special_in_a_word() {
        let quoted = |text: &str| Word::text(text).quoted();
        assert_eq!(quoted("https://h/a?b=1"), "'https://h/a?b=1'");
        assert_eq!(quoted("a-b_c.d/e:f=g@h%20+,"), "a-b_c.d/e:f=g@h%20+,");
        assert_eq!(quoted("it's $HOME `x` \"\\\n"), "'it'\\''s $HOME `x` \"\\\n'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("a b\u{202e}\r\tc"), "'a b'\"$(printf '\\342\\200\\256\\015')\"'\tc'");
        assert_eq!(quoted("\u{feff}"), "\"$(printf '\\357\\273\\277')\"");
        assert_eq!(Word::default().quoted(), "''");
    }

    #[test]
    fn variables_are_filled_in_and_must_be_set() {
        let word = Word::text("Authorization: ").and_text("Bearer ").and(Word::variable("SHOP_TOKEN"));
        assert_eq!(word.quoted(), "'Authorization: Bearer '\"${SHOP_TOKEN?}\"");
        let word = Word::variable("A").and_text(":").and(Word::variable("B"));
        assert_eq!(word.quoted(), "\"${A?}\":\"${B?}\"");
        assert!(word.has(|text| text.contains(':')) && !word.has(|text| text.contains('A')));
    }
}
