//! Arguments that try to become something else: another route, another parameter, another header.

use std::error::Error;

use postwright_tests::generated::{header_parameter, path_parameters, path_variables_glued, query_optional};
use postwright_tests::server::{Answer, Server};

type Outcome = Result<(), Box<dyn Error>>;

/// What a caller may pass on from someone else.
const HOSTILE: &[&str] = &[
    "",
    " ",
    ".",
    "..",
    "../",
    "/..",
    "../../admin",
    "..%2f",
    "%2e%2e",
    "%2E.",
    ".%2e",
    "%2f",
    "%2F..",
    "%",
    "%zz",
    "a/b",
    "/",
    "//",
    "\\",
    "..\\",
    "a\\..\\b",
    "?",
    "?admin=1",
    "#",
    "#x",
    "&",
    "&admin=1",
    "=",
    "a=b&c",
    ";",
    "a;b",
    "@",
    "@evil.test/",
    ":",
    ":80/",
    "http://evil.test/",
    "//evil.test",
    "{id}",
    "{{id}}",
    "a b",
    "a+b",
    "☕",
    "é",
    "日本",
    "\u{202e}",
    "\r\n",
    "a\r\nx-evil: 1",
    "\nx-evil: 1",
    "\r",
    "\t",
    "\0",
    "\u{7f}",
    "'",
    "\"",
    "`",
    "<",
    ">",
    "|",
    "^",
    "[",
    "]",
    "~",
    "*",
    "!",
    "$(x)",
];

/// The target of the only request, or nothing if the call was refused as an argument.
async fn target(
    server: &Server,
    call: impl Future<Output = Result<impl Sized, postwright_runtime::Error>>,
) -> Option<String> {
    let before = server.requests().len();
    let outcome = call.await;
    let requests = server.requests();
    match outcome {
        Ok(_) => requests.last()?.lines().next()?.split(' ').nth(1).map(str::to_owned),
        Err(error) => {
            assert!(error.is_argument(), "{error}");
            assert_eq!(requests.len(), before, "it was sent before it was refused");
            None
        }
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        if *first == b'%' {
            let pair = std::str::from_utf8(&more[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(pair, 16).expect("two digits"));
            rest = &more[2..];
        } else {
            bytes.push(*first);
            rest = more;
        }
    }
    String::from_utf8(bytes).expect("text")
}

#[tokio::test]
async fn a_path_argument_stays_one_segment() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = path_parameters::Client::builder().base_url(server.url()).build()?;
    let glued = path_variables_glued::Client::builder().base_url(server.url()).build()?;
    let mut refused = Vec::new();
    for value in HOSTILE {
        let Some(target) = target(&server, client.cups().braces(*value).send()).await else {
            refused.push(*value);
            continue;
        };
        let segments: Vec<&str> = target.split('/').collect();
        assert_eq!((segments.len(), segments[1], segments[3]), (4, "cups", "handle"), "{value:?}: {target}");
        assert_eq!(decoded(segments[2]), *value, "{target}");
    }
    // Nothing else is unsafe once it is encoded.
    assert_eq!(refused, ["", ".", ".."]);
    for value in HOSTILE {
        if let Some(target) = target(&server, glued.extension(*value).send()).await {
            let segments: Vec<&str> = target.split('/').collect();
            assert_eq!((segments.len(), segments[1]), (3, "cups"), "{value:?}: {target}");
            assert_eq!(decoded(segments[2]), format!("{value}.json"), "{target}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_query_argument_stays_one_value() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = query_optional::Client::builder().base_url(server.url()).build()?;
    for value in HOSTILE {
        let sent = target(&server, client.list().page(*value).send()).await.ok_or("no value is refused")?;
        let (path, query) = sent.split_once('?').ok_or("there is a query")?;
        assert_eq!(path, "/cups", "{value:?}");
        let pairs: Vec<&str> = query.split('&').collect();
        let (name, got) = pairs[0].split_once('=').ok_or("a pair")?;
        assert_eq!((pairs.len(), name, decoded(got).as_str()), (1, "page", *value), "{sent}");
    }
    Ok(())
}

#[tokio::test]
async fn a_header_argument_stays_one_header() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let client = header_parameter::Client::builder().base_url(server.url()).build()?;
    target(&server, client.list("x").send()).await.ok_or("it is sent")?;
    let plain = server.requests()[0].lines().count();
    for value in HOSTILE {
        let Some(target) = target(&server, client.list(*value).send()).await else {
            assert!(value.contains(|c: char| c.is_ascii_control()), "{value:?} is refused");
            continue;
        };
        assert_eq!(target, "/cups", "{value:?}");
        let request = server.requests().pop().ok_or("a request")?;
        assert_eq!(request.lines().count(), plain, "{value:?} started a line: {request}");
        assert!(!request.contains("\nx-evil"), "{request}");
    }
    Ok(())
}
