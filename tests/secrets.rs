//! Collections that hold credentials into output that holds none of them.

use std::fs;
use std::path::Path;

use postwright::{Generator, Settings, Variable};
use postwright_tests::inputs;
use serde_json::json;

/// What every fake credential in the inputs begins with.
const MARK: &str = "literal-secret-value-";

#[test]
fn no_credential_is_written() {
    let mut seen = 0;
    for input in inputs::readable().expect("the inputs can be listed") {
        let text = text(&input.path);
        if !text.contains(MARK) {
            continue;
        }
        seen += text.matches(MARK).count();
        let generated = Generator::new().generate(&input.path).expect("it generates");
        let reference = generated.reference().concat();
        assert!(!reference.is_empty(), "{} has no reference", input.path.display());
        for (what, text) in [
            ("module", &generated.module),
            ("manifest", &generated.manifest().to_string()),
            ("replay", &generated.replay()),
            ("messages", &generated.report()),
            ("guesses", &generated.guesses()),
            ("snippets", &generated.snippets("sdk").concat().concat()),
            ("reference", &reference),
        ] {
            let line = text.lines().find(|line| line.contains(MARK));
            assert!(line.is_none(), "the {what} of {} holds a credential: {line:?}", input.path.display());
        }
    }
    assert!(seen > 15, "only {seen} credentials in the inputs: the test looks at nothing");
}

/// Every place of a collection where a credential may stand, and descriptions, headers, examples and code that repeat them.
#[test]
fn what_is_secret_in_one_place_is_shown_in_none() {
    let places = [
        "bearer",
        "folder",
        "variable",
        "header",
        "query",
        "form",
        "cookie",
        "user",
        "environment",
        "used",
        "settings",
    ];
    // With what is spelt otherwise in addresses, in words of a shell, in JSON and in Markdown.
    let secret = |place: &str| format!("{MARK}{place}{}", if place == "user" { "_1" } else { "_1/'\"+" });
    let secrets: Vec<String> = places.iter().map(|place| secret(place)).collect();
    let all = secrets.join(" and ");
    let bearer =
        |place: &str| json!({"type": "bearer", "bearer": [{"key": "token", "value": secret(place)}]});
    let request = json!({
        "method": "POST", "description": format!("Say {all}, or {}.", all.replace('_', "\\_")),
        "header": [{"key": "X-Api-Key", "value": secret("header")}, {"key": "X-Trace", "value": all}],
        "url": {"raw": format!("https://me:{}@x.test/a?api_key={}", secret("user"), secret("query")), "protocol": "https",
          "host": ["x", "test"], "path": ["a"], "auth": {"user": "me", "password": secret("user")},
          "query": [{"key": "api_key", "value": secret("query")}, {"key": "q", "value": all}]},
        "body": {"mode": "urlencoded", "urlencoded": [{"key": "client_secret", "value": secret("form")}, {"key": "note", "value": all}]}
    });
    let json_request = json!({
        "method": "PUT", "url": "https://x.test/b", "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{used}}"}]},
        "body": {"mode": "raw", "raw": json!({"note": all}).to_string(), "options": {"raw": {"language": "json"}}}
    });
    let response = json!([{"name": all, "code": 200, "cookie": [{"name": "sid", "value": secret("cookie")}],
        "header": [{"key": "Content-Type", "value": "application/json"}], "body": json!({"note": all}).to_string()}]);
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    let collection = json!({
        "info": {"name": "Shop", "description": all, "schema": schema}, "auth": bearer("bearer"),
        "variable": [{"key": "pin", "value": secret("variable"), "type": "secret"}, {"key": "used", "value": secret("used")},
          {"key": "marked", "value": secret("settings")}, {"key": "plain", "value": all, "description": all}],
        "item": [{"name": "Folder", "description": all, "auth": bearer("folder"), "item": [
          {"name": "Send form", "request": request, "response": response},
          {"name": "Send json", "request": json_request, "response": response}]}]
    });
    let folder = tempfile::tempdir().expect("a folder");
    let [path, environment] = ["shop.json", "own.json"].map(|name| folder.path().join(name));
    fs::write(&path, collection.to_string()).expect("a file");
    let values =
        json!({"name": "own", "values": [{"key": "e", "value": secret("environment"), "type": "secret"}]});
    fs::write(&environment, values.to_string()).expect("a file");
    let settings = Settings::new().variable("marked", Variable::Secret);
    let generator = Generator::new().environment(&environment).settings(settings);
    let generated = generator.generate(&path).expect("it generates");
    let reference = generated.reference();
    assert!(reference.len() > 10 && reference.concat().contains("••••"));
    for page in reference {
        let line = page.lines().find(|line| line.contains(MARK));
        assert!(line.is_none(), "a page shows a credential: {line:?}");
    }
}

/// All that a collection holds: a folder is one of format v3.
fn text(path: &Path) -> String {
    if !path.is_dir() {
        return fs::read_to_string(path).expect("it can be read");
    }
    let entries = path.read_dir().expect("it can be listed");
    entries.map(|entry| text(&entry.expect("an entry").path())).collect()
}
