//! Calls of generated clients into the raw HTTP requests that a server receives, compared with the snapshot beside
//! the case that the client was generated from.

use std::error::Error;
use std::path::Path;

use postwright_runtime::StatusCode;
use postwright_tests::generated::{
    api_keys, auth_api_key, auth_inheritance, auth_noauth, body_graphql, body_json, body_property_names,
    body_text, body_urlencoded, dynamic_variables, field_optional_nullable, header_constant,
    header_parameter, params_struct, path_parameters, path_variables_glued, query_duplicate, query_optional,
    redirects, server_template, servers_several, settings_client, sunshine,
};
use postwright_tests::server::{Answer, Server};

type Outcome = Result<(), Box<dyn Error>>;

/// Compares what the server got with `wire.snap` in the folder of the case.
fn check(server: &Server, case: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(case));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("wire", server.requests().join("\n\n=====\n\n")));
}

/// The request line of the only request.
fn request_line(server: &Server) -> String {
    let requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:#?}");
    requests[0].lines().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn path_parameters_stay_in_their_segment() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = path_parameters::Client::builder().base_url(server.url()).build()?;
    client.cups().colon("a/b?c#d e%2F").await?;
    client.cups().double_braces("top", 7).await?;
    let error = client.cups().colon("..").await.expect_err("a URL parser would leave the segment out");
    assert!(error.is_argument(), "{error}");
    check(&server, "path_parameters");
    Ok(())
}

#[tokio::test]
async fn glued_variables_are_filled_in_place() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = path_variables_glued::Client::builder().base_url(server.url()).build()?;
    client.report(2, "2026-03-01", "early", "pdf").await?;
    client.extension("a.b").await?;
    check(&server, "path_variables_glued");
    Ok(())
}

#[tokio::test]
async fn ids_and_times_are_new_for_each_call_and_one_for_all_its_attempts() -> Outcome {
    let busy = Answer { status: 503, headers: vec![("retry-after", "0")], body: Vec::new() };
    let server = Server::start_with(vec![busy, Answer::nothing()]).await?;
    let client = dynamic_variables::Client::builder().base_url(server.url()).build()?;
    let order = dynamic_variables::types::OrderRequest::new("7");
    client.order(&order).await?;
    client.order(&order).await?;
    client.order(&order).idempotency_key_param("mine").at(5).await?;
    let requests = server.requests();
    let key = |request: &str| {
        let line = request.lines().find_map(|line| line.strip_prefix("idempotency-key: "));
        line.unwrap_or_default().to_owned()
    };
    let keys: Vec<String> = requests.iter().map(|it| key(it)).collect();
    assert_eq!((keys.len(), keys[0].len(), keys[3].as_str()), (4, 36, "mine"), "{requests:#?}");
    assert!(keys[0] == keys[1] && keys[1] != keys[2], "{keys:?}");
    assert!(requests[3].starts_with("POST /orders?at=5 ") && requests[2].contains("\nx-sent-at: 20"));
    assert!(!requests[0].contains("x-city"));
    Ok(())
}

#[tokio::test]
async fn the_client_gives_what_was_lifted_to_it() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let builder = || settings_client::Client::builder().base_url(server.url());
    builder().build()?.delete("1").await?;
    let client = builder().version("v 3").tenant("acme").build()?;
    client.list("1").note("x").await?;
    client.delete("1").await?;
    check(&server, "settings_client");
    Ok(())
}

#[tokio::test]
async fn optional_query_parameters_are_setters() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = query_optional::Client::builder().base_url(server.url()).build()?;
    client.list().await?;
    client.list().size(10).page("a&b=c #").await?;
    check(&server, "query_optional");
    Ok(())
}

#[tokio::test]
async fn repeated_query_parameters_are_kept() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = query_duplicate::Client::builder().base_url(server.url()).build()?;
    client.tagged().tag("a").tag("b").sort("size").sort("name").await?;
    check(&server, "query_duplicate");
    Ok(())
}

#[tokio::test]
async fn a_redirect_that_is_kept_is_an_answer() -> Outcome {
    let found =
        Answer { status: 302, headers: vec![("location", "https://elsewhere.example/")], body: Vec::new() };
    let server = Server::start(found).await?;
    let client = redirects::Client::builder().base_url(server.url()).build()?;
    client.short_link("x").await?;
    let answer = client.short_link("x").send().await?;
    assert_eq!(answer.status(), StatusCode::FOUND);
    assert_eq!(answer.headers()["location"], "https://elsewhere.example/");
    assert_eq!(server.requests().len(), 2, "it was not followed");
    Ok(())
}

