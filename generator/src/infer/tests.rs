//! Whether shapes keep their promise, for made-up samples: every sample survives its type, whatever the order.

pub(crate) mod dice;

use serde_json::Value as Json;

use self::dice::Dice;
use super::{Value, arm, join, parse, schema, to_json};
use crate::api::{Kind, Numbers, Object, Property, Schema, Told};

/// A shape in one line: `{a: i64, b?: string|null}`.
pub(super) fn show(schema: &Schema) -> String {
    let placeholder = if schema.placeholder { "|placeholder" } else { "" };
    let null = if schema.nullable { "|null" } else { "" };
    format!("{}{placeholder}{null}", show_kind(&schema.kind))
}

fn show_kind(kind: &Kind) -> String {
    let property = |property: &Property| {
        let mark = if property.required { "" } else { "?" };
        format!("{}{mark}: {}", property.name, show(&property.schema))
    };
    match kind {
        Kind::Unknown => "unknown".into(),
        Kind::Boolean => "bool".into(),
        Kind::Integer { unsigned: false } => "i64".into(),
        Kind::Integer { unsigned: true } => "u64".into(),
        Kind::Number(Numbers::Float) => "float".into(),
        Kind::Number(Numbers::Mixed) => "mixed".into(),
        Kind::Number(Numbers::Exact) => "exact".into(),
        Kind::String => "string".into(),
        Kind::Enum(values) => format!("enum({})", values.join(",")),
        Kind::Array(element) => format!("[{}]", show(element)),
        Kind::Itself => "itself".into(),
        Kind::Map(values) => format!("<{}>", show(values)),
        Kind::Union(kinds) => kinds.iter().map(show_kind).collect::<Vec<_>>().join("|"),
        Kind::Variants(variants) => {
            let arms = variants.arms.iter().map(|arm| {
                let marks = arm.marks.join(",");
                format!("{marks} {}", show_kind(&Kind::Object(arm.object.clone())))
            });
            let told = if let Told::Tag(tag) = &variants.told { tag } else { "" };
            format!("{told}({})", arms.collect::<Vec<_>>().join(" / "))
        }
        Kind::Object(Object { properties }) => {
            format!("{{{}}}", properties.iter().map(property).collect::<Vec<_>>().join(", "))
        }
    }
}

pub(super) fn samples<'a>(texts: &[&'a str]) -> Vec<Value<'a>> {
    texts.iter().map(|text| parse(text).unwrap().value).collect()
}

/// The shape of these texts in one line.
pub(super) fn shape(texts: &[&str]) -> String {
    let samples = samples(texts);
    show(&schema(&samples.iter().collect::<Vec<_>>()))
}

/// What the Rust type of a shape writes after it has read a value; `None` if it refuses it. Fields that the type
/// does not know are lost, and an absent field that it takes for nullable becomes null, as serde has it.
fn survive(schema: &Schema, value: &Json) -> Option<Json> {
    survive_in(schema, value, None)
}

/// The same for what stands in an object.
fn survive_in(schema: &Schema, value: &Json, within: Option<&Object>) -> Option<Json> {
    if schema.nullable && value.is_null() {
        return Some(Json::Null);
    }
    if schema.placeholder && value.as_str().is_some_and(|text| text.starts_with('<') && text.ends_with('>')) {
        return Some(value.clone());
    }
    survive_kind(&schema.kind, value, within)
}

fn survive_kind(kind: &Kind, value: &Json, within: Option<&Object>) -> Option<Json> {
    match kind {
        Kind::Unknown => Some(value.clone()),
        Kind::Boolean => value.as_bool().map(Json::from),
        Kind::Integer { unsigned: false } => value.as_i64().map(Json::from),
        Kind::Integer { unsigned: true } => value.as_u64().map(Json::from),
        Kind::Number(Numbers::Float) => value.as_f64().map(Json::from),
        Kind::Number(Numbers::Mixed) => value.as_f64().map(whole_as_integer),
        Kind::Number(Numbers::Exact) => value.is_number().then(|| value.clone()),
        Kind::String | Kind::Enum(_) => value.as_str().map(Json::from),
        Kind::Array(element) => {
            value.as_array()?.iter().map(|value| survive_in(element, value, within)).collect()
        }
        Kind::Map(values) => {
            let fields = value.as_object()?.iter();
            fields.map(|(name, value)| Some((name.clone(), survive_in(values, value, within)?))).collect()
        }
        Kind::Object(object) => survive_object(object, value),
        Kind::Variants(variants) => {
            let text = value.to_string();
            let Value::Object(fields) = parse(&text).ok()?.value else { return None };
            let arm = arm(variants, &fields);
            arm.map_or_else(|| Some(value.clone()), |arm| survive_object(&arm.object, value))
        }
        Kind::Itself => survive_object(within.expect("an object around it"), value),
        Kind::Union(kinds) => survive_kind(kinds.iter().find(|kind| takes(kind, value))?, value, within),
    }
}

