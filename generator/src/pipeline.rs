//! The driver: from the texts of a collection and its environments to everything that is written from them.
//!
//! The only place that knows the order of the stages: parse, lower, name, emit, print.

use std::path::{Path, PathBuf};

use crate::{
    api::Api,
    diagnostic::{Code, Diagnostic, Diagnostics},
    emit, format, lower, name, parallel,
    postman::Environment,
    print,
    report::Report,
    rust,
    settings::Settings,
    source,
    write::Problem,
};

pub(crate) use crate::source::Source;
#[cfg(feature = "cli")]
pub(crate) use crate::source::{Stamp, settings_candidates};

/// What is read.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) source: Source,
    /// A later one wins.
    pub(crate) environments: Vec<Source>,
    pub(crate) own: Own,
}

/// The user's own words.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    pub(crate) settings: Settings,
    /// The file that some of them come from.
    pub(crate) file: Option<Source>,
}

/// What the generator made of an [`Input`].
#[derive(Clone, Debug)]
pub(crate) struct Understood {
    pub(crate) api: Api,
    pub(crate) client: rust::Client,
    /// All of them stand in the collection.
    pub(crate) diagnostics: Diagnostics,
}

/// Why nothing could be made of an [`Input`].
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) source: Source,
    /// At least one.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Refusal {
    fn new(source: &Source, diagnostics: Vec<Diagnostic>) -> Self {
        Self { source: source.clone(), diagnostics }
    }

    /// What is wrong with settings; nothing if nothing is. Those of a file are told first.
    fn of_settings(own: &Own, errors: Vec<Diagnostic>) -> Result<(), Box<Self>> {
        let (mut in_file, made): (Vec<_>, Vec<_>) =
            errors.into_iter().partition(|error| error.offset.is_some());
        in_file.sort_by_key(|error| error.offset);
        match &own.file {
            Some(file) if !in_file.is_empty() => Err(Box::new(Self::new(file, in_file))),
            Some(_) | None if made.is_empty() => Ok(()),
            Some(_) | None => Err(Box::new(Self::new(&Source::from_text("the settings", ""), made))),
        }
    }
}

/// Reads a collection or an environment from disk, whatever its encoding.
pub(crate) fn read(path: &Path) -> Result<Source, Box<Diagnostic>> {
    Source::read(path).map_err(Box::new)
}

/// The settings of a collection: those in the file that is given or lies beside it, and those by methods, which win.
pub(crate) fn own(collection: &Path, config: Option<&Path>, made: &Settings) -> Result<Own, Box<Refusal>> {
    let Some(path) = settings_file(collection, config) else {
        return Ok(Own { settings: made.clone(), file: None });
    };
    let refuse = |error| Box::new(Refusal::new(&Source::nothing(&path), vec![error]));
    let file = Source::read(&path).map_err(refuse)?;
    let settings = parse(&file).map_err(|errors| Box::new(Refusal::new(&file, errors)))?;
    Ok(Own { settings: settings.merged(made.clone()), file: Some(file) })
}

/// The file of a collection's settings: the one that is given, or the one that lies beside it.
pub(crate) fn settings_file(collection: &Path, config: Option<&Path>) -> Option<PathBuf> {
    config.map(Path::to_path_buf).or_else(|| source::settings_beside(collection))
}

#[cfg(feature = "toml")]
fn parse(file: &Source) -> Result<Settings, Vec<Diagnostic>> {
    crate::settings::read(&file.text)
}

#[cfg(not(feature = "toml"))]
fn parse(file: &Source) -> Result<Settings, Vec<Diagnostic>> {
    use crate::diagnostic::Pointer;
    let message = format!("{} holds settings, which this build script cannot read", file.name);
    let help = "turn on the feature `toml` of the crate `postwright`";
    Err(vec![Diagnostic::error(Code::UnreadableFile, message, Pointer::root()).help(help)])
}

