//! The secrets of a collection, out of every text that is shown: a description or an example may repeat them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, Match, MatchKind};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::Value;

use super::encoded;
use super::hide::MASK;
use crate::lower::secrets;

/// A shorter secret stands in too many other words.
const SHORTEST: usize = 6;
/// A shorter one is looked for as a whole word only: `test12` is no secret in `test123`.
const WITHIN_WORDS: usize = 12;
/// A shorter one of nothing but letters is an ordinary word or a name: hiding `customer` would spoil pages and code.
const LONGEST_WORD: usize = 20;
/// What is encoded in the query of an address, in a segment, and in a form.
const ADDRESS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'\'').add(b'<').add(b'>').add(b'&');
const STRICT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'*');
/// Members of a page's model that links are made of.
const PLACES: &[&str] = &["id", "language", "page"];

/// Looks for all secrets in one pass.
#[derive(Clone, Debug, Default)]
pub(crate) struct Secrets {
    finder: Option<AhoCorasick>,
    /// What is looked for from this one on is what base64 makes of a secret.
    first_encoded: usize,
}

impl Secrets {
    /// Of the values that stand where secrets stand.
    pub(super) fn new(values: &[String]) -> Result<Self, String> {
        let telling: BTreeSet<&str> =
            values.iter().map(String::as_str).filter(|value| is_telling(value)).collect();
        if telling.is_empty() {
            return Ok(Self::default());
        }
        let plain: BTreeSet<String> = telling.iter().flat_map(|value| spellings(value)).collect();
        let encoded: BTreeSet<String> = telling.iter().flat_map(|value| encoded::parts(value)).collect();
        let first_encoded = plain.len();
        let mut builder = AhoCorasick::builder();
        // A table of all transitions takes the square of a secret's length to make where it repeats itself.
        builder.kind(Some(AhoCorasickKind::NoncontiguousNFA));
        // A longer one may hold a shorter one.
        let finder = builder.match_kind(MatchKind::LeftmostLongest).build(plain.iter().chain(&encoded));
        Ok(Self { finder: Some(finder.map_err(|error| error.to_string())?), first_encoded })
    }

