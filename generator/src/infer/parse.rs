//! From a sample's text to its value: JSON, or what people write as JSON in Postman.

use std::borrow::Cow;

use super::scan::Scanner;
use super::value::{Field, Value};
use crate::hash::{HashMap, RandomState};

/// How deep arrays and objects may nest: as deep as `serde_json` reads.
const DEPTH: usize = 127;

/// Up to this many fields an object's names are compared with each other.
const FEW: usize = 16;

/// A sample that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sample<'a> {
    pub(crate) value: Value<'a>,
    /// The text is JSON to the letter that a Rust type can read: without variables, comments and the like,
    /// and without a name twice in one object or a number beyond what a float can be.
    pub(crate) strict: bool,
}

/// Why a text is no sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ParseError {
    /// Where, in bytes from the beginning of the text; never beyond its end.
    pub(crate) offset: usize,
    /// What was expected and what was found.
    pub(crate) message: String,
}

/// Reads the text of a sample. Read over, and told by [`Sample::strict`]: comments, trailing, doubled and, between lines, missing
/// commas, a byte order mark, odd white space, control characters and unknown escapes in strings, and unquoted `{{variables}}` as
/// values, as parts of numbers, as names of fields, or alone where a field or an element stands.
///
/// # Errors
///
/// The text is something else: prose, markup, cut off, or nested deeper than 127 levels.
pub(crate) fn parse(text: &str) -> Result<Sample<'_>, ParseError> {
    let mut reader =
        Reader { scanner: Scanner::new(text), depth: 0, elements: Vec::new(), fields: Vec::new() };
    reader.scanner.blanks();
    let value = reader.value()?;
    reader.scanner.blanks();
    match reader.scanner.peek() {
        None => Ok(Sample { value, strict: reader.scanner.strict }),
        Some(_) => Err(reader.scanner.unexpected("nothing more after the JSON value")),
    }
}

struct Reader<'a> {
    scanner: Scanner<'a>,
    /// How many arrays and objects are open.
    depth: usize,
    /// What is known of the open arrays, inner ones behind those around them: one list that grows, instead of many.
    elements: Vec<Value<'a>>,
    /// The same of the open objects.
    fields: Vec<Field<'a>>,
}

