//! From what a Postman collection says to what the service is. Every decision of meaning is taken here.
//!
//! | file | what it decides |
//! | --- | --- |
//! | `adjust` | what the settings leave out, hide or set before all else |
//! | `group`, `operation` | folders and requests: groups, operations, what is skipped and why |
//! | `server`, `path`, `query`, `header` | what is a client setting, an argument or constant |
//! | `auth`, `credentials`, `grant`, `secret` | which auth applies, which credential sets there are, what is secret |
//! | `body`, `form`, `json`, `property_names`, `response` | what travels and what its shape is learnt from |
//! | `learn`, `copies` | the part of it that needs no other operation, on all threads; copies are read once |
//! | `teach` | what the tables of fields in descriptions say about all of these |
//! | `lift` | which arguments the settings make settings of the client |
//! | `behavior`, `marker`, `lint` | settings, words of descriptions, advice |
//! | `template`, `resolve`, `variables` | variables, their values, and where these come from |

mod adjust;
mod alike;
mod anew;
mod auth;
mod auth_rules;
mod behavior;
mod body;
mod copies;
mod credentials;
mod form;
mod grant;
mod group;
mod header;
mod json;
mod learn;
mod lift;
mod lint;
mod marker;
mod operation;
mod path;
mod property_names;
mod query;
mod resolve;
mod response;
#[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "only the command explains"))]
pub(crate) mod samples;
mod secret;
#[cfg(feature = "cli")]
pub(crate) mod secrets;
mod server;
mod teach;
mod template;
mod variables;

#[cfg(test)]
mod fixture;

pub(crate) use adjust::adjust;
#[cfg(feature = "cli")]
pub(crate) use variables::variables;

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::api::{Api, Skipped};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Pointer, Severity};
use crate::parallel;
use crate::postman::{Collection, Environment, RequestItem};
use crate::settings::Settings;

/// Lowers a collection, with `threads` threads. Nothing fails: what cannot be kept is reported in `diagnostics`.
///
/// Settings of variables that match nothing are told in `errors`.
pub(crate) fn api(
    collection: &Collection,
    environment: &Environment,
    settings: &Settings,
    threads: usize,
    errors: &mut Vec<Diagnostic>,
    diagnostics: &mut Diagnostics,
) -> Api {
    let secrets = secret::variables(collection);
    let nothing = Environment::default();
    let names = resolve::Values::new(collection, &nothing, secrets.clone());
    let values = resolve::Values::new(collection, environment, secrets);
    let mut lowering = Lowering {
        values: &values,
        names: &names,
        servers: server::Servers::default(),
        credentials: credentials::Credentials::default(),
        arguments: lint::Arguments::default(),
        skipped: Vec::new(),
        requests: Vec::new(),
        told: HashSet::new(),
        diagnostics,
    };
    for (name, at) in values.with_user_info() {
        let place = format!("the user in the address that is the value of the variable `{name}`");
        lowering.hidden_secret(&place, at);
    }
    for dropped in &collection.dropped {
        lowering.skip(&dropped.name, dropped.reason.clone(), &dropped.at, dropped.help);
    }
    let (answers, mut lessons) = learn::answers(collection);
    let mut largest: Vec<_> = lessons.iter_mut().collect();
    // Nobody waits at the end for one that was begun last.
    largest.sort_by_key(|lessons| Reverse(lessons.size()));
    let mut root = parallel::beside(
        &mut largest,
        threads,
        || group::root(&mut lowering, collection),
        |lessons| lessons.read(),
    );
    learn::learn(&mut lowering, &mut root, answers, lessons, threads);
    let Lowering { servers, credentials, arguments, skipped, requests, diagnostics, .. } = lowering;
    let skipped = report_skipped(skipped, diagnostics);
    lint::empty(requests.len() + skipped.len(), diagnostics);
    lint::scripts(collection, &arguments, diagnostics);
    lint::shared(&arguments, requests.len(), settings, diagnostics);
    teach::share(&mut root);
    alike::join_alike(&mut root, threads);
    property_names::add(&mut root, &values, &names);
    let (servers, mut variables, places) = servers.finish(&values);
    group::renumber(&mut root, &places);
    lift::lift(&mut root, &mut variables, collection, &values, settings, errors);
    Api {
        name: collection.name.clone(),
        description: collection.description.clone(),
        version: collection.version.clone(),
        format: collection.format.name(),
        servers,
        variables,
        credentials: credentials.finish(&places),
        root,
        skipped,
    }
}

