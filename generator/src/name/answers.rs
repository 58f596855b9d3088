//! What an operation answers: the type of `.await`, and the enum of its documented errors.

use super::{
    case::{Case, words},
    docs,
    scope::Scope,
};
use crate::{
    api::{MediaKind, Operation, Response},
    rust::{Answer, AnswerEnum, Decoder, Docs, Ident, Output, Type},
};

/// True for the statuses that `.await` takes as success.
pub(super) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// The same for one operation: where redirects are kept, they are what it answers.
pub(super) fn is_success_of(operation: &Operation, status: u16) -> bool {
    is_success(status) || !operation.redirects.follow && (300..400).contains(&status)
}

/// The name of a status in words: RFC 9110 and the registry that it founds.
pub(super) fn status_name(status: u16) -> String {
    let name = match status {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        421 => "MisdirectedRequest",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        other => return format!("Status{other}"),
    };
    name.to_owned()
}

/// The responses that `.await` can give: those of success, else those whose examples have no code.
fn successes<'a>(operation: &Operation, typed: &[(&'a Response, Type)]) -> Vec<(&'a Response, Type)> {
    let having = |wanted: &dyn Fn(Option<u16>) -> bool| -> Vec<_> {
        typed.iter().filter(|(response, _)| wanted(response.status)).cloned().collect()
    };
    let documented = having(&|status| status.is_some_and(|status| is_success_of(operation, status)));
    if documented.is_empty() { having(&|status| status.is_none()) } else { documented }
}

/// The output of an operation, and its enum if there are several.
pub(super) fn output(
    operation: &Operation,
    typed: &[(&Response, Type)],
    method: &Ident,
    link: &str,
    scope: &mut Scope,
) -> (Output, Option<AnswerEnum>) {
    let successes = successes(operation, typed);
    let Some((first, ty)) = successes.first() else {
        return (Output { ty: Type::Content, decoder: Decoder::Content }, None);
    };
    let is_one = successes.iter().all(|(other, other_ty)| {
        other_ty == ty && std::mem::discriminant(&other.media) == std::mem::discriminant(&first.media)
    });
    if is_one {
        return (Output { ty: ty.clone(), decoder: decoder(&first.media) }, None);
    }
    let ident = scope.allocate(
        Case::UpperCamel,
        &[format!("{} output", method.plain()), format!("{} answer", method.plain())],
    );
    let answers = AnswerEnum {
        ident: ident.clone(),
        docs: Docs(vec![format!("What {link} answers with.")]),
        answers: variants(&successes, &mut Scope::default()),
        unknown: None,
    };
    (Output { ty: Type::Local(ident), decoder: Decoder::Answers }, Some(answers))
}

/// The enum of the documented errors; nothing if none is documented.
pub(super) fn errors(
    operation: &Operation,
    typed: &[(&Response, Type)],
    method: &Ident,
    link: &str,
    scope: &mut Scope,
) -> Option<AnswerEnum> {
    let is_error =
        |response: &Response| response.status.is_some_and(|status| !is_success_of(operation, status));
    let errors: Vec<_> = typed.iter().filter(|(response, _)| is_error(response)).cloned().collect();
    if errors.is_empty() {
        return None;
    }
    let ident = scope.allocate(
        Case::UpperCamel,
        &[format!("{} error", method.plain()), format!("{} failure", method.plain())],
    );
    Some(AnswerEnum {
        ident,
        docs: Docs(vec![format!("The errors of {link} that are documented by examples.")]),
        answers: variants(&errors, &mut Scope::with(&[&["Unknown"]])),
        unknown: Some(Ident::new("Unknown")),
    })
}

fn variants(responses: &[(&Response, Type)], scope: &mut Scope) -> Vec<Answer> {
    responses
        .iter()
        .map(|(response, ty)| {
            let media = media_word(&response.media);
            let candidates = match response.status {
                Some(status) => {
                    let status = words(&status_name(status));
                    [status.clone(), media.to_owned(), format!("{status} {media}")]
                }
                // Without a code the kind of the body is all that tells one from another.
                None => [media.to_owned(), format!("{media} body"), format!("{media} answer")],
            };
            Answer {
                ident: scope.allocate(Case::UpperCamel, &candidates),
                docs: variant_docs(response),
                status: response.status,
                decoder: decoder(&response.media),
                ty: ty.clone(),
            }
        })
        .collect()
}

fn variant_docs(response: &Response) -> Docs {
    let status = match response.status {
        Some(status) => format!("Status {status}"),
        None => format!("{}, with any status of success", body_words(&response.media)),
    };
    let name = response.examples.iter().find_map(|example| example.name.as_deref()).map(str::trim);
    Docs(vec![match name.filter(|name| !name.is_empty()) {
        Some(name) => format!("{status}: {}", docs::code(name)),
        None => format!("{status}."),
    }])
}

fn media_word(media: &MediaKind) -> &'static str {
    match media {
        MediaKind::Empty => "empty",
        MediaKind::Json(_) => "json",
        MediaKind::Text => "text",
        MediaKind::Bytes => "bytes",
    }
}

fn body_words(media: &MediaKind) -> &'static str {
    match media {
        MediaKind::Empty => "No body",
        MediaKind::Json(_) => "A body of JSON",
        MediaKind::Text => "A body of text",
        MediaKind::Bytes => "A body of bytes",
    }
}

/// How a body of this kind is read.
fn decoder(media: &MediaKind) -> Decoder {
    match media {
        MediaKind::Empty => Decoder::Empty,
        MediaKind::Json(_) => Decoder::Json,
        MediaKind::Text => Decoder::Text,
        MediaKind::Bytes => Decoder::Bytes,
    }
}
