//! What the user wants otherwise than the collection says: a `postwright.toml`, or the same by methods.
//!
//! Data only. Every entry knows where it stands, so that one that matches nothing can be shown.

mod entry;
mod expression;
mod near;
#[cfg(feature = "toml")]
mod read;
mod values;

pub(crate) use entry::{Entry, Named, Place};
pub(crate) use expression::TypeExpression;
pub(crate) use near::{address, suggestion, unmatched};
#[cfg(feature = "toml")]
pub(crate) use read::read;
pub use values::{
    EnumValues, FieldSettings, FolderSettings, OperationSettings, ServerSettings, TypeSettings, Variable,
};

use crate::text_format::TextFormat;
use entry::Said;

/// Own words: names, types and requirements that are not what the collection says.
///
/// What a `postwright.toml` holds, by methods. An entry that matches nothing is an error, so that none outlives what
/// it was written for.
///
/// ```
/// use postwright::{FieldSettings, OperationSettings, Settings, TextFormat, TypeSettings};
///
/// let settings = Settings::new()
///     .lenient_responses(true)
///     .format(TextFormat::DateTime, true)
///     .type_named("Key", TypeSettings::new().rename("ApiKey"))
///     .field("Key", "createdAt", FieldSettings::new().rename("created").required(false))
///     .operation("Admin/Delete everything", OperationSettings::new().skip(true));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub(crate) lenient: Option<Entry<bool>>,
    pub(crate) formats: Vec<Named<Entry<bool>>>,
    pub(crate) types: Vec<Named<TypeSettings>>,
    pub(crate) operations: Vec<Named<OperationSettings>>,
    pub(crate) folders: Vec<Named<FolderSettings>>,
    pub(crate) variables: Vec<Named<Entry<Variable>>>,
    pub(crate) servers: Vec<Named<ServerSettings>>,
}

impl Settings {
    /// Without an entry: everything is as the collection says.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes every field of an answer optional that no description calls required.
    #[must_use]
    pub fn lenient_responses(mut self, lenient: bool) -> Self {
        self.lenient = Some(Entry::made(lenient));
        self.lenient.settle(&Place::default().below("responses"), "lenient");
        self
    }

    /// Gives every field a real type whose samples all have this format: a `time::Date` instead of a text.
    ///
    /// The samples must be spelt as the type writes them; a field with a sample that is not stays a text. The runtime has
    /// these types behind its features `time`, `uuid` and `url`.
    #[must_use]
    pub fn format(mut self, format: TextFormat, wanted: bool) -> Self {
        say(&mut self.formats, "formats", Named::made(format.word(), Entry::made(wanted)));
        self
    }

    /// Settings of a generated type, by the name that it has without them.
    #[must_use]
    pub fn type_named(mut self, name: impl Into<String>, settings: TypeSettings) -> Self {
        say(&mut self.types, "types", Named::made(name, settings));
        self
    }

    /// Settings of a field, by its type and its name in JSON.
    #[must_use]
    pub fn field(self, owner: impl Into<String>, name: impl Into<String>, settings: FieldSettings) -> Self {
        self.type_named(owner, TypeSettings::new().field(name, settings))
    }

    /// Settings of an operation, by the names of its folders and its own, with `/` between them; or by its JSON
    /// pointer in the collection.
    #[must_use]
    pub fn operation(mut self, name: impl Into<String>, settings: OperationSettings) -> Self {
        say(&mut self.operations, "operations", Named::made(name, settings));
        self
    }

    /// Settings of a folder, by the names of the folders around it and its own, with `/` between them.
    #[must_use]
    pub fn folder(mut self, name: impl Into<String>, settings: FolderSettings) -> Self {
        say(&mut self.folders, "folders", Named::made(name, settings));
        self
    }

    /// What a variable of the collection is.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, variable: Variable) -> Self {
        say(&mut self.variables, "variables", Named::made(name, Entry::made(variable)));
        self
    }

    /// Settings of a server, by the variable that holds its address, or by the address.
    #[must_use]
    pub fn server(mut self, name: impl Into<String>, settings: ServerSettings) -> Self {
        say(&mut self.servers, "servers", Named::made(name, settings));
        self
    }

    /// Both; where they say different things, `other` is believed.
    #[must_use]
    pub(crate) fn merged(mut self, other: Self) -> Self {
        self.lenient.merge(other.lenient);
        self.formats.merge(other.formats);
        self.types.merge(other.types);
        self.operations.merge(other.operations);
        self.folders.merge(other.folders);
        self.variables.merge(other.variables);
        self.servers.merge(other.servers);
        self
    }
}

/// Adds what a method says under this key.
fn say<T: Said>(list: &mut Vec<Named<T>>, key: &str, named: Named<T>) {
    let mut new = vec![named];
    new.settle(&Place::default(), key);
    list.merge(new);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_settings_win_and_others_stay() {
        let first = Settings::new()
            .field("Key", "id", FieldSettings::new().rename("number").required(true))
            .variable("tenant", Variable::Secret);
        let second = Settings::new()
            .field("Key", "id", FieldSettings::new().required(false))
            .type_named("Key", TypeSettings::new().rename("ApiKey"));
        let merged = first.merged(second);
        let key = &merged.types[0];
        assert_eq!((merged.types.len(), key.value.fields.len(), merged.variables.len()), (1, 1, 1));
        let id = &key.value.fields[0].value;
        assert_eq!(id.rename.as_ref().map(|entry| entry.value.as_str()), Some("number"));
        assert_eq!(id.required.as_ref().map(|entry| entry.value), Some(false));
        assert_eq!(key.value.rename.as_ref().map(|entry| entry.value.as_str()), Some("ApiKey"));
        let place = id.required.as_ref().map(|entry| entry.at.pointer.to_string());
        assert_eq!(place.as_deref(), Some("/types/Key/fields/id/required"));
    }
}
