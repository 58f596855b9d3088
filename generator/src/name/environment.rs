//! What builder methods take gets the names of the environment variables that `from_env` reads.

use super::{case::Case, scope::Scope};
use crate::rust::{BuilderMethod, BuilderTarget, CredentialValue, Ident};

/// Names them: after the method alone if it takes one value, else after the method and the argument.
pub(super) fn variables(methods: &mut [BuilderMethod]) {
    let mut scope = Scope::default();
    for method in methods {
        let name = method.ident.plain().to_owned();
        let arguments = arguments(&method.target);
        let mut variable = |argument: Option<&str>| {
            let full = argument.map_or_else(|| name.clone(), |argument| format!("{name} {argument}"));
            scope.allocate(Case::Snake, &[full]).plain().to_ascii_uppercase()
        };
        method.environment = match arguments.as_slice() {
            [_] => vec![variable(None)],
            several => several.iter().map(|argument| variable(Some(argument.plain()))).collect(),
        };
    }
}

/// What a method takes, in order.
fn arguments(target: &BuilderTarget) -> Vec<Ident> {
    match target {
        BuilderTarget::Server(_) => vec![Ident::new("url")],
        BuilderTarget::Variable { name: _, argument } => vec![argument.clone()],
        BuilderTarget::Credential { index: _, runtime: _, constructor: _, values } => {
            values.iter().filter_map(argument).cloned().collect()
        }
    }
}

fn argument(value: &CredentialValue) -> Option<&Ident> {
    match value {
        CredentialValue::Argument(ident)
        | CredentialValue::Source(ident)
        | CredentialValue::SetArgument(_, ident) => Some(ident),
        CredentialValue::Literal(_) | CredentialValue::SetLiteral(..) | CredentialValue::Endpoint(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::Docs;

    #[test]
    fn one_value_is_called_after_its_method() {
        let method = |name: &str, target| BuilderMethod {
            ident: Ident::new(name),
            docs: Docs::default(),
            target,
            environment: Vec::new(),
        };
        let credential = |values: &[&str]| BuilderTarget::Credential {
            index: 0,
            runtime: "Basic",
            constructor: "new",
            values: values.iter().map(|name| CredentialValue::Argument(Ident::new(name))).collect(),
        };
        let mut methods = [
            method("base_url", BuilderTarget::Server(0)),
            method("basic_auth", credential(&["username", "password"])),
            method("api_key", credential(&["value"])),
            method("basic_auth_username", credential(&["value"])),
        ];
        variables(&mut methods);
        let names: Vec<_> = methods.iter().map(|method| method.environment.join(" ")).collect();
        assert_eq!(
            names,
            ["BASE_URL", "BASIC_AUTH_USERNAME BASIC_AUTH_PASSWORD", "API_KEY", "BASIC_AUTH_USERNAME_2"]
        );
    }
}
