//! An operation's bodies into what their types may be called.

use super::{
    answers,
    case::singular_noun,
    order::Placed,
    roots::Roots,
    shape::Shapes,
    types::{Wanted, What},
};
use crate::api::{Body, MediaKind, Schema};

/// The bodies of an operation that have types of their own.
pub(super) fn of<'o, 'a>(
    placed: &'o Placed<'a>,
    roots: &'o Roots,
    shapes: &mut Shapes<'a>,
) -> Vec<Wanted<'o, 'a>> {
    let operation = placed.operation;
    let mut json = |schema: &'a Schema, suffix: String, detail: Option<String>| Wanted {
        body: What::Json(schema),
        shared: roots.names(shapes.root(schema)),
        candidates: Box::new(move || placed.candidates(&suffix, detail.as_deref())),
    };
    let mut wanted = Vec::new();
    match operation.body.as_ref().map(|request| &request.body) {
        Some(Body::Json { schema, .. }) => wanted.push(json(schema, "request".to_owned(), None)),
        Some(Body::GraphQl { variables: Some((schema, _)), .. }) => {
            wanted.push(json(schema, "variables".to_owned(), None));
        }
        Some(Body::UrlEncoded { .. } | Body::Multipart { .. }) => {
            let candidates = Box::new(|| placed.candidates("form", None));
            wanted.push(Wanted { body: What::Form(operation.index), shared: &[], candidates });
        }
        Some(Body::GraphQl { variables: None, .. } | Body::Text { .. } | Body::File { .. }) | None => {}
    }
    for response in &operation.responses {
        let MediaKind::Json(schema) = &response.media else { continue };
        let status = response.status.map(answers::status_name);
        let is_error = response.status.is_some_and(|status| !answers::is_success_of(operation, status));
        let suffix = status.clone().filter(|_| is_error).unwrap_or_else(|| "response".to_owned());
        wanted.push(json(schema, suffix, status));
    }
    wanted
}

impl Placed<'_> {
    /// Names for one of the operation's bodies, from short to specific.
    fn candidates(&self, suffix: &str, detail: Option<&str>) -> Vec<String> {
        let Self { operation, folder, path, names } = self;
        let subject = self.subject();
        let detail = detail.map_or_else(|| operation.method.to_ascii_lowercase(), str::to_owned);
        let mut candidates = vec![
            format!("{subject} {suffix}"),
            format!("{subject} {detail} {suffix}"),
            format!("{folder} {subject} {suffix}"),
            format!("{folder} {subject} {detail} {suffix}"),
        ];
        // One module has each method once.
        let method = names.method.plain().replace('_', " ");
        candidates
            .extend([format!("{path} {method} {suffix}"), format!("{path} {method} {detail} {suffix}")]);
        candidates
    }

    /// The method's name; a bare verb gets the folder's noun: `create` in `users` is `create user`.
    fn subject(&self) -> String {
        let method = self.names.method.plain().replace('_', " ");
        if self.folder.is_empty() || method.contains(' ') {
            return method;
        }
        match method.as_str() {
            "list" | "search" | "find" | "all" => format!("{method} {}", self.folder),
            _ => format!("{method} {}", singular_noun(&self.folder)),
        }
    }
}
