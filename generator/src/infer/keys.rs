//! From a field's name to whether it is data: a number, a date, an identifier, a language, a currency.
//!
//! Only what can hardly be a name that somebody chose counts, for a map hides its names from the caller.

use super::scan::Scanner;

/// Whether a name is data.
pub(super) fn is_data(name: &str) -> bool {
    name.is_ascii()
        && (is_number(name) || is_date(name) || is_uuid(name) || is_hexadecimal(name) || is_random(name))
}

/// Whether a variable stands in a name, so that whoever sends it chooses the name.
pub(super) fn has_variable(name: &str) -> bool {
    Scanner::finds_variable(name)
}

/// `7`, `-7`, `7.5`.
fn is_number(name: &str) -> bool {
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = name.strip_prefix('-').unwrap_or(name);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => all_digits(whole) && all_digits(fraction),
        None => all_digits(unsigned),
    }
}

/// `2024-05`, `2024-05-31`, `2024/05/31`, the last two also with a time behind them.
fn is_date(name: &str) -> bool {
    let shape: String = name.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let day = shape.get(..10).is_some_and(|day| day == "0000-00-00" || day == "0000/00/00");
    shape == "0000-00" || day && matches!(shape.as_bytes().get(10), None | Some(b'T' | b't' | b' '))
}

/// `123e4567-e89b-12d3-a456-426614174000`.
fn is_uuid(name: &str) -> bool {
    let lengths = name.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && name.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// At least 16 hexadecimal digits, a decimal one among them: no word.
fn is_hexadecimal(name: &str) -> bool {
    name.len() >= 16
        && name.bytes().all(|byte| byte.is_ascii_hexdigit())
        && name.bytes().any(|byte| byte.is_ascii_digit())
}

/// At least 16 letters and digits, in small and large, and digits in three places or more: no word.
fn is_random(name: &str) -> bool {
    let groups = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).count();
    name.len() >= 16
        && groups >= 3
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name.bytes().any(|byte| byte.is_ascii_uppercase())
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Whether an import from `OpenAPI` made a name up, because the definition leaves it to the data: `key_0`, `<string>`.
pub(super) fn is_made_up(name: &str) -> bool {
    let number = name.strip_prefix("key_");
    name == "<string>"
        || number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()))
}

/// The languages of two letters that texts are mostly translated into.
const LANGUAGES: &[&str] = &[
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr",
    "hu", "id", "is", "it", "ja", "ko", "lt", "lv", "ms", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk",
    "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh",
];

/// Whether a name is the code of a language: `en`, `pt-BR`, `zh_Hant`.
pub(super) fn is_language(name: &str) -> bool {
    let (language, region) = name.split_once(['-', '_']).map_or((name, None), |(one, two)| (one, Some(two)));
    let is_region = |region: &str| {
        region.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && (region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_uppercase())
                || region.len() == 4 && region.starts_with(|c: char| c.is_ascii_uppercase())
                || region.len() == 3 && region.bytes().all(|byte| byte.is_ascii_digit()))
    };
    LANGUAGES.contains(&language) && region.is_none_or(is_region)
}

/// Whether it can hardly be anything else: `id` and `no` are words.
pub(super) fn is_surely_language(name: &str) -> bool {
    name.len() > 2 || matches!(name, "de" | "en" | "es" | "fr" | "ja" | "zh")
}

/// Whether a name may be the code of a currency.
pub(super) fn is_currency(name: &str) -> bool {
    name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether it can hardly be anything else.
pub(super) fn is_surely_currency(name: &str) -> bool {
    matches!(name, "EUR" | "GBP" | "JPY" | "USD")
}

#[cfg(test)]
mod tests {
    use super::{is_data, is_language, is_made_up};

    #[test]
    fn numbers_dates_and_identifiers_are_data() {
        let data = [
            "0",
            "1042",
            "-4",
            "5.5",
            "2024-05",
            "2024-05-31",
            "2024/05/31",
            "2024-05-31T10:00:00Z",
            "123e4567-e89b-12d3-a456-426614174000",
            "507f1f77bcf86cd799439011",
            "1a2Bc3De4Fg5Hi6Jk7Lm8N",
        ];
        for name in data {
            assert!(is_data(name), "{name}");
        }
    }

    #[test]
    fn languages_have_regions() {
        for name in ["en", "en-US", "pt_BR", "zh-Hant", "es-419"] {
            assert!(is_language(name), "{name}");
        }
        for name in ["", "to", "EN", "en-us", "en-", "en-US-x", "english", "en_é"] {
            assert!(!is_language(name), "{name}");
        }
    }

    #[test]
    fn imports_make_names_up() {
        assert!(is_made_up("key_0") && is_made_up("key_12") && is_made_up("<string>"));
        assert!(!is_made_up("key") && !is_made_up("key_") && !is_made_up("key_a") && !is_made_up("<id>"));
    }

    #[test]
    fn what_somebody_may_have_chosen_is_a_name() {
        let names = [
            "",
            "-",
            "1.",
            ".5",
            "v2",
            "1st",
            "16x16",
            "address1",
            "en-US",
            "2024-5",
            "20-12-2024x",
            "deadbeef",
            "facadefacadefacade",
            "{{id}}",
            "id",
            "2024-05-31x",
            "é",
            "oauth2Client1Secret",
        ];
        for name in names {
            assert!(!is_data(name), "{name}");
        }
    }
}
