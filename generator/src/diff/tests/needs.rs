//! Collections of one-line requests whose calls need other credentials, addresses and variables than before.

use serde_json::{Value, json};

use super::{Pair, collection, compare, understand};
use crate::{
    diff::Weight,
    settings::{Settings, Variable},
};

fn get(name: &str, url: &str) -> Value {
    json!({"name": name, "request": {"method": "GET", "url": url}})
}

fn signed(name: &str, scheme: &str) -> Value {
    let auth = match scheme {
        "bearer" => json!({"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}"}]}),
        _ => json!({"type": "basic", "basic": [{"key": "username", "value": "{{user}}"}]}),
    };
    let url = format!("https://x.test/{}", name.to_lowercase());
    json!({"name": name, "request": {"method": "GET", "url": url, "auth": auth}})
}

fn keyed(mut request: Value) -> Value {
    request["request"]["header"] = json!([{"key": "X-Api-Key", "value": "{{k}}"}]);
    request
}

fn header(mut request: Value, value: &str) -> Value {
    request["request"]["header"] = json!([{"key": "X-Tenant", "value": value}]);
    request
}

/// Two requests with this address and its path, and a variable with this default.
fn with_default(address: &str, variable: &str, default: &str) -> Value {
    let mut made = collection([get("One", &format!("{address}/one")), get("Two", &format!("{address}/two"))]);
    made["variable"] = json!([{"key": variable, "value": default}]);
    made
}

pub(super) fn credentials() -> Vec<Pair> {
    use Weight::{Major, Minor};
    let of = |third| collection([signed("One", "bearer"), signed("Two", "basic"), third]);
    vec![
        (
            "another credential that the client has already",
            [of(signed("Three", "bearer")), of(signed("Three", "basic"))],
            [(Major, "auth-changed", "three"), (Major, "auth-changed", "three")],
        ),
        (
            "a credential more",
            [of(signed("Three", "bearer")), of(keyed(signed("Three", "bearer")))],
            [(Major, "auth-changed", "three"), (Major, "setting-removed", "ClientBuilder::k")],
        ),
        (
            "a credential less, which the client keeps",
            [
                collection([keyed(signed("One", "bearer")), keyed(signed("Two", "bearer"))]),
                collection([keyed(signed("One", "bearer")), signed("Two", "bearer")]),
            ],
            [(Minor, "auth-changed", "two"), (Major, "auth-changed", "two")],
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn settings() -> Vec<Pair> {
    use Weight::{Major, Minor, Patch};
    let (one, two) = (get("One", "https://x.test/one"), get("Two", "https://y.test/two"));
    // The first server is called after nothing: it stays the most used one.
    let known = |address| {
        let ours = ["One", "Two", "Three"].map(|name| get(name, "{{baseUrl}}/ours"));
        collection(ours.into_iter().chain([get("Four", "{{otherUrl}}/four"), get("Five", address)]))
    };
    vec![
        (
            "servers change places",
            [collection([one.clone(), two.clone()]), collection([two.clone(), one.clone()])],
            [(Major, "server-changed", "one"), (Major, "server-changed", "two")],
        ),
        (
            "a server in front of the others",
            [
                collection([one.clone(), two.clone()]),
                collection([get("Zero", "https://z.test/zero"), one.clone(), two]),
            ],
            [(Major, "server-changed", "one"), (Major, "server-changed", "one")],
        ),
        (
            "a server that only got another address",
            [collection([one.clone()]), collection([get("One", "https://y.test/one")])],
            [
                (Patch, "default-changed", "ClientBuilder::base_url"),
                (Patch, "default-changed", "ClientBuilder::base_url"),
            ],
        ),
        (
            "another server, without default",
            [
                collection([one.clone(), get("Two", "https://x.test/two")]),
                collection([one.clone(), get("Two", "{{newUrl}}/two")]),
            ],
            [
                (Major, "setting-added", "ClientBuilder::new_url"),
                (Major, "setting-removed", "ClientBuilder::new_url"),
            ],
        ),
        (
            "a server without default, of a new operation",
            [collection([one.clone()]), collection([one.clone(), get("Two", "{{newUrl}}/two")])],
            [
                (Minor, "setting-added", "ClientBuilder::new_url"),
                (Major, "setting-removed", "ClientBuilder::new_url"),
            ],
        ),
        (
            "an address with a new variable",
            [collection([one]), collection([get("One", "https://{{tenant}}.x.test/one")])],
            [
                (Major, "setting-added", "ClientBuilder::tenant"),
                (Major, "setting-removed", "ClientBuilder::tenant"),
            ],
        ),
        (
            "an address without default that the client knows",
            [known("{{baseUrl}}/five"), known("{{otherUrl}}/five")],
            [(Major, "setting-needed", "five"), (Major, "setting-needed", "five")],
        ),
        (
            "the default of a variable",
            [
                with_default("https://{{tenant}}.x.test", "tenant", "ours"),
                with_default("https://{{tenant}}.x.test", "tenant", "theirs"),
            ],
            [
                (Patch, "default-changed", "ClientBuilder::tenant"),
                (Patch, "default-changed", "ClientBuilder::tenant"),
            ],
        ),
    ]
}

/// Who reads the description of a pull request need not know what the collection holds.
#[test]
fn what_variables_hold_is_not_shown() {
    let of = |value| with_default("https://{{webhookSecret}}.x.test", "webhookSecret", value);
    let none = collection([get("One", "https://x.test/one"), get("Two", "https://x.test/two")]);
    for [old, new] in [[of("hunter2"), of("hunter3")], [none.clone(), of("hunter2")], [of("hunter2"), none]] {
        for change in super::between(&old, &new) {
            assert!(!format!("{change:?}").contains("hunter"), "{change:?}");
        }
    }
}

#[test]
fn a_variable_that_the_settings_lift_is_needed_where_it_stands() {
    let one = get("One", "https://x.test/one");
    let old = understand(&collection([one.clone()]), Settings::new());
    for (requests, weight) in [
        (vec![header(one.clone(), "{{tenant}}")], Weight::Major),
        (vec![one, header(get("Two", "https://x.test/two"), "{{tenant}}")], Weight::Minor),
    ] {
        let new = understand(&collection(requests), Settings::new().variable("tenant", Variable::Client));
        let changes = compare(&old, &new);
        let told: Vec<_> = changes.iter().filter(|change| change.kind == "setting-added").collect();
        assert_eq!(told.iter().map(|change| change.weight).collect::<Vec<_>>(), [weight], "{changes:#?}");
        assert_eq!(told[0].item, "ClientBuilder::tenant");
    }
}
