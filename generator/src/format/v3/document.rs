//! The nodes of a YAML file turn into the values that all readers take.

use std::rc::Rc;

use super::super::json::{Json, Object};
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::source::Part;
use crate::yaml::{self, Node, Value};

/// One file, read.
pub(super) struct Document {
    pub(super) path: String,
    pub(super) node: Rc<Node>,
}

impl Document {
    pub(super) fn read(part: &Part) -> Result<Self, Diagnostic> {
        match yaml::parse(&part.source.text) {
            Ok(node) => Ok(Self { path: part.path.clone(), node }),
            Err(problem) => Err(refuse(&problem, Pointer::file(&part.path))),
        }
    }

    pub(super) fn at(&self) -> Pointer {
        Pointer::file(&self.path)
    }

    /// The members, if the file is a map.
    pub(super) fn object(&self) -> Option<Object> {
        match json(&self.node) {
            Json::Object(object) => Some(object),
            Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => None,
        }
    }

    /// A member that is a text, a number or a boolean, as it is spelt.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match &self.node.member(key)?.node.value {
            Value::Text(text) | Value::Number(text) => Some(text),
            Value::Boolean(true) => Some("true"),
            Value::Boolean(false) => Some("false"),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The place among siblings; whatever has none comes behind all that have one.
    pub(super) fn order(&self) -> f64 {
        let order = self.text("order").and_then(|order| order.parse().ok());
        order.filter(|order: &f64| !order.is_nan()).unwrap_or(f64::INFINITY)
    }
}

/// What is wrong with the text of a file.
pub(in crate::format) fn refuse(problem: &yaml::Problem, at: Pointer) -> Diagnostic {
    let help = if problem.is_key {
        "write a text that begins with `{` in quotes, as in `url: \"{{baseUrl}}/users\"`"
    } else {
        "correct it there; `postman collection lint` checks the folder, too"
    };
    Diagnostic::error(Code::InvalidYaml, format!("the file is not YAML: {}", problem.message), at)
        .offset(problem.offset)
        .help(help)
}

/// A node as a value. A number that JSON would spell otherwise is a text, so that nothing of it is lost.
///
/// As deep as the nodes are, which the reader of YAML limits.
pub(crate) fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Boolean(value) => Json::Boolean(*value),
        Value::Number(text) => match serde_json::from_str::<serde_json::Number>(text) {
            Ok(number) if number.to_string() == *text => Json::Number(number),
            Ok(_) | Err(_) => Json::Text(text.clone()),
        },
        Value::Text(text) => Json::Text(text.clone()),
        Value::List(list) => Json::List(list.iter().map(|node| json(node)).collect()),
        Value::Map(members) => Json::Object(
            members.iter().map(|member| (member.key.clone(), json(&member.node))).collect::<Vec<_>>().into(),
        ),
    }
}

/// The values of entries as texts: a value of a header or a parameter has no other type, however YAML spells it.
pub(in crate::format) fn textual(value: Json) -> Json {
    match value {
        Json::List(list) => Json::List(list.into_iter().map(textual_entry).collect()),
        Json::Object(map) => {
            let text = |(key, value)| (key, into_text(value));
            Json::Object(map.into_members().into_iter().map(text).collect::<Vec<_>>().into())
        }
        other @ (Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_)) => other,
    }
}

fn textual_entry(entry: Json) -> Json {
    let Json::Object(entry) = entry else { return entry };
    let text = |(key, value): (String, Json)| {
        let value = if key == "value" || key == "key" { into_text(value) } else { value };
        (key, value)
    };
    Json::Object(entry.into_members().into_iter().map(text).collect::<Vec<_>>().into())
}

fn into_text(value: Json) -> Json {
    match value {
        Json::Boolean(value) => Json::Text(value.to_string()),
        Json::Number(number) => Json::Text(number.to_string()),
        other @ (Json::Null | Json::Text(_) | Json::List(_) | Json::Object(_)) => other,
    }
}
