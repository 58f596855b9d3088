//! From an operation with its samples to the function that sends it once.

use crate::api::{Body, BodyExample, Location, Sample};
use crate::literal;
use crate::manifest::{Entry, spell};
use crate::rust::{Argument, ArgumentKind, Type};
use crate::snippet::{Expr, Forms, Given, Style, call, form};

/// The text of `operation_<number>`.
pub(super) fn function(number: usize, entry: &Entry<'_>, forms: &Forms<'_>) -> String {
    let given = call(entry, &Replay { entry, forms });
    let made = Expr::call(entry.method.ident.as_str(), given.arguments);
    let made = Expr::text(format!("replay.client{}", entry.accessors()))
        .chain([vec![made], given.setters].concat())
        .flat();
    format!(
        "{attribute}async fn operation_{number}(replay: &Replay, pointer: &'static str) -> Outcome {{
            let call = {made};
            let call = if replay.tag {{ call.header(\"postwright-item\", pointer) }} else {{ call }};
            Ok(call.send_raw().await?.status().as_u16())
        }}",
        attribute = if given.deprecated { "#[allow(deprecated)]\n" } else { "" },
    )
}

/// Everything exactly as the collection has it.
struct Replay<'a> {
    entry: &'a Entry<'a>,
    forms: &'a Forms<'a>,
}

impl Style for Replay<'_> {
    fn value(&self, given: &Given<'_>) -> Expr {
        Expr::text(match (given.sample, given.location) {
            (Some(Sample::Text(text)), _) => verbatim(text),
            (Some(Sample::Flag), _) => "flag()".to_owned(),
            // As Postman sends a path variable without a value.
            (None, Location::Path) => verbatim(&given.location.placeholder(given.name)),
            (None, _) => verbatim(""),
        })
    }

    fn body(&self, argument: &Argument) -> Expr {
        let body = self.entry.operation.body.as_ref().map(|body| &body.body);
        let (reference, ty) = match &argument.kind {
            ArgumentKind::Borrowed(ty) => ("&", ty),
            ArgumentKind::Owned(ty) => ("", ty),
            ArgumentKind::Value | ArgumentKind::Text => ("", &Type::String),
            ArgumentKind::Body => ("", &Type::Bytes),
        };
        let value = match body {
            Some(Body::Json { schema: _, example }) => self.json(ty, example),
            Some(Body::GraphQl { query: _, operation_name: _, variables }) => match variables {
                Some((_, example)) => self.json(ty, example),
                None => literal::string(""),
            },
            Some(Body::Text { example }) => literal::string(example),
            Some(Body::UrlEncoded { fields } | Body::Multipart { fields, .. }) => {
                return form::expression(ty, fields, self.forms, &|ty| self.name(ty)).behind(reference);
            }
            Some(Body::File { example: Some(path) }) => {
                format!("postwright_runtime::Body::file({})", literal::string(path))
            }
            Some(Body::File { example: None }) | None => "postwright_runtime::Body::from(\"\")".to_owned(),
        };
        Expr::text(value).behind(reference)
    }

    /// The type's name outside of the crate, which replay calls `sdk`.
    fn name(&self, ty: &Type) -> String {
        let modules = self.entry.path();
        spell(ty, &|ident| format!("sdk::types::{ident}"), &|ident| format!("sdk::{modules}{ident}"))
    }
}

impl Replay<'_> {
    /// Without an example there is nothing to read, and replay prints the error.
    fn json(&self, ty: &Type, example: &BodyExample) -> String {
        let text = literal::string(example.json.as_deref().unwrap_or_default());
        format!("serde_json::from_str::<{}>({text})?", self.name(ty))
    }
}

fn verbatim(text: &str) -> String {
    format!("verbatim({})", literal::string(text))
}
