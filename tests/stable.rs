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

use std::fs;
use std::path::Path;

use postwright::Generator;
use serde_json::Value;

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

/// The name of a type goes to the shape that is seen most, and to the first of those: so a change can pass it on from a
/// shape that it does not concern. Not more than one change in so many does.
const RENAMING: usize = 20;

#[test]
fn one_change_changes_only_the_code_that_concerns_it() {
    let done: Vec<Done> = std::thread::scope(|scope| {
        let run = |(name, count): &'static (&'static str, usize)| scope.spawn(move || mutate(name, *count));
        let threads: Vec<_> = COLLECTIONS.iter().map(run).collect();
        threads.into_iter().map(|thread| thread.join().expect("it ends")).collect()
    });
    let made: usize = done.iter().map(|done| done.made).sum();
    let renaming: Vec<&str> = done.iter().flat_map(|done| &done.renaming).map(String::as_str).collect();
    let wrong: Vec<&str> = done.iter().flat_map(|done| &done.wrong).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} of {made} changes:\n{}", wrong.len(), wrong.join("\n"));
    assert!(made >= 200, "only {made} changes could be made");
    let count = renaming.len();
    println!(
        "{made} changes, of which {count} rename a type that they do not concern:\n{}",
        renaming.join("\n")
    );
    assert!(count * RENAMING <= made, "{count} of {made} changes rename a type that they do not concern");
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

struct Done {
    made: usize,
    /// The changes that gave a type another name that they do not concern.
    renaming: Vec<String>,
    wrong: Vec<String>,
}

/// Changes a collection so many times, and tells what changed too much.
fn mutate(name: &str, count: usize) -> Done {
    let path = format!("../collections/{name}.postman_collection.json");
    let text = fs::read_to_string(path).expect("the collection is there");
    let collection: Value = serde_json::from_str(&text).expect("it is JSON");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("collection.json");
    let before = generate(&file, &text);
    // A file whose objects have another order is the same collection.
    assert_eq!(before.module, generate(&file, &collection.to_string()).module, "{name}");
    let changes: &[Change] = if collection.get("requests").is_some() { CHANGES_V1 } else { CHANGES };
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut done = Done { made: 0, renaming: Vec::new(), wrong: Vec::new() };
    for change in changes.iter().cycle().take(count) {
        let Some(mutation) = change(&collection, &mut dice) else { continue };
        done.made += 1;
        let after = generate(&file, &mutation.after.to_string());
        let comparison = Comparison::new(&before, &after, &mutation);
        let wrong = comparison.too_much();
        if !wrong.is_empty() {
            done.wrong.push(format!("{name}: {}:\n{wrong}", mutation.what));
        }
        let renamed = comparison.renamed();
        if !renamed.is_empty() {
            done.renaming.push(format!("{name}: {}: {}", mutation.what, renamed.join(", ")));
        }
    }
    done
}

fn generate(file: &Path, text: &str) -> Sdk {
    fs::write(file, text).expect("it can be written");
    let one = std::num::NonZero::<usize>::MIN;
    Sdk::new(&Generator::new().threads(one).generate(file).expect("it generates"))
}
