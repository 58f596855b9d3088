//! A collection of format v2.1 into the folder of files that it is in format v3, so that both are changed alike.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// From the pointers of requests in the one form to those in the other.
pub(crate) type Pointers = BTreeMap<String, String>;

/// Makes the folder hold the collection, and nothing else.
pub(crate) fn write(collection: &Value, folder: &Path) -> Pointers {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("it can be removed");
    }
    let mut writer = Writer { root: folder, pointers: Pointers::new() };
    let mut definition = json!({"$kind": "collection", "name": collection["info"]["name"]});
    copy(collection, &mut definition, &[("auth", auth)]);
    definition["description"] = collection["info"]["description"].clone();
    let variables = collection["variable"].as_array().into_iter().flatten();
    definition["variables"] = variables.map(|it| json!({"key": it["key"], "value": it["value"]})).collect();
    writer.file(".resources/definition.yaml", &definition);
    writer.items(collection, "", "");
    writer.pointers
}

struct Writer<'a> {
    root: &'a Path,
    pointers: Pointers,
}

impl Writer<'_> {
    /// JSON is YAML.
    fn file(&self, path: &str, value: &Value) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, format!("{:#}\n", without_null(value))).expect("it can be written");
    }

    fn items(&mut self, group: &Value, place: &str, folder: &str) {
        let mut taken = BTreeSet::new();
        for (index, item) in group["item"].as_array().into_iter().flatten().enumerate() {
            let (place, order) = (format!("{place}/item/{index}"), (index + 1) * 1000);
            let path = format!("{folder}{}", free(item, &mut taken));
            if item.get("item").is_some() {
                let mut definition = json!({"$kind": "collection", "name": item["name"], "order": order});
                copy(item, &mut definition, &[("auth", auth), ("description", Value::clone)]);
                self.file(&format!("{path}/.resources/definition.yaml"), &definition);
                self.items(item, &place, &format!("{path}/"));
            } else {
                let mut request = request(&item["request"]);
                request["name"] = item["name"].clone();
                request["order"] = order.into();
                self.file(&format!("{path}.request.yaml"), &request);
                self.examples(item, &path);
                self.pointers.insert(place, format!("{path}.request.yaml"));
            }
        }
    }

    fn examples(&self, item: &Value, path: &str) {
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let separator = if folder.is_empty() { "" } else { "/" };
        let mut taken = BTreeSet::new();
        for (index, example) in item["response"].as_array().into_iter().flatten().enumerate() {
            let file = free(example, &mut taken);
            let mut response =
                json!({"statusCode": example["code"], "body": {"type": "json", "content": example["body"]}});
            response["headers"] = entries(&example["header"]);
            let example = json!({"$kind": "http-example", "response": response, "order": (index + 1) * 1000});
            let resources = format!("{folder}{separator}.resources/{name}.resources/examples");
            self.file(&format!("{resources}/{file}.example.yaml"), &example);
        }
    }
}

fn request(old: &Value) -> Value {
    let mut new = json!({"$kind": "http-request", "method": old["method"]});
    let url = &old["url"];
    new["url"] = url.get("raw").unwrap_or(url).clone();
    new["headers"] = entries(&old["header"]);
    new["queryParams"] = entries(&url["query"]);
    new["pathVariables"] = entries(&url["variable"]);
    copy(old, &mut new, &[("auth", auth), ("description", Value::clone)]);
    if let Some(text) = old["body"]["raw"].as_str() {
        new["body"] = json!({"type": "json", "content": text});
    }
    if new["queryParams"].is_null() {
        let query = new["url"].as_str().and_then(|url| url.split_once('?')).map_or("", |(_, query)| query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        new["queryParams"] = pairs.map(|(key, value)| json!({"key": key, "value": value})).collect();
    }
    new
}

fn auth(old: &Value) -> Value {
    let kind = old["type"].as_str().unwrap_or_default();
    let list = old[kind].as_array().into_iter().flatten();
    let pairs = list.map(|it| (it["key"].as_str().unwrap_or_default().to_owned(), it["value"].clone()));
    json!([{"type": kind, "credentials": Value::Object(pairs.collect())}])
}

/// A list of keys and values.
fn entries(list: &Value) -> Value {
    let Some(list) = list.as_array() else { return Value::Null };
    let entry = |it: &Value| {
        let mut entry = json!({});
        copy(
            it,
            &mut entry,
            &["key", "value", "description", "disabled"]
                .map(|key| (key, Value::clone as fn(&Value) -> Value)),
        );
        entry
    };
    list.iter().map(entry).collect()
}

/// A member, and what becomes of its value.
type Member<'a> = (&'a str, fn(&Value) -> Value);

fn copy(from: &Value, to: &mut Value, members: &[Member<'_>]) {
    for (key, change) in members {
        if let Some(value) = from.get(*key) {
            to[*key] = change(value);
        }
    }
}

/// A file name that no sibling has.
fn free(item: &Value, taken: &mut BTreeSet<String>) -> String {
    let name = item["name"].as_str().unwrap_or("unnamed").replace(['/', '\\', ':'], "_");
    let name = if name.trim().is_empty() { "unnamed".to_owned() } else { name };
    let mut free = name.clone();
    let mut number = 1;
    while !taken.insert(free.to_lowercase()) {
        number += 1;
        free = format!("{name} {number}");
    }
    free
}

fn without_null(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(key, value)| (key.clone(), without_null(value))).collect())
        }
        Value::Array(list) => list.iter().map(without_null).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}
