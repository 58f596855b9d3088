//! From JSON texts of the collection to their shape and to what replay sends.

use std::borrow::Cow;
use std::cell::Cell;

use super::resolve::{Values, sanitised};
use super::template::{self, tokens};
use crate::api::{Kind, Property, Schema, Variants};
use crate::infer::{self, Field, Fields, Sample, Value};

/// Reads a JSON text leniently.
pub(super) fn read(text: &str) -> Option<Sample<'_>> {
    infer::parse(text).ok()
}

/// Whether the value is an object or an array, which no other text is by accident.
pub(super) fn is_container(value: &Value<'_>) -> bool {
    match value {
        Value::Array(_) | Value::Object(_) => true,
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::Variable(_) => false,
    }
}

/// The value as evidence of the shape: an unquoted variable counts as what the collection has for it, if that is JSON. `names` are
/// the values of the collection alone, for an environment never changes a type.
pub(super) fn settled<'s, 't>(sample: &'s Sample<'t>, names: &Values<'_>) -> Cow<'s, Value<'t>> {
    if sample.strict {
        // It has no variables.
        return Cow::Borrowed(&sample.value);
    }
    Cow::Owned(Fill::new(names).settled(&sample.value))
}

/// How many bytes variables may bring into one body: a long value that stands in it thousands of times would fill the memory.
const LONGEST: usize = 1 << 20;

/// The values of variables for one body.
struct Fill<'a> {
    values: &'a Values<'a>,
    left: Cell<usize>,
}

impl<'a> Fill<'a> {
    fn new(values: &'a Values<'a>) -> Self {
        Self { values, left: Cell::new(LONGEST) }
    }

    fn settled<'t>(&self, value: &Value<'t>) -> Value<'t> {
        match value {
            Value::Variable(spelling) => self.known(spelling).unwrap_or_else(|| value.clone()),
            Value::Object(fields) => {
                let field = |(name, value): &Field<'t>| (name.clone(), self.settled(value));
                Value::Object(fields.iter().map(field).collect())
            }
            Value::Array(elements) => Value::Array(elements.iter().map(|it| self.settled(it)).collect()),
            Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => value.clone(),
        }
    }

    /// What stands in the place of unquoted text with variables: JSON, and every variable has a value.
    fn known(&self, spelling: &str) -> Option<Value<'static>> {
        if !template::names(spelling).all(|name| self.values.known(name).is_some()) {
            return None;
        }
        let text = self.values.text(spelling);
        self.left.set(self.left.get().checked_sub(text.len())?);
        let sample = infer::parse(&text).ok()?;
        sample.strict.then(|| sample.value.into_owned())
    }
}

/// What replay sends: strict JSON that has the shape, every variable replaced but those in names of properties.
pub(super) fn example(value: &Value<'_>, schema: &Schema, values: &Values<'_>) -> String {
    let value = filled(value, schema, &[], &Fill::new(values));
    infer::to_json(&value, &|text| values.text(text), &|spelling| values.text(spelling))
}

/// The value with its unquoted variables replaced. `within` are the properties of the object that holds it. As deep as a
/// text may nest that can be read.
fn filled<'t>(value: &Value<'t>, schema: &Schema, within: &[Property], values: &Fill<'_>) -> Value<'t> {
    match value {
        Value::Variable(spelling) => variable(spelling, schema, values),
        Value::Array(elements) => {
            let unknown = Schema::default();
            let inner = parts(schema, within).element.unwrap_or(&unknown);
            Value::Array(elements.iter().map(|element| filled(element, inner, within, values)).collect())
        }
        Value::Object(fields) => object(fields, schema, within, values),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => value.clone(),
    }
}

fn object<'t>(fields: &Fields<'t>, schema: &Schema, within: &[Property], values: &Fill<'_>) -> Value<'t> {
    let unknown = Schema::default();
    let Parts { mut properties, others, variants, .. } = parts(schema, within);
    if let Some(arm) = variants.and_then(|variants| infer::arm(variants, fields)) {
        properties = &arm.object.properties;
    }
    let others = others.unwrap_or(&unknown);
    // Fields mostly stand in the order of the properties: the search begins behind the last one found.
    let mut next = 0;
    let mut field = |(name, value): &Field<'t>| {
        let place = (0..properties.len()).map(|step| (next + step) % properties.len());
        let found = place.into_iter().find(|place| properties[*place].name == *name);
        next = found.map_or(next, |place| place + 1);
        let schema = found.map_or(others, |place| &properties[place].schema);
        // Those of properties are filled when the call is sent, for the types know them by their variables.
        let name = if found.is_some() { name.clone() } else { values.values.text(name).into() };
        (name, filled(value, schema, properties, values))
    };
    Value::Object(fields.iter().map(&mut field).collect())
}

/// The shapes inside of a shape.
#[derive(Default)]
struct Parts<'a> {
    element: Option<&'a Schema>,
    properties: &'a [Property],
    others: Option<&'a Schema>,
    variants: Option<&'a Variants>,
}

