//! Mutations of operations, servers and credentials.

use serde_json::json;

use super::{Row, at, replace};
use crate::diff::Weight;

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn rows() -> Vec<Row> {
    use Weight::{Major, Minor, None, Patch};
    vec![
        ("nothing", Box::new(|_| {}), [(None, "", ""), (None, "", "")]),
        (
            "an operation goes",
            Box::new(|it| drop(at(it, "/item").as_array_mut().unwrap().pop())),
            [(Major, "operation-removed", "ping"), (Minor, "operation-added", "ping")],
        ),
        (
            "an operation is renamed",
            Box::new(|it| *at(it, "/item/0/item/0/name") = json!("Fetch order")),
            [
                (Major, "operation-renamed", "orders::fetch_order"),
                (Major, "operation-renamed", "orders::get_order"),
            ],
        ),
        (
            "a folder is renamed",
            Box::new(|it| *at(it, "/item/0/name") = json!("Sales")),
            [
                (Major, "operation-renamed", "sales::get_order"),
                (Major, "operation-renamed", "orders::add_order"),
            ],
        ),
        (
            "a folder in a folder",
            Box::new(|it| {
                let inner = at(it, "/item/0").clone();
                it["item"] = json!([{"name": "All", "item": [inner]}]);
            }),
            [(Major, "folder-removed", "mod orders"), (Major, "folder-added", "mod orders")],
        ),
        (
            "the order of requests",
            Box::new(|it| at(it, "/item").as_array_mut().unwrap().reverse()),
            [(None, "", ""), (None, "", "")],
        ),
        (
            "another path",
            replace("/item/1/request/url", "/ping", "/health"),
            [(Patch, "request-changed", "ping"), (Patch, "request-changed", "ping")],
        ),
        (
            "a constant header",
            replace("/item/1/request/header/0/value", "text/plain", "text/html"),
            [(Patch, "headers-changed", "ping"), (Patch, "headers-changed", "ping")],
        ),
        (
            "the name of a path parameter",
            replace("/item/0/item/0/request/url/path/3", ":id", ":order"),
            [
                (Patch, "arguments-renamed", "orders::get_order"),
                (Patch, "arguments-renamed", "orders::get_order"),
            ],
        ),
        (
            "a path parameter more",
            Box::new(|it| {
                at(it, "/item/0/item/0/request/url/path").as_array_mut().unwrap().push(json!(":part"));
            }),
            [
                (Major, "arguments-changed", "orders::get_order"),
                (Major, "arguments-changed", "orders::get_order"),
            ],
        ),
        (
            "path parameters change places",
            Box::new(|it| at(it, "/item/0/item/0/request/url/path").as_array_mut().unwrap().swap(1, 3)),
            [
                (Major, "arguments-moved", "orders::get_order"),
                (Major, "arguments-moved", "orders::get_order"),
            ],
        ),
        (
            "a query parameter more",
            Box::new(|it| {
                let query = at(it, "/item/0/item/0/request/url/query").as_array_mut().unwrap();
                query.push(json!({"key": "page", "value": "1"}));
            }),
            [
                (Minor, "parameter-added", "orders::get_order"),
                (Major, "parameter-removed", "orders::get_order"),
            ],
        ),
        (
            "a query parameter becomes required",
            Box::new(|it| {
                at(it, "/item/0/item/0/request/url/query/0")["description"] = json!("(Required) how many");
            }),
            [
                (Major, "arguments-changed", "orders::get_order"),
                (Major, "arguments-changed", "orders::get_order"),
            ],
        ),
        (
            "an operation is deprecated",
            Box::new(|it| at(it, "/item/1/request")["description"] = json!("Deprecated: use another.")),
            [(Minor, "operation-deprecated", "ping"), (Patch, "operation-restored", "ping")],
        ),
        (
            "auth",
            Box::new(|it| {
                it["auth"] = json!({"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}"}]});
            }),
            [(Major, "auth-added", "ping"), (Major, "setting-removed", "ClientBuilder::bearer_token")],
        ),
        (
            "the default of a server",
            replace("/variable/0/value", "shop.example", "store.example"),
            [
                (Patch, "default-changed", "ClientBuilder::base_url"),
                (Patch, "default-changed", "ClientBuilder::base_url"),
            ],
        ),
        (
            "a server without default",
            Box::new(|it| *at(it, "/variable") = json!([])),
            [
                (Major, "default-changed", "ClientBuilder::base_url"),
                (Minor, "default-changed", "ClientBuilder::base_url"),
            ],
        ),
    ]
}
