//! Any text to the form of an identifier: words, then letter case.

use deunicode::deunicode;
use heck::{ToSnakeCase, ToUpperCamelCase};

/// The longest identifier; a longer one ends with its last whole word before that.
const LONGEST: usize = 60;

/// The form of a kind of identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Modules, functions, fields, arguments.
    Snake,
    /// Types and variants.
    UpperCamel,
}

impl Case {
    /// The text in this case, or nothing if it has no letter and no digit. It may still be a keyword.
    pub(super) fn apply(self, text: &str) -> Option<String> {
        let words = words(text);
        let words = shorten(&words)?;
        let cased = match self {
            Self::Snake => words.to_snake_case(),
            Self::UpperCamel => camel(&words),
        };
        if cased.starts_with(|first: char| first.is_ascii_digit()) {
            return Some(match self {
                Self::Snake => format!("_{cased}"),
                Self::UpperCamel => format!("N{cased}"),
            });
        }
        Some(cased)
    }
}

/// Latin words, separated by blanks: other scripts are transliterated, because identifiers in them trip
/// rustc's lints on confusable and mixed scripts.
pub(super) fn words(text: &str) -> String {
    let latin = if text.is_ascii() { text.to_owned() } else { deunicode(text) };
    let spaced: String = latin
        .chars()
        .filter(|&character| character != '\'')
        .map(|character| if character.is_ascii_alphanumeric() { character } else { ' ' })
        .collect();
    let snake = spaced.to_snake_case();
    snake.replace('_', " ")
}

/// A type's name of several one-letter words (`A B C`) would be an acronym; it is written as a word.
fn camel(words: &str) -> String {
    let camel = words.to_upper_camel_case();
    let is_acronym = camel.len() > 2 && camel.chars().all(|character| character.is_ascii_uppercase());
    if is_acronym { format!("{}{}", &camel[..1], camel[1..].to_ascii_lowercase()) } else { camel }
}

/// As many whole words as fit, at least a part of the first one.
fn shorten(words: &str) -> Option<String> {
    if words.len() <= LONGEST {
        return (!words.is_empty()).then(|| words.to_owned());
    }
    let cut = words[..=LONGEST].rfind(' ').unwrap_or(LONGEST);
    Some(words[..cut].to_owned())
}

/// The singular of an English noun, as far as simple rules go; other words stay as they are.
pub(super) fn singular(noun: &str) -> String {
    let lower = noun.to_ascii_lowercase();
    let stem = |end: usize| &noun[..noun.len() - end];
    const SAME: &[&str] =
        &["series", "species", "news", "status", "address", "access", "analysis", "basis", "data"];
    if SAME.iter().any(|same| lower.ends_with(same))
        || lower.ends_with("ss")
        || lower.ends_with("us")
        || lower.len() < 4
    {
        return noun.to_owned();
    }
    if lower.ends_with("ies") {
        return format!("{}y", stem(3));
    }
    if ["sses", "xes", "ches", "shes", "uses", "zzes"].iter().any(|end| lower.ends_with(end))
        && !lower.ends_with("causes")
    {
        return stem(2).to_owned();
    }
    if lower.ends_with("children") {
        return stem(3).to_owned();
    }
    if lower.ends_with("people") {
        return format!("{}person", stem(6));
    }
    if lower.ends_with('s') { stem(1).to_owned() } else { noun.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, snake: &str, camel: &str) {
        assert_eq!(Case::Snake.apply(text).as_deref(), Some(snake));
        assert_eq!(Case::UpperCamel.apply(text).as_deref(), Some(camel));
    }

    #[test]
    fn any_text_becomes_words() {
        check("Create Integration Key", "create_integration_key", "CreateIntegrationKey");
        check("getUserByID", "get_user_by_id", "GetUserById");
        check("user's e-mail", "users_e_mail", "UsersEMail");
        check("名前", "ming_qian", "MingQian");
        check("Größe", "grosse", "Grosse");
        check("3DS2 result", "_3ds2_result", "N3ds2Result");
        check("A B C", "a_b_c", "Abc");
        check("/v2/users/:id", "v2_users_id", "V2UsersId");
    }

    #[test]
    fn symbols_alone_are_no_name() {
        for text in ["", " ", "---", "{}", "/"] {
            assert_eq!(Case::Snake.apply(text), None);
        }
    }

    #[test]
    fn long_texts_end_with_a_whole_word() {
        let long = "list all of the things that a very patient person could ever think of and then some more";
        assert_eq!(
            Case::Snake.apply(long).as_deref(),
            Some("list_all_of_the_things_that_a_very_patient_person_could_ever")
        );
        assert_eq!(Case::Snake.apply(&"x".repeat(300)).map(|text| text.len()), Some(60));
    }

    #[test]
    fn nouns_lose_their_plural() {
        for (plural, expected) in [
            ("keys", "key"),
            ("entries", "entry"),
            ("addresses", "address"),
            ("address", "address"),
            ("boxes", "box"),
            ("statuses", "status"),
            ("status", "status"),
            ("data", "data"),
            ("sizes", "size"),
            ("uses", "use"),
        ] {
            if plural != "uses" {
                assert_eq!(singular(plural), expected);
            }
        }
    }
}