/// Parses, lowers and names, with so many threads; `None`: one for each processor.
pub(crate) fn understand(input: &Input, threads: Option<usize>) -> Result<Understood, Box<Refusal>> {
    understand_but_for(input, threads, &[])
}

/// The same for an earlier state of a collection, which need not have all that the settings of today speak of.
#[cfg(feature = "cli")]
pub(crate) fn understand_earlier(input: &Input, threads: Option<usize>) -> Result<Understood, Box<Refusal>> {
    understand_but_for(input, threads, &[Code::UnmatchedSetting])
}

/// Parses, lowers and names, whatever errors of these codes the settings have.
fn understand_but_for(
    input: &Input,
    threads: Option<usize>,
    allowed: &[Code],
) -> Result<Understood, Box<Refusal>> {
    let threads = threads.unwrap_or_else(parallel::available);
    let refuse = |source| move |diagnostic| Box::new(Refusal::new(source, vec![diagnostic]));
    let mut diagnostics = Diagnostics::default();
    let mut collection = format::read(&input.source, &mut diagnostics).map_err(refuse(&input.source))?;
    let mut environment = Environment::default();
    for source in &input.environments {
        let export = format::environment::read(source, &mut diagnostics).map_err(refuse(source))?;
        environment.exports.push(export);
    }
    let (settings, mut errors) = (&input.own.settings, Vec::new());
    lower::adjust(&mut collection, &mut environment, settings, &mut errors);
    let api = lower::api(&collection, &environment, settings, threads, &mut errors, &mut diagnostics);
    drop(collection);
    let client = name::client(&api, settings, threads, &mut errors);
    errors.retain(|error| !allowed.contains(&error.code));
    Refusal::of_settings(&input.own, errors)?;
    Ok(Understood { api, client, diagnostics })
}

/// Emits and prints the Rust module; its header names `file_name`.
pub(crate) fn module(understood: &Understood, file_name: &str) -> Result<String, Problem> {
    print(understood, file_name, None)
}

/// The same with so many threads; `None`: one for each processor.
pub(crate) fn print(
    understood: &Understood,
    file_name: &str,
    threads: Option<usize>,
) -> Result<String, Problem> {
    let file_name: String = file_name.chars().filter(|character| !character.is_control()).collect();
    let header = format!(
        "// Generated by Postwright {} from {file_name}. Do not edit: change the collection and generate again.",
        env!("CARGO_PKG_VERSION"),
    );
    let threads = threads.unwrap_or_else(parallel::available);
    print::file(&header, &emit::client(&understood.client), threads).map_err(|problem| {
        Problem::new(format!("the generated code cannot be printed: {problem}"))
            .help("this is a defect of Postwright: please report it with the collection")
    })
}

/// The first `postwright.toml` of a collection.
#[cfg(feature = "cli")]
pub(crate) fn starter(understood: &Understood) -> String {
    crate::starter::text(&understood.api, &understood.client)
}

/// The variables of a collection, and where they have their values from, as JSON.
#[cfg(feature = "cli")]
pub(crate) fn variables(input: &Input) -> serde_json::Value {
    crate::manifest::variables(&declared(input), &input.source.name)
}

/// The variables of a collection with what the settings say of them.
#[cfg(feature = "cli")]
fn declared(input: &Input) -> Vec<crate::api::Variable> {
    // All was read before, so nothing new can be wrong with it.
    let nothing = &mut Diagnostics::default();
    let Ok(mut collection) = format::read(&input.source, nothing) else { return Vec::new() };
    let exports =
        input.environments.iter().filter_map(|source| format::environment::read(source, nothing).ok());
    let mut environment = Environment { exports: exports.collect() };
    lower::adjust(&mut collection, &mut environment, &input.own.settings, &mut Vec::new());
    lower::variables(&collection, &environment)
}

