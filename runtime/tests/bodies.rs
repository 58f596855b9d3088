//! Bodies that are read while they are sent, answers that are read while they come, and who is told how far they are.

#![cfg(feature = "files")]
#![expect(clippy::unwrap_used, reason = "a test stops at what is wrong")]

#[expect(clippy::allow_attributes, unreachable_pub, reason = "generated code has its own lints")]
mod generated {
    include!("support/sdk.rs");
}
#[path = "support/alone.rs"]
mod alone;
#[path = "support/listener.rs"]
mod listener;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};

use generated::integrations::UploadParams;
use generated::types::UploadForm;
use generated::{Client, ClientBuilder};
use listener::{head, length, listen, request, say};
use postwright_runtime::codegen::{Api, Call, CoreBuilder, Operation, Server, auth, send};
use postwright_runtime::{Body, Part, Progress, Retry, StatusCode};
use tokio::io::AsyncReadExt as _;

const EMPTY: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
const LARGE: u64 = 1 << 30;

type Requests = Arc<Mutex<Vec<(String, String)>>>;

/// A server that keeps requests and gives each the same answer.
fn keeping(answer: &'static str) -> (ClientBuilder, Requests) {
    let (host, requests) = kept(answer);
    (client(&host), requests)
}

/// Its address, and the requests.
fn kept(answer: &'static str) -> (String, Requests) {
    kept_and(move |_| answer.to_owned())
}

