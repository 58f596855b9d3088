//! From the query of a URL to query parameters and the slots of the wire.

use std::collections::HashMap;

use super::server::Address;
use super::{Lowering, anew, marker, secret};
use crate::api::{Location, Parameter, QueryEntry, Sample};
use crate::diagnostic::Pointer;
use crate::postman::{Query, Scalar, Url};

/// A query; the slots count the parameters from zero.
#[derive(Debug, Default)]
pub(super) struct QueryPart {
    pub(super) parameters: Vec<Parameter>,
    pub(super) entries: Vec<QueryEntry>,
    places: HashMap<String, usize>,
}

/// Reads the query. A parameter named `replaced` is left out: the auth puts it there.
pub(super) fn query(
    lowering: &mut Lowering<'_>,
    url: &Url,
    address: &Address,
    replaced: Option<&str>,
) -> QueryPart {
    let mut part = QueryPart::default();
    let glued = address.query.as_deref().map(|text| cut(text, &url.at)).unwrap_or_default();
    let listed = url.query.iter().filter(|_| !address.is_cut);
    for entry in glued.iter().chain(listed) {
        part.entry(lowering, entry, replaced);
    }
    part
}

/// Cuts a query that stands in the path.
fn cut(text: &str, at: &Pointer) -> Vec<Query> {
    let piece = |piece: &str| {
        let (key, value) = match piece.split_once('=') {
            Some((key, value)) => (key, Scalar::Text(value.to_owned())),
            None => (piece, Scalar::Null),
        };
        let key = Some(key.to_owned()).filter(|key| !key.is_empty());
        Query { key, value, disabled: false, description: None, at: at.clone() }
    };
    text.split('&').map(piece).collect()
}

impl QueryPart {
    fn entry(&mut self, lowering: &mut Lowering<'_>, entry: &Query, replaced: Option<&str>) {
        let key =
            entry.key.as_deref().map(|key| lowering.name(key, "the name of a query parameter", &entry.at));
        let Some(name) = key.as_deref().filter(|key| !key.is_empty()) else {
            if !entry.disabled {
                let value = entry.value.text().map(|text| lowering.values.text(text));
                self.entries.push(QueryEntry::Fixed { key, value });
            }
            return;
        };
        if replaced == Some(name) {
            return;
        }
        let next = self.parameters.len();
        let is_first_enabled = !entry.disabled
            && self.places.get(name).is_some_and(|place| {
                self.parameters.get(*place).is_some_and(|parameter| parameter.samples.is_empty())
            });
        let place = *self.places.entry(name.to_owned()).or_insert(next);
        if place == next {
            self.parameters.push(Parameter {
                name: name.to_owned(),
                location: Location::Query,
                description: None,
                required: false,
                deprecated: false,
                secret: secret::is_secret(name),
                schema: marker::schema(entry.value.text().unwrap_or_default()),
                samples: Vec::new(),
                variable: None,
                anew: None,
            });
        }
        // Of a disabled entry and an enabled one, the enabled one says where the parameter stands.
        if is_first_enabled {
            self.entries.retain(|entry| *entry != QueryEntry::Parameter(place));
        }
        // A disabled entry needs no slot of its own where an enabled one has one.
        if !entry.disabled || place == next {
            self.entries.push(QueryEntry::Parameter(place));
        }
        let Some(parameter) = self.parameters.get_mut(place) else { return };
        let description = entry.description.as_deref();
        parameter.required |= marker::is_required(description);
        parameter.deprecated |= description.is_some_and(marker::is_deprecated);
        if parameter.description.is_none() {
            parameter.description = marker::without_required(description);
        }
        if !entry.disabled {
            let made = anew::anew(entry.value.text().unwrap_or_default(), lowering.names);
            parameter.anew = made.filter(|_| parameter.samples.is_empty());
            let sample = sample(lowering, entry, name);
            parameter.samples.push(sample);
        }
    }
}

fn sample(lowering: &mut Lowering<'_>, entry: &Query, name: &str) -> Sample {
    match entry.value.text() {
        None => Sample::Flag,
        Some(text) if secret::is_secret(name) => {
            lowering.literal_secret(text, &format!("the query parameter `{name}`"), &entry.at);
            Sample::Text(secret::example(text, &crate::api::placeholder(name)))
        }
        Some(text) => Sample::Text(lowering.values.text(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, api, query, variable};
    use super::*;

    fn shown(entries: Vec<Query>) -> String {
        let mut item = fixture::request("a", "http://h/x");
        if let Some(url) = &mut item.request.url {
            url.query = entries;
        }
        let mut collection = fixture::collection(vec![crate::postman::Item::Request(Box::new(item))]);
        collection.variables = vec![variable("v", "1&2"), variable("k", "key")];
        let api = api(&collection);
        let operation = fixture::operations(&api)[0];
        let mut out: Vec<String> = operation.query.iter().map(|entry| format!("{entry:?}")).collect();
        for it in &operation.parameters {
            let marks = [(it.required, "!"), (it.secret, "*"), (it.deprecated, "~")];
            let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
            out.push(format!("{}{marks} {:?}", it.name, it.samples));
        }
        out.join("\n")
    }

    #[test]
    fn repeated_and_disabled_entries_are_one_parameter() {
        let mut off = query("a", Scalar::Text("9".into()));
        off.disabled = true;
        let mut lone = query("page", Scalar::Text("1".into()));
        (lone.disabled, lone.description) = (true, Some("(Required) The page. Deprecated.".into()));
        insta::assert_snapshot!(shown(vec![
            query("a", Scalar::Text("{{v}}".into())),
            query("flag", Scalar::Null),
            off,
            query("a", Scalar::Number("2".into())),
            lone,
            query("{{k}}", Scalar::Text(String::new())),
        ]), @r#"
        Parameter(0)
        Parameter(1)
        Parameter(0)
        Parameter(2)
        Parameter(3)
        a [Text("1&2"), Flag]
        flag [Flag]
        page!~ []
        key [Text("")]
        "#);
    }

    #[test]
    fn a_disabled_entry_does_not_say_where_an_enabled_one_stands() {
        let mut off = query("a", Scalar::Text("9".into()));
        off.disabled = true;
        let on = || query("a", Scalar::Text("1".into()));
        insta::assert_snapshot!(shown(vec![off.clone(), query("b", Scalar::Null), on(), off, on()]), @r#"
        Parameter(1)
        Parameter(0)
        Parameter(0)
        a [Text("1"), Text("1")]
        b [Flag]
        "#);
    }

    #[test]
    fn nameless_entries_are_fixed_and_secrets_hidden() {
        let mut nameless = query("", Scalar::Text("v".into()));
        nameless.key = None;
        insta::assert_snapshot!(shown(vec![
            nameless,
            query("", Scalar::Null),
            query("api_key", Scalar::Text("abc123".into())),
            query("client_secret", Scalar::Text("{{v}}".into())),
        ]), @r#"
        Fixed { key: None, value: Some("v") }
        Fixed { key: Some(""), value: None }
        Parameter(0)
        Parameter(1)
        api_key* [Text("api_key-value")]
        client_secret* [Text("v")]
        "#);
    }
}
