//! Streaming: bodies of any size, without the memory for them.
//!
//! # Downloads
//!
//! `.stream()` gives a successful answer as soon as its head is there; its body is then read piece by piece, with
//! [`chunk`](crate::Stream::chunk) or as a `futures` stream.
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # use std::io::Write;
//! # async fn run(client: sunshine::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let mut file = std::fs::File::create("pong.bin")?;
//! let mut download = client.ping().stream().await?;
//! while let Some(chunk) = download.chunk().await? {
//!     file.write_all(&chunk)?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Answers that are not streamed are read whole: `max_response_size` of the builder limits them, after decompression.
//!
//! # Uploads
//!
//! A [`Body`](crate::Body) or a [`Part`](crate::Part) of a form comes from bytes, from a file (feature `files`), from
//! anything that is `tokio::io::AsyncRead`, or from a stream. Files and readers are read while they are sent.
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # async fn run(client: sunshine::Client, reader: &'static [u8]) -> Result<(), Box<dyn std::error::Error>> {
//! use postwright_runtime::{Body, Part};
//!
//! let keys = client.integrations().keys();
//! keys.store(Body::file("backup.tar")).await?;
//! keys.store(Body::reader(reader).length(1 << 20)).await?;
//!
//! let photo = Part::file("photo.jpg").file_name("me.jpg").content_type("image/jpeg");
//! let log = Part::reader("log.txt", reader);
//! # drop((photo, log));
//! # Ok(())
//! # }
//! ```
//!
//! [`length`](crate::Body::length) says how long a reader is; without it the body is sent in chunks, which not every
//! server takes. A reader can be sent once: see [retries](super::retries). Schemes that sign the body (AWS, Hawk) must have
//! it in memory as a whole.
//!
//! # Progress
//!
//! `.on_progress(…)` is told after each piece, of the request and of the answer:
//!
//! ```no_run
//! # mod sunshine { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sdk.rs")); }
//! # async fn run(client: sunshine::Client) -> Result<(), Box<dyn std::error::Error>> {
//! use postwright_runtime::{Body, Progress};
//!
//! let keys = client.integrations().keys();
//! keys.store(Body::file("backup.tar"))
//!     .on_progress(|progress| {
//!         if let Progress::Sent { bytes, total: Some(total) } = progress {
//!             println!("{bytes} of {total}");
//!         }
//!     })
//!     .await?;
//! # Ok(())
//! # }
//! ```
