//! The same call twice: by a generated client, and by hand with reqwest. And a server for both.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use postwright_runtime::reqwest;
use sdk::types::{CreateIntegrationKeyRequest, CreateIntegrationKeyResponse};

#[expect(
    clippy::allow_attributes,
    clippy::wildcard_imports,
    unreachable_pub,
    reason = "generated code has its own lints"
)]
#[path = "../../tests/support/sdk.rs"]
mod sdk;

const ANSWER: &str = r#"{"key":{"id":7,"secret":"s3cret","tags":["a",1,"b",2],"more":null}}"#;

/// What stays as it is in a segment of a path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Answers every request on every connection.
pub(crate) fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let host = listener.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            std::thread::spawn(move || answer(stream.expect("a connection")));
        }
    });
    host
}

fn answer(mut stream: TcpStream) {
    let text = format!(
        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    let mut buffer = [0; 4096];
    let mut length = 0;
    stream.set_nodelay(true).expect("a socket");
    // The body is one JSON object without another one in it.
    while let Ok(count @ 1..) = stream.read(&mut buffer[length..]) {
        length += count;
        if buffer[..length].ends_with(b"}") {
            length = 0;
            stream.write_all(text.as_bytes()).expect("a client that waits");
        }
    }
}

fn body() -> CreateIntegrationKeyRequest {
    CreateIntegrationKeyRequest::new("a name", None, 2.5).description("what it is for")
}

/// A generated client.
pub(crate) struct Generated(sdk::Client);

impl Generated {
    pub(crate) fn new(host: &str) -> Self {
        Generated(sdk::Client::builder().host(host).basic_auth("user", "password").build().expect("a client"))
    }

    pub(crate) async fn call(&self) -> CreateIntegrationKeyResponse {
        let call = self.0.integrations().create_integration_key("an app", 42, &body()).limit(20);
        call.await.expect("an answer")
    }
}

/// What somebody would write by hand, with care for speed: the text of the address is put together in one go, and
/// arguments that may hold anything are encoded, as those of the generated client are. Nothing is sent again, and an
/// error is told without its body.
pub(crate) struct ByHand {
    http: reqwest::Client,
    host: String,
}

impl ByHand {
    pub(crate) fn new(host: &str) -> Self {
        let builder = reqwest::Client::builder().user_agent("key-service/1.2").referer(false);
        ByHand { http: builder.build().expect("a client"), host: host.to_owned() }
    }

    pub(crate) async fn call(&self) -> CreateIntegrationKeyResponse {
        let (app, integration, limit) = (utf8_percent_encode("an app", SEGMENT), 42, 20);
        let url =
            format!("http://{}/v1/apps/{app}/integrations/{integration}/keys?limit={limit}&=x", self.host);
        let answer = self
            .http
            .post(url)
            .basic_auth("user", Some("password"))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .body(serde_json::to_vec(&body()).expect("JSON"))
            .send()
            .await
            .and_then(reqwest::Response::error_for_status)
            .expect("an answer");
        serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON")
    }
}

/// A runtime on the thread that measures.
pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}
