//! A collection, and what one change of it is for those who call its SDK.

mod needs;
mod operations;
mod pairs;
mod types;

use serde_json::{Value, json};

use super::{Change, Side, Weight, changes, verdict};
use crate::{
    pipeline::{self, Input, Own, Source, Understood},
    settings::Settings,
};

const BASE: &str = r#"{
  "info": {"name": "shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "variable": [{"key": "baseUrl", "value": "https://shop.example"}],
  "item": [
    {"name": "Orders", "item": [
      {"name": "Get order",
       "request": {"method": "GET", "url": {"raw": "{{baseUrl}}/shops/:shop/orders/:id?limit=3", "host": ["{{baseUrl}}"], "path": ["shops", ":shop", "orders", ":id"], "query": [{"key": "limit", "value": "3"}]}},
       "response": [
         {"name": "ok", "code": 200, "body": "{\"id\": 1, \"state\": \"open\", \"lines\": [{\"sku\": \"a\", \"count\": 1, \"price\": 1.5}]}"},
         {"name": "gone", "code": 404, "body": "{\"error\": \"gone\"}"}
       ]},
      {"name": "Add order",
       "request": {"method": "POST", "url": "{{baseUrl}}/orders", "header": [{"key": "Content-Type", "value": "application/json"}], "body": {"mode": "raw", "raw": "{\"customer\": \"a\", \"note\": \"b\"}"}},
       "response": [{"name": "made", "code": 201, "body": "{\"id\": 1}"}]}
    ]},
    {"name": "Ping", "request": {"method": "GET", "url": "{{baseUrl}}/ping", "header": [{"key": "Accept", "value": "text/plain"}]}}
  ]
}"#;

fn understand(collection: &Value, settings: Settings) -> Understood {
    let source = Source::from_text("shop.json", collection.to_string());
    let input = Input { source, environments: Vec::new(), own: Own { settings, file: None } };
    pipeline::understand(&input, Some(1)).unwrap_or_else(|refusal| panic!("{:?}", refusal.diagnostics))
}

fn compare(old: &Understood, new: &Understood) -> Vec<Change> {
    let [old, new] = [old, new].map(|Understood { api, client, .. }| Side { api, client });
    changes(old, new)
}

fn collection(items: impl IntoIterator<Item = Value>) -> Value {
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    json!({"info": {"name": "shop", "schema": schema}, "item": items.into_iter().collect::<Vec<_>>()})
}

fn between(old: &Value, new: &Value) -> Vec<Change> {
    compare(&understand(old, Settings::new()), &understand(new, Settings::new()))
}

/// What a mutation of the collection is, in both directions.
fn mutated(change: impl FnOnce(&mut Value)) -> [Vec<Change>; 2] {
    let mut collection: Value = serde_json::from_str(BASE).unwrap();
    let old = understand(&collection, Settings::new());
    change(&mut collection);
    let new = understand(&collection, Settings::new());
    [compare(&old, &new), compare(&new, &old)]
}

fn at<'v>(collection: &'v mut Value, pointer: &str) -> &'v mut Value {
    collection.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}"))
}

fn replace(pointer: &'static str, old: &'static str, new: &'static str) -> Mutation {
    Box::new(move |collection| {
        let place = at(collection, pointer);
        let text = place.as_str().unwrap();
        assert!(text.contains(old), "{text}");
        *place = text.replace(old, new).into();
    })
}

type Mutation = Box<dyn FnOnce(&mut Value)>;

const ORDER: &str = "/item/0/item/0/response/0/body";
const BODY: &str = "/item/0/item/1/request/body/raw";