/// The same, with the answer to a head.
fn kept_and(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> (String, Requests) {
    let requests = Requests::default();
    let kept = Arc::clone(&requests);
    let host = listen(move |_, mut stream| {
        let request = request(&mut stream);
        let answer = answer(&request.0);
        kept.lock().unwrap().push(request);
        say(&mut stream, &answer);
    });
    (host, requests)
}

fn client(host: &str) -> ClientBuilder {
    Client::builder().host(host).uploads_url(format!("http://{host}")).api_key("k")
}

fn store(client: &ClientBuilder, body: Body) -> generated::integrations::keys::Store {
    client.clone().session("s").build().unwrap().integrations().keys().store(body)
}

fn upload(client: &ClientBuilder, files: Vec<Part>) -> generated::integrations::Upload {
    let form = UploadForm { file: files, title: "t".to_owned(), ..UploadForm::default() };
    #[expect(deprecated, reason = "the operation with a form")]
    client.clone().build().unwrap().integrations().upload("1", form, UploadParams::new(1, "t"))
}

/// Who is told, and what was told.
fn told() -> (Arc<Mutex<Vec<Progress>>>, impl Fn(Progress) + Send + Sync + 'static) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    (told, move |progress| heard.lock().unwrap().push(progress))
}

#[tokio::test]
async fn a_reader_is_sent_with_its_length_or_in_chunks() {
    let (client, requests) = keeping(EMPTY);
    store(&client, Body::reader(&b"twelve bytes"[..]).length(12)).await.unwrap();
    store(&client, Body::reader(&b"twelve bytes"[..])).await.unwrap();
    store(&client, Body::reader(&b"twelve bytes and more"[..]).length(12)).await.unwrap();
    let pieces = vec![Ok::<_, std::io::Error>("twelve ".into()), Ok("bytes".into())];
    store(&client, Body::stream(Pieces(pieces.into_iter())).length(12)).await.unwrap();
    let [known, chunked, cut, stream] = requests.lock().unwrap().clone().try_into().unwrap();
    for (head, body) in [known, cut, stream] {
        assert!(head.contains("content-length: 12\r\n") && body == "twelve bytes", "{head}{body}");
    }
    let (head, body) = chunked;
    assert!(head.contains("transfer-encoding: chunked\r\n"), "{head}");
    assert_eq!(body, "C\r\ntwelve bytes\r\n0\r\n\r\n");
    let error = store(&client, Body::reader(&b"few"[..]).length(12)).await.unwrap_err();
    assert_eq!(error.to_string(), "the body cannot be read that was to be sent to 127.0.0.1");
    assert_eq!(root(&error), "the reader has fewer bytes than it was said to have");
    assert!(!error.is_retryable(), "another attempt reads no more");
}

/// A body with an operation of any method.
async fn send_by(operation: &'static Operation, host: &str, body: Body) {
    static API: Api = Api::new("t", "").servers(&[Server::new("base_url", None)]);
    let core = CoreBuilder::new(&API).server(0, format!("http://{host}")).build().unwrap();
    send::raw(Call::new(&core, operation).bytes(body)).await.unwrap();
}

#[tokio::test]
async fn every_method_sends_a_body_whose_length_nobody_knows() {
    static OPERATIONS: [Operation; 3] =
        [Operation::new("GET", 0, "/"), Operation::new("HEAD", 0, "/"), Operation::new("DELETE", 0, "/")];
    let (host, requests) = kept(EMPTY);
    for operation in &OPERATIONS {
        send_by(operation, &host, Body::reader(&b"twelve bytes"[..])).await;
        let (head, body) = requests.lock().unwrap().pop().unwrap();
        assert_eq!(head.matches("transfer-encoding: chunked\r\n").count(), 1, "{head}");
        assert_eq!(body, "C\r\ntwelve bytes\r\n0\r\n\r\n", "{head}");
    }
}

#[tokio::test]
async fn a_body_that_turns_out_to_be_empty_has_its_length() {
    static REPORT: Operation = Operation::new("POST", 0, "/");
    static ASK: Operation = Operation::new("GET", 0, "/");
    let path = own_path("empty");
    std::fs::write(&path, "").unwrap();
    for body in [Body::file(&path), Body::reader(&b"more"[..]).length(0), Body::from("")] {
        let (host, requests) = kept(EMPTY);
        send_by(&REPORT, &host, body).await;
        send_by(&ASK, &host, Body::file(&path)).await;
        let [(told, empty), (untold, _)] = requests.lock().unwrap().clone().try_into().unwrap();
        assert!(length(&told) == Some(0) && empty.is_empty(), "{told}{empty}");
        assert_eq!(length(&untold), None, "{untold}");
    }
    std::fs::remove_file(&path).unwrap();
}

/// A path that nobody else has.
fn own_path(name: &str) -> std::path::PathBuf {
    std::env::temp_dir().join(format!("postwright-{name}-{}", std::process::id()))
}

#[cfg(unix)]
#[tokio::test]
async fn a_pipe_is_sent_in_chunks() {
    let (client, requests) = keeping(EMPTY);
    let path = own_path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let piped = path.clone();
    std::thread::spawn(move || std::fs::write(piped, "twelve bytes").unwrap());
    store(&client, Body::file(&path)).await.unwrap();
    std::fs::remove_file(&path).unwrap();
    let (head, body) = requests.lock().unwrap().pop().unwrap();
    assert!(head.contains("transfer-encoding: chunked\r\n"), "{head}");
    assert_eq!(body, "C\r\ntwelve bytes\r\n0\r\n\r\n");
}

#[tokio::test]
async fn a_file_that_becomes_shorter_is_named() {
    let path = own_path("shrinking");
    std::fs::File::create(&path).unwrap().set_len(LARGE).unwrap();
    let shrinking = path.clone();
    let host = listen(move |_, mut stream| {
        head(&mut stream);
        std::fs::File::create(&shrinking).unwrap();
        while stream.read(&mut [0; 4096]).is_ok_and(|count| count > 0) {}
    });
    let error = store(&client(&host), Body::file(&path)).await.unwrap_err();
    std::fs::remove_file(&path).unwrap();
    let expected = format!("the file {} became shorter while it was sent", path.display());
    assert_eq!(root(&error), expected);
}

/// What an error comes from in the end.
fn root(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).last().unwrap().to_string()
}

/// A stream of what is there.
struct Pieces<I>(I);

impl<I: Iterator + Unpin> futures_core::Stream for Pieces<I> {
    type Item = I::Item;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<I::Item>> {
        std::task::Poll::Ready(self.0.next())
    }
}

