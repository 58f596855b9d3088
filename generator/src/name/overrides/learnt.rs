//! What the collection says about fields, gathered for the settings that ask for it.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::{
    api::Api,
    evidence,
    rust::{Ident, Module, TypeItem},
    text_format::Seen,
};

/// A type and the name of a field of it in JSON.
type Key = (Ident, String);

/// What is known of fields.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    /// Those that a description calls required.
    documented: HashSet<Key>,
    /// The texts that the samples show; `None` if they are too many or too long.
    texts: HashMap<Key, Option<BTreeSet<String>>>,
    /// What all texts have in common, and the first operation with texts of another kind.
    formats: HashMap<Key, (Seen, Option<String>)>,
    /// The types that stand in answers.
    answers: HashSet<Ident>,
}

impl Learnt {
    pub(super) fn new(api: &Api, root: &Module, types: &[TypeItem]) -> Self {
        let mut learnt = Self::default();
        evidence::visit(&api.root, root, types, &mut |fact| {
            let key = (fact.owner.clone(), fact.property.name.clone());
            if fact.property.notes.required {
                learnt.documented.insert(key.clone());
            }
            if fact.response.is_some() {
                learnt.answers.insert(fact.owner.clone());
            }
            let texts = &fact.property.texts;
            let (seen, other) = learnt.formats.entry(key.clone()).or_default();
            *seen = seen.and(texts.seen);
            if *seen == Seen::Other && other.is_none() {
                *other = Some(format!("{} {}", fact.operation.method, fact.operation.name.trim()));
            }
            let known = learnt.texts.entry(key).or_insert_with(|| Some(BTreeSet::new()));
            match known {
                Some(known) if !texts.more => known.extend(texts.known.iter().cloned()),
                Some(_) | None => *known = None,
            }
        });
        learnt
    }

    /// Whether a description calls the field required.
    pub(super) fn is_documented(&self, owner: &Ident, field: &str) -> bool {
        self.documented.contains(&(owner.clone(), field.to_owned()))
    }

    /// Whether the type stands in an answer.
    pub(super) fn is_answer(&self, owner: &Ident) -> bool {
        self.answers.contains(owner)
    }

    /// What all texts of a field have in common, and the first operation whose texts do not fit those before.
    pub(super) fn format(&self, owner: &Ident, field: &str) -> (Seen, Option<&str>) {
        let known = self.formats.get(&(owner.clone(), field.to_owned()));
        known.map_or((Seen::Nothing, None), |(seen, other)| (*seen, other.as_deref()))
    }

    /// The texts that the samples show; nothing if there are none, or too many.
    pub(super) fn texts(&self, owner: &Ident, field: &str) -> Option<Vec<String>> {
        let texts = self.texts.get(&(owner.clone(), field.to_owned()))?.as_ref()?;
        let is_text = |text: &&String| !text.is_empty() && !text.contains("{{");
        let texts: Vec<String> = texts.iter().filter(is_text).cloned().collect();
        (!texts.is_empty()).then_some(texts)
    }
}
