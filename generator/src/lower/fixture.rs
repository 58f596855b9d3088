//! Collections for tests, made by hand.

use super::template;
use crate::api::{Api, Group, Operation};
use crate::diagnostic::{Diagnostics, Pointer};
use crate::postman::{
    Attribute, Auth, Behavior, Body, Collection, Content, Environment, Export, Folder, Format, Header, Item,
    Query, Request, RequestItem, Response, Scalar, Url, Variable,
};
use crate::settings::Settings;

pub(super) fn collection(items: Vec<Item>) -> Collection {
    Collection {
        format: Format::V21,
        name: "Test".into(),
        description: None,
        version: None,
        items,
        auth: None,
        variables: Vec::new(),
        behavior: Behavior::default(),
        scripts: Vec::new(),
        dropped: Vec::new(),
    }
}

pub(super) fn folder(name: &str, items: Vec<Item>) -> Item {
    Item::Folder(Folder {
        name: name.into(),
        description: None,
        items,
        auth: None,
        variables: Vec::new(),
        behavior: Behavior::default(),
        scripts: Vec::new(),
        at: Pointer::root().key(name),
    })
}

pub(super) fn request(name: &str, url_text: &str) -> RequestItem {
    RequestItem {
        name: name.into(),
        description: None,
        request: original(url_text),
        responses: Vec::new(),
        behavior: Behavior::default(),
        scripts: Vec::new(),
        at: Pointer::root().key(name),
    }
}

pub(super) fn original(url_text: &str) -> Request {
    Request {
        method: "GET".into(),
        url: Some(url(url_text)),
        headers: Vec::new(),
        body: None,
        auth: None,
        description: None,
        at: Pointer::root().key("request"),
    }
}

pub(super) fn get(name: &str, url_text: &str) -> Item {
    Item::Request(Box::new(request(name, url_text)))
}

pub(super) fn url(text: &str) -> Url {
    let (text, query_text) = text.split_once('?').unwrap_or((text, ""));
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (Some(scheme.to_owned()), rest),
        None => (None, text),
    };
    let mut parts = template::split(rest, '/').into_iter().map(str::to_owned);
    let host = parts.next().unwrap_or_default();
    let pairs = query_text.split('&').filter(|pair| !pair.is_empty());
    let query = pairs.map(|pair| match pair.split_once('=') {
        Some((key, value)) => query(key, Scalar::Text(value.into())),
        None => query(pair, Scalar::Null),
    });
    Url { scheme, host, path: parts.collect(), query: query.collect(), ..Url::default() }
}

pub(super) fn query(key: &str, value: Scalar) -> Query {
    Query { key: Some(key.into()), value, disabled: false, description: None, at: Pointer::root().key(key) }
}

pub(super) fn header(key: &str, value: &str) -> Header {
    Header {
        key: key.into(),
        value: Scalar::Text(value.into()),
        disabled: false,
        description: None,
        at: Pointer::root().key("header").key(key),
    }
}

pub(super) fn variable(key: &str, value: &str) -> Variable {
    Variable {
        key: key.into(),
        value: Scalar::Text(value.into()),
        kind: None,
        secret: false,
        disabled: false,
        description: None,
        at: Pointer::root().key(key),
    }
}

pub(super) fn environment(variables: Vec<Variable>) -> Environment {
    Environment { exports: vec![Export { name: "test.json".into(), globals: false, variables }] }
}

pub(super) fn auth(kind: &str, attributes: &[(&str, &str)]) -> Auth {
    let attribute = |(key, value): &(&str, &str)| Attribute {
        key: (*key).to_owned(),
        value: Scalar::Text((*value).to_owned()),
    };
    Auth {
        kind: kind.into(),
        attributes: attributes.iter().map(attribute).collect(),
        at: Pointer::root().key("auth"),
    }
}

pub(super) fn body(content: Content) -> Body {
    Body { content, disabled: false, at: Pointer::root().key("body") }
}

pub(super) fn raw(text: &str, language: Option<&str>) -> Body {
    body(Content::Raw { text: text.into(), language: language.map(str::to_owned) })
}

pub(super) fn response(code: u16, content_type: Option<&str>, body: &str) -> Response {
    Response {
        name: None,
        code: Some(code).filter(|code| *code > 0),
        headers: content_type.map(|value| header("Content-Type", value)).into_iter().collect(),
        body: Some(body.to_owned()).filter(|body| !body.is_empty()),
        original_request: None,
        at: Pointer::root().key(body),
    }
}

pub(super) fn api(collection: &Collection) -> Api {
    diagnosed(collection, &Environment::default()).0
}

pub(super) fn diagnosed(collection: &Collection, environment: &Environment) -> (Api, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let api = super::api(collection, environment, &Settings::new(), 1, &mut Vec::new(), &mut diagnostics);
    let shown = diagnostics.iter().map(|it| format!("{:?} {}: {}", it.severity, it.code.name(), it.message));
    (api, shown.collect())
}

/// The only operation of a collection with one request.
pub(super) fn operation(item: RequestItem) -> (Operation, Api) {
    let api = api(&collection(vec![Item::Request(Box::new(item))]));
    (operations(&api)[0].clone(), api)
}

pub(super) fn operations(api: &Api) -> Vec<&Operation> {
    fn walk<'a>(group: &'a Group, found: &mut Vec<&'a Operation>) {
        found.extend(&group.operations);
        group.groups.iter().for_each(|group| walk(group, found));
    }
    let mut found = Vec::new();
    walk(&api.root, &mut found);
    found
}
