//! What is known of a field into the rules that decided: presence, null, type.

use super::{Described, Sample};
use crate::api::{Kind, Notes, Numbers, Property, Told};
use crate::evidence::Fact;
use crate::text_format::TextFormat;

/// What all places together say.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    kind: Option<&'static str>,
    /// Which one the settings gave it.
    format: Option<TextFormat>,
    required: bool,
    nullable: bool,
    notes: Notes,
}

impl Learnt {
    /// Of a field of which the settings made this format.
    pub(super) fn new(format: Option<TextFormat>) -> Self {
        Self { format, ..Self::default() }
    }

    pub(super) fn add(&mut self, fact: &Fact<'_>) {
        let Property { schema, required, notes, .. } = fact.property;
        self.kind = Some(rule(&schema.kind));
        self.required = *required;
        self.nullable |= schema.nullable;
        self.notes.optional |= notes.optional;
        self.notes.required |= notes.required;
        self.notes.nullable |= notes.nullable;
    }

    /// In sentences.
    pub(super) fn rules(&self, samples: &[Sample]) -> Vec<String> {
        let sum = |of: fn(&Sample) -> usize| samples.iter().map(of).sum::<usize>();
        let (objects, present, nulls) = (sum(|it| it.objects), sum(|it| it.present), sum(|it| it.nulls));
        let presence = if self.required {
            format!("required: {present} of {objects} objects have it")
        } else if present < objects {
            format!("optional: {} of {objects} objects lack it", objects - present)
        } else if self.notes.optional {
            format!("optional: a description says so, though {present} of {objects} objects have it")
        } else {
            "optional: another object of this type lacks it".to_owned()
        };
        let null = if !self.nullable {
            "never null: no sample and no description says otherwise".to_owned()
        } else if nulls > 0 {
            format!("nullable: it is null in {nulls} of {objects} objects")
        } else if self.notes.nullable {
            "nullable: a description says so".to_owned()
        } else {
            "nullable: it is null in another object of this type".to_owned()
        };
        let ty = match self.format {
            Some(format) => {
                let all = "the settings ask for it, and all samples are spelt as its type writes them";
                Some(format!("type: {}, because {all}", format.name()))
            }
            None => self.kind.map(|kind| format!("type: {kind}")),
        };
        [presence, null].into_iter().chain(ty).collect()
    }
}

fn rule(kind: &Kind) -> &'static str {
    match kind {
        Kind::Unknown => "any JSON, because no sample shows a value",
        Kind::Boolean => "a boolean, as all samples are",
        Kind::Integer { unsigned: false } => "an integer, as all samples are",
        Kind::Integer { unsigned: true } => {
            "an unsigned integer, because a sample is too large for a signed one"
        }
        Kind::Number(Numbers::Float) => "a float, because all samples have a fraction or an exponent",
        Kind::Number(Numbers::Mixed) => {
            "a float that writes whole numbers without a fraction, because the samples have both"
        }
        Kind::Number(Numbers::Exact) => {
            "a number as it is spelt, because no integer and no float writes all samples back"
        }
        Kind::String => "a text, as all samples are",
        Kind::Enum(_) => "an open enum, because a description states the valid values and the samples fit",
        Kind::Array(_) => "a list, as all samples are",
        Kind::Itself => "the object that holds it, because they have the same fields",
        Kind::Object(_) => "an object with known names, as all samples are",
        Kind::Variants(variants) => match &variants.told {
            Told::Tag(_) => {
                "one of several objects, because the text in one of their fields says which fields there are"
            }
            Told::Fields => "one of several objects, because they have next to no field in common",
        },
        Kind::Map(_) => "a map, because the names of the objects are data",
        Kind::Union(_) => "an enum of several JSON kinds, because the samples have them",
    }
}

/// What descriptions say of the field at this place; nothing if they say nothing.
pub(super) fn described(fact: &Fact<'_>) -> Option<Described> {
    let notes = &fact.property.notes;
    let mut says = Vec::new();
    says.extend(notes.required.then(|| "it is required".to_owned()));
    says.extend(notes.optional.then(|| "it is optional".to_owned()));
    says.extend(notes.nullable.then(|| "it may be null".to_owned()));
    if !notes.values.is_empty() {
        let values: Vec<String> =
            notes.values.iter().map(|value| format!("`{}`", value.escape_debug())).collect();
        says.push(format!("its values are {}", values.join(", ")));
    }
    says.extend(notes.default.as_ref().map(|default| format!("its default is `{}`", default.escape_debug())));
    says.extend(notes.description.as_ref().map(|text| format!("\"{}\"", text.escape_debug())));
    let operation = format!("{} {}", fact.operation.method, fact.operation.name.trim());
    (!says.is_empty()).then(|| Described { at: fact.operation.at.clone(), operation, says })
}