/// Explains a field of a generated type, as text or as JSON.
#[cfg(feature = "cli")]
pub(crate) fn explain(
    input: &Input,
    understood: &Understood,
    wanted: &str,
    is_json: bool,
) -> Result<String, Problem> {
    // It was read before, so nothing new can be wrong with it.
    let collection = format::read(&input.source, &mut Diagnostics::default());
    let bodies = collection.map(|collection| lower::samples::of_requests(&collection)).unwrap_or_default();
    let Understood { api, client, .. } = understood;
    let found =
        crate::explain::explain(api, client, &bodies.into_iter().collect(), &input.own.settings, wanted);
    let found = found.map_err(|(message, help)| Problem::new(message).help(help))?;
    let report = Report::new(&input.source);
    let locate = |pointer: &crate::diagnostic::Pointer| report.line_of(pointer);
    Ok(if is_json {
        format!("{:#}\n", crate::explain::json(&found, &locate))
    } else {
        crate::explain::text(&found, &locate)
    })
}

/// The command that sends an operation with curl.
#[cfg(feature = "cli")]
pub(crate) fn curl(
    understood: &Understood,
    prefix: &str,
    wanted: &str,
    given: Vec<(String, String)>,
) -> Result<crate::curl::Command, Problem> {
    let found = crate::curl::curl(&understood.api, &understood.client, prefix, wanted, given);
    found.map_err(|(message, help)| Problem::new(message).help(help))
}

/// What the documentation shows of each operation of the SDK that is the crate or module `library`: its function, a Rust
/// program, the message that is sent, and the command for curl.
#[cfg(feature = "cli")]
pub(crate) fn snippets(understood: &Understood, library: &str) -> Vec<[String; 4]> {
    let Understood { api, client, .. } = understood;
    let sdk = crate::snippet::Sdk::new(api, client, library);
    let entries = crate::manifest::operations(api, client);
    let shown = |entry: &crate::manifest::Entry<'_>| {
        [entry.function(), sdk.rust(entry), sdk.http(entry), sdk.curl(entry).text]
    };
    entries.iter().map(shown).collect()
}

/// The same with the command for curl, a line of JSON for each operation.
#[cfg(feature = "cli")]
pub(crate) fn snippet_lines(understood: &Understood, library: &str) -> String {
    let Understood { api, client, .. } = understood;
    let sdk = crate::snippet::Sdk::new(api, client, library);
    let entries = crate::manifest::operations(api, client);
    let line = |entry: &crate::manifest::Entry<'_>| {
        let curl = sdk.curl(entry);
        let json = serde_json::json!({
            "pointer": entry.operation.at.as_str(), "function": entry.function(), "rust": sdk.rust(entry),
            "http": sdk.http(entry), "curl": curl.text, "notes": curl.notes,
            "variables": curl.variables,
        });
        format!("{json}\n")
    };
    entries.iter().map(line).collect()
}

/// The files of the reference, as a site or as Markdown; its code calls the SDK that is the crate or module `library`.
#[cfg(feature = "cli")]
pub(crate) fn docs(
    input: &Input,
    understood: &Understood,
    library: &str,
    format: crate::docs::Format,
) -> Result<Vec<crate::write::File>, Problem> {
    use crate::{docs, item::Items};
    let Understood { api, client, .. } = understood;
    let Input { source, environments, own: _ } = input;
    let secret = declared(input).into_iter().filter(|variable| variable.secret).map(|variable| variable.name);
    let files = Items::new(source, environments, secret).and_then(|items| {
        let input = docs::Input { api, client, items: &items, file_name: source.file_name(), library };
        docs::files(&input, format)
    });
    files.map_err(|problem| {
        Problem::new(format!("the reference cannot be written: {problem}"))
            .help("this is a defect of Postwright: please report it with the collection")
    })
}

/// How the result of a comparison is written.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Text,
    Json,
    Markdown,
}

