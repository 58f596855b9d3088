//! What is hidden in items of every format, and what is not.

use super::Items;
use crate::diagnostic::Pointer;
use crate::source::Source;

fn item(text: &str) -> String {
    let source = Source::from_text("x.json", format!("{{\"item\": [{text}]}}"));
    Items::new(&source, &[], []).unwrap().text(&Pointer::root().key("item").index(0)).unwrap()
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
        r#"{"request": {"certificate": {"passphrase": "hunter2x"}, "proxy": {"password": "hunter2x"}}}"#,
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
    assert_eq!(Items::new(&Source::from_text("x.json", "["), &[], []).unwrap().text(&Pointer::root()), None);
}

#[test]
fn scripts_are_left_out_and_data_of_their_names_is_not() {
    let shown = item(
        r#"{"event": [1], "request": {"tests": "x", "body": {"mode": "graphql", "graphql": {"variables": {"events": [7], "tests": {"request": {"event": 8}}}}}}, "response": [{"originalRequest": {"event": [2]}}]}"#,
    );
    assert_eq!((shown.matches("\"event\"").count(), shown.matches("\"tests\"").count()), (1, 1), "{shown}");
    assert!(shown.contains("\"events\"") && shown.contains('7') && shown.contains('8'), "{shown}");
}

#[test]
fn secrets_of_the_collection_and_of_environments_are_hidden_in_items() {
    let text = r#"{"auth": {"type": "bearer", "bearer": [{"key": "token", "value": "hunter2x"}]},
        "variable": [{"key": "pin", "value": "pin-4711", "type": "secret"}, {"key": "base", "value": "https://me:pass-99@x.test"},
          {"key": "key", "value": "{{inner}}"}, {"key": "inner", "value": "inner-77"}, {"key": "plain", "value": "plain-55"}],
        "item": [{"request": {"header": [{"key": "X-Api-Key", "value": "{{key}}"}], "description": "hunter2x pin-4711 pass-99 inner-77 plain-55 env-1234 12345678"}}]}"#;
    let source = Source::from_text("x.json", text);
    let environments = [
        Source::from_text("e.json", r#"{"values": [{"key": "a", "value": "env-1234", "type": "secret"}]}"#),
        Source::from_text("e.yaml", "values:\n  - {key: b, value: 12345678, secret: true}\n"),
    ];
    let items = Items::new(&source, &environments, []).unwrap();
    let shown = items.text(&Pointer::root().key("item").index(0)).unwrap();
    assert!(shown.contains("\"•••• •••• •••• •••• plain-55 •••• ••••\""), "{shown}");
}

#[test]
fn what_stands_in_a_header_or_a_cookie_is_hidden_without_what_is_around_it() {
    let shown = item(
        r#"{"request": {"header": [{"key": "Authorization", "value": "Token tok-4711-x"}, {"key": "Cookie", "value": "a=cookie-1234; b=cookie-5678"}],
          "description": "tok-4711-x cookie-1234 cookie-5678 cookie-9999 Strict-99"}, "response": [{"header": [{"key": "Set-Cookie", "value": "c=cookie-9999; SameSite=Strict-99"}]}]}"#,
    );
    assert!(shown.contains("\"•••• •••• •••• •••• Strict-99\""), "{shown}");
}