impl<'a> Reader<'a> {
    /// Reads the value that begins here.
    fn value(&mut self) -> Result<Value<'a>, ParseError> {
        match self.scanner.peek() {
            Some(b'"') => self.scanner.string().map(Value::Text),
            Some(b'[') => self.nested(Self::array),
            Some(b'{') if !self.scanner.is_variable() => self.nested(Self::object),
            Some(_) | None => self.word(),
        }
    }

    /// Reads an array or an object, one level deeper.
    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Value<'a>, ParseError>,
    ) -> Result<Value<'a>, ParseError> {
        if self.depth == DEPTH {
            let message = format!("nested deeper than {DEPTH} levels");
            return Err(self.scanner.error(self.scanner.at(), message));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// Reads a value without quotes: a number, `true`, `false`, `null`, or text with variables.
    fn word(&mut self) -> Result<Value<'a>, ParseError> {
        let begin = self.scanner.at();
        let (word, has_variable) = self.scanner.word();
        match word {
            "" => Err(self.scanner.unexpected("a JSON value")),
            "null" => Ok(Value::Null),
            "true" => Ok(Value::Boolean(true)),
            "false" => Ok(Value::Boolean(false)),
            _ if has_variable => Ok(Value::Variable(word.into())),
            _ if is_number(word) => {
                self.scanner.strict &= word.parse().is_ok_and(f64::is_finite);
                Ok(Value::Number(word.into()))
            }
            _ => {
                let shown: String = word.chars().take(40).collect();
                let message = format!("expected a JSON value, found `{shown}`; text needs double quotes");
                Err(self.scanner.error(begin, message))
            }
        }
    }

    /// Reads the array that begins here.
    fn array(&mut self) -> Result<Value<'a>, ParseError> {
        let first = self.elements.len();
        self.scanner.take(b'[');
        loop {
            self.scanner.blanks();
            if self.scanner.take(b']') {
                self.scanner.strict &= self.elements.len() == first;
                return Ok(Value::Array(self.elements.split_off(first)));
            }
            let element = self.value()?;
            let beside = matches!(element, Value::Variable(_));
            self.elements.push(element);
            let end = self.scanner.at();
            self.scanner.blanks();
            if self.scanner.take(b']') {
                return Ok(Value::Array(self.elements.split_off(first)));
            }
            self.comma("`,` or `]`", end, beside)?;
        }
    }

    /// Reads the object that begins here.
    fn object(&mut self) -> Result<Value<'a>, ParseError> {
        let first = self.fields.len();
        self.scanner.take(b'{');
        loop {
            self.scanner.blanks();
            if self.scanner.take(b'}') {
                self.scanner.strict &= self.fields.len() == first;
                return Ok(self.unique(first));
            }
            let field = self.field()?;
            let beside = field.as_ref().is_none_or(|(_, value)| matches!(value, Value::Variable(_)));
            self.fields.extend(field);
            let end = self.scanner.at();
            self.scanner.blanks();
            if self.scanner.take(b'}') {
                return Ok(self.unique(first));
            }
            self.comma("`,` or `}`", end, beside)?;
        }
    }

    /// Takes the comma behind what ended at an offset. Beside a variable none is needed, for its value may hold it;
    /// at the end of a line it may be forgotten, or stand there twice.
    fn comma(&mut self, expected: &str, end: usize, beside: bool) -> Result<(), ParseError> {
        if self.scanner.take(b',') {
            self.scanner.blanks();
            while self.scanner.take(b',') {
                self.scanner.strict = false;
                self.scanner.blanks();
            }
            return Ok(());
        }
        if beside || self.scanner.is_variable() || self.scanner.has_line_break_since(end) {
            self.scanner.strict = false;
            return Ok(());
        }
        Err(self.scanner.unexpected(expected))
    }

    /// Reads a field; `None` for a variable that stands alone.
    fn field(&mut self) -> Result<Option<Field<'a>>, ParseError> {
        let quoted = self.scanner.peek() == Some(b'"');
        let name = if quoted {
            self.scanner.string()?
        } else {
            let begin = self.scanner.at();
            let (word, has_variable) = self.scanner.word();
            if !has_variable {
                let found = if word.is_empty() { self.scanner.found() } else { format!("`{word}`") };
                let message = format!("expected the name of a field in double quotes or `}}`, found {found}");
                return Err(self.scanner.error(begin, message));
            }
            word.into()
        };
        self.scanner.blanks();
        if self.scanner.take(b':') {
            self.scanner.blanks();
            return Ok(Some((name, self.value()?)));
        }
        if quoted { Err(self.scanner.unexpected("`:`")) } else { Ok(None) }
    }

    /// The object of the fields from there on: a name that comes twice keeps its first place and its last value.
    fn unique(&mut self, first: usize) -> Value<'a> {
        let fields = self.fields.split_off(first);
        let repeated = |(index, (name, _)): (usize, &Field<'_>)| {
            fields.iter().take(index).any(|(other, _)| other == name)
        };
        if fields.len() <= FEW && !fields.iter().enumerate().any(repeated) {
            return Value::Object(fields);
        }
        let mut places: HashMap<Cow<'a, str>, usize> =
            HashMap::with_capacity_and_hasher(fields.len(), RandomState::default());
        let mut unique: Vec<Field<'a>> = Vec::with_capacity(fields.len());
        for (name, value) in fields {
            if let Some(field) = places.get(&name).and_then(|place| unique.get_mut(*place)) {
                field.1 = value;
                self.scanner.strict = false;
            } else {
                places.insert(name.clone(), unique.len());
                unique.push((name, value));
            }
        }
        Value::Object(unique)
    }
}

