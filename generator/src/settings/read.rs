//! The text of a `postwright.toml` into settings. Everything that is wrong with it is told, not only the first.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::{Entry, Named, Place};
use super::values::{
    EnumValues, FieldSettings, FolderSettings, OperationSettings, ServerSettings, TypeSettings, Variable,
};
use super::{Settings, TypeExpression, expression};
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::text_format::TextFormat;

/// The keys of tables that are no struct, in the order of the manual.
const ROOT: &[&str] = &["responses", "formats", "types", "operations", "folders", "variables", "servers"];
const RESPONSES: &[&str] = &["lenient"];
const VARIABLE: &[&str] = &["client", "secret"];
/// The field stays a text.
const NONE: &str = "none";

/// Reads the settings.
pub(crate) fn read(text: &str) -> Result<Settings, Vec<Diagnostic>> {
    let table = DeTable::parse(text).map_err(|error| vec![invalid(&error)])?;
    let mut reader = Reader::default();
    let settings = reader.settings(table.get_ref());
    if reader.errors.is_empty() { Ok(settings) } else { Err(reader.errors) }
}

fn invalid(error: &toml::de::Error) -> Diagnostic {
    let place = Place { pointer: Pointer::root(), span: error.span().or(Some(0..0)) };
    let message = format!("this is no TOML: {}", error.message().lines().collect::<Vec<_>>().join(", "));
    place.error(Code::InvalidToml, message, "correct the text here; <https://toml.io> says what TOML is")
}

/// What is wrong so far.
#[derive(Default)]
struct Reader {
    errors: Vec<Diagnostic>,
}

/// A key with its value.
struct Item<'t> {
    name: &'t str,
    /// Of the key.
    at: Place,
    value: &'t Spanned<DeValue<'t>>,
}

impl Item<'_> {
    /// The place of the value.
    fn value_at(&self) -> Place {
        Place { span: Some(self.value.span()), ..self.at.clone() }
    }
}

impl Reader {
    fn settings(&mut self, table: &DeTable<'_>) -> Settings {
        let mut settings = Settings::default();
        for item in items(table, &Pointer::root()) {
            match item.name {
                "responses" => settings.lenient = self.responses(&item),
                "formats" => settings.formats = self.formats(&item),
                "types" => settings.types = self.named(&item, Self::type_settings),
                "operations" => settings.operations = self.named(&item, Self::operation),
                "folders" => settings.folders = self.named(&item, Self::folder),
                "variables" => settings.variables = self.variables(&item),
                "servers" => settings.servers = self.named(&item, Self::server),
                _ => self.unknown(&item, ROOT),
            }
        }
        settings
    }

    fn responses(&mut self, item: &Item<'_>) -> Option<Entry<bool>> {
        let mut lenient = None;
        for item in self.table(item) {
            match item.name {
                "lenient" => lenient = self.boolean(&item),
                _ => self.unknown(&item, RESPONSES),
            }
        }
        lenient
    }

    fn type_settings(&mut self, item: &Item<'_>) -> TypeSettings {
        let mut settings = TypeSettings::default();
        for item in self.table(item) {
            match item.name {
                "rename" => settings.rename = self.text(&item),
                "renamed-from" => settings.renamed_from = self.names(&item),
                "lenient" => settings.lenient = self.boolean(&item),
                "formats" => settings.formats = self.formats(&item),
                "fields" => settings.fields = self.named(&item, Self::field),
                "variants" => settings.variants = self.variants(&item),
                _ => self.unknown(&item, TypeSettings::KEYS),
            }
        }
        settings
    }

    fn field(&mut self, item: &Item<'_>) -> FieldSettings {
        let mut settings = FieldSettings::default();
        for item in self.table(item) {
            match item.name {
                "rename" => settings.rename = self.text(&item),
                "renamed-from" => settings.renamed_from = self.names(&item),
                "type" => settings.ty = self.expression(&item),
                "format" => settings.format = self.format(&item),
                "values" => settings.values = self.values(&item),
                "required" => settings.required = self.boolean(&item),
                "nullable" => settings.nullable = self.boolean(&item),
                _ => self.unknown(&item, FieldSettings::KEYS),
            }
        }
        settings
    }