#[test]
fn methods_and_versions_of_blocks_are_no_secrets_elsewhere() {
    for block in [
        r#""auth": {"type": "unheard", "unheard": [{"key": "method", "value": "HMAC-SHA1"}, {"key": "accessKey", "value": "hunter2x"}]}"#,
        r#""auth": {"type": "unheard", "unheard": {"method": "HMAC-SHA1", "accessKey": "hunter2x"}}"#,
        r#""helperAttributes": {"id": "oAuth1", "signatureMethod": "HMAC-SHA1", "consumerKey": "hunter2x"}"#,
    ] {
        let shown = item(&format!(r#"{{{block}, "description": "HMAC-SHA1 hunter2x"}}"#));
        assert!(shown.contains("\"HMAC-SHA1 ••••\""), "{shown}");
    }
}

#[test]
fn many_secrets_are_looked_for_in_one_pass() {
    let answer = |number: usize| {
        format!(
            r#"{{"cookie": [{{"name": "sid", "value": "cookie-value-{number:06}"}}], "body": "cookie-value-{number:06}"}}"#
        )
    };
    let answers: Vec<String> = (0..9_000).map(answer).collect();
    let start = std::time::Instant::now();
    let shown = item(&format!(r#"{{"response": [{}]}}"#, answers.join(",")));
    assert!(!shown.contains("cookie-value"));
    // Without optimisation, beside other tests; text by text it was minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// A request whose description says all of it, below a collection with these members.
fn described(members: &str, description: &str, variables: &[&str]) -> String {
    let description = serde_json::Value::from(description);
    let text = format!(r#"{{{members}, "item": [{{"request": {{"description": {description}}}}}]}}"#);
    let source = Source::from_text("x.json", text);
    let items = Items::new(&source, &[], variables.iter().map(|name| (*name).to_owned())).unwrap();
    let shown = items.text(&Pointer::root().key("item").index(0)).unwrap();
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    shown["request"]["description"].as_str().unwrap().to_owned()
}

#[test]
fn what_else_is_known_to_be_secret_is_hidden() {
    let members = r#""variable": [{"key": " shard", "value": "shard-4711"}, {"key": "outer", "value": "{{ inner }}"}, {"key": "inner", "value": 87654321}, {"key": "plain", "value": "plain-55"}]"#;
    let shown = described(members, "shard-4711 87654321 plain-55", &["shard", "outer"]);
    assert_eq!(shown, "•••• •••• plain-55");
    assert_eq!(described(members, "shard-4711 87654321", &[]), "shard-4711 87654321");
}

#[test]
fn white_space_around_a_secret_is_none_of_it() {
    let members = r#""variable": [{"key": "a", "value": "pasted-4711\n", "type": "secret"}, {"key": "b", "value": "  ", "type": "secret"},
      {"key": "c", "value": "\ttrail-space-77 "}, {"key": "d", "value": "Bearer within-88 "}],
      "auth": {"type": "oauth1", "oauth1": [{"key": "consumerKey", "value": "{{c}}"}, {"key": "token", "value": "{{d}}"}]}"#;
    assert_eq!(described(members, "pasted-4711, trail-space-77!  within-88", &[]), "••••, ••••!  ••••");
}

#[test]
fn an_address_may_be_a_secret() {
    let hook = "https://hooks.x.test/T00/B00";
    let members = format!(
        r#""variable": [{{"key": "hook", "value": "{hook}", "type": "secret"}}, {{"key": "base", "value": "https://api.x.test"}}], "response": [{{"header": [{{"key": "Set-Cookie", "value": "from=https://www.x.test; Path=/"}}]}}]"#
    );
    let shown = described(&members, &format!("{hook} https://api.x.test https://www.x.test"), &[]);
    assert_eq!(shown, "•••• https://api.x.test https://www.x.test");
}

#[test]
fn secrets_of_addresses_are_hidden_wherever_these_stand() {
    let members = r#""response": [{"header": [{"key": "Location", "value": "https://x.test/cb?state=plain-55#access_token=in-location-1"}],
      "body": "{\"next\": \"https:\\/\\/x.test?page=2\\u0026api_key=in-body-2\"}"}],
      "auth": {"type": "oauth2", "oauth2": [{"key": "accessTokenUrl", "value": "https://x.test/token?client_secret=in%2Fauth%2F3"}]}"#;
    let shown = described(members, "in-location-1 in-body-2 in/auth/3 in%2Fauth%2F3 plain-55", &[]);
    assert_eq!(shown, "•••• •••• •••• •••• plain-55");
}
