//! A server that does with each connection what a test wants: answer late, stop in the middle, swallow everything.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// Handles every connection in a thread of its own; gives the address, without scheme.
pub(crate) fn listen(handle: impl Fn(usize, TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let handle = Arc::new(handle);
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let handle = Arc::clone(&handle);
            std::thread::spawn(move || handle(number, stream.unwrap()));
        }
    });
    host
}

/// Reads the head of a request; gives it, and what came of the body with it.
pub(crate) fn head(stream: &mut TcpStream) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let body = bytes.split_off(end + 4);
            return (String::from_utf8_lossy(&bytes).to_lowercase(), body);
        }
        let count = stream.read(&mut buffer).unwrap_or_default();
        if count == 0 {
            return (String::new(), Vec::new());
        }
        bytes.extend_from_slice(&buffer[..count]);
    }
}

/// Reads a request whole, chunks as they are on the wire; gives head and body.
pub(crate) fn request(stream: &mut TcpStream) -> (String, String) {
    let (head, mut body) = head(stream);
    let length = length(&head);
    let mut buffer = vec![0; 64 * 1024];
    let is_whole = |body: &[u8]| match length {
        Some(length) => body.len() as u64 >= length,
        None => !head.contains("transfer-encoding: chunked") || body.ends_with(b"0\r\n\r\n"),
    };
    while !is_whole(&body) {
        let count = stream.read(&mut buffer).unwrap_or_default();
        if count == 0 {
            break;
        }
        body.extend_from_slice(&buffer[..count]);
    }
    (head, String::from_utf8_lossy(&body).into_owned())
}

/// The header `Content-Length`.
pub(crate) fn length(head: &str) -> Option<u64> {
    let line = head.lines().find_map(|line| line.strip_prefix("content-length: "))?;
    line.trim().parse().ok()
}

/// Writes; the client may have gone already.
pub(crate) fn say(stream: &mut TcpStream, text: &str) -> bool {
    stream.write_all(text.as_bytes()).and_then(|()| stream.flush()).is_ok()
}
