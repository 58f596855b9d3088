//! From the names of the generated code to the README of its crate.

use super::Input;
use crate::literal::{self, add};
use crate::manifest::{Entry, operations as entries};
use crate::markdown;
use crate::rust::{Argument, ArgumentKind};
use crate::snippet::Sdk;

/// More rows than this help nobody.
const MAX_ROWS: usize = 40;

/// The text of `README.md`.
pub(super) fn text(input: &Input<'_>) -> String {
    let entries = entries(input.api, input.client);
    let name = input.name.as_str();
    let version = super::cargo_toml::version(input.client.version.as_deref());
    let title = literal::markdown(&input.client.title);
    let title = if title.is_empty() { name.to_owned() } else { title };
    let program = program(input, entries.iter().min_by_key(|entry| effort(entry)));
    format!(
        "# {title}

A Rust client, written by [Postwright](https://github.com/postwright/postwright) from the Postman collection
`{file}`. Change the collection and generate again; do not edit the code.

## Install

```toml
[dependencies]
{name} = \"{version}\"
tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}
```

## Use

{fence}rust
{program}{fence}

A call is sent when it is awaited, or with `.send().await` for status and headers too. `cargo doc --open` shows every
operation with its arguments.

{environment}{features}{operations}## Check

`cargo test` reads every saved body with its type. `cargo run --example replay -- --base-url http://127.0.0.1:8080`
sends every request of the collection to a server of yours.
",
        file = literal::line_of(input.file_name).replace('`', "'"),
        fence = markdown::fence(&program),
        environment = environment(input),
        features = features(),
        operations = operations(&entries),
    )
}

/// How much a reader must know before a call makes sense: a body is more than an identifier.
fn effort(entry: &Entry<'_>) -> usize {
    let weight = |argument: &Argument| match argument.kind {
        ArgumentKind::Value | ArgumentKind::Text => 1,
        ArgumentKind::Body => 10,
        ArgumentKind::Borrowed(_) | ArgumentKind::Owned(_) => 5,
    };
    entry.method.arguments.iter().map(weight).sum::<usize>()
        + if entry.method.deprecated.is_some() { 100 } else { 0 }
}

/// A program that makes one call, the easiest; without any call it makes a client.
fn program(input: &Input<'_>, entry: Option<&Entry<'_>>) -> String {
    let library = &input.name.library();
    let Some(entry) = entry else {
        return format!("let client = {library}::{}::from_env()?;\n", input.client.root.handle);
    };
    Sdk::new(input.api, input.client, library).rust(entry)
}

/// What `from_env` reads.
fn environment(input: &Input<'_>) -> String {
    let client = &input.client.root.handle;
    let prefix = input.name.library().to_uppercase();
    let mut rows = String::new();
    for method in input.client.builder.iter().filter(|method| !method.environment.is_empty()) {
        let names: Vec<String> = method.environment.iter().map(|name| format!("`{prefix}_{name}`")).collect();
        add(&mut rows, format_args!("| {} | `{}(…)` |\n", names.join(", "), method.ident));
    }
    if rows.is_empty() {
        return rows;
    }
    format!(
        "## Environment

`{client}::from_env()?` makes a client out of the variables of the environment. A group of which all are empty counts as none,
and an error names the one that is missing.

| variable | as of the builder |
| --- | --- |
{rows}
"
    )
}

/// What the user of the crate can switch on and off.
fn features() -> String {
    let mut text = String::from("## Features\n\n| feature | what it brings |\n| --- | --- |\n");
    for (name, what) in super::cargo_toml::CHOICES {
        let default = if super::cargo_toml::DEFAULT.contains(name) { " (default)" } else { "" };
        add(&mut text, format_args!("| `{name}`{default} | {what} |\n"));
    }
    text.push('\n');
    text
}

/// The table of the first operations.
fn operations(entries: &[Entry<'_>]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let mut text = String::from("## Operations\n\n| request | method |\n| --- | --- |\n");
    for entry in entries.iter().take(MAX_ROWS) {
        let name = literal::markdown(&entry.operation.name);
        let arguments = if entry.method.arguments.is_empty() { "" } else { "…" };
        add(
            &mut text,
            format_args!("| {name} | `client{}.{}({arguments})` |\n", entry.accessors(), entry.method.ident),
        );
    }
    if let Some(more) = entries.len().checked_sub(MAX_ROWS).filter(|more| *more > 0) {
        add(&mut text, format_args!("\n… and {more} more.\n"));
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::sample;

    #[test]
    #[expect(clippy::too_many_lines, reason = "a whole file is shown")]
    fn shows_the_real_names() {
        insta::assert_snapshot!(text(&sample::sample().input()), @r#"
        # Shop

        A Rust client, written by [Postwright](https://github.com/postwright/postwright) from the Postman collection
        `shop.json`. Change the collection and generate again; do not edit the code.

        ## Install

        ```toml
        [dependencies]
        shop-client = "1.2.3-beta.1"
        tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
        ```

        ## Use

        ```rust
        // cargo add tokio --features macros,rt-multi-thread
        use shop_client::Client;

        #[tokio::main]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            let client = Client::builder()
                .base_url(std::env::var("SHOP_CLIENT_BASE_URL")?)
                .build()?;

            let response = client
                .status()
                .send()
                .await
                .inspect_err(|error| match error.status() {
                    Some(status) => eprintln!("answered with {status}: {:#?}", error.headers()),
                    None => eprintln!("not answered: {error}"),
                })?;

            println!("{}", response.status());
            Ok(())
        }
        ```

        A call is sent when it is awaited, or with `.send().await` for status and headers too. `cargo doc --open` shows every
        operation with its arguments.

        ## Environment

        `Client::from_env()?` makes a client out of the variables of the environment. A group of which all are empty counts as none,
        and an error names the one that is missing.

        | variable | as of the builder |
        | --- | --- |
        | `SHOP_CLIENT_BASE_URL` | `base_url(…)` |
        | `SHOP_CLIENT_REGION` | `region(…)` |
        | `SHOP_CLIENT_TENANT_SECRET` | `tenant_secret(…)` |
        | `SHOP_CLIENT_API_KEY` | `api_key(…)` |

        ## Features

        | feature | what it brings |
        | --- | --- |
        | `rustls` (default) | TLS by rustls |
        | `native-tls` | TLS by the platform |
        | `compression` (default) | answers compressed by gzip or deflate |
        | `brotli` | answers compressed by brotli |
        | `blocking` | `.call_blocking()` and `.send_blocking()` on every call |
        | `cookies` | a cookie jar in every client |
        | `tracing` | a span around every call |

        ## Operations

        | request | method |
        | --- | --- |
        | Operation \<0\> | `client.keys().create(…)` |
        | Operation \<1\> | `client.keys().upload(…)` |
        | Operation \<2\> | `client.status()` |

        ## Check

        `cargo test` reads every saved body with its type. `cargo run --example replay -- --base-url http://127.0.0.1:8080`
        sends every request of the collection to a server of yours.
        "#);
    }
}
