//! From text with variables to the text that is sent: the values of the collection and the environment.

use std::collections::{HashMap, HashSet};

use super::template;
use crate::api::Scope;
use crate::diagnostic::Pointer;
use crate::postman::{Collection, Environment, Scalar, Variable};

/// Postman rescans a text so often.
const PASSES: usize = 19;

/// A text that grows beyond this many bytes refers to itself.
const LONGEST: usize = 1 << 20;

/// The values of all variables.
pub(super) struct Values<'a> {
    variables: HashMap<&'a str, Value<'a>>,
    /// Variables that stand where a credential stands; their values are not to be shown anywhere.
    secrets: HashSet<&'a str>,
}

#[derive(Default)]
struct Value<'a> {
    /// Without the user and password of an address.
    text: String,
    user_info: Option<(String, String)>,
    /// In the collection; its root if the value stands elsewhere.
    at: Pointer,
    secret: bool,
    description: Option<&'a str>,
}

impl<'a> Values<'a> {
    /// Of all that are [`in_order`].
    pub(super) fn new(
        collection: &'a Collection,
        environment: &'a Environment,
        secrets: HashSet<&'a str>,
    ) -> Self {
        let mut variables: HashMap<&'a str, Value<'a>> = HashMap::new();
        for (scope, _, variable) in in_order(collection, environment) {
            let value = variables.entry(&variable.key).or_default();
            // What the settings only mark as a secret has its value from elsewhere.
            if scope == Scope::Settings && variable.value == Scalar::Missing {
                value.secret = true;
                continue;
            }
            (value.text, value.user_info) = without_user_info(cast(variable));
            value.at = if scope == Scope::Collection { variable.at.clone() } else { Pointer::root() };
            value.secret |= variable.secret || variable.kind.as_deref() == Some("secret");
            value.description = variable.description.as_deref().or(value.description);
        }
        Self { variables, secrets }
    }

    /// The variable's value, if it has one that may be shown.
    pub(super) fn known(&self, name: &str) -> Option<&str> {
        if self.is_secret(name) {
            return None;
        }
        self.variables.get(name).map(|value| value.text.as_str()).filter(|text| !text.is_empty())
    }

    /// The user and password in an address that is the variable's value; what is known of it has none.
    pub(super) fn user_info(&self, name: &str) -> Option<&(String, String)> {
        self.variables.get(name)?.user_info.as_ref()
    }

    /// Every variable whose value was an address with a user, and where it stands; by name.
    pub(super) fn with_user_info(&self) -> Vec<(&str, &Pointer)> {
        let found = self.variables.iter().filter(|(_, value)| value.user_info.is_some());
        let mut found: Vec<_> = found.map(|(name, value)| (*name, &value.at)).collect();
        found.sort_unstable_by_key(|(name, _)| *name);
        found
    }

    /// Whether its value must not be shown.
    pub(super) fn is_secret(&self, name: &str) -> bool {
        self.secrets.contains(name) || self.variables.get(name).is_some_and(|value| value.secret)
    }

    /// What the collection says about the variable.
    pub(super) fn description(&self, name: &str) -> Option<String> {
        self.variables.get(name)?.description.map(str::to_owned)
    }

    /// The text with every variable replaced, by its name where it has no value that may be shown.
    pub(super) fn text(&self, text: &str) -> String {
        let mut resolved = text.to_owned();
        for _ in 0..PASSES {
            if !resolved.contains("{{") || resolved.len() > LONGEST {
                break;
            }
            let next = self.pass(&resolved);
            if next == resolved {
                break;
            }
            resolved = next;
        }
        resolved
    }

    /// Replaces every innermost `{{name}}` once.
    fn pass(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find("{{") {
            // Of several braces in a row the last two begin the variable.
            let braces = rest[start..].bytes().take_while(|byte| *byte == b'{').count();
            let (before, inner) = rest.split_at(start + braces);
            match inner.find(['{', '}']) {
                Some(end) if end > 0 && inner[end..].starts_with("}}") => {
                    out.push_str(&before[..before.len() - 2]);
                    let name = &inner[..end];
                    match self.known(name).filter(|_| out.len() <= LONGEST) {
                        Some(value) => out.push_str(value),
                        None => out.push_str(&sanitised(name)),
                    }
                    rest = &inner[end + 2..];
                }
                Some(_) | None => {
                    out.push_str(before);
                    rest = inner;
                }
            }
        }
        out.push_str(rest);
        out
    }
}

/// The enabled variables with their scopes and files, each in front of what wins over it: globals, the collection, environments, of
/// each the later one.
pub(super) fn in_order<'a>(
    collection: &'a Collection,
    environment: &'a Environment,
) -> impl Iterator<Item = (Scope, Option<&'a str>, &'a Variable)> {
    let exports = |globals: bool| {
        let exports = environment.exports.iter().filter(move |export| export.globals == globals);
        let scope = if globals { Scope::Globals } else { Scope::Environment };
        exports.flat_map(move |export| {
            export.variables.iter().map(move |variable| (scope, Some(export.name.as_str()), variable))
        })
    };
    let own = collection.variables.iter().map(|variable| {
        let is_of_settings = variable.at == Pointer::root();
        (if is_of_settings { Scope::Settings } else { Scope::Collection }, None, variable)
    });
    exports(true).chain(own).chain(exports(false)).filter(|(_, _, variable)| !variable.disabled)
}