/// A mutation, the verdict of it and of its reverse, and a change of each that must be told: its kind and its item.
type Row = (&'static str, Mutation, Expected);

type Expected = [(Weight, &'static str, &'static str); 2];

/// The same with both collections.
type Pair = (&'static str, [Value; 2], Expected);

/// What became of each, in both directions.
fn cases() -> Vec<(&'static str, [Vec<Change>; 2], Expected)> {
    let mutations = operations::rows().into_iter().chain(types::rows());
    let mutations = mutations.map(|(what, mutation, expected)| (what, mutated(mutation), expected));
    let pairs = needs::credentials().into_iter().chain(needs::settings()).chain(pairs::rows());
    let pairs = pairs
        .map(|(what, [old, new], expected)| (what, [between(&old, &new), between(&new, &old)], expected));
    mutations.chain(pairs).collect()
}

#[test]
fn every_mutation_is_what_it_is() {
    let mut wrong = Vec::new();
    for (what, changes, expected) in cases() {
        for (changes, (weight, kind, item)) in changes.iter().zip(expected) {
            let is_it = |change: &Change| change.kind == kind && change.item.starts_with(item);
            let is_told = kind.is_empty() || changes.iter().any(is_it);
            if verdict(changes) != weight || !is_told {
                wrong.push(format!("{what}: no {weight:?} with {kind} of {item} in {changes:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What breaks callers is about something that they can name.
#[test]
fn what_is_major_is_an_item_of_the_public_api() {
    for (what, changes, _) in cases() {
        for changes in changes {
            for change in changes.iter().filter(|change| change.weight == Weight::Major) {
                let is_public = change.item.starts_with("types::")
                    || change.item.starts_with("ClientBuilder::")
                    || change.item.starts_with("mod ")
                    || change.operation.is_some();
                assert!(is_public && !change.effect.is_empty(), "{what}: {change:?}");
                assert!(change.operation.is_none() || change.old.is_some(), "{what}: {change:?}");
            }
        }
    }
}

#[test]
fn old_names_that_are_kept_break_nobody() {
    use crate::{OperationSettings, TypeSettings};
    let collection: Value = serde_json::from_str(BASE).unwrap();
    let renamed = |operation: OperationSettings, ty: TypeSettings| {
        let settings = Settings::new().operation("Ping", operation).type_named("GetOrderResponse", ty);
        understand(&collection, settings)
    };
    let old = understand(&collection, Settings::new());
    let (operation, ty) = (OperationSettings::new().rename("health"), TypeSettings::new().rename("Order"));
    let plain = compare(&old, &renamed(operation.clone(), ty.clone()));
    assert_eq!(verdict(&plain), Weight::Major, "{plain:#?}");
    let kept = renamed(operation.renamed_from("ping"), ty.renamed_from("GetOrderResponse"));
    let kept = compare(&old, &kept);
    let told: Vec<_> = kept.iter().map(|change| (change.weight.word(), change.kind)).collect();
    assert_eq!(told, [("minor", "operation-renamed"), ("minor", "type-renamed")], "{kept:#?}");
    let (operation, ty) = (OperationSettings::new().rename("health"), TypeSettings::new().rename("Order"));
    let dropped = compare(
        &renamed(operation.clone().renamed_from("ping"), ty.clone().renamed_from("GetOrderResponse")),
        &renamed(operation, ty),
    );
    let told: Vec<_> = dropped.iter().map(|change| (change.weight.word(), change.kind)).collect();
    assert_eq!(told, [("major", "alias-removed"), ("major", "alias-removed")], "{dropped:#?}");
}

#[test]
fn changes_are_shown_with_their_places() {
    let [changes, _] = mutated(replace(ORDER, r#""state": "open""#, r#""state": 1"#));
    let locate = |pointer: &crate::Pointer| ("shop.json".to_owned(), Some(pointer.as_str().len()));
    insta::assert_snapshot!(super::text(&changes, &locate, &locate), @r"
    major: 1 major

    major: types::GetOrderResponse.state: it is `i64`, it was `String`
      old: shop.json:25 (/item/0/item/0/response/0)
      new: shop.json:25 (/item/0/item/0/response/0)
    ");
    insta::assert_snapshot!(super::markdown(&changes, &locate, &locate), @r"
    **major: 1 major**

    ### major

    | item | for callers | old | new |
    | --- | --- | --- | --- |
    | `types::GetOrderResponse.state` | it is `i64`, it was `String` | shop.json:25 | shop.json:25 |
    ");
    let shown = super::json(&changes, &locate, &locate);
    assert_eq!(
        shown,
        json!({"diff": 1, "verdict": "major", "changes": [{
            "weight": "major",
            "kind": "field-changed",
            "operation": null,
            "item": "types::GetOrderResponse.state",
            "old": "/item/0/item/0/response/0",
            "new": "/item/0/item/0/response/0",
            "old_place": {"file": "shop.json", "line": 25},
            "new_place": {"file": "shop.json", "line": 25},
            "effect": "it is `i64`, it was `String`",
        }]})
    );
}

/// In a table `|` ends a cell also in code; `<` is only text in code.
#[test]
fn markdown_shows_what_was_said() {
    for (effect, cell) in [
        ("it is `Vec<i64>`, it was `Option<T>`", "it is `Vec<i64>`, it was `Option<T>`"),
        ("`a|b` | <b>", r"`a\|b` \| &lt;b>"),
        ("a `` b`<i> `` <i>", "a `` b`<i> `` &lt;i>"),
        ("`<i>`` <i>", "`&lt;i>`` &lt;i>"),
        (r"\`<i>` \", r"\\`<i>` \\"),
    ] {
        let change = Change { effect: effect.to_owned(), ..super::details() };
        let text = super::markdown(&[change], &|_| (String::new(), None), &|_| (String::new(), None));
        assert!(text.ends_with(&format!("| {cell} |  |  |\n")), "{text}");
    }
}

#[test]
fn the_schema_names_what_is_printed() {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/diff.schema.json")).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let [changes, _] = mutated(replace(ORDER, r#""id": 1"#, r#""id": 1, "paid": true"#));
    let shown = super::json(&changes, &|_| (String::new(), None), &|_| (String::new(), None));
    let words: Vec<&str> =
        [Weight::None, Weight::Patch, Weight::Minor, Weight::Major].map(Weight::word).to_vec();
    let change = &schema["$defs"]["change"];
    assert_eq!(keys(&shown), keys(&schema["properties"]));
    assert_eq!(keys(&shown["changes"][0]), keys(&change["properties"]));
    assert_eq!(schema["properties"]["verdict"]["enum"], json!(words));
    assert_eq!(change["properties"]["weight"]["enum"], json!(words[1..]));
    assert_eq!(keys(&shown["changes"][0]["new_place"]), keys(&schema["$defs"]["place"]["properties"]));
}
