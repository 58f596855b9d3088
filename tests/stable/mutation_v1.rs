//! The same for a collection of format v1, whose parts lie elsewhere.

use serde_json::{Value, json};

use super::mutation::{Change, Dice, Effect, Mutation, called, new_ids, swap_variables, two};

/// For the format v1, which has its requests in one list and their order in others.
pub(crate) const CHANGES_V1: &[Change] =
    &[remove_request_v1, add_example_v1, swap_lists_v1, swap_variables, new_ids];

fn remove_request_v1(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let index = dice.roll(collection["requests"].as_array()?.len());
    let mut after = collection.clone();
    let gone = after["requests"].as_array_mut()?.remove(index);
    let no_more = |list: &mut Value| {
        if let Some(order) = list["order"].as_array_mut() {
            order.retain(|id| *id != gone["id"]);
        }
    };
    no_more(&mut after);
    after["folders"].as_array_mut()?.iter_mut().for_each(no_more);
    let pointer = format!("/requests/{index}");
    Some(
        Mutation::new(format!("the request {} is removed", called(collection, &pointer)), after)
            .touching([pointer], []),
    )
}

fn add_example_v1(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let index = dice.roll(collection["requests"].as_array()?.len());
    let mut after = collection.clone();
    let request = after["requests"][index].as_object_mut()?;
    let list = request.entry("responses").or_insert_with(|| json!([])).as_array_mut()?;
    list.push(json!({
        "id": "new", "name": "Gone", "responseCode": {"code": 410, "name": "Gone"}, "headers": [], "language": "json",
        "text": r#"{"quarry": {"depth": 1, "width": 2}}"#,
    }));
    let pointer = format!("/requests/{index}");
    let what = format!("{} gets an example", called(collection, &pointer));
    Some(Mutation::new(what, after).touching([pointer.clone()], [pointer]))
}

/// The lists in which requests and folders are kept say nothing of their order.
fn swap_lists_v1(collection: &Value, dice: &mut Dice) -> Option<Mutation> {
    let mut after = collection.clone();
    let list = after[["requests", "folders"][dice.roll(2)]].as_array_mut()?;
    let (one, other) = two(list.len(), dice)?;
    list.swap(one, other);
    Some(Mutation { effect: Effect::Nothing, ..Mutation::new("two entries of a list change places", after) })
}
