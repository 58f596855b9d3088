//! Any text to the form of an identifier: words, then letter case.

use std::borrow::Cow;

use deunicode::deunicode;

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
            Self::Snake => words.replace(' ', "_"),
            Self::UpperCamel => camel(words),
        };
        if cased.starts_with(|first: char| first.is_ascii_digit()) {
            // Underscores and digits alone would tell nobody anything, and clippy says so.
            let has_letter = cased.contains(|character: char| character.is_ascii_alphabetic());
            return Some(match self {
                Self::Snake if has_letter => format!("_{cased}"),
                Self::Snake => format!("n{cased}"),
                Self::UpperCamel => format!("N{cased}"),
            });
        }
        Some(cased)
    }
}

/// Latin words, separated by blanks: other scripts are transliterated, because identifiers in them trip
/// rustc's lints on confusable and mixed scripts.
///
/// A word begins behind a symbol, at a capital behind a small letter (`userId`), and at a capital in front of a
/// small letter (`IDToken`); an apostrophe is no symbol. Digits go on with what they stand behind.
pub(super) fn words(text: &str) -> String {
    // Most texts are words already: names in small letters, and what was made of words.
    if is_words(text) {
        return text.to_owned();
    }
    let latin = if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(deunicode(text)) };
    let mut words = String::with_capacity(latin.len() + 8);
    // Of the current word: whether nothing of it is there yet, and whether its last letter was a capital.
    let (mut is_first, mut capital) = (true, None);
    let mut letters = latin.bytes().filter(|&byte| byte != b'\'').peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_ascii_alphanumeric() {
            if !is_first {
                words.push(' ');
            }
            (is_first, capital) = (true, None);
            continue;
        }
        let in_front_of_small = letters.peek().is_some_and(u8::is_ascii_lowercase);
        let begins = letter.is_ascii_uppercase()
            && (capital == Some(false) || capital == Some(true) && in_front_of_small);
        if begins && !is_first {
            words.push(' ');
        }
        words.push(char::from(letter.to_ascii_lowercase()));
        is_first = false;
        if letter.is_ascii_alphabetic() {
            capital = Some(letter.is_ascii_uppercase());
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Whether a text is small letters and digits, with single blanks between them.
fn is_words(text: &str) -> bool {
    let mut last = b' ';
    let all = text.bytes().all(|byte| {
        let before = std::mem::replace(&mut last, byte);
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b' ' && before != b' '
    });
    all && last != b' '
}

/// A type's name of several one-letter words (`A B C`) would be an acronym; it is written as a word.
fn camel(words: &str) -> String {
    let mut camel = String::with_capacity(words.len());
    for word in words.split(' ') {
        let start = camel.len();
        camel.push_str(word);
        if let Some(first) = camel.get_mut(start..=start) {
            first.make_ascii_uppercase();
        }
    }
    let is_acronym = camel.len() > 2 && camel.chars().all(|character| character.is_ascii_uppercase());
    if is_acronym { format!("{}{}", &camel[..1], camel[1..].to_ascii_lowercase()) } else { camel }
}

/// As many whole words as fit, at least a part of the first one.
fn shorten(words: &str) -> Option<&str> {
    if words.len() <= LONGEST {
        return (!words.is_empty()).then_some(words);
    }
    let cut = words[..=LONGEST].rfind(' ').unwrap_or(LONGEST);
    Some(&words[..cut])
}

/// Nouns without a plural of their own, or whose last letter is no plural.
const SAME: &[&str] =
    &["series", "species", "news", "status", "address", "access", "analysis", "basis", "data"];

/// A name without the ordinal that puts it in its place in a list: `2. Log in`, `1.3) Users`. A number that belongs
/// to the name (`2 factor login`) stays.
pub(super) fn without_ordinal(name: &str) -> &str {
    let name = name.trim();
    let digits = name.trim_start_matches(|character: char| character.is_ascii_digit() || character == '.');
    let rest = digits.trim_start_matches([')', ':', '-', '_', ' ', '.']);
    let ordinal = &name[..name.len() - rest.len()];
    let is_ordinal = ordinal.starts_with(|first: char| first.is_ascii_digit())
        && ordinal.trim_end_matches(' ').ends_with(['.', ')', ':', '-', '_'])
        && rest.starts_with(char::is_alphabetic);
    if is_ordinal { rest } else { name }
}

/// A noun of several words, the last of them in the singular.
pub(super) fn singular_noun(words: &str) -> String {
    match words.rsplit_once(' ') {
        Some((head, last)) => format!("{head} {}", singular(last)),
        None => singular(words),
    }
}

/// The singular of an English noun, as far as simple rules go; other words stay as they are.
pub(super) fn singular(noun: &str) -> String {
    let lower = noun.to_ascii_lowercase();
    let stem = |end: usize| &noun[..noun.len() - end];
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
        check("IDToken XMLHttpRequest2go", "id_token_xml_http_request2go", "IdTokenXmlHttpRequest2go");
        check("a1B C2D3e --x_Y--", "a1_b_c2d3e_x_y", "A1BC2d3eXY");
        check("名前", "ming_qian", "MingQian");
        check("Größe", "grosse", "Grosse");
        check("3DS2 result", "_3ds2_result", "N3ds2Result");
        check("A B C", "a_b_c", "Abc");
        check("1", "n1", "N1");
        check("/v2/users/:id", "v2_users_id", "V2UsersId");
    }

    #[test]
    fn words_stay_as_they_are() {
        for text in ["a", "user id 2", "2go", "a1 b"] {
            // With an apostrophe, which is no symbol, they are looked at letter by letter.
            assert!(is_words(text) && words(&format!("'{text}")) == text && words(text) == text, "{text}");
        }
        for text in ["", " a", "a ", "a  b", "A", "a_b", "é"] {
            assert!(!is_words(text), "{text:?}");
        }
    }

    #[test]
    fn an_ordinal_is_no_part_of_a_name() {
        for (name, expected) in [
            ("1. First step", "First step"),
            ("1.3) Users", "Users"),
            ("02 - Log in", "Log in"),
            ("2 factor login", "2 factor login"),
            ("3DS result", "3DS result"),
            ("1.", "1."),
            ("v1. Users", "v1. Users"),
        ] {
            assert_eq!(without_ordinal(name), expected);
        }
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
