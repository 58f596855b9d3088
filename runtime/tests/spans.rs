//! The span around a call. Alone in its process: whether anybody listens is asked once, by whoever calls first.

#![cfg(feature = "tracing")]
#![expect(clippy::unwrap_used, reason = "a test stops at what is wrong")]

#[expect(clippy::allow_attributes, unreachable_pub, reason = "generated code has its own lints")]
mod generated {
    include!("support/sdk.rs");
}
#[expect(dead_code, reason = "other tests use the rest")]
#[path = "support/server.rs"]
mod server;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use generated::Client;
use postwright_runtime::Retry;
use server::{Server, answer};
use tracing_subscriber::fmt::format::FmtSpan;

#[tokio::test]
async fn every_call_has_a_span() {
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(move || writer.clone())
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let busy = answer("503 Later", &[], "");
    let server = Server::answering(&[&busy, &answer("404 Not Found", &[], "")]);
    let quick = Retry::default().min_delay(Duration::from_millis(5));
    let client =
        Client::builder().host(server.url.trim_start_matches("http://")).retry(quick).build().unwrap();
    client.ping().query("token", "s3cret").header("x-key", "s3cret").await.unwrap_err();
    drop(guard);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for part in [
        "otel.name=\"Ping\"",
        "http.request.method=\"GET\"",
        "url.template=\"/ping\"",
        "http.request.resend_count=1",
        "http.response.status_code=404",
        "error.type=\"404\"",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(!text.contains("s3cret"), "{text}");
}
