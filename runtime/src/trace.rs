//! A span around every call, behind the feature `tracing`, with the names of OpenTelemetry's conventions for HTTP.

use reqwest::StatusCode;
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use crate::api::Operation;
use crate::platform::MaybeSend;
use crate::retry::Answer;
use crate::{Error, Pending};

/// The call inside of its span. No argument, query, header or body is in it: they may hold secrets.
pub(crate) fn call<T: Answer + MaybeSend + 'static>(
    operation: &'static Operation,
    pending: Pending<T>,
) -> Pending<T> {
    let span = tracing::info_span!(
        "http.client.call",
        otel.name = operation.name,
        otel.kind = "client",
        http.request.method = operation.method,
        url.template = operation.path,
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        error.type = Empty,
    );
    let recorded = async move {
        let result = pending.await;
        match &result {
            Ok(answer) => status(answer.status()),
            Err(error) => failure(error),
        }
        result
    };
    Box::pin(recorded.instrument(span))
}

/// Tells the span of the call that it is sent again.
pub(crate) fn again(times: u32) {
    Span::current().record("http.request.resend_count", times);
}

fn status(status: StatusCode) {
    let span = Span::current();
    span.record("http.response.status_code", status.as_u16());
    if status.is_client_error() || status.is_server_error() {
        span.record("error.type", status.as_str());
    }
}

fn failure(error: &Error) {
    if let Some(answered) = error.status() {
        status(answered);
    } else {
        Span::current().record("error.type", error.kind());
    }
}
