//! Objects as numbers: those that differ only in evidence and in the order of their fields have the same one.

use crate::api::{Kind, Numbers, Object, Property, Schema, Told};

/// Of a hundred thousand objects two share one by chance once in a billion times. It is the same on every machine.
pub(super) type Digest = u64;

/// The number of an object. Linear in its size; objects are as deep as texts may nest that can be read.
pub(super) fn digest(object: &Object) -> Digest {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    hash.object(object);
    hash.0
}

/// FNV-1a with 64 bits: the hasher of the standard library may be another one in its next version.
struct Fnv(u64);

impl Fnv {
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// With an end that no text has in it.
    fn text(&mut self, text: &str) {
        for byte in text.bytes() {
            self.byte(byte);
        }
        self.byte(0xff);
    }

    fn object(&mut self, object: &Object) {
        let mut properties: Vec<&Property> = object.properties.iter().collect();
        properties.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        for property in properties {
            self.text(&property.name);
            self.byte(u8::from(property.required));
            self.schema(&property.schema);
        }
        self.byte(0xff);
    }

    fn schema(&mut self, schema: &Schema) {
        self.byte(
            u8::from(schema.nullable) | u8::from(schema.placeholder) << 1 | u8::from(schema.variable) << 2,
        );
        self.kind(&schema.kind);
    }

    fn kind(&mut self, kind: &Kind) {
        match kind {
            Kind::Unknown => self.byte(0),
            Kind::Boolean => self.byte(1),
            Kind::Integer { unsigned } => self.byte(2 + u8::from(*unsigned)),
            Kind::Number(Numbers::Float) => self.byte(4),
            Kind::Number(Numbers::Mixed) => self.byte(5),
            Kind::Number(Numbers::Exact) => self.byte(6),
            Kind::String => self.byte(7),
            Kind::Itself => self.byte(8),
            Kind::Enum(values) => {
                self.byte(9);
                for value in values {
                    self.text(value);
                }
                self.byte(0xff);
            }
            Kind::Array(inner) => {
                self.byte(10);
                self.schema(inner);
            }
            Kind::Map(inner) => {
                self.byte(11);
                self.schema(inner);
            }
            Kind::Object(object) => {
                self.byte(12);
                self.object(object);
            }
            Kind::Variants(variants) => {
                self.byte(14);
                self.text(if let Told::Tag(tag) = &variants.told { tag } else { "" });
                for arm in &variants.arms {
                    arm.marks.iter().for_each(|mark| self.text(mark));
                    self.object(&arm.object);
                }
                self.byte(0xff);
            }
            Kind::Union(kinds) => {
                self.byte(13);
                for kind in kinds {
                    self.kind(kind);
                }
                self.byte(0xff);
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
