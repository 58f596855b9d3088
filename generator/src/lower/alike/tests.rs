//! Whether the order of a collection decides anything, for made-up collections.

use std::collections::BTreeMap;

use super::super::fixture;
use crate::api::{Body, Kind, MediaKind, Operation, Schema};
use crate::infer::tests::dice::Dice;
use crate::postman::{Item, RequestItem};

/// The fields of a person, in any order, some of them missing; now and then one that contradicts the others.
fn person(dice: &mut Dice, depth: usize) -> String {
    let mut fields = vec![
        format!("\"id\":{}", dice.pick(&["1", "2"])),
        format!("\"name\":{}", dice.pick(&["\"a\"", "\"b\"", "null", "{{name}}"])),
        format!("\"mail\":{}", dice.pick(&["\"c\"", "\"c\"", "\"d\"", "\"d\"", "1"])),
        format!("\"tags\":{}", dice.pick(&["[]", "[\"x\"]", "[\"y\",null]"])),
        format!("\"address\":{}", address(dice)),
        format!("\"size\":{}", dice.pick(&["1", "2", "3", "2.5", "{{size}}"])),
    ];
    if depth > 0 {
        fields.push(format!("\"manager\":{}", person(dice, depth - 1)));
        fields.push(format!("\"payments\":{}", dice.payments()));
    }
    if dice.roll(3) == 0 {
        dice.shuffle(&mut fields);
    }
    fields.truncate(4 + dice.roll(5));
    format!("{{{}}}", fields.join(","))
}

fn address(dice: &mut Dice) -> String {
    let mut fields = vec!["\"street\":\"s\"", "\"town\":\"t\"", "\"zip\":1"];
    fields.push(dice.pick(&["\"country\":null", "\"country\":\"c\"", "\"country\":{{c}}"]));
    dice.shuffle(&mut fields);
    fields.truncate(3 + dice.roll(2));
    format!("{{{}}}", fields.join(","))
}

fn request(dice: &mut Dice, number: usize) -> Item {
    let mut item: RequestItem = fixture::request(&format!("r{number}"), &format!("http://h/{number}"));
    if dice.roll(2) == 0 {
        let wrapped = format!("{{\"person\":{}}}", person(dice, 1));
        (item.request.method, item.request.body) =
            ("POST".into(), Some(fixture::raw(&wrapped, Some("json"))));
    }
    for _ in 0..dice.roll(3) {
        let one = person(dice, 1);
        let text = match dice.roll(3) {
            0 => one,
            1 => format!("{{\"data\":[{one},{}]}}", person(dice, 1)),
            _ => format!("{{\"owner\":{one},\"id\":1}}"),
        };
        let code = [200, 200, 404][dice.roll(3)];
        item.responses.push(fixture::response(code, None, &text));
    }
    Item::Request(Box::new(item))
}

/// What each operation sends and answers, by its name.
fn types(items: Vec<Item>) -> BTreeMap<String, Vec<Schema>> {
    let api = fixture::api(&fixture::collection(items));
    let shapes = |operation: &&Operation| {
        let body = operation.body.iter().filter_map(|body| match &body.body {
            Body::Json { schema, .. } => Some(schema.clone()),
            Body::Text { .. }
            | Body::UrlEncoded { .. }
            | Body::Multipart { .. }
            | Body::File { .. }
            | Body::GraphQl { .. } => None,
        });
        let answers = operation.responses.iter().filter_map(|response| match &response.media {
            MediaKind::Json(schema) => Some(schema.clone()),
            MediaKind::Empty | MediaKind::Text | MediaKind::Bytes => None,
        });
        body.chain(answers).collect()
    };
    fixture::operations(&api).iter().map(|it| (it.name.clone(), shapes(it))).collect()
}

/// Whether the person of a request, of whom it shows one sample, has those of others.
fn is_joined(schema: &Schema) -> bool {
    let Kind::Object(body) = &schema.kind else { return false };
    let person = body.properties.first().filter(|property| property.name == "person");
    let Some(Kind::Object(person)) = person.map(|property| &property.schema.kind) else { return false };
    person.properties.iter().any(|property| property.seen.1 > 1)
}

#[test]
fn the_order_of_the_requests_changes_no_type() {
    let mut dice = Dice(0x5eed_0006);
    let mut joined = 0;
    for _ in 0..100 {
        let count = 2 + dice.roll(5);
        let mut people: Vec<Item> = (0..count).map(|number| request(&mut dice, number)).collect();
        let mut staff: Vec<Item> = (0..3).map(|number| request(&mut dice, count + number)).collect();
        let make = |people: &[Item], staff: &[Item]| {
            vec![fixture::folder("People", people.to_vec()), fixture::folder("Staff", staff.to_vec())]
        };
        let want = types(make(&people, &staff));
        joined += want.values().flatten().filter(|schema| is_joined(schema)).count();
        dice.shuffle(&mut people);
        dice.shuffle(&mut staff);
        let mut items = make(&people, &staff);
        dice.shuffle(&mut items);
        let found = types(items);
        for (name, want) in want {
            assert_eq!(found[&name], want, "{name}");
        }
    }
    assert!(joined > 15, "{joined}");
}

#[test]
fn the_order_of_fields_in_an_inner_object_is_that_of_no_request() {
    let people = [
        r#"{"person": {"id": 1, "name": "a", "mail": "b", "address": {"street": "s", "town": "t", "zip": 1}}}"#,
        r#"{"person": {"id": 1, "name": "a", "mail": "b", "address": {"zip": 1, "town": "t", "street": "s"}}}"#,
        r#"{"person": {"id": 1, "name": "a", "mail": "b", "address": null, "size": 1}}"#,
    ];
    let items = |order: [usize; 3]| {
        let request = |number: usize| {
            let mut item = fixture::request(&format!("r{number}"), &format!("http://h/{number}"));
            (item.request.method, item.request.body) =
                ("POST".into(), Some(fixture::raw(people[number], Some("json"))));
            Item::Request(Box::new(item))
        };
        order.map(request).to_vec()
    };
    let want = types(items([0, 1, 2]));
    for order in [[1, 0, 2], [2, 1, 0], [0, 2, 1]] {
        assert_eq!(types(items(order)), want);
    }
}
