//! Pages into files of HTML that open from a disk as well as from a server.
//!
//! Templates escape all that they are given; what they take as it is was sanitised by `prose`. No page needs anything from
//! elsewhere, and none runs a script that is not the reference's own, which its policy tells the browser, too.

mod prose;
pub(super) mod search;

use minijinja::{
    AutoEscape, Environment, Output, State, UndefinedBehavior, Value, context, escape_formatter,
};
use serde::Serialize;

use super::Input;
use super::folder::Folder;
use super::operation::Operation;
use super::overview::Overview;
use super::tree::name;
use super::ty::TypePage;
use crate::item::Secrets;
use crate::write::File;

const TEMPLATES: &[(&str, &str)] = &[
    ("layout.html", include_str!("layout.html")),
    ("parts.html", include_str!("parts.html")),
    ("overview.html", include_str!("overview.html")),
    ("folder.html", include_str!("folder.html")),
    ("operation.html", include_str!("operation.html")),
    ("type.html", include_str!("type.html")),
    ("types.html", include_str!("types.html")),
];

/// What every page needs, taken as it is.
const ASSETS: &[(&str, &str)] = &[
    ("assets/style.css", include_str!("style.css")),
    ("assets/script.js", include_str!("script.js")),
    ("assets/icon.svg", include_str!("icon.svg")),
];

/// The templates, and what all pages have in common.
pub(super) struct Look {
    templates: Environment<'static>,
    secrets: Secrets,
    site: Site,
}

/// What all pages have in common.
#[derive(Clone, Debug, Serialize)]
struct Site {
    title: String,
    version: Option<String>,
    has_types: bool,
}

impl Look {
    pub(super) fn new(input: &Input<'_>) -> Result<Self, String> {
        let mut templates = Environment::new();
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.set_trim_blocks(true);
        templates.set_lstrip_blocks(true);
        templates.set_formatter(write);
        templates.add_filter("prose", |text: &str| Value::from_safe_string(prose::blocks(text)));
        templates.add_filter("rust", |text: &str| Value::from_safe_string(prose::rust(text)));
        templates.add_filter("line", |text: &str| Value::from_safe_string(prose::cell(text)));
        for (name, text) in TEMPLATES {
            templates.add_template(name, text).map_err(|error| error.to_string())?;
        }
        let secrets = input.items.secrets().clone();
        let site = Site {
            title: name(&input.api.name, "Untitled API", &secrets),
            version: input.api.version.as_deref().map(|version| secrets.hide(version).into_owned()),
            has_types: !input.client.types.is_empty(),
        };
        Ok(Self { templates, secrets, site })
    }

    /// The first page, and what all pages need.
    pub(super) fn fixed(&self, overview: &Overview) -> Result<Vec<File>, String> {
        let assets = ASSETS.iter().map(|(path, text)| File::own(*path, *text));
        let page = self.page("overview.html", "index", overview)?;
        Ok(std::iter::once(page).chain(assets).collect())
    }

    pub(super) fn folder(&self, folder: &Folder) -> Result<File, String> {
        self.page("folder.html", &folder.page, folder)
    }

    pub(super) fn operation(&self, operation: &Operation) -> Result<File, String> {
        self.page("operation.html", &operation.page, operation)
    }

    /// The pages of types and the list of them; nothing if there are none.
    pub(super) fn types(&self, types: &[TypePage]) -> Result<Vec<File>, String> {
        if types.is_empty() {
            return Ok(Vec::new());
        }
        let mut files = vec![self.page("types.html", &crate::anchor::types(), &types)?];
        for ty in types {
            files.push(self.page("type.html", &ty.page, ty)?);
        }
        Ok(files)
    }

    fn page(&self, template: &str, page: &str, model: &impl Serialize) -> Result<File, String> {
        let template = self.templates.get_template(template).map_err(|error| error.to_string())?;
        let root = "../".repeat(page.matches('/').count());
        let context =
            context! { site => self.site, page => Value::from_serialize(self.secrets.model(model)?), root };
        let text = template.render(context).map_err(|error| format!("{page}: {error:#}"))?;
        Ok(File::own(format!("{page}.html"), text))
    }
}

/// Writes a value, escaped unless it is safe. The engine's own way escapes slashes as well, of which addresses are full.
fn write(out: &mut Output<'_>, state: &State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    match (state.auto_escape(), value.as_str()) {
        (AutoEscape::Html, Some(text)) if !value.is_safe() => {
            out.write_str(&prose::escaped(text)).map_err(minijinja::Error::from)
        }
        _ => escape_formatter(out, state, value),
    }
}
