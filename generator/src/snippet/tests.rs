//! Snippets of a small collection, whole.

mod message;

use crate::pipeline::{self, Input, Own, Source};
use crate::settings::Settings;

/// The program and the message of the only operation.
fn snippets(request: &str, response: &str) -> [String; 2] {
    let [rust, http, _] = all(request, response);
    [rust, http]
}

/// The same, and the command for curl.
fn all(request: &str, response: &str) -> [String; 3] {
    let text = format!(
        r#"{{
            "info": {{"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}},
            "item": [{{"name": "Keys", "item": [{{"name": "Create key", "request": {request}, "response": [{response}]}}]}}],
            "variable": [{{"key": "url", "value": "https://shop.test/v1"}}, {{"key": "lines", "value": "a\nX-More: b"}}]
        }}"#
    );
    let source = Source::from_text("shop.json", &text);
    let own = Own { settings: Settings::default(), file: None };
    let input = Input { source, environments: Vec::new(), own };
    let understood = pipeline::understand(&input, Some(1)).unwrap();
    let [_, rust, http, curl] = pipeline::snippets(&understood, "shop").into_iter().next().unwrap();
    syn::parse_file(&rust).unwrap();
    [rust, http, curl]
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
    // cargo add tokio --features macros,rt-multi-thread
    // cargo add postwright-runtime serde_json
    use shop::{Client, types};

    #[tokio::main]
    async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder()
            .bearer_token(std::env::var("SHOP_BEARER_TOKEN")?)
            .build()?;

        // The collection has no value for this one: put yours here.
        let app_id = ":appId";

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
            .create_key(app_id, &body)
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
        println!("{}", serde_json::to_string_pretty(body)?);
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

/// Of a request that the collection has hardly a value for.
fn open() -> [String; 3] {
    let request = r#"{
        "method": "POST",
        "url": {"raw": "{{url}}/apps/:appId/{{client}}/keys?limit={{limit}}&must=", "host": ["{{url}}"], "path": ["apps", ":appId", "{{client}}", "keys"],
            "query": [{"key": "limit", "value": "{{limit}}"}, {"key": "must", "value": "1", "disabled": true, "description": "Required."}]},
        "header": [{"key": "X-Trace", "value": "{{trace}}"}],
        "body": {"mode": "formdata", "formdata": [
            {"key": "note", "value": "{{note}}", "type": "text"}, {"key": "client_secret", "value": "hush", "type": "text"},
            {"key": "photo", "type": "file", "src": []}]}
    }"#;
    all(request, "")
}

#[test]
fn what_a_reader_has_to_replace_stands_at_the_top() {
    let [rust, ..] = open();
    insta::assert_snapshot!(rust, @r#"
    // cargo add tokio --features macros,rt-multi-thread
    // cargo add postwright-runtime serde_json
    use shop::{Client, types};

    #[tokio::main]
    async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder().build()?;

        // The collection has no values for these: put yours here.
        let app_id = ":appId";
        let own_client = "client";
        let must = "must-value";

        let body = types::CreateKeyForm::new()
            .note("note")
            .client_secret("client_secret-value")
            .photo(postwright_runtime::Part::file("path/to/file"));

        let response = client
            .keys()
            .create_key(app_id, own_client, body, must)
            .limit("limit")
            .x_trace("trace")
            .send()
            .await
            .inspect_err(|error| match error.status() {
                Some(status) => eprintln!("answered with {status}: {:#?}", error.headers()),
                None => eprintln!("not answered: {error}"),
            })?;

        println!("{}", response.status());
        let body = response.body();
        match body.json::<serde_json::Value>() {
            Ok(json) => println!("{json:#}"),
            Err(_) => println!("{}", body.text()),
        }
        Ok(())
    }
    "#);
}

