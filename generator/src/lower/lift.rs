//! Variables that the settings lift to the client: where they are all of a parameter, the client gives it.

use std::collections::HashMap;

use super::resolve::{Values, sanitised};
use super::{secret, template};
use crate::api::{ClientVariable, Group, Location, Operation, Parameter};
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::postman::{Collection, Item, Request};
use crate::settings::{Settings, Variable};

/// Whether the settings lift a variable.
pub(super) fn is_lifted(settings: &Settings, name: &str) -> bool {
    settings.variables.iter().any(|one| one.name == name && one.value.value == Variable::Client)
}

/// Takes from operations what the client gives, and gives the client its settings.
pub(super) fn lift(
    root: &mut Group,
    variables: &mut Vec<ClientVariable>,
    collection: &Collection,
    values: &Values<'_>,
    settings: &Settings,
    errors: &mut Vec<Diagnostic>,
) {
    if settings.variables.iter().all(|one| one.value.value != Variable::Client) {
        return;
    }
    let mut uses: HashMap<String, usize> = HashMap::new();
    of_group(root, &requests(collection), settings, &mut uses);
    for one in settings.variables.iter().filter(|one| one.value.value == Variable::Client) {
        let name = &one.name;
        if variables.iter().any(|variable| variable.name == *name) {
            continue;
        }
        if !uses.contains_key(name) {
            let message = format!(
                "no part of a path, no query parameter and no header is `{{{{{name}}}}}` alone, and no name of a property beside known ones holds it"
            );
            let help = "remove the entry: what is a value in a body, a name in a map, or stands within a text is an argument";
            errors.push(one.at.error(Code::UnmatchedSetting, message, help));
            continue;
        }
        let secret = values.is_secret(name) || secret::is_secret(name);
        let value =
            values.known(name).filter(|value| !secret && !template::has_variables(value)).map(str::to_owned);
        variables.push(ClientVariable {
            name: name.clone(),
            description: values.description(name),
            example: value.clone().unwrap_or_else(|| sanitised(name)),
            default: value,
            secret,
        });
    }
}

/// All requests by their places.
fn requests(collection: &Collection) -> HashMap<&Pointer, &Request> {
    let mut requests = HashMap::new();
    let mut open: Vec<&Item> = collection.items.iter().collect();
    while let Some(item) = open.pop() {
        match item {
            Item::Folder(folder) => open.extend(&folder.items),
            Item::Request(item) => {
                requests.insert(&item.at, &item.request);
            }
        }
    }
    requests
}

/// As deep as the collection, which no reader lets grow beyond a limit.
fn of_group(
    group: &mut Group,
    requests: &HashMap<&Pointer, &Request>,
    settings: &Settings,
    uses: &mut HashMap<String, usize>,
) {
    for operation in &mut group.operations {
        if let Some(request) = requests.get(&operation.at) {
            of_operation(operation, request, settings, uses);
        }
    }
    for group in &mut group.groups {
        of_group(group, requests, settings, uses);
    }
}

fn of_operation(
    operation: &mut Operation,
    request: &Request,
    settings: &Settings,
    uses: &mut HashMap<String, usize>,
) {
    for parameter in &mut operation.parameters {
        let variable = variable(parameter, request).filter(|name| is_lifted(settings, name));
        if let Some(name) = variable {
            *uses.entry(name.clone()).or_default() += 1;
            parameter.variable = Some(name);
        }
    }
}

/// The variable that is all of a parameter.
fn variable(parameter: &Parameter, request: &Request) -> Option<String> {
    let url = request.url.as_ref()?;
    let name = parameter.name.as_str();
    let texts: Vec<&str> = match parameter.location {
        Location::Path => {
            // `{{name}}` in the path, or `:name` with this value.
            let spelt = format!("{{{{{name}}}}}");
            if url.path.contains(&spelt) {
                return Some(name.to_owned());
            }
            let declared = url.variables.iter().filter(|variable| variable.key == name);
            declared.filter_map(|variable| variable.value.text()).collect()
        }
        Location::Query => {
            let entries = url.query.iter().filter(|entry| !entry.disabled);
            let entries = entries.filter(|entry| entry.key.as_deref() == Some(name));
            entries.map(|entry| entry.value.text().unwrap_or_default()).collect()
        }
        Location::Header => {
            let headers = request.headers.iter().filter(|header| !header.disabled);
            let headers = headers.filter(|header| header.key.eq_ignore_ascii_case(name));
            headers.map(|header| header.value.text().unwrap_or_default()).collect()
        }
        Location::PropertyName => return Some(name.to_owned()),
    };
    // Of several values the caller must choose.
    let [text] = texts.as_slice() else { return None };
    template::only_variable(text.trim()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, header, query};
    use super::*;
    use crate::postman::{Environment, Scalar};

    fn lifted(names: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut item = fixture::request("a", "http://h/{{version}}/x");
        if let Some(url) = &mut item.request.url {
            let text = |text: &str| Scalar::Text(text.to_owned());
            url.query = vec![query("tenant", text("{{tenant}}")), query("q", text("a{{part}}"))];
        }
        item.request.headers = vec![header("X-Tenant", "{{tenant}}")];
        let collection = fixture::collection(vec![Item::Request(Box::new(item))]);
        let settings =
            names.iter().fold(Settings::new(), |settings, name| settings.variable(*name, Variable::Client));
        let (mut errors, mut told) = (Vec::new(), crate::diagnostic::Diagnostics::default());
        let api =
            super::super::api(&collection, &Environment::default(), &settings, 1, &mut errors, &mut told);
        let operation = fixture::operations(&api)[0];
        let given = operation.parameters.iter().filter(|parameter| parameter.variable.is_some());
        let given = given.map(|parameter| format!("{:?} {}", parameter.location, parameter.name));
        (given.collect(), errors.into_iter().map(|error| error.message).collect())
    }

    #[test]
    fn a_parameter_that_is_a_lifted_variable_is_the_clients() {
        let (given, errors) = lifted(&["version", "tenant"]);
        assert_eq!(given, ["Path version", "Query tenant", "Header X-Tenant"]);
        assert!(errors.is_empty(), "{errors:?}");
    }

    #[test]
    fn a_part_of_a_text_cannot_be_lifted() {
        let (given, errors) = lifted(&["part"]);
        assert!(given.is_empty());
        assert_eq!(
            errors,
            [
                "no part of a path, no query parameter and no header is `{{part}}` alone, and no name of a property beside known ones holds it"
            ]
        );
    }
}
