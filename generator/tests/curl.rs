//! Commands of `postwright curl`, carried out by a shell: what arrives is what the collection says.
//!
//! Needs `sh` and `curl`; without them it says that it did not run.

#![cfg(unix)]

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::thread;

use serde_json::json;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Request line, headers and body, as one text.
fn receive(stream: TcpStream) -> Outcome<String> {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
        if line.trim().is_empty() {
            break;
        }
        head.push_str(line.trim_end());
        head.push('\n');
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    reader.get_mut().write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")?;
    Ok(format!("{head}\n{}", String::from_utf8(body)?))
}

fn items() -> serde_json::Value {
    let post = |name: &str, body: serde_json::Value| json!({"name": name, "request": {"method": "POST", "url": "{{url}}/cups", "body": body}});
    let raw = |text: &str, language: &str| json!({"mode": "raw", "raw": text, "options": {"raw": {"language": language}}});
    json!([
        {"name": "Find", "request": {
            "method": "GET",
            "url": {"raw": "{{url}}/a b/:id/[x]?q=it's&n=&flag", "host": ["{{url}}"], "path": ["a b", ":id", "[x]"],
                "query": [{"key": "q", "value": "it's"}, {"key": "n", "value": ""}, {"key": "flag", "value": null},
                          {"key": "off", "value": "1", "disabled": true}],
                "variable": [{"key": "id", "value": "7"}]},
            "header": [{"key": "X-Odd", "value": "a'b $HOME `id` \\ \"c\""}, {"key": "X-Empty", "value": ""}],
            "auth": {"type": "basic", "basic": [{"key": "username", "value": "{{user}}"}, {"key": "password", "value": "{{pass}}"}]}
        }},
        post("Keep", raw("{\"it's\": \"$(id) `x` \\\\ \\\"\", \"to {{name}}\": 1, \"b\": [1.50]}", "json")),
        post("Say", raw("@file\n  'two' lines\n", "text")),
        post("Hide", raw("@a\u{202e}b\r\u{7f}\t\u{feff}'c\u{200b}\n\u{e0041}\n", "text")),
        post("Long", raw(&long(), "text")),
        post("Form", json!({"mode": "urlencoded", "urlencoded": [{"key": "a b", "value": "c&d=é"}, {"key": "a b", "value": "2"}, {"key": "off", "value": "1", "disabled": true}]})),
        post("Parts", json!({"mode": "formdata", "formdata": [{"key": "note", "value": "@it's; type=x"}, {"key": "json", "value": "{\"a\": \"b;\"}", "contentType": "application/json"}]})),
        {"name": "Typed parts", "request": {"method": "POST", "url": "{{url}}/cups", "header": [{"key": "Content-Type", "value": "multipart/form-data"}], "body": {"mode": "formdata", "formdata": [{"key": "note", "value": "x"}]}}},
        post("Nested", raw("{\"{{b}}\": 1, \"{{a{{b}}}}\": 2, \"c\": 3}", "json")),
        post("Ask", json!({"mode": "graphql", "graphql": {"query": "query A($n: Int) { \"x\" }", "operationName": "A", "variables": "{\"n\": 1}"}})),
        {"name": "Token", "request": {"method": "DELETE", "url": "{{url}}/cups", "auth": {"type": "apikey", "apikey": [{"key": "key", "value": "api key"}, {"key": "in", "value": "query"}, {"key": "value", "value": "{{k}}"}]}}}
    ])
}

/// More than Linux lets an argument have, and without a line break at its end.
fn long() -> String {
    format!("{}@end", "it's $HOME\n".repeat(14_000))
}

/// What arrives when a shell carries out the command for an operation.
fn sent(operation: &[&str], listener: &TcpListener, collection: &str) -> Outcome<String> {
    carried_out("sh", &command(operation, collection)?, listener)
}

/// The command for an operation.
fn command(operation: &[&str], collection: &str) -> Outcome<String> {
    let made = Command::new(env!("CARGO_BIN_EXE_postwright"))
        .arg("curl")
        .arg(collection)
        .args(operation)
        .output()?;
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    Ok(String::from_utf8(made.stdout)?)
}

/// What arrives when a shell carries out a command.
fn carried_out(shell: &str, command: &str, listener: &TcpListener) -> Outcome<String> {
    let listener = listener.try_clone()?;
    let server = thread::spawn(move || {
        receive(listener.accept().map_err(|error| error.to_string())?.0).map_err(|error| error.to_string())
    });
    // As an argument it may be too long.
    let script = tempfile::NamedTempFile::new()?;
    fs::write(script.path(), command)?;
    let done = Command::new(shell)
        .arg(script.path())
        .env("CUPS_BASIC_AUTH_USERNAME", "me")
        .env("CUPS_BASIC_AUTH_PASSWORD", "p'w $x")
        .env("CUPS_API_KEY", "k&y")
        .output()?;
    assert!(done.status.success(), "{command}\n{}", String::from_utf8_lossy(&done.stderr));
    Ok(server.join().map_err(|_| "the server panicked")??)
}

