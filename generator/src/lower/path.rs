//! From the path of a URL to literal text and path parameters.

use std::collections::{HashMap, HashSet};

use super::resolve::{Values, sanitised};
use super::template::{self, Token, TokenKind, tokens};
use super::{marker, secret};
use crate::api::{Location, Parameter, PathPiece, Sample};
use crate::postman::{PathVariable, Scalar};

/// A path and its parameters; the pieces count them from zero.
#[derive(Debug, Default)]
pub(super) struct Path {
    pub(super) pieces: Vec<PathPiece>,
    pub(super) parameters: Vec<Parameter>,
    /// The place of each parameter by how it is spelt: `:id`, `{{id}}` and `{id}` are three.
    spellings: HashMap<String, usize>,
    names: HashSet<String>,
}

/// Reads a path that is empty or begins with `/`.
pub(super) fn path(text: &str, declared: &[PathVariable], values: &Values<'_>) -> Path {
    let mut path = Path::default();
    // What stands in front of the first slash is the server's.
    for segment in template::split(&text.replace('\\', "/"), '/').into_iter().skip(1) {
        path.literal("/");
        path.segment(segment, declared, values);
    }
    path
}

/// The text that is sent of a path with the collection's own values.
pub(super) fn sent(path: &Path) -> String {
    let piece = |piece: &PathPiece| match piece {
        PathPiece::Literal(text) => text.clone(),
        PathPiece::Parameter(place) => match path.parameters.get(*place).and_then(|it| it.samples.first()) {
            Some(Sample::Text(text)) => text.clone(),
            Some(Sample::Flag) | None => String::new(),
        },
    };
    path.pieces.iter().map(piece).collect()
}

/// The first segment that HTTP clients take for a step up or for nothing, and Postman sends as it stands.
pub(super) fn dot_segment(text: &str) -> Option<&str> {
    let is_dots = |segment: &&str| {
        let plain = segment.to_ascii_lowercase().replace("%2e", ".");
        plain == "." || plain == ".."
    };
    template::split(text, '/').into_iter().find(is_dots)
}

impl Path {
    fn segment(&mut self, segment: &str, declared: &[PathVariable], values: &Values<'_>) {
        let name = segment.strip_prefix(':').map(|rest| rest.split('.').next().unwrap_or_default());
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            return self.text(segment, values);
        };
        let variable = declared.iter().rev().find(|variable| variable.key == name);
        if variable.is_none() && template::has_variables(name) {
            return self.text(segment, values);
        }
        let value = variable.and_then(value).map(|text| values.text(text));
        let is_secret = variable.is_some_and(|it| it.kind.as_deref() == Some("secret"));
        let sample = match value {
            Some(_) if is_secret => sanitised(name),
            Some(value) => value,
            None => Location::Path.placeholder(name),
        };
        let parameter = Parameter {
            name: name.replace(['{', '}'], "_"),
            location: Location::Path,
            description: variable.and_then(|it| marker::without_required(it.description.as_deref())),
            required: true,
            deprecated: false,
            secret: is_secret,
            schema: marker::schema(&sample),
            samples: vec![Sample::Text(sample)],
            variable: None,
            anew: None,
        };
        self.parameter(format!(":{name}"), parameter);
        self.text(segment.get(1 + name.len()..).unwrap_or_default(), values);
    }

    /// Text of a segment with `{{variables}}` and `{placeholders}`.
    fn text(&mut self, text: &str, values: &Values<'_>) {
        for token in tokens(text) {
            match token.kind {
                TokenKind::Literal => self.placeholders(token.raw),
                TokenKind::Variable | TokenKind::Nested => self.variable(&token, values),
            }
        }
    }

    fn variable(&mut self, token: &Token<'_>, values: &Values<'_>) {
        let is_secret = token.kind == TokenKind::Variable && values.is_secret(token.inner());
        let parameter = Parameter {
            name: token.name(),
            location: Location::Path,
            description: values.description(token.inner()),
            required: true,
            deprecated: false,
            secret: is_secret,
            schema: marker::schema(""),
            samples: vec![Sample::Text(values.text(token.raw))],
            variable: None,
            anew: None,
        };
        self.parameter(token.raw.to_owned(), parameter);
    }

    /// `{name}`, as other description languages spell a parameter; Postman sends it as it stands.
    fn placeholders(&mut self, mut text: &str) {
        while let Some(start) = text.find('{') {
            let inner = &text[start + 1..];
            match inner.find(['{', '}']) {
                Some(end) if inner[end..].starts_with('}') && !inner[..end].trim().is_empty() => {
                    self.literal(&text[..start]);
                    let name = inner[..end].trim();
                    let raw = &text[start..=start + end + 1];
                    let parameter = Parameter {
                        name: name.to_owned(),
                        location: Location::Path,
                        description: None,
                        required: true,
                        deprecated: false,
                        secret: secret::is_secret(name),
                        schema: marker::schema(""),
                        samples: vec![Sample::Text(raw.to_owned())],
                        variable: None,
                        anew: None,
                    };
                    self.parameter(raw.to_owned(), parameter);
                    text = &inner[end + 1..];
                }
                Some(_) | None => {
                    self.literal(&text[..=start]);
                    text = inner;
                }
            }
        }
        self.literal(text);
    }

    fn literal(&mut self, text: &str) {
        let text = text.replace('{', "%7B").replace('}', "%7D");
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(PathPiece::Literal(last)) => last.push_str(&text),
            Some(PathPiece::Parameter(_)) | None => self.pieces.push(PathPiece::Literal(text)),
        }
    }

    /// One spelling is one parameter, however often it stands there; equal names of two spellings are told apart.
    fn parameter(&mut self, spelling: String, mut parameter: Parameter) {
        let next = self.parameters.len();
        let place = *self.spellings.entry(spelling).or_insert(next);
        if place == next {
            if self.names.contains(&parameter.name) {
                let numbered = (2..).map(|number| format!("{}_{number}", parameter.name));
                let free = numbered.into_iter().find(|name| !self.names.contains(name));
                parameter.name = free.unwrap_or_default();
            }
            self.names.insert(parameter.name.clone());
            self.parameters.push(parameter);
        }
        self.pieces.push(PathPiece::Parameter(place));
    }
}

