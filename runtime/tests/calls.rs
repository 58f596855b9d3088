//! What a call does beyond one request: it is repeated, limited, streamed, looked at on its way.

#![expect(clippy::unwrap_used, reason = "a test stops at what is wrong")]

#[expect(clippy::allow_attributes, unreachable_pub, reason = "generated code has its own lints")]
mod generated {
    include!("support/sdk.rs");
}
#[path = "support/server.rs"]
mod server;

use std::io::Write as _;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use generated::types::CreateIntegrationKeyRequest;
use generated::{Client, ClientBuilder};
use postwright_runtime::auth::{self, ApiKey, Bearer};
use postwright_runtime::{Retry, StatusCode, reqwest, transport};
use server::{Server, answer};

const KEY: &str = r#"{"key":{"id":7,"secret":"s3cret","tags":[],"more":null}}"#;

fn builder(server: &Server) -> ClientBuilder {
    let quick = Retry::default().min_delay(Duration::from_millis(5));
    Client::builder().host(server.url.trim_start_matches("http://")).basic_auth("u", "p").retry(quick)
}

fn create(client: &Client) -> generated::integrations::CreateIntegrationKey {
    client.integrations().create_integration_key("a", "b", &CreateIntegrationKeyRequest::new("x", None, 2.0))
}

#[tokio::test]
async fn safe_calls_are_repeated() {
    let busy = answer("503 Service Unavailable", &[], "");
    let server = Server::answering(&[&busy, &busy, &answer("200 OK", &[], "pong")]);
    assert_eq!(builder(&server).build().unwrap().ping().await.unwrap(), "pong");
    assert_eq!(server.received().len(), 3);
    let server = Server::answering(&[&busy]);
    let error = builder(&server).build().unwrap().ping().await.unwrap_err();
    assert_eq!((error.status(), error.is_retryable()), (Some(StatusCode::SERVICE_UNAVAILABLE), true));
    assert_eq!(server.received().len(), 3, "twice, and no more");
    let once = Server::answering(&[&busy]);
    builder(&once).build().unwrap().ping().retries(0).await.unwrap_err();
    assert_eq!(once.received().len(), 1);
}

#[tokio::test]
async fn what_follows_a_redirect_is_what_was_sent_first() {
    let on = answer("307 Temporary Redirect", &["Location: /there"], "");
    let server = Server::answering(&[&on, &answer("201 Created", &[], KEY)]);
    let client = builder(&server).build().unwrap();
    create(&client).header("X-Own", "1").await.unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let one_time = auth::provider(move || {
        let number = counted.fetch_add(1, Ordering::Relaxed);
        async move { Ok::<_, std::io::Error>(format!("t{number}")) }
    });
    let server_of_tokens = Server::answering(&[&on, &answer("201 Created", &[], KEY)]);
    let client_with_token = builder(&server_of_tokens).build().unwrap();
    create(&client_with_token).auth(Bearer::new(one_time)).await.unwrap();
    for received in [server.received(), server_of_tokens.received()] {
        let [first, second] = received.try_into().unwrap();
        let (line, rest) = second.split_once("\r\n").unwrap();
        assert_eq!(line, "POST /there HTTP/1.1");
        assert_eq!(first.split_once("\r\n").unwrap().1, rest);
    }
    assert_eq!(asked.load(Ordering::Relaxed), 1, "a token may be good for once only");
}

