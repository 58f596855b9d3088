//! Bytes on a socket into the text of the HTTP requests that arrived: a server for tests, on tokio alone.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the server says to every request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(&'static str, &'static str)>,
    /// May be empty.
    pub body: Vec<u8>,
}

impl Answer {
    /// An answer without a body: 204 of nothing.
    #[must_use]
    pub fn nothing() -> Self {
        Self { status: 204, headers: Vec::new(), body: Vec::new() }
    }

    /// A JSON answer.
    #[must_use]
    pub fn json(status: u16, body: &str) -> Self {
        Self { status, headers: vec![("content-type", "application/json")], body: body.as_bytes().to_vec() }
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut lines = vec![format!("HTTP/1.1 {} Status", self.status), "connection: close".to_owned()];
        lines.extend(self.headers.iter().map(|(name, value)| format!("{name}: {value}")));
        if self.status != 204 && self.status != 304 {
            lines.push(format!("content-length: {}", self.body.len()));
        }
        let mut bytes = (lines.join("\r\n") + "\r\n\r\n").into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

/// What a server says to the request of this number and text.
type Respond = dyn Fn(usize, &str) -> Answer + Send + Sync;

/// A server on a port of this machine. It ends when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts one that answers every request alike.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(answer: Answer) -> io::Result<Self> {
        Self::start_with(vec![answer]).await
    }

    /// Starts one that has an answer for the first request, for the second, and so on; the last one is for all others.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start_with(answers: Vec<Answer>) -> io::Result<Self> {
        Self::start_by(move |number, _| {
            answers.get(number).or(answers.last()).cloned().unwrap_or_else(Answer::nothing)
        })
        .await
    }

    /// Starts one that asks a function, which is given the number of the request and its text as it stood on the
    /// wire.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start_by(
        answer: impl Fn(usize, &str) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let answer: Arc<Respond> = Arc::new(answer);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let requests = Arc::new(Mutex::new(Vec::new()));
        let recorded = Arc::clone(&requests);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answer, recorded) = (Arc::clone(&answer), Arc::clone(&recorded));
                tokio::spawn(async move { serve(stream, &*answer, &recorded).await });
            }
        });
        Ok(Self { address, requests, task })
    }

    /// `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far, as they stood on the wire, with what changes from run to run masked.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.iter().map(|bytes| masked(bytes, self.address)).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, answer: &Respond, recorded: &Mutex<Vec<Vec<u8>>>) -> io::Result<()> {
    let mut bytes = Vec::new();
    while !is_whole(&bytes) {
        if stream.read_buf(&mut bytes).await? == 0 {
            break;
        }
    }
    if !bytes.is_empty() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let number = {
            let mut recorded = recorded.lock().unwrap_or_else(PoisonError::into_inner);
            recorded.push(bytes);
            recorded.len() - 1
        };
        stream.write_all(&answer(number, &text).to_bytes()).await?;
    }
    stream.shutdown().await
}

/// Whether head and body have arrived.
fn is_whole(bytes: &[u8]) -> bool {
    let Some(end) = find(bytes, b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let body = &bytes[end + 4..];
    let header = |name: &str| {
        head.lines().find_map(|line| Some(line.split_once(':').filter(|(key, _)| *key == name)?.1.trim()))
    };
    if header("transfer-encoding").is_some_and(|value| value.contains("chunked")) {
        return body.ends_with(b"0\r\n\r\n");
    }
    header("content-length")
        .and_then(|value| value.parse::<usize>().ok())
        .is_none_or(|length| body.len() >= length)
}

/// The request as text: the server's own port, the version in `user-agent` and the boundary of a form are masked,
/// and bytes that are no text are escaped.
fn masked(bytes: &[u8], address: SocketAddr) -> String {
    let text: String = bytes.utf8_chunks().fold(String::new(), |mut text, chunk| {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
        text
    });
    let mut text = text.replace(&address.to_string(), "[server]").replace("\r\n", "\n");
    if let Some(boundary) = between(&text, "boundary=", '\n').map(|text| text.trim_matches('"').to_owned()) {
        text = text.replace(&boundary, "[boundary]");
    }
    let head = text.find("\n\n").unwrap_or(text.len());
    let (head, body) = text.split_at(head);
    let head: Vec<String> = head.lines().map(mask_line).collect();
    let body = body.trim_start_matches('\n');
    let gap = if body.is_empty() { "" } else { "\n\n" };
    format!("{}{gap}{body}", head.join("\n"))
}

fn mask_line(line: &str) -> String {
    match line.split_once(": ") {
        Some((name, _)) if name.eq_ignore_ascii_case("user-agent") => format!("{name}: [agent]"),
        Some(_) | None => line.to_owned(),
    }
}

fn between<'t>(text: &'t str, start: &str, end: char) -> Option<&'t str> {
    text.split_once(start)?.1.split(end).next()
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn exchange(server: &Server, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(request).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn it_answers_and_records() {
        let server = Server::start(Answer::json(201, "{}")).await.unwrap();
        let request = format!(
            "POST /a?b=c HTTP/1.1\r\nuser-agent: x/1\r\nhost: {}\r\ncontent-length: 3\r\n\r\n\x01hi",
            server.address
        );
        let answer = exchange(&server, request.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
        assert!(answer.ends_with("content-length: 2\r\n\r\n{}"), "{answer}");
        let recorded =
            "POST /a?b=c HTTP/1.1\nuser-agent: [agent]\nhost: [server]\ncontent-length: 3\n\n\x01hi";
        assert_eq!(server.requests(), [recorded]);
    }

    #[test]
    fn a_request_is_whole_when_its_body_is() {
        assert!(!is_whole(b"GET / HTTP/1.1\r\n"));
        assert!(is_whole(b"GET / HTTP/1.1\r\n\r\n"));
        assert!(!is_whole(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\na"));
        assert!(is_whole(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab"));
        assert!(!is_whole(b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n"));
        assert!(is_whole(b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"));
    }

    #[test]
    fn boundaries_and_odd_bytes_are_masked() {
        let address = SocketAddr::from(([127, 0, 0, 1], 80));
        let request = b"POST / HTTP/1.1\r\ncontent-type: multipart/form-data; boundary=xyz\r\n\r\n--xyz\r\n\r\n\xff\r\n--xyz--\r\n";
        let expected = "POST / HTTP/1.1\ncontent-type: multipart/form-data; boundary=[boundary]\n\n--[boundary]\n\n\\xff\n--[boundary]--\n";
        assert_eq!(masked(request, address), expected);
    }
}
