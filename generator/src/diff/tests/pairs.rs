//! Collections in which something took the place of another.

use serde_json::{Value, json};

use super::{Pair, between, collection, understand};
use crate::{TypeSettings, diff::Weight, settings::Settings};

fn request(method: &str, name: &str, url: &Value, answer: &Value) -> Value {
    let response = json!([{"name": "ok", "code": 200, "body": answer.to_string()}]);
    json!({"name": name, "request": {"method": method, "url": url}, "response": response})
}

fn get(name: &str, url: &str) -> Value {
    request("GET", name, &url.into(), &json!({"id": 1}))
}

/// An answer with two objects for each of these types.
fn payments(tags: &[&str]) -> Value {
    let one = |tag: &str, id| {
        let mut object = json!({"type": tag});
        object[format!("{tag}Id")] = id;
        object[format!("{tag}Name")] = "x".into();
        object
    };
    let list: Vec<Value> = tags.iter().flat_map(|tag| [one(tag, json!(1)), one(tag, json!(2))]).collect();
    collection([request("GET", "List", &"https://x.test/list".into(), &json!({"payments": list}))])
}

fn searched(key: &str) -> Value {
    let url = json!({"raw": "https://x.test/find", "host": ["https://x.test"], "path": ["find"],
        "query": [{"key": key, "value": "1", "description": "(Required) what to find"}]});
    collection([request("GET", "Find", &url, &json!({"id": 1}))])
}

pub(super) fn rows() -> Vec<Pair> {
    use Weight::{Major, Patch};
    vec![
        (
            "a path parameter that means another thing",
            [
                collection([get("Get", "https://x.test/users/:user_id")]),
                collection([get("Get", "https://x.test/accounts/:account_id")]),
            ],
            [(Major, "arguments-changed", "get"), (Major, "arguments-changed", "get")],
        ),
        (
            "a path parameter of another name, in the middle of a segment",
            [
                collection([get("Get", "https://x.test/users/v{{user_id}}")]),
                collection([get("Get", "https://x.test/users/v{{id}}")]),
            ],
            [(Patch, "arguments-renamed", "get"), (Patch, "arguments-renamed", "get")],
        ),
        (
            "a path parameter of another name, of one request",
            [
                collection([get("Get", "https://x.test/users/:user_id")]),
                collection([get("Get", "https://x.test/users/:id")]),
            ],
            [(Patch, "arguments-renamed", "get"), (Patch, "arguments-renamed", "get")],
        ),
        (
            "a required query parameter that means another thing",
            [searched("name"), searched("color")],
            [(Major, "arguments-changed", "find"), (Major, "arguments-changed", "find")],
        ),
        (
            "an object of another type in a list",
            [payments(&["bank", "card"]), payments(&["ach", "card"])],
            [(Major, "type-removed", "types::Bank"), (Major, "type-removed", "types::Ach")],
        ),
    ]
}

#[test]
fn a_name_that_another_operation_took_is_not_gone() {
    let old = collection([get("One", "https://x.test/1"), get("Two", "https://x.test/2")]);
    let new = collection([get("Two", "https://x.test/1"), get("One", "https://x.test/2")]);
    let changes = between(&old, &new);
    let told: Vec<_> = changes.iter().map(|change| change.effect.as_str()).collect();
    assert!(
        told.contains(&"call `two` instead of `one`: the old name is that of another operation now"),
        "{told:#?}"
    );
}

/// An old name is no promise about what it stands for.
#[test]
fn a_type_whose_name_another_one_keeps_is_compared_with_it() {
    let a = request("GET", "A", &"https://x.test/a".into(), &json!({"id": 1, "size": 2}));
    let b = request("GET", "B", &"https://x.test/b".into(), &json!({"name": "x"}));
    let old = understand(&collection([a, b.clone()]), Settings::new());
    let kept = TypeSettings::new().renamed_from("AResponse");
    let new = understand(&collection([b]), Settings::new().type_named("BResponse", kept));
    let changes = super::compare(&old, &new);
    let is_told = |kind, item| changes.iter().any(|change| change.kind == kind && change.item == item);
    assert!(is_told("type-removed", "types::AResponse"), "{changes:#?}");
    assert!(is_told("field-removed", "types::BResponse.size"), "{changes:#?}");
}
