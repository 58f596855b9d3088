//! From all samples of one place to their shape.

use super::number::Evidence;
use super::placeholder::{Meaning, placeholder};
use super::value::{Field, Fields, Value};
use super::{keys, order, recursion, variants};
use crate::api::{Arm, Kind, Numbers, Object, OwnNotes, Property, Schema, Texts, Variants};
use crate::hash::{HashMap, HashSet};
use crate::text_format::Seen;

/// So many names that are data make a map, in at least one sample.
const MAP: usize = 3;
/// So many languages do.
const LANGUAGES: usize = 2;

/// Longer texts are no words, and more different ones no list of words: they are not kept as evidence.
const LONG: usize = 64;
const MANY: usize = 32;

/// The shape that describes every sample and writes each of them back, whatever their order. No sample gives
/// [`Kind::Unknown`].
pub(crate) fn schema(samples: &[&Value<'_>]) -> Schema {
    place(samples).schema()
}

fn place<'a>(samples: &[&'a Value<'a>]) -> Place<'a> {
    let mut place = Place::default();
    for sample in samples {
        place.add(sample);
    }
    place
}

/// What was seen at one place, by JSON kind.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "a set of kinds, each seen or not")]
struct Place<'a> {
    null: bool,
    boolean: bool,
    text: bool,
    placeholder: bool,
    variable: bool,
    numbers: Evidence,
    array: bool,
    /// Of all arrays.
    elements: Vec<&'a Value<'a>>,
    objects: Vec<&'a Fields<'a>>,
}

impl<'a> Place<'a> {
    fn add(&mut self, sample: &'a Value<'a>) {
        match sample {
            Value::Null => self.null = true,
            Value::Boolean(_) => self.boolean = true,
            Value::Number(spelling) => self.numbers.add(spelling),
            Value::Text(text) => self.add_text(text),
            Value::Array(elements) => {
                self.array = true;
                self.elements.extend(elements);
            }
            Value::Object(fields) => self.objects.push(fields),
            // Anything but a text may take its place: the other samples say what.
            Value::Variable(_) => self.variable = true,
        }
    }

    /// A text, or what a placeholder stands for.
    fn add_text(&mut self, text: &str) {
        let Some(said) = placeholder(text) else {
            self.text = true;
            return;
        };
        self.null |= said.nullable;
        self.placeholder |= said.meaning != Meaning::Text;
        match said.meaning {
            Meaning::Text => self.text = true,
            Meaning::Boolean => self.boolean = true,
            Meaning::Integer => self.numbers.add_any_integer(),
            Meaning::Number => self.numbers.add_any(),
            Meaning::Anything => {}
        }
    }

    fn schema(&self) -> Schema {
        self.schema_with(&|place| object(&place.objects), &schema)
    }

    /// The same, where all objects are those in which they stand.
    fn nested(&self) -> Schema {
        self.schema_with(&|_| Kind::Itself, &|elements| place(elements).nested())
    }

    fn schema_with(
        &self,
        object: &dyn Fn(&Self) -> Kind,
        elements: &dyn Fn(&[&'a Value<'a>]) -> Schema,
    ) -> Schema {
        let mut kinds = [
            self.text.then_some(Kind::String),
            self.boolean.then_some(Kind::Boolean),
            self.numbers.kind(),
            self.array.then(|| Kind::Array(Box::new(elements(&self.elements)))),
            (!self.objects.is_empty()).then(|| object(self)),
        ]
        .into_iter()
        .flatten();
        let kind = match (kinds.next(), kinds.next()) {
            (None, _) => Kind::Unknown,
            // A text has quotes: without them stands something else, mostly a number, and that must be possible to send.
            (Some(Kind::String), None) if self.variable => {
                Kind::Union(vec![Kind::String, Kind::Number(Numbers::Exact)])
            }
            // Nearly all places are of one kind.
            (Some(kind), None) => kind,
            (Some(one), Some(other)) => Kind::Union([one, other].into_iter().chain(kinds).collect()),
        };
        let placeholder = self.placeholder && !self.text;
        let variable = self.variable && kind == Kind::Unknown;
        Schema { kind, nullable: self.null, placeholder, variable }
    }

