//! Facts about what Postman sends, each as a request of a collection in `vectors`, replayed by what is generated from
//! it: request line, body and headers must be those that stand beside the collection.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use postwright_tests::server::{Answer, Server};
use serde_json::Value;

include!(concat!(env!("OUT_DIR"), "/vectors.rs"));

type Outcome = Result<(), Box<dyn Error>>;

/// What of a request differs from what is expected of it; nothing if it is as it should be.
fn difference(request: &str, expected: &Value) -> Option<String> {
    let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
    let line = head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1");
    if let Some(wanted) = expected["line"].as_str().filter(|wanted| *wanted != line) {
        return Some(format!("{line} instead of {wanted}"));
    }
    if let Some(wanted) = expected["body"].as_str().filter(|wanted| *wanted != body) {
        return Some(format!("{body:?} instead of {wanted:?}"));
    }
    expected["headers"].as_object().into_iter().flatten().find_map(|(name, wanted)| {
        let start = format!("{name}: ");
        let found: Vec<&str> = head.lines().filter_map(|line| line.strip_prefix(&start)).collect();
        let wanted: Vec<&str> = wanted.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        (found != wanted).then(|| format!("`{name}` is {found:?} instead of {wanted:?}"))
    })
}

fn read(file: &str) -> Result<Value, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(file);
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

/// How many requests there are, in folders too.
fn count(items: &Value) -> usize {
    items.as_array().into_iter().flatten().map(|it| it.get("item").map_or(1, count)).sum()
}

/// Compares what arrived with the file `expected.json`: the name of each request, and what is known of it.
fn check(folder: &str, server: &Server) -> Outcome {
    let collection = read(&format!("{folder}/collection.json"))?;
    let expected = read(&format!("{folder}/expected.json"))?;
    let mut arrived = BTreeMap::new();
    for request in server.requests() {
        let item = request.lines().find_map(|line| line.strip_prefix("postwright-item: "));
        let item = collection.pointer(item.ok_or("every request is tagged")?).ok_or("a tag is a pointer")?;
        let name = item["name"].as_str().ok_or("every request has a name")?.to_owned();
        arrived.insert(name, request);
    }
    let mut wrong = Vec::new();
    let expected = expected.as_object().ok_or("an object of names")?;
    assert_eq!(expected.len(), count(&collection["item"]), "{folder}");
    for (name, expected) in expected {
        let difference = match arrived.get(name) {
            None => Some("was not sent".to_owned()),
            Some(request) => difference(request, expected),
        };
        wrong.extend(difference.map(|difference| format!("{name}: {difference}")));
    }
    assert!(wrong.is_empty(), "{folder}, of {}:\n{}", expected.len(), wrong.join("\n"));
    Ok(())
}

/// The credentials that a replay is given; each other one is its own name.
fn credentials(folder: &str) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    Ok(serde_json::from_value(read(&format!("{folder}/credentials.json"))?)?)
}

#[tokio::test]
async fn urls_are_those_of_postman() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let _ = url::replay::run(&server.url(), BTreeMap::new()).await?;
    check("url", &server)
}

#[tokio::test]
async fn bodies_are_those_of_postman() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let _ = body::replay::run(&server.url(), BTreeMap::new()).await?;
    check("body", &server)
}

#[tokio::test]
async fn files_are_sent_as_postman_does() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let _ = files::replay::run(&server.url(), BTreeMap::new()).await?;
    check("files", &server)
}

#[tokio::test]
async fn headers_are_those_of_postman() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let _ = header::replay::run(&server.url(), BTreeMap::new()).await?;
    check("header", &server)
}

#[tokio::test]
async fn credentials_are_those_of_postman() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let _ = auth::replay::run(&server.url(), credentials("auth")?).await?;
    check("auth", &server)
}

#[tokio::test]
async fn variables_have_the_values_of_postman() -> Outcome {
    let server = Server::start(Answer::nothing()).await?;
    let _ = variable::replay::run(&server.url(), BTreeMap::new()).await?;
    check("variable", &server)
}
