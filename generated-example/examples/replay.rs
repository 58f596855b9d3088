//! Calls every operation once, in the order of the collection, and prints one JSON line for each.
//!
//! ```text
//! cargo run --example replay -- --base-url http://127.0.0.1:8080 [--tag] [--credentials FILE]
//! ```
//!
//! Scheme, host and port of every request are replaced by those of the base URL. With `--tag` each request carries
//! the header `postwright-item`, which names its place in the collection. `FILE` holds a JSON object with the real
//! values of credentials; without it each is sent as its own name.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::pin::Pin;
use std::process::ExitCode;

use postwright_runtime::verbatim;
use sunshine as sdk;

type Outcome = Result<u16, Box<dyn Error>>;
type Run = for<'a> fn(&'a Replay, &'static str) -> Pin<Box<dyn Future<Output = Outcome> + 'a>>;

struct Replay {
    client: sdk::Client,
    tag: bool,
}

struct Options {
    base_url: String,
    tag: bool,
    credentials: BTreeMap<String, String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let replay = match Options::read(std::env::args().skip(1)).and_then(|options| replay(&options))
    {
        Ok(replay) => replay,
        Err(error) => {
            eprintln!("error: {error}");
            eprintln!("usage: replay --base-url URL [--tag] [--credentials FILE]");
            return ExitCode::from(2);
        }
    };
    for (pointer, run) in OPERATIONS {
        let line = match run(&replay, pointer)
            .await
            .or_else(|error| status(&*error).ok_or(error))
        {
            Ok(status) => format!(r#"{{"pointer": {}, "status": {status}}}"#, quoted(pointer)),
            Err(error) => format!(
                r#"{{"pointer": {}, "error": {}}}"#,
                quoted(pointer),
                quoted(&message(&*error))
            ),
        };
        if writeln!(std::io::stdout(), "{line}").is_err() {
            break;
        }
    }
    ExitCode::SUCCESS
}

fn quoted(text: &str) -> serde_json::Value {
    serde_json::Value::from(text)
}

/// The status of an answer that the client takes for an error.
fn status(error: &(dyn Error + 'static)) -> Option<u16> {
    error
        .downcast_ref::<postwright_runtime::Error>()?
        .status()
        .map(|status| status.as_u16())
}

/// An error with those of its causes that it does not tell itself.
fn message(mut error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    while let Some(cause) = error.source() {
        error = cause;
        let cause = cause.to_string();
        if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut options = Self {
            base_url: String::new(),
            tag: false,
            credentials: BTreeMap::new(),
        };
        while let Some(argument) = arguments.next() {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (argument, None),
            };
            let mut value = || {
                value
                    .clone()
                    .or_else(|| arguments.next())
                    .ok_or(format!("{name} needs a value"))
            };
            match name.as_str() {
                "--base-url" => options.base_url = value()?,
                "--tag" => options.tag = true,
                "--credentials" => options.credentials = read_credentials(&value()?)?,
                _ => return Err(format!("unknown argument {name}").into()),
            }
        }
        if options.base_url.is_empty() {
            Err("--base-url is missing".into())
        } else {
            Ok(options)
        }
    }

    fn credential(&self, name: &str) -> String {
        self.credentials
            .get(name)
            .map_or(name, String::as_str)
            .to_owned()
    }
}

fn read_credentials(path: &str) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let values: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
    let text = |value: serde_json::Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    Ok(values
        .into_iter()
        .map(|(name, value)| (name, text(value)))
        .collect())
}

fn replay(options: &Options) -> Result<Replay, Box<dyn Error>> {
    let client = sdk::Client::builder()
        .base_url("https://api.smooch.io")
        .basic_auth(options.credential("keyId"), options.credential("keySecret"))
        .origin(options.base_url.as_str())
        .follow_redirects(false)
        .retries(0)
        .build()?;
    Ok(Replay { client, tag: options.tag })
}

const OPERATIONS: &[(&str, Run)] = &[
    ("/item/0/item/0", |replay, pointer| Box::pin(operation_0(replay, pointer))),
    ("/item/0/item/1", |replay, pointer| Box::pin(operation_1(replay, pointer))),
    ("/item/0/item/2", |replay, pointer| Box::pin(operation_2(replay, pointer))),
    ("/item/0/item/3", |replay, pointer| Box::pin(operation_3(replay, pointer))),
    ("/item/0/item/4", |replay, pointer| Box::pin(operation_4(replay, pointer))),
    ("/item/1/item/0", |replay, pointer| Box::pin(operation_5(replay, pointer))),
    ("/item/1/item/1", |replay, pointer| Box::pin(operation_6(replay, pointer))),
    ("/item/1/item/2", |replay, pointer| Box::pin(operation_7(replay, pointer))),
    ("/item/1/item/3/item/0", |replay, pointer| Box::pin(operation_8(replay, pointer))),
    ("/item/2/item/0", |replay, pointer| Box::pin(operation_9(replay, pointer))),
    ("/item/2/item/1", |replay, pointer| Box::pin(operation_10(replay, pointer))),
    ("/item/2/item/2", |replay, pointer| Box::pin(operation_11(replay, pointer))),
    ("/item/3/item/0", |replay, pointer| Box::pin(operation_12(replay, pointer))),
    ("/item/3/item/1", |replay, pointer| Box::pin(operation_13(replay, pointer))),
    ("/item/3/item/2", |replay, pointer| Box::pin(operation_14(replay, pointer))),
    ("/item/3/item/3/item/0", |replay, pointer| Box::pin(operation_15(replay, pointer))),
    ("/item/3/item/3/item/1", |replay, pointer| Box::pin(operation_16(replay, pointer))),
    ("/item/4/item/0", |replay, pointer| Box::pin(operation_17(replay, pointer))),
];