fn survive_object(object: &Object, value: &Json) -> Option<Json> {
    let fields = value.as_object()?;
    let mut out = serde_json::Map::new();
    for Property { name, schema, required, .. } in &object.properties {
        let written = match fields.get(name) {
            Some(Json::Null) if !required && !schema.nullable && schema.kind != Kind::Unknown => None,
            Some(value) => Some(survive_in(schema, value, Some(object))?),
            None if *required && schema.nullable => Some(Json::Null),
            None if *required => return None,
            None => None,
        };
        out.extend(written.map(|value| (name.clone(), value)));
    }
    Some(out.into())
}

fn whole_as_integer(float: f64) -> Json {
    #[expect(clippy::cast_possible_truncation, reason = "guarded by the comparison")]
    let integer = float as i64;
    if float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0 { integer.into() } else { float.into() }
}

/// Whether the JSON kind of a value is that of a union's member.
fn takes(kind: &Kind, value: &Json) -> bool {
    match kind {
        Kind::Unknown | Kind::Itself | Kind::Union(_) => panic!("no member of a union: {kind:?}"),
        Kind::Boolean => value.is_boolean(),
        Kind::Integer { .. } => value.is_i64() || value.is_u64(),
        Kind::Number(_) => value.is_number(),
        Kind::String | Kind::Enum(_) => value.is_string(),
        Kind::Array(_) => value.is_array(),
        Kind::Map(_) | Kind::Object(_) | Kind::Variants(_) => value.is_object(),
    }
}

#[test]
fn every_sample_survives_its_type_whatever_the_order() {
    let mut dice = Dice(0x5eed_0001);
    for _ in 0..4000 {
        let depth = dice.roll(4);
        let count = 1 + dice.roll(5);
        let texts: Vec<_> = (0..count).map(|_| dice.text(depth, false)).collect();
        let mut samples: Vec<Value> = texts.iter().map(|text| parse(text).unwrap().value).collect();
        let inferred = schema(&samples.iter().collect::<Vec<_>>());
        for text in &texts {
            let want: Json = serde_json::from_str(text).unwrap();
            assert_eq!(survive(&inferred, &want), Some(want), "{texts:#?} as {}", show(&inferred));
        }
        dice.shuffle(&mut samples);
        assert_eq!(schema(&samples.iter().collect::<Vec<_>>()), inferred, "{texts:#?}");
    }
}

#[test]
fn things_of_several_types_survive_their_type_whatever_the_order() {
    let mut dice = Dice(0x5eed_0005);
    let (mut tagged, mut by_fields) = (0, 0);
    for _ in 0..6000 {
        let make = [Dice::payments, Dice::strangers][dice.roll(2)];
        let mut texts: Vec<_> = (0..=dice.roll(3)).map(|_| make(&mut dice)).collect();
        let inferred = shape_of(&texts);
        for text in &texts {
            let want: Json = serde_json::from_str(text).unwrap();
            assert_eq!(survive(&inferred, &want), Some(want), "{texts:#?} as {}", show(&inferred));
        }
        let shown = show(&inferred);
        tagged += usize::from(shown.starts_with("[type("));
        by_fields += usize::from(shown.starts_with("[("));
        dice.shuffle(&mut texts);
        assert_eq!(shape_of(&texts), inferred, "{texts:#?}");
    }
    assert!(tagged > 500 && by_fields > 100, "{tagged} {by_fields}");
}