#[tokio::test]
async fn many_parameters_are_a_struct() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = params_struct::Client::builder().base_url(server.url()).build()?;
    let body = params_struct::types::MoveACupRequest::new("soon");
    client.move_a_cup("s", "c", &body, params_struct::MoveACupParams::new(1, 2, "Ada")).gently(true).await?;
    check(&server, "params_struct");
    Ok(())
}

#[tokio::test]
async fn headers_are_constant_or_given() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    header_constant::Client::builder().base_url(server.url()).build()?.list().await?;
    check(&server, "header_constant");

    let server = Server::start(Answer::nothing()).await?;
    let client = header_parameter::Client::builder().base_url(server.url()).build()?;
    client.list("north").x_trace("0").x_trace("1").await?;
    let error = client.list("a\r\nb: c").await.expect_err("a line break would start another header");
    assert!(error.is_argument(), "{error}");
    check(&server, "header_parameter");
    Ok(())
}

#[tokio::test]
async fn auth_is_inherited_until_it_is_switched_off() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = auth_inheritance::Client::builder()
        .base_url(server.url())
        .bearer_token("outer")
        .shelf_token("inner")
        .basic_auth("Ada", "p:w")
        .build()?;
    client.get_from_the_collection().await?;
    client.shelves().rows().get_from_two_up().await?;
    client.shelves().rows().its_own().await?;
    check(&server, "auth_inheritance");

    let server = Server::start(Answer::nothing()).await?;
    let client = auth_noauth::Client::builder().base_url(server.url()).bearer_token("token").build()?;
    client.open().await?;
    client.open_folder().signed_again().await?;
    check(&server, "auth_noauth");
    Ok(())
}

#[tokio::test]
async fn a_missing_credential_names_its_builder_method() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = auth_noauth::Client::builder().base_url(server.url()).build()?;
    let error = client.signed().await.expect_err("there is no token");
    assert!(error.is_credential() && error.to_string().contains("bearer_token"), "{error}");
    assert!(server.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn api_keys_go_where_the_collection_says() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = auth_api_key::Client::builder()
        .base_url(server.url())
        .api_key("k&y")
        .cup_key_in_query("q&y")
        .build()?;
    client.in_a_header().await?;
    client.in_the_query().page(1).await?;
    check(&server, "auth_api_key");
    Ok(())
}

#[tokio::test]
async fn bodies_carry_their_type() -> Outcome {
    use body_json::types::{CreateRequest, Maker};
    let server = Server::start(Answer::nothing()).await?;
    let client = body_json::Client::builder().base_url(server.url()).build()?;
    let body = CreateRequest::new("Mug", 0.3, vec!["blue".to_owned()], Maker::new("Ada"));
    client.create(&body).await?;
    check(&server, "body_json");

    let server = Server::start(Answer::nothing()).await?;
    let client = body_text::Client::builder().base_url(server.url()).build()?;
    client.note("A plain text.").await?;
    client.xml("<cup/>").await?;
    check(&server, "body_text");
    Ok(())
}

#[tokio::test]
async fn forms_are_encoded_as_postman_does() -> Outcome {
    use body_urlencoded::types::SignInForm;
    let server = Server::start(Answer::nothing()).await?;
    let client = body_urlencoded::Client::builder().base_url(server.url()).build()?;
    client.sign_in(&SignInForm::new("password").user("a b&c").scope("read write")).await?;
    check(&server, "body_urlencoded");
    Ok(())
}

