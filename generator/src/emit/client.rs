//! Turns the client, its builder and all that is below into code.

use super::{Name, Place, ident, method, module, optional, types};
use crate::code::{Code, Comments};
use crate::rust;
use proc_macro2::TokenStream;
use quote::quote;

/// The items of a generated module, in order.
pub(crate) fn client(client: &rust::Client) -> Vec<Code<'_>> {
    let root = &client.root;
    let mut items = vec![
        Code::items(|_| {
            quote!(
                use postwright_runtime::codegen::*;
            )
        }),
        Code::items(|_| requires()),
        Code::items(|comments| handle(client, comments)),
        Code::Impl { of: "Client", allows_dead_code: true, methods: methods(client) },
        Code::items(|_| builder()),
    ];
    if !client.builder.is_empty() {
        let setters = client
            .builder
            .iter()
            .map(|setter| Code::items(|comments| builder_method(setter, comments)))
            .collect();
        items.push(Code::Impl { of: "ClientBuilder", allows_dead_code: true, methods: setters });
    }
    items.push(Code::invocation("client_builder", || settings(client)));
    module::calls(root, Place::Root, &mut items);
    items.extend(root.modules.iter().map(|folder| module::module(folder, Place::Root)));
    if !client.types.is_empty() {
        items.push(types::module(&client.types, &client.aliases));
    }
    items
}

/// The line that names the runtime that the code needs.
fn requires() -> TokenStream {
    let version = env!("CARGO_PKG_VERSION");
    quote!(const _: () = requires(#version);)
}

fn handle<'a>(client: &'a rust::Client, comments: &Comments<'a>) -> TokenStream {
    let docs = comments.mark(&client.docs.0);
    quote! {
        #docs
        #[allow(dead_code)]
        #[derive(Clone, Debug)]
        pub struct Client {
            core: Core,
        }
    }
}

fn methods(client: &rust::Client) -> Vec<Code<'_>> {
    let mut methods = vec![
        Code::items(|_| api(client)),
        Code::items(|_| {
            quote! {
                /// Starts to configure a client.
                pub fn builder() -> ClientBuilder {
                    ClientBuilder { core: CoreBuilder::new(&Self::API) }
                }
            }
        }),
    ];
    methods.extend(
        client.root.modules.iter().map(|folder| Code::items(|comments| module::accessor(folder, comments))),
    );
    methods.extend(method::methods(&client.root, Place::Root));
    methods
}

/// What is constant about the API.
fn api(client: &rust::Client) -> TokenStream {
    let title = &client.title;
    let version = client.version.as_deref().unwrap_or_default();
    let servers = client.servers.iter().map(|server| {
        let (method, address) = (server.method.plain(), optional(server.address.as_ref()));
        quote!(Server::new(#method, #address))
    });
    let variables = client.variables.iter().map(|variable| {
        let (name, method) = (&variable.name, variable.method.plain());
        let default = optional(variable.default.as_ref());
        quote!(Variable::new(#name, #method, #default))
    });
    let credentials = client.credentials.iter().map(|row| row.method.plain());
    let servers = call_with_list(&quote!(servers), servers);
    let variables = call_with_list(&quote!(variables), variables);
    let credentials = call_with_list(&quote!(credentials), credentials);
    quote!(const API: Api = Api::new(#title, #version) #servers #variables #credentials;)
}

/// `.name(&[…])`, or nothing for an empty list.
pub(super) fn call_with_list<T: quote::ToTokens>(
    name: &TokenStream,
    rows: impl ExactSizeIterator<Item = T>,
) -> Option<TokenStream> {
    (rows.len() > 0).then(|| quote!(.#name(&[#(#rows),*])))
}

fn builder() -> TokenStream {
    quote! {
        /// Configures a [`Client`].
        #[allow(dead_code)]
        #[must_use = "a builder does nothing until `build` is called"]
        #[derive(Clone, Debug)]
        pub struct ClientBuilder {
            core: CoreBuilder,
        }
    }
}

/// The settings of every client, and those that come out of the environment.
fn settings(client: &rust::Client) -> TokenStream {
    let rows = client.builder.iter().filter(|method| !method.environment.is_empty()).map(|method| {
        let (name, variables) = (ident(&method.ident), &method.environment);
        quote!(#name(#(#variables),*))
    });
    let rows: Vec<TokenStream> = rows.collect();
    let environment = (!rows.is_empty()).then(|| quote!({ #(#rows),* }));
    quote!(ClientBuilder, Client #environment)
}

fn builder_method<'a>(method: &'a rust::BuilderMethod, comments: &Comments<'a>) -> TokenStream {
    let (name, docs) = (ident(&method.ident), comments.mark(&method.docs.0));
    let text = |argument: TokenStream| vec![quote!(#argument: impl Into<String>)];
    let (arguments, core) = match &method.target {
        rust::BuilderTarget::Server(index) => {
            let index = proc_macro2::Literal::usize_unsuffixed(*index);
            (text(quote!(url)), quote!(server(#index, url)))
        }
        rust::BuilderTarget::Variable { name, argument } => {
            let argument = ident(argument);
            (text(quote!(#argument)), quote!(variable(#name, #argument)))
        }
        rust::BuilderTarget::Credential { index, runtime, constructor, values } => {
            credential(*index, runtime, constructor, values)
        }
    };
    let many = super::many_arguments(arguments.len() + 1);
    quote! {
        #docs
        #many
        pub fn #name(self, #(#arguments),*) -> Self {
            Self { core: self.core.#core }
        }
    }
}

/// The arguments of a builder method, and what it does to the core.
fn credential(
    index: usize,
    runtime: &'static str,
    constructor: &'static str,
    values: &[rust::CredentialValue],
) -> (Vec<TokenStream>, TokenStream) {
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    let (runtime, constructor) = (Name(runtime), Name(constructor));
    let mut arguments = Vec::new();
    let (mut values_of_new, mut settings) = (Vec::new(), Vec::new());
    for value in values {
        match value {
            rust::CredentialValue::Literal(text) => values_of_new.push(quote!(#text)),
            rust::CredentialValue::SetLiteral(key, text) => settings.push(quote!(.set(#key, #text))),
            rust::CredentialValue::Argument(name) => {
                let name = ident(name);
                arguments.push(quote!(#name: impl Into<String>));
                values_of_new.push(quote!(#name));
            }
            rust::CredentialValue::Source(name) => {
                let name = ident(name);
                arguments.push(quote!(#name: impl Into<postwright_runtime::auth::SecretSource>));
                values_of_new.push(quote!(#name));
            }
            rust::CredentialValue::Endpoint(method, server, path) => {
                let method = Name(method);
                let server = proc_macro2::Literal::usize_unsuffixed(*server);
                settings.push(quote!(.#method(#server, #path)));
            }
            rust::CredentialValue::SetArgument(key, name) => {
                let name = ident(name);
                arguments.push(quote!(#name: impl Into<String>));
                settings.push(quote!(.set(#key, #name)));
            }
        }
    }
    // In full, because a folder may well be called `auth`.
    let core = quote!(
        credential(#index, postwright_runtime::auth::#runtime::#constructor(#(#values_of_new),*) #(#settings)*)
    );
    (arguments, core)
}