    fn formats(&mut self, item: &Item<'_>) -> Vec<Named<Entry<bool>>> {
        let mut formats = Vec::new();
        for item in self.table(item) {
            if TextFormat::ALL.iter().any(|format| format.word() == item.name) {
                formats.extend(self.boolean(&item).map(|wanted| named(&item, wanted)));
            } else {
                self.unknown(&item, &words().collect::<Vec<_>>());
            }
        }
        formats
    }

    /// A format, or that there is none.
    fn format(&mut self, item: &Item<'_>) -> Option<Entry<Option<TextFormat>>> {
        let Entry { value, at } = self.text(item)?;
        let value = match TextFormat::ALL.iter().find(|format| format.word() == value) {
            Some(format) => Some(*format),
            None if value == NONE => None,
            None => {
                let message = format!("`{}` is no format", value.escape_debug());
                self.wrong(&at, message, choice(&words().chain([NONE]).collect::<Vec<_>>()));
                return None;
            }
        };
        Some(Entry { value, at })
    }

    fn operation(&mut self, item: &Item<'_>) -> OperationSettings {
        let mut settings = OperationSettings::default();
        for item in self.table(item) {
            match item.name {
                "rename" => settings.rename = self.text(&item),
                "renamed-from" => settings.renamed_from = self.names(&item),
                "skip" => settings.skip = self.boolean(&item),
                _ => self.unknown(&item, OperationSettings::KEYS),
            }
        }
        settings
    }

    fn folder(&mut self, item: &Item<'_>) -> FolderSettings {
        let mut settings = FolderSettings::default();
        for item in self.table(item) {
            match item.name {
                "rename" => settings.rename = self.text(&item),
                "skip" => settings.skip = self.boolean(&item),
                _ => self.unknown(&item, FolderSettings::KEYS),
            }
        }
        settings
    }

    fn server(&mut self, item: &Item<'_>) -> ServerSettings {
        let mut settings = ServerSettings::default();
        for item in self.table(item) {
            match item.name {
                "rename" => settings.rename = self.text(&item),
                "default" => settings.default = self.text(&item),
                _ => self.unknown(&item, ServerSettings::KEYS),
            }
        }
        settings
    }

    fn variables(&mut self, item: &Item<'_>) -> Vec<Named<Entry<Variable>>> {
        let mut variables = Vec::new();
        for item in self.table(item) {
            let Some(word) = self.text(&item) else { continue };
            let value = match word.value.as_str() {
                "client" => Variable::Client,
                "secret" => Variable::Secret,
                other => {
                    let message = format!("`{}` is nothing that a variable can be", other.escape_debug());
                    self.wrong(&word.at, message, choice(VARIABLE));
                    continue;
                }
            };
            variables.push(named(&item, Entry { value, at: word.at }));
        }
        variables
    }

    fn variants(&mut self, item: &Item<'_>) -> Vec<Named<Entry<String>>> {
        let items = self.table(item);
        items.iter().filter_map(|item| Some(named(item, self.text(item)?))).collect()
    }

