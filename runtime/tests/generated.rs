//! What generated code sends and understands: a module as Postwright writes it, against a real server.

#![expect(
    clippy::unwrap_used,
    clippy::field_reassign_with_default,
    clippy::format_push_string,
    reason = "a test stops at what is wrong; request structs cannot be written as literals elsewhere"
)]

#[expect(clippy::allow_attributes, unreachable_pub, reason = "generated code has its own lints")]
mod generated {
    include!("support/sdk.rs");
}
#[path = "support/server.rs"]
mod server;

use std::error::Error as _;
use std::time::Duration;

use generated::integrations::{CreateIntegrationKeyError, UploadAnswer, UploadParams};
use generated::types::{CreateIntegrationKeyRequest, Id, Login, UploadForm, Variables};
use generated::{Client, ClientBuilder};
use postwright_runtime::{Body, Error, Field, Part, StatusCode, Value, flag, verbatim};
use server::{Server, answer};

const KEY: &str = r#"{"key":{"id":7,"secret":"s3cret","tags":["a",1],"more":null}}"#;

fn builder(server: &Server) -> ClientBuilder {
    let host = server.url.trim_start_matches("http://");
    Client::builder()
        .host(host)
        .uploads_url(&server.url)
        .basic_auth("user", "pa$$")
        .api_key("k3y")
        .bearer_auth("t0ken")
        .query_key("qu&ry k3y")
        .session("sid=s3ssion")
        .user_agent("test")
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// A request without the port, which differs, and without what depends on the feature `compression`.
fn sent(server: &Server) -> String {
    let request = server.last().replace(server.url.trim_start_matches("http://"), "HOST");
    request
        .replace("accept-encoding: gzip,deflate,br\r\n", "")
        .replace("accept-encoding: gzip,deflate\r\n", "")
}

fn create(client: &Client) -> generated::integrations::CreateIntegrationKey {
    let body = CreateIntegrationKeyRequest::new("x", None, 2.0);
    client.integrations().create_integration_key("a", "b", &body)
}

#[tokio::test]
async fn json_is_sent_and_decoded() {
    let server = Server::answering(&[&answer("201 Created", &["X-Request-Id: r1"], KEY)]);
    let body = CreateIntegrationKeyRequest::new("näme", None, 2.0).description("d").note(Field::Null);
    let call = client(&server)
        .integrations()
        .create_integration_key("a/b", 7, &body)
        .query("after", flag())
        .limit(20)
        .query("other", "ü &=")
        .header("X-Trace", "42")
        .header("x-trace", "43");
    let response = call.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.request_id(), Some("r1"));
    assert!(response.url().path().ends_with("/keys"));
    let key = response.into_body().key;
    assert_eq!((key.id, key.tags), (Id::Integer(7), vec![Id::Text("a".into()), Id::Integer(1)]));
    assert_eq!(
        sent(&server),
        "POST /v1/apps/a%2Fb/integrations/7/keys?limit=20&=x&after&other=%C3%BC%20%26%3D HTTP/1.1\r\n\
         accept: application/json\r\nuser-agent: test\r\nx-trace: 42\r\nx-trace: 43\r\n\
         content-type: application/json\r\nauthorization: Basic dXNlcjpwYSQk\r\nhost: HOST\r\n\
         content-length: 76\r\n\r\n\
         {\"displayName\":\"näme\",\"description\":\"d\",\"owner\":null,\"note\":null,\"price\":2}"
    );
}