    /// A text without secrets.
    pub(crate) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(finder) = &self.finder else { return Cow::Borrowed(text) };
        let (mut out, mut done, mut from) = (String::new(), 0, 0);
        while let Some(found) = finder.find(Input::new(text).range(from..)) {
            let Some(range) = self.range(text, done, &found) else {
                from = found.start() + 1;
                continue;
            };
            out.push_str(text.get(done..range.start).unwrap_or_default());
            out.push_str(MASK);
            (done, from) = (range.end, range.end);
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(text.get(done..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// What has to be hidden from `from` on because of what was found, unless that is only a part of a word.
    fn range(&self, text: &str, from: usize, found: &Match) -> Option<Range<usize>> {
        if found.pattern().as_usize() < self.first_encoded {
            return Some(found.range()).filter(|range| !is_part(text, range.clone()));
        }
        let is_hidden = |text: String| matches!(self.hide(&text), Cow::Owned(_));
        encoded::decoded(text, found.range())
            .any(is_hidden)
            .then(|| encoded::word(text, from..text.len(), found.range()))
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
    length >= SHORTEST && !is_word && secrets::is_real(value)
}

/// A secret as it stands in texts, in Markdown, in JSON and Rust, in words of a shell, in addresses and forms, and in
/// JSON that is a text in JSON.
fn spellings(secret: &str) -> Vec<String> {
    let encoded = |set| utf8_percent_encode(secret, set).to_string();
    let form = encoded(FORM).replace("%20", "+");
    let marked = secret.replace('_', "\\_").replace('*', "\\*");
    let plain = [secret.to_owned(), shell(secret), marked, form, encoded(ADDRESS), encoded(STRICT)];
    let twice = [shell(&quoted(secret)), quoted(&quoted(secret))];
    let quoted = plain.each_ref().map(|spelling| quoted(spelling));
    plain.into_iter().chain(quoted).chain(twice).filter(|spelling| !spelling.is_empty()).collect()
}

/// As it stands between single quotes of a shell.
fn shell(text: &str) -> String {
    text.replace('\'', "'\\''")
}

/// As it stands between the quotes of JSON and Rust.
fn quoted(text: &str) -> String {
    // A text always serializes.
    let json = serde_json::to_string(text).unwrap_or_default();
    json.get(1..json.len().saturating_sub(1)).unwrap_or_default().to_owned()
}

/// Whether what was found is only a part of what stands there: of a word, or of a number.
fn is_part(text: &str, found: Range<usize>) -> bool {
    let Some(secret) = text.get(found.clone()) else { return false };
    let is_number = secret.len() < LONGEST_WORD && secret.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number && secret.len() >= WITHIN_WORDS {
        return false;
    }
    let goes_on = |inner: Option<char>, outer: Option<char>| {
        let is_one = |c: char| if is_number { c.is_ascii_digit() } else { c.is_alphanumeric() || c == '_' };
        inner.is_some_and(is_one) && outer.is_some_and(is_one)
    };
    let (before, behind) = (text.get(..found.start), text.get(found.end..));
    goes_on(secret.chars().next(), before.and_then(|text| text.chars().next_back()))
        || goes_on(secret.chars().next_back(), behind.and_then(|text| text.chars().next()))
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};

    use super::*;

    fn secrets(values: &[&str]) -> Secrets {
        Secrets::new(&values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn the_longest_secret_is_hidden_in_every_spelling() {
        let secrets = secrets(&["hunter2x", "hunter2x9", "a\"b'c_d/e f", "1234567"]);
        assert_eq!(secrets.hide("say hunter2x9 and hunter2x."), "say •••• and ••••.");
        for spelt in [
            r#"a"b'c_d/e f"#,
            r#"a"b'c\_d/e f"#,
            r#"a\"b'c_d/e f"#,
            r#"a\"b'c\\_d/e f"#,
            r#"a"b'\''c_d/e f"#,
            r#"a\"b'\''c_d/e f"#,
            r#"a\\\"b'c_d/e f"#,
            "a%22b%27c_d%2Fe%20f",
            "a%22b%27c_d/e%20f",
            "a%22b%27c_d%2Fe+f",
        ] {
            assert_eq!(secrets.hide(&format!("<{spelt}>")), "<••••>", "{spelt}");
        }
        assert!(matches!(secrets.hide("nothing"), Cow::Borrowed("nothing")));
    }

    #[test]
    fn a_short_secret_is_no_part_of_a_word_or_a_number() {
        let secrets = secrets(&["test12", "-tok-4", "1234567", "long-enough-to-tell"]);
        assert_eq!(
            secrets.hide("test123 contest12 test12_a test12 (test12)"),
            "test123 contest12 test12_a •••• (••••)"
        );
        assert_eq!(secrets.hide("a-tok-4 x-tok-45"), "a•••• x-tok-45");
        assert_eq!(secrets.hide("01234567 1234567 é1234567"), "01234567 •••• é••••");
        assert_eq!(secrets.hide("xlong-enough-to-tellx"), "x••••x");
    }

    #[test]
    fn what_repeats_itself_is_looked_through_in_one_pass() {
        let secrets = secrets(&[&"12".repeat(4), &"7".repeat(30_000), &"ab1".repeat(20_000)]);
        let start = std::time::Instant::now();
        for text in ["12".repeat(500_000), "7".repeat(1_000_000), "ab1".repeat(400_000)] {
            assert!(secrets.hide(&text).len() <= text.len());
        }
        // Without optimisation, beside other tests; looked through anew from each place it was hours.
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    #[test]
    fn base64_of_a_secret_is_hidden_whole() {
        let secrets = secrets(&["qwerty-Pass9", "key?>~~/ü-77", "1234567"]);
        for before in ["", "a", "ab", "ada:"] {
            for (secret, behind) in [("qwerty-Pass9", ""), ("qwerty-Pass9", ":"), ("key?>~~/ü-77", "xy")] {
                let text = format!("{before}{secret}{behind}");
                let hidden = |encoded: String| secrets.hide(&format!("Basic {encoded}, \\n")).into_owned();
                for encoded in [STANDARD.encode(&text), STANDARD_NO_PAD.encode(&text), URL_SAFE.encode(&text)]
                {
                    assert_eq!(hidden(encoded), "Basic ••••, \\n", "{text}");
                }
            }
        }
        for other in ["ada:another-Pass9", "{\"sub\":\"1234567890\"}"].map(|text| STANDARD.encode(text)) {
            assert_eq!(secrets.hide(&other), other);
        }
    }

    #[test]
    fn ordinary_words_and_names_stay() {
        let shown = "customer abc12 client_credentials {{token}} <token>";
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
