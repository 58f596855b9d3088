//! Calls of generated clients that sign into requests whose signatures are checked as a server would check them.

use std::error::Error;

use aws_lc_rs::{digest, hmac};
use postwright_runtime::StatusCode;
use postwright_tests::generated::{auth_awsv4, auth_digest, auth_jwt, auth_oauth2};
use postwright_tests::server::{Answer, Server};

type Outcome = Result<(), Box<dyn Error>>;

/// A header of a request; the whole request is the message.
fn header<'r>(request: &'r str, name: &str) -> &'r str {
    let line = request.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    line.unwrap_or_else(|| panic!("no {name} in:\n{request}"))
}

/// The value of `name="…"` or `name=…`.
fn parameter<'h>(header: &'h str, name: &str) -> &'h str {
    let start = header.find(&format!(" {name}=")).unwrap_or_else(|| panic!("no {name} in {header}"));
    let value = &header[start + name.len() + 2..];
    value.strip_prefix('"').map_or_else(
        || value.split(',').next().unwrap_or_default(),
        |value| value.split('"').next().unwrap_or_default(),
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn md5(text: &str) -> String {
    hex(&md5::compute(text).0)
}

#[tokio::test]
async fn oauth2_tokens_go_where_the_collection_says() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = auth_oauth2::Client::builder()
        .base_url(server.url())
        .oauth2_token("t1")
        .cup_token_without_prefix("t2")
        .cup_token_in_query("t&3")
        .other_oauth2_token_credential("")
        .build()?;
    client.in_the_header().await?;
    client.without_a_prefix().await?;
    client.in_the_query().await?;
    client.without_a_token().await?;
    let requests = server.requests();
    assert_eq!(header(&requests[0], "authorization"), "Bearer t1");
    assert_eq!(header(&requests[1], "authorization"), "t2");
    assert!(requests[2].contains("access_token=t%263 ") && !requests[2].contains("authorization"));
    assert!(!requests[3].contains("authorization"));
    Ok(())
}

#[tokio::test]
async fn a_digest_challenge_is_answered_once() -> Outcome {
    let challenge = r#"Digest realm="Cups", nonce="n7", qop="auth,auth-int", opaque="o""#;
    let refused = Answer { status: 401, headers: vec![("www-authenticate", challenge)], body: Vec::new() };
    let server = Server::start_with(vec![refused.clone(), Answer::nothing()]).await?;
    let client = auth_digest::Client::builder().base_url(server.url()).digest_auth("Ada", "p:w").build()?;
    client.challenged().await?;
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(!requests[0].contains("authorization"));
    let sent = header(&requests[1], "authorization");
    let uri = parameter(sent, "uri");
    assert!(requests[1].starts_with(&format!("GET {uri} HTTP/1.1")), "{}", requests[1]);
    let (secret, target) = (md5("Ada:Cups:p:w"), md5(&format!("GET:{uri}")));
    let expected = md5(&format!("{secret}:n7:00000001:{}:auth:{target}", parameter(sent, "cnonce")));
    assert_eq!(parameter(sent, "response"), expected);
    assert_eq!((parameter(sent, "nc"), parameter(sent, "opaque")), ("00000001", "o"));

    let server = Server::start(refused).await?;
    let client = auth_digest::Client::builder().base_url(server.url()).digest_auth("Ada", "wrong").build()?;
    let error = client.challenged().await.expect_err("the server takes nobody");
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(server.requests().len(), 2);
    Ok(())
}

#[tokio::test]
async fn an_aws_signature_is_that_of_the_request() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = auth_awsv4::Client::builder()
        .base_url(server.url())
        .aws_key("AKID", "SECRET", "eu-west-1")
        .build()?;
    client.in_headers(&auth_awsv4::types::InHeadersRequest::new("Mug")).await?;
    let request = server.requests().remove(0).replace("[server]", server.url().trim_start_matches("http://"));
    let (_, body) = request.split_once("\n\n").ok_or("a body")?;
    let hash = |text: &str| hex(digest::digest(&digest::SHA256, text.as_bytes()).as_ref());
    let sent = header(&request, "authorization");
    let time = header(&request, "x-amz-date");
    let scope = format!("{}/eu-west-1/s3/aws4_request", &time[..8]);
    assert_eq!(parameter(sent, "Credential"), format!("AKID/{scope}"));
    assert_eq!(header(&request, "x-amz-content-sha256"), hash(body));
    let names = parameter(sent, "SignedHeaders");
    assert_eq!(names, "content-type;host;x-amz-content-sha256;x-amz-date");
    let lines: Vec<String> =
        names.split(';').map(|name| format!("{name}:{}", header(&request, name))).collect();
    let path = request.split(' ').nth(1).ok_or("a path")?;
    let canonical = format!("PUT\n{path}\n\n{}\n\n{names}\n{}", lines.join("\n"), hash(body));
    let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hash(&canonical));
    let mut key = b"AWS4SECRET".to_vec();
    for part in [&time[..8], "eu-west-1", "s3", "aws4_request", &text] {
        let signed = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), part.as_bytes());
        key = signed.as_ref().to_vec();
    }
    assert_eq!(parameter(sent, "Signature"), hex(&key));
    Ok(())
}

#[tokio::test]
async fn jwts_are_signed_for_each_request() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = auth_jwt::Client::builder()
        .base_url(server.url())
        .jwt_key("s3cret")
        .cup_private_key("no key")
        .build()?;
    client.in_the_header().await?;
    let error = client.with_a_private_key().await.expect_err("that is no key");
    assert!(error.is_argument() && !format!("{error:?}").contains("no key"), "{error}");
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    // {"typ":"JWT","alg":"HS256"}.{"sub":"cups","admin":true}
    let start = "JWT eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjdXBzIiwiYWRtaW4iOnRydWV9.";
    assert!(header(&requests[0], "authorization").starts_with(start), "{}", requests[0]);
    Ok(())
}
