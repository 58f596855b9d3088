//! Messages: what each credential adds, where it is sent to, and the parts of forms.

use super::snippets;

/// The message of a request.
fn message(request: &str) -> String {
    let [_, http] = snippets(request, "");
    http
}

/// The message of a request to `{{url}}/a` that signs in, without the lines that all have.
fn signed(method: &str, query: &str, body: &str, auth: &str, attributes: &[(&str, &str)]) -> String {
    let attributes = attributes.iter().map(|(key, value)| {
        // A switch is no text.
        let value = if *value == "true" { (*value).to_owned() } else { format!("{value:?}") };
        format!(r#"{{"key": "{key}", "value": {value}}}"#)
    });
    let attributes: Vec<String> = attributes.collect();
    let text = message(&format!(
        r#"{{"method": "{method}", "url": "{{{{url}}}}/a{query}", {body}
            "auth": {{"type": "{auth}", "{auth}": [{}]}}}}"#,
        attributes.join(", ")
    ));
    text.replacen("Host: shop.test\n", "", 1)
}

const FORM: &str = r#""body": {"mode": "urlencoded", "urlencoded": [{"key": "b c", "value": "1"}]},"#;
const JSON: &str = r#""body": {"mode": "raw", "raw": "[1]", "options": {"raw": {"language": "json"}}},"#;
const KEYS: [(&str, &str); 4] =
    [("consumerKey", "{{ck}}"), ("consumerSecret", "{{cs}}"), ("token", "{{tk}}"), ("tokenSecret", "{{ts}}")];