#[tokio::test]
async fn parts_come_from_paths_readers_streams_and_bytes() {
    let (client, requests) = keeping("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    let path = std::env::temp_dir().join(format!("postwright-part-{}.png", std::process::id()));
    std::fs::write(&path, "on disk").unwrap();
    let pieces = || Pieces(vec![Ok::<_, std::io::Error>("in pieces".into())].into_iter());
    let last = || Part::stream("s", pieces()).content_type("a/b");
    let parts = |last: Part| {
        vec![
            Part::file(&path),
            Part::bytes("b.txt", "in memory"),
            Part::reader("r.json", &b"read"[..]).length(4),
            last,
        ]
    };
    upload(&client, parts(last().length(9))).await.unwrap();
    upload(&client, parts(last())).await.unwrap();
    std::fs::remove_file(&path).unwrap();
    let [(known, body), (chunked, _)] = requests.lock().unwrap().clone().try_into().unwrap();
    assert_eq!(length(&known), Some(body.len() as u64));
    assert!(chunked.contains("transfer-encoding: chunked"), "{chunked}");
    for part in [
        "filename=\"b.txt\"\r\nContent-Type: text/plain\r\n\r\nin memory\r\n",
        "filename=\"r.json\"\r\nContent-Type: application/json\r\n\r\nread\r\n",
        "filename=\"s\"\r\nContent-Type: a/b\r\n\r\nin pieces\r\n",
        ".png\"\r\nContent-Type: image/png\r\n\r\non disk\r\n",
    ] {
        assert!(body.contains(part), "{part} is missing in {body}");
    }
}

#[tokio::test]
async fn what_can_be_read_once_is_sent_once() {
    let (client, requests) = keeping("HTTP/1.1 503 Later\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    let bold = Retry::times(3).every_method().min_delay(std::time::Duration::from_millis(1));
    let reader = || Body::reader(&b"once"[..]).length(4);
    let error = store(&client, reader()).idempotency_key("k").retry(bold.clone()).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    upload(&client, vec![Part::reader("a", &b"once"[..])]).retry(bold.clone()).await.unwrap_err();
    assert_eq!(requests.lock().unwrap().len(), 2);
    store(&client, "again and again".into()).retry(bold).await.unwrap_err();
    assert_eq!(requests.lock().unwrap().len(), 6);

    let (client, requests) =
        keeping("HTTP/1.1 307 There\r\nConnection: close\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n");
    let error = store(&client, reader()).await.unwrap_err();
    assert!(error.is_argument() && error.to_string().contains("sent already"), "{error}");
    assert_eq!(requests.lock().unwrap().len(), 1);
    let body = reader();
    store(&client, body.clone()).send_raw().await.unwrap_err();
    let error = store(&client, body).await.unwrap_err();
    assert!(error.is_argument() && error.to_string().contains("with another call"), "{error}");
}

#[tokio::test]
async fn a_challenge_to_what_can_be_read_once_is_the_answer() {
    let (host, requests) = kept_and(|head| {
        if head.starts_with("post /v1/token") {
            let token = r#"{"access_token":"t"}"#;
            format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{token}", token.len())
        } else {
            "HTTP/1.1 401 Who\r\nConnection: close\r\nContent-Length: 0\r\n\
             WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n\r\n"
                .to_owned()
        }
    });
    let client = client(&host);
    let reader = || Body::reader(&b"once"[..]).length(4);
    let token = auth::OAuth2::client_credentials("id", "secret").token_endpoint(0, "/token");
    let count = |path: &str| requests.lock().unwrap().iter().filter(|(head, _)| head.contains(path)).count();
    for number in 1..3 {
        let error = store(&client, reader()).auth(token.clone()).await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED), "{error}");
        // The token that was refused is forgotten, and the next call has another one.
        assert_eq!((count("/token"), count("/store")), (number, number));
    }
    store(&client, "again".into()).auth(token).await.unwrap_err();
    assert_eq!((count("/token"), count("/store")), (4, 4));
    #[cfg(feature = "auth-signed")]
    {
        let error = store(&client, reader()).auth(auth::Digest::new("u", "p")).await.unwrap_err();
        assert!(error.is_api() && count("/store") == 5, "{error}");
        store(&client, "again".into()).auth(auth::Digest::new("u", "p")).await.unwrap_err();
        assert_eq!(count("/store"), 7);
    }
}

