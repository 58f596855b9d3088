//! Prints the names of an app's integrations. `--base-url URL` leads to another server than the collection's own.

use std::error::Error;

postwright_runtime::include_sdk!(pub mod sunshine);

use sunshine::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut builder = Client::builder().basic_auth("key id", "key secret");
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), arguments.next()) {
            ("--base-url", Some(url)) => builder = builder.base_url(url),
            (other, _) => return Err(format!("`{other}` is not understood; usage: [--base-url URL]").into()),
        }
    }
    let client = builder.build()?;
    let page = client.integrations().list_integrations("5d8cff3c").page_size(50).await?;
    for integration in page.integrations {
        println!("{} {}", integration.id, integration.status);
    }
    Ok(())
}