#[tokio::test]
async fn forms_texts_files_and_queries_are_sent() {
    let server = Server::answering(&[&answer("200 OK", &["Content-Type: text/plain"], "{}")]);
    let keys = client(&server).integrations().keys();

    let mut login = Login::default();
    login.user = "a b+&é".into();
    login.remember = Some(true);
    keys.login(&login).await.unwrap();
    let request = sent(&server);
    assert!(request.starts_with("POST /v1/login HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("content-type: application/x-www-form-urlencoded\r\n"), "{request}");
    assert!(request.contains("authorization: Bearer t0ken\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\nuser=a%20b%2B%26%C3%A9&remember%20me=true"), "{request}");

    let content = keys.note("# hi").await.unwrap();
    assert_eq!((content.text().as_str(), content.content_type()), ("{}", Some("text/plain")));
    let request = sent(&server);
    assert!(request.starts_with("POST /v1/note?key=qu%26ry%20k3y HTTP/1.1\r\n"), "{request}");
    assert!(
        request.contains("content-type: text/markdown\r\n") && request.ends_with("\r\n\r\n# hi"),
        "{request}"
    );

    let path = std::env::temp_dir().join(format!("postwright-{}.json", std::process::id()));
    std::fs::write(&path, "x".repeat(100_000)).unwrap();
    assert_eq!(keys.store(Body::file(&path)).await.unwrap(), "{}");
    let request = sent(&server);
    assert!(request.contains("content-type: application/json\r\n"), "{request}");
    assert!(
        request.contains("content-length: 100000\r\n") && request.contains("cookie: sid=s3ssion\r\n"),
        "{request}"
    );
    assert!(request.ends_with("xxx") && !request.contains("chunked"));
    std::fs::remove_file(&path).unwrap();
    let missing = keys.store(Body::file(&path)).await.unwrap_err();
    assert!(missing.is_argument() && missing.source().is_some(), "{missing}");

    let mut variables = Variables::default();
    variables.id = "\"1\"".into();
    keys.ask(&variables).await.unwrap();
    assert!(sent(&server).ends_with(
        r#"{"query":"query Q($id: ID!) { a(id: $id) }","operationName":"Q","variables":{"id":"\"1\"","a":null}}"#
    ));
    keys.ask_all().await.unwrap();
    assert!(sent(&server).ends_with("\r\n\r\n{\"query\":\"{ a }\"}"));
}

#[tokio::test]
#[expect(deprecated, reason = "the sample has a deprecated operation")]
async fn multipart_is_laid_out_as_postman_does() {
    let server = Server::answering(&[
        &answer("200 OK", &[], "\"id\""),
        &answer("204 No Content", &[], ""),
        &answer("202 Accepted", &[], "later"),
    ]);
    let path = std::env::temp_dir().join(format!("postwright-é-{}.png", std::process::id()));
    std::fs::write(&path, "PNG").unwrap();
    let mut form = UploadForm::default();
    form.file = vec![Part::file(&path), Part::bytes("b", "B"), Part::default()];
    form.meta = Some(Variables::default());
    form.title = "t".into();
    let upload = || client(&server).integrations().upload("1", form.clone(), UploadParams::new(5, "ten ant"));
    assert_eq!(upload().await.unwrap(), UploadAnswer::Ok(Id::Text("id".into())));

    let request = sent(&server);
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("PUT /files/1?limit=5 HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("x-tenant: ten ant\r\n") && head.contains("x-api-key: k3y\r\n"), "{head}");
    assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
    let boundary = head.split("boundary=").nth(1).unwrap().lines().next().unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    assert_eq!(
        body.replace(boundary, "B").replace(name, "NAME"),
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"NAME\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n\
         --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b\"\r\nContent-Type: application/octet-stream\r\n\r\nB\r\n\
         --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n\
         --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"id\":\"\",\"a\":null}\r\n\
         --B\r\nContent-Disposition: form-data; name=\"title \"é\"\"\r\n\r\nt\r\n--B--\r\n"
    );

    let own = upload().header("Content-Type", "multipart/form-data; boundary=own");
    assert_eq!(own.await.unwrap(), UploadAnswer::NoContent);
    assert!(sent(&server).ends_with("\r\n--own--\r\n"));
    assert_eq!(upload().await.unwrap(), UploadAnswer::Other("later".into()));
    std::fs::remove_file(&path).unwrap();
}

#[tokio::test]
async fn hostile_values_stay_where_they_were_put() {
    let server = Server::answering(&[&answer("200 OK", &[], KEY)]);
    let client = client(&server);
    let body = CreateIntegrationKeyRequest::default();
    let call = |id: Value<'static>| client.integrations().create_integration_key(id, "k", &body);
    for (value, segment) in [
        ("../x", "..%2Fx"),
        ("%2f..", "%252f.."),
        ("a?b#c&d", "a%3Fb%23c%26d"),
        ("\r\nHost: evil", "%0D%0AHost%3A%20evil"),
        ("🦀", "%F0%9F%A6%80"),
        ("http://evil/", "http%3A%2F%2Fevil%2F"),
        ("\\..\\", "%5C..%5C"),
    ] {
        call(value.into()).await.unwrap();
        let expected = format!("POST /v1/apps/{segment}/integrations/k/keys?=x HTTP/1.1\r\n");
        assert!(sent(&server).starts_with(&expected), "{}", sent(&server));
    }
    call(verbatim("a%2Fb/ü?#")).await.unwrap();
    assert!(sent(&server).starts_with("POST /v1/apps/a%2Fb/%C3%BC%3F%23/integrations/k/keys"));

    let count = server.received().len();
    for value in ["".into(), ".".into(), "..".into(), verbatim("%2E%2e"), verbatim("x/../y"), flag()] {
        let error = call(value).await.unwrap_err();
        assert!(error.is_argument() && error.to_string().contains("`appId`"), "{error}");
    }
    for (name, value) in [("X-Evil", "a\r\nb: c"), ("X Evil", "a"), ("", "a"), ("X-Evil", "a\0")] {
        let error = create(&client).header(name, value).await.unwrap_err();
        assert!(error.is_argument() && error.to_string().contains(&format!("{name:?}")), "{error}");
    }
    assert_eq!(server.received().len(), count, "nothing is sent");
}

#[tokio::test]
async fn answers_of_errors_are_typed() {
    let server = Server::answering(&[
        &answer(
            "403 Forbidden",
            &["Content-Type: application/json", "X-Request-Id: r2"],
            r#"{"title":"no"}"#,
        ),
        &answer("409 Conflict", &[], ""),
        &answer("403 Forbidden", &[], "<html>"),
        &answer("500 Internal Server Error", &[], "b00m"),
    ]);
    let client = client(&server);
    let error = create(&client).await.unwrap_err();
    assert!(error.is_api() && !error.is_decode() && !error.is_timeout());
    assert_eq!(error.status(), Some(StatusCode::FORBIDDEN));
    assert_eq!(error.headers().unwrap()["x-request-id"], "r2");
    assert_eq!(error.body().unwrap(), r#"{"title":"no"}"#);
    assert_eq!(
        error.to_string(),
        "Create Integration Key: the server answered 403 Forbidden (request id r2) (14 bytes of \
         application/json, see `Error::body`)"
    );
    let Some(CreateIntegrationKeyError::Forbidden(body)) = error.api() else { panic!("{error}") };
    assert_eq!(body.title, "no");
    let conflict = create(&client).await.unwrap_err().api();
    assert_eq!(conflict, Some(CreateIntegrationKeyError::Conflict));
    for text in ["<html>", "b00m"] {
        let error = create(&client).await.unwrap_err();
        let Some(CreateIntegrationKeyError::Unknown(content)) = error.api() else { panic!("{error}") };
        assert_eq!(content.text(), text);
        assert!(!format!("{error} {error:?}").contains(text));
    }
    let raw = create(&client).send_raw().await.unwrap();
    assert_eq!((raw.status().as_u16(), raw.text().as_str()), (500, "b00m"));
}

#[tokio::test]
async fn what_cannot_be_decoded_is_told_by_path() {
    let body = r#"{"key":{"id":7,"secret":"s3cret","tags":["a",["t0p"]]}}"#;
    let server = Server::answering(&[
        &answer("200 OK", &[], body),
        &answer("200 OK", &[], r#"{"key":"s3cret"}"#),
        &answer("200 OK", &[], ""),
    ]);
    let client = client(&server);
    let error = create(&client).await.unwrap_err();
    assert!(error.is_decode() && !error.is_api());
    assert_eq!(error.json_path(), Some("key.tags[1]"));
    assert_eq!((error.status(), error.body().unwrap().as_ref()), (Some(StatusCode::OK), body.as_bytes()));
    let message = error.to_string();
    assert!(
        message.contains("`key.tags[1]`") && message.contains("expected a string or an integer"),
        "{message}"
    );
    assert_eq!(error.api::<CreateIntegrationKeyError>(), None);
    let error = create(&client).await.unwrap_err();
    assert_eq!(error.json_path(), Some("key"));
    assert!(!format!("{error} {error:?}").contains("s3cret"), "{error}");
    let error = create(&client).await.unwrap_err();
    assert!(error.to_string().contains("empty body"), "{error}");
}

#[tokio::test]
async fn nothing_in_time_and_nobody_there_are_different_errors() {
    let server = Server::slow(&[&answer("200 OK", &[], KEY)], Duration::from_millis(500));
    let error = create(&client(&server)).timeout(Duration::from_millis(30)).await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect() && error.source().is_some(), "{error:?}");
    let error =
        builder(&server).timeout(Duration::from_millis(30)).build().unwrap().ping().await.unwrap_err();
    assert_eq!(error.to_string(), "Ping: no complete answer from 127.0.0.1 in time");

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = Client::builder().host("x").origin(closed).build().unwrap().ping().await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout() && error.status().is_none(), "{error:?}");
    assert_eq!(error.to_string(), "Ping: could not connect to 127.0.0.1");
}

#[tokio::test]
async fn redirects_to_another_origin_carry_no_credential() {
    let other = Server::answering(&[&answer("200 OK", &[], "1")]);
    let redirect = |location: &str| answer("307 Temporary Redirect", &[&format!("Location: {location}")], "");
    let first = Server::answering(&[&redirect("/again"), &redirect(&format!("{}/there", other.url))]);
    let call = |client: Client| async move {
        #[expect(deprecated, reason = "the operation with a key in a header")]
        let call = client.integrations().upload("1", UploadForm::default(), UploadParams::new(1, "t"));
        call.header("Authorization", "Basic mine").send_raw().await
    };
    assert_eq!(call(client(&first)).await.unwrap().bytes(), "1");
    let [one, two] = first.received().try_into().unwrap();
    assert!(two.starts_with("PUT /again HTTP/1.1\r\n") && two.contains("k3y") && one.contains("Basic mine"));
    let there = other.last();
    assert!(there.starts_with("PUT /there HTTP/1.1\r\n") && there.contains("x-tenant: t"), "{there}");
    for secret in ["k3y", "mine", "authorization", "cookie", "referer"] {
        assert!(!there.contains(secret), "{secret}: {there}");
    }

    let kept = builder(&first).follow_redirects(false).build().unwrap();
    assert_eq!(call(kept).await.unwrap().status(), StatusCode::TEMPORARY_REDIRECT);
    let ping = client(&first).ping().send().await.unwrap();
    assert_eq!(
        ping.status(),
        StatusCode::TEMPORARY_REDIRECT,
        "the operation keeps redirects: they are its answers"
    );
    let endless = Server::answering(&[&redirect("/")]);
    let error = call(client(&endless)).await.unwrap_err();
    assert!(error.to_string().contains("redirected more than 10 times"), "{error}");
    assert_eq!(endless.received().len(), 11);
}

#[tokio::test]
async fn a_missing_credential_names_the_builder_method() {
    let server = Server::answering(&[&answer("200 OK", &[], KEY)]);
    let client = Client::builder().host("x").origin(&server.url).build().unwrap();
    let error = create(&client).await.unwrap_err();
    assert!(error.is_credential() && error.to_string().contains("`basic_auth(…)`"), "{error}");
    create(&client).header("Authorization", "Basic own").await.unwrap();
    assert!(sent(&server).contains("authorization: Basic own\r\n"));
    assert!(sent(&server).contains("user-agent: key-service/1.2 postwright-runtime/"), "{}", sent(&server));
    let error = Client::builder().build().unwrap().ping().await.unwrap_err();
    assert!(error.is_argument() && error.to_string().contains("`host(…)`"), "{error}");
}

#[tokio::test]
async fn lengths_are_those_of_the_bodies() {
    let server = Server::answering(&[&answer("200 OK", &["Content-Encoding: zstd"], "\u{1f}")]);
    let keys = client(&server).integrations().keys();
    let note = || keys.note("four").header("Content-Length", "2").header("Transfer-Encoding", "chunked");
    note().await.unwrap();
    let request = sent(&server);
    assert!(request.contains("content-length: 4\r\n") && !request.contains("chunked"), "{request}");
    let ping = client(&server).ping().header("Content-Length", "9");
    let error = ping.await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("compressed (zstd)"), "{error}");
    assert!(!sent(&server).contains("content-length"), "{}", sent(&server));
}

#[tokio::test]
async fn settings_of_the_client_reach_every_call() {
    let server = Server::answering(&[&answer("200 OK", &[], KEY)]);
    let http = postwright_runtime::reqwest::Client::new();
    let client =
        builder(&server).header("accept", "x/y").header("X-All", "1").http_client(http).build().unwrap();
    create(&client).header("X-All", "2").await.unwrap();
    let request = sent(&server);
    assert!(request.contains("accept: x/y\r\n") && request.contains("x-all: 2\r\n"), "{request}");
    assert!(!request.contains("x-all: 1") && !request.contains("accept: application/json"), "{request}");
    let login = Client::builder().base_url(server.url.replace("//", "//me:pass@")).build().unwrap();
    login.ping().await.unwrap();
    assert!(sent(&server).contains("authorization: Basic bWU6cGFzcw==\r\n"), "{}", sent(&server));
    assert!(sent(&server).contains("accept: */*\r\n") && !sent(&server).contains("content-length"));
}

#[tokio::test]
async fn debug_output_holds_no_secret() {
    let server = Server::answering(&[&answer("401 Unauthorized", &["Set-Cookie: s=s3cret"], "s3cret")]);
    let builder = builder(&server).header("X-Secret", "s3cret");
    let client = builder.clone().build().unwrap();
    let call = || create(&client).query("token", "s3cret").header("Cookie", "s3cret");
    let mut seen = format!("{builder:?} {client:?} {:?} {:?}", call(), client.integrations());
    seen += &format!("{:?}", call().send_raw().await.unwrap());
    let error = call().await.unwrap_err();
    seen += &format!("{error} {error:?} {error:#?}");
    let error = create(&client).query("token", "s3cret").timeout(Duration::ZERO).await.unwrap_err();
    let mut source = Some(&error as &dyn std::error::Error);
    while let Some(error) = source {
        seen += &format!("{error} {error:?}");
        source = error.source();
    }
    for secret in ["s3cret", "pa$$", "k3y", "t0ken", "s3ssion", "dXNlcjpwYSQk"] {
        assert!(!seen.contains(secret), "{secret}: {seen}");
    }
    assert!(seen.contains("Create Integration Key"));
}

#[tokio::test]
async fn calls_can_be_spawned_and_outlive_their_client() {
    fn shared<T: Send + Sync + 'static>() {}
    fn send<T: Send + 'static>(value: T) -> T {
        value
    }
    let server = Server::answering(&[&answer("200 OK", &[], KEY)]);
    let call = create(&client(&server));
    // Allocators have quick lists of what is not larger than this.
    let pending = std::mem::size_of_val(&*create(&client(&server)).send_raw());
    assert!(pending <= 1024, "a call on its way has {pending} bytes");
    let task = tokio::spawn(send(async move { send(call).await }));
    assert_eq!(task.await.unwrap().unwrap().key.secret, "s3cret");
    assert!(std::mem::size_of::<Error>() <= 8 && std::mem::size_of::<generated::Ping>() <= 8);
    shared::<(Client, ClientBuilder, Error)>();
}
