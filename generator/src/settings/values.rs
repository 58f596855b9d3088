//! What can be said about types, fields, operations, folders, variables and servers.

use super::entry::{Entry, Merge, Named, Place, add, add_all, place, place_named};
use super::expression::TypeExpression;

/// Where the valid values of a text come from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnumValues {
    /// These.
    Listed(Vec<String>),
    /// Those that the samples of the collection show.
    FromSamples,
}

/// What a variable of the collection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Variable {
    /// A setting of the client, where it would be an argument of each operation.
    Client,
    /// A secret: its value is written nowhere.
    Secret,
}

/// Settings of a generated type.
#[derive(Clone, Debug, Default)]
pub struct TypeSettings {
    pub(crate) rename: Option<Entry<String>>,
    pub(crate) lenient: Option<Entry<bool>>,
    pub(crate) fields: Vec<Named<FieldSettings>>,
    pub(crate) variants: Vec<Named<Entry<String>>>,
}

/// Settings of a field.
#[derive(Clone, Debug, Default)]
pub struct FieldSettings {
    pub(crate) rename: Option<Entry<String>>,
    pub(crate) ty: Option<Entry<TypeExpression>>,
    pub(crate) values: Option<Entry<EnumValues>>,
    pub(crate) required: Option<Entry<bool>>,
    pub(crate) nullable: Option<Entry<bool>>,
}

/// Settings of an operation.
#[derive(Clone, Debug, Default)]
pub struct OperationSettings {
    pub(crate) rename: Option<Entry<String>>,
    pub(crate) skip: Option<Entry<bool>>,
}

/// Settings of a folder.
#[derive(Clone, Debug, Default)]
pub struct FolderSettings {
    pub(crate) rename: Option<Entry<String>>,
    pub(crate) skip: Option<Entry<bool>>,
}

/// Settings of a server.
#[derive(Clone, Debug, Default)]
pub struct ServerSettings {
    pub(crate) rename: Option<Entry<String>>,
    pub(crate) default: Option<Entry<String>>,
}

/// An entry whose place is not known yet.
fn made<T>(value: T) -> Entry<T> {
    Entry::made(value, Place::default())
}

impl TypeSettings {
    /// Without an entry.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the type this name.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>) -> Self {
        self.rename = Some(made(name.into()));
        self
    }

    /// Makes every field optional that no description calls required; or, with `false`, none, whatever is said of all
    /// answers.
    #[must_use]
    pub fn lenient(mut self, lenient: bool) -> Self {
        self.lenient = Some(made(lenient));
        self
    }

    /// Settings of a field, by its name in JSON.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, settings: FieldSettings) -> Self {
        add(&mut self.fields, Named { name: name.into(), at: Place::default(), value: settings });
        self
    }

    /// Gives the variant of an enum that stands for this text another name.
    #[must_use]
    pub fn variant(mut self, text: impl Into<String>, name: impl Into<String>) -> Self {
        let value = made(name.into());
        add(&mut self.variants, Named { name: text.into(), at: Place::default(), value });
        self
    }

    pub(super) fn placed(mut self, at: &Place) -> Self {
        place(&mut self.rename, at, &["rename"]);
        place(&mut self.lenient, at, &["lenient"]);
        for field in &mut self.fields {
            place_named(field, at, "fields");
            let own = field.at.clone();
            place(&mut field.value.rename, &own, &["rename"]);
            place(&mut field.value.ty, &own, &["type"]);
            place(&mut field.value.values, &own, &["values"]);
            place(&mut field.value.required, &own, &["required"]);
            place(&mut field.value.nullable, &own, &["nullable"]);
        }
        for variant in &mut self.variants {
            place_named(variant, at, "variants");
            if variant.value.at.span.is_none() {
                variant.value.at = variant.at.clone();
            }
        }
        self
    }
}