#[tokio::test]
async fn graphql_queries_are_constant() -> Outcome {
    use body_graphql::types::CupVariables;
    let server = Server::start(Answer::json(200, r#"{"data": {"cup": {"id": "8"}}}"#)).await?;
    let client = body_graphql::Client::builder().base_url(server.url()).build()?;
    let answer = client.cup(&CupVariables::new("8")).await?;
    assert_eq!(answer.data.cup.id, "8");
    client.cups().await?;
    check(&server, "body_graphql");
    Ok(())
}

#[tokio::test]
async fn variables_in_names_of_a_body_are_arguments() -> Outcome {
    use body_property_names::types::{CreateTicketRequest, LogRequest, QueryVariables, SeverityField};
    let server = Server::start(Answer::nothing()).await?;
    let client = body_property_names::Client::builder().base_url(server.url()).build()?;
    let ticket = CreateTicketRequest::new("{{lang}}", SeverityField::new("high"), "Drip");
    client.tickets().create_ticket(&ticket, "custom \"7\"", 5).await?;
    client.query(&QueryVariables::new(1, 2), "size").await?;
    let call = client.log(&LogRequest::new(1, "x"));
    call.guid("first").guid("second").await?;
    client.log(&LogRequest::new(1, "x")).await?;
    let bodies: Vec<String> =
        server.requests().iter().filter_map(|it| it.lines().last().map(str::to_owned)).collect();
    assert_eq!(
        bodies[..3],
        [
            r#"{"title":"{{lang}}","custom \"7\"":{"value":"high"},"text_5":"Drip"}"#,
            r#"{"query":"query($in: In) { a }","variables":{"in":1,"size":2}}"#,
            r#"{"at":1,"second":"x"}"#,
        ]
    );
    assert_eq!(bodies[3].len(), r#"{"at":1,"":"x"}"#.len() + 36, "{}", bodies[3]);
    Ok(())
}

#[tokio::test]
async fn servers_have_their_own_addresses() -> Outcome {
    let (base, uploads) = (Server::start(Answer::nothing()).await?, Server::start(Answer::nothing()).await?);
    let client = servers_several::Client::builder().base_url(base.url()).upload_url(uploads.url()).build()?;
    client.list().await?;
    client.upload().await?;
    assert_eq!(request_line(&base), "GET /cups HTTP/1.1");
    assert_eq!(request_line(&uploads), "PUT /photos HTTP/1.1");
    Ok(())
}

#[tokio::test]
async fn a_missing_client_variable_names_its_builder_method() -> Outcome {
    let client = server_template::Client::builder().build()?;
    let error = client.list().await.expect_err("nobody said which tenant");
    assert!(error.is_argument() && error.to_string().contains("tenant"), "{error}");
    Ok(())
}

#[tokio::test]
async fn absent_and_null_stay_apart() -> Outcome {
    use postwright_runtime::Field;
    for (body, expected) in [
        (r#"{"id": 1}"#, Field::Absent),
        (r#"{"id": 1, "note": null}"#, Field::Null),
        (r#"{"id": 1, "note": "x"}"#, Field::Value("x".to_owned())),
    ] {
        let server = Server::start(Answer::json(200, body)).await?;
        let client = field_optional_nullable::Client::builder().base_url(server.url()).build()?;
        assert_eq!(client.get().await?.note, expected, "{body}");
    }
    Ok(())
}

/// The call that this project began with, from the address to the last leaf of the answer.
#[tokio::test]
async fn an_integration_key_is_created() -> Outcome {
    use sunshine::types::CreateAppKeyRequest;
    let body = r#"{"key": {"id": "int_1", "displayName": "Mine", "secret": "s"}}"#;
    let server = Server::start(Answer::json(201, body)).await?;
    let client = sunshine::Client::builder().base_url(server.url()).basic_auth("id", "secret").build()?;
    let request = CreateAppKeyRequest::new("Mine");
    let answer =
        client.integrations().create_integration_key("app 1", "integration", &request).send().await?;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let key = &answer.body().key;
    assert_eq!((key.id.as_str(), key.display_name.as_str(), key.secret.as_str()), ("int_1", "Mine", "s"));
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    insta::assert_snapshot!(requests[0], @r#"
    POST /v2/apps/app%201/integrations/integration/keys HTTP/1.1
    content-type: application/json
    user-agent: [agent]
    authorization: Basic aWQ6c2VjcmV0
    accept: */*
    accept-encoding: gzip,deflate
    host: [server]
    content-length: 22

    {"displayName":"Mine"}
    "#);
    Ok(())
}

#[tokio::test]
async fn documented_errors_are_typed() -> Outcome {
    use api_keys::api_keys::DeleteAnApiKeyError;
    let body = r#"{"status": 404, "error": "no such key", "details": []}"#;
    let server = Server::start(Answer::json(404, body)).await?;
    let client = api_keys::Client::builder().base_url(server.url()).bearer_token("t").build()?;
    let error = client.api_keys().delete_an_api_key("7").await.expect_err("the server said 404");
    assert!(error.is_api(), "{error}");
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    match error.api::<DeleteAnApiKeyError>() {
        Some(DeleteAnApiKeyError::NotFound(body)) => assert_eq!(body.error, "no such key"),
        other => panic!("{other:?}"),
    }
    Ok(())
}

#[tokio::test]
async fn a_transport_failure_is_no_answer() -> Outcome {
    let client = query_optional::Client::builder().base_url("http://127.0.0.1:1").build()?;
    let error = client.list().await.expect_err("nobody listens there");
    assert!(error.is_connect() && error.status().is_none(), "{error}");
    Ok(())
}
