//! What is found without the type is compared with what `serde_path_to_error` finds with it, for thousands of documents
//! that are wrong in one or two places.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use crate::codegen::{self, Field, Json, Number, OrPlaceholder, open_enum, union, variants};
use crate::decode::{self, Failure};

mod documents;

use documents::{Dice, Node, Style};

#[derive(Debug, codegen::Deserialize)]
#[serde(crate = "crate::codegen::serde")]
#[expect(dead_code, reason = "it is read, and then forgotten")]
struct Order {
    id: i64,
    small: u8,
    name: String,
    paid: bool,
    state: State,
    kind: Kind,
    any: Json,
    exact: Number,
    #[serde(with = "crate::codegen::mixed")]
    price: f64,
    tags: Vec<Option<String>>,
    matrix: Vec<Vec<i64>>,
    pair: (i64, String),
    #[serde(rename = "größe")]
    sizes: BTreeMap<String, Size>,
    #[serde(default)]
    note: Field<Size>,
    count: OrPlaceholder<i64>,
    counts: Option<OrPlaceholder<Vec<OrPlaceholder<f64>>>>,
    #[serde(default)]
    size: OrPlaceholder<Size>,
    mixed: Vec<Mixed>,
    few: Option<Few>,
    payments: Vec<Payment>,
    payment: Option<Box<Payment>>,
    more: Option<More>,
    parent: Option<Box<Order>>,
    children: Vec<Order>,
}

#[derive(Debug, Default, codegen::Deserialize, Serialize)]
#[serde(crate = "crate::codegen::serde")]
struct Size {
    width: u32,
    unit: Option<String>,
}

/// Generated code does not flatten; what does, reads the whole object first.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "it is read, and then forgotten")]
struct More {
    id: i64,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Debug, Deserialize)]
enum Kind {
    #[serde(rename = "first")]
    A,
    #[serde(rename = "second")]
    B,
}

#[derive(Debug)]
enum State {
    Open,
    Other(String),
}
open_enum!(State { "hush-open" => Open });

#[derive(Debug)]
enum Mixed {
    Text(String),
    Whole(i64),
    List(Vec<Mixed>),
    Size(Size),
}
union!(Mixed { string => Text, integer => Whole, array => List, object => Size });

#[derive(Debug)]
enum Few {
    Float(f64),
    Flag(bool),
}
union!(Few { number => Float, boolean => Flag });

#[derive(Debug, codegen::Deserialize, Serialize)]
#[serde(crate = "crate::codegen::serde")]
struct Card {
    kind: String,
    number: u64,
    owners: Vec<Size>,
}

#[derive(Debug, codegen::Deserialize, Serialize)]
#[serde(crate = "crate::codegen::serde")]
struct Bank {
    kind: String,
    iban: Option<Vec<String>>,
}

#[derive(Debug)]
enum Payment {
    Card(Card),
    Bank(Bank),
    Other(Json),
}
variants!(Payment tag "kind" { ["hush-card"] => Card, ["hush-bank"] => Bank });

const ORDER: &str = r#"{
    "id": 1, "small": 200, "name": "hush \"é\"\n\\", "paid": true, "state": "hush-open", "kind": "second",
    "any": [{"k": [1.5, -2, null]}, "hush"], "exact": 1.0, "price": 3,
    "tags": ["hush", null], "matrix": [[1, 2], [], [3]], "pair": [7, "hush"],
    "größe": {"a": {"width": 1}, "a\"b\\": {"width": 2, "unit": "hush ☃"}, "": {"width": 3}},
    "note": {"width": 4, "unit": null}, "count": "<integer>", "counts": [1, "<number>", 2.5], "size": {"width": 9},
    "mixed": ["hush", 1, [[2], "hush", {"width": 5}], {"width": 6}], "few": 1.5,
    "payments": [
        {"kind": "hush-card", "number": 1, "owners": [{"width": 1}, {"width": 2}]},
        {"kind": "hush-bank", "iban": ["hush"]}, {"kind": "hush-cash", "sum": 1}
    ],
    "payment": {"kind": "hush-bank"}, "more": {"id": 1, "x": 1, "y": 255}, "ignored": {"a": [1, {"b": "hush"}]},
    "parent": null, "children": []
}"#;