/// Whether a word is a number in JSON's grammar: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
fn is_number(word: &str) -> bool {
    fn digits(text: &str) -> Option<&str> {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        (rest.len() < text.len()).then_some(rest)
    }
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let whole = unsigned.strip_prefix('0').or_else(|| digits(unsigned));
    let fraction = whole.and_then(|rest| rest.strip_prefix('.').map_or(Some(rest), digits));
    let exponent = fraction.and_then(|rest| match rest.strip_prefix(['e', 'E']) {
        Some(power) => digits(power.strip_prefix(['+', '-']).unwrap_or(power)),
        None => Some(rest),
    });
    exponent == Some("")
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// The value as JSON, `~` before it if the text is not JSON to the letter; or the error.
    fn check(text: &str) -> String {
        match parse(text) {
            Ok(sample) => {
                let mark = if sample.strict { "" } else { "~" };
                format!("{mark}{}", super::super::to_json(&sample.value, &str::to_owned, &str::to_owned))
            }
            Err(error) => format!("{}: {}", error.offset, error.message),
        }
    }

    #[test]
    fn json_is_read_to_the_letter() {
        for text in
            ["null", "{\"b\":1.50,\"a\":[]}", "\"\"", "-0", "1e+5", "[[],{},\"{{a}}\"]", "\"\\u001f\""]
        {
            assert_eq!(check(text), text);
        }
        assert_eq!(check(" [ 1 , \"\\ud83d\\ude00\\/\\b\" ]\r\n"), "[1,\"😀/\\u0008\"]");
    }

    #[test]
    fn comments_commas_and_odd_characters_are_read_over() {
        assert_eq!(check("\u{feff}{ // one\n\"a\": /* two */ 1, }"), "~{\"a\":1}");
        assert_eq!(check("[1,\n2\n3,,]//"), "~[1,2,3]");
        assert_eq!(check("{\"a\": \"x\"\n \"b\":\u{a0}1}"), "~{\"a\":\"x\",\"b\":1}");
        assert_eq!(check("\"a\tb\\'\\ud800\\u0041\""), "~\"a\\tb'\u{fffd}A\"");
    }

    #[test]
    fn unquoted_variables_stand_for_values_names_and_fields() {
        assert_eq!(check("{{a}}"), "~\"{{a}}\"");
        assert_eq!(
            check("[{{a}}{{b}}, {{a}}.5, -{{n}}, {{ x y }}, {{a_{{n}}}}]"),
            "~[\"{{a}}{{b}}\",\"{{a}}.5\",\"-{{n}}\",\"{{ x y }}\",\"{{a_{{n}}}}\"]"
        );
        assert_eq!(check("{\"a\":{\"b\":{{c}}}}"), "~{\"a\":{\"b\":\"{{c}}\"}}");
        assert_eq!(check("{{{name}}: 1, x{{n}} : 2}"), "~{\"{{name}}\":1,\"x{{n}}\":2}");
        assert_eq!(
            check("{{{more}}, \"a\": 1 {{more}} \"b\": {{c}} \"d\": 2}"),
            "~{\"a\":1,\"b\":\"{{c}}\",\"d\":2}"
        );
    }

    #[test]
    fn the_last_of_equal_names_wins() {
        assert_eq!(check("{\"a\":1,\"b\":2,\"a\":3}"), "~{\"a\":3,\"b\":2}");
        let many: Vec<_> = (0..40).map(|index| format!("\"k{}\":{index}", index % 20)).collect();
        assert!(check(&format!("{{{}}}", many.join(","))).starts_with("~{\"k0\":20,\"k1\":21,"));
    }

    #[test]
    fn a_number_beyond_floats_is_not_to_the_letter() {
        assert_eq!(check("1e400"), "~1e400");
    }

    #[test]
    fn other_text_is_refused() {
        insta::assert_snapshot!(check(""), @"0: expected a JSON value, found the end of the text");
        insta::assert_snapshot!(check("Not found"), @"0: expected a JSON value, found `Not`; text needs double quotes");
        insta::assert_snapshot!(check("<html>"), @"0: expected a JSON value, found `<`");
        insta::assert_snapshot!(check("{{a}} b"), @"6: expected nothing more after the JSON value, found `b`");
        insta::assert_snapshot!(check("[NaN]"), @"1: expected a JSON value, found `NaN`; text needs double quotes");
        insta::assert_snapshot!(check("{a: 1}"), @"1: expected the name of a field in double quotes or `}`, found `a`");
        insta::assert_snapshot!(check("{\"a\" 1}"), @"5: expected `:`, found `1`");
        insta::assert_snapshot!(check("{\"a\": 1"), @"7: expected `,` or `}`, found the end of the text");
        insta::assert_snapshot!(check("[1 2]"), @"3: expected `,` or `]`, found `2`");
        insta::assert_snapshot!(check("[\"a]"), @"1: this string has no closing `\"`");
        insta::assert_snapshot!(check("\"\\u00g0\""), @"1: `\\u` must be followed by four hexadecimal digits");
        for text in [
            "01",
            "+1",
            ".5",
            "1.",
            "1e",
            "-",
            "0x1",
            "1_000",
            "[,1]",
            "{,}",
            "Infinity",
            "{{a",
            "{ user { id } }",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn it_reads_as_deep_as_serde_json() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(127)).unwrap().strict);
        assert!(serde_json::from_str::<serde_json::Value>(&nested(127)).is_ok());
        insta::assert_snapshot!(check(&nested(128)), @"127: nested deeper than 127 levels");
        assert!(serde_json::from_str::<serde_json::Value>(&nested(128)).is_err());
    }
}