/// What is signed holds the time, and what is read may be gone the next time.
#[cfg(all(feature = "auth-signed", feature = "files"))]
#[tokio::test]
async fn a_signed_file_is_read_once_for_all_redirects() {
    let folder = std::env::temp_dir().join(format!("postwright-{}-redirected", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("body.txt");
    std::fs::write(&path, "the body").unwrap();
    let on = answer("307 Temporary Redirect", &["Location: /there"], "");
    let server = Server::answering(&[&on, &answer("200 OK", &[], "")]);
    let gone = path.clone();
    let client =
        builder(&server).middleware(move |request: reqwest::Request, next: postwright_runtime::Next| {
            let _ = std::fs::remove_file(&gone);
            async move { next.run(request).await }
        });
    let signing = auth::AwsV4::new("id", "secret").set("service", "s3");
    let client = client.build().unwrap();
    let keys = client.integrations().keys();
    keys.store(postwright_runtime::Body::file(&path)).auth(signing).await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let [first, second] = server.received().try_into().unwrap();
    assert!(first.ends_with("\r\n\r\nthe body") && second.ends_with("\r\n\r\nthe body"), "{second}");
    assert_eq!(first.split_once("\r\n").unwrap().1, second.split_once("\r\n").unwrap().1);
}

#[tokio::test]
async fn a_form_is_redirected_with_its_boundary() {
    let on = answer("307 Temporary Redirect", &["Location: /there"], "");
    let server = Server::answering(&[&on, &answer("200 OK", &[], "1")]);
    #[expect(deprecated, reason = "the operation with a form")]
    let call = builder(&server).api_key("k").build().unwrap().integrations().upload(
        "1",
        generated::types::UploadForm::default(),
        generated::integrations::UploadParams::new(1, "t"),
    );
    call.base_url(&server.url).send_raw().await.unwrap();
    let [first, second] = server.received().try_into().unwrap();
    assert!(first.contains("boundary="), "{first}");
    assert_eq!(first.split_once("\r\n").unwrap().1, second.split_once("\r\n").unwrap().1);
}

#[tokio::test]
async fn a_redirect_that_leads_nowhere_is_an_answer() {
    let server = Server::answering(&[&answer("301 Moved Permanently", &["X-Why: elsewhere"], "")]);
    let answer = create(&builder(&server).build().unwrap()).send_raw().await.unwrap();
    assert_eq!((answer.status(), server.received().len()), (StatusCode::MOVED_PERMANENTLY, 1));
}

#[tokio::test]
async fn other_calls_are_repeated_only_where_that_does_no_harm() {
    let busy = answer("502 Bad Gateway", &[], "");
    let server = Server::answering(&[&busy, &answer("201 Created", &[], KEY)]);
    let client = builder(&server).build().unwrap();
    assert!(create(&client).await.unwrap_err().is_api());
    let refused = Server::answering(&[&busy, &answer("201 Created", &[], KEY)]);
    let client = builder(&refused).build().unwrap();
    create(&client).idempotency_key("k1").await.unwrap();
    let received = refused.received();
    assert_eq!(received.len(), 2);
    assert!(received.iter().all(|request| request.contains("idempotency-key: k1\r\n")), "{received:?}");
    let asked = Server::answering(&[&busy, &answer("201 Created", &[], KEY)]);
    let client = builder(&asked).build().unwrap();
    let policy = Retry::times(1).every_method().min_delay(Duration::from_millis(1));
    create(&client).retry(policy).await.unwrap();
    let final_answer = Server::answering(&[&answer("501 Not Implemented", &[], "")]);
    builder(&final_answer).build().unwrap().ping().await.unwrap_err();
    assert_eq!(final_answer.received().len(), 1, "501 will be 501 again");
}

#[tokio::test]
async fn the_server_says_when_to_come_back() {
    let later = answer("429 Too Many Requests", &["Retry-After: 1"], "");
    let server = Server::answering(&[&later, &answer("200 OK", &[], "pong")]);
    let start = Instant::now();
    builder(&server).build().unwrap().ping().await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    for too_late in ["Retry-After: 3600", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"] {
        let server = Server::answering(&[&answer("429 Too Many Requests", &[too_late], "")]);
        let start = Instant::now();
        let error = builder(&server).build().unwrap().ping().await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::TOO_MANY_REQUESTS));
        // Far less than an hour: a busy machine has its time.
        assert!(start.elapsed() < Duration::from_mins(1) && server.received().len() == 1, "{too_late}");
    }
    let past = "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT";
    let server = Server::answering(&[&answer("503 Later", &[past], ""), &answer("200 OK", &[], "pong")]);
    builder(&server).build().unwrap().ping().await.unwrap();
}