impl Merge for TypeSettings {
    fn merge(&mut self, other: Self) {
        self.rename.merge(other.rename);
        self.lenient.merge(other.lenient);
        add_all(&mut self.fields, other.fields);
        add_all(&mut self.variants, other.variants);
    }
}

impl FieldSettings {
    /// Without an entry.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the field this name in Rust; in JSON it keeps its own.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>) -> Self {
        self.rename = Some(made(name.into()));
        self
    }

    /// Gives the field this type: `string`, `integer`, `unsigned`, `float`, `number`, `boolean` or `json`; the name of
    /// a generated type; the path of a type of your own, `crate::Money`; `[T]` for a list, `{T}` for a map of these.
    #[must_use]
    pub fn ty(mut self, ty: impl Into<String>) -> Self {
        self.ty = Some(made(TypeExpression::new(&ty.into())));
        self
    }

    /// Makes the field an enum of these texts; every other text stays valid.
    #[must_use]
    pub fn values<T: Into<String>>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        self.values = Some(made(EnumValues::Listed(values.into_iter().map(Into::into).collect())));
        self
    }

    /// Makes the field an enum of the texts that the samples show; every other text stays valid.
    #[must_use]
    pub fn values_from_samples(mut self) -> Self {
        self.values = Some(made(EnumValues::FromSamples));
        self
    }

    /// Whether the field is always there.
    #[must_use]
    pub fn required(mut self, required: bool) -> Self {
        self.required = Some(made(required));
        self
    }

    /// Whether the field may be null.
    #[must_use]
    pub fn nullable(mut self, nullable: bool) -> Self {
        self.nullable = Some(made(nullable));
        self
    }
}

impl Merge for FieldSettings {
    fn merge(&mut self, other: Self) {
        self.rename.merge(other.rename);
        self.ty.merge(other.ty);
        self.values.merge(other.values);
        self.required.merge(other.required);
        self.nullable.merge(other.nullable);
    }
}

impl OperationSettings {
    /// Without an entry.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the method this name, and what belongs to it names after it.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>) -> Self {
        self.rename = Some(made(name.into()));
        self
    }

    /// Leaves the operation out.
    #[must_use]
    pub fn skip(mut self, skip: bool) -> Self {
        self.skip = Some(made(skip));
        self
    }

    pub(super) fn placed(mut self, at: &Place) -> Self {
        place(&mut self.rename, at, &["rename"]);
        place(&mut self.skip, at, &["skip"]);
        self
    }
}

impl Merge for OperationSettings {
    fn merge(&mut self, other: Self) {
        self.rename.merge(other.rename);
        self.skip.merge(other.skip);
    }
}

impl FolderSettings {
    /// Without an entry.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the module this name.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>) -> Self {
        self.rename = Some(made(name.into()));
        self
    }

    /// Leaves the folder out, with all that is in it.
    #[must_use]
    pub fn skip(mut self, skip: bool) -> Self {
        self.skip = Some(made(skip));
        self
    }

    pub(super) fn placed(mut self, at: &Place) -> Self {
        place(&mut self.rename, at, &["rename"]);
        place(&mut self.skip, at, &["skip"]);
        self
    }
}

impl Merge for FolderSettings {
    fn merge(&mut self, other: Self) {
        self.rename.merge(other.rename);
        self.skip.merge(other.skip);
    }
}

impl ServerSettings {
    /// Without an entry.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the builder's method this name.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>) -> Self {
        self.rename = Some(made(name.into()));
        self
    }

    /// The address that is used if none is given. A value that an environment has goes before it.
    #[must_use]
    pub fn default_address(mut self, address: impl Into<String>) -> Self {
        self.default = Some(made(address.into()));
        self
    }

    pub(super) fn placed(mut self, at: &Place) -> Self {
        place(&mut self.rename, at, &["rename"]);
        place(&mut self.default, at, &["default"]);
        self
    }
}

impl Merge for ServerSettings {
    fn merge(&mut self, other: Self) {
        self.rename.merge(other.rename);
        self.default.merge(other.default);
    }
}
