//! From the settings that an operation needs to the builder that gives them, out of the environment.

use super::Sdk;
use super::layout::Expr;
use crate::api::Operation;
use crate::literal;
use crate::rust::{BuilderMethod, BuilderTarget};

/// `Client::builder()…build()?`.
pub(super) fn builder(sdk: &Sdk<'_>, operation: &Operation) -> Expr {
    let methods = &sdk.client.builder;
    let needed = methods.iter().enumerate().filter(|(place, method)| {
        // The last of several ways to give one credential.
        let later = methods.get(place + 1..).unwrap_or_default();
        is_needed(sdk, operation, &method.target)
            && !later.iter().any(|other| method.target.is_other_way_of(&other.target))
    });
    let mut links: Vec<Expr> = needed.map(|(_, method)| setting(sdk, method)).collect();
    links.push(Expr::text("build()?"));
    Expr::text(format!("{}::builder()", sdk.client.root.handle)).chain(links)
}

fn setting(sdk: &Sdk<'_>, method: &BuilderMethod) -> Expr {
    let variable = |name: &String| {
        let name = literal::string(&format!("{}_{name}", sdk.prefix));
        Expr::call("std::env::var", vec![Expr::text(name)]).before("?")
    };
    Expr::call(method.ident.as_str(), method.environment.iter().map(variable).collect())
}

/// Whether a method gives what the operation cannot do without and nothing else gives.
fn is_needed(sdk: &Sdk<'_>, operation: &Operation, target: &BuilderTarget) -> bool {
    match target {
        BuilderTarget::Server(index) => {
            let server = sdk.client.servers.get(*index);
            *index == operation.server && server.is_some_and(|server| server.address.is_none())
        }
        BuilderTarget::Variable { name, argument: _ } => {
            let variable = sdk.client.variables.iter().find(|variable| variable.name == *name);
            let server = sdk.api.servers.get(operation.server);
            let is_used = server.is_some_and(|server| server.needs(name))
                || operation.parameters.iter().any(|parameter| parameter.variable.as_ref() == Some(name));
            is_used && variable.is_some_and(|variable| variable.default.is_none())
        }
        BuilderTarget::Credential { index, .. } => {
            operation.auth == Some(*index) || operation.secret_headers.contains(index)
        }
    }
}