#[test]
fn oauth_1_stands_where_the_collection_says() {
    let with = |more: &[(&'static str, &'static str)]| [KEYS.as_slice(), more].concat();
    let in_header = [
        ("addParamsToHeader", "true"),
        ("realm", "a b"),
        ("version", "1.0"),
        ("callback", "https://x.test/?y"),
        ("includeBodyHash", "true"),
        ("addEmptyParamsToSign", "true"),
    ];
    let messages = [
        signed(
            "GET",
            "?x=a:b&oauth_nonce=old&flag",
            "",
            "oauth1",
            &with(&[("signatureMethod", "HMAC-SHA256")]),
        ),
        signed("POST", "", FORM, "oauth1", &with(&[("addEmptyParamsToSign", "true"), ("verifier", "{{v}}")])),
        signed("PATCH", "", FORM, "oauth1", &KEYS),
        signed("POST", "?x=a:b", JSON, "oauth1", &with(&in_header)),
        signed(
            "GET",
            "",
            "",
            "oauth1",
            &with(&[in_header[0], in_header[3], ("disableHeaderEncoding", "true")]),
        ),
    ];
    insta::assert_snapshot!(messages.join("\n"), @r#"
    GET /v1/a?x=a%3Ab&flag&oauth_consumer_key=$SHOP_OAUTH1_CONSUMER_KEY&oauth_token=$SHOP_OAUTH1_TOKEN&oauth_signature_method=HMAC-SHA256&oauth_timestamp=<time>&oauth_nonce=<nonce>&oauth_signature=<signature> HTTP/1.1

    POST /v1/a HTTP/1.1
    Content-Type: application/x-www-form-urlencoded

    b%20c=1&oauth_consumer_key=$SHOP_OAUTH1_CONSUMER_KEY&oauth_token=$SHOP_OAUTH1_TOKEN&oauth_signature_method=HMAC-SHA1&oauth_timestamp=<time>&oauth_nonce=<nonce>&oauth_version=&oauth_verifier=$SHOP_OAUTH1_VERIFIER&oauth_signature=<signature>

    PATCH /v1/a?oauth_consumer_key=$SHOP_OAUTH1_CONSUMER_KEY&oauth_token=$SHOP_OAUTH1_TOKEN&oauth_signature_method=HMAC-SHA1&oauth_timestamp=<time>&oauth_nonce=<nonce>&oauth_signature=<signature> HTTP/1.1
    Content-Type: application/x-www-form-urlencoded

    b%20c=1

    POST /v1/a?x=a%3Ab HTTP/1.1
    Authorization: OAuth realm="a%20b",oauth_consumer_key="$SHOP_OAUTH1_CONSUMER_KEY",oauth_token="$SHOP_OAUTH1_TOKEN",oauth_signature_method="HMAC-SHA1",oauth_timestamp="<time>",oauth_nonce="<nonce>",oauth_version="1.0",oauth_body_hash="<hash>",oauth_callback="https%3A%2F%2Fx.test%2F%3Fy",oauth_signature="<signature>"
    Content-Type: application/json

    [1]

    GET /v1/a HTTP/1.1
    Authorization: OAuth oauth_consumer_key="$SHOP_OAUTH1_CONSUMER_KEY",oauth_token="$SHOP_OAUTH1_TOKEN",oauth_signature_method="HMAC-SHA1",oauth_timestamp="<time>",oauth_nonce="<nonce>",oauth_callback="https://x.test/?y",oauth_signature="<signature>"
    "#);
}

#[test]
fn aws_signs_in_headers_or_in_the_query() {
    let keys = [("accessKey", "{{ak}}"), ("secretKey", "{{sk}}")];
    let with = |more: &[(&'static str, &'static str)]| [keys.as_slice(), more].concat();
    let messages = [
        signed("GET", "?X-Amz-Signature=old&x=a:b", "", "awsv4", &keys),
        signed("POST", "", JSON, "awsv4", &with(&[("sessionToken", "{{st}}"), ("region", "eu-west-1")])),
        signed("GET", "", "", "awsv4", &with(&[("service", "s3")])),
        signed("GET", "?x=1", "", "awsv4", &with(&[("service", "s3"), ("addAuthDataToQuery", "true")])),
        signed(
            "PUT",
            "",
            JSON,
            "awsv4",
            &with(&[("sessionToken", "{{st}}"), ("addAuthDataToQuery", "true")]),
        ),
    ];
    insta::assert_snapshot!(messages.join("\n"), @"
    GET /v1/a?x=a:b HTTP/1.1
    X-Amz-Date: <time>
    Authorization: AWS4-HMAC-SHA256 Credential=$SHOP_AWS_KEY_ACCESS_KEY/<date>/us-east-1/execute-api/aws4_request, SignedHeaders=<names>, Signature=<signature>

    POST /v1/a HTTP/1.1
    X-Amz-Security-Token: $SHOP_AWS_KEY_SESSION_TOKEN
    X-Amz-Content-Sha256: <hash>
    X-Amz-Date: <time>
    Authorization: AWS4-HMAC-SHA256 Credential=$SHOP_AWS_KEY_ACCESS_KEY/<date>/eu-west-1/execute-api/aws4_request, SignedHeaders=<names>, Signature=<signature>
    Content-Type: application/json

    [1]

    GET /v1/a HTTP/1.1
    X-Amz-Content-Sha256: <hash>
    X-Amz-Date: <time>
    Authorization: AWS4-HMAC-SHA256 Credential=$SHOP_AWS_KEY_ACCESS_KEY/<date>/us-east-1/s3/aws4_request, SignedHeaders=<names>, Signature=<signature>

    GET /v1/a?x=1&X-Amz-Expires=86400&X-Amz-Date=<time>&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=$SHOP_AWS_KEY_ACCESS_KEY%2F<date>%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-SignedHeaders=<names>&X-Amz-Signature=<signature> HTTP/1.1

    PUT /v1/a?X-Amz-Security-Token=$SHOP_AWS_KEY_SESSION_TOKEN&X-Amz-Date=<time>&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=$SHOP_AWS_KEY_ACCESS_KEY%2F<date>%2Fus-east-1%2Fexecute-api%2Faws4_request&X-Amz-SignedHeaders=<names>&X-Amz-Signature=<signature> HTTP/1.1
    Content-Type: application/json

    [1]
    ");
}

#[test]
fn every_scheme_has_the_form_in_which_it_is_sent() {
    let user = [("username", "{{u}}"), ("password", "{{p}}")];
    let challenge = [("realm", "a \"b\""), ("nonce", "n"), ("algorithm", "SHA-256"), ("opaque", "o")];
    let hawk = [("authId", "{{id}}"), ("authKey", "{{key}}")];
    let extra = [("includePayloadHash", "true"), ("extraData", "x\"y"), ("app", "a"), ("delegation", "d")];
    let edge = [("accessToken", "{{at}}"), ("clientToken", "{{ct}}"), ("clientSecret", "{{cs}}")];
    let jwt = [("algorithm", "HS256"), ("secret", "{{s}}"), ("payload", "{}")];
    let asap = [("privateKey", "{{pk}}"), ("kid", "k"), ("iss", "i"), ("aud", "a")];
    let messages = [
        signed("GET", "", "", "basic", &user),
        signed("GET", "?x=1", "", "digest", &user),
        signed("GET", "", "", "digest", &[user.as_slice(), &challenge].concat()),
        signed("GET", "", "", "hawk", &hawk),
        signed("POST", "", JSON, "hawk", &[hawk.as_slice(), &extra].concat()),
        signed("GET", "", "", "edgegrid", &edge),
        signed("GET", "", "", "jwt", &jwt),
        signed(
            "GET",
            "",
            "",
            "jwt",
            &[jwt.as_slice(), &[("addTokenTo", "queryParam"), ("queryParamKey", "a b")]].concat(),
        ),
        signed("GET", "", "", "asap", &asap),
        signed("GET", "", "", "oauth2", &[("accessToken", "{{t}}"), ("addTokenTo", "queryParams")]),
        signed("GET", "", "", "oauth2", &[("accessToken", "{{t}}"), ("headerPrefix", " Token ")]),
        signed("GET", "", "", "apikey", &[("key", "a b"), ("in", "query"), ("value", "{{k}}")]),
    ];
    insta::assert_snapshot!(messages.join("\n"), @r#"
    GET /v1/a HTTP/1.1
    Authorization: Basic <base64 of $SHOP_BASIC_AUTH_USERNAME:$SHOP_BASIC_AUTH_PASSWORD>

    GET /v1/a?x=1 HTTP/1.1
    Authorization: Digest username="$SHOP_DIGEST_AUTH_USERNAME", realm="<realm>", nonce="<nonce>", uri="/v1/a?x=1", algorithm="MD5", qop=auth, nc=00000001, cnonce="<nonce of the client>", response="<response>"

    GET /v1/a HTTP/1.1
    Authorization: Digest username="$SHOP_DIGEST_AUTH_USERNAME", realm="a \"b\"", nonce="n", uri="/v1/a", algorithm="SHA-256", response="<response>", opaque="o"

    GET /v1/a HTTP/1.1
    Authorization: Hawk id="$SHOP_HAWK_KEY_AUTH_ID", ts="<time>", nonce="<nonce>", mac="<mac>"

    POST /v1/a HTTP/1.1
    Authorization: Hawk id="$SHOP_HAWK_KEY_AUTH_ID", ts="<time>", nonce="<nonce>", hash="<hash>", ext="x\"y", mac="<mac>", app="a", dlg="d"
    Content-Type: application/json

    [1]

    GET /v1/a HTTP/1.1
    Authorization: EG1-HMAC-SHA256 client_token=$SHOP_EDGEGRID_CLIENT_TOKEN;access_token=$SHOP_EDGEGRID_ACCESS_TOKEN;timestamp=<time>;nonce=<nonce>;signature=<signature>

    GET /v1/a HTTP/1.1
    Authorization: Bearer <json-web-token>

    GET /v1/a?a%20b=<json-web-token> HTTP/1.1

    GET /v1/a HTTP/1.1
    Authorization: Bearer <json-web-token>

    GET /v1/a?access_token=$SHOP_OAUTH2_TOKEN HTTP/1.1

    GET /v1/a HTTP/1.1
    Authorization: Token $SHOP_OAUTH2_TOKEN

    GET /v1/a?a%20b=$SHOP_API_KEY HTTP/1.1
    "#);
}

#[test]
fn an_address_that_only_a_variable_knows_keeps_its_name() {
    let sent = |url: &str| {
        let text = message(&format!(r#"{{"method": "GET", "url": "{url}"}}"#));
        text.lines().collect::<Vec<_>>().join(" / ")
    };
    insta::assert_snapshot!(
        ["{{base}}/a?b=1", "{{base}}", "{{base}}?b=1", "https://{{tenant}}.shop.test:8443/a", "{{scheme}}://shop.test/a"]
            .map(sent)
            .join("\n"),
        @"
        GET $SHOP_BASE_URL/a?b=1 HTTP/1.1 / Host: <host of $SHOP_BASE_URL>
        GET $SHOP_BASE_URL HTTP/1.1 / Host: <host of $SHOP_BASE_URL>
        GET $SHOP_BASE_URL?b=1 HTTP/1.1 / Host: <host of $SHOP_BASE_URL>
        GET /a HTTP/1.1 / Host: $SHOP_TENANT.shop.test:8443
        GET /a HTTP/1.1 / Host: shop.test
        "
    );
}

#[test]
fn parts_have_the_names_and_types_that_are_sent() {
    let file = |key: &str, more: &str| format!(r#"{{"key": "{key}", "type": "file"{more}}}"#);
    let parts = [
        r#"{"key": "a\"b", "value": "x\ny", "type": "text"}"#.to_owned(),
        r#"{"key": "json", "value": "{}", "type": "text", "contentType": "application/json\nX: y"}"#
            .to_owned(),
        file("f0", r#", "src": "/tmp/c \"d\".png""#),
        file("f1", r#", "src": "/tmp/plain", "fileName": "e\n.pdf""#),
        file("f2", r#", "src": "g.bin", "contentType": "a/b""#),
        file("f3", r#", "src": null"#),
    ];
    let request = |header: &str| {
        format!(
            r#"{{"method": "POST", "url": "{{{{url}}}}/a", "header": [{header}],
                "body": {{"mode": "formdata", "formdata": [{}]}}}}"#,
            parts.join(", ")
        )
    };
    insta::assert_snapshot!(message(&request("")), @r#"
    POST /v1/a HTTP/1.1
    Host: shop.test
    Content-Type: multipart/form-data; boundary=boundary

    --boundary
    Content-Disposition: form-data; name="a"b"

    x
    y
    --boundary
    Content-Disposition: form-data; name="json"
    Content-Type: application/json X: y

    {}
    --boundary
    Content-Disposition: form-data; name="f0"; filename="c %22d%22.png"
    Content-Type: <type of c %22d%22.png>

    </tmp/c "d".png>
    --boundary
    Content-Disposition: form-data; name="f1"; filename="e%0A.pdf"
    Content-Type: <type of e%0A.pdf>

    </tmp/plain>
    --boundary
    Content-Disposition: form-data; name="f2"; filename="g.bin"
    Content-Type: a/b

    <g.bin>
    --boundary
    Content-Disposition: form-data; name="f3"; filename="file"
    Content-Type: <type of file>

    <path/to/file>
    --boundary--
    "#);
    let other = r#"{"key": "Content-Type", "value": "multipart/mixed"}"#;
    assert!(message(&request(other)).contains("Content-Type: multipart/form-data; boundary=boundary\n"));
}
