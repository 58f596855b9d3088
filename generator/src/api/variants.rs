//! An object that is one of several things.

use super::Object;

/// Objects of several shapes in one place, and what tells them apart. One that is none of them is valid, too.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Variants {
    pub(crate) told: Told,
    /// At least two, in the order of their marks.
    pub(crate) arms: Vec<Arm>,
}

/// What tells objects apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Told {
    /// By the text in the property of this name.
    Tag(String),
    /// By the properties that they have.
    Fields,
}

/// One of the things.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Arm {
    /// The texts of the tag, each in one arm only; or the names of the properties that this arm always has and no other
    /// one ever. At least one.
    pub(crate) marks: Vec<String>,
    pub(crate) object: Object,
}