// integrations::list_integrations
async fn operation_0(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .integrations()
        .list_integrations(verbatim("65fd00e1fcc51b72378d7c6e"))
        .filter_types(verbatim("custom,web"));
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// integrations::create_integration
async fn operation_1(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .integrations()
        .create_integration(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            &serde_json::from_str::<
                sdk::types::CreateIntegrationRequest,
            >(
                r#"{
    "type": "custom",
    "status": "active",
    "displayName": "Order desk",
    "webhooks": [
        {
            "target": "https://desk.harbour.example/hooks",
            "triggers": [
                "conversation:message",
                "user:merge"
            ],
            "includeFullUser": true,
            "includeFullSource": false
        }
    ]
}"#,
            )?,
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// integrations::create_integration_key
async fn operation_2(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .integrations()
        .create_integration_key(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            verbatim(":integrationId"),
            &serde_json::from_str::<
                sdk::types::CreateAppKeyRequest,
            >(r#"{
    "displayName": "My custom key"
}"#)?,
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// integrations::list_integration_keys
async fn operation_3(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .integrations()
        .list_integration_keys(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            verbatim(":integrationId"),
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// integrations::delete_integration_key
async fn operation_4(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .integrations()
        .delete_integration_key(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            verbatim(":integrationId"),
            verbatim(":keyId"),
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// apps::list_apps
async fn operation_5(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay.client.apps().list_apps();
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// apps::create_app
async fn operation_6(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .apps()
        .create_app(
            &serde_json::from_str::<
                sdk::types::CreateAppRequest,
            >(
                r#"{
    "displayName": "Harbour Coffee",
    "settings": {
        "maskCreditCardNumbers": true,
        "useAnimalNames": false
    },
    "metadata": {
        "region": "north"
    }
}"#,
            )?,
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// apps::delete_app
async fn operation_7(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay.client.apps().delete_app(verbatim("65fd00e1fcc51b72378d7c6e"));
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// apps::keys::create_app_key
async fn operation_8(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .apps()
        .keys()
        .create_app_key(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            &serde_json::from_str::<
                sdk::types::CreateAppKeyRequest,
            >(r#"{
    "displayName": "Nightly export"
}"#)?,
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// users::create_user
async fn operation_9(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .users()
        .create_user(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            &serde_json::from_str::<
                sdk::types::CreateUserRequest,
            >(
                r#"{
    "externalId": "guest-42",
    "signedUpAt": "2026-03-01T18:19:21.000Z",
    "toBeRetained": true,
    "profile": {
        "givenName": "Ada",
        "surname": "Marsh",
        "email": "ada@harbour.example",
        "locale": "en-GB"
    },
    "metadata": {
        "tier": "gold",
        "visits": 12
    }
}"#,
            )?,
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// users::get_user
async fn operation_10(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .users()
        .get_user(verbatim("65fd00e1fcc51b72378d7c6e"), verbatim("guest-42"));
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// users::update_user
async fn operation_11(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .users()
        .update_user(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            verbatim("guest-42"),
            &serde_json::from_str::<
                sdk::types::UpdateUserRequest,
            >(
                r#"{
    "profile": {
        "givenName": "Ada",
        "surname": null
    },
    "toBeRetained": false
}"#,
            )?,
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// conversations::create_conversation
async fn operation_12(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .conversations()
        .create_conversation(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            &serde_json::from_str::<
                sdk::types::CreateConversationRequest,
            >(
                r#"{
    "type": "personal",
    "participants": [
        {
            "userExternalId": "guest-42",
            "subscribeSDKClient": false
        }
    ],
    "displayName": "Order 7",
    "metadata": {
        "order": 7
    }
}"#,
            )?,
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// conversations::list_conversations
async fn operation_13(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .conversations()
        .list_conversations(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            verbatim("65fd066f282881bc8559316a"),
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// conversations::export_transcript
async fn operation_14(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .conversations()
        .export_transcript(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            verbatim(":conversationId"),
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// conversations::messages::post_message
async fn operation_15(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .conversations()
        .messages()
        .post_message(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            verbatim(":conversationId"),
            &serde_json::from_str::<
                sdk::types::PostMessageRequest,
            >(
                r#"{
    "author": {
        "type": "business",
        "displayName": "Harbour desk"
    },
    "content": {
        "type": "text",
        "text": "Your order is ready."
    }
}"#,
            )?,
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// conversations::messages::delete_all_messages
async fn operation_16(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .conversations()
        .messages()
        .delete_all_messages(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            verbatim(":conversationId"),
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}

// attachments::upload_attachment
async fn operation_17(replay: &Replay, pointer: &'static str) -> Outcome {
    let call = replay
        .client
        .attachments()
        .upload_attachment(
            verbatim("65fd00e1fcc51b72378d7c6e"),
            sdk::types::UploadAttachmentForm::new(
                postwright_runtime::Part::file("/photos/cup.png"),
            ),
            verbatim("public"),
        );
    let call = if replay.tag { call.header("postwright-item", pointer) } else { call };
    Ok(call.send_raw().await?.status().as_u16())
}
