//! From the settings of a client to the function that makes the client which replay uses.

use crate::api;
use crate::literal::{self, add};
use crate::rust::{BuilderTarget, Client, CredentialValue};

/// The text of `fn replay`.
pub(super) fn function(api: &api::Api, client: &Client) -> String {
    let mut text = String::from("fn replay(options: &Options) -> Result<Replay, Box<dyn Error>> {");
    add(&mut text, format_args!("let client = sdk::{}::builder()", client.root.handle));
    for method in &client.builder {
        if let Some(arguments) = arguments(api, &method.target) {
            add(&mut text, format_args!(".{}({})", method.ident, arguments.join(", ")));
        }
    }
    text.push_str(".origin(options.base_url.as_str()).follow_redirects(false).retries(0).build()?;");
    text.push_str("Ok(Replay { client, tag: options.tag }) }");
    text
}

/// What replay gives to a method of the builder.
fn arguments(api: &api::Api, target: &BuilderTarget) -> Option<Vec<String>> {
    match target {
        BuilderTarget::Server(index) => {
            let server = api.servers.get(*index).filter(|server| !server.example.is_empty())?;
            Some(vec![literal::string(&server.example)])
        }
        BuilderTarget::Variable { name, argument: _ } => {
            let variable = api.variables.iter().find(|variable| variable.name == *name)?;
            let example = literal::string(&variable.example);
            Some(vec![if variable.secret { format!("options.credential({example})") } else { example }])
        }
        // What a collection holds is a token at most.
        BuilderTarget::Credential { constructor, .. } if *constructor != "new" => None,
        BuilderTarget::Credential { index, runtime: _, constructor: _, values } => {
            let mut examples = api.credentials.get(*index)?.examples();
            let argument = |value: &CredentialValue| match value {
                CredentialValue::Literal(_)
                | CredentialValue::SetLiteral(..)
                | CredentialValue::Endpoint(..) => None,
                CredentialValue::Argument(ident)
                | CredentialValue::Source(ident)
                | CredentialValue::SetArgument(_, ident) => {
                    let example = examples.next().unwrap_or(ident.as_str());
                    Some(format!("options.credential({})", literal::string(example)))
                }
            };
            Some(values.iter().filter_map(argument).collect())
        }
    }
}
