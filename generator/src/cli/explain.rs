//! `postwright explain`: from a field of a generated type to the samples that taught it.

use std::path::PathBuf;

use clap::ValueEnum;

use super::console::{Console, Exit, Stop};
use super::options::Common;
use crate::pipeline;

/// Say which samples and descriptions taught a field its type, and which rule decided
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The collection: a JSON file that Postman exported, or a folder of YAML files
    #[arg(value_name = "COLLECTION")]
    collection: PathBuf,
    /// A generated type and a field of it, by its name in JSON or in Rust; or the type alone, for all of its fields
    #[arg(value_name = "TYPE.FIELD")]
    field: String,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut run = console.understand(&arguments.collection, common)?;
    run.judge_errors(console)?;
    let is_json = arguments.format == Format::Json;
    let text = pipeline::explain(&run.input, &run.understood, &arguments.field, is_json);
    run.progress.finish();
    console.result(&text?)?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::super::tests::command;

    const COLLECTION: &str = r#"{
  "info": {"name": "x", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [{
    "name": "Make user",
    "request": {
      "method": "POST", "url": "https://x.test/users", "header": [{"key": "Content-Type", "value": "application/json"}],
      "description": "| field | type | required | description |\n|--|--|--|--|\n| name | string | yes | The name. |\n| age | number | no | In years. |",
      "body": {"mode": "raw", "raw": "{\"name\": \"a\", \"age\": 1}"}
    },
    "response": [
      {"name": "one", "code": 200, "body": "{\"users\": [{\"nick\": \"a\", \"id\": 1}, {\"id\": 2}]}"},
      {"name": "two", "code": 200,
       "originalRequest": {"method": "POST", "url": "https://x.test/users", "body": {"mode": "raw", "raw": "{\"name\": \"b\", \"age\": null}"}},
       "body": "{\"users\": [{\"nick\": null, \"id\": 3}]}"}
    ]
  }]
}"#;

    fn explain(arguments: &[&str]) -> (u8, String, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.json");
        std::fs::write(&path, COLLECTION).unwrap();
        let name = path.to_str().unwrap();
        let (status, out, err) = command(&[&["explain", name], arguments].concat());
        (status, out.replace(name, "shop.json"), err)
    }

    #[test]
    fn samples_and_rules_of_an_answer() {
        let (status, out, err) = explain(&["User.nick"]);
        assert_eq!((status, err.as_str()), (0, ""));
        insta::assert_snapshot!(out, @r#"
        User.nick: postwright_runtime::Field<String>
          optional: 1 of 3 objects lack it
          nullable: it is null in 1 of 3 objects
          type: a text, as all samples are
          shop.json:11 (/item/0/response/0/body): POST Make user, response 200: 1 of 2 objects, text
          shop.json:14 (/item/0/response/1/body): POST Make user, response 200: 1 of 1 object, 1 null
          reference: types/user.html, make-user.html
        "#);
    }

    #[test]
    fn samples_and_descriptions_of_a_request() {
        let (status, out, err) = explain(&["types::MakeUserRequest"]);
        assert_eq!((status, err.as_str()), (0, ""));
        insta::assert_snapshot!(out, @r#"
        MakeUserRequest.name: String
          required: 2 of 2 objects have it
          never null: no sample and no description says otherwise
          type: a text, as all samples are
          shop.json:8 (/item/0/request/body/raw): POST Make user, request: 1 of 1 object, text
          shop.json:13 (/item/0/response/1/originalRequest/body/raw): POST Make user, request: 1 of 1 object, text
          shop.json:3 (/item/0): POST Make user: a description says: it is required; "The name."
          reference: types/make-user-request.html, make-user.html

        MakeUserRequest.age: postwright_runtime::Field<i64>
          optional: a description says so, though 2 of 2 objects have it
          nullable: it is null in 1 of 2 objects
          type: an integer, as all samples are
          shop.json:8 (/item/0/request/body/raw): POST Make user, request: 1 of 1 object, number
          shop.json:13 (/item/0/response/1/originalRequest/body/raw): POST Make user, request: 1 of 1 object, 1 null
          shop.json:3 (/item/0): POST Make user: a description says: it is optional; "In years."
          reference: types/make-user-request.html, make-user.html
        "#);
    }

    #[test]
    fn json_names_places() {
        let (status, out, _) = explain(&["User.id", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&out).unwrap();
        let field = &json["fields"][0];
        assert_eq!((status, &json["explain"], &field["rust_type"]), (0, &1.into(), &"i64".into()));
        let place = &field["samples"][1]["place"];
        assert_eq!(
            *place,
            serde_json::json!({"pointer": "/item/0/response/1/body", "file": "shop.json", "line": 14})
        );
        assert_eq!(field["samples"][0]["objects"], 2);
        assert_eq!(
            (&field["page"], &field["samples"][0]["page"]),
            (&"types/user.html".into(), &"make-user.html".into())
        );
    }

    #[test]
    fn what_is_not_there_is_refused_with_what_is_near() {
        for (wanted, message, help) in [
            ("Usr.id", "no generated type is called `Usr`", "did you mean `User`?"),
            ("User.nik", "`User` has no field `nik`", "did you mean `nick`?"),
            ("User.telephone", "`User` has no field `telephone`", "its fields are `nick`, `id`"),
        ] {
            let (status, out, err) = explain(&[wanted]);
            assert_eq!((status, out.as_str()), (2, ""));
            assert!(err.contains(message) && err.contains(help), "{err}");
        }
    }
}
