//! Clients that are made out of the variables of the environment. Each test runs in a process that has its own.

#![expect(clippy::unwrap_used, reason = "a test stops at what is wrong")]

#[expect(clippy::allow_attributes, unreachable_pub, reason = "generated code has its own lints")]
mod sunshine {
    include!("support/sdk.rs");
}
#[path = "support/alone.rs"]
mod alone;
#[path = "support/server.rs"]
mod server;

use alone::alone;
use server::{Server, answer};
use sunshine::types::CreateIntegrationKeyRequest;
use sunshine::{Client, ClientBuilder};

const KEY: &str = r#"{"key":{"id":7,"secret":"s3cret","tags":[],"more":null}}"#;

#[test]
fn a_client_is_made_of_the_environment() {
    let server = Server::answering(&[&answer("201 Created", &[], KEY)]);
    let host = server.url.trim_start_matches("http://");
    let variables = [
        ("SUNSHINE_HOST", host),
        ("SUNSHINE_BASIC_AUTH_USERNAME", "u"),
        ("SUNSHINE_BASIC_AUTH_PASSWORD", "p"),
    ];
    alone("with_all_that_it_needs", &variables);
    assert!(server.last().contains("authorization: Basic dTpw\r\n"), "{}", server.last());
}

#[tokio::test]
#[ignore = "run by `a_client_is_made_of_the_environment`"]
async fn with_all_that_it_needs() {
    let body = CreateIntegrationKeyRequest::new("x", None, 2.0);
    let client = Client::from_env().unwrap();
    client.integrations().create_integration_key("a", "b", &body).await.unwrap();
    // What it says can be added to.
    let client = ClientBuilder::from_env().unwrap().user_agent("mine").build().unwrap();
    client.integrations().create_integration_key("a", "b", &body).await.unwrap();
}

#[test]
fn one_of_two_may_be_empty() {
    let server = Server::answering(&[&answer("201 Created", &[], KEY)]);
    let host = server.url.trim_start_matches("http://");
    let (user, password) = ("SUNSHINE_BASIC_AUTH_USERNAME", "SUNSHINE_BASIC_AUTH_PASSWORD");
    alone("with_all_that_it_needs", &[("SUNSHINE_HOST", host), (user, "u"), (password, "")]);
    assert!(server.last().contains("authorization: Basic dTo=\r\n"), "{}", server.last());
    alone("with_all_that_it_needs", &[("SUNSHINE_HOST", host), (user, ""), (password, "p")]);
    assert!(server.last().contains("authorization: Basic OnA=\r\n"), "{}", server.last());
    let nothing = [("SUNSHINE_BASE_URL", "http://127.0.0.1:9"), (user, ""), (password, "")];
    alone("without_a_credential", &nothing);
    alone("without_a_credential", &[nothing[0], (user, "")]);
}

#[test]
fn the_address_may_come_later() {
    let server = Server::answering(&[&answer("201 Created", &[], KEY)]);
    let variables = [
        ("TEST_URL", server.url.as_str()),
        ("SUNSHINE_BASIC_AUTH_USERNAME", "u"),
        ("SUNSHINE_BASIC_AUTH_PASSWORD", "p"),
    ];
    alone("with_an_address_of_its_own", &variables);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
#[ignore = "run by `the_address_may_come_later`"]
async fn with_an_address_of_its_own() {
    let body = CreateIntegrationKeyRequest::new("x", None, 2.0);
    let url = std::env::var("TEST_URL").unwrap();
    for builder in [
        ClientBuilder::from_env().unwrap().base_url(&url),
        ClientBuilder::from_env().unwrap().host("any.test").origin(&url),
    ] {
        let client = builder.build().unwrap();
        client.integrations().create_integration_key("a", "b", &body).await.unwrap();
    }
}

#[test]
fn what_is_missing_is_named() {
    // An empty variable is none.
    alone("without_an_address", &[("SUNSHINE_HOST", ""), ("SUNSHINE_API_KEY", "s3cret")]);
    alone("without_a_credential", &[("SUNSHINE_BASE_URL", "http://127.0.0.1:9")]);
    let half = [("SUNSHINE_HOST", "h"), ("SUNSHINE_BASIC_AUTH_PASSWORD", "s3cret")];
    alone("with_half_of_a_credential", &half);
}

#[test]
#[ignore = "run by `what_is_missing_is_named`"]
fn without_an_address() {
    let error = Client::from_env().unwrap_err();
    assert!(error.is_argument());
    assert_eq!(
        error.to_string(),
        "the environment variable SUNSHINE_HOST is not set: without it the address of the server is not known"
    );
}

#[tokio::test]
#[ignore = "run by `what_is_missing_is_named`"]
async fn without_a_credential() {
    let body = CreateIntegrationKeyRequest::new("x", None, 2.0);
    let client = Client::from_env().unwrap();
    let error = client.integrations().create_integration_key("a", "b", &body).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Create Integration Key: the client has no credential for this call: give it with \
         SUNSHINE_BASIC_AUTH_USERNAME and SUNSHINE_BASIC_AUTH_PASSWORD in the environment, or `basic_auth(…)` of the \
         builder"
    );
}

#[test]
#[ignore = "run by `what_is_missing_is_named`"]
fn with_half_of_a_credential() {
    let error = Client::from_env().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the environment variable SUNSHINE_BASIC_AUTH_USERNAME is not set, which SUNSHINE_BASIC_AUTH_PASSWORD needs \
         beside it"
    );
    assert!(!format!("{error:?}").contains("s3cret"));
}

#[cfg(unix)]
#[test]
#[ignore = "run by `what_is_no_text_is_not_shown`"]
fn with_a_variable_that_is_no_text() {
    let error = Client::from_env().unwrap_err();
    assert_eq!(error.to_string(), "the environment variable SUNSHINE_API_KEY is not UTF-8");
    assert!(!format!("{error:?}").contains("s3cret"));
}

#[cfg(unix)]
#[test]
fn what_is_no_text_is_not_shown() {
    use std::os::unix::ffi::OsStrExt as _;
    let key = std::ffi::OsStr::from_bytes(b"s3cret\xff");
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "with_a_variable_that_is_no_text", "--ignored"])
        .env("SUNSHINE_HOST", "h")
        .env("SUNSHINE_API_KEY", key)
        .status();
    assert!(status.unwrap().success());
}
