//! The samples of a field: each body read again, and what stands at the field's place in it.

use super::{Bodies, Sample};
use crate::diagnostic::Pointer;
use crate::evidence::{Fact, Step};
use crate::infer::{self, Fields, Value};

/// What the samples of one place show; `page` is that of the operation.
pub(super) fn of_fact(fact: &Fact<'_>, bodies: &Bodies, page: &str) -> Vec<Sample> {
    let operation = format!("{} {}", fact.operation.method, fact.operation.name.trim());
    let part = match fact.response.map(|response| response.status) {
        None => "request".to_owned(),
        Some(None) => "response".to_owned(),
        Some(Some(status)) => format!("response {status}"),
    };
    let texts: Vec<(Pointer, &str)> = if let Some(response) = fact.response {
        let examples = response.examples.iter();
        examples.filter_map(|example| Some((example.at.key("body"), example.body.as_deref()?))).collect()
    } else {
        let known = bodies.get(&fact.operation.at).map(Vec::as_slice).unwrap_or_default();
        known.iter().map(|(at, text)| (at.clone(), text.as_str())).collect()
    };
    let samples = texts.into_iter().filter_map(|(at, text)| {
        let value = infer::parse(text).ok()?.value;
        let mut sample = Sample {
            at,
            operation: operation.clone(),
            page: page.to_owned(),
            part: part.clone(),
            objects: 0,
            present: 0,
            nulls: 0,
            kinds: Vec::new(),
        };
        reach(&value, fact.way, &mut |fields| sample.add(fields, &fact.property.name));
        (sample.objects > 0).then_some(sample)
    });
    samples.collect()
}

impl Sample {
    fn add(&mut self, fields: &Fields<'_>, name: &str) {
        self.objects += 1;
        let Some((_, value)) = fields.iter().find(|(own, _)| own == name) else { return };
        self.present += 1;
        match kind(value) {
            "null" => self.nulls += 1,
            kind if !self.kinds.contains(&kind) => self.kinds.push(kind),
            _ => {}
        }
    }
}

fn kind(value: &Value<'_>) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Boolean(_) => "boolean",
        Value::Number(_) => "number",
        Value::Text(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
        Value::Variable(_) => "unquoted variable",
    }
}

/// The objects at the end of a way.
fn reach(value: &Value<'_>, way: &[Step<'_>], visitor: &mut dyn FnMut(&Fields<'_>)) {
    match (way.split_first(), value) {
        (None, Value::Object(fields)) => visitor(fields),
        (Some((Step::Property(name), rest)), Value::Object(fields)) => {
            if let Some((_, value)) = fields.iter().find(|(own, _)| own == name) {
                reach(value, rest, visitor);
            }
        }
        (Some((Step::Arm(variants, arm), rest)), Value::Object(fields))
            if infer::arm(variants, fields) == Some(*arm) =>
        {
            reach(value, rest, visitor);
        }
        (Some((Step::Values, rest)), Value::Object(fields)) => {
            for (_, value) in fields {
                reach(value, rest, visitor);
            }
        }
        (Some((Step::Elements, rest)), Value::Array(elements)) => {
            for element in elements {
                reach(element, rest, visitor);
            }
        }
        _ => {}
    }
}
