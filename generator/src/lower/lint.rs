//! From the variables that operations take as arguments to advice: what scripts set, what could be a client setting.

use std::collections::HashMap;

use super::lift;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Pointer, Severity};
use crate::postman::{Collection, Item, Script};
use crate::settings::Settings;

/// So many operations must share an argument before it is worth a word.
const FEW: usize = 4;

/// Calls that set a variable, up to the parenthesis.
const SETTERS: &[&str] = &[
    "pm.environment.set",
    "pm.collectionVariables.set",
    "pm.globals.set",
    "pm.variables.set",
    "postman.setEnvironmentVariable",
    "postman.setGlobalVariable",
];

/// The variables that operations take as arguments.
#[derive(Default)]
pub(super) struct Arguments {
    /// In the order of their first use.
    list: Vec<Use>,
    places: HashMap<String, usize>,
}

struct Use {
    name: String,
    /// The number of operations whose parameters use it.
    operations: usize,
    /// The first of these parameters.
    at: Pointer,
}

impl Arguments {
    /// Adds the variables of one operation: `parameters` in path, query and headers, `body` in the body.
    pub(super) fn add<'a>(
        &mut self,
        parameters: impl Iterator<Item = (&'a str, &'a Pointer)>,
        body: impl Iterator<Item = &'a str>,
    ) {
        let mut counted: Vec<usize> = Vec::new();
        for (name, at) in parameters {
            let place = self.place(name);
            if !counted.contains(&place) {
                counted.push(place);
                let found = &mut self.list[place];
                if found.operations == 0 {
                    found.at = at.clone();
                }
                found.operations += 1;
            }
        }
        for name in body {
            self.place(name);
        }
    }

    fn place(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        self.list.push(Use { name: name.to_owned(), operations: 0, at: Pointer::root() });
        self.places.insert(name.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }
}

/// Notes that nothing can be called.
pub(super) fn empty(requests: usize, diagnostics: &mut Diagnostics) {
    if requests == 0 {
        let message = "the collection has no request, so the SDK has no operation";
        let note = Diagnostic::new(Severity::Note, Code::EmptyCollection, message, Pointer::root());
        diagnostics.push(note.help("add requests in Postman, and export the collection again"));
    }
}

/// Reports arguments that most operations share, at the first use of each.
pub(super) fn shared(
    arguments: &Arguments,
    operations: usize,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) {
    let left = arguments.list.iter().filter(|it| !lift::is_lifted(settings, &it.name));
    for Use { name, operations: uses, at } in left {
        // A dynamic variable has another value each time.
        if *uses >= FEW && uses * 2 > operations && !name.starts_with('$') {
            let message = format!("{uses} of {operations} operations take `{name}` as an argument");
            let help = format!("lift it to the client in postwright.toml: `[variables] {name} = \"client\"`");
            let note = Diagnostic::new(Severity::Note, Code::SharedArgument, message, at.clone());
            diagnostics.push(note.help(help));
        }
    }
}

/// Reports scripts that set a variable which is an argument.
pub(super) fn scripts(collection: &Collection, arguments: &Arguments, diagnostics: &mut Diagnostics) {
    report(&collection.scripts, arguments, diagnostics);
    let mut open: Vec<&Item> = collection.items.iter().rev().collect();
    while let Some(item) = open.pop() {
        match item {
            Item::Folder(folder) => {
                report(&folder.scripts, arguments, diagnostics);
                open.extend(folder.items.iter().rev());
            }
            Item::Request(item) => report(&item.scripts, arguments, diagnostics),
        }
    }
}

fn report(scripts: &[Script], arguments: &Arguments, diagnostics: &mut Diagnostics) {
    for script in scripts {
        let mut names: Vec<&str> = set_by(&script.source).collect();
        names.retain(|name| arguments.places.contains_key(*name));
        names.sort_unstable();
        names.dedup();
        for name in names {
            let message = format!("a {} script sets `{name}`, but scripts are not run", what(&script.listen));
            let help = format!("pass `{name}` to the operations that take it as an argument");
            diagnostics.warn(Code::ScriptVariable, message, &script.at, help);
        }
    }
}

fn what(listen: &str) -> &'static str {
    if listen == "prerequest" { "pre-request" } else { "test" }
}

/// The names of the variables that a script sets literally.
fn set_by(source: &str) -> impl Iterator<Item = &str> {
    SETTERS.iter().flat_map(move |setter| {
        source.match_indices(setter).filter_map(|(at, found)| {
            let rest = source[at + found.len()..].trim_start().strip_prefix('(')?.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
            rest[1..].split(quote).next()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, get};
    use super::*;
    use crate::postman::Environment;

    #[test]
    fn scripts_and_shared_arguments_are_told() {
        let items =
            (0..5).map(|n| get(&format!("r{n}"), &format!("http://h/{{{{app}}}}/{n}?t={{{{$timestamp}}}}")));
        let mut collection = fixture::collection(items.collect());
        collection.scripts = vec![Script {
            listen: "test".into(),
            source: "pm.environment.set('app', 1); pm.globals.set ( \"other\", 2); pm.variables.set(name)"
                .into(),
            at: Pointer::root().key("event"),
        }];
        let (_, told) = fixture::diagnosed(&collection, &Environment::default());
        assert_eq!(
            told,
            [
                "Warning script-variable: a test script sets `app`, but scripts are not run",
                "Note shared-argument: 5 of 5 operations take `app` as an argument",
            ]
        );
    }

    #[test]
    fn names_are_read_in_any_quotes() {
        let names: Vec<&str> =
            set_by("postman.setEnvironmentVariable(`a`,1);pm.environment.set('b').set('c')").collect();
        assert_eq!(names, ["b", "a"]);
    }
}
