//! Servers and networks at their worst: slow, broken, too much, too many; and callers who change their mind.

#![expect(clippy::unwrap_used, reason = "a test stops at what is wrong")]

#[expect(clippy::allow_attributes, unreachable_pub, reason = "generated code has its own lints")]
mod generated {
    include!("support/sdk.rs");
}
#[path = "support/alone.rs"]
mod alone;
#[path = "support/listener.rs"]
mod listener;

use std::io::Read as _;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant, SystemTime};

use generated::Client;
use listener::{head, listen, request, say};
use postwright_runtime::{Body, Error, Retry};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

const PONG: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\npong";
/// Longer than any busy machine needs to do nothing.
const LONG: Duration = Duration::from_secs(30);

fn client(host: &str) -> Client {
    Client::builder().host(host).session("s").retries(0).build().unwrap()
}

/// Waits until whoever is on the other side goes.
fn wait_for_the_end(mut stream: TcpStream) {
    let mut buffer = [0; 4096];
    while stream.read(&mut buffer).is_ok_and(|count| count > 0) {}
}

#[tokio::test]
async fn a_head_that_does_not_come_ends_in_time() {
    let host = listen(|_, mut stream| {
        head(&mut stream);
        say(&mut stream, "HTTP/1.1 200 OK\r\nX-Long: ");
        // Byte by byte, so that the connection is never idle.
        while say(&mut stream, "x") {
            std::thread::sleep(Duration::from_millis(5));
        }
    });
    let client = client(&host);
    let start = Instant::now();
    for call in [client.ping().timeout(MOMENT), client.ping().attempt_timeout(MOMENT)] {
        let error = call.await.unwrap_err();
        assert!(error.is_timeout() && !error.is_connect() && error.status().is_none(), "{error}");
    }
    assert!(client.ping().timeout(MOMENT).stream().await.unwrap_err().is_timeout());
    assert!(start.elapsed() < LONG);
}

const MOMENT: Duration = Duration::from_millis(80);

