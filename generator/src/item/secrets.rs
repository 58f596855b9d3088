//! The secrets of a collection, out of every text that is shown: a description or an example may repeat them.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, Input, MatchKind};
use serde::Serialize;
use serde_json::Value;

use super::hide::MASK;
use crate::lower::secrets;

/// A shorter secret stands in too many other words.
const SHORTEST: usize = 6;
/// A shorter one of nothing but letters is an ordinary word or a name: hiding `customer` would spoil pages and code.
const LONGEST_WORD: usize = 20;
/// Members of a page's model that links are made of.
const PLACES: &[&str] = &["id", "language", "page"];

/// Looks for all secrets in one pass.
#[derive(Clone, Debug, Default)]
pub(crate) struct Secrets {
    finder: Option<AhoCorasick>,
}

impl Secrets {
    /// Of the values that stand where secrets stand.
    pub(super) fn new(values: &[String]) -> Result<Self, String> {
        let mut spellings: Vec<String> =
            values.iter().filter(|value| is_telling(value)).flat_map(|value| spellings(value)).collect();
        spellings.sort();
        spellings.dedup();
        if spellings.is_empty() {
            return Ok(Self::default());
        }
        let mut builder = AhoCorasick::builder();
        // A longer one may hold a shorter one.
        let finder = builder.match_kind(MatchKind::LeftmostLongest).build(&spellings);
        Ok(Self { finder: Some(finder.map_err(|error| error.to_string())?) })
    }

    /// A text without secrets.
    pub(crate) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(finder) = &self.finder else { return Cow::Borrowed(text) };
        let (mut out, mut done, mut from) = (String::new(), 0, 0);
        while let Some(found) = finder.find(Input::new(text).range(from..)) {
            if is_inside_of_number(text, found.range()) {
                from = found.start() + 1;
                continue;
            }
            out.push_str(text.get(done..found.start()).unwrap_or_default());
            out.push_str(MASK);
            (done, from) = (found.end(), found.end());
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(text.get(done..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// What a page shows, without secrets. Where it links to stays.
    pub(crate) fn model(&self, model: &impl Serialize) -> Result<Value, String> {
        let model = serde_json::to_value(model).map_err(|error| error.to_string())?;
        Ok(if self.finder.is_some() { self.value(model) } else { model })
    }

    /// As deep as the model, which does not nest with the collection.
    fn value(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(match self.hide(&text) {
                Cow::Owned(hidden) => hidden,
                Cow::Borrowed(_) => text,
            }),
            Value::Array(list) => list.into_iter().map(|value| self.value(value)).collect(),
            Value::Object(members) => {
                let member = |(key, value): (String, Value)| {
                    let value = if PLACES.contains(&key.as_str()) { value } else { self.value(value) };
                    (key, value)
                };
                Value::Object(members.into_iter().map(member).collect())
            }
            other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => other,
        }
    }
}

/// Whether a text tells the secret, so that it has to be hidden wherever it stands.
fn is_telling(value: &str) -> bool {
    let length = value.chars().count();
    let is_word = length < LONGEST_WORD && value.chars().all(|c| c.is_alphabetic() || matches!(c, '_' | ' '));
    let is_address = value.contains("://") && secrets::user_info(value).is_none();
    length >= SHORTEST && !is_word && !is_address && secrets::is_real(value)
}

/// A secret as it stands in texts, in JSON and Rust, in words of a shell, and in addresses.
fn spellings(secret: &str) -> Vec<String> {
    // A text always serializes.
    let json = serde_json::to_string(secret).unwrap_or_default();
    let json = json.get(1..json.len().saturating_sub(1)).unwrap_or_default().to_owned();
    let encoded =
        percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC).to_string();
    let all = [secret.to_owned(), json, secret.replace('\'', "'\\''"), encoded];
    all.into_iter().filter(|spelling| !spelling.is_empty()).collect()
}

/// Whether nothing but digits was found, in the middle of more digits.
fn is_inside_of_number(text: &str, found: std::ops::Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let is_digit =
        |place: Option<usize>| place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_digit);
    let around = is_digit(found.start.checked_sub(1)) || is_digit(Some(found.end));
    around && bytes.get(found).is_some_and(|found| found.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(values: &[&str]) -> Secrets {
        Secrets::new(&values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn the_longest_secret_is_hidden_in_every_spelling() {
        let secrets = secrets(&["hunter2x", "hunter2x9", "a\"b'c d", "1234567"]);
        assert_eq!(secrets.hide("say hunter2x9 and hunter2x."), "say •••• and ••••.");
        assert_eq!(secrets.hide(r#"{"x": "a\"b'c d"}"#), r#"{"x": "••••"}"#);
        assert_eq!(secrets.hide("?a=a%22b%27c%20d&b"), "?a=••••&b");
        assert_eq!(secrets.hide("01234567 1234567 é1234567"), "01234567 •••• é••••");
        assert!(matches!(secrets.hide("nothing"), Cow::Borrowed("nothing")));
    }

    #[test]
    fn ordinary_words_and_names_stay() {
        let shown = "customer abc12 client_credentials {{token}} <token> https://x.test/token";
        let words: Vec<&str> = shown.split(' ').collect();
        assert_eq!(secrets(&words).hide(shown), shown);
    }

    #[test]
    fn links_stay() {
        let model = serde_json::json!({"page": "say-hunter2x", "text": ["hunter2x", null, 1]});
        let hidden = secrets(&["hunter2x"]).model(&model).unwrap();
        assert_eq!(hidden, serde_json::json!({"page": "say-hunter2x", "text": ["••••", null, 1]}));
    }
}