#[test]
fn what_the_collection_has_no_value_for_is_spelt_alike() {
    let [_, http, curl] = open();
    insta::assert_snapshot!(http, @r#"
    POST /v1/apps/:appId/client/keys?limit=limit HTTP/1.1
    Host: shop.test
    X-Trace: trace
    Content-Type: multipart/form-data; boundary=boundary

    --boundary
    Content-Disposition: form-data; name="note"

    note
    --boundary
    Content-Disposition: form-data; name="client_secret"

    client_secret-value
    --boundary
    Content-Disposition: form-data; name="photo"; filename="file"
    Content-Type: <type of file>

    <path/to/file>
    --boundary--
    "#);
    insta::assert_snapshot!(curl, @r#"
    curl --request POST \
      --location \
      --header 'X-Trace: trace' \
      --form-string note=note \
      --form-string client_secret=client_secret-value \
      --form 'photo=@"path/to/file"' \
      'https://shop.test/v1/apps/:appId/client/keys?limit=limit'
    "#);
}

#[test]
fn a_program_names_the_crates_that_it_needs() {
    let first_lines = |request: &str, response: &str| {
        let [rust, _] = snippets(request, response);
        rust.lines().take_while(|line| line.starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    let tokio = "// cargo add tokio --features macros,rt-multi-thread";
    let text = r#"{"method": "POST", "url": "{{url}}/a", "header": [{"key": "X", "value": "{{postwright_runtime::flag()}}"}]}"#;
    let empty = r#"{"name": "Empty", "code": 204, "body": ""}"#;
    assert_eq!(first_lines(text, empty), tokio);
    assert_eq!(first_lines(text, RESPONSE), format!("{tokio}\n// cargo add serde_json"));
    assert_eq!(
        first_lines(REQUEST, RESPONSE),
        format!("{tokio}\n// cargo add postwright-runtime serde_json")
    );
}

/// What is printed of an answer.
fn printed(answers: &[(u16, &str)]) -> String {
    let answers = answers.iter().map(|(status, body)| {
        format!(
            r#"{{"name": "{status}", "code": {status}, "header": [{{"key": "Content-Type", "value": "application/json"}}], "body": {body:?}}}"#
        )
    });
    let answers = answers.collect::<Vec<_>>().join(", ");
    let [rust, _] = snippets(r#"{"method": "GET", "url": "{{url}}/a"}"#, &answers);
    let (_, lines) = rust.split_once("response.status());\n").unwrap();
    lines.trim_end_matches("    Ok(())\n}\n").to_owned()
}

#[test]
fn an_answer_is_printed_indented_and_leaf_by_leaf() {
    // A field that is called as the code calls the answer, and texts that look like code.
    insta::assert_snapshot!(printed(&[(200, r#"{"body": {"in": " in body", "body.x": null}, "{}": 1}"#)]), @r#"
    let body = response.body();
    println!("{}", serde_json::to_string_pretty(body)?);
    println!("body.in: {}", body.body.r#in);
    println!("body.body.x: {}", body.body.body_x);
    println!("{{}}: {}", body.other);
    "#);
    insta::assert_snapshot!(printed(&[(200, r#"[{"id": 1}]"#)]), @r#"
    let body = response.body();
    println!("{}", serde_json::to_string_pretty(body)?);
    for item in body {
        println!("[].id: {}", item.id);
    }
    "#);
    insta::assert_snapshot!(printed(&[(200, "[1, 2]")]), @r#"
    let body = response.body();
    println!("{}", serde_json::to_string_pretty(body)?);
    "#);
    insta::assert_snapshot!(printed(&[(200, "{}")]), @r#"
        println!("{:#}", response.body());
    "#);
    insta::assert_snapshot!(printed(&[(200, r#"[1, {"a": 2}, "x"]"#)]), @r#"
    let body = response.body();
    println!("{}", serde_json::to_string_pretty(body)?);
    "#);
    insta::assert_snapshot!(printed(&[(200, r#"{"id": 1}"#), (202, r#"{"job": "x"}"#)]), @r#"
    match response.body() {
        shop::keys::CreateKeyOutput::Ok(body) => {
            println!("{}", serde_json::to_string_pretty(body)?);
            println!("id: {}", body.id);
        }
        other => println!("{other:?}"),
    }
    "#);
    insta::assert_snapshot!(printed(&[]), @r#"
    let body = response.body();
    match body.json::<serde_json::Value>() {
        Ok(json) => println!("{json:#}"),
        Err(_) => println!("{}", body.text()),
    }
    "#);
}

#[test]
fn nothing_hides_in_what_is_shown() {
    let body = r#"{\"a\": \"x\u202ey\u200b\"}"#;
    let header = r#"{"key": "X-Note", "value": "a\u202eb"}, {"key": "X-Lines", "value": "{{lines}}"}"#;
    let request = format!(
        r#"{{"method": "POST", "url": "{{{{url}}}}/a", "header": [{header}],
            "body": {{"mode": "raw", "raw": "{body}", "options": {{"raw": {{"language": "json"}}}}}}}}"#
    );
    let [rust, http, curl] = all(&request, "");
    for text in [&rust, &http, &curl] {
        assert!(!text.chars().any(|c| c != '\n' && crate::markdown::is_hidden(c)), "{text}");
    }
    let json = r#""a": "x\u202ey\u200b""#;
    assert!(
        rust.contains(&format!("    //   {json}\n")) && http.contains(&format!("  {json}\n")),
        "{rust}{http}"
    );
    assert!(http.contains("\nX-Note: a<U+202E>b\nX-Lines: a<U+000A>X-More: b\n"), "{http}");
    assert!(curl.contains(r#"'X-Note: a'"$(printf '\342\200\256')"b"#), "{curl}");
}

#[test]
fn what_an_import_from_openapi_says_of_a_path_is_no_value() {
    let request = r#"{"method": "GET", "url": {"raw": "{{url}}/specs/:id", "host": ["{{url}}"], "path": ["specs", ":id"],
        "variable": [{"key": "id", "value": "<string>"}]}}"#;
    let [rust, _] = snippets(request, "");
    assert!(rust.contains("put yours here.\n    let id = \"<string>\";\n"), "{rust}");
    let [rust, _] = snippets(&request.replace("<string>", "7"), "");
    assert!(rust.contains(".create_key(7)") && !rust.contains("put yours"), "{rust}");
}