    fn named<T>(&mut self, item: &Item<'_>, read: fn(&mut Self, &Item<'_>) -> T) -> Vec<Named<T>> {
        self.table(item).iter().map(|item| named(item, read(self, item))).collect()
    }

    fn values(&mut self, item: &Item<'_>) -> Option<Entry<EnumValues>> {
        let at = item.value_at();
        let value = item.value.get_ref();
        if text_of(value).as_deref() == Some("samples") {
            return Some(Entry { value: EnumValues::FromSamples, at });
        }
        if let Some(list) = texts_of(value) {
            return Some(Entry { value: EnumValues::Listed(list), at });
        }
        let message = format!("`{}` must be a list of texts, or \"samples\"", item.name);
        let help = "write `[\"first\", \"second\"]`, or \"samples\" for those that the samples show";
        self.wrong(&at, message, help);
        None
    }

    /// A name, or a list of names.
    fn names(&mut self, item: &Item<'_>) -> Option<Entry<Vec<String>>> {
        let value = item.value.get_ref();
        let names = text_of(value).map(|name| vec![name]).or_else(|| texts_of(value));
        self.checked(item, names, "a name in quotes, or a list of these")
    }

    fn expression(&mut self, item: &Item<'_>) -> Option<Entry<TypeExpression>> {
        let Entry { value, at } = self.text(item)?;
        let value = TypeExpression::new(&value);
        if let Some(text) = value.wrong() {
            let message = format!("`{}` is no type", text.escape_debug());
            let help = format!(
                "write one of {}, the name of a generated type, a path such as `crate::Money`, or `[T]` or `{{T}}` for a list or a map of these",
                expression::WORDS.join(", ")
            );
            self.wrong(&at, message, help);
            return None;
        }
        Some(Entry { value, at })
    }

    fn text(&mut self, item: &Item<'_>) -> Option<Entry<String>> {
        let text = text_of(item.value.get_ref());
        self.checked(item, text, "a text in quotes")
    }

    fn boolean(&mut self, item: &Item<'_>) -> Option<Entry<bool>> {
        let value = if let DeValue::Boolean(value) = item.value.get_ref() { Some(*value) } else { None };
        self.checked(item, value, "`true` or `false`")
    }

    fn checked<T>(&mut self, item: &Item<'_>, value: Option<T>, expected: &str) -> Option<Entry<T>> {
        let at = item.value_at();
        if value.is_none() {
            let found = item.value.get_ref().type_str();
            let message = format!("`{}` must be {expected}, this is of type {found}", item.name);
            self.wrong(&at, message, format!("write {expected} behind `{} =`", item.name));
        }
        value.map(|value| Entry { value, at })
    }

    /// What a table holds; nothing, and an error, if it is none.
    fn table<'t>(&mut self, item: &Item<'t>) -> Vec<Item<'t>> {
        if let DeValue::Table(table) = item.value.get_ref() {
            return items(table, &item.at.pointer);
        }
        let found = item.value.get_ref().type_str();
        let message = format!("`{}` must be a table, this is of type {found}", item.name);
        self.wrong(&item.value_at(), message, format!("write `{} = {{ … }}` or a section `[…]`", item.name));
        Vec::new()
    }

    fn unknown(&mut self, item: &Item<'_>, known: &[&str]) {
        let message = format!("there is no setting `{}` here", item.name.escape_debug());
        self.errors.push(item.at.error(Code::UnknownSetting, message, choice(known)));
    }

    fn wrong(&mut self, at: &Place, message: impl Into<String>, help: impl Into<String>) {
        self.errors.push(at.error(Code::UnusableSetting, message, help));
    }
}

/// The words for formats of texts.
fn words() -> impl Iterator<Item = &'static str> {
    TextFormat::ALL.iter().map(|format| format.word())
}

fn choice(words: &[&str]) -> String {
    match words {
        [only] => format!("write `{only}`"),
        words => format!("write one of {}", words.join(", ")),
    }
}

fn text_of(value: &DeValue<'_>) -> Option<String> {
    if let DeValue::String(text) = value { Some(text.to_string()) } else { None }
}

/// The texts of a list that holds nothing else, and at least one.
fn texts_of(value: &DeValue<'_>) -> Option<Vec<String>> {
    let DeValue::Array(list) = value else { return None };
    let texts: Option<Vec<String>> = list.iter().map(|value| text_of(value.get_ref())).collect();
    texts.filter(|texts| !texts.is_empty())
}

fn named<T>(item: &Item<'_>, value: T) -> Named<T> {
    Named { name: item.name.to_owned(), at: item.at.clone(), value }
}

/// What a table holds, in the order of the text.
fn items<'t>(table: &'t DeTable<'t>, owner: &Pointer) -> Vec<Item<'t>> {
    let item = |(key, value): (&'t Spanned<_>, &'t Spanned<DeValue<'t>>)| {
        let name: &'t str = AsRef::<str>::as_ref(Spanned::<std::borrow::Cow<'t, str>>::get_ref(key));
        let span: Range<usize> = key.span();
        Item { name, at: Place { pointer: owner.key(name), span: Some(span) }, value }
    };
    let mut items: Vec<Item<'t>> = table.iter().map(item).collect();
    items.sort_by_key(|item| item.at.span.as_ref().map(|span| span.start));
    items
}

#[cfg(test)]
mod tests;