#[tokio::test]
async fn a_call_ends_in_its_time_with_all_attempts() {
    let later = answer("503 Later", &["Retry-After: 15"], "");
    let server = Server::answering(&[&later]);
    let start = Instant::now();
    let client = builder(&server).timeout(Duration::from_secs(10)).build().unwrap();
    let error = client.ping().await.unwrap_err();
    assert!(error.is_api() && start.elapsed() < Duration::from_secs(15), "{error}");
    // The first attempt takes too long, the second one is answered.
    let slow = Server::slow(&[&answer("200 OK", &[], "pong")], Duration::from_millis(300));
    let client = builder(&slow).attempt_timeout(Duration::from_millis(60)).build().unwrap();
    let error = client.ping().await.unwrap_err();
    assert!(error.is_timeout() && error.is_retryable(), "{error}");
    let start = Instant::now();
    while slow.received().len() < 3 && start.elapsed() < Duration::from_secs(30) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(slow.received().len(), 3);
    assert_eq!(client.ping().attempt_timeout(Duration::from_secs(5)).await.unwrap(), "pong");
}

/// Nothing ever comes: neither of an answer nor of what is to be sent.
struct Never;

impl http_body::Body for Never {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        Poll::Pending
    }
}

impl tokio::io::AsyncRead for Never {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        _: &mut tokio::io::ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        Poll::Pending
    }
}

#[tokio::test]
async fn a_limit_of_time_is_for_all_that_a_call_does() {
    let client = || Client::builder().host("any.test").session("s").retries(0);
    let stopping = |_: reqwest::Request, _: postwright_runtime::Next| std::future::pending();
    let silent =
        transport(|_: reqwest::Request| async { Ok(http::Response::new(reqwest::Body::wrap(Never)).into()) });
    for client in [client().middleware(stopping), client().transport(silent)] {
        let client = client.build().unwrap();
        let moment = Duration::from_millis(40);
        for call in [client.ping().timeout(moment), client.ping().attempt_timeout(moment)] {
            let ended = tokio::time::timeout(Duration::from_secs(30), call.into_future()).await;
            let error = ended.expect("the call goes on").unwrap_err();
            assert!(error.is_timeout() && !error.is_connect() && error.is_retryable(), "{error}");
            assert_eq!(error.to_string(), "Ping: no complete answer from any.test in time");
        }
    }
}

#[cfg(feature = "auth-signed")]
#[tokio::test]
async fn a_limit_of_time_is_for_reading_what_is_signed() {
    let client = Client::builder().host("any.test").timeout(Duration::from_millis(40)).build().unwrap();
    let signing = postwright_runtime::auth::AwsV4::new("id", "secret").set("service", "s3");
    let keys = client.integrations().keys();
    let call = keys.store(postwright_runtime::Body::reader(Never)).auth(signing);
    let ended = tokio::time::timeout(Duration::from_secs(30), call.into_future()).await;
    assert!(ended.expect("the call goes on").unwrap_err().is_timeout());
}

#[tokio::test]
async fn clones_share_a_budget_of_retries() {
    let server = Server::answering(&[&answer("503 Later", &[], "")]);
    let client = builder(&server)
        .retry(Retry::times(1000).min_delay(Duration::from_micros(1)).max_delay(Duration::from_micros(2)))
        .build()
        .unwrap();
    for clone in [client.clone(), client] {
        clone.ping().await.unwrap_err();
    }
    let count = server.received().len();
    assert!(count > 20 && count < 200, "{count} requests");
}

#[tokio::test]
async fn connections_that_break_are_tried_again() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            // The first one ends in the middle of the body.
            let length = if number == 0 { 100 } else { 4 };
            let head =
                format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\npong");
            let mut request = [0; 4096];
            let _ = std::io::Read::read(&mut stream, &mut request);
            stream.write_all(head.as_bytes()).unwrap();
        }
    });
    let client = Client::builder().host(url.trim_start_matches("http://")).build().unwrap();
    assert_eq!(client.ping().await.unwrap(), "pong");
    assert!(client.ping().base_url("http://127.0.0.1:9").retries(0).await.unwrap_err().is_connect());
}

#[tokio::test]
async fn an_answer_may_be_too_large() {
    let server = Server::answering(&[&answer("200 OK", &[], &"x".repeat(2000))]);
    let client = builder(&server).max_response_size(1999).build().unwrap();
    let error = client.ping().await.unwrap_err();
    assert!(error.is_too_large() && !error.is_retryable(), "{error}");
    assert_eq!(
        error.to_string(),
        "Ping: the answer of 127.0.0.1 is longer than the 1999 bytes that the client allows"
    );
    let client = builder(&server).max_response_size(2000).build().unwrap();
    assert_eq!(client.ping().await.unwrap().len(), 2000);
}

