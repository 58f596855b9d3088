//! Variables in the names of a body's properties: what stands there is an argument of the operation.

use super::resolve::Values;
use super::{anew, template};
use crate::api::{Body, Group, Kind, Location, Object, Operation, Parameter, Sample, Schema};

/// Gives every operation the arguments that names in its body ask for. Types are shared by now: each has the names of all operations
/// that use it.
pub(super) fn add(group: &mut Group, values: &Values<'_>, names: &Values<'_>) {
    for operation in &mut group.operations {
        of_operation(operation, values, names);
    }
    for group in &mut group.groups {
        add(group, values, names);
    }
}

fn of_operation(operation: &mut Operation, values: &Values<'_>, names: &Values<'_>) {
    let Some(body) = &operation.body else { return };
    let schema = match &body.body {
        Body::Json { schema, .. } | Body::GraphQl { variables: Some((schema, _)), .. } => schema,
        Body::Text { .. }
        | Body::UrlEncoded { .. }
        | Body::Multipart { .. }
        | Body::File { .. }
        | Body::GraphQl { variables: None, .. } => return,
    };
    let mut found = Vec::new();
    of_schema(schema, !body.optional, &mut found);
    let parameter = |found: &Found<'_>| parameter(found, values, names);
    operation.parameters.extend(found.iter().map(parameter));
}

/// A variable, and whether each body holds it.
struct Found<'a> {
    name: &'a str,
    always: bool,
}

/// As deep as the bodies, which no reader lets grow beyond a limit.
fn of_schema<'a>(schema: &'a Schema, always: bool, found: &mut Vec<Found<'a>>) {
    of_kind(&schema.kind, always && !schema.nullable, found);
}

fn of_kind<'a>(kind: &'a Kind, always: bool, found: &mut Vec<Found<'a>>) {
    match kind {
        Kind::Object(object) => of_object(object, always, found),
        Kind::Variants(variants) => {
            variants.arms.iter().for_each(|arm| of_object(&arm.object, false, found));
        }
        Kind::Array(inner) => of_schema(inner, always, found),
        Kind::Map(inner) => of_schema(inner, false, found),
        Kind::Union(kinds) => kinds.iter().for_each(|kind| of_kind(kind, false, found)),
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Enum(_)
        | Kind::Itself => {}
    }
}

fn of_object<'a>(object: &'a Object, always: bool, found: &mut Vec<Found<'a>>) {
    for property in &object.properties {
        let always = always && property.required;
        for token in template::tokens(&property.name).iter().filter(|token| token.is_variable()) {
            match found.iter_mut().find(|known| known.name == token.inner()) {
                Some(known) => known.always |= always,
                None => found.push(Found { name: token.inner(), always }),
            }
        }
        of_schema(&property.schema, always, found);
    }
}

fn parameter(found: &Found<'_>, values: &Values<'_>, names: &Values<'_>) -> Parameter {
    let text = format!("{{{{{}}}}}", found.name);
    let anew = anew::anew(&text, names);
    Parameter {
        name: found.name.to_owned(),
        location: Location::PropertyName,
        description: values.description(found.name),
        required: found.always && anew.is_none(),
        deprecated: false,
        secret: values.is_secret(found.name),
        schema: Schema { kind: Kind::String, ..Schema::default() },
        samples: vec![Sample::Text(values.text(&text))],
        variable: None,
        anew,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, raw, variable};
    use super::*;
    use crate::postman::Item;

    fn post(name: &str, json: &str) -> Item {
        let mut item = fixture::request(name, &format!("http://h/{name}"));
        item.request.method = "POST".into();
        item.request.body = Some(raw(json, Some("json")));
        Item::Request(Box::new(item))
    }

    /// Name, whether it is required, and what replay gives, for each operation.
    fn arguments(bodies: &[&str], environment: &[(&str, &str)]) -> Vec<String> {
        let items = bodies.iter().enumerate().map(|(number, json)| post(&format!("r{number}"), json));
        let mut collection = fixture::collection(items.collect());
        collection.variables = vec![variable("known", "id-7")];
        let variables = environment.iter().map(|(name, value)| variable(name, value)).collect();
        let (api, _) = fixture::diagnosed(&collection, &fixture::environment(variables));
        let shown = |it: &Parameter| {
            let mark = if it.required { "" } else { "?" };
            let Some(Sample::Text(text)) = it.samples.first() else { panic!("a text") };
            format!("{}{mark}={text}", it.name)
        };
        let of = |it: &&Operation| it.parameters.iter().map(shown).collect::<Vec<_>>().join(" ");
        fixture::operations(&api).iter().map(of).collect()
    }

    #[test]
    fn a_variable_beside_known_names_is_an_argument() {
        let json = r#"{"a": 1, "{{known}}": 1, "b": [{"x": 1, "to {{other}} {{known}}": 1}]}"#;
        assert_eq!(arguments(&[json], &[]), ["known=id-7 other=other"]);
        assert_eq!(arguments(&[json], &[("known", "8"), ("other", "9")]), ["known=8 other=9"]);
    }

    #[test]
    fn what_is_not_in_each_body_is_optional() {
        let list = r#"{"list": [{"x": 1, "{{a}}": 1}, {"x": 2}], "{{$guid}}": 1}"#;
        assert_eq!(arguments(&[list], &[])[0].split('=').next(), Some("a?"));
        assert!(arguments(&[list], &[])[0].contains("$guid?="));
    }

    #[test]
    fn a_type_that_is_shared_asks_for_all_its_names() {
        let of =
            |more: &str| format!(r#"{{"ticket": {{"id": 1, "title": "x", "text": "y", "due": "z"{more}}}}}"#);
        let bodies = [of(r#", "{{known}}": 1"#), of("")];
        let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
        assert_eq!(arguments(&bodies, &[]), ["known?=id-7", "known?=id-7"]);
    }

    #[test]
    fn names_in_a_map_are_data() {
        assert_eq!(arguments(&[r#"{"tags": {"{{known}}": 1, "{{other}}": "x"}}"#], &[]), [""]);
    }
}
