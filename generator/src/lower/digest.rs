//! Objects as numbers: those that differ only in evidence and in the order of their fields have the same one.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::api::{Kind, Object, Property, Schema};

/// Of a hundred thousand objects two share one by chance once in a billion times. It says nothing outside of this run.
pub(super) type Digest = u64;

/// The number of an object. Linear in its size; objects are as deep as texts may nest that can be read.
pub(super) fn digest(object: &Object) -> Digest {
    let mut hasher = DefaultHasher::new();
    of_object(object, &mut hasher);
    hasher.finish()
}

fn of_object(object: &Object, hasher: &mut DefaultHasher) {
    let mut properties: Vec<&Property> = object.properties.iter().collect();
    properties.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    properties.len().hash(hasher);
    for property in properties {
        property.name.hash(hasher);
        property.required.hash(hasher);
        of_schema(&property.schema, hasher);
    }
}

fn of_schema(schema: &Schema, hasher: &mut DefaultHasher) {
    (schema.nullable, schema.placeholder).hash(hasher);
    of_kind(&schema.kind, hasher);
}

fn of_kind(kind: &Kind, hasher: &mut DefaultHasher) {
    std::mem::discriminant(kind).hash(hasher);
    match kind {
        Kind::Unknown | Kind::Boolean | Kind::String | Kind::Itself => {}
        Kind::Integer { unsigned } => unsigned.hash(hasher),
        Kind::Number(numbers) => numbers.hash(hasher),
        Kind::Enum(values) => values.hash(hasher),
        Kind::Array(inner) | Kind::Map(inner) => of_schema(inner, hasher),
        Kind::Object(object) => of_object(object, hasher),
        Kind::Union(kinds) => {
            kinds.len().hash(hasher);
            for kind in kinds {
                of_kind(kind, hasher);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer;

    fn of(texts: &[&str]) -> Digest {
        let samples: Vec<_> = texts.iter().map(|text| infer::parse(text).unwrap().value).collect();
        let schema = infer::schema(&samples.iter().collect::<Vec<_>>());
        let Kind::Object(object) = schema.kind else { panic!("{texts:?}") };
        digest(&object)
    }

    #[test]
    fn evidence_and_order_make_no_difference() {
        let one = of(&[r#"{"a": 1, "b": {"c": "x"}}"#]);
        assert_eq!(one, of(&[r#"{"b": {"c": "y"}, "a": 2}"#, r#"{"a": 3, "b": {"c": "z"}}"#]));
        for other in [
            r#"{"a": 1, "b": {"c": 1}}"#,
            r#"{"a": 1, "b": {"d": "x"}}"#,
            r#"{"a": 1.5, "b": {"c": "x"}}"#,
            r#"{"a": 1, "b": [{"c": "x"}]}"#,
            r#"{"a": null, "b": {"c": "x"}}"#,
            r#"{"a": 1}"#,
        ] {
            assert_ne!(one, of(&[other]), "{other}");
        }
        assert_ne!(one, of(&[r#"{"a": 1, "b": {"c": "x"}}"#, r#"{"a": 1}"#]));
    }
}
