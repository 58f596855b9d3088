//! What Postman sends, from calls that are put together as generated code does it.

#![expect(clippy::unwrap_used, reason = "a test stops at what is wrong")]

#[path = "support/server.rs"]
mod server;

use postwright_runtime::Part;
use postwright_runtime::codegen::{Api, Call, Core, CoreBuilder, Operation, auth, form, send};
use server::{Server, answer};

static API: Api = Api::new("t", "")
    .servers(&[postwright_runtime::codegen::Server::new("base_url", None)])
    .credentials(&["basic_auth"]);

static TEXT: Operation = Operation::new("POST", 0, "/x").content_type("text/plain");

static FORM: Operation = Operation::new("POST", 0, "/x").headers(&[("Content-Type", "application/json")]);

static SIGNED: Operation = Operation::new("GET", 0, "/x").auth(&[0]);

static SQUEEZED: Operation = Operation::new("GET", 0, "/x").headers(&[("Accept-Encoding", "gzip")]);

#[derive(Default)]
struct Upload {
    note: Option<String>,
    file: Option<Part>,
}

form!(Upload { "note" => note, "file" => file as "image/png" });

fn core(url: &str) -> Core {
    CoreBuilder::new(&API).server(0, url).user_agent("test").build().unwrap()
}

/// The head and the body of the request.
async fn sent(call: impl FnOnce(&Core) -> Call) -> (String, String) {
    let server = Server::answering(&[&answer("200 OK", &[], "{}")]);
    send::raw(call(&core(&server.url))).await.unwrap();
    let request = server.last();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), body.to_owned())
}

#[tokio::test]
async fn a_content_type_of_the_callers_replaces_that_of_the_operation() {
    let (head, _) = sent(|core| Call::new(core, &TEXT).text("a")).await;
    assert!(head.contains("content-type: text/plain\r\n"), "{head}");
    let (head, _) = sent(|core| Call::new(core, &TEXT).text("a").header("Content-Type", "a/b")).await;
    assert!(head.contains("content-type: a/b\r\n") && !head.contains("text/plain"), "{head}");
}

#[tokio::test]
async fn a_form_without_a_field_is_no_body() {
    let empty = Upload::default;
    let calls: [fn(&Core) -> Call; 2] = [
        |core| Call::new(core, &FORM).urlencoded(&Upload::default()),
        |core| Call::new(core, &FORM).multipart(Upload::default()),
    ];
    for call in calls {
        let (head, body) = sent(call).await;
        assert_eq!(body, "");
        assert!(head.contains("content-type: application/json\r\n"), "{head}");
        assert!(head.contains("content-length: 0"), "{head}");
    }
    // With one, the type is that of the form, whatever the collection wrote down.
    let (head, _) =
        sent(|core| Call::new(core, &FORM).multipart(Upload { note: Some("n".into()), ..empty() })).await;
    assert!(head.contains("content-type: multipart/form-data") && !head.contains("json"), "{head}");
}

#[tokio::test]
async fn the_type_of_a_part_is_the_callers_or_the_collections_or_that_of_the_file() {
    let typed = |part| Upload { note: None, file: Some(part) };
    let (_, body) = sent(|core| Call::new(core, &FORM).multipart(typed(Part::bytes("a.txt", "x")))).await;
    assert!(body.contains("filename=\"a.txt\"\r\nContent-Type: image/png\r\n\r\nx\r\n"), "{body}");
    let own = Part::bytes("a.txt", "x").content_type("a/b");
    let (_, body) = sent(|core| Call::new(core, &FORM).multipart(typed(own))).await;
    assert!(body.contains("Content-Type: a/b\r\n\r\nx\r\n"), "{body}");
}

#[tokio::test]
async fn a_user_in_the_address_stands_for_a_credential_that_was_not_given() {
    let server = Server::answering(&[&answer("200 OK", &[], "{}")]);
    let url = server.url.replace("http://", "http://me:pass@");
    let builder = || CoreBuilder::new(&API).server(0, url.as_str());
    send::raw(Call::new(&builder().build().unwrap(), &SIGNED)).await.unwrap();
    assert!(server.last().contains("authorization: Basic bWU6cGFzcw==\r\n"), "{}", server.last());
    let given = builder().credential(0, auth::Basic::new("a", "b")).build().unwrap();
    send::raw(Call::new(&given, &SIGNED)).await.unwrap();
    assert!(server.last().contains("authorization: Basic YTpi\r\n"), "{}", server.last());
}

/// `["squeezed"]`, by gzip.
#[cfg(feature = "compression")]
const GZIP: &[u8] =
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x8bV*.,MM\xadJMQ\x8a\x05\x00\xe3rA5\x0c\x00\x00\x00";

#[cfg(feature = "compression")]
#[tokio::test]
async fn what_was_asked_for_compressed_is_decompressed() {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut buffer = [0; 4096];
        let count = stream.read(&mut buffer).unwrap();
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", GZIP.len());
        stream.write_all(&[head.as_bytes(), GZIP].concat()).unwrap();
        String::from_utf8_lossy(&buffer[..count]).into_owned()
    });
    let response = send::raw(Call::new(&core(&url), &SQUEEZED)).await.unwrap();
    assert_eq!(response.text(), "[\"squeezed\"]");
    let asked = asked.join().unwrap();
    assert!(asked.contains("accept-encoding: gzip\r\n"), "{asked}");
}

#[cfg(not(feature = "compression"))]
#[tokio::test]
async fn nothing_is_asked_for_compressed_that_cannot_be_decompressed() {
    let (head, _) = sent(|core| Call::new(core, &SQUEEZED)).await;
    assert!(!head.contains("accept-encoding"), "{head}");
}