fn parts<'a>(schema: &'a Schema, within: &'a [Property]) -> Parts<'a> {
    let mut parts = Parts::default();
    for kind in kinds(schema) {
        match kind {
            Kind::Array(element) => parts.element = Some(element),
            Kind::Object(object) => parts.properties = &object.properties,
            Kind::Variants(variants) => parts.variants = Some(variants),
            Kind::Itself => parts.properties = within,
            Kind::Map(values) => parts.others = Some(values),
            Kind::Unknown
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number(_)
            | Kind::String
            | Kind::Enum(_)
            | Kind::Union(_) => {}
        }
    }
    parts
}

fn kinds(schema: &Schema) -> &[Kind] {
    if let Kind::Union(kinds) = &schema.kind { kinds } else { std::slice::from_ref(&schema.kind) }
}

/// The text without `//` and `/* */` outside of strings, as Postman sends what it takes for JSON.
pub(super) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut in_string) = (text, false);
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '/' if !in_string && rest.starts_with("//") => rest.find(['\n', '\r']).or(Some(rest.len())),
            '/' if !in_string && rest.starts_with("/*") => {
                Some(rest[2..].find("*/").map_or(rest.len(), |end| end + 4))
            }
            _ => None,
        };
        let taken = match skipped {
            Some(end) => {
                rest = &rest[end..];
                continue;
            }
            None if in_string && c == '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            None => c.len_utf8(),
        };
        in_string ^= c == '"';
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out
}

/// Whether the text is strict JSON once its variables have values, whatever these are.
pub(super) fn is_strict(text: &str, without: bool) -> bool {
    let filled = tokens(text).into_iter().map(|token| if token.is_variable() { "0" } else { token.raw });
    let filled: String = filled.collect();
    let sent = if without { without_comments(&filled) } else { filled };
    infer::parse(&sent).is_ok_and(|sample| sample.strict)
}

/// What stands in the place of an unquoted variable: its value if that has the shape, else a number or what the
/// shape asks for.
fn variable(spelling: &str, schema: &Schema, fill: &Fill<'_>) -> Value<'static> {
    let values = fill.values;
    let fits = |value: &Value<'_>| {
        let is_null = matches!(value, Value::Null) && schema.nullable;
        schema.kind == Kind::Unknown || is_null || kinds(schema).iter().any(|kind| is_of(kind, value))
    };
    if let Some(value) = fill.known(spelling).filter(fits) {
        return value;
    }
    let is_number = |kind: &Kind| matches!(kind, Kind::Integer { .. } | Kind::Number(_));
    match kinds(schema) {
        kinds if kinds.iter().any(is_number) => {
            let value = Value::Number(number(spelling, values).into());
            if fits(&value) { value } else { Value::Number(of_name(&sanitised(spelling)).into()) }
        }
        [Kind::String | Kind::Enum(_), ..] => Value::Text(values.text(spelling).into()),
        [Kind::Boolean, ..] => Value::Boolean(true),
        [Kind::Array(_), ..] => Value::Array(Vec::new()),
        [Kind::Object(_) | Kind::Variants(_) | Kind::Itself | Kind::Map(_), ..] => Value::Object(Vec::new()),
        _ => Value::Number(number(spelling, values).into()),
    }
}

fn is_of(kind: &Kind, value: &Value<'_>) -> bool {
    match (kind, value) {
        (Kind::Boolean, Value::Boolean(_))
        | (Kind::Number(_), Value::Number(_))
        | (Kind::String | Kind::Enum(_), Value::Text(_))
        | (Kind::Array(_), Value::Array(_))
        | (Kind::Object(_) | Kind::Variants(_) | Kind::Itself | Kind::Map(_), Value::Object(_)) => true,
        (Kind::Integer { unsigned: false }, Value::Number(text)) => text.parse::<i64>().is_ok(),
        (Kind::Integer { unsigned: true }, Value::Number(text)) => text.parse::<u64>().is_ok(),
        _ => false,
    }
}

/// A number for an unquoted variable (`{{limit}}`, `-{{price}}.50`): its value if that is one, else made of its name.
fn number(spelling: &str, values: &Values<'_>) -> String {
    let is_number =
        |text: &str| infer::parse(text).is_ok_and(|it| it.strict && matches!(it.value, Value::Number(_)));
    let shown = |token: &template::Token<'_>| {
        let value = values.text(token.raw);
        if !token.is_variable() || is_number(&value) { value } else { of_name(token.inner()) }
    };
    let text: String = tokens(spelling).iter().map(shown).collect();
    if is_number(&text) { text } else { of_name(&sanitised(spelling)) }
}

