//! From a build script's settings to modules in `OUT_DIR`, and the lines that cargo reads.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use heck::ToSnakeCase;

use crate::diagnostic::{Diagnostic, Severity};
use crate::generator::{refused, understand};
use crate::pipeline::{self, Input, Source};
use crate::settings::Settings;
use crate::write::{self, Problem};

/// More warnings than this would hide what else cargo says.
const MAX_WARNINGS: usize = 10;

/// Writes the SDK of a collection from a build script: this one line is all of `build.rs`.
///
/// ```no_run
/// // In `main` of build.rs:
/// postwright::build_script("collections/shop.postman_collection.json");
/// ```
///
/// The module goes to `$OUT_DIR/shop.rs`, and `postwright_runtime::include_sdk!(pub mod shop);` includes it: its name
/// is the file's up to `.postman_collection.json` or `.json`, in snake case. The path is relative to the package.
/// The script runs again when the collection changes; what the generator has to say becomes warnings of cargo.
/// When no SDK can be written, the reason is printed and the build ends.
///
/// Use [`Builder`] for environments, other names, or several collections.
pub fn build_script(path: impl AsRef<Path>) {
    if let Err(error) = Builder::new().collection(path).run() {
        let _ = writeln!(io::stderr(), "{error}");
        std::process::exit(1);
    }
}

/// Writes the SDKs of collections from a build script, with settings.
///
/// ```no_run
/// # fn main() -> Result<(), postwright::Error> {
/// // build.rs
/// postwright::Builder::new()
///     .collection("collections/shop.postman_collection.json")
///     .environment("collections/production.postman_environment.json")
///     .collection("collections/billing-v2.json")
///     .module_name("billing")
///     .run()?;
/// # Ok(())
/// # }
/// ```
///
/// `environment` and `module_name` belong to the collection before them; an environment before the first
/// collection belongs to all.
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is written until `run` is called"]
pub struct Builder {
    /// For all collections.
    environments: Vec<PathBuf>,
    settings: Settings,
    collections: Vec<Collection>,
    out_dir: Option<PathBuf>,
    strays: Vec<String>,
}

#[derive(Clone, Debug)]
struct Collection {
    path: PathBuf,
    environments: Vec<PathBuf>,
    config: Option<PathBuf>,
    settings: Settings,
    module_name: Option<String>,
}

/// Why no SDK could be written, ready to be shown: file, line and column, what was expected, how to mend it.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    text: String,
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// As [`Display`](fmt::Display), so that a build script that returns the error shows it in a readable way.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl std::error::Error for Error {}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self { text: problem.to_string() }
    }
}

impl Error {
    pub(crate) fn diagnostics(source: &Source, diagnostics: &[&Diagnostic]) -> Self {
        Self { text: pipeline::render(source, diagnostics, false).trim_end().to_owned() }
    }
}

impl Builder {
    /// Without a collection; [`Builder::collection`] adds one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a collection; a relative path starts at the package's folder.
    pub fn collection(mut self, path: impl AsRef<Path>) -> Self {
        let path = path.as_ref().to_path_buf();
        self.collections.push(Collection {
            path,
            environments: Vec::new(),
            config: None,
            settings: Settings::new(),
            module_name: None,
        });
        self
    }

    /// Takes the values of a Postman environment or globals file as defaults; of several the last one wins.
    ///
    /// It belongs to the collection before it, or to all if there is none yet.
    pub fn environment(mut self, path: impl AsRef<Path>) -> Self {
        let path = path.as_ref().to_path_buf();
        match self.collections.last_mut() {
            Some(collection) => collection.environments.push(path),
            None => self.environments.push(path),
        }
        self
    }

    /// Takes the settings in this file for the collection before it, instead of those that lie beside the collection:
    /// in `<collection>.postwright.toml`, or else in `postwright.toml`. Reading them needs the feature `toml`.
    pub fn config(mut self, path: impl AsRef<Path>) -> Self {
        match self.collections.last_mut() {
            Some(collection) => collection.config = Some(path.as_ref().to_path_buf()),
            None => self.strays.push(format!("the settings file `{}`", path.as_ref().display())),
        }
        self
    }

    /// Takes these settings; they go before those of a file.
    ///
    /// They belong to the collection before them, or to all if there is none yet.
    pub fn settings(mut self, settings: Settings) -> Self {
        let own =
            self.collections.last_mut().map_or(&mut self.settings, |collection| &mut collection.settings);
        *own = std::mem::take(own).merged(settings);
        self
    }

    /// Names the module of the collection before it, and thereby its file; by default the collection's file name
    /// up to `.postman_collection.json` or `.json`, in snake case.
    pub fn module_name(mut self, name: impl Into<String>) -> Self {
        match self.collections.last_mut() {
            Some(collection) => collection.module_name = Some(name.into()),
            None => self.strays.push(format!("the module name `{}`", name.into())),
        }
        self
    }

    /// Writes into this folder instead of `$OUT_DIR`.
    pub fn out_dir(mut self, path: impl AsRef<Path>) -> Self {
        self.out_dir = Some(path.as_ref().to_path_buf());
        self
    }

    /// Writes a module for every collection; a file that is up to date is not touched.
    ///
    /// Prints the lines `cargo::rerun-if-changed` and `cargo::warning` to standard output.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or is no collection, a name is no module's, or a module cannot be written.
    pub fn run(self) -> Result<(), Error> {
        self.run_to(&mut io::stdout().lock())
    }

