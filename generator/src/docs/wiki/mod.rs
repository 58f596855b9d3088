//! Pages into files of Markdown, for a repository or a wiki.
//!
//! Templates escape all that they are given; what they take as it is was made safe by `text`.

mod text;

use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value, context};
use serde::Serialize;

use super::Input;
use super::folder::Folder;
use super::operation::Operation;
use super::overview::Overview;
use super::tree::name;
use super::ty::TypePage;
use crate::anchor;
use crate::item::Secrets;
use crate::write::File;

const TEMPLATES: &[(&str, &str)] = &[
    ("parts.md", include_str!("parts.md")),
    ("overview.md", include_str!("overview.md")),
    ("folder.md", include_str!("folder.md")),
    ("operation.md", include_str!("operation.md")),
    ("type.md", include_str!("type.md")),
    ("types.md", include_str!("types.md")),
];

/// The templates, and what all pages have in common.
pub(super) struct Look {
    templates: Environment<'static>,
    secrets: Secrets,
    title: String,
}

impl Look {
    pub(super) fn new(input: &Input<'_>) -> Result<Self, String> {
        let mut templates = Environment::new();
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.set_trim_blocks(true);
        templates.set_lstrip_blocks(true);
        templates.set_auto_escape_callback(|_| AutoEscape::Custom("markdown"));
        templates.set_formatter(write);
        templates.add_filter("prose", |value: &str| Value::from_safe_string(text::blocks(value)));
        templates.add_filter("rust", |value: &str| Value::from_safe_string(text::rust(value)));
        templates.add_filter("line", |value: &str| Value::from_safe_string(text::cell(value)));
        templates.add_filter("code", |value: &str| Value::from_safe_string(text::code(value)));
        templates.add_filter("cell_code", |value: &str| Value::from_safe_string(text::cell_code(value)));
        templates.add_filter("fence", |value: &str, language: &str| {
            Value::from_safe_string(text::fence(value, language))
        });
        templates.add_filter("place", |page: &str| Value::from_safe_string(format!("{}.md", place(page))));
        for (name, text) in TEMPLATES {
            templates.add_template(name, text).map_err(|error| error.to_string())?;
        }
        let secrets = input.items.secrets().clone();
        let title = name(&input.api.name, "Untitled API", &secrets);
        Ok(Self { templates, secrets, title })
    }

    /// The first page.
    pub(super) fn overview(&self, overview: &Overview) -> Result<File, String> {
        self.page("overview.md", "index", overview)
    }

    pub(super) fn folder(&self, folder: &Folder) -> Result<File, String> {
        self.page("folder.md", &folder.page, folder)
    }

    pub(super) fn operation(&self, operation: &Operation) -> Result<File, String> {
        self.page("operation.md", &operation.page, operation)
    }

    /// The pages of types and the list of them; nothing if there are none.
    pub(super) fn types(&self, types: &[TypePage]) -> Result<Vec<File>, String> {
        if types.is_empty() {
            return Ok(Vec::new());
        }
        let mut files = vec![self.page("types.md", &anchor::types(), &types)?];
        for ty in types {
            files.push(self.page("type.md", &ty.page, ty)?);
        }
        Ok(files)
    }

    fn page(&self, template: &str, page: &str, model: &impl Serialize) -> Result<File, String> {
        let template = self.templates.get_template(template).map_err(|error| error.to_string())?;
        let root = Value::from_safe_string("../".repeat(page.matches('/').count()));
        let context =
            context! { title => self.title, page => Value::from_serialize(self.secrets.model(model)?), root };
        let rendered = template.render(context).map_err(|error| format!("{page}: {error:#}"))?;
        Ok(File::own(format!("{}.md", place(page)), text::tidied(&rendered)))
    }
}

/// Where a page is: repositories and wikis show the file `README` of a folder beside its list of files.
fn place(page: &str) -> String {
    match page.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("{folder}README"),
        Some(_) | None => page.to_owned(),
    }
}

/// Writes a value: a text so that it means itself, on one line.
fn write(out: &mut Output<'_>, _state: &State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    let written = match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&text::escaped(text)),
        Some(text) => out.write_str(text),
        None => out.write_str(&value.to_string()),
    };
    written.map_err(minijinja::Error::from)
}