/// The value that Postman puts in: a text that is not empty, after its type cast.
fn value(variable: &PathVariable) -> Option<&str> {
    let kind = variable.kind.as_deref();
    let text = match &variable.value {
        Scalar::Text(text) if !matches!(kind, Some("number" | "boolean" | "object" | "array")) => text,
        Scalar::Number(text) | Scalar::Other(text) if kind == Some("string") => text,
        Scalar::Boolean(true) if kind == Some("string") => "true",
        Scalar::Boolean(false) if kind == Some("string") => "false",
        Scalar::Text(_)
        | Scalar::Number(_)
        | Scalar::Other(_)
        | Scalar::Boolean(_)
        | Scalar::Missing
        | Scalar::Null => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, variable};
    use super::*;
    use std::collections::HashSet;

    fn shown(text: &str, declared: &[(&str, Scalar, Option<&str>)]) -> String {
        let mut collection = fixture::collection(Vec::new());
        collection.variables = vec![variable("app", "a/b"), variable("n", "7")];
        let environment = crate::postman::Environment::default();
        let values = Values::new(&collection, &environment, HashSet::new());
        let declared: Vec<PathVariable> = declared
            .iter()
            .map(|(key, value, kind)| PathVariable {
                key: (*key).to_owned(),
                value: value.clone(),
                kind: kind.map(str::to_owned),
                description: None,
            })
            .collect();
        let path = path(text, &declared, &values);
        let piece = |piece: &PathPiece| match piece {
            PathPiece::Literal(text) => text.clone(),
            PathPiece::Parameter(place) => format!("{{{}}}", path.parameters[*place].name),
        };
        let mut out: String = path.pieces.iter().map(piece).collect();
        out.extend(path.parameters.iter().map(|it| format!(" {}={:?}", it.name, it.samples)));
        out
    }

    #[test]
    fn every_spelling_is_a_parameter() {
        insta::assert_snapshot!(shown("/v2/{{app}}/:id.json/report-{{x y}}.pdf/{uuid}/a({key})", &[]),
            @r#"/v2/{app}/{id}.json/report-{x y}.pdf/{uuid}/a({key}) app=[Text("a/b")] id=[Text(":id")] x y=[Text("x_y")] uuid=[Text("{uuid}")] key=[Text("{key}")]"#);
    }

    #[test]
    fn one_spelling_is_one_parameter() {
        insta::assert_snapshot!(shown("/{{id}}/:id/{{id}}/{{$guid}}/", &[("id", Scalar::Text("x-{{n}}".into()), None)]),
            @r#"/{id}/{id_2}/{id}/{guid}/ id=[Text("id")] id_2=[Text("x-7")] guid=[Text("_guid")]"#);
    }

    #[test]
    fn only_texts_fill_path_variables() {
        insta::assert_snapshot!(shown("/:a/:b/:c/:d/:e", &[
            ("a", Scalar::Number("1".into()), None),
            ("b", Scalar::Number("2".into()), Some("string")),
            ("c", Scalar::Text(String::new()), None),
            ("d", Scalar::Text("4".into()), Some("number")),
            ("e", Scalar::Text("old".into()), None),
            ("e", Scalar::Text("new".into()), Some("any")),
        ]), @r#"/{a}/{b}/{c}/{d}/{e} a=[Text(":a")] b=[Text("2")] c=[Text(":c")] d=[Text(":d")] e=[Text("new")]"#);
    }

    #[test]
    fn dots_are_found_in_every_spelling() {
        for (path, found) in [
            ("/a/./b", Some(".")),
            ("/../b", Some("..")),
            ("/a/%2E%2e", Some("%2E%2e")),
            ("/a.b/...", None),
            ("/{{x/../y}}", None),
        ] {
            assert_eq!(dot_segment(path), found, "{path}");
        }
    }

    #[test]
    fn odd_segments_stay_text() {
        insta::assert_snapshot!(shown("/:/x:id/:{{n}}/%3Aid/a{b/{}/c}d\\e", &[]),
            @r#"/:/x:id/:{n}/%3Aid/a%7Bb/%7B%7D/c%7Dd/e n=[Text("7")]"#);
        assert_eq!(shown("", &[]), "");
        assert_eq!(shown("/", &[]), "/");
    }
}
