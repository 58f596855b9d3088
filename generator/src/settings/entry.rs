//! An entry of the settings, and where it stands.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Pointer, Severity};

/// Where an entry stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The keys that lead to it.
    pub(crate) pointer: Pointer,
    /// Of the key or value in the file's text; none for an entry that a method made.
    pub(crate) span: Option<Range<usize>>,
}

impl Place {
    /// The place of an entry that a method made.
    pub(super) fn made(keys: &[&str]) -> Self {
        let pointer = keys.iter().fold(Pointer::root(), |pointer, key| pointer.key(key));
        Self { pointer, span: None }
    }

    fn below(&self, keys: &[&str]) -> Self {
        let pointer = keys.iter().fold(self.pointer.clone(), |pointer, key| pointer.key(key));
        Self { pointer, span: None }
    }

    /// An error about the entry.
    pub(crate) fn error(
        &self,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        let mut error = Diagnostic::new(Severity::Error, code, message, self.pointer.clone()).help(help);
        if let Some(span) = &self.span {
            error = error.span(span.clone());
        }
        error
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry<T> {
    pub(crate) value: T,
    pub(crate) at: Place,
}

impl<T> Entry<T> {
    pub(super) fn made(value: T, at: Place) -> Self {
        Self { value, at }
    }
}

/// A group of entries under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named<T> {
    pub(crate) name: String,
    pub(crate) at: Place,
    pub(crate) value: T,
}

/// What can be said twice.
pub(super) trait Merge {
    /// Takes what the other one says.
    fn merge(&mut self, other: Self);
}

impl<T> Merge for Option<Entry<T>> {
    fn merge(&mut self, other: Self) {
        if other.is_some() {
            *self = other;
        }
    }
}

impl<T> Merge for Entry<T> {
    fn merge(&mut self, other: Self) {
        *self = other;
    }
}

/// Adds a group to those of other names, or to the one of its name.
pub(super) fn add<T: Merge>(list: &mut Vec<Named<T>>, named: Named<T>) {
    match list.iter_mut().find(|one| one.name == named.name) {
        Some(known) => known.value.merge(named.value),
        None => list.push(named),
    }
}

/// Adds groups.
pub(super) fn add_all<T: Merge>(list: &mut Vec<Named<T>>, others: Vec<Named<T>>) {
    for other in others {
        add(list, other);
    }
}

/// Gives an entry that a method made its place.
pub(super) fn place<T>(entry: &mut Option<Entry<T>>, owner: &Place, keys: &[&str]) {
    if let Some(entry) = entry.as_mut().filter(|entry| entry.at.span.is_none()) {
        entry.at = owner.below(keys);
    }
}

/// The same for a group.
pub(super) fn place_named<T>(named: &mut Named<T>, owner: &Place, key: &str) {
    if named.at.span.is_none() {
        named.at = owner.below(&[key, &named.name]);
    }
}
