//! The samples of an answer and their shape into how many variants of its enums rest on one value.

use crate::api::{Kind, Object, Schema};
use crate::infer::{self, Fields, Value};

/// How many variants there are, and how many of them one value shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Variants {
    pub(super) all: usize,
    pub(super) once: usize,
}

impl Variants {
    /// Counts those below a shape. As deep as a text may nest that can be read.
    pub(super) fn add(&mut self, schema: &Schema, samples: &[&Value<'_>]) {
        self.kind(&schema.kind, samples);
    }

    fn kind(&mut self, kind: &Kind, samples: &[&Value<'_>]) {
        match kind {
            Kind::Union(kinds) => {
                for kind in kinds {
                    let own: Vec<&Value<'_>> = samples.iter().copied().filter(|it| is_of(kind, it)).collect();
                    self.count(own.len());
                    self.kind(kind, &own);
                }
            }
            Kind::Variants(variants) => {
                for arm in &variants.arms {
                    let own: Vec<&Value<'_>> = samples
                        .iter()
                        .copied()
                        .filter(|it| infer::arm(variants, fields(it)) == Some(arm))
                        .collect();
                    self.count(own.len());
                    self.object(&arm.object, &own);
                }
            }
            Kind::Object(object) => self.object(object, samples),
            Kind::Array(element) => {
                let elements = samples.iter().filter_map(|it| match it {
                    Value::Array(elements) => Some(elements),
                    Value::Null
                    | Value::Boolean(_)
                    | Value::Number(_)
                    | Value::Text(_)
                    | Value::Object(_)
                    | Value::Variable(_) => None,
                });
                self.add(element, &elements.flatten().collect::<Vec<_>>());
            }
            Kind::Map(values) => {
                let all = samples.iter().flat_map(|it| fields(it)).map(|(_, value)| value);
                self.add(values, &all.collect::<Vec<_>>());
            }
            Kind::Unknown
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number(_)
            | Kind::String
            | Kind::Itself
            | Kind::Enum(_) => {}
        }
    }

    fn object(&mut self, object: &Object, samples: &[&Value<'_>]) {
        for property in &object.properties {
            if has_variants(&property.schema.kind) {
                let values = samples.iter().filter_map(|it| value(it, &property.name));
                self.add(&property.schema, &values.collect::<Vec<_>>());
            }
        }
    }

    /// A variant that no sample of this place shows was taught elsewhere.
    fn count(&mut self, values: usize) {
        self.all += usize::from(values > 0);
        self.once += usize::from(values == 1);
    }
}

/// Whether it is worth to look for values.
fn has_variants(kind: &Kind) -> bool {
    match kind {
        Kind::Union(_) | Kind::Variants(_) => true,
        Kind::Object(object) => object.properties.iter().any(|it| has_variants(&it.schema.kind)),
        Kind::Array(inner) | Kind::Map(inner) => has_variants(&inner.kind),
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Itself
        | Kind::Enum(_) => false,
    }
}

fn fields<'a>(value: &'a Value<'a>) -> &'a Fields<'a> {
    if let Value::Object(fields) = value { fields } else { &[] }
}

fn value<'a>(object: &'a Value<'a>, name: &str) -> Option<&'a Value<'a>> {
    fields(object).iter().find(|(own, _)| own == name).map(|(_, value)| value)
}

fn is_of(kind: &Kind, value: &Value<'_>) -> bool {
    matches!(
        (kind, value),
        (Kind::Boolean, Value::Boolean(_))
            | (Kind::Integer { .. } | Kind::Number(_), Value::Number(_))
            | (Kind::String | Kind::Enum(_), Value::Text(_))
            | (Kind::Array(_), Value::Array(_))
            | (Kind::Object(_) | Kind::Variants(_) | Kind::Map(_), Value::Object(_))
    )
}

#[cfg(test)]
mod tests {
    use super::Variants;
    use crate::infer::{self, Value};

    fn counted(texts: &[&str]) -> (usize, usize) {
        let samples: Vec<Value<'_>> = texts.iter().map(|text| infer::parse(text).unwrap().value).collect();
        let samples: Vec<&Value<'_>> = samples.iter().collect();
        let mut variants = Variants::default();
        variants.add(&infer::schema(&samples), &samples);
        (variants.all, variants.once)
    }

    #[test]
    fn each_variant_is_counted_with_its_values() {
        assert_eq!(counted(&[r#"{"a": 1}"#, r#"{"a": 2}"#]), (0, 0));
        assert_eq!(counted(&[r#"{"a": [1, "x", 2]}"#, r#"{"a": []}"#]), (2, 1));
        assert_eq!(counted(&[r#"{"1": {"b": "x"}, "2": {"b": 1}, "3": {"b": [true, "x"]}}"#]), (5, 5));
        let cards = r#"{"type": "card", "last4": "1"}, {"type": "card", "last4": 2}"#;
        let banks = r#"{"type": "bank", "iban": "x"}, {"type": "bank", "iban": "y"}"#;
        assert_eq!(counted(&[&format!("[{cards}, {banks}]")]), (4, 2));
    }
}
