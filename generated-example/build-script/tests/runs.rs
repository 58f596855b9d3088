//! The program, run against a server of this test, into what it prints.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Command;
use std::thread;

const ANSWER: &str = r#"{
    "integrations": [
        {"id": "1", "type": "custom", "status": "active", "displayName": "Order desk", "webhooks": []},
        {"id": "2", "type": "web", "status": "inactive", "displayName": null}
    ],
    "meta": {"hasMore": false}
}"#;

#[test]
fn it_prints_what_the_server_answers() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let head: Vec<String> = BufReader::new(&stream)
            .lines()
            .map(|line| line.expect("a line"))
            .take_while(|line| !line.is_empty())
            .collect();
        let length = ANSWER.len();
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{ANSWER}")
            .expect("the answer is read");
        head
    });
    let output = Command::new(env!("CARGO_BIN_EXE_sunshine-build-script"))
        .args(["--base-url", &url])
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "1 active\n2 inactive\n");
    let head = server.join().expect("the server ends");
    assert!(head[0].starts_with("GET /v2/apps/5d8cff3c/integrations?"), "{head:#?}");
    assert!(head.iter().any(|line| line.starts_with("authorization: Basic ")), "{head:#?}");
}
