//! From the fields of a form to form fields: one for each name.

use std::collections::{HashMap, HashSet};

use super::{Lowering, marker, secret};
use crate::api::{FormField, FormSample};
use crate::postman::{FormParameter, FormValue, Scalar};

/// The fields of an urlencoded body, in the order in which Postman writes them: names that are whole numbers first.
pub(super) fn urlencoded(lowering: &mut Lowering<'_>, source: &[FormParameter]) -> Vec<FormField> {
    let (mut fields, _) = fields(lowering, source);
    // Stable: all others keep their places.
    fields.sort_by_key(|field| index(&field.name).unwrap_or(u32::MAX));
    fields
}

/// The fields of a multipart body, and the order of their parts.
pub(super) fn multipart(
    lowering: &mut Lowering<'_>,
    source: &[FormParameter],
) -> (Vec<FormField>, Vec<usize>) {
    fields(lowering, source)
}

/// The number that JavaScript would take the name of a property for.
fn index(name: &str) -> Option<u32> {
    let number: u32 = name.parse().ok()?;
    (number != u32::MAX && number.to_string() == name).then_some(number)
}

fn fields(lowering: &mut Lowering<'_>, source: &[FormParameter]) -> (Vec<FormField>, Vec<usize>) {
    let (mut fields, mut order): (Vec<FormField>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut places: HashMap<String, usize> = HashMap::new();
    // Postman writes a missing name as `null`.
    let named = source.iter().map(|it| {
        (lowering.name(it.key.as_deref().unwrap_or("null"), "the name of a form field", &it.at), it)
    });
    let named: Vec<(String, &FormParameter)> = named.collect();
    let enabled: HashSet<&str> =
        named.iter().filter(|(_, it)| !it.disabled).map(|(name, _)| name.as_str()).collect();
    // A disabled entry beside an enabled one has no say in the order.
    let has_place = |(name, it): &&(String, &FormParameter)| !it.disabled || !enabled.contains(name.as_str());
    let (first, last): (Vec<_>, Vec<_>) = named.iter().partition(has_place);
    for (name, parameter) in first.into_iter().chain(last) {
        let next = fields.len();
        let place = *places.entry(name.clone()).or_insert(next);
        if place == next {
            fields.push(FormField {
                secret: secret::is_secret(name),
                name: name.clone(),
                description: None,
                required: false,
                file: false,
                repeated: false,
                content_type: None,
                examples: Vec::new(),
            });
        }
        if place == next || !parameter.disabled && order.last() != Some(&place) {
            order.push(place);
        }
        if let Some(field) = fields.get_mut(place) {
            add(lowering, field, parameter);
        }
    }
    (fields, order)
}

/// One more entry of a field.
fn add(lowering: &mut Lowering<'_>, field: &mut FormField, parameter: &FormParameter) {
    // A disabled entry beside an enabled one is another value for it, no repetition.
    let examples = examples(lowering, &field.name, parameter);
    field.repeated |= !field.examples.is_empty() && !parameter.disabled || examples.len() > 1;
    field.required |= marker::is_required(parameter.description.as_deref());
    field.file |= matches!(parameter.value, FormValue::Files(_));
    if field.description.is_none() {
        field.description = marker::without_required(parameter.description.as_deref());
    }
    if field.content_type.is_none() {
        field.content_type.clone_from(&parameter.content_type);
    }
    if !parameter.disabled {
        field.examples.extend(examples);
    }
}

/// What one entry sends: one text, every file, or an empty part for a file that nobody chose.
fn examples(lowering: &mut Lowering<'_>, name: &str, parameter: &FormParameter) -> Vec<FormSample> {
    let paths = match &parameter.value {
        FormValue::Text(value) => {
            let text = value.to_text().unwrap_or_default();
            return vec![FormSample::Text(sample(lowering, name, &text, parameter))];
        }
        FormValue::Files(paths) => paths,
    };
    let file = |path: Option<&String>| FormSample::File {
        path: path.map(|path| lowering.values.text(path)),
        name: parameter.file_name.as_deref().map(|name| lowering.values.text(name)),
    };
    if paths.is_empty() { vec![file(None)] } else { paths.iter().map(|path| file(Some(path))).collect() }
}

/// What replay sends for a text. What only says what belongs there is no secret.
fn sample(lowering: &mut Lowering<'_>, name: &str, text: &str, parameter: &FormParameter) -> String {
    if !secret::is_secret(name) || !secret::is_real(text) {
        return lowering.values.text(text);
    }
    if !parameter.disabled {
        lowering.literal_secret(text, &format!("the form field `{name}`"), &parameter.at);
    }
    secret::example(text, &crate::api::placeholder(name))
}

/// The text of an entry that may hold variables.
pub(super) fn text(parameter: &FormParameter) -> Option<&str> {
    match &parameter.value {
        FormValue::Text(Scalar::Text(text)) => Some(text),
        FormValue::Text(_) => None,
        FormValue::Files(paths) => paths.first().map(String::as_str),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, operation};
    use super::*;
    use crate::api::Body;
    use crate::diagnostic::Pointer;
    use crate::postman::Content;

    fn parameter(key: Option<&str>, value: FormValue) -> FormParameter {
        FormParameter {
            key: key.map(str::to_owned),
            value,
            content_type: None,
            file_name: None,
            disabled: false,
            description: None,
            at: Pointer::root(),
        }
    }

    fn text_of(text: &str) -> FormValue {
        FormValue::Text(Scalar::Text(text.into()))
    }

    fn sample(sample: &FormSample) -> String {
        match sample {
            FormSample::Text(text) => format!("{text:?}"),
            FormSample::File { path, name } => {
                let name = name.as_ref().map(|name| format!(" as {name}")).unwrap_or_default();
                format!("file {}{name}", path.as_deref().unwrap_or("-"))
            }
        }
    }

    fn shown(content: Content) -> String {
        let mut item = fixture::request("a", "http://h/x");
        item.request.method = "POST".into();
        item.request.body = Some(fixture::body(content));
        let (operation, _) = operation(item);
        let Some(Body::UrlEncoded { fields } | Body::Multipart { fields, .. }) =
            operation.body.map(|body| body.body)
        else {
            return "no form".into();
        };
        let field = |it: &FormField| {
            let marks =
                [(it.file, "file "), (it.required, "! "), (it.repeated, "many "), (it.secret, "secret ")];
            let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
            let examples: Vec<String> = it.examples.iter().map(sample).collect();
            format!("{} {marks}{}", it.name, examples.join(" | ")).trim_end().to_owned()
        };
        fields.iter().map(field).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn urlencoded_fields_stand_in_postmans_order() {
        let mut off = parameter(Some("off"), text_of("1"));
        (off.disabled, off.description) = (true, Some("[required]".into()));
        insta::assert_snapshot!(shown(Content::UrlEncoded(vec![
            parameter(Some("a"), text_of("{{v}}")),
            parameter(None, FormValue::Text(Scalar::Null)),
            off,
            parameter(Some("10"), text_of("ten")),
            parameter(Some("a"), text_of("2")),
            parameter(Some("9"), FormValue::Text(Scalar::Boolean(true))),
            parameter(Some("client_secret"), text_of("data")),
            parameter(Some("api_key"), text_of("<your key>")),
            parameter(Some("auth_token"), text_of("{{v}}")),
        ])), @r#"
        9 "true"
        10 "ten"
        a many "v" | "2"
        null ""
        off !
        client_secret secret "client_secret-value"
        api_key secret "<your key>"
        auth_token secret "v"
        "#);
    }

    #[test]
    fn a_disabled_field_does_not_say_where_an_enabled_one_stands() {
        let mut off = parameter(Some("a"), text_of("1"));
        (off.disabled, off.description) = (true, Some("A.".into()));
        let on = |name: &str| parameter(Some(name), text_of("2"));
        insta::assert_snapshot!(shown(Content::FormData(vec![off, on("b"), on("a")])), @r#"
        b "2"
        a "2"
        "#);
    }

    #[test]
    fn files_are_files() {
        let mut renamed = parameter(Some("one"), FormValue::Files(vec!["c".into()]));
        renamed.file_name = Some("{{v}}.txt".into());
        insta::assert_snapshot!(shown(Content::FormData(vec![
            parameter(Some("one"), FormValue::Files(vec!["a.txt".into()])),
            parameter(Some("none"), FormValue::Files(Vec::new())),
            parameter(Some("two"), FormValue::Files(vec!["a".into(), "b".into()])),
            renamed,
            parameter(Some("two"), text_of("c")),
        ])), @r#"
        one file many file a.txt | file c as v.txt
        none file file -
        two file many file a | file b | "c"
        "#);
    }
}