    fn run_to(&self, out: &mut dyn Write) -> Result<(), Error> {
        if let Some(what) = self.strays.first() {
            return Err(Problem::new(format!("{what} belongs to no collection"))
                .help("say it after the `.collection(…)` that it belongs to")
                .into());
        }
        // All of them before anything can fail: a mended file must start the script again.
        for path in self.files() {
            say(out, "rerun-if-changed", &path.display().to_string());
        }
        // A path that is not there would start it every time.
        for path in self.collections.iter().filter_map(Collection::config) {
            say(out, "rerun-if-changed", &path.display().to_string());
        }
        let folder = self.folder()?;
        let mut names: Vec<String> = Vec::new();
        for collection in &self.collections {
            let name = collection.module()?;
            if names.contains(&name) {
                return Err(Problem::new(format!("two collections have the module name `{name}`"))
                    .help("give one of them another name with `.module_name(…)`")
                    .into());
            }
            let text = self.text(collection, out)?;
            write::file(&folder.join(format!("{name}.rs")), &text)?;
            names.push(name);
        }
        Ok(())
    }

    /// Everything that is read.
    fn files(&self) -> impl Iterator<Item = &PathBuf> {
        let own = self.collections.iter().flat_map(|one| std::iter::once(&one.path).chain(&one.environments));
        self.environments.iter().chain(own)
    }

    fn folder(&self) -> Result<PathBuf, Problem> {
        match (&self.out_dir, std::env::var_os("OUT_DIR")) {
            (Some(folder), _) => Ok(folder.clone()),
            (None, Some(folder)) => Ok(PathBuf::from(folder)),
            (None, None) => Err(Problem::new("OUT_DIR is not set, so this is no build script")
                .help("call it from build.rs, say where to write with `.out_dir(…)`, or use the command `postwright`")),
        }
    }

    /// The module of a collection.
    fn text(&self, collection: &Collection, out: &mut dyn Write) -> Result<String, Error> {
        let environments = self.environments.iter().chain(&collection.environments);
        let environments = environments.map(|path| read(path)).collect::<Result<_, _>>()?;
        let settings = self.settings.clone().merged(collection.settings.clone());
        let own = pipeline::own(&collection.path, collection.config.as_deref(), &settings)
            .map_err(|refusal| refused(&refusal))?;
        let input = Input { source: read(&collection.path)?, environments, own };
        // The folder itself is watched, too, so that a new file starts the script.
        for part in &input.source.files {
            say(out, "rerun-if-changed", &part.source.name);
        }
        let understood = understand(&input, None)?;
        let of = |severity| understood.diagnostics.iter().filter(move |one| one.severity == severity);
        let errors: Vec<&Diagnostic> = of(Severity::Error).collect();
        if !errors.is_empty() {
            return Err(Error::diagnostics(&input.source, &errors));
        }
        warn(out, &input.source, &of(Severity::Warning).collect::<Vec<_>>());
        Ok(pipeline::module(&understood, input.source.file_name())?)
    }
}

impl Collection {
    /// The file of its settings.
    fn config(&self) -> Option<PathBuf> {
        pipeline::settings_file(&self.path, self.config.as_deref())
    }

    /// The module's name, which is that of its file, too.
    fn module(&self) -> Result<String, Problem> {
        let Some(name) = &self.module_name else {
            return Ok(module_name(&self.path));
        };
        if is_module(name) {
            return Ok(name.clone());
        }
        Err(Problem::new(format!("`{name}` cannot be the name of a module"))
            .help(format!("use letters, digits and `_`, and no keyword: `{}`", module_name(Path::new(name)))))
    }
}

/// A file of the user's.
pub(crate) fn read(path: &Path) -> Result<Source, Error> {
    pipeline::read(path).map_err(|diagnostic| Error::diagnostics(&Source::nothing(path), &[&diagnostic]))
}

/// One line for cargo. When nobody listens any more there is nobody to tell.
fn say(out: &mut dyn Write, key: &str, value: &str) {
    let _ = writeln!(out, "cargo::{key}={}", value.replace(['\n', '\r'], " "));
}

fn warn(out: &mut dyn Write, source: &Source, warnings: &[&Diagnostic]) {
    let shown = warnings.get(..MAX_WARNINGS).unwrap_or(warnings);
    for line in pipeline::lines(source, shown) {
        say(out, "warning", &line);
    }
    if warnings.len() > shown.len() {
        let more = warnings.len() - shown.len();
        say(out, "warning", &format!("{more} more; `postwright lint {}` shows all of them", source.name));
    }
}

/// The file's or folder's name up to `.postman_collection.json` or `.json`, as the name of a module.
pub(crate) fn module_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = [".postman_collection.json", ".json"].iter().find_map(|suffix| name.strip_suffix(suffix));
    let text: String =
        stem.unwrap_or(&name).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let name: String =
        text.to_snake_case().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let mut name = name.trim_matches('_').to_owned();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert_str(0, if name.is_empty() { "sdk" } else { "sdk_" });
    }
    if is_module(&name) { name } else { name + "_" }
}

/// Whether a text can stand behind `mod` and be a file's name.
fn is_module(name: &str) -> bool {
    // `gen` is a keyword since edition 2024, and the parser takes it for a name.
    name != "gen" && name != "_" && name.is_ascii() && syn::parse_str::<syn::Ident>(name).is_ok()
}

#[cfg(test)]
mod tests;
