//! A server that keeps the raw bytes of what it is sent and answers what it is told.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub(crate) struct Server {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers each request with the next of these answers, and the last of them from then on.
    pub(crate) fn answering(answers: &[&str]) -> Server {
        Server::slow(answers, Duration::ZERO)
    }

    /// Answers after a while.
    pub(crate) fn slow(answers: &[&str], delay: Duration) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let (answers, log): (Vec<String>, _) =
            (answers.iter().map(|text| (*text).to_owned()).collect(), received.clone());
        std::thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let mut stream = stream.unwrap();
                log.lock().unwrap().push(read(&mut stream));
                std::thread::sleep(delay);
                let answer = &answers[number.min(answers.len() - 1)];
                // The client may have gone already.
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Server { url, received }
    }

    /// The requests so far, as text.
    pub(crate) fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }

    /// The last request, as text.
    pub(crate) fn last(&self) -> String {
        self.received().pop().unwrap()
    }
}

/// An answer with a body.
pub(crate) fn answer(status: &str, headers: &[&str], body: &str) -> String {
    let mut text = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    format!("{text}\r\n{body}")
}

fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(": "))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.parse().unwrap());
            if bytes.len() >= head.len() + 4 + length {
                return text;
            }
        }
        let count = stream.read(&mut buffer).unwrap();
        if count == 0 {
            return String::from_utf8_lossy(&bytes).into_owned();
        }
        bytes.extend_from_slice(&buffer[..count]);
    }
}
