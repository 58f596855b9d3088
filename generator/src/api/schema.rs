//! The shape of JSON, as the samples and descriptions taught it.

use super::{OwnNotes, Variants};
use crate::text_format::Seen;

/// A shape, with what it was learnt from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Schema {
    pub(crate) kind: Kind,
    /// Some sample was `null`.
    pub(crate) nullable: bool,
    /// Some sample is a text that only says what belongs there: `"<integer>"`.
    pub(crate) placeholder: bool,
    /// An unquoted variable stands in some sample, and no other one says what it is: hardly a text, for that has quotes.
    /// Of an unknown kind only.
    pub(crate) variable: bool,
}

impl Schema {
    /// Whether there are placeholders that the kind alone does not read.
    pub(crate) fn has_placeholder(&self) -> bool {
        let reads_text = match &self.kind {
            Kind::Unknown | Kind::String | Kind::Enum(_) => true,
            Kind::Object(object) => object.properties.is_empty(),
            Kind::Union(kinds) => kinds.iter().any(|kind| matches!(kind, Kind::String | Kind::Enum(_))),
            Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number(_)
            | Kind::Array(_)
            | Kind::Variants(_)
            | Kind::Itself
            | Kind::Map(_) => false,
        };
        self.placeholder && !reads_text
    }
}

/// The kinds of shapes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Nothing is known: no sample, only `null`, an unquoted variable, or an element of an empty array.
    #[default]
    Unknown,
    Boolean,
    /// Every sample is an integer; `unsigned` if one of them needs `u64`.
    Integer {
        unsigned: bool,
    },
    Number(Numbers),
    String,
    /// A string for which a description states the valid values: each once, at least one. The service may know more of
    /// them, so every other text is valid too.
    Enum(Vec<String>),
    Array(Box<Schema>),
    /// An object with known names.
    Object(Object),
    /// An object that is one of several things with names of their own.
    Variants(Box<Variants>),
    /// The object that holds this as a field, or in a list in it: a node of nodes.
    Itself,
    /// An object whose names are data; all values have this shape.
    Map(Box<Schema>),
    /// Samples of different JSON kinds, at most one of each kind, in the order string, boolean, integer,
    /// number, array, object; or texts beside an unquoted variable, which may be a number. Never nested, never with `Unknown`, `Itself` or nullable members.
    Union(Vec<Kind>),
}

impl Kind {
    /// What is within lists and maps, and within how many of them.
    pub(crate) fn innermost(&self) -> (&Self, usize) {
        let (mut kind, mut depth) = (self, 0);
        while let Self::Array(element) | Self::Map(element) = kind {
            kind = &element.kind;
            depth += 1;
        }
        (kind, depth)
    }
}

/// How the samples of a place spell their numbers, at least one of them not an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Numbers {
    /// All have a fraction or an exponent (`1.0`, `2.5`): a plain float writes them as they stand.
    Float,
    /// Integers and fractions (`1`, `2.5`), but never `1.0`: a float that writes whole numbers without one.
    Mixed,
    /// `1` beside `1.0`, or numbers that neither an integer nor a float holds: kept to the letter.
    Exact,
}

/// An object with known names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Object {
    /// In the order in which the samples have them.
    pub(crate) properties: Vec<Property>,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Property {
    /// Exactly as in JSON.
    pub(crate) name: String,
    pub(crate) schema: Schema,
    /// False if some sample of the object lacks it.
    pub(crate) required: bool,
    /// How many samples of the object have it, and how many there are.
    pub(crate) seen: (usize, usize),
    /// Evidence: the texts that stand in it or in its lists.
    pub(crate) texts: Texts,
    /// What descriptions say about it.
    pub(crate) notes: OwnNotes,
}

/// The different texts of a place, as far as they are few and short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Texts {
    /// Sorted, each once.
    pub(crate) known: Vec<String>,
    /// There were more, or longer ones.
    pub(crate) more: bool,
    /// What all of them have in common, however many and long they are.
    pub(crate) seen: Seen,
}
