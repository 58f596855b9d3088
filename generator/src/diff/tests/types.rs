//! Mutations of types.

use serde_json::json;

use super::{BODY, ORDER, Row, at, replace};
use crate::diff::Weight;

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn rows() -> Vec<Row> {
    use Weight::{Major, Minor};
    vec![
        (
            "a field more in an answer",
            replace(ORDER, r#""id": 1"#, r#""id": 1, "paid": true"#),
            [
                (Minor, "field-added", "types::GetOrderResponse.paid"),
                (Major, "field-removed", "types::GetOrderResponse.paid"),
            ],
        ),
        (
            "a field of another type",
            replace(ORDER, r#""state": "open""#, r#""state": 1"#),
            [
                (Major, "field-changed", "types::GetOrderResponse.state"),
                (Major, "field-changed", "types::GetOrderResponse.state"),
            ],
        ),
        (
            "a field that may be missing",
            Box::new(|it| {
                let list = at(it, "/item/0/item/0/response").as_array_mut().unwrap();
                list.push(json!({"name": "less", "code": 200, "body": "{\"id\": 2, \"lines\": []}"}));
            }),
            [
                (Major, "field-changed", "types::GetOrderResponse.state"),
                (Major, "field-changed", "types::GetOrderResponse.state"),
            ],
        ),
        (
            "a field of a nested type",
            replace(ORDER, r#""price""#, r#""amount""#),
            [(Major, "field-removed", "types::Line.price"), (Major, "field-removed", "types::Line.amount")],
        ),
        (
            "a nested type of another name",
            replace(ORDER, r#""lines""#, r#""rows""#),
            [
                (Major, "type-removed", "types::Line"),
                (Major, "field-removed", "types::GetOrderResponse.rows"),
            ],
        ),
        (
            "a required field more in a request",
            replace(BODY, r#""note""#, r#""gift": true, "note""#),
            [
                (Major, "constructor-changed", "types::AddOrderRequest.new"),
                (Major, "field-removed", "types::AddOrderRequest.gift"),
            ],
        ),
        (
            "an optional field more in a request",
            Box::new(|it| {
                let list = at(it, "/item/0/item/1/response").as_array_mut().unwrap();
                list.push(json!({"name": "more", "code": 201, "body": "{\"id\": 1}", "originalRequest": {
                    "method": "POST", "url": "{{baseUrl}}/orders",
                    "body": {"mode": "raw", "raw": "{\"customer\": \"a\", \"note\": \"b\", \"gift\": true}"}
                }}));
            }),
            [
                (Minor, "field-added", "types::AddOrderRequest.gift"),
                (Major, "field-removed", "types::AddOrderRequest.gift"),
            ],
        ),
        (
            "an error more",
            Box::new(|it| {
                let list = at(it, "/item/0/item/0/response").as_array_mut().unwrap();
                list.push(json!({"name": "no", "code": 403, "body": "{\"why\": \"no\"}"}));
            }),
            [(Minor, "answer-added", "orders::get_order"), (Major, "answer-removed", "orders::get_order")],
        ),
        (
            "errors of their own",
            Box::new(|it| {
                let list = at(it, "/item/0/item/1/response").as_array_mut().unwrap();
                list.push(json!({"name": "no", "code": 409, "body": "{\"why\": \"no\"}"}));
            }),
            [(Minor, "answers-added", "orders::add_order"), (Major, "answers-removed", "orders::add_order")],
        ),
    ]
}
