//! What is hidden in items of every format, and what is not.

use super::Items;
use crate::diagnostic::Pointer;
use crate::source::Source;

fn item(text: &str) -> String {
    let source = Source::from_text("x.json", format!("{{\"item\": [{text}]}}"));
    Items::new(&source).text(&Pointer::root().key("item").index(0)).unwrap()
}

#[test]
fn names_and_order_stay() {
    let shown = item(
        r#"{"name": "A", "request": {"method": "GET", "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}"}]}, "header": [{"key": "X", "value": "1"}]}}"#,
    );
    assert!(shown.starts_with("{\n  \"name\": \"A\",\n  \"request\": {\n    \"method\": \"GET\""), "{shown}");
    assert!(shown.contains("{{token}}") && !shown.contains('•'), "{shown}");
}

#[test]
fn secrets_are_hidden_wherever_they_stand() {
    let cases = [
        r#"{"request": {"auth": {"type": "basic", "basic": [{"key": "username", "value": "ada"}, {"key": "password", "value": "hunter2x"}]}}}"#,
        r#"{"request": {"auth": {"type": "basic", "basic": {"username": "ada", "password": "hunter2x"}}}}"#,
        r#"{"request": {"auth": {"type": "unheard", "unheard": [{"key": "whatever", "value": "hunter2x"}]}}}"#,
        r#"{"request": {"auth": [{"type": "apikey", "credentials": {"key": "X-Key", "value": "hunter2x"}}]}}"#,
        r#"{"currentHelper": "basicAuth", "helperAttributes": {"id": "basic", "username": "u", "password": "hunter2x"}}"#,
        r#"{"headers": "Accept: a\nAuthorization: Bearer hunter2x\nX: 1"}"#,
        r#"{"request": {"header": [{"key": "X-Api-Key", "value": "hunter2x"}], "description": "say hunter2x"}}"#,
        r#"{"request": {"url": "https://h/a?apikey=hunter2x&b=1#c"}}"#,
        r#"{"request": {"url": {"raw": "https://me:hunter2x@h/a?apikey={{k}}"}}}"#,
        r#"{"request": {"url": {"raw": "h?api_key=hunter2x", "query": [{"key": "api_key", "value": "hunter2x"}]}}}"#,
        r#"{"variable": [{"key": "pin", "value": "hunter2x", "type": "secret"}]}"#,
        r#"{"response": [{"cookie": [{"name": "sid", "value": "hunter2x"}], "header": [{"key": "Set-Cookie", "value": "sid=hunter2x"}]}]}"#,
        r#"{"event": [{"script": {"exec": ["use('hunter2x')"]}}], "preRequestScript": "hunter2x"}"#,
        r#"{"request": {"body": {"mode": "urlencoded", "urlencoded": [{"key": "client_secret", "value": "hunter2x"}]}}}"#,
    ];
    for case in cases {
        let shown = item(case);
        assert!(!shown.contains("hunter2x"), "{shown}");
    }
    assert!(item(cases[0]).contains("••••"));
    assert!(item(cases[5]).contains("Authorization: Bearer ••••\\nX: 1"));
    assert!(item(cases[7]).contains("https://h/a?apikey=••••&b=1#c"));
    assert!(item(cases[8]).contains("https://••••@h/a?apikey={{k}}"));
}

#[test]
fn data_and_placeholders_are_shown() {
    let shown = item(
        r#"{"request": {"header": [{"key": "Authorization", "value": "Bearer <token>"}], "body": {"mode": "raw", "raw": "{\"password\": \"data\"}"}}}"#,
    );
    assert!(shown.contains("Bearer <token>") && shown.contains("data"), "{shown}");
    assert_eq!(Items::new(&Source::from_text("x.json", "[")).text(&Pointer::root()), None);
}
