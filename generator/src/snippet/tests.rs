//! Snippets of a small collection, whole.

mod message;

use crate::pipeline::{self, Input, Own, Source};
use crate::settings::Settings;

/// The program and the message of the only operation.
fn snippets(request: &str, response: &str) -> [String; 2] {
    let text = format!(
        r#"{{
            "info": {{"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}},
            "item": [{{"name": "Keys", "item": [{{"name": "Create key", "request": {request}, "response": [{response}]}}]}}],
            "variable": [{{"key": "url", "value": "https://shop.test/v1"}}]
        }}"#
    );
    let source = Source::from_text("shop.json", &text);
    let own = Own { settings: Settings::default(), file: None };
    let input = Input { source, environments: Vec::new(), own };
    let understood = pipeline::understand(&input, Some(1)).unwrap();
    let [_, rust, http, _] = pipeline::snippets(&understood, "shop").into_iter().next().unwrap();
    syn::parse_file(&rust).unwrap();
    [rust, http]
}

const REQUEST: &str = r#"{
            "method": "POST",
            "url": {"raw": "{{url}}/apps/:appId/keys?limit=20&flag&note=a%20b", "host": ["{{url}}"], "path": ["apps", ":appId", "keys"],
                "query": [{"key": "limit", "value": "20"}, {"key": "flag", "value": null}, {"key": "note", "value": "a%20b"}]},
            "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}"}]},
            "body": {"mode": "raw", "raw": "{\"displayName\": \"My \\\"key\\\"\", \"rate\": 2, \"tags\": [\"a\", \"b\", \"c\"], \"owner\": {\"id\": 7, \"note\": null}}",
                "options": {"raw": {"language": "json"}}}
        }"#;
const RESPONSE: &str = r#"{"name": "Created", "code": 201, "header": [{"key": "Content-Type", "value": "application/json"}],
            "body": "{\"key\": {\"id\": \"1\", \"scopes\": [{\"name\": \"read\"}]}, \"etag\": null}"}"#;

#[test]
fn a_call_reads_as_a_person_would_write_it() {
    let [rust, _] = snippets(REQUEST, RESPONSE);
    insta::assert_snapshot!(rust, @r###"
    use shop::{Client, types};

    #[tokio::main]
    async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder()
            .bearer_token(std::env::var("SHOP_BEARER_TOKEN")?)
            .build()?;

        // {
        //   "displayName": "My \"key\"",
        //   "rate": 2,
        //   "tags": ["a", "b", "c"],
        //   "owner": {
        //     "id": 7,
        //     "note": null
        //   }
        // }
        let body = types::CreateKeyRequest::new(
            r#"My "key""#,
            2,
            vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
            types::Owner::new(7, serde_json::json!(null)),
        );

        let response = client
            .keys()
            .create_key(":appId", &body)
            .limit(20)
            .flag(postwright_runtime::flag())
            .note(postwright_runtime::verbatim("a%20b"))
            .send()
            .await
            .inspect_err(|error| match error.status() {
                Some(status) => eprintln!("answered with {status}: {:#?}", error.headers()),
                None => eprintln!("not answered: {error}"),
            })?;

        println!("{}", response.status());
        let body = response.body();
        println!("key.id: {}", body.key.id);
        for item in &body.key.scopes {
            println!("key.scopes[].name: {}", item.name);
        }
        println!("etag: {}", body.etag);
        Ok(())
    }
    "###);
}

#[test]
fn a_message_has_the_names_of_secrets() {
    let [_, http] = snippets(REQUEST, RESPONSE);
    insta::assert_snapshot!(http, @r#"
    POST /v1/apps/:appId/keys?limit=20&flag&note=a%20b HTTP/1.1
    Host: shop.test
    Authorization: Bearer $SHOP_BEARER_TOKEN
    Content-Type: application/json

    {
      "displayName": "My \"key\"",
      "rate": 2,
      "tags": ["a", "b", "c"],
      "owner": {
        "id": 7,
        "note": null
      }
    }
    "#);
}

#[test]
fn a_long_body_is_read_from_a_file() {
    let values: Vec<String> = (0..50).map(|number| format!("\\\"f{number}\\\": {number}")).collect();
    let request = format!(
        r#"{{"method": "PUT", "url": "{{{{url}}}}/keys", "body": {{"mode": "raw", "raw": "{{{}}}",
            "options": {{"raw": {{"language": "json"}}}}}}}}"#,
        values.join(", ")
    );
    let [rust, _] = snippets(&request, "");
    let read = "serde_json::from_str(&std::fs::read_to_string(\"body.json\")?)?;";
    assert!(rust.contains(&format!("    let body: types::CreateKeyRequest = {read}\n")), "{rust}");
}
