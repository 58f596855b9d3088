//! Uploads a file as one part of a form, with an optional query parameter and a header of one's own.
//!
//! ```console
//! $ cargo run --example upload_attachment
//! ```

mod support;

use std::error::Error;
use std::time::Duration;

use postwright_runtime::Part;
use sunshine::Client;
use sunshine::types::UploadAttachmentForm;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let created = r#"{"attachment": {"mediaUrl": "https://media.example/cup.png", "mediaType": "image/png", "mediaSize": 4}}"#;
    let server = support::Server::start(vec![(201, created)])?;
    let client = Client::builder().base_url(&server.url).basic_auth("key id", "key secret").build()?;

    let form = UploadAttachmentForm::new(Part::bytes("cup.png", "a cup").content_type("image/png"))
        .alt_text("A cup");
    let uploaded = client
        .attachments()
        .upload_attachment("5d8cff3c", form, "public")
        .r#for("message")
        .header("x-trace", "42")
        .timeout(Duration::from_secs(5))
        .await?;
    println!("{} ({} bytes)", uploaded.attachment.media_url, uploaded.attachment.media_size);

    for request in server.requests()? {
        assert!(
            request.starts_with("POST /v2/apps/5d8cff3c/attachments?access=public&for=message HTTP/1.1\r\n"),
            "{request}"
        );
        assert!(
            request.contains("name=\"source\"; filename=\"cup.png\"\r\nContent-Type: image/png\r\n"),
            "{request}"
        );
        assert!(request.contains("name=\"altText\"\r\n\r\nA cup\r\n"), "{request}");
    }
    Ok(())
}
