//! A collection into one that differs in one thing, and what that thing is.

use serde_json::{Value, json};

/// Numbers without plan but with a fixed beginning (xorshift).
pub(crate) struct Dice(pub u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % sides as u64).expect("a small number")
    }
}

/// A change of a collection, as somebody makes it in Postman.
pub(crate) struct Mutation {
    pub(crate) what: String,
    pub(crate) after: Value,
    /// The pointers of the requests that the change concerns, before and after it.
    pub(crate) before_it: Vec<String>,
    pub(crate) after_it: Vec<String>,
    pub(crate) effect: Effect,
}

/// What may change in the code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// What the change concerns.
    Concerned,
    /// Its order.
    Order,
    Nothing,
}

impl Mutation {
    pub(crate) fn new(what: impl Into<String>, after: Value) -> Self {
        Self {
            what: what.into(),
            after,
            before_it: Vec::new(),
            after_it: Vec::new(),
            effect: Effect::Concerned,
        }
    }

    pub(crate) fn touching(
        mut self,
        before: impl IntoIterator<Item = String>,
        after: impl IntoIterator<Item = String>,
    ) -> Self {
        self.before_it.extend(before);
        self.after_it.extend(after);
        self
    }
}

/// A collection and a change of it; `None` if it has nothing that can change so.
pub(crate) type Change = fn(&Value, &mut Dice) -> Option<Mutation>;

/// For the formats v2.0 and v2.1.
pub(crate) const CHANGES: &[Change] = &[
    remove_request,
    add_request,
    copy_request,
    move_request,
    swap_requests,
    remove_example,
    add_example,
    change_example,
    swap_examples,
    remove_variable,
    add_variable,
    swap_variables,
    new_ids,
];

/// The pointers of all requests, and those of all folders with the collection itself.
fn places(collection: &Value) -> (Vec<String>, Vec<String>) {
    let (mut requests, mut folders) = (Vec::new(), Vec::new());
    let mut open = vec![String::new()];
    while let Some(place) = open.pop() {
        let node = collection.pointer(&place).expect("it was listed");
        if let Some(items) = node["item"].as_array() {
            open.extend((0..items.len()).rev().map(|index| format!("{place}/item/{index}")));
            folders.push(place);
        } else {
            requests.push(place);
        }
    }
    (requests, folders)
}

fn pick(list: &[String], dice: &mut Dice) -> Option<String> {
    if list.is_empty() { None } else { list.get(dice.roll(list.len())).cloned() }
}

/// The list that a pointer leads into, and the place there.
fn parent<'a>(collection: &'a mut Value, pointer: &str) -> (&'a mut Vec<Value>, usize) {
    let (list, index) = pointer.rsplit_once('/').expect("a place in a list");
    let list = collection.pointer_mut(list).and_then(Value::as_array_mut).expect("a list");
    (list, index.parse().expect("an index"))
}

pub(crate) fn called(collection: &Value, pointer: &str) -> String {
    format!(
        "`{}` ({pointer})",
        collection.pointer(pointer).map_or("", |it| it["name"].as_str().unwrap_or_default())
    )
}

fn remove_request(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let gone = pick(&places(collection).0, dice)?;
    let mut after = collection.clone();
    let (list, index) = parent(&mut after, &gone);
    list.remove(index);
    Some(
        Mutation::new(format!("the request {} is removed", called(collection, &gone)), after)
            .touching([gone], []),
    )
}

fn insert(collection: &Value, request: Value, dice: &mut Dice) -> Option<(Value, String)> {
    let folder = pick(&places(collection).1, dice)?;
    let mut after = collection.clone();
    let list = after.pointer_mut(&format!("{folder}/item"))?.as_array_mut()?;
    let index = dice.roll(list.len() + 1);
    list.insert(index, request);
    Some((after, format!("{folder}/item/{index}")))
}