#[tokio::test]
async fn a_body_that_does_not_end_ends_in_time() {
    let host = listen(|_, mut stream| {
        head(&mut stream);
        say(&mut stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        while say(&mut stream, "x") {
            std::thread::sleep(Duration::from_millis(5));
        }
    });
    let client = client(&host);
    let start = Instant::now();
    let error = client.ping().timeout(MOMENT).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let error = client.ping().timeout(MOMENT).send_raw().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    // The limit of the call includes the pieces of its stream.
    let mut stream = client.ping().timeout(MOMENT).stream().await.unwrap();
    let error = loop {
        match stream.chunk().await {
            Ok(chunk) => assert!(chunk.is_some_and(|chunk| chunk.iter().all(|byte| *byte == b'x'))),
            Err(error) => break error,
        }
    };
    assert!(error.is_timeout() && error.to_string().starts_with("Ping: "), "{error}");
    assert!(start.elapsed() < LONG);
}

#[tokio::test]
async fn a_connection_that_is_not_made_ends_in_time() {
    // An address of documentation, where nobody is: packets to it vanish, or are refused by a network that knows.
    let client =
        Client::builder().host("192.0.2.1").connect_timeout(MOMENT).timeout(LONG).retries(0).build().unwrap();
    let start = Instant::now();
    let error = client.ping().await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert!(start.elapsed() < LONG);
}

/// Stops in the middle of what it promised: by an end, and by a reset, which is what closing unread data gives.
fn broken(promise: &'static str) -> String {
    listen(move |number, mut stream| {
        if number % 2 == 0 {
            request(&mut stream);
        } else {
            // Something has come, and nobody reads it.
            stream.peek(&mut [0]).unwrap();
        }
        say(&mut stream, promise);
        std::thread::sleep(Duration::from_millis(20));
    })
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_body_is_an_error() {
    for promise in [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
    ] {
        let client = client(&broken(promise));
        for _ in 0..2 {
            let error = client.ping().await.unwrap_err();
            assert!(error.is_retryable() && !error.is_timeout() && error.status().is_none(), "{error:?}");
        }
        for _ in 0..2 {
            let error = match client.ping().stream().await {
                Ok(mut stream) => loop {
                    match stream.chunk().await {
                        Ok(chunk) => assert_eq!(chunk.as_deref(), Some(&b"half"[..])),
                        Err(error) => break error,
                    }
                },
                // A reset may overtake what was sent before it.
                Err(error) => error,
            };
            assert!(error.is_retryable() && !error.is_timeout(), "{error:?}");
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_under_an_upload_is_an_error() {
    let host = listen(|_, mut stream| {
        head(&mut stream);
    });
    let keys = client(&host).integrations().keys();
    let reader = Body::reader(tokio::io::repeat(7).take(10_000_000)).length(10_000_000);
    let error = keys.store(reader).await.unwrap_err();
    assert!(error.is_retryable() && error.status().is_none(), "{error:?}");
}

#[tokio::test]
async fn a_date_in_retry_after_is_waited_for() {
    let host = listen(|number, mut stream| {
        request(&mut stream);
        if number > 0 {
            say(&mut stream, PONG);
            return;
        }
        // The date has whole seconds only: at least one of these two is left of it.
        let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(2));
        say(
            &mut stream,
            &format!(
                "HTTP/1.1 429 Slow\r\nConnection: close\r\nRetry-After: {date}\r\nContent-Length: 0\r\n\r\n"
            ),
        );
    });
    let client = Client::builder().host(&host).retry(Retry::times(1)).build().unwrap();
    let start = Instant::now();
    assert_eq!(client.ping().await.unwrap(), "pong");
    assert!(start.elapsed() >= Duration::from_millis(900), "{:?}", start.elapsed());
}

#[cfg(feature = "compression")]
#[tokio::test]
async fn a_bomb_does_not_go_off() {
    use std::io::Write as _;

    // A hundred mebibytes in a hundred kibibytes.
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..100 {
        bomb.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < 200_000);
    let host = listen(move |_, mut stream| {
        head(&mut stream);
        let length = bomb.len();
        say(
            &mut stream,
            &format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {length}\r\n\r\n"),
        );
        let _ = stream.write_all(&bomb);
    });
    let client = Client::builder().host(host).max_response_size(1 << 20).build().unwrap();
    let error = client.ping().await.unwrap_err();
    assert!(error.is_too_large() && !error.is_retryable(), "{error}");
    assert!(client.ping().send_raw().await.unwrap_err().is_too_large());
    // Who reads it piece by piece decides when it is enough.
    let mut stream = client.ping().stream().await.unwrap();
    let first = stream.chunk().await.unwrap().unwrap();
    assert!(first.len() < 1 << 20, "{}", first.len());
}

/// A server that says when a connection begins and when it ends, and stops where it is told.
fn watched(answer: &'static str) -> (String, mpsc::Receiver<&'static str>) {
    let (tell, told) = mpsc::channel();
    let host = listen(move |_, mut stream| {
        head(&mut stream);
        say(&mut stream, answer);
        let _ = tell.send("begun");
        wait_for_the_end(stream);
        let _ = tell.send("ended");
    });
    (host, told)
}

/// Lets a call run until the server is where it stops, drops it, and sees that the connection goes.
async fn cancelled<T>(call: impl Future<Output = T> + Send, told: &mpsc::Receiver<&'static str>, what: &str) {
    let mut call = Box::pin(call);
    let start = Instant::now();
    while told.try_recv() != Ok("begun") {
        let waited = tokio::time::timeout(Duration::from_millis(10), &mut call).await;
        assert!(waited.is_err() && start.elapsed() < LONG, "{what}: the call should hang");
    }
    drop(call);
    ended(told, what).await;
}

/// Waits until the server sees the end of the connection.
async fn ended(told: &mpsc::Receiver<&'static str>, what: &str) {
    let start = Instant::now();
    while told.try_recv() != Ok("ended") {
        assert!(start.elapsed() < LONG, "{what}: the connection is still open");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_before_it_is_polled_is_not_sent() {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let host = listen(move |_, mut stream| {
        counted.fetch_add(1, Ordering::Relaxed);
        request(&mut stream);
        say(&mut stream, PONG);
    });
    let client = client(&host);
    drop(client.ping());
    drop(client.ping().into_future());
    drop(client.ping().stream());
    assert_eq!(client.ping().await.unwrap(), "pong");
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_call_that_is_dropped_lets_its_connection_go() {
    let (host, told) = watched("");
    cancelled(client(&host).ping().into_future(), &told, "waiting for the head").await;
    cancelled(client(&host).ping().stream(), &told, "waiting for the head of a stream").await;
    let (host, told) = watched("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    cancelled(client(&host).ping().into_future(), &told, "reading the body").await;
    let mut stream = client(&host).ping().stream().await.unwrap();
    assert_eq!(stream.chunk().await.unwrap().unwrap(), "half");
    drop(stream);
    ended(&told, "reading a stream").await;
}

#[tokio::test]
async fn an_upload_that_is_dropped_lets_its_connection_and_its_reader_go() {
    struct Dropped(mpsc::Sender<&'static str>);

    impl Drop for Dropped {
        fn drop(&mut self) {
            let _ = self.0.send("dropped");
        }
    }

    impl tokio::io::AsyncRead for Dropped {
        fn poll_read(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
            _: &mut tokio::io::ReadBuf<'_>,
        ) -> std::task::Poll<std::io::Result<()>> {
            std::task::Poll::Pending
        }
    }

    let (host, told) = watched("");
    let (tell, reader) = mpsc::channel();
    let keys = client(&host).integrations().keys();
    let body = Body::reader(Dropped(tell)).length(9);
    cancelled(keys.store(body).into_future(), &told, "sending the body").await;
    assert_eq!(reader.recv_timeout(LONG), Ok("dropped"));
}

#[tokio::test]
async fn a_call_that_is_dropped_between_two_attempts_is_not_sent_again() {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let host = listen(move |_, mut stream| {
        request(&mut stream);
        if counted.fetch_add(1, Ordering::Relaxed) > 0 {
            say(&mut stream, PONG);
            return;
        }
        say(
            &mut stream,
            "HTTP/1.1 503 Later\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
        );
    });
    let client = Client::builder().host(&host).build().unwrap();
    let waiting = tokio::time::timeout(Duration::from_millis(700), client.ping().into_future());
    assert!(waiting.await.is_err(), "it should wait for a second");
    tokio::time::sleep(Duration::from_millis(800)).await;
    assert_eq!(count.load(Ordering::Relaxed), 1);
    assert_eq!(client.ping().await.unwrap(), "pong");
}

/// Answers when so many requests are there at once.
async fn all_at_once(count: usize) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let barrier = Arc::new(tokio::sync::Barrier::new(count));
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let barrier = Arc::clone(&barrier);
            tokio::spawn(async move {
                let mut buffer = [0; 4096];
                let mut length = 0;
                while !buffer[..length].ends_with(b"\r\n\r\n") {
                    length += stream.read(&mut buffer[length..]).await.unwrap();
                }
                barrier.wait().await;
                stream.write_all(PONG.as_bytes()).await.unwrap();
            });
        }
    });
    host
}

#[test]
fn a_thousand_calls_run_at_once() {
    alone::alone("a_thousand_calls_in_a_process_of_their_own", &[]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "run by `a_thousand_calls_run_at_once`, with more open files"]
async fn a_thousand_calls_in_a_process_of_their_own() {
    let client = client(&all_at_once(1000).await);
    let calls: Vec<_> = (0..1000).map(|_| tokio::spawn(client.ping().into_future())).collect();
    // The client goes; its calls stay.
    drop(client);
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), "pong");
    }
}

#[tokio::test]
async fn a_spawned_call_outlives_its_client() {
    let host = all_at_once(2).await;
    let one = client(&host);
    let (first, second) = (one.ping(), one.clone().ping());
    drop(one);
    let first = tokio::spawn(first.into_future());
    let second: Result<String, Error> = second.await;
    assert_eq!((first.await.unwrap().unwrap(), second.unwrap()), ("pong".to_owned(), "pong".to_owned()));
}