/// A number of four digits made of a name: CRC-32, so that two names mostly differ.
fn of_name(name: &str) -> String {
    let mut crc = u32::MAX;
    for byte in name.bytes() {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    (1000 + !crc % 9000).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, variable};
    use super::*;
    use crate::postman::Environment;
    use std::collections::HashSet;

    fn sent(text: &str, other: &str) -> String {
        let mut collection = fixture::collection(Vec::new());
        collection.variables = vec![variable("n", "7"), variable("t", "a \"b\""), variable("o", "{\"x\":1}")];
        let environment = Environment::default();
        let values = Values::new(&collection, &environment, HashSet::new());
        let read = |text| read(text).expect("a sample");
        let value = read(text);
        let other = (!other.is_empty()).then(|| read(other));
        let samples: Vec<&Value<'_>> = std::iter::once(&value).chain(&other).map(|it| &it.value).collect();
        example(&value.value, &infer::schema(&samples), &values)
    }

    /// What is sent with an environment that has another value for `n`.
    fn sent_in(environment: &[(&str, &str)], text: &str) -> String {
        let mut collection = fixture::collection(Vec::new());
        collection.variables = vec![variable("n", "7")];
        let variables = environment.iter().map(|(name, value)| variable(name, value)).collect();
        let (nothing, environment) = (Environment::default(), fixture::environment(variables));
        let names = Values::new(&collection, &nothing, HashSet::new());
        let values = Values::new(&collection, &environment, HashSet::new());
        let value = read(text).expect("a sample");
        example(&value.value, &infer::schema(&[&settled(&value, &names)]), &values)
    }

    #[test]
    fn variables_are_replaced_and_comments_gone() {
        assert_eq!(
            sent(r#"{"a": {{n}}, /* c */ "b": "x{{t}}", "{{n}}": {{o}}, "d": [{{zz}},],}"#, ""),
            format!(r#"{{"a":7,"b":"xa \"b\"","{{{{n}}}}":{{"x":1}},"d":[{}]}}"#, of_name("zz"))
        );
    }

    #[test]
    fn names_are_replaced_where_they_are_data() {
        assert_eq!(sent(r#"{"{{n}}": 1, "x{{zz}}": 2}"#, ""), r#"{"7":1,"xzz":2}"#);
        assert_eq!(
            sent(r#"{"a": {"{{n}}": 1}, "b": []}"#, r#"{"a": "x", "b": [1]}"#),
            r#"{"a":{"7":1},"b":[]}"#
        );
    }

    #[test]
    fn unquoted_variables_take_the_shape_of_other_samples() {
        assert_eq!(sent(r#"{"a": {{t}}, "b": {{zz}}}"#, r#"{"a": true, "b": [1]}"#), r#"{"a":true,"b":[]}"#);
        assert_eq!(sent(r"[-{{n}}.50]", ""), "[-7.50]");
        let nodes = |inner: &str| format!(r#"{{"a":"x","b":[{{"a":{inner},"b":[]}}]}}"#);
        assert_eq!(sent(&nodes("{{n}}"), ""), nodes("7"));
    }

    #[test]
    fn a_number_never_becomes_a_text() {
        let zz = of_name("zz");
        assert_eq!(
            sent(r#"{"a": {{n}}, "b": {{zz}}}"#, r#"{"a": "x", "b": "y"}"#),
            format!(r#"{{"a":7,"b":{zz}}}"#)
        );
    }

    #[test]
    fn an_environment_changes_values_but_no_type() {
        assert_eq!(sent_in(&[("n", "8")], r#"{"a": {{n}}}"#), r#"{"a":8}"#);
        // What has another type cannot be sent.
        assert_eq!(sent_in(&[("n", "2.5")], r#"{"a": {{n}}}"#), format!(r#"{{"a":{}}}"#, of_name("__n__")));
        assert_eq!(sent_in(&[("zz", "true")], r#"{"a": {{zz}}}"#), r#"{"a":true}"#);
    }

    #[test]
    fn comments_are_told_from_strings() {
        let text = "{\"a\": \"//\\\"/*\", // c\n \"b\": true/false /* d */}/* open";
        assert_eq!(without_comments(text), "{\"a\": \"//\\\"/*\", \n \"b\": true/false }");
    }

    #[test]
    fn a_long_value_that_stands_there_often_does_not_fill_the_memory() {
        let mut collection = fixture::collection(Vec::new());
        let list = format!("[{}]", vec!["1"; 50_000].join(","));
        collection.variables = vec![variable("big", &list)];
        let environment = Environment::default();
        let values = Values::new(&collection, &environment, HashSet::new());
        let text = format!("[{}]", vec!["{{big}}"; 1000].join(","));
        let value = read(&text).expect("a sample");
        let Value::Array(settled) = settled(&value, &values).into_owned() else { panic!("a list") };
        let filled = settled.iter().filter(|it| matches!(it, Value::Array(_))).count();
        assert!((1..=LONGEST / list.len()).contains(&filled), "{filled}");
        let sent = example(&value.value, &infer::schema(&[&value.value]), &values);
        assert!(sent.len() < 2 * LONGEST, "{}", sent.len());
    }

    #[test]
    fn numbers_of_names_are_crcs() {
        // As zlib has it: 1000 + crc32(b"limit") % 9000.
        assert_eq!(of_name("limit"), "1320");
    }
}
