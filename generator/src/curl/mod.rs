//! An operation into the command of a shell that sends it with curl.
//!
//! What it sends is what replay sends: the samples of the collection. Credentials and secret settings are variables of
//! the environment, the same that `from_env` of the SDK reads.

mod auth;
mod body;
mod environment;
mod given;
mod header;
mod url;
mod word;

use std::collections::BTreeMap;

use crate::api::{Api, Operation};
use crate::manifest::{Entry, operations};
use crate::rust::Client;
use crate::settings::suggestion;
pub(crate) use auth::{Added, Values, as_it_is, credentials};
pub(crate) use body::{FILE, is_sent, parts, text};
pub(crate) use given::Given;
pub(crate) use header::own as headers;
pub(crate) use url::{STRICT, encoded, url};
pub(crate) use word::Word;

/// An argument of a program has at most 128 KiB on Linux; longer ones cannot be run.
const LONGEST: usize = 100 * 1024;

/// Where the operation belongs, and what is its own.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    pub(crate) api: &'a Api,
    pub(crate) client: &'a Client,
    pub(crate) operation: &'a Operation,
    /// With which the variables of the environment begin: `SHOP`.
    pub(crate) prefix: &'a str,
    /// What the user gives.
    pub(crate) given: &'a Given,
}

/// A command, and what it cannot do that the SDK does.
pub(crate) struct Command {
    pub(crate) text: String,
    pub(crate) notes: Vec<String>,
    /// The variables of the environment that it needs, with what the collection has in their place.
    pub(crate) variables: BTreeMap<String, String>,
}

/// A command while it is put together.
#[derive(Default)]
struct Draft {
    /// An option with its value, or an option, or the URL.
    words: Vec<(&'static str, Option<Word>)>,
    /// What it reads from its standard input.
    input: Option<Word>,
    notes: Vec<String>,
}

impl Draft {
    fn flag(&mut self, option: &'static str) {
        self.words.push((option, None));
    }

    fn option(&mut self, option: &'static str, value: Word) {
        self.words.push((option, Some(value)));
    }

    fn header(&mut self, name: &str, value: Word) {
        // curl takes `name:` for a header that it shall not send.
        let is_empty = value == Word::text("");
        let word = if is_empty {
            Word::text(format!("{name};"))
        } else {
            Word::text(format!("{name}: ")).and(value)
        };
        self.option("--header", word);
    }

    fn arguments(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter_map(|(_, word)| word.as_ref())
    }

    /// The arguments and what it reads.
    fn texts(&self) -> impl Iterator<Item = &Word> {
        self.arguments().chain(&self.input)
    }

    fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }
}

/// The command that sends what the collection has as an example.
pub(crate) fn of(api: &Api, client: &Client, prefix: &str, operation: &Operation) -> Command {
    command(&Request { api, client, operation, prefix, given: &Given::default() })
}

/// The command for the operation that `wanted` names; or what is wrong with the wish, and how to mend it.
pub(crate) fn curl(
    api: &Api,
    client: &Client,
    prefix: &str,
    wanted: &str,
    given: Vec<(String, String)>,
) -> Result<Command, (String, String)> {
    let entries = operations(api, client);
    let entry = find(&entries, wanted)?;
    let given = Given::new(given);
    let request = Request { api, client, operation: entry.operation, prefix, given: &given };
    if let Some((name, names)) = given.unknown(&request) {
        let help = suggestion(name, names.iter().copied(), &format!("its names are {}", list(&names)));
        return Err((format!("`{}` has no `{}`", entry.function(), name.escape_debug()), help));
    }
    Ok(command(&request))
}

/// A text means a function (`keys::create_key`) or the end of one, a pointer, or the name of a request.
fn find<'e, 'a>(entries: &'e [Entry<'a>], wanted: &str) -> Result<&'e Entry<'a>, (String, String)> {
    let tests: [&dyn Fn(&Entry<'_>) -> bool; 3] = [
        &|entry| entry.function() == wanted || entry.operation.at.as_str() == wanted,
        &|entry| entry.method.ident.as_str() == wanted,
        &|entry| entry.operation.name.trim() == wanted.trim(),
    ];
    for test in tests {
        let found: Vec<&Entry<'_>> = entries.iter().filter(|entry| test(entry)).collect();
        match found.as_slice() {
            [] => {}
            [entry] => return Ok(entry),
            several => {
                let functions: Vec<String> = several.iter().map(|entry| entry.function()).collect();
                let functions: Vec<&str> = functions.iter().map(String::as_str).collect();
                let message = format!("`{}` is several operations", wanted.escape_debug());
                return Err((message, format!("name one of {}", list(&functions))));
            }
        }
    }
    let functions: Vec<String> = entries.iter().map(Entry::function).collect();
    let help =
        suggestion(wanted, functions.iter().map(String::as_str), "`postwright inspect` lists all functions");
    Err((format!("there is no operation `{}`", wanted.escape_debug()), help))
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The command that sends a request.
fn command(request: &Request<'_>) -> Command {
    let operation = request.operation;
    let mut draft = Draft::default();
    let has_body = body::is_sent(operation);
    match operation.method.as_str() {
        "GET" if !has_body => {}
        "HEAD" if !has_body => draft.flag("--head"),
        method => draft.option("--request", Word::text(method)),
    }
    let url = url::url(request);
    // curl would take them for a pattern of several addresses, and would leave segments out.
    if url.has(|text| text.contains(['[', ']', '{', '}'])) {
        draft.flag("--globoff");
    }
    if url.has(|text| text.contains("/.")) {
        draft.flag("--path-as-is");
    }
    redirects(operation, &mut draft);
    let mut sent = Vec::new();
    for (name, value) in header::own(request) {
        draft.header(&name, value);
        sent.push(name);
    }
    if !sent.iter().any(|name| name.eq_ignore_ascii_case("authorization")) {
        sent.extend(auth::apply(request, &mut draft));
    }
    if has_body {
        body::body(request, &sent, &mut draft);
    }
    draft.words.push(("", Some(url)));
    if draft.texts().any(|word| word.has(|text| text.contains('\0'))) {
        draft.note("no shell passes on the character NUL: the request goes without it");
    }
    if draft.arguments().any(|word| word.has(|text| text.len() > LONGEST)) {
        draft.note("an argument is longer than 100 KiB: systems that pass on less cannot run the command");
    }
    let line = |(option, value): &(&str, Option<Word>)| {
        let value = value.as_ref().map(Word::quoted);
        [Some((*option).to_owned()).filter(|option| !option.is_empty()), value]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let lines: Vec<String> = draft.words.iter().map(line).collect();
    let variables = environment::examples(request, &draft);
    // A command of the shell itself takes words of any length, and passes on each byte: a here-document ends with a line
    // break, whether the body does or not.
    let input = draft.input.map(|input| format!("printf %s {} |\n", input.quoted())).unwrap_or_default();
    Command { variables, text: format!("{input}curl {}\n", lines.join(" \\\n  ")), notes: draft.notes }
}

fn redirects(operation: &Operation, draft: &mut Draft) {
    if !operation.redirects.follow {
        return;
    }
    draft.flag("--location");
    if operation.redirects.keep_method {
        for option in ["--post301", "--post302", "--post303"] {
            draft.flag(option);
        }
    }
    if let Some(limit) = operation.redirects.limit {
        draft.option("--max-redirs", Word::text(limit.to_string()));
    }
}
