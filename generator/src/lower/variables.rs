//! The variables of a collection, and where each of them has its value from.

use std::collections::{HashMap, HashSet};

use super::resolve::{Values, in_order};
use super::{body, secret, template};
use crate::api::{Origin, Scope, Variable};
use crate::postman::{Collection, Content, Environment, Item, Request, Scalar, UserInfo};

/// All variables that are declared or used somewhere, in the order of their first place.
pub(crate) fn variables(collection: &Collection, environment: &Environment) -> Vec<Variable> {
    let values = Values::new(collection, environment, secret::variables(collection));
    let mut origins: HashMap<&str, Origin> = HashMap::new();
    for (scope, file, variable) in in_order(collection, environment) {
        // What the settings only mark has no value of theirs.
        if variable.value != Scalar::Missing || scope != Scope::Settings {
            let origin = Origin { scope, file: file.map(str::to_owned), at: variable.at.clone() };
            origins.insert(&variable.key, origin);
        }
    }
    let variable = |name: String| Variable {
        secret: values.is_secret(&name),
        origin: origins.get(name.as_str()).cloned(),
        name,
    };
    names(collection, environment).into_iter().map(variable).collect()
}

/// The names of all variables that are declared or used somewhere, in the order of their first place.
pub(super) fn names(collection: &Collection, environment: &Environment) -> Vec<String> {
    let others = environment.exports.iter().flat_map(|export| &export.variables);
    let declared: Vec<_> = collection.variables.iter().chain(others).collect();
    let mut names: Vec<String> = declared.iter().map(|variable| variable.key.clone()).collect();
    let mut add = |text: &str| used(text, &mut names);
    declared.iter().filter_map(|variable| variable.value.text()).for_each(&mut add);
    collection
        .auth
        .iter()
        .flat_map(|auth| &auth.attributes)
        .filter_map(|it| it.value.text())
        .for_each(&mut add);
    let mut open: Vec<&Item> = collection.items.iter().rev().collect();
    while let Some(item) = open.pop() {
        match item {
            Item::Folder(folder) => {
                let auth = folder.auth.iter().flat_map(|auth| &auth.attributes);
                auth.filter_map(|it| it.value.text()).for_each(&mut add);
                open.extend(folder.items.iter().rev());
            }
            Item::Request(item) => {
                request(&item.request, &mut add);
                let originals = item.responses.iter().filter_map(|it| it.original_request.as_ref());
                originals.for_each(|original| request(original, &mut add));
            }
        }
    }
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// The variables in a text, and those that the names of variables are built from: `{{a_{{b}}}}`.
fn used(text: &str, names: &mut Vec<String>) {
    for token in template::tokens(text).iter().filter(|token| token.is_variable()) {
        match token.kind {
            template::TokenKind::Nested => used(token.inner(), names),
            template::TokenKind::Variable | template::TokenKind::Literal => {
                names.push(token.inner().to_owned());
            }
        }
    }
}

fn request(request: &Request, add: &mut dyn FnMut(&str)) {
    add(&request.method);
    if let Some(url) = &request.url {
        url.scheme.iter().chain(&url.port).for_each(|text| add(text));
        if let Some(UserInfo { user, password }) = &url.user_info {
            add(user);
            if let Some(password) = password {
                add(password);
            }
        }
        add(&url.host);
        url.path.iter().for_each(|segment| add(segment));
        let entries =
            url.query.iter().flat_map(|entry| entry.key.as_deref().into_iter().chain(entry.value.text()));
        entries.for_each(&mut *add);
        url.variables.iter().filter_map(|variable| variable.value.text()).for_each(&mut *add);
    }
    for header in &request.headers {
        add(&header.key);
        header.value.text().into_iter().for_each(&mut *add);
    }
    if let Some(body) = &request.body {
        body::texts(body).into_iter().for_each(&mut *add);
        match &body.content {
            Content::UrlEncoded(fields) | Content::FormData(fields) => {
                fields.iter().filter_map(|field| field.key.as_deref()).for_each(&mut *add);
            }
            Content::GraphQl { query, operation_name, variables: _ } => {
                query.iter().chain(operation_name).for_each(|text| add(text));
            }
            Content::Raw { .. } | Content::File { .. } => {}
        }
    }
    let auth = request.auth.iter().flat_map(|auth| &auth.attributes);
    auth.filter_map(|it| it.value.text()).for_each(add);
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, variable};
    use super::*;
    use crate::diagnostic::Pointer;
    use crate::postman::Export;

    /// Name, scope, file and place of each variable.
    fn shown(collection: &Collection, environment: &Environment) -> Vec<String> {
        let one = |it: Variable| match it.origin {
            Some(Origin { scope, file, at }) => {
                format!("{} {scope:?} {} {at}", it.name, file.unwrap_or_default())
            }
            None => it.name,
        };
        variables(collection, environment).into_iter().map(one).collect()
    }

    fn export(name: &str, globals: bool, keys: &[&str]) -> Export {
        let variables = keys.iter().map(|key| variable(key, name)).collect();
        Export { name: name.to_owned(), globals, variables }
    }

    #[test]
    fn an_environment_wins_over_the_collection_and_that_over_globals() {
        let mut collection = fixture::collection(vec![fixture::get("a", "{{url}}/{{id}}?{{k}}={{all}}")]);
        collection.variables = vec![variable("all", "own"), variable("own", "own")];
        let environment = Environment {
            exports: vec![
                export("one.json", false, &["all", "url"]),
                export("globals.json", true, &["all", "own", "k"]),
                export("two.json", false, &["url"]),
            ],
        };
        assert_eq!(
            shown(&collection, &environment),
            [
                "all Environment one.json /all",
                "own Collection  /own",
                "url Environment two.json /url",
                "k Globals globals.json /k",
                "id",
            ]
        );
        let values = Values::new(&collection, &environment, HashSet::new());
        assert_eq!(
            values.text("{{all}} {{own}} {{url}} {{k}} {{id}}"),
            "one.json own two.json globals.json id"
        );
    }

    #[test]
    fn variables_are_found_wherever_they_may_stand() {
        let mut item = fixture::request("a", "{{scheme}}://h/x?{{key}}=1");
        item.request.method = "{{method}}".into();
        item.request.body = Some(fixture::body(Content::GraphQl {
            query: Some("{{query}}".into()),
            operation_name: Some("{{operation}}".into()),
            variables: crate::postman::GraphQlVariables::Missing,
        }));
        if let Some(url) = &mut item.request.url {
            url.port = Some("{{port}}".into());
            url.user_info =
                Some(UserInfo { user: "{{user}}".into(), password: Some("{{a_{{inner}}}}".into()) });
        }
        let mut response = fixture::response(200, None, "");
        response.original_request = Some(Box::new(fixture::original("http://h/{{original}}")));
        item.responses = vec![response];
        let mut collection = fixture::collection(vec![Item::Request(Box::new(item))]);
        collection.variables = vec![variable("base", "https://{{tenant}}.test")];
        let mut found = names(&collection, &Environment::default());
        found.sort_unstable();
        assert_eq!(found.join(" "), "base inner key method operation original port query scheme tenant user");
    }

    #[test]
    fn what_is_off_gives_nothing() {
        let mut collection = fixture::collection(Vec::new());
        collection.variables = vec![variable("a", "1"), variable("a", "2")];
        collection.variables[1].disabled = true;
        collection.variables[1].at = Pointer::root().key("off");
        assert_eq!(shown(&collection, &Environment::default()), ["a Collection  /a"]);
    }
}
