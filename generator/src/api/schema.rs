//! The shape of JSON, as the samples taught it.

/// A shape, with what it was learnt from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Schema {
    pub(crate) kind: Kind,
    /// Some sample was `null`.
    pub(crate) nullable: bool,
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
    Array(Box<Schema>),
    /// An object with known names.
    Object(Object),
    /// An object whose names are data; all values have this shape.
    Map(Box<Schema>),
    /// Samples of different JSON kinds, at most one of each kind, in the order string, boolean, integer,
    /// number, array, object. Never nested, never with `Unknown` or nullable members.
    Union(Vec<Kind>),
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
}