/// Takes `user:password@` out of an address: whatever the variable is used for, that is a secret.
fn without_user_info(text: String) -> (String, Option<(String, String)>) {
    let found = user_info_in(&text).map(|user_info| (user_info.to_owned(), user_and_password(user_info)));
    match found {
        Some((user_info, pair)) => (text.replacen(&format!("{user_info}@"), "", 1), Some(pair)),
        None => (text, None),
    }
}

/// What stands in front of the `@` of an address.
pub(super) fn user_info_in(text: &str) -> Option<&str> {
    let authority = text.get(template::find(text, "://")? + 3..)?;
    let ends = ["/", "?", "#", "\\"].iter().filter_map(|end| template::find(authority, end));
    let authority = authority.get(..ends.min().unwrap_or(authority.len()))?;
    authority.get(..template::rfind(authority, "@")?)
}

/// Cuts what stands in front of the `@` of an address.
pub(super) fn user_and_password(text: &str) -> (String, String) {
    match template::find(text, ":") {
        Some(at) => (text[..at].to_owned(), text[at + 1..].to_owned()),
        None => (text.to_owned(), String::new()),
    }
}

/// The value as Postman has it after its type cast.
fn cast(variable: &Variable) -> String {
    let text = match &variable.value {
        Scalar::Missing => return String::new(),
        Scalar::Null => return "null".into(),
        Scalar::Other(json) if json.starts_with('{') => return "[object Object]".into(),
        Scalar::Other(json) => return json.trim_matches(['[', ']']).replace('"', ""),
        Scalar::Number(text) | Scalar::Text(text) => text.clone(),
        Scalar::Boolean(value) => value.to_string(),
    };
    match variable.kind.as_deref() {
        Some("number") => number(&text),
        // Any text is true, `false` too.
        Some("boolean") if variable.value.text().is_some() => (!text.is_empty()).to_string(),
        Some("object") if text.trim_start().starts_with('{') => "[object Object]".into(),
        Some("array") => text.trim().trim_matches(['[', ']']).replace('"', ""),
        Some(_) | None => text,
    }
}

/// The text as JavaScript reads a number and writes it again.
fn number(text: &str) -> String {
    match text.trim() {
        "" => "0".into(),
        // A variable in it is replaced later.
        text if template::has_variables(text) => text.into(),
        text => text.parse::<f64>().map_or_else(|_| "NaN".into(), |number| number.to_string()),
    }
}

/// What is sent for a variable without a value: its name, every character but `A-Z a-z 0-9 _ -` replaced by `_`.
pub(super) fn sanitised(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, variable};
    use super::*;

    fn resolve(pairs: &[(&str, &str)], text: &str) -> String {
        let mut collection = fixture::collection(Vec::new());
        collection.variables = pairs.iter().map(|(key, value)| variable(key, value)).collect();
        Values::new(&collection, &Environment::default(), HashSet::new()).text(text)
    }

    #[test]
    fn values_are_nested_and_cycles_stop() {
        assert_eq!(resolve(&[("a", "1"), ("n", "a")], "x{{a}}{{{a}}}{{}}{{{{n}}}}"), "x1{1}{{}}1");
        assert_eq!(resolve(&[("a", "x{{a}}")], "{{a}}"), format!("{}{{{{a}}}}", "x".repeat(19)));
        assert_eq!(resolve(&[], "{{a b.c}}-{{$guid}}"), "a_b_c-_guid");
        let bomb: Vec<(String, String)> =
            (0..19).map(|n| (format!("v{n}"), format!("{{{{v{}}}}}", n + 1).repeat(40))).collect();
        let bomb: Vec<(&str, &str)> = bomb.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert!(resolve(&bomb, "{{v0}}").len() < 3 * LONGEST);
    }

    #[test]
    fn the_environment_wins_and_secrets_keep_their_names() {
        let mut collection = fixture::collection(Vec::new());
        collection.variables =
            vec![variable("a", "collection"), variable("s", "hidden"), variable("t", "hidden")];
        collection.variables[1].secret = true;
        let mut environment = fixture::environment(vec![variable("a", "environment"), variable("a", "off")]);
        environment.exports[0].variables[1].disabled = true;
        let values = Values::new(&collection, &environment, HashSet::from(["t"]));
        assert_eq!(values.text("{{a}} {{s}} {{t}}"), "environment s t");
    }

    #[test]
    fn types_are_cast_as_postman_does() {
        let cast_of = |value: Scalar, kind: &str| {
            let mut variable = variable("a", "");
            (variable.value, variable.kind) = (value, Some(kind.to_owned()));
            cast(&variable)
        };
        assert_eq!(cast_of(Scalar::Text("007".into()), "number"), "7");
        assert_eq!(cast_of(Scalar::Text("abc".into()), "number"), "NaN");
        assert_eq!(cast_of(Scalar::Text("false".into()), "boolean"), "true");
        assert_eq!(cast_of(Scalar::Text("{\"a\":1}".into()), "object"), "[object Object]");
        assert_eq!(cast_of(Scalar::Other("[1,2]".into()), "any"), "1,2");
        assert_eq!(cast_of(Scalar::Null, "any"), "null");
    }
}
