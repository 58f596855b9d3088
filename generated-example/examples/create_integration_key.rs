//! Creates a key for an integration, step by step, and looks at everything that can come back.
//!
//! ```console
//! $ cargo run --example create_integration_key
//! ```
//!
//! It starts a server of its own. With a real account leave `base_url` out: the collection knows the address.

mod support;

use std::error::Error;
use std::net::TcpListener;

use sunshine::Client;
use sunshine::integrations::CreateIntegrationKeyError;
use sunshine::types::CreateAppKeyRequest;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    println!("== the server creates a key");
    let created =
        r#"{"key": {"id": "int_5e4b0f22", "displayName": "My custom key", "secret": "example-secret"}}"#;
    let server = support::Server::start(vec![(201, created)])?;
    create_key(&server.url).await?;
    for request in server.requests()? {
        assert!(
            request.starts_with("POST /v2/apps/5d8cff3c/integrations/5e1f438c/keys HTTP/1.1\r\n"),
            "{request}"
        );
        assert!(request.contains("authorization: Basic a2V5IGlkOmtleSBzZWNyZXQ=\r\n"), "{request}");
        assert!(request.contains("application/json\r\n"), "{request}");
        assert!(request.ends_with(r#"{"displayName":"My custom key"}"#), "{request}");
    }

    println!("\n== the server refuses");
    let forbidden = r#"{"errors": [{"code": "forbidden", "title": "The key may not do this."}]}"#;
    let server = support::Server::start(vec![(403, forbidden)])?;
    assert!(create_key(&server.url).await.is_err());

    println!("\n== no server at all");
    assert!(create_key(&nowhere()?).await.is_err());
    Ok(())
}

async fn create_key(base_url: &str) -> Result<(), Box<dyn Error>> {
    // Sign in: the caller gives the credentials, the collection says where they go.
    let client = Client::builder().base_url(base_url).basic_auth("key id", "key secret").build()?;

    // Build the body, field by field:
    //
    //     {"displayName": "My custom key"}
    let body = CreateAppKeyRequest::new("My custom key");
    println!("body:\n{}", serde_json::to_string_pretty(&body)?);

    // Send it. `{{appId}}` and `:integrationId` of the URL are the first two arguments.
    let call = client.integrations().create_integration_key("5d8cff3c", "5e1f438c", &body);
    let answer = match call.send().await {
        Ok(answer) => answer,
        Err(error) => {
            explain(&error);
            return Err(error.into());
        }
    };

    // The answer as a whole …
    println!("status: {}", answer.status());
    println!("answer:\n{}", serde_json::to_string_pretty(answer.body())?);

    // … and each leaf of it.
    let key = &answer.body().key;
    println!("key.id:          {}", key.id);
    println!("key.displayName: {}", key.display_name);
    println!("key.secret:      {}", key.secret);
    Ok(())
}

/// Tells apart what can go wrong.
fn explain(error: &postwright_runtime::Error) {
    println!("failed: {error}");
    let Some(status) = error.status() else {
        // Nothing came back.
        let reason = if error.is_timeout() { "it took too long" } else { "no connection" };
        return println!("transport: {reason}");
    };
    // The server answered.
    println!("status: {status}");
    for (name, value) in error.headers().into_iter().flatten() {
        println!("{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    match error.api::<CreateIntegrationKeyError>() {
        // The collection has an example of this answer: its body is typed.
        Some(CreateIntegrationKeyError::Forbidden(body)) => {
            for error in body.errors {
                println!("{}: {}", error.code, error.title);
            }
        }
        Some(_) | None => println!("{}", String::from_utf8_lossy(error.body().map_or(b"", |body| body))),
    }
}

/// An address where nobody listens.
fn nowhere() -> std::io::Result<String> {
    Ok(format!("http://{}", TcpListener::bind("127.0.0.1:0")?.local_addr()?))
}
