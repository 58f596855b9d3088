//! Changes of one thing in a collection into changes of the code: only of that which the thing concerns.
//!
//! A request concerns its method, all that the method mentions in its own module and in `types`, and so on from there;
//! what sets its server, variables and credentials; and its folder, if that has no other request. An example concerns
//! its request, a variable the requests that use it. Ids and the order of things concern no code at all, but for its
//! own order.

#[path = "stable/compare.rs"]
mod compare;
#[path = "stable/mutation.rs"]
mod mutation;
#[path = "stable/mutation_v1.rs"]
mod mutation_v1;
#[path = "stable/sdk.rs"]
mod sdk;
#[path = "stable/v3.rs"]
mod v3;

use std::fs;
use std::path::Path;

use postwright::Generator;
use serde_json::{Value, json};

use compare::Comparison;
use mutation::{CHANGES, Change, Dice};
use mutation_v1::CHANGES_V1;
use sdk::Sdk;

/// The collections, and how often each is changed.
const COLLECTIONS: &[(&str, usize)] = &[
    ("sunshine", 104),
    ("api_keys", 65),
    ("kitchen_sink", 13),
    ("tides.v2.0", 26),
    ("tides.v2.1", 26),
    ("tides.v1", 20),
    ("lanterns.v1", 20),
];

/// Those that are changed in format v3 as well.
const FOLDERS: &[(&str, usize)] = &[("sunshine", 26), ("tides.v2.1", 26)];

#[test]
fn one_change_changes_only_the_code_that_concerns_it() {
    let done: Vec<Done> = std::thread::scope(|scope| {
        let file = COLLECTIONS.iter().map(|(name, count)| (*name, *count, Form::File));
        let folder = FOLDERS.iter().map(|(name, count)| (*name, *count, Form::Folder));
        let run = |(name, count, form)| scope.spawn(move || mutate(name, count, form));
        let threads: Vec<_> = file.chain(folder).map(run).collect();
        threads.into_iter().map(|thread| thread.join().expect("it ends")).collect()
    });
    let made: usize = done.iter().map(|done| done.made).sum();
    let wrong: Vec<&str> = done.iter().flat_map(|done| &done.wrong).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} of {made} changes:\n{}", wrong.len(), wrong.join("\n"));
    assert!(made >= 300, "only {made} changes could be made");
}

/// The comparison itself can say no.
#[test]
fn code_that_nothing_concerns_must_not_change() {
    let text = fs::read_to_string("../collections/api_keys.postman_collection.json")
        .expect("the collection is there");
    let collection: Value = serde_json::from_str(&text).expect("it is JSON");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("collection.json");
    let before = generate(&file, &text);
    let mut mutation = CHANGES[0](&collection, &mut Dice(7)).expect("it has a request");
    let after = generate(&file, &mutation.after.to_string());
    assert_eq!(Comparison::new(&before, &after, &mutation).too_much(), "");
    mutation.before_it.clear();
    let found = Comparison::new(&before, &after, &mutation).too_much();
    assert!(found.contains("-        pub fn ") && found.contains("call!"), "{found}");
    mutation.effect = mutation::Effect::Nothing;
    assert!(!Comparison::new(&before, &after, &mutation).too_much().is_empty());
}

/// Two answers have one shape, and the short name goes to the same one.
#[test]
fn examples_that_change_places_rename_nothing() {
    let example = |code: u16, body: Value| {
        let header = [json!({"key": "Content-Type", "value": "application/json"})];
        json!({"name": "x", "code": code, "header": header, "body": body.to_string()})
    };
    let module = |examples: [Value; 3]| {
        let collection = json!({
            "info": {"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
            "item": [{"name": "Order", "request": {"method": "POST", "url": "https://x.test/a"}, "response": examples}]
        });
        let folder = tempfile::tempdir().expect("a folder can be made");
        generate(&folder.path().join("collection.json"), &collection.to_string()).module
    };
    let (ok, created, empty) =
        (example(200, json!({"a": 1})), example(201, json!({"b": "x"})), json!({"name": "y", "code": 204}));
    let before = module([ok.clone(), created.clone(), empty.clone()]);
    assert!(
        before.contains("struct OrderResponse") && before.contains("struct OrderCreatedResponse"),
        "{before}"
    );
    assert_eq!(before, module([empty, created, ok]));
}

struct Done {
    made: usize,
    wrong: Vec<String>,
}

/// How a collection lies on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    File,
    /// The files of format v3.
    Folder,
}

impl Form {
    fn generate(self, path: &Path, collection: &Value) -> (Sdk, v3::Pointers) {
        match self {
            Self::File => (generate(path, &collection.to_string()), v3::Pointers::new()),
            Self::Folder => {
                let pointers = v3::write(collection, path);
                (read(path), pointers)
            }
        }
    }
}

/// Changes a collection so many times, and tells what changed too much.
fn mutate(name: &str, count: usize, form: Form) -> Done {
    let path = format!("../collections/{name}.postman_collection.json");
    let text = fs::read_to_string(path).expect("the collection is there");
    let collection: Value = serde_json::from_str(&text).expect("it is JSON");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("collection.json");
    let (before, old_places) = form.generate(&file, &collection);
    if form == Form::File {
        // A file whose objects have another order is the same collection.
        assert_eq!(before.module, generate(&file, &text).module, "{name}");
    }
    let changes: &[Change] = if collection.get("requests").is_some() { CHANGES_V1 } else { CHANGES };
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut done = Done { made: 0, wrong: Vec::new() };
    for change in changes.iter().cycle().take(count) {
        let Some(mut mutation) = change(&collection, &mut dice) else { continue };
        done.made += 1;
        let (after, new_places) = form.generate(&file, &mutation.after);
        translate(&mut mutation.before_it, &old_places);
        translate(&mut mutation.after_it, &new_places);
        let comparison = Comparison::new(&before, &after, &mutation);
        let wrong = comparison.too_much();
        if !wrong.is_empty() {
            done.wrong.push(format!("{name} ({form:?}): {}:\n{wrong}", mutation.what));
        }
    }
    done
}

fn translate(places: &mut [String], pointers: &v3::Pointers) {
    for place in places {
        if let Some(pointer) = pointers.get(place) {
            place.clone_from(pointer);
        }
    }
}

fn generate(file: &Path, text: &str) -> Sdk {
    fs::write(file, text).expect("it can be written");
    read(file)
}

fn read(path: &Path) -> Sdk {
    let one = std::num::NonZero::<usize>::MIN;
    Sdk::new(&Generator::new().threads(one).generate(path).expect("it generates"))
}
