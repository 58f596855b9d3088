//! From saved bodies to `tests/examples.rs`: each is read by its type and written back as the same JSON.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::Input;
use crate::api::Body;
use crate::literal::{self, add};
use crate::manifest::operations;

/// A body with the type that reads it.
struct Example<'a> {
    pointer: &'a str,
    ty: &'a str,
    text: &'a str,
}

/// The text of `tests/examples.rs`.
pub(super) fn text(input: &Input<'_>) -> String {
    let examples = examples(input);
    if examples.is_empty() {
        return "//! The collection holds no JSON bodies that could be read back.\n".to_owned();
    }
    let types = if examples.iter().any(|example| names_types(example.ty)) {
        format!("use {}::types;\n\n", input.name.library())
    } else {
        String::new()
    };
    let mut rows = String::new();
    for example in &examples {
        add(
            &mut rows,
            format_args!(
                "    Example {{\n        pointer: {},\n        check: check!({}),\n        text: {},\n    }},\n",
                literal::string(example.pointer),
                example.ty,
                literal::string(example.text),
            ),
        );
    }
    HEAD.replace("/*TYPES*/\n", &types).replace("/*EXAMPLES*/\n", &rows)
}

/// What does not depend on the collection.
const HEAD: &str = r#"//! Every saved JSON body is read by its type and written back as the same JSON.

/*TYPES*/
struct Example {
    /// Its place in the collection.
    pointer: &'static str,
    /// What the type writes after it read the text.
    check: fn(&str) -> serde_json::Result<serde_json::Value>,
    text: &'static str,
}

macro_rules! check {
    ($type:ty) => {
        |text| serde_json::to_value(serde_json::from_str::<$type>(text)?)
    };
}

#[test]
fn every_saved_body_survives_its_type() {
    let mut failures = Vec::new();
    for example in EXAMPLES {
        let expected: serde_json::Value = serde_json::from_str(example.text).unwrap_or_default();
        match (example.check)(example.text) {
            Ok(written) if written == expected => {}
            Ok(written) => failures.push(format!("{} comes back as {written}", example.pointer)),
            Err(error) => failures.push(format!("{} is not read: {error}", example.pointer)),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

const EXAMPLES: &[Example] = &[
/*EXAMPLES*/
];
"#;

/// Every body that is strict JSON and has a type, in the collection's order.
fn examples<'a>(input: &Input<'a>) -> Vec<Example<'a>> {
    let types = types(input.manifest);
    let mut examples = Vec::new();
    let mut add = |pointer: &'a str, text: &'a str| {
        if let Some(ty) = types.get(pointer).filter(|ty| **ty != "()")
            && is_plain_json(text)
        {
            examples.push(Example { pointer, ty, text });
        }
    };
    for entry in operations(input.api, input.client) {
        if let Some(body) = &entry.operation.body
            && let Body::Json { schema: _, example } = &body.body
            && let Some(text) = &example.json
        {
            add(body.at.as_str(), text);
        }
        for example in entry.operation.responses.iter().flat_map(|response| &response.examples) {
            if let Some(text) = &example.body {
                add(example.at.as_str(), text);
            }
        }
    }
    examples
}

/// Pointer of a body to the type that reads it, from the manifest.
fn types(manifest: &Value) -> BTreeMap<&str, &str> {
    let mut types = BTreeMap::new();
    for operation in manifest["operations"].as_array().into_iter().flatten() {
        let body = &operation["request_body"];
        if let (Some(pointer), Some(ty)) = (body["pointer"].as_str(), body["type"].as_str()) {
            types.insert(pointer, ty);
        }
        for response in operation["responses"].as_array().into_iter().flatten() {
            for example in response["examples"].as_array().into_iter().flatten() {
                if let (Some(pointer), Some(ty)) = (example.as_str(), response["type"].as_str()) {
                    types.insert(pointer, ty);
                }
            }
        }
    }
    types.retain(|_, ty| is_json_type(ty));
    types
}

/// Bytes and texts are no JSON.
fn is_json_type(ty: &str) -> bool {
    !ty.ends_with("::Bytes") && !ty.ends_with("::Content")
}

/// Whether a type's expression leads into the module `types`.
fn names_types(ty: &str) -> bool {
    let starts = |at: usize| !ty[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    ty.match_indices("types::").any(|(at, _)| starts(at))
}

/// Strict JSON without a name that an object has twice: no type could write both back.
fn is_plain_json(text: &str) -> bool {
    serde_json::from_str::<Plain>(text).is_ok()
}

struct Plain;

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlainVisitor)
    }
}

struct PlainVisitor;

impl<'de> Visitor<'de> for PlainVisitor {
    type Value = Plain;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Plain, E> {
        Ok(Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Plain, E> {
        Ok(Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Plain, E> {
        Ok(Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Plain, E> {
        Ok(Plain)
    }

    fn visit_str<E>(self, _: &str) -> Result<Plain, E> {
        Ok(Plain)
    }

    fn visit_unit<E>(self) -> Result<Plain, E> {
        Ok(Plain)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Plain, A::Error> {
        while list.next_element::<Plain>()?.is_some() {}
        Ok(Plain)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Plain, A::Error> {
        let mut names = std::collections::BTreeSet::new();
        while let Some(name) = map.next_key::<String>()? {
            map.next_value::<Plain>()?;
            if !names.insert(name) {
                return Err(serde::de::Error::custom("a name stands twice"));
            }
        }
        Ok(Plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::sample;

    #[test]
    fn holds_every_body_with_its_type() {
        let sample = sample::sample();
        let text = text(&sample.input());
        syn::parse_file(&text).unwrap();
        assert!(text.contains("use shop_client::types;\n\nstruct Example"), "{text}");
        let rows = text.split("&[Example] = &[\n").nth(1).unwrap();
        insta::assert_snapshot!(rows, @r##"
            Example {
                pointer: "/item/0/item/0/request/body/raw",
                check: check!(types::CreateRequest),
                text: r#"{
          "name": "a"
        }"#,
            },
            Example {
                pointer: "/item/0/item/0/response/0",
                check: check!(Vec<types::Key>),
                text: r#"[{"id": 1}]"#,
            },
        ];
        "##);
        assert!(!super::text(&sample::empty().input()).contains("macro_rules"));
    }

    #[test]
    fn knows_what_no_type_can_write_back() {
        for good in ["{}", "[1, -1, 1.5, null, true, \"a\", {\"a\": {\"b\": 1}, \"b\": 1}]", " 1 "] {
            assert!(is_plain_json(good), "{good}");
        }
        for bad in ["", "{\"a\": 1, \"a\": 1}", "[{\"a\": 1, \"b\": 2, \"a\": 1}]", "{{a}}", "{} x", "1e999"]
        {
            assert!(!is_plain_json(bad), "{bad}");
        }
        assert!(names_types("Vec<types::A>") && names_types("types::A"));
        assert!(!names_types("std::types::A") && !names_types("String"));
    }
}