    /// Whether all values are one sort of thing: of one kind, the objects among them with at least half of their
    /// fields in common. Looks at no deeper fields, so that a merge stays linear in the size of its samples.
    fn is_uniform(&self) -> bool {
        let flags =
            [self.boolean, self.text, self.numbers.kind().is_some(), self.array, !self.objects.is_empty()];
        if flags.into_iter().filter(|flag| *flag).count() != 1 {
            return false;
        }
        let mut elements = Place::default();
        self.elements.iter().for_each(|element| elements.add(element));
        let mut counts: HashMap<&str, usize> = HashMap::default();
        for (name, _) in self.objects.iter().copied().flatten() {
            *counts.entry(name).or_default() += 1;
        }
        let common = counts.values().filter(|count| **count == self.objects.len()).count();
        common * 2 >= counts.len() && (self.elements.is_empty() || elements.is_uniform())
    }
}

/// The kind of objects: with known names, several such things, or a map.
fn object(samples: &[&Fields<'_>]) -> Kind {
    if let Some(values) = map(samples) {
        return Kind::Map(Box::new(values));
    }
    let nest = recursion::nest(samples);
    if nest.is_none()
        && let Some(split) = variants::split(samples)
    {
        let arm = |group: variants::Group<'_>| {
            let nest = recursion::nest(&group.objects);
            Arm { marks: group.marks, object: with_names(&group.objects, nest.as_ref()) }
        };
        let arms = split.arms.into_iter().map(arm).collect();
        return Kind::Variants(Box::new(Variants { told: split.told, arms }));
    }
    Kind::Object(with_names(samples, nest.as_ref()))
}

