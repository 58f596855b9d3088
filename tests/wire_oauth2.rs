//! Calls of generated clients that fetch their tokens, to a server that issues, checks and expires them.

use std::error::Error;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use postwright_runtime::{StatusCode, auth};
use postwright_tests::generated::{auth_api_key, auth_bearer, auth_oauth2_grants};
use postwright_tests::server::{Answer, Server};

type Outcome = Result<(), Box<dyn Error>>;

/// What a token endpoint knows: the tokens that are good, and until when.
#[derive(Default)]
struct Issuer {
    good: Mutex<Vec<(String, Instant)>>,
    issued: AtomicUsize,
}

impl Issuer {
    /// A token for so long.
    fn issue(&self, life: Duration, refresh: Option<&str>) -> Answer {
        let number = self.issued.fetch_add(1, Ordering::SeqCst) + 1;
        let token = format!("token-{number}");
        self.good().push((token.clone(), Instant::now() + life));
        let refresh = refresh.map_or_else(String::new, |token| format!(r#", "refresh_token": "{token}""#));
        let seconds = life.as_secs();
        Answer::json(200, &format!(r#"{{"access_token": "{token}", "expires_in": {seconds}{refresh}}}"#))
    }

    /// Whether the request carries a token that is good.
    fn takes(&self, request: &str) -> bool {
        let now = Instant::now();
        self.good().iter().any(|(token, until)| *until > now && request.contains(token))
    }

    fn good(&self) -> std::sync::MutexGuard<'_, Vec<(String, Instant)>> {
        self.good.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A server that is the API and its token endpoint; the function answers requests for tokens.
async fn server(
    issuer: &Arc<Issuer>,
    token: impl Fn(&Issuer, &str) -> Answer + Send + Sync + 'static,
) -> io::Result<Server> {
    let issuer = Arc::clone(issuer);
    Server::start_by(move |_, request| {
        if request.starts_with("POST ") {
            token(&issuer, request)
        } else if issuer.takes(request) {
            Answer::nothing()
        } else {
            Answer::json(401, "{}")
        }
    })
    .await
}

/// The requests for tokens.
fn exchanges(server: &Server) -> Vec<String> {
    server.requests().into_iter().filter(|request| request.starts_with("POST ")).collect()
}

fn body(request: &str) -> &str {
    request.split_once("\n\n").map_or("", |(_, body)| body)
}

fn builder(server: &Server) -> auth_oauth2_grants::ClientBuilder {
    auth_oauth2_grants::Client::builder().base_url(server.url()).id_url(server.url())
}

const LONG: Duration = Duration::from_hours(1);

#[tokio::test]
async fn a_token_is_fetched_once_for_all_clones() -> Outcome {
    let issuer = Arc::new(Issuer::default());
    let server = server(&issuer, |issuer, _| issuer.issue(LONG, None)).await?;
    let client = builder(&server).oauth2_client_credentials("id", "s3&cret").build()?;
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(client.clone().by_client().send())).collect();
    for call in calls {
        call.await??;
    }
    client.by_client().await?;
    let exchanges = exchanges(&server);
    assert_eq!((exchanges.len(), server.requests().len()), (1, 22));
    insta::assert_snapshot!(exchanges[0], @r"
    POST /blue/token?tenant=blue HTTP/1.1
    content-type: application/x-www-form-urlencoded
    accept: application/json
    user-agent: [agent]
    authorization: Basic aWQ6czMmY3JldA==
    x-shelf: top
    accept-encoding: gzip,deflate,br
    host: [server]
    content-length: 114

    grant_type=client_credentials&scope=cups%3Aread%20cups%3Awrite&audience=https%3A%2F%2Fcups.example%2F&kind=machine
    ");
    Ok(())
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() -> Outcome {
    let issuer = Arc::new(Issuer::default());
    let life = Duration::from_secs(1);
    let server = server(&issuer, move |issuer, _| issuer.issue(life, None)).await?;
    let client = builder(&server).oauth2_client_credentials("id", "secret").build()?;
    let start = Instant::now();
    while start.elapsed() < life * 2 {
        client.by_client().await?;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let fetched = exchanges(&server).len();
    assert!((2..=4).contains(&fetched), "{fetched}");
    // None was refused: each was renewed in time.
    assert!(server.requests().len() > 20);
    Ok(())
}

#[tokio::test]
async fn a_password_is_sent_once_and_then_the_refresh_token() -> Outcome {
    let issuer = Arc::new(Issuer::default());
    let server = server(&issuer, |issuer, request| match body(&request.replace("\r\n", "\n")) {
        body if body.contains("refresh_token=r1") => issuer.issue(Duration::ZERO, Some("r2")),
        body if body.contains("refresh_token=r2") => Answer::json(400, r#"{"error": "invalid_grant"}"#),
        body if body.contains("grant_type=password") => issuer.issue(Duration::ZERO, Some("r1")),
        _ => Answer::json(400, r#"{"error": "unsupported_grant_type"}"#),
    })
    .await?;
    let client = builder(&server).oauth2_password("id", "s3cret", "Ada", "p:w").build()?;
    for _ in 0..3 {
        // No token lives long enough for the API; each call fetches one, and one more when it is refused.
        let error = client.write().by_person().await.expect_err("the token is good for no time");
        assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    }
    let exchanges = exchanges(&server);
    let bodies: Vec<&str> = exchanges.iter().map(|request| body(request)).collect();
    insta::assert_snapshot!(bodies.join("\n"), @r"
    grant_type=password&username=Ada&password=p%3Aw&client_id=id&client_secret=s3cret
    grant_type=refresh_token&refresh_token=r1&client_id=id&client_secret=s3cret
    grant_type=refresh_token&refresh_token=r2&client_id=id&client_secret=s3cret
    grant_type=password&username=Ada&password=p%3Aw&client_id=id&client_secret=s3cret
    grant_type=refresh_token&refresh_token=r1&client_id=id&client_secret=s3cret
    grant_type=refresh_token&refresh_token=r2&client_id=id&client_secret=s3cret
    grant_type=password&username=Ada&password=p%3Aw&client_id=id&client_secret=s3cret
    grant_type=refresh_token&refresh_token=r1&client_id=id&client_secret=s3cret
    ");
    assert!(!exchanges[0].contains("authorization"));
    assert!(server.requests().iter().any(|request| request.contains("authorization: Cup token-1")));
    Ok(())
}

#[tokio::test]
async fn a_refresh_token_gives_the_next_one() -> Outcome {
    let issuer = Arc::new(Issuer::default());
    let server = server(&issuer, |issuer, request| {
        if !request.starts_with("POST /refresh ") {
            return Answer::json(404, "");
        }
        issuer.issue(Duration::ZERO, Some("r2"))
    })
    .await?;
    let client = builder(&server).oauth2_refresh_token("id", "", "r1").build()?;
    let _ = client.after_signing_in().await;
    let exchanges = exchanges(&server);
    let bodies: Vec<&str> = exchanges.iter().map(|request| body(request)).collect();
    let expected = ["r1", "r2"].map(|it| format!("grant_type=refresh_token&refresh_token={it}&client_id=id"));
    assert_eq!(bodies, expected);
    assert!(server.requests().iter().any(|it| it.starts_with("GET /cups/all?access_token=token-1 ")));
    Ok(())
}

#[tokio::test]
async fn a_refused_token_is_fetched_once_more() -> Outcome {
    let issuer = Arc::new(Issuer::default());
    let server = server(&issuer, |issuer, _| issuer.issue(LONG, None)).await?;
    let client = builder(&server).oauth2_client_credentials("id", "secret").build()?;
    client.by_client().await?;
    issuer.good().clear();
    client.by_client().await?;
    assert_eq!(exchanges(&server).len(), 2);
    assert_eq!(server.requests().len(), 5);
    Ok(())
}

#[tokio::test]
async fn a_token_endpoint_that_refuses_is_told_apart() -> Outcome {
    let issuer = Arc::new(Issuer::default());
    let answer = r#"{"error": "invalid_client", "error_description": "not hunter2"}"#;
    let server = server(&issuer, move |_, _| Answer::json(401, answer)).await?;
    let client = builder(&server).oauth2_client_credentials("id", "hunter2").build()?;
    let error = client.by_client().await.expect_err("the client is refused");
    assert!(error.is_token() && !error.is_api() && error.status().is_none(), "{error:?}");
    let told = error.to_string();
    assert_eq!(
        told,
        "By client: 127.0.0.1 gave no access token: it answered 401 Unauthorized and `invalid_client`"
    );
    assert!(!format!("{error:?}{client:?}").contains("hunter2"));
    assert_eq!(server.requests().len(), 1);

    let client =
        builder(&server).id_url("http://127.0.0.1:1").oauth2_client_credentials("id", "s").build()?;
    let error = client.by_client().await.expect_err("nobody listens there");
    assert!(error.is_connect() && !error.is_token(), "{error}");
    Ok(())
}

#[tokio::test]
async fn waiting_for_a_token_takes_no_longer_than_the_call_may() -> Outcome {
    let silent = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    let address = format!("http://{}", silent.local_addr()?);
    let client = auth_oauth2_grants::Client::builder().base_url(address.as_str()).id_url(address.as_str());
    let client = client.oauth2_client_credentials("id", "secret").build()?;
    let (first, second) = (client.by_client(), client.by_client());
    let limit = Duration::from_millis(200);
    let (first, second) = tokio::join!(first.timeout(limit).send(), second.timeout(limit).send());
    assert!(first.is_err_and(|error| error.is_timeout()) && second.is_err_and(|error| error.is_timeout()));
    Ok(())
}

#[tokio::test]
async fn stored_tokens_need_no_endpoint() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = builder(&server).other_oauth2_token_credential("t1").oauth2_token("").build()?;
    client.only_a_token().await?;
    client.by_client().await?;
    let requests = server.requests();
    assert!(requests[0].contains("authorization: Bearer t1"), "{}", requests[0]);
    assert!(!requests[1].contains("authorization"), "{}", requests[1]);
    let client = builder(&server).build()?;
    let error = client.by_client().await.expect_err("there is no credential");
    assert!(error.is_credential() && error.to_string().contains("oauth2_client_credentials"), "{error}");
    Ok(())
}

#[tokio::test]
async fn providers_are_asked_before_each_request() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let number = Arc::new(AtomicUsize::new(0));
    let rotating = auth::provider(move || {
        let next = number.fetch_add(1, Ordering::SeqCst);
        async move { Ok::<_, io::Error>(format!("k{next}")) }
    });
    let broken = auth::provider(async || Err::<String, _>(io::Error::other("the vault is closed")));
    let client =
        auth_bearer::Client::builder().base_url(server.url()).bearer_token(rotating.clone()).build()?;
    client.list().await?;
    client.list().await?;
    let keys = auth_api_key::Client::builder()
        .base_url(server.url())
        .api_key(rotating)
        .cup_key_in_query(broken)
        .build()?;
    keys.in_a_header().await?;
    let error = keys.in_the_query().await.expect_err("the provider fails");
    assert!(error.is_token() && error.source().is_some_and(|it| it.to_string().contains("vault")), "{error}");
    let requests = server.requests();
    let sent: Vec<bool> =
        requests.iter().zip(["Bearer k0", "Bearer k1", "k2"]).map(|(it, key)| it.contains(key)).collect();
    assert_eq!(sent, [true, true, true]);
    Ok(())
}
