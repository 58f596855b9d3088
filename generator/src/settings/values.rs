//! What can be said about types, fields, operations, folders, variables and servers.

use super::entry::{Entry, Named, Place, Said, table};
use super::expression::TypeExpression;
use crate::text_format::TextFormat;

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

table! {
    /// Settings of a generated type.
    TypeSettings {
        rename: Option<Entry<String>> = "rename",
        renamed_from: Option<Entry<Vec<String>>> = "renamed-from",
        lenient: Option<Entry<bool>> = "lenient",
        formats: Vec<Named<Entry<bool>>> = "formats",
        fields: Vec<Named<FieldSettings>> = "fields",
        variants: Vec<Named<Entry<String>>> = "variants",
    }
}

table! {
    /// Settings of a field.
    FieldSettings {
        rename: Option<Entry<String>> = "rename",
        renamed_from: Option<Entry<Vec<String>>> = "renamed-from",
        ty: Option<Entry<TypeExpression>> = "type",
        format: Option<Entry<Option<TextFormat>>> = "format",
        values: Option<Entry<EnumValues>> = "values",
        required: Option<Entry<bool>> = "required",
        nullable: Option<Entry<bool>> = "nullable",
    }
}

table! {
    /// Settings of an operation.
    OperationSettings {
        rename: Option<Entry<String>> = "rename",
        renamed_from: Option<Entry<Vec<String>>> = "renamed-from",
        skip: Option<Entry<bool>> = "skip",
    }
}

table! {
    /// Settings of a folder.
    FolderSettings {
        rename: Option<Entry<String>> = "rename",
        skip: Option<Entry<bool>> = "skip",
    }
}

table! {
    /// Settings of a server.
    ServerSettings {
        rename: Option<Entry<String>> = "rename",
        default: Option<Entry<String>> = "default",
    }
}

impl TypeSettings {
    /// Gives the type this name.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>) -> Self {
        self.rename = Some(Entry::made(name.into()));
        self
    }

    /// Keeps a name that the type had before, as a deprecated alias. May be said several times.
    #[must_use]
    pub fn renamed_from(mut self, name: impl Into<String>) -> Self {
        self.renamed_from.get_or_insert_with(|| Entry::made(Vec::new())).value.push(name.into());
        self
    }

    /// Makes every field optional that no description calls required; or, with `false`, none, whatever is said of all
    /// answers.
    #[must_use]
    pub fn lenient(mut self, lenient: bool) -> Self {
        self.lenient = Some(Entry::made(lenient));
        self
    }

    /// Gives the fields real types whose samples all have this format; or, with `false`, leaves them texts, whatever is
    /// said of all types.
    #[must_use]
    pub fn format(mut self, format: TextFormat, wanted: bool) -> Self {
        self.formats.merge(vec![Named::made(format.word(), Entry::made(wanted))]);
        self
    }

    /// Settings of a field, by its name in JSON.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, settings: FieldSettings) -> Self {
        self.fields.merge(vec![Named::made(name, settings)]);
        self
    }

    /// Gives the variant of an enum that stands for this text another name.
    #[must_use]
    pub fn variant(mut self, text: impl Into<String>, name: impl Into<String>) -> Self {
        self.variants.merge(vec![Named::made(text, Entry::made(name.into()))]);
        self
    }
}

impl FieldSettings {
    /// Gives the field this name in Rust; in JSON it keeps its own.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>) -> Self {
        self.rename = Some(Entry::made(name.into()));
        self
    }

    /// Keeps a name that the field's setter had before, as a deprecated method. May be said several times.
    #[must_use]
    pub fn renamed_from(mut self, name: impl Into<String>) -> Self {
        self.renamed_from.get_or_insert_with(|| Entry::made(Vec::new())).value.push(name.into());
        self
    }

    /// Gives the field this type: `string`, `integer`, `unsigned`, `float`, `number`, `boolean` or `json`; the name of
    /// a generated type; the path of a type of your own, `crate::Money`; `[T]` for a list, `{T}` for a map of these.
    #[must_use]
    pub fn ty(mut self, ty: impl Into<String>) -> Self {
        self.ty = Some(Entry::made(TypeExpression::new(&ty.into())));
        self
    }

    /// Gives the field the type of this format. It is an error if a sample has another one, or another spelling than
    /// the type writes.
    #[must_use]
    pub fn format(mut self, format: TextFormat) -> Self {
        self.format = Some(Entry::made(Some(format)));
        self
    }

    /// Leaves the field a text, whatever is said of all fields.
    #[must_use]
    pub fn without_format(mut self) -> Self {
        self.format = Some(Entry::made(None));
        self
    }

    /// Makes the field an enum of these texts; every other text stays valid.
    #[must_use]
    pub fn values<T: Into<String>>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        self.values = Some(Entry::made(EnumValues::Listed(values.into_iter().map(Into::into).collect())));
        self
    }

    /// Makes the field an enum of the texts that the samples show; every other text stays valid.
    #[must_use]
    pub fn values_from_samples(mut self) -> Self {
        self.values = Some(Entry::made(EnumValues::FromSamples));
        self
    }

    /// Whether the field is always there.
    #[must_use]
    pub fn required(mut self, required: bool) -> Self {
        self.required = Some(Entry::made(required));
        self
    }

    /// Whether the field may be null.
    #[must_use]
    pub fn nullable(mut self, nullable: bool) -> Self {
        self.nullable = Some(Entry::made(nullable));
        self
    }
}

impl OperationSettings {
    /// Gives the method this name, and what belongs to it names after it.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>) -> Self {
        self.rename = Some(Entry::made(name.into()));
        self
    }

    /// Keeps a name that the method had before, as a deprecated method, and the names of its call and its errors as
    /// deprecated aliases. May be said several times.
    #[must_use]
    pub fn renamed_from(mut self, name: impl Into<String>) -> Self {
        self.renamed_from.get_or_insert_with(|| Entry::made(Vec::new())).value.push(name.into());
        self
    }

    /// Leaves the operation out.
    #[must_use]
    pub fn skip(mut self, skip: bool) -> Self {
        self.skip = Some(Entry::made(skip));
        self
    }
}

impl FolderSettings {
    /// Gives the module this name.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>) -> Self {
        self.rename = Some(Entry::made(name.into()));
        self
    }

    /// Leaves the folder out, with all that is in it.
    #[must_use]
    pub fn skip(mut self, skip: bool) -> Self {
        self.skip = Some(Entry::made(skip));
        self
    }
}

impl ServerSettings {
    /// Gives the builder's method this name.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>) -> Self {
        self.rename = Some(Entry::made(name.into()));
        self
    }

    /// The address that is used if none is given. A value that an environment has goes before it.
    #[must_use]
    pub fn default_address(mut self, address: impl Into<String>) -> Self {
        self.default = Some(Entry::made(address.into()));
        self
    }
}
