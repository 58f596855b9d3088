//! What descriptions say about properties.

use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

/// What descriptions say about a property, beside its shape.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Notes {
    /// Markdown, or what the author took for it.
    pub(crate) description: Option<String>,
    /// The value that the service takes if none is sent, as the description spells it.
    pub(crate) default: Option<String>,
    /// The values that the description calls valid, whether or not the samples allow an enum.
    pub(crate) values: Vec<String>,
    /// The description says that it is always there.
    pub(crate) required: bool,
    /// The description says that it may be left out.
    pub(crate) optional: bool,
    /// The description says that it may be null.
    pub(crate) nullable: bool,
}

/// The notes of a property. Most have none, and there are so many properties that the room for them counts.
#[derive(Clone, Debug, Default, Eq)]
pub(crate) struct OwnNotes(Option<Box<Notes>>);

impl Deref for OwnNotes {
    type Target = Notes;

    fn deref(&self) -> &Notes {
        static NONE: Notes = Notes {
            description: None,
            default: None,
            values: Vec::new(),
            required: false,
            optional: false,
            nullable: false,
        };
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl DerefMut for OwnNotes {
    fn deref_mut(&mut self) -> &mut Notes {
        self.0.get_or_insert_default()
    }
}

/// Whether they say the same: nothing, too.
impl PartialEq for OwnNotes {
    fn eq(&self, other: &Self) -> bool {
        (self.0.is_none() && other.0.is_none()) || **self == **other
    }
}

impl PartialEq<Notes> for OwnNotes {
    fn eq(&self, other: &Notes) -> bool {
        **self == *other
    }
}

impl Hash for OwnNotes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::{Notes, OwnNotes};

    #[test]
    fn notes_that_say_nothing_are_none() {
        let mut notes = OwnNotes::default();
        assert!(notes == Notes::default() && !notes.required);
        notes.description = None;
        assert_eq!(notes, OwnNotes::default());
        notes.required = true;
        assert!(notes != OwnNotes::default() && notes.clone().required);
    }
}