/// Some seconds without optimizations; with ten times as many, nothing else was found.
const ROUNDS: usize = 2000;

/// The document above, with others in it.
fn order(depth: usize) -> Node {
    let mut order = Node::read(ORDER);
    if depth > 0 {
        order.set("parent", order_without("ignored", depth - 1));
        order.set("children", Node::List(vec![order_without("note", depth - 1), order_without("few", 0)]));
    }
    order
}

fn order_without(key: &str, depth: usize) -> Node {
    let mut order = order(depth);
    order.remove(key);
    order
}

/// The path and the message of the crate that keeps the path while it reads.
fn tracked<T: DeserializeOwned>(json: &[u8]) -> Option<(String, serde_json::Error)> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => reader.end().err().map(|error| (String::new(), error)),
        Err(error) => {
            let path = error.path().iter().map(ToString::to_string);
            let path = path.enumerate().map(|(number, step)| {
                if number == 0 || step.starts_with('[') { step } else { format!(".{step}") }
            });
            Some((path.collect(), error.into_inner()))
        }
    }
}

/// Compares both, and says what kind of mistake it was.
fn compare<T: DeserializeOwned>(json: &[u8]) -> Option<Category> {
    let found = decode::read::<T>(json).err();
    let Some((path, error)) = tracked::<T>(json) else {
        assert!(found.is_none(), "{found:?} in {}", String::from_utf8_lossy(json));
        return None;
    };
    let Some(Failure { path: found, message }) = found else {
        panic!("{error} is not found in {}", String::from_utf8_lossy(json))
    };
    assert!(!message.contains("hush"), "{message}");
    let text = error.to_string();
    let (below, text) = crate::variants::located(&text);
    assert_eq!(message, decode::without_found_text(text));
    let equal = found == crate::variants::join(&path, below);
    let context = || format!("{error}: `{found}` instead of `{path}` in {}", String::from_utf8_lossy(json));
    match error.classify() {
        Category::Data => assert!(equal, "{}", context()),
        // Here `serde_json` tells line and column of the byte, and the path is no more than help: where a key or comma is
        // wrong, the old one has a `?` in the place of the key; a byte that follows a value at once is now told of that
        // value; and what a type leaves out, which no text tells, is now followed to the byte.
        category @ (Category::Syntax | Category::Eof | Category::Io) => {
            let path = path.strip_suffix('?').map_or(&*path, |path| path.strip_suffix('.').unwrap_or(path));
            let further = found.strip_prefix(path).map(|rest| rest.trim_start_matches(['.', '[']));
            let is_ignored = path.ends_with("ignored") || path.ends_with("new");
            let near = further.is_some_and(|rest| is_ignored || !rest.contains(['.', '[']));
            assert!(near || equal, "{category:?}, {}", context());
        }
    }
    Some(error.classify())
}

#[test]
fn the_path_is_the_one_that_is_kept_while_reading() {
    let mut dice = Dice::new(20_261_123);
    let mut found = BTreeMap::new();
    let orders = [order(0), order(1), order(2)];
    for round in 0..ROUNDS {
        let mut node = orders[round % 3].clone();
        for _ in 0..=dice.below(2) {
            node.spoil(&mut dice);
        }
        let json = node.written(Style::of(&mut dice), &mut dice);
        *found.entry(format!("{:?}", compare::<Order>(&json))).or_insert(0) += 1;
    }
    for kind in ["None", "Some(Data)", "Some(Syntax)"] {
        assert!(found.get(kind).is_some_and(|count| *count > 100), "{found:?}");
    }
}

#[test]
fn broken_text_is_found_as_well() {
    let mut dice = Dice::new(7);
    let mut found = BTreeMap::new();
    let orders = [order(0), order(1)];
    for round in 0..ROUNDS {
        let mut json = orders[round % 2].written(Style::of(&mut dice), &mut dice);
        documents::break_text(&mut json, &mut dice);
        *found.entry(format!("{:?}", compare::<Order>(&json))).or_insert(0) += 1;
    }
    for kind in ["Some(Data)", "Some(Syntax)", "Some(Eof)"] {
        assert!(found.get(kind).is_some_and(|count| *count > 100), "{found:?}");
    }
}