/// What nobody would see is not in the command, and is sent, whichever shell carries it out.
fn nothing_hides(command: &str, listener: &TcpListener) -> Outcome {
    assert!(command.chars().all(|c| c == '\n' || c == '\t' || matches!(c, ' '..='~')), "{command:?}");
    for shell in ["sh", "bash"] {
        if Command::new(shell).args(["-c", "true"]).status().is_err() {
            // Not every system has it; `sh` was there for all other commands.
            continue;
        }
        let hide = carried_out(shell, command, listener)?;
        assert!(
            hide.ends_with("\n\n@a\u{202e}b\r\u{7f}\t\u{feff}'c\u{200b}\n\u{e0041}\n"),
            "{shell}: {hide:?}"
        );
    }
    Ok(())
}

/// The long body is what was sent, to its last byte.
fn arrived_whole(sent: &str) {
    let (head, body) = sent.split_once("\n\n").unwrap_or_default();
    assert!(head.contains("\nContent-Type: text/plain\n"), "{head}");
    assert!(body == long(), "{} of {} bytes", body.len(), long().len());
}

#[test]
fn a_shell_sends_what_the_collection_says() -> Outcome {
    if !Command::new("curl").arg("--version").output().is_ok_and(|done| done.status.success()) {
        println!("not checked: there is no curl");
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let path = folder.path().join("cups.postman_collection.json");
    let collection = json!({
        "info": {"name": "Cups", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": items(),
        "variable": [{"key": "url", "value": format!("http://{}", listener.local_addr()?)}, {"key": "name", "value": "\"Ada\""}]
    });
    fs::write(&path, collection.to_string())?;
    let collection = path.to_str().ok_or("a path that is text")?;
    let sent = |operation: &[&str]| sent(operation, &listener, collection);

    let find = sent(&["find"])?;
    assert!(find.starts_with("GET /a%20b/7/[x]?q=it%27s&n=&flag HTTP/1.1\n"), "{find}");
    assert!(find.contains("\nX-Odd: a'b $HOME `id` \\ \"c\"\n") && find.contains("\nX-Empty:\n"), "{find}");
    assert!(find.contains("\nAuthorization: Basic bWU6cCd3ICR4\n"), "{find}");
    let find = sent(&["Find", "--set", "id=a/b?", "--set", "q=x&y=z", "--set", "off=2"])?;
    assert!(find.starts_with("GET /a%20b/a%2Fb%3F/[x]?q=x%26y%3Dz&n=&flag&off=2 HTTP/1.1\n"), "{find}");

    let keep = sent(&["keep"])?;
    assert!(
        keep.starts_with("POST /cups HTTP/1.1\n") && keep.contains("\nContent-Type: application/json\n"),
        "{keep}"
    );
    assert!(
        keep.ends_with("\n\n{\"it's\":\"$(id) `x` \\\\ \\\"\",\"to \\\"Ada\\\"\":1,\"b\":[1.50]}"),
        "{keep}"
    );
    let say = sent(&["say"])?;
    assert!(
        say.contains("\nContent-Type: text/plain\n") && say.ends_with("\n\n@file\n  'two' lines\n"),
        "{say}"
    );
    arrived_whole(&sent(&["long"])?);
    nothing_hides(&command(&["hide"], collection)?, &listener)?;
    let form = sent(&["form"])?;
    assert!(form.contains("\nContent-Type: application/x-www-form-urlencoded\n"), "{form}");
    assert!(form.ends_with("\n\na%20b=c%26d%3D%C3%A9&a%20b=2"), "{form}");
    let parts = sent(&["parts"])?;
    assert!(parts.contains("name=\"note\"\r\n\r\n@it's; type=x\r\n"), "{parts}");
    assert!(
        parts.contains("name=\"json\"\r\nContent-Type: application/json\r\n\r\n{\"a\": \"b;\"}\r\n"),
        "{parts}"
    );
    let typed = sent(&["typed_parts"])?;
    assert!(typed.contains("\nContent-Type: multipart/form-data; boundary="), "{typed}");
    let nested = sent(&["nested", "--set", "b=x", "--set", "a{{b}}=y"])?;
    assert!(nested.ends_with("{\"x\":1,\"y\":2,\"c\":3}"), "{nested}");
    let ask = sent(&["ask"])?;
    assert!(
        ask.ends_with(
            "{\"query\":\"query A($n: Int) { \\\"x\\\" }\",\"operationName\":\"A\",\"variables\":{\"n\":1}}"
        ),
        "{ask}"
    );
    let token = sent(&["token"])?;
    assert!(token.starts_with("DELETE /cups?api%20key=k%26y HTTP/1.1\n"), "{token}");
    Ok(())
}
