//! Calls of generated clients that are redirected: what follows, and that no credential reaches another origin.

use std::error::Error;

use postwright_runtime::StatusCode;
use postwright_tests::generated::{
    auth_api_key, auth_basic, auth_bearer, auth_digest, auth_oauth2, header_secret, redirects,
};
use postwright_tests::server::{Answer, Server};

type Outcome = Result<(), Box<dyn Error>>;

/// A redirect; the address lives as long as the tests.
fn to(status: u16, address: &str) -> Answer {
    let address: &'static str = Box::leak(address.to_owned().into_boxed_str());
    Answer { status, headers: vec![("location", address)], body: Vec::new() }
}

/// Two servers: the first leads to the second, which is another origin.
async fn servers() -> Result<(Server, Server), Box<dyn Error>> {
    let other = Server::start(Answer::nothing()).await?;
    let first = Server::start(to(307, &format!("{}/there?page=1", other.url()))).await?;
    Ok((first, other))
}

/// The only request of a server.
fn only(server: &Server) -> String {
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:#?}");
    requests.remove(0)
}

/// Says that the first server got the credential and the other one did not.
fn check(first: &Server, other: &Server, secret: &str) {
    assert!(only(first).contains(secret), "{secret} was not sent at all");
    let got = only(other);
    assert!(got.starts_with("GET /there?page=1 HTTP/1.1"), "{got}");
    for part in [secret, "authorization", "x-key", "cookie", "referer"] {
        assert!(!got.contains(part), "`{part}` followed the redirect: {got}");
    }
}

#[tokio::test]
async fn headers_with_credentials_stay_with_their_origin() -> Outcome {
    let (first, other) = servers().await?;
    auth_bearer::Client::builder().base_url(first.url()).bearer_token("s3cret").build()?.list().await?;
    check(&first, &other, "s3cret");

    let (first, other) = servers().await?;
    let client = auth_basic::Client::builder().base_url(first.url()).basic_auth("Ada", "p:w").build()?;
    client.list().await?;
    check(&first, &other, "QWRhOnA6dw==");

    let (first, other) = servers().await?;
    let client = auth_api_key::Client::builder().base_url(first.url()).api_key("s3cret").build()?;
    client.in_a_header().await?;
    check(&first, &other, "s3cret");

    let (first, other) = servers().await?;
    let client = header_secret::Client::builder().base_url(first.url()).x_api_key("s3cret").build()?;
    client.by_key().await?;
    check(&first, &other, "s3cret");

    let (first, other) = servers().await?;
    let client = redirects::Client::builder().base_url(first.url()).build()?;
    client.back().header("Authorization", "s3cret").header("Cookie", "s3cret").await?;
    check(&first, &other, "s3cret");
    Ok(())
}

#[tokio::test]
async fn queries_with_credentials_stay_with_their_origin() -> Outcome {
    let (first, other) = servers().await?;
    let client = auth_api_key::Client::builder().base_url(first.url()).cup_key_in_query("s3cret").build()?;
    client.in_the_query().await?;
    check(&first, &other, "s3cret");

    let (first, other) = servers().await?;
    let client = auth_oauth2::Client::builder().base_url(first.url()).cup_token_in_query("s3cret");
    client.build()?.in_the_query().await?;
    check(&first, &other, "access_token=s3cret");
    Ok(())
}

#[tokio::test]
async fn a_digest_is_proven_to_its_origin_alone() -> Outcome {
    let challenge = r#"Digest realm="Cups", nonce="n7", qop="auth""#;
    let refused = Answer { status: 401, headers: vec![("www-authenticate", challenge)], body: Vec::new() };
    let other = Server::start(refused.clone()).await?;
    let away = to(307, &format!("{}/there", other.url()));
    let first = Server::start_with(vec![refused, away]).await?;
    let client = auth_digest::Client::builder().base_url(first.url()).digest_auth("Ada", "p:w").build()?;
    let error = client.challenged().await.expect_err("the other server takes nobody");
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    let requests = first.requests();
    assert!(requests.len() == 2 && requests[1].contains("authorization: Digest "), "{requests:#?}");
    let got = only(&other);
    assert!(!got.contains("authorization") && !got.contains("response="), "{got}");
    Ok(())
}

#[tokio::test]
async fn credentials_follow_within_an_origin() -> Outcome {
    let server = Server::start_with(vec![to(302, "/there"), Answer::nothing()]).await?;
    let client = auth_bearer::Client::builder().base_url(server.url()).bearer_token("s3cret").build()?;
    client.list().await?;
    let requests = server.requests();
    assert!(requests[1].starts_with("GET /there ") && requests[1].contains("authorization: Bearer s3cret"));
    Ok(())
}

#[tokio::test]
async fn the_settings_of_a_request_decide() -> Outcome {
    let body = redirects::types::CarryRequest::new("top");
    let server = Server::start_with(vec![to(302, "/a"), to(303, "/b"), Answer::nothing()]).await?;
    let client = redirects::Client::builder().base_url(server.url()).build()?;
    client.carry(&body).await?;
    for (request, path) in server.requests().iter().zip(["/cups/carry", "/a", "/b"]) {
        assert!(request.starts_with(&format!("POST {path} ")), "{request}");
        assert!(request.ends_with(r#"{"to":"top"}"#), "{request}");
    }

    let server = Server::start(to(301, "/again")).await?;
    let client = redirects::Client::builder().base_url(server.url()).build()?;
    let error = client.carry(&body).await.expect_err("that leads in a circle");
    assert!(error.to_string().contains("redirected more than 2 times"), "{error}");
    assert_eq!(server.requests().len(), 3);
    assert_eq!(client.short_link("x").send_raw().await?.status(), StatusCode::MOVED_PERMANENTLY);
    Ok(())
}