#[tokio::test]
async fn a_download_is_read_while_it_comes() {
    let server = Server::answering(&[&answer("200 OK", &["X-Request-Id: r7"], &"x".repeat(300_000))]);
    let mut stream = builder(&server).max_response_size(10).build().unwrap().ping().stream().await.unwrap();
    assert_eq!((stream.content_length(), stream.request_id()), (Some(300_000), Some("r7")));
    let (mut all, mut chunks) = (0, 0);
    while let Some(chunk) = stream.chunk().await.unwrap() {
        all += chunk.len();
        chunks += 1;
    }
    assert!(all == 300_000 && chunks > 1, "{all} bytes in {chunks}");
    // The operation keeps redirects: they are what it answers.
    let moved = Server::answering(&[&answer("302 Found", &["Location: /x"], "moved")]);
    let mut stream = builder(&moved).build().unwrap().ping().stream().await.unwrap();
    assert_eq!(stream.chunk().await.unwrap().as_deref(), Some(&b"moved"[..]));
    let failing = Server::answering(&[&answer("404 Not Found", &[], "no")]);
    let error = builder(&failing).build().unwrap().ping().stream().await.unwrap_err();
    assert_eq!((error.status(), error.body().unwrap().as_ref()), (Some(StatusCode::NOT_FOUND), &b"no"[..]));
}

#[tokio::test]
async fn a_call_may_have_another_credential() {
    let server = Server::answering(&[&answer("201 Created", &[], KEY)]);
    let client = builder(&server).build().unwrap();
    create(&client).auth(Bearer::new("t0ken")).await.unwrap();
    assert!(server.last().contains("authorization: Bearer t0ken\r\n"), "{}", server.last());
    client.ping().auth(ApiKey::new("X-Key", "header", "k3y")).send_raw().await.unwrap();
    assert!(server.last().contains("x-key: k3y\r\n"), "{}", server.last());
    create(&client).await.unwrap();
    assert!(server.last().contains("authorization: Basic "), "{}", server.last());
}

#[tokio::test]
async fn middleware_sees_requests_and_answers_in_order() {
    let server = Server::answering(&[&answer("200 OK", &[], "pong")]);
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let client = builder(&server)
        .middleware(|mut request: reqwest::Request, next: postwright_runtime::Next| async move {
            request.headers_mut().insert("x-first", "1".parse()?);
            next.run(request).await
        })
        .middleware(move |request: reqwest::Request, next: postwright_runtime::Next| {
            counted.fetch_add(usize::from(request.headers().contains_key("x-first")), Ordering::Relaxed);
            next.run(request)
        })
        .build()
        .unwrap();
    client.ping().await.unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 1);
    assert!(server.last().contains("x-first: 1\r\n"));
}

#[tokio::test]
async fn a_made_up_server_answers_and_fails() {
    let made_up = transport(|request: reqwest::Request| async move {
        if request.url().query().is_some() {
            return Err("there is no network".into());
        }
        Ok(http::Response::new(request.url().path().to_owned()).into())
    });
    let client = Client::builder().host("any").transport(made_up).build().unwrap();
    assert_eq!(client.ping().await.unwrap(), "/v1/ping");
    let error = client.ping().query("a", "b").retries(0).await.unwrap_err();
    assert_eq!(error.to_string(), "Ping: the request was not answered by any");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "there is no network");
}

#[tokio::test]
async fn many_calls_run_at_once_and_outlive_their_client() {
    let made_up = transport(|_: reqwest::Request| async move {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Ok(http::Response::new("pong").into())
    });
    let client = Client::builder().host("any").transport(made_up).build().unwrap();
    let calls: Vec<_> = (0..1000).map(|_| tokio::spawn(client.ping().into_future())).collect();
    drop(client);
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), "pong");
    }
}

#[cfg(feature = "blocking")]
#[test]
fn calls_can_be_made_without_async() {
    let server = Server::answering(&[&answer("200 OK", &[], "pong")]);
    let client = builder(&server).build().unwrap();
    assert_eq!(client.ping().call_blocking().unwrap(), "pong");
    assert_eq!(client.ping().send_blocking().unwrap().status(), StatusCode::OK);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let error = runtime.block_on(async { client.ping().call_blocking() }).unwrap_err();
    assert!(error.is_argument() && error.to_string().contains("await"), "{error}");
}