fn shape_of(texts: &[String]) -> Schema {
    let samples = samples(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    schema(&samples.iter().collect::<Vec<_>>())
}

#[test]
fn every_sample_survives_the_joint_type_of_two_places() {
    let mut dice = Dice(0x5eed_0004);
    let mut joined = 0;
    for _ in 0..6000 {
        let depth = 1 + dice.roll(3);
        let things = dice.roll(3) == 0;
        let mut place = || -> Vec<String> {
            let object = |dice: &mut Dice| {
                if things { format!("{{\"a\":{}}}", dice.payments()) } else { dice.object(depth) }
            };
            (0..=dice.roll(2)).map(|_| object(&mut dice)).collect()
        };
        let texts = [place(), place()];
        let objects = texts.each_ref().map(|texts| {
            let samples: Vec<Value> = texts.iter().map(|text| parse(text).unwrap().value).collect();
            schema(&samples.iter().collect::<Vec<_>>()).kind
        });
        let [Kind::Object(one), Kind::Object(other)] = &objects else { continue };
        let joint = |one: &Object, other: &Object| {
            let mut joint = one.clone();
            join::fits(one, other).then(|| join::join(&mut joint, other)).map(|()| joint)
        };
        let joints = [joint(one, other), joint(other, one)];
        assert_eq!(joints[0].is_some(), joints[1].is_some(), "{texts:#?}");
        for joint in joints.into_iter().flatten() {
            joined += 1;
            for text in texts.iter().flatten() {
                let want: Json = serde_json::from_str(text).unwrap();
                assert_eq!(survive_object(&joint, &want), Some(want), "{texts:#?} as {joint:#?}");
            }
        }
    }
    assert!(joined > 1000, "{joined}");
}

#[test]
fn strict_texts_are_those_that_serde_json_reads_and_writing_keeps_the_value() {
    let mut dice = Dice(0x5eed_0002);
    let mut lenient = 0;
    for _ in 0..4000 {
        let depth = dice.roll(4);
        let odd = dice.roll(2) == 1;
        let text = dice.text(depth, odd);
        let sample = parse(&text).unwrap();
        let written = to_json(&sample.value, &str::to_owned, &|_| "[1]".into());
        let value: Json = serde_json::from_str(&written).unwrap();
        match serde_json::from_str::<Json>(&text) {
            Ok(original) => assert!(sample.strict && original == value, "{text}"),
            Err(_) => assert!(!sample.strict, "{text}"),
        }
        lenient += usize::from(!sample.strict);
    }
    assert!((300..2000).contains(&lenient), "{lenient}");
}

#[test]
fn no_text_makes_the_reader_panic_and_it_takes_all_that_serde_json_takes() {
    let mut dice = Dice(0x5eed_0003);
    let pieces = [
        "{", "}", "[", "]", "\"", ":", ",", "{{", "}}", "\\", "\\u12", "\\ud800", "/*", "//", "ä", "\0", "-",
        "e",
    ];
    let mut taken = 0;
    for _ in 0..20_000 {
        let mut text: Vec<char> = dice.text(3, true).chars().collect();
        for _ in 0..dice.roll(4) {
            let at = dice.roll(text.len() + 1);
            let end = at + dice.roll(3).min(text.len() - at);
            let piece = if dice.roll(3) == 0 { "" } else { dice.pick(&pieces) };
            text.splice(at..end, piece.chars());
        }
        let text: String = text.into_iter().collect();
        let json = serde_json::from_str::<Json>(&text);
        match parse(&text) {
            Ok(sample) => {
                taken += 1;
                assert!(!sample.strict || json.is_ok(), "{text}");
                schema(&[&sample.value]);
            }
            Err(error) => {
                assert!(json.is_err(), "{text}");
                assert!(text.is_char_boundary(error.offset), "{text}");
            }
        }
    }
    assert!((4000..16_000).contains(&taken), "{taken}");
}

#[test]
fn time_is_linear_in_the_text() {
    // Each of these would take hours if a step looked at all that lies behind or before it.
    let count = 200_000;
    let fields: Vec<_> = (0..count).map(|index| format!("\"k{index}\":{index}")).collect();
    let wide = format!("{{{}}}", fields.join(","));
    let growing: Vec<_> = (0..2000).map(|index| format!("{{\"a\":1,\"k{index}\":1,\"z\":1}}")).collect();
    let chain = format!("{}1{}", "{\"1\":1,\"2\":\"\",\"3\":".repeat(120), "}".repeat(120));
    for text in [&wide, &format!("[{}]", growing.join(",")), &chain] {
        let sample = parse(text).unwrap();
        assert_ne!(schema(&[&sample.value]).kind, Kind::Unknown);
    }
    for text in [
        "[",
        "{",
        "{{",
        "{{{",
        "[{{a}}",
        "{{a",
        "\"",
        "/*",
        "[1,",
        "{\"a\":",
        "[{{",
        "{\"a\":{{b}} ",
        "-{{a}}",
    ] {
        drop(parse(&text.repeat(count)));
    }
}