fn add_request(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let body =
        format!(r#"{{"id": 1, "quarry{}": {{"depth": 2.5, "stones": [{{"kind": "x"}}]}}}}"#, dice.roll(9));
    let method = ["GET", "POST", "PATCH"][dice.roll(3)];
    let request = json!({
        "name": format!("Inspect quarry {}", dice.roll(100)),
        "request": {
            "method": method,
            "url": "https://quarries.example/quarries/:quarryId?deep=true",
            "body": {"mode": "raw", "raw": body, "options": {"raw": {"language": "json"}}},
        },
        "response": [{"name": "OK", "code": 200, "header": [{"key": "Content-Type", "value": "application/json"}], "body": body}],
    });
    let (after, new) = insert(collection, request, dice)?;
    Some(Mutation::new(format!("a request is added at {new}"), after).touching([], [new]))
}

/// What Postman calls to duplicate.
fn copy_request(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let old = pick(&places(collection).0, dice)?;
    let mut request = collection.pointer(&old)?.clone();
    request["name"] = format!("{} Copy", request["name"].as_str().unwrap_or_default()).into();
    let mut after = collection.clone();
    let (list, index) = parent(&mut after, &old);
    list.insert(index + 1, request);
    let new = format!("{}/{}", old.rsplit_once('/')?.0, index + 1);
    let what = format!("the request {} is duplicated", called(collection, &old));
    Some(Mutation::new(what, after).touching([old.clone()], [old, new]))
}

fn move_request(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let old = pick(&places(collection).0, dice)?;
    let mut left = collection.clone();
    let (list, index) = parent(&mut left, &old);
    let request = list.remove(index);
    let (after, new) = insert(&left, request, dice)?;
    Some(
        Mutation::new(format!("the request {} is moved to {new}", called(collection, &old)), after)
            .touching([old], [new]),
    )
}

fn swap_requests(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let folder = pick(&places(collection).1, dice)?;
    let mut after = collection.clone();
    let list = after.pointer_mut(&format!("{folder}/item"))?.as_array_mut()?;
    let (one, other) = two(list.len(), dice)?;
    list.swap(one, other);
    let what = format!("the items {one} and {other} of `{folder}` change places");
    Some(Mutation { effect: Effect::Order, ..Mutation::new(what, after) })
}

/// Two places of a list.
pub(crate) fn two(length: usize, dice: &mut Dice) -> Option<(usize, usize)> {
    let one = dice.roll(length.max(1));
    let other = (one + 1 + dice.roll(length.max(2) - 1)) % length.max(1);
    (length > 1).then_some((one, other))
}

/// A request with examples, and one of them.
fn example(collection: &Value, dice: &mut Dice) -> Option<(String, usize)> {
    let examples = |place: &String| {
        collection.pointer(place).and_then(|it| it["response"].as_array()).map_or(0, Vec::len)
    };
    let with: Vec<String> = places(collection).0.into_iter().filter(|place| examples(place) > 0).collect();
    let request = pick(&with, dice)?;
    let index = dice.roll(examples(&request));
    Some((request, index))
}

/// Changes the examples of one request.
fn with_examples(
    collection: &Value,
    dice: &mut Dice,
    work: impl FnOnce(&mut Vec<Value>, usize, &mut Dice) -> Option<&'static str>,
) -> Option<Mutation> {
    let (request, index) = example(collection, dice)?;
    let mut after = collection.clone();
    let list = after.pointer_mut(&format!("{request}/response"))?.as_array_mut()?;
    let what = work(list, index, dice)?;
    let what = format!("the example {index} of {} is {what}", called(collection, &request));
    Some(Mutation::new(what, after).touching([request.clone()], [request]))
}

fn remove_example(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    with_examples(collection, dice, |list, index, _| {
        list.remove(index);
        Some("removed")
    })
}

fn add_example(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    with_examples(collection, dice, |list, index, dice| {
        let mut new = list[index].clone();
        new["name"] = "Another".into();
        new["code"] = [200, 201, 404, 418, 500][dice.roll(5)].into();
        list.insert(dice.roll(list.len() + 1), new);
        Some("added again, with another status")
    })
}

fn change_example(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    with_examples(collection, dice, |list, index, dice| {
        let mut body: Value = serde_json::from_str(list[index]["body"].as_str()?).ok()?;
        let object = body.as_object_mut()?;
        let key = object.keys().nth(dice.roll(object.len().max(1))).cloned();
        let what = match (dice.roll(3), key) {
            (0, Some(key)) => object.remove(&key).map(|_| "changed: it lacks a field"),
            (1, Some(key)) => object.insert(key, Value::Null).map(|_| "changed: a field is null"),
            _ => {
                object.insert("quarry".to_owned(), json!({"depth": 1, "width": 2}));
                Some("changed: it has a new field")
            }
        };
        list[index]["body"] = body.to_string().into();
        what
    })
}

fn swap_examples(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let mutation = with_examples(collection, dice, |list, _, dice| {
        let (one, other) = two(list.len(), dice)?;
        list.swap(one, other);
        Some("among those that change places")
    })?;
    // Not even the request's own types may change their names.
    Some(Mutation { effect: Effect::Order, before_it: Vec::new(), after_it: Vec::new(), ..mutation })
}

/// The name of the collection's list of variables.
fn variables(collection: &Value) -> &'static str {
    if collection.get("variables").is_some() { "variables" } else { "variable" }
}

