//! The items of the module `types`.

use super::{Docs, Ident, Type};
use crate::text_format::{Spelling, TextFormat};

/// A generated type.
#[derive(Clone, Debug)]
pub(crate) enum TypeItem {
    Struct(Struct),
    Union(Union),
    Enum(Enum),
}

impl TypeItem {
    /// The type's name.
    pub(crate) fn ident(&self) -> &Ident {
        match self {
            Self::Struct(item) => &item.ident,
            Self::Union(item) => &item.ident,
            Self::Enum(item) => &item.ident,
        }
    }

    /// Its documentation, to be changed.
    pub(crate) fn docs_mut(&mut self) -> &mut Docs {
        match self {
            Self::Struct(item) => &mut item.docs,
            Self::Union(item) => &mut item.docs,
            Self::Enum(item) => &mut item.docs,
        }
    }
}

/// A struct that is read from or written as JSON or a form.
#[derive(Clone, Debug)]
pub(crate) struct Struct {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) fields: Vec<Field>,
    /// Indices of the fields that `new` takes, all required ones in order; `None`: there is no `new`.
    pub(crate) constructor: Option<Vec<usize>>,
    pub(crate) derives_default: bool,
    /// How it goes on the wire if it is no JSON.
    pub(crate) form: Option<(FormEncoding, Vec<FormRow>)>,
}

/// A deprecated name of a type.
#[derive(Clone, Debug)]
pub(crate) struct Alias {
    pub(crate) ident: Ident,
    pub(crate) target: Ident,
}

/// A field of a [`Struct`].
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// The JSON name if it differs from the identifier.
    pub(crate) rename: Option<String>,
    /// The type behind `kind`: `T` of an `Option<T>`.
    pub(crate) ty: Type,
    pub(crate) kind: FieldKind,
    pub(crate) encoding: Encoding,
    /// The chained setter, for request structs.
    pub(crate) setter: Option<FieldSetter>,
}

/// How the values in a field are written, where their type alone does not say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    #[default]
    OfTheType,
    /// A float writes whole numbers without a fraction.
    MixedNumbers,
    /// As the samples spell this format.
    Text(TextFormat, Spelling),
}

/// A method that sets a [`Field`].
#[derive(Clone, Debug)]
pub(crate) struct FieldSetter {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// Names that the settings keep.
    pub(crate) aliases: Vec<Ident>,
}

/// Absent, null, value: which of them a field can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// `T`.
    Required,
    /// `Option<T>`, left out when `None`.
    Optional,
    /// `Option<T>`, written as null.
    Nullable,
    /// `Field<T>`.
    OptionalNullable,
}

/// The encodings of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormEncoding {
    UrlEncoded,
    Multipart,
}

/// How a field of a form travels.
#[derive(Clone, Debug)]
pub(crate) struct FormRow {
    pub(crate) name: String,
    pub(crate) ident: Ident,
    /// Of a part.
    pub(crate) content_type: Option<String>,
}

/// An enum over JSON kinds, or over objects of several shapes.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) told: Told,
    pub(crate) variants: Vec<UnionVariant>,
    pub(crate) derives_default: bool,
}

/// A variant of a [`Union`].
#[derive(Clone, Debug)]
pub(crate) struct UnionVariant {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) kind: ValueKind,
    /// What tells an object of this shape from the others.
    pub(crate) marks: Vec<String>,
    pub(crate) ty: Type,
}

/// What tells the variants of a [`Union`] apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Kind,
    /// All are objects: the text in the field of this JSON name. Behind them comes the variant `Other`.
    Tag(String),
    /// All are objects: the fields that only they have. Behind them comes the variant `Other`.
    Fields,
}

/// Texts of which some are known.
#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// Behind them comes the variant `Other`.
    pub(crate) variants: Vec<EnumVariant>,
    pub(crate) derives_default: bool,
}

/// A variant of an [`Enum`].
#[derive(Clone, Debug)]
pub(crate) struct EnumVariant {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// The text that it stands for.
    pub(crate) text: String,
}

/// The JSON kind of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ValueKind {
    String,
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any number; integers too if there is no `Integer` variant.
    Number,
    Array,
    Object,
}