/// Says what is left out: readers and lowering find it at different times, people look for it from top to bottom.
fn report_skipped(mut skipped: Vec<(Skipped, &'static str)>, diagnostics: &mut Diagnostics) -> Vec<Skipped> {
    let place = |at: &Pointer| -> Vec<(usize, String)> {
        let parts = at.as_str().split(['/', '#']);
        parts.map(|part| (part.parse().unwrap_or_default(), part.to_owned())).collect()
    };
    skipped.sort_by_cached_key(|(skipped, _)| place(&skipped.at));
    // What its owner left out needs no remedy.
    for (skipped, help) in skipped.iter().filter(|(_, help)| !help.is_empty()) {
        let name = skipped.name.trim();
        let called = if name.is_empty() { "an item without name".to_owned() } else { format!("`{name}`") };
        let message = format!("{called} is skipped: {}", skipped.reason);
        diagnostics.warn(Code::SkippedRequest, message, &skipped.at, *help);
    }
    skipped.into_iter().map(|(skipped, _)| skipped).collect()
}

/// What all operations of a collection have in common, while they are lowered.
struct Lowering<'a> {
    values: &'a resolve::Values<'a>,
    /// Those of the collection alone: what an environment says never changes a name.
    names: &'a resolve::Values<'a>,
    servers: server::Servers,
    credentials: credentials::Credentials,
    arguments: lint::Arguments,
    /// Each with a remedy; told at the end, in the order of the source.
    skipped: Vec<(Skipped, &'static str)>,
    /// Those that became operations, in the order of their indices.
    requests: Vec<&'a RequestItem>,
    /// What was reported already: several operations inherit one auth block.
    told: HashSet<(Code, Pointer, String)>,
    diagnostics: &'a mut Diagnostics,
}

impl Lowering<'_> {
    /// Leaves a request out, which is said at the end.
    fn skip(&mut self, name: &str, reason: String, at: &Pointer, help: &'static str) {
        self.skipped.push((Skipped { name: name.to_owned(), reason, at: at.clone() }, help));
    }

    /// Says something once for each place.
    fn warn_once(&mut self, code: Code, message: impl Into<String>, at: &Pointer, help: impl Into<String>) {
        let message = message.into();
        if self.told.insert((code, at.clone(), message.clone())) {
            self.diagnostics.warn(code, message, at, help);
        }
    }

    /// Notes something once for each place.
    fn note_once(&mut self, code: Code, message: impl Into<String>, at: &Pointer, help: impl Into<String>) {
        let message = message.into();
        if self.told.insert((code, at.clone(), message.clone())) {
            self.diagnostics.push(Diagnostic::new(Severity::Note, code, message, at.clone()).help(help));
        }
    }

    /// A text that is fixed when the SDK is generated: its variables get their values.
    fn fixed(&mut self, text: &str, what: &str, at: &Pointer) -> String {
        self.undefined(self.values, text, what, at);
        self.values.text(text)
    }

    /// A name: its variables get the values of the collection, for an environment must not change a signature.
    fn name(&mut self, text: &str, what: &str, at: &Pointer) -> String {
        self.undefined(self.names, text, what, at);
        self.names.text(text)
    }

    fn undefined(&mut self, values: &resolve::Values<'_>, text: &str, what: &str, at: &Pointer) {
        let lost = template::names(text).find(|name| values.known(name).is_none());
        if let Some(name) = lost {
            let message =
                format!("the variable `{name}` has no value, but {what} needs one when the SDK is written");
            let help = format!("give `{name}` a value in the collection");
            self.note_once(Code::UndefinedVariable, message, at, help);
        }
    }
}