/// The object with the names that these have; those in a nest hold themselves.
fn with_names(samples: &[&Fields<'_>], nest: Option<&recursion::Nest<'_>>) -> Object {
    let samples = nest.map_or(samples, |nest| &nest.objects);
    let property = |name: &str, values: &[&Value<'_>]| {
        let is_nested = nest.is_some_and(|nest| nest.names.contains(name));
        let schema = if is_nested { place(values).nested() } else { schema(values) };
        // What needs itself would have no end.
        let is_endless = schema.kind == Kind::Itself && !schema.nullable;
        Property {
            name: name.into(),
            required: values.len() == samples.len() && !is_endless,
            seen: (values.len(), samples.len()),
            texts: texts(values, &schema.kind),
            schema,
            notes: OwnNotes::default(),
        }
    };
    let properties = match samples {
        [fields] => fields.iter().map(|(name, value)| property(name, &[value])).collect(),
        _ => by_name(samples).into_iter().map(|(name, values)| property(name, &values)).collect(),
    };
    Object { properties }
}

/// The values of each field.
fn by_name<'a>(samples: &[&'a Fields<'a>]) -> Vec<(&'a str, Vec<&'a Value<'a>>)> {
    let mut all: Vec<(&str, Vec<&Value<'_>>)> =
        order::names(samples).into_iter().map(|name| (name, Vec::new())).collect();
    let places: HashMap<&str, usize> =
        all.iter().enumerate().map(|(place, (name, _))| (*name, place)).collect();
    for fields in samples {
        // Fields mostly stand where they stand in others, too.
        for (index, (name, value)) in fields.iter().enumerate() {
            let is_here = all.get(index).is_some_and(|(known, _)| known == name);
            let place = if is_here { Some(index) } else { places.get(name.as_ref()).copied() };
            if let Some((_, values)) = place.and_then(|place| all.get_mut(place)) {
                values.push(value);
            }
        }
    }
    all
}

/// The texts among the values of this kind and the elements of their lists; not those of lists in lists, which no caller
/// asks for.
fn texts(values: &[&Value<'_>], kind: &Kind) -> Texts {
    let seen = seen(values, kind);
    let mut known: Vec<&str> = Vec::new();
    let elements = values.iter().copied().flat_map(|value| {
        if let Value::Array(elements) = value { elements.as_slice() } else { std::slice::from_ref(value) }
    });
    for element in elements {
        let Value::Text(text) = element else { continue };
        let text = text.as_ref();
        if let Err(place) = known.binary_search(&text) {
            if text.len() > LONG || known.len() == MANY {
                // Which of them came first would depend on the order of the samples.
                return Texts { known: Vec::new(), more: true, seen };
            }
            known.insert(place, text);
        }
    }
    Texts { known: known.into_iter().map(str::to_owned).collect(), more: false, seen }
}

/// What the texts in values of this kind have in common, those of lists and maps included.
fn seen(values: &[&Value<'_>], kind: &Kind) -> Seen {
    let inner = |inner: &Schema, values: &mut dyn Iterator<Item = &Value<'_>>| {
        seen(&values.collect::<Vec<_>>(), &inner.kind)
    };
    let is_text = matches!(kind, Kind::String);
    let one = |value: &&Value<'_>| match (value, kind) {
        (Value::Text(text), _) if is_text => Seen::of(text),
        (Value::Array(elements), Kind::Array(element)) => inner(element, &mut elements.iter()),
        (Value::Object(fields), Kind::Map(value)) => inner(value, &mut fields.iter().map(|(_, value)| value)),
        // Nobody knows what it will be.
        (Value::Variable(_), _) => Seen::Other,
        _ => Seen::Nothing,
    };
    let mut all = Seen::Nothing;
    for value in values {
        all = all.and(one(value));
        if all == Seen::Other {
            break;
        }
    }
    all
}

/// The shape of the values, if the names are data and all values are of one kind.
fn map(samples: &[&Fields<'_>]) -> Option<Schema> {
    let fields = || samples.iter().copied().flatten();
    let has = |count: usize| samples.iter().any(|fields| fields.len() >= count);
    let all = |is_one: fn(&str) -> bool| fields().all(|(name, _)| is_one(name));
    let is_made_up = has(1) && (all(keys::is_made_up) || all(keys::has_variable));
    let is_data = has(MAP) && all(keys::is_data);
    let is_language =
        has(LANGUAGES) && all(keys::is_language) && fields().any(|(name, _)| keys::is_surely_language(name));
    let is_currency =
        has(MAP) && all(keys::is_currency) && fields().any(|(name, _)| keys::is_surely_currency(name));
    if !is_made_up && !is_data && !is_language && !is_currency && !is_chosen(samples) {
        return None;
    }
    let mut place = Place::default();
    fields().for_each(|(_, value)| place.add(value));
    (is_made_up || place.is_uniform()).then(|| place.schema())
}

/// Whether some samples have variables for names and the others what was put there: objects that hold objects. Names that stand in
/// two samples, or beside a variable, are known.
fn is_chosen(samples: &[&Fields<'_>]) -> bool {
    if !samples.iter().copied().flatten().all(|(_, value)| matches!(value, Value::Object(_))) {
        return false;
    }
    let is_variable = |(name, _): &Field<'_>| keys::has_variable(name);
    let (templates, others): (Vec<&Fields<'_>>, Vec<&Fields<'_>>) =
        samples.iter().copied().partition(|fields| fields.iter().any(is_variable));
    let mut known = HashSet::default();
    !templates.is_empty()
        && templates.iter().copied().flatten().all(is_variable)
        && others.iter().copied().flatten().all(|(name, _)| known.insert(name))
}

#[cfg(test)]
mod tests {
    use super::super::tests::shape;

    #[test]
    fn absent_null_and_value_are_three_things() {
        insta::assert_snapshot!(
            shape(&[r#"{"a": 1, "b": null, "c": "x", "d": null}"#, r#"{"a": 2, "b": "x", "d": null}"#]),
            @"{a: i64, b: string|null, c?: string, d: unknown|null}"
        );
        insta::assert_snapshot!(shape(&[]), @"unknown");
        insta::assert_snapshot!(shape(&["null", "[1]"]), @"[i64]|null");
    }

    #[test]
    fn other_samples_settle_what_is_unknown() {
        insta::assert_snapshot!(shape(&[r#"{"a": {{n}}, "b": []}"#]), @"{a: unknown, b: [unknown]}");
        insta::assert_snapshot!(
            shape(&[r#"{"a": {{n}}, "b": []}"#, r#"{"a": 1, "b": [{"x": 1}, {"x": null, "y": []}]}"#]),
            @"{a: i64, b: [{x: i64|null, y?: [unknown]}]}"
        );
    }

    #[test]
    fn what_has_no_quotes_is_no_text() {
        insta::assert_snapshot!(shape(&[r#"{"a": {{n}}}"#, r#"{"a": "x"}"#]), @"{a: string|exact}");
        insta::assert_snapshot!(shape(&[r#"{"a": {{n}}}"#, r#"{"a": true}"#]), @"{a: bool}");
        insta::assert_snapshot!(shape(&[r#"{"a": {{n}}}"#, r#"{"a": "<integer>"}"#]), @"{a: i64|placeholder}");
    }

    #[test]
    fn different_kinds_make_a_union() {
        insta::assert_snapshot!(
            shape(&["{}", "[true, 1]", "1", "2.5", "null", "false", "\"x\"", "[null]"]),
            @"string|bool|mixed|[bool|i64|null]|{}|null"
        );
    }

    #[test]
    fn placeholders_are_types() {
        insta::assert_snapshot!(
            shape(&[r#"{"a": "<integer>", "b": "<uuid>", "c": "<number>", "d": "<boolean>", "e": "<object>"}"#]),
            @"{a: i64|placeholder, b: string, c: mixed|placeholder, d: bool|placeholder, e: unknown|placeholder}"
        );
        insta::assert_snapshot!(shape(&[r#"["<integer>", 1, null]"#]), @"[i64|placeholder|null]");
        insta::assert_snapshot!(shape(&[r#"["<integer>", 1.5]"#]), @"[mixed|placeholder]");
        insta::assert_snapshot!(shape(&[r#"["<number>", 1.0]"#]), @"[float|placeholder]");
        insta::assert_snapshot!(shape(&[r#"["<number>", 1]"#]), @"[mixed|placeholder]");
        insta::assert_snapshot!(shape(&[r#"["<integer>", "x"]"#]), @"[string|i64]");
        insta::assert_snapshot!(shape(&[r#"["<object>", {"a": "<string,null>"}]"#]), @"[{a: string|null}|placeholder]");
    }

    #[test]
    fn names_that_are_data_make_a_map() {
        insta::assert_snapshot!(shape(&[r#"{"1": 1, "2": 2.5, "3": null}"#, "{}"]), @"<mixed|null>");
        insta::assert_snapshot!(
            shape(&[r#"{"2024-05-01": {"a": 1}, "2024-05-02": {"a": 2}, "2024-05-03": {"a": 2, "b": 1}}"#]),
            @"<{a: i64, b?: i64}>"
        );
    }

    #[test]
    fn names_that_are_variables_make_a_map() {
        insta::assert_snapshot!(shape(&[r#"{"{{a}}": 1, "x-{{b}}": "x"}"#, "{}"]), @"<string|i64>");
        insta::assert_snapshot!(shape(&[r#"{"{{a}}": {"b": 1}}"#, r#"{"ada": {"b": 2}}"#]), @"<{b: i64}>");
        insta::assert_snapshot!(shape(&[r#"{"{{a}}": 1}"#, r#"{"b": "x"}"#]), @"{b?: string, {{a}}?: i64}");
        insta::assert_snapshot!(shape(&[r#"{"{{a}}": 1, "b": 2}"#]), @"{{{a}}: i64, b: i64}");
        insta::assert_snapshot!(shape(&[r#"{"{{a": 1}"#, r#"{"}}{{": 1}"#]), @"{{{a?: i64, }}{{?: i64}");
        insta::assert_snapshot!(shape(&[r#"{"{{}}": 1, "{{a}b}}": 2}"#]), @"{{{}}: i64, {{a}b}}: i64}");
        insta::assert_snapshot!(shape(&[r#"{"{{a{{b}}}}": 1}"#]), @"<i64>");
        insta::assert_snapshot!(
            shape(&[r#"{"op": "replace", "path": "/x"}"#, r#"{"{{a}}": "v"}"#]),
            @"{op?: string, path?: string, {{a}}?: string}"
        );
        insta::assert_snapshot!(
            shape(&[r#"{"{{a}}": {"b": 1}}"#, r#"{"ada": {"b": 2}}"#, r#"{"ada": {"b": 3}}"#]),
            @"{ada?: {b: i64}, {{a}}?: {b: i64}}"
        );
    }

    #[test]
    fn languages_currencies_and_made_up_names_make_a_map() {
        insta::assert_snapshot!(shape(&[r#"{"en": "a", "de-AT": "b"}"#, r#"{"fr": "c"}"#]), @"<string>");
        insta::assert_snapshot!(shape(&[r#"{"key_0": {}, "key_1": {"a": 1}}"#, r#"{"key_0": 1}"#]), @"<i64|{a?: i64}>");
        insta::assert_snapshot!(shape(&[r#"{"<string>": "<integer>"}"#]), @"<i64|placeholder>");
        insta::assert_snapshot!(shape(&[r#"{"id": "a", "no": "b", "is": "c"}"#]), @"{id: string, no: string, is: string}");
        insta::assert_snapshot!(shape(&[r#"{"EUR": 1, "USD": 2.5, "XAU": 3}"#]), @"<mixed>");
        insta::assert_snapshot!(shape(&[r#"{"FOO": 1, "BAR": 2, "BAZ": 3}"#]), @"{FOO: i64, BAR: i64, BAZ: i64}");
        insta::assert_snapshot!(shape(&[r#"{"en": "a", "to": "b"}"#]), @"{en: string, to: string}");
        insta::assert_snapshot!(shape(&[r#"{"en": "a", "de": 1}"#]), @"{en: string, de: i64}");
        insta::assert_snapshot!(shape(&[r#"{"key_0": 1, "key": 1}"#]), @"{key_0: i64, key: i64}");
    }

    #[test]
    fn few_names_other_names_and_different_values_make_no_map() {
        insta::assert_snapshot!(shape(&[r#"{"1": 1, "2": 2}"#, r#"{"3": 1}"#]), @"{1?: i64, 2?: i64, 3?: i64}");
        insta::assert_snapshot!(shape(&[r#"{"1": 1, "2": 2, "3": 3}"#, r#"{"a": 1}"#]), @"{1?: i64, 2?: i64, 3?: i64, a?: i64}");
        insta::assert_snapshot!(shape(&[r#"{"1": 1, "2": "x", "3": 3}"#]), @"{1: i64, 2: string, 3: i64}");
        insta::assert_snapshot!(shape(&[r#"{"1": null, "2": null, "3": null}"#]), @"{1: unknown|null, 2: unknown|null, 3: unknown|null}");
        insta::assert_snapshot!(shape(&[r#"{"1": {"a": 1}, "2": {"b": 1}, "3": {"c": 1}}"#]), @"{1: {a: i64}, 2: {b: i64}, 3: {c: i64}}");
    }

    #[test]
    fn properties_tell_how_often_they_were_seen() {
        let samples =
            [r#"[{"a": 1}, {}]"#, r#"[{"a": 1}]"#].map(|text| super::super::parse(text).unwrap().value);
        let schema = super::schema(&[&samples[0], &samples[1]]);
        let text = format!("{schema:?}");
        assert!(text.contains("required: false, seen: (2, 3)"), "{text}");
    }
}