#[test]
fn a_variant_is_told_where_it_is_wrong() {
    let mut dice = Dice::new(99);
    let mut count = 0;
    let orders = [order(0), order(1)];
    for round in 0..ROUNDS {
        let mut node = orders[round % 2].clone();
        node.spoil(&mut dice);
        let json = node.written(Style::Compact, &mut dice);
        let Ok(json) = serde_json::from_slice::<Json>(&json) else { continue };
        let found = crate::variants::variant::<Order>(&json).err();
        let error = serde_path_to_error::deserialize::<_, Order>(json).err();
        let expected = error.map(|error| {
            let path = error.path().to_string();
            let message = error.into_inner().to_string();
            let (below, message) = crate::variants::located(&message);
            let path = crate::variants::join(if path == "." { "" } else { &path }, below);
            if path.is_empty() { message.to_owned() } else { format!("in `{path}`: {message}") }
        });
        count += usize::from(expected.is_some());
        let expected = expected.map(|message| format!("Failure({message:?})"));
        assert_eq!(found.map(|failure| format!("{failure:?}")), expected);
    }
    assert!(count > 500, "{count}");
}

#[test]
fn what_only_reading_on_can_tell_is_told() {
    let path = |json: &str| {
        compare::<Vec<OrPlaceholder<Vec<i64>>>>(json.as_bytes());
        compare::<Vec<Few>>(json.as_bytes());
        compare::<Few>(json.as_bytes());
        compare::<Vec<Vec<Vec<u8>>>>(json.as_bytes());
    };
    for json in [
        "[[1]]",
        "[ [ [ ] ] ]",
        "[[[[1]]]]",
        "[\r\n[{}]]",
        "[[[{}]]]",
        "[{}]",
        "[[1],[[2]]]",
        "[]",
        "[[[],",
        "[[",
    ] {
        path(json);
    }
    let path = |json: &str| decode::read::<(u8, Few)>(json.as_bytes()).unwrap_err().path;
    assert_eq!([path("[1,[[2]]]"), path("[[[2]]]"), path("[1,1,[2]]"), path("[1]")], ["[1]", "[0]", "", ""]);
}

#[test]
fn syntax_is_named_by_the_value_that_it_breaks() {
    type Ratios = BTreeMap<String, Vec<f64>>;
    for (json, path) in [
        (r#"{"a":[1],"b":[NaN]}"#, "b[0]"),
        (r#"{"a":[1.]}"#, "a[0]"),
        (r#"{"a":[1,nul]}"#, "a[1]"),
        (r#"{"a":[1e999]}"#, "a[0]"),
        (r#"{"a":[1 2]}"#, "a"),
        (r#"{"a":[1],}"#, ""),
        (r#"{"a":[1],b:[]}"#, ""),
        (r#"{"a":"#, "a"),
        (r#"{"a":[1]} x"#, ""),
    ] {
        assert_eq!(decode::read::<Ratios>(json.as_bytes()).unwrap_err().path, path, "{json}");
    }
    assert_eq!(decode::read::<Json>(&b"[".repeat(200_000)).unwrap_err().path, "[0]".repeat(127));
}

#[test]
fn what_no_type_reads_may_be_deep() {
    let mut json = br#"{"width":1,"ignored":"#.to_vec();
    json.extend(b"[".repeat(1_000_000));
    json.push(b'x');
    assert_eq!(decode::read::<Size>(&json).unwrap_err().path, format!("ignored{}", "[0]".repeat(127)));
}

/// More than linear work would not come to an end here.
#[test]
fn a_long_text_is_walked_once() {
    let mut json = "[".to_owned();
    while json.len() < 10_000_000 {
        json.push_str("{\"width\": 1, \"unit\": \"\\\"hush\\\"\"},\n");
    }
    json.push_str("{\"width\":-1}]");
    let failure = decode::read::<Vec<Size>>(json.as_bytes()).unwrap_err();
    let count = json.matches('\n').count();
    assert_eq!(failure.path, format!("[{count}].width"));
}