fn remove_variable(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let list = collection["variable"].as_array()?;
    let index = dice.roll(list.len().max(1));
    let key = list.get(index)?["key"].as_str()?.to_owned();
    let mut after = collection.clone();
    after["variable"].as_array_mut()?.remove(index);
    let users = users(collection, &key);
    Some(Mutation::new(format!("the variable `{key}` is removed"), after).touching(users.clone(), users))
}

fn add_variable(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let mut after = collection.clone();
    let list = after["variable"].as_array_mut()?;
    list.insert(dice.roll(list.len() + 1), json!({"key": "quarry", "value": "{{x}}", "type": "string"}));
    Some(Mutation::new("a variable that nothing uses is added", after))
}

pub(crate) fn swap_variables(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let mut after = collection.clone();
    let list = after[variables(collection)].as_array_mut()?;
    let (one, other) = two(list.len(), dice)?;
    // Of two with one name the last one wins.
    if list[one]["key"] == list[other]["key"] {
        return None;
    }
    list.swap(one, other);
    Some(Mutation {
        effect: Effect::Nothing,
        ..Mutation::new(format!("the variables {one} and {other} change places"), after)
    })
}

/// The requests that a variable concerns: those that use it, by themselves, by what they inherit, or by way of another
/// variable.
fn users(collection: &Value, key: &str) -> Vec<String> {
    let mut keys = vec![key.to_owned()];
    let mut known = 0;
    let uses = |value: &Value, keys: &[String]| {
        let text = value.to_string();
        keys.iter().any(|key| text.contains(&format!("{{{{{key}}}}}")))
    };
    while let Some(key) = keys.get(known).cloned() {
        known += 1;
        for variable in collection["variable"].as_array().into_iter().flatten() {
            let name = variable["key"].as_str().unwrap_or_default();
            if uses(&variable["value"], std::slice::from_ref(&key)) && !keys.iter().any(|key| key == name) {
                keys.push(name.to_owned());
            }
        }
    }
    let inherits = |place: &str| {
        let above = place.match_indices("/item").map(|(end, _)| &place[..end]);
        above.into_iter().any(|above| {
            collection
                .pointer(above)
                .is_some_and(|folder| uses(&folder["auth"], &keys) || uses(&folder["description"], &keys))
        })
    };
    let is_user = |place: &String| {
        collection.pointer(place).is_some_and(|request| uses(request, &keys)) || inherits(place)
    };
    places(collection).0.into_iter().filter(is_user).collect()
}

/// What a new export of the same collection has otherwise.
pub(crate) fn new_ids(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let mut after = collection.clone();
    let mut ids = Vec::new();
    listed_ids(collection, &mut ids);
    let first = dice.roll(1_000_000);
    renew(&mut after, &ids, first);
    let info =
        if after.get("info").is_some() { after["info"].as_object_mut()? } else { after.as_object_mut()? };
    for (key, value) in [
        ("_postman_id", format!("a0000000-0000-4000-8000-{first:012}")),
        ("_exporter_id", first.to_string()),
        ("_collection_link", format!("https://go.postman.co/collection/{first}")),
    ] {
        info.insert(key.to_owned(), value.into());
    }
    for place in places(collection).0.iter().filter(|place| !place.is_empty()) {
        let request = after.pointer_mut(place)?.as_object_mut()?;
        request.insert("id".to_owned(), format!("{first}{place}").into());
        request.insert("uid".to_owned(), format!("1-{first}{place}").into());
        for example in request.get_mut("response").and_then(Value::as_array_mut).into_iter().flatten() {
            example["id"] = format!("{first}-example").into();
            example["_postman_previewlanguage"] = "json".into();
        }
    }
    Some(Mutation {
        effect: Effect::Nothing,
        ..Mutation::new("the collection is exported with new ids", after)
    })
}

/// The ids that the collection gives its parts.
fn listed_ids(value: &Value, ids: &mut Vec<String>) {
    if let Some(list) = value.as_array() {
        for value in list {
            listed_ids(value, ids);
        }
    } else if let Some(object) = value.as_object() {
        let is_part = ["name", "request", "order"].iter().any(|key| object.contains_key(*key));
        if let Some(id) = object.get("id").and_then(Value::as_str).filter(|_| is_part) {
            ids.push(id.to_owned());
        }
        object.values().for_each(|value| listed_ids(value, ids));
    }
}

/// Puts a new id in the place of each, wherever it is named.
fn renew(value: &mut Value, ids: &[String], first: usize) {
    if let Some(index) = value.as_str().and_then(|text| ids.iter().position(|id| id == text)) {
        *value = format!("{first:08}-{index}").into();
    } else if let Some(list) = value.as_array_mut() {
        for value in list {
            renew(value, ids, first);
        }
    } else if let Some(object) = value.as_object_mut() {
        object.values_mut().for_each(|value| renew(value, ids, first));
    }
}
