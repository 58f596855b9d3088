//! From operations with their samples to `examples/replay.rs`, which sends each as the collection has it.

mod builder;
mod operation;

use super::Input;
use crate::literal::{self, add};
use crate::manifest;
use crate::snippet::form;

/// What does not depend on the collection.
const HEAD: &str = include_str!("head.rs.txt");

/// The text of `examples/replay.rs`.
pub(super) fn text(input: &Input<'_>) -> String {
    let entries = manifest::operations(input.api, input.client);
    let forms = form::all(input.client);
    let mut operations = String::new();
    for (number, entry) in entries.iter().enumerate() {
        let function = formatted(&operation::function(number, entry, &forms));
        add(&mut operations, format_args!("\n// {}\n{function}", entry.function()));
    }
    let builder = formatted(&builder::function(input.api, input.client));
    let mut text = head(input, &builder, &operations);
    text.push_str(&builder);
    text.push_str("\nconst OPERATIONS: &[(&str, Run)] = &[\n");
    for (number, entry) in entries.iter().enumerate() {
        let pointer = literal::string(entry.operation.at.as_str());
        add(
            &mut text,
            format_args!(
                "    ({pointer}, |replay, pointer| Box::pin(operation_{number}(replay, pointer))),\n"
            ),
        );
    }
    text.push_str("];\n");
    text.push_str(&operations);
    text
}

/// The head with what the rest of the file uses.
fn head(input: &Input<'_>, builder: &str, operations: &str) -> String {
    let library = input.name.library();
    let names: Vec<&str> =
        ["flag", "verbatim"].into_iter().filter(|name| operations.contains(&format!("{name}("))).collect();
    let mut imports = Vec::new();
    match names.as_slice() {
        [] => {}
        [name] => imports.push(format!("use postwright_runtime::{name};")),
        names => imports.push(format!("use postwright_runtime::{{{}}};", names.join(", "))),
    }
    if library != "sdk" {
        imports.push(format!("use {library} as sdk;"));
    }
    imports.sort();
    let unused = |is_used: bool| if is_used { "" } else { "#[allow(dead_code)]\n" };
    let text = HEAD
        .replace(
            "/*IMPORTS*/\n\n",
            &if imports.is_empty() { String::new() } else { imports.join("\n") + "\n\n" },
        )
        .replace("/*REPLAY*/\n", unused(!operations.is_empty()))
        .replace("/*CREDENTIAL*/\n", &indented(unused(builder.contains(".credential("))));
    text.replace("sdk::Client", &format!("sdk::{}", input.client.root.handle))
}

fn indented(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!("    {line}") }
}

/// The function as a formatter would print it.
fn formatted(function: &str) -> String {
    match syn::parse_file(function) {
        Ok(file) => prettyplease::unparse(&file),
        // Not possible as long as every name is an identifier; the compiler then shows which is not.
        Err(_) => function.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::sample;

    #[test]
    fn calls_every_operation_in_order() {
        let sample = sample::sample();
        let text = text(&sample.input());
        let start = text.find("fn replay(").unwrap();
        insta::assert_snapshot!(&text[start..], @r##"
        fn replay(options: &Options) -> Result<Replay, Box<dyn Error>> {
            let client = sdk::Client::builder()
                .base_url("https://shop.example/v1")
                .region("region")
                .tenant_secret(options.credential("tenantSecret"))
                .api_key(options.credential(r#"shop"Key"#))
                .origin(options.base_url.as_str())
                .follow_redirects(false)
                .retries(0)
                .build()?;
            Ok(Replay { client, tag: options.tag })
        }

        const OPERATIONS: &[(&str, Run)] = &[
            ("/item/0/item/0", |replay, pointer| Box::pin(operation_0(replay, pointer))),
            ("/item/0/item/1", |replay, pointer| Box::pin(operation_1(replay, pointer))),
            ("/item/1", |replay, pointer| Box::pin(operation_2(replay, pointer))),
        ];

        // keys::create
        #[allow(deprecated)]
        async fn operation_0(replay: &Replay, pointer: &'static str) -> Outcome {
            let call = replay
                .client
                .keys()
                .create(
                    verbatim(r"app\1"),
                    &serde_json::from_str::<sdk::types::CreateRequest>(r#"{
          "name": "a"
        }"#)?,
                )
                .tag(verbatim("a"))
                .tag(flag());
            let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
            Ok(call.send_raw().await?.status().as_u16())
        }

        // keys::upload
        async fn operation_1(replay: &Replay, pointer: &'static str) -> Outcome {
            let call = replay
                .client
                .keys()
                .upload(
                    verbatim(":id"),
                    sdk::types::UploadForm::new(vec![postwright_runtime::Part::file("a.png")])
                        .note("x"),
                    sdk::keys::UploadParams::new(verbatim("1"), verbatim("t")),
                )
                .query("size", verbatim("2"));
            let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
            Ok(call.send_raw().await?.status().as_u16())
        }

        // status
        async fn operation_2(replay: &Replay, pointer: &'static str) -> Outcome {
            let call = replay.client.status();
            let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
            Ok(call.send_raw().await?.status().as_u16())
        }
        "##);
    }

    #[test]
    fn the_whole_file_is_rust_and_imports_only_what_it_uses() {
        let sample = sample::sample();
        let full = text(&sample.input());
        syn::parse_file(&full).unwrap();
        assert!(full.contains("use postwright_runtime::{flag, verbatim};\nuse shop_client as sdk;\n"));
        assert!(!full.contains("dead_code"), "{full}");
        let sample = sample::empty();
        let empty = text(&sample.input());
        syn::parse_file(&empty).unwrap();
        assert_eq!(empty.matches("#[allow(dead_code)]").count(), 2);
        assert!(!empty.contains("use postwright_runtime"));
    }

    #[test]
    fn does_everything_through_the_client() {
        let full = text(&sample::sample().input());
        for word in ["reqwest", "hyper", "ureq", "TcpStream", "std::net", "codegen::"] {
            assert!(!full.contains(word), "{word}");
        }
    }
}