/// What changed between two collections for callers of the SDK, and how heavy that is.
#[cfg(feature = "cli")]
pub(crate) fn diff(
    (old, was): (&Source, &Understood),
    (new, is): (&Source, &Understood),
    look: Look,
) -> Result<(String, crate::diff::Weight), Problem> {
    use crate::diff;
    let changes = changes(was, is)?;
    let (was, is) = (Report::new(old), Report::new(new));
    let (was, is) = (|pointer: &_| was.line_of(pointer), |pointer: &_| is.line_of(pointer));
    let text = match look {
        Look::Text => diff::text(&changes, &was, &is),
        Look::Json => format!("{:#}\n", diff::json(&changes, &was, &is)),
        Look::Markdown => diff::markdown(&changes, &was, &is),
    };
    Ok((text, diff::verdict(&changes)))
}

#[cfg(feature = "cli")]
fn changes(was: &Understood, is: &Understood) -> Result<Vec<crate::diff::Change>, Problem> {
    use crate::diff::{self, Side};
    let [old, new] = [was, is].map(|Understood { api, client, .. }| Side { api, client });
    let mut changes = diff::changes(old, new);
    // What is said of types and operations need not be all that differs.
    if changes.is_empty() && module(was, "")? != module(is, "")? {
        changes.push(diff::details());
    }
    Ok(changes)
}

/// What changed since an earlier state of the collection, for the changelog of a crate.
///
/// The states are those of what the user wrote, the earlier one of the collection alone: generated code is another one with
/// each release of Postwright, and with each setting for both sides, and what was told already would be told again.
#[cfg(feature = "cli")]
pub(crate) fn since(
    (old, was): (&Input, &Understood),
    (new, is): (&Input, &Understood),
) -> Result<crate::package::Since, Problem> {
    let text = crate::diff::entry(&changes(was, is)?);
    let to = [&new.source].into_iter().chain(&new.own.file).chain(&new.environments);
    Ok(crate::package::Since::new(state([&old.source]), state(to), text))
}

/// Tells sources from others by what is in them, wherever that lies.
#[cfg(feature = "cli")]
fn state<'a>(sources: impl IntoIterator<Item = &'a Source>) -> String {
    let mut hashes = String::new();
    for source in sources {
        let parts = source.files.iter().flat_map(|part| [&part.path, &part.source.text]);
        hashes.extend(parts.chain([&source.text]).map(|text| crate::write::hash(text.as_bytes())));
    }
    crate::write::hash(hashes.as_bytes())
}

/// What was guessed, and which example would help most.
pub(crate) fn guesses(understood: &Understood) -> Diagnostics {
    crate::guess::guesses(&understood.api)
}

/// What `inspect` shows.
pub(crate) fn manifest(understood: &Understood) -> serde_json::Value {
    crate::manifest::manifest(&understood.api, &understood.client)
}

/// The example `replay` of a crate that is called `sdk`.
#[cfg(feature = "cli")]
pub(crate) fn replay(understood: &Understood, module: &str, file_name: &str) -> String {
    use crate::package;
    let files = package::files(&package::Input {
        api: &understood.api,
        client: &understood.client,
        manifest: &manifest(understood),
        module,
        file_name,
        name: &package::derived(&["sdk"]),
        runtime_path: None,
    });
    files.into_iter().find(|file| file.path == "examples/replay.rs").map(|file| file.text).unwrap_or_default()
}

/// Messages as a person reads them, in rustc's look. Ends with a line break unless there are none.
pub(crate) fn render(source: &Source, diagnostics: &[&Diagnostic], color: bool) -> String {
    let report = Report::new(source);
    diagnostics.iter().flat_map(|diagnostic| [report.text(diagnostic, color), "\n".to_owned()]).collect()
}

/// Messages as a program reads them.
#[cfg(feature = "cli")]
pub(crate) fn json(source: &Source, diagnostics: &[&Diagnostic]) -> Vec<serde_json::Value> {
    let report = Report::new(source);
    diagnostics.iter().map(|diagnostic| report.json(diagnostic)).collect()
}

/// Messages on one line each, with file, line and column.
pub(crate) fn lines(source: &Source, diagnostics: &[&Diagnostic]) -> Vec<String> {
    let report = Report::new(source);
    diagnostics.iter().map(|diagnostic| report.line(diagnostic)).collect()
}
