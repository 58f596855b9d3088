//! What `inspect` prints of every input, held against the schema that is published for it.

use std::fs;

use postwright::Generator;
use postwright_tests::inputs;
use serde_json::Value;

/// A schema: the part of the language that ours use. A word that is not known here is a panic, not a pass.
struct Schema(Value);

impl Schema {
    fn read(name: &str) -> Self {
        let text = fs::read_to_string(format!("../generator/schemas/{name}")).expect("it is published");
        Self(serde_json::from_str(&text).expect("it is JSON"))
    }

    /// What is wrong with a value, each with its place.
    fn errors(&self, value: &Value) -> Vec<String> {
        let mut errors = Vec::new();
        self.check(&self.0, value, "", &mut errors);
        errors
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, errors: &mut Vec<String>) {
        for (word, rule) in schema.as_object().expect("a schema is an object") {
            let fits = match word.as_str() {
                "$schema" | "$defs" | "title" | "description" => true,
                "$ref" => {
                    let pointer = rule.as_str().and_then(|text| text.strip_prefix('#')).expect("a reference");
                    self.check(self.0.pointer(pointer).expect("it leads somewhere"), value, at, errors);
                    true
                }
                "type" => alternatives(rule).any(|name| is_type(value, name.as_str().expect("a name"))),
                "const" => value == rule,
                "enum" => alternatives(rule).any(|one| one == value),
                "minLength" => {
                    let least =
                        rule.as_u64().and_then(|least| usize::try_from(least).ok()).expect("a number");
                    value.as_str().is_none_or(|text| text.chars().count() >= least)
                }
                "required" => alternatives(rule).all(|name| {
                    value.as_object().is_none_or(|object| object.contains_key(name.as_str().expect("a name")))
                }),
                "properties" => {
                    for (name, inner) in rule.as_object().expect("properties") {
                        if let Some(value) = value.get(name) {
                            self.check(inner, value, &format!("{at}/{name}"), errors);
                        }
                    }
                    true
                }
                "additionalProperties" if *rule == false => {
                    let known = &schema["properties"];
                    value.as_object().is_none_or(|object| object.keys().all(|key| known.get(key).is_some()))
                }
                "items" => {
                    for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, value, &format!("{at}/{index}"), errors);
                    }
                    true
                }
                other => panic!("this test does not know the word `{other}`"),
            };
            if !fits {
                errors.push(format!("{at}: {word} {rule}, but it is {value}"));
            }
        }
    }
}

fn alternatives(rule: &Value) -> impl Iterator<Item = &Value> {
    rule.as_array().map_or(std::slice::from_ref(rule), Vec::as_slice).iter()
}

fn is_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("this test does not know the type `{other}`"),
    }
}

#[test]
fn every_manifest_is_what_its_schema_says() {
    let schema = Schema::read("manifest.schema.json");
    for input in inputs::readable().expect("the inputs can be listed") {
        let manifest = Generator::new().generate(&input.path).expect("it generates").manifest();
        let errors = schema.errors(&manifest);
        assert!(errors.is_empty(), "{}:\n{}", input.path.display(), errors.join("\n"));
    }
}

#[test]
fn a_wrong_manifest_is_noticed() {
    let schema = Schema::read("manifest.schema.json");
    let input = "../collections/sunshine.postman_collection.json";
    let manifest = Generator::new().generate(input).expect("it generates").manifest();
    for (place, wrong) in [
        ("/manifest", Value::from(2)),
        ("/collection/format", Value::from("v9")),
        ("/operations/0/name", Value::from(1)),
        ("/operations/0/parameters/0/in", Value::from("body")),
        ("/operations/0", serde_json::json!({})),
    ] {
        let mut manifest = manifest.clone();
        *manifest.pointer_mut(place).expect("it is there") = wrong;
        assert!(!schema.errors(&manifest).is_empty(), "{place}");
    }
}
