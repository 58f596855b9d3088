//! From the manifest to columns that a person can read.

use serde_json::Value;

/// A wider cell moves the rest of its own line only.
const MAX_WIDTH: usize = 56;

/// The manifest as text.
pub(super) fn text(manifest: &Value) -> String {
    let mut text = format!(
        "{} ({})\n",
        word(&manifest["collection"]["name"]).trim(),
        word(&manifest["collection"]["format"])
    );
    let operations: Vec<_> = list(&manifest["operations"]).map(operation).collect();
    section(
        &mut text,
        "operations",
        &["METHOD", "PATH", "FUNCTION", "AUTH", "BODY", "RESPONSES"],
        &operations,
    );
    let servers: Vec<_> = list(&manifest["servers"])
        .map(|server| vec![word(&server["rust"]), word(&server["variable"]), word(&server["default"])])
        .collect();
    section(&mut text, "servers", &["NAME", "VARIABLE", "DEFAULT"], &servers);
    let variables: Vec<_> = list(&manifest["client_variables"])
        .map(|variable| {
            let default =
                if variable["secret"] == true { "(secret)".to_owned() } else { word(&variable["default"]) };
            vec![word(&variable["rust"]), word(&variable["name"]), default]
        })
        .collect();
    section(&mut text, "settings", &["NAME", "VARIABLE", "DEFAULT"], &variables);
    let values: Vec<_> = list(&manifest["variables"]).map(value).collect();
    section(&mut text, "variables", &["VARIABLE", "VALUE FROM", "FILE", "PLACE"], &values);
    let skipped: Vec<_> = list(&manifest["skipped"])
        .map(|skipped| vec![word(&skipped["name"]), word(&skipped["reason"]), word(&skipped["pointer"])])
        .collect();
    section(&mut text, "skipped", &["NAME", "REASON", "PLACE"], &skipped);
    text
}

fn value(variable: &Value) -> Vec<String> {
    let origin = &variable["value_from"];
    let name = word(&variable["name"]);
    let name = if variable["secret"] == true { format!("{name} (secret)") } else { name };
    vec![name, word(&origin["scope"]), word(&origin["file"]), word(&origin["pointer"])]
}

fn operation(operation: &Value) -> Vec<String> {
    let responses = list(&operation["responses"]).map(|response| {
        let status = if response["status"].is_null() { "?".to_owned() } else { word(&response["status"]) };
        format!("{status} {}", word(&response["type"]))
    });
    let body = &operation["request_body"];
    vec![
        word(&operation["method"]),
        word(&operation["path"]),
        word(&operation["function"]),
        word(&operation["auth"]),
        if body["type"].is_null() { word(&body["mode"]) } else { word(&body["type"]) },
        responses.collect::<Vec<_>>().join(", "),
    ]
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A value on one line; `-` for none.
fn word(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    };
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    if text.is_empty() { "-".to_owned() } else { text }
}

fn section(text: &mut String, title: &str, heads: &[&str], rows: &[Vec<String>]) {
    if rows.is_empty() {
        return;
    }
    text.extend(["\n", title, ": ", &rows.len().to_string(), "\n"]);
    let heads: Vec<String> = heads.iter().map(|&head| head.to_owned()).collect();
    let rows: Vec<&Vec<String>> = std::iter::once(&heads).chain(rows).collect();
    let width = |column: usize| {
        let widths = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        widths.filter(|width| *width <= MAX_WIDTH).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        text.extend(["  ", cells.collect::<Vec<_>>().join("  ").trim_end(), "\n"]);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn columns_are_aligned() {
        let manifest = json!({
            "collection": { "name": "Shop\n", "format": "v2.1" },
            "servers": [{ "rust": "base_url", "variable": "url", "default": null }],
            "client_variables": [{ "name": "key", "rust": "key", "default": "x", "secret": true }],
            "variables": [
                {
                    "name": "key", "secret": true,
                    "value_from": { "scope": "environment", "file": "dev.json", "pointer": "/values/0" },
                },
                { "name": "id", "secret": false, "value_from": null },
            ],
            "operations": [
                {
                    "method": "POST", "path": "/keys/{id}", "function": "keys::create", "auth": "basic",
                    "request_body": { "mode": "raw", "type": "types::Key" },
                    "responses": [{ "status": 201, "type": "types::Key" }, { "status": null, "type": "String" }],
                },
                {
                    "method": "GET", "path": "/".repeat(60), "function": "status", "auth": null, "request_body": null,
                    "responses": [],
                },
            ],
            "skipped": [{ "pointer": "/item/9", "name": "", "reason": "it has no URL" }],
        });
        insta::assert_snapshot!(text(&manifest), @r#"
        Shop (v2.1)

        operations: 2
          METHOD  PATH        FUNCTION      AUTH   BODY        RESPONSES
          POST    /keys/{id}  keys::create  basic  types::Key  201 types::Key, ? String
          GET     ////////////////////////////////////////////////////////////  status        -      -

        servers: 1
          NAME      VARIABLE  DEFAULT
          base_url  url       -

        settings: 1
          NAME  VARIABLE  DEFAULT
          key   key       (secret)

        variables: 2
          VARIABLE      VALUE FROM   FILE      PLACE
          key (secret)  environment  dev.json  /values/0
          id            -            -         -

        skipped: 1
          NAME  REASON         PLACE
          -     it has no URL  /item/9
        "#);
        assert_eq!(text(&json!({ "collection": {} })), "- (-)\n");
    }
}
