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
    pub(super) fn below(&self, key: &str) -> Self {
        Self { pointer: self.pointer.key(key), span: None }
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
    /// One that a method made, whose place is not known yet.
    pub(super) fn made(value: T) -> Self {
        Self { value, at: Place::default() }
    }
}

/// A group of entries under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named<T> {
    pub(crate) name: String,
    pub(crate) at: Place,
    pub(crate) value: T,
}

impl<T> Named<T> {
    /// One that a method made, whose place is not known yet.
    pub(super) fn made(name: impl Into<String>, value: T) -> Self {
        Self { name: name.into(), at: Place::default(), value }
    }
}

/// What a table of settings holds.
pub(super) trait Said {
    /// Takes what the other one says.
    fn merge(&mut self, other: Self);

    /// Gives what a method made its place: below this key of its owner.
    fn settle(&mut self, owner: &Place, key: &str);
}

impl<T> Said for Entry<T> {
    fn merge(&mut self, other: Self) {
        *self = other;
    }

    fn settle(&mut self, owner: &Place, key: &str) {
        if self.at.span.is_none() {
            self.at = owner.below(key);
        }
    }
}

impl<T> Said for Option<Entry<T>> {
    fn merge(&mut self, other: Self) {
        if other.is_some() {
            *self = other;
        }
    }

    fn settle(&mut self, owner: &Place, key: &str) {
        if let Some(entry) = self {
            entry.settle(owner, key);
        }
    }
}

impl<T: Said> Said for Vec<Named<T>> {
    /// Those of one name are one.
    fn merge(&mut self, other: Self) {
        for named in other {
            match self.iter_mut().find(|one| one.name == named.name) {
                Some(known) => known.value.merge(named.value),
                None => self.push(named),
            }
        }
    }

    fn settle(&mut self, owner: &Place, key: &str) {
        let at = owner.below(key);
        for named in self {
            named.value.settle(&at, &named.name);
            if named.at.span.is_none() {
                named.at = at.below(&named.name);
            }
        }
    }
}

/// A struct that is a table of settings: its fields with their keys.
macro_rules! table {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $type:ty = $key:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $(pub(crate) $field: $type,)*
        }

        impl $name {
            /// The keys of the table.
            #[cfg(feature = "toml")]
            pub(super) const KEYS: &[&str] = &[$($key),*];

            /// Without an entry.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        }

        impl Said for $name {
            fn merge(&mut self, other: Self) {
                $(self.$field.merge(other.$field);)*
            }

            fn settle(&mut self, owner: &Place, key: &str) {
                let at = owner.below(key);
                $(self.$field.settle(&at, $key);)*
            }
        }
    };
}

pub(super) use table;
