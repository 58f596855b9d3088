//! A list of answers into a server on this machine, so that the examples need no account: the standard library is
//! all it takes.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

/// A server that gives each connection the next answer, and shows what it was sent.
pub struct Server {
    /// `http://127.0.0.1:PORT`.
    pub url: String,
    thread: JoinHandle<io::Result<Vec<String>>>,
}

impl Server {
    /// Starts it; `answers` are statuses and JSON bodies.
    pub fn start(answers: Vec<(u16, &'static str)>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        let thread = thread::spawn(move || {
            answers.iter().map(|(status, body)| answer(listener.accept()?.0, *status, body)).collect()
        });
        Ok(Self { url, thread })
    }

    /// The requests it got: all of the text, as it stood on the wire. Waits until every answer has been given.
    pub fn requests(self) -> io::Result<Vec<String>> {
        self.thread.join().map_err(|_| io::Error::other("the server panicked"))?
    }
}

fn answer(mut stream: TcpStream, status: u16, body: &str) -> io::Result<String> {
    let request = read(&mut BufReader::new(&stream))?;
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status} Answer\r\ncontent-type: application/json\r\nx-request-id: request-1\r\n\
         content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )?;
    Ok(request)
}

/// Head and body; the examples send bodies whose length is known.
fn read(stream: &mut impl BufRead) -> io::Result<String> {
    let (mut head, mut length) = (String::new(), 0);
    while !head.ends_with("\r\n\r\n") {
        let start = head.len();
        if stream.read_line(&mut head)? == 0 {
            break;
        }
        if let Some((name, value)) = head[start..].split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(head + &String::from_utf8_lossy(&body))
}
