//! The valid values of a text to the enum that stands for them.

use super::{case::Case, docs, scope::Scope, symbol::symbol};
use crate::rust::{Docs, Enum, EnumVariant, Ident};

/// The enum of these values. `Other`, which holds every other text, is no value's name.
pub(super) fn item(ident: Ident, values: &[String], docs: Docs) -> Enum {
    // `Self` is a keyword that cannot be escaped.
    let mut scope = Scope::with(&[&["Other", "Self"]]);
    let variant = |value: &String| EnumVariant {
        ident: scope.allocate(Case::UpperCamel, candidates(value, ident.as_str())),
        docs: Docs(vec![if value.is_empty() { "An empty text.".to_owned() } else { docs::code(value) }]),
        text: value.clone(),
    };
    let variants = values.iter().map(variant).collect();
    Enum { ident, docs, variants, derives_default: false }
}

/// The words of the value; with its symbols spelt out where they are all it has, or make it differ: `-date`.
pub(super) fn candidates(value: &str, name: &str) -> Vec<String> {
    let spelt = value.chars().map(|character| match symbol(character) {
        Some(word) => format!(" {word} "),
        None => character.to_string(),
    });
    let spelt: String = spelt.collect();
    let spelt = if value.is_empty() { "empty".to_owned() } else { spelt };
    let is_signed = value.starts_with(['-', '+', '!', '<', '>']);
    let mut candidates = if is_signed { vec![spelt.clone()] } else { vec![value.to_owned(), spelt.clone()] };
    candidates.extend([format!("{value} value"), format!("{spelt} value")]);
    if let Some(rest) = without_name(value, name) {
        candidates.insert(0, rest);
    }
    candidates
}

/// The value's words without those of the enum, which its variants need not repeat: `KeyType::KeyTypeSecret`.
fn without_name(value: &str, name: &str) -> Option<String> {
    let camel = Case::UpperCamel.apply(value)?;
    let starts_word = |rest: &&str| rest.starts_with(|first: char| first.is_ascii_uppercase());
    let rest = camel.strip_prefix(name).filter(starts_word).or_else(|| camel.strip_suffix(name))?;
    (!rest.is_empty()).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(values: &[&str]) -> String {
        let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
        let item = item(Ident::new("Kind"), &values, Docs::default());
        item.variants.iter().map(|variant| variant.ident.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_value_has_a_name_of_its_own() {
        assert_eq!(
            names(&["secret", "publishable", "in_progress", "PAST-DUE"]),
            "Secret Publishable InProgress PastDue"
        );
        assert_eq!(names(&["createdTime", "-createdTime"]), "CreatedTime MinusCreatedTime");
        assert_eq!(names(&["kind_a", "b kind", "kinder"]), "A B Kinder");
        assert_eq!(names(&["self", "other", "Other", "404"]), "SelfValue OtherValue OtherValue2 N404");
        assert_eq!(names(&["", "*", "<=", "!?", "a", "A"]), "Empty Star LessEqual BangQuestion A AValue");
    }
}