#[tokio::test]
async fn progress_is_told_piece_by_piece() {
    let host = listen(|_, mut stream| {
        let (head, body) = request(&mut stream);
        let count = if head.starts_with("put") { body.len() } else { 200_000 };
        say(&mut stream, &format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {count}\r\n\r\n"));
        say(&mut stream, &"x".repeat(count));
    });
    let client = client(&host);
    for body in
        [Body::from("x".repeat(200_000)), Body::reader(tokio::io::repeat(7).take(200_000)).length(200_000)]
    {
        let (told, tell) = told();
        assert_eq!(store(&client, body).on_progress(tell).await.unwrap().len(), 200_000);
        let told = told.lock().unwrap().clone();
        let is_sent = |progress: &&Progress| matches!(progress, Progress::Sent { total: Some(200_000), .. });
        assert!(told.iter().filter(is_sent).count() > 2, "{told:?}");
        assert!(told.contains(&Progress::Sent { bytes: 200_000, total: Some(200_000) }), "{told:?}");
        assert_eq!(told.last(), Some(&Progress::Received { bytes: 200_000, total: Some(200_000) }));
    }
    let (told, tell) = told();
    let mut download = client.build().unwrap().ping().on_progress(tell).stream().await.unwrap();
    assert_eq!(told.lock().unwrap().len(), 0, "nothing was read yet");
    while download.chunk().await.unwrap().is_some() {}
    assert_eq!(
        told.lock().unwrap().last(),
        Some(&Progress::Received { bytes: 200_000, total: Some(200_000) })
    );
}

#[tokio::test]
async fn a_download_can_become_an_upload() {
    let (target, requests) = keeping(EMPTY);
    let (source, _) = keeping("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");
    let download = source.build().unwrap().ping().stream().await.unwrap();
    let length = download.content_length().unwrap();
    store(&target, Body::stream(download).length(length)).await.unwrap();
    assert_eq!(requests.lock().unwrap()[0].1, "hello");
}

/// Takes everything, or gives a gibibyte to who asks for it.
fn swallow(mut stream: TcpStream) {
    let (head, body) = head(&mut stream);
    let mut buffer = vec![0; 1 << 20];
    if head.starts_with("get") {
        say(&mut stream, &format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {LARGE}\r\n\r\n"));
        for _ in 0..LARGE / (1 << 20) {
            stream.write_all(&buffer).unwrap();
        }
        return;
    }
    let mut left = length(&head).unwrap() - body.len() as u64;
    while left > 0 {
        let count = stream.read(&mut buffer).unwrap() as u64;
        assert!(count > 0, "{left} bytes are missing");
        left -= count;
    }
    let answer =
        if head.contains("multipart") { "HTTP/1.1 204 Done\r\nConnection: close\r\n\r\n" } else { EMPTY };
    say(&mut stream, answer);
}

#[test]
fn a_gibibyte_needs_no_memory() {
    if cfg!(target_os = "linux") {
        let host = listen(|_, stream| swallow(stream));
        let text = alone::alone("a_gibibyte_in_a_process_of_its_own", &[("TEST_HOST", &host)]);
        assert!(text.contains("peak grew by"), "{text}");
    } else {
        // Elsewhere there is no file that says how much memory a process had at most.
        println!("not run: the peak of memory is only known on Linux");
    }
}

#[tokio::test]
#[ignore = "run by `a_gibibyte_needs_no_memory`"]
async fn a_gibibyte_in_a_process_of_its_own() {
    let client = client(&std::env::var("TEST_HOST").unwrap());
    store(&client, "warm".into()).await.unwrap();
    let before = peak();
    let path = own_path("gibibyte");
    std::fs::File::create(&path).unwrap().set_len(LARGE).unwrap();
    let file = store(&client, Body::file(&path)).await;
    let part = upload(&client, vec![Part::reader("r", tokio::io::repeat(7).take(LARGE)).length(LARGE)]).await;
    std::fs::remove_file(&path).unwrap();
    file.unwrap();
    assert_eq!(part.unwrap(), generated::integrations::UploadAnswer::NoContent);
    let mut download = client.build().unwrap().ping().stream().await.unwrap();
    let mut count = 0;
    while let Some(chunk) = download.chunk().await.unwrap() {
        count += chunk.len() as u64;
    }
    assert_eq!(count, LARGE);
    let grown = peak() - before;
    println!("peak grew by {grown} KiB");
    assert!(grown < 32 * 1024, "{grown} KiB more than before");
}

/// The most memory that the process had at once, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
