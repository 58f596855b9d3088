//! Exports of environments and of globals.

use super::entry::{self, Naming};
use super::json::{Json, Object};
use super::lookalike;
use super::shape::Reader;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Pointer};
use crate::postman::Export;
use crate::source::Source;

/// Reads a file. Its diagnostics and the pointers of its variables point into this file.
pub(crate) fn read(source: &Source, diagnostics: &mut Diagnostics) -> Result<Export, Diagnostic> {
    // The API wraps the export in a name of its kind.
    let root = super::text(source)?;
    let (root, at) = match root.as_object() {
        Some(object) if object.object("environment").is_some() => super::open(root, "environment"),
        Some(object) if object.object("globals").is_some() => super::open(root, "globals"),
        Some(_) | None => (root, Pointer::root()),
    };
    if root.as_object().is_none_or(|object| object.list("values").is_none()) {
        return Err(refuse(&root, &at));
    }
    let Json::Object(mut object) = root else { return Err(refuse(&root, &at)) };
    let mut reader = Reader { diagnostics };
    let scope = reader.text(&mut object, "_postman_variable_scope", &at);
    let values = reader.list(&mut object, "values", &at);
    #[cfg(feature = "yaml")]
    if crate::source::is_yaml(&source.name) {
        let globals = scope.as_deref() == Some("globals") || is_globals(source, &object);
        let variables = super::v3::variables(&mut reader, Json::List(values), &at.key("values"));
        return Ok(Export { name: source.name.clone(), globals, variables });
    }
    let variables = entry::variables(&mut reader, values, &at.key("values"), Naming::KeyOnly);
    Ok(Export { name: source.name.clone(), globals: scope.as_deref() == Some("globals"), variables })
}

/// Whether a YAML file holds globals: its kind or its name says so.
#[cfg(feature = "yaml")]
fn is_globals(source: &Source, object: &Object) -> bool {
    let name = source.file_name();
    object.text("$kind") == Some("globals")
        || [".globals.yaml", ".globals.yml"].iter().any(|suffix| name.ends_with(suffix))
}

fn refuse(root: &Json, at: &Pointer) -> Diagnostic {
    let help = "export the environment from Postman, and pass that file with `--environment`";
    let is_collection = |object: &Object| {
        object.list("item").is_some()
            || object.list("requests").is_some()
            || object.object("collection").is_some()
    };
    match root {
        Json::Object(object) if is_collection(object) => {
            let message = "this is a collection, but an environment is expected";
            Diagnostic::error(Code::NotAnEnvironment, message, at.clone())
                .help("give the collection without `--environment`")
        }
        Json::Object(object) if object.has("values") => {
            let message = "`values` is not a list of variables, but an environment is expected";
            Diagnostic::error(Code::NotAnEnvironment, message, at.key("values")).help(help)
        }
        Json::Object(object) => {
            let found = lookalike::name(object).unwrap_or("an object without it");
            let message = format!("the list `values` of an environment is expected, but this is {found}");
            Diagnostic::error(Code::NotAnEnvironment, message, at.clone()).help(help)
        }
        Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => {
            let message = format!("this is {}, but an environment is an object", root.describe());
            Diagnostic::error(Code::NotAnEnvironment, message, at.clone()).help(help)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(text: &str) -> Result<Export, Diagnostic> {
        read(&Source::from_text("e.json", text), &mut Diagnostics::default())
    }

    #[test]
    fn reads_an_export() {
        let file = export(
            r#"{"id": "e", "name": "Dev", "_postman_variable_scope": "environment", "values": [
                {"key": "url", "value": "https://h", "enabled": true, "type": "default"},
                {"key": "token", "value": "t", "type": "secret"},
                {"key": "old", "value": "x", "enabled": false},
                {"key": "off", "value": 1, "disabled": true, "secret": true}
            ]}"#,
        )
        .unwrap();
        let shown: Vec<_> =
            file.variables.iter().map(|v| (v.key.as_str(), v.secret, v.disabled, v.at.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("url", false, false, "/values/0"),
                ("token", true, false, "/values/1"),
                ("old", false, true, "/values/2"),
                ("off", true, true, "/values/3"),
            ]
        );
    }

    #[cfg(feature = "yaml")]
    #[test]
    fn reads_yaml() {
        let text = "name: Dev\nvalues:\n  - {key: url, value: https://h, enabled: true, type: default}\n  - {key: n, value: 1.10, enabled: false}\n  - {key: token, value: t, type: secret}\n";
        let read = |name: &str| read(&Source::from_text(name, text), &mut Diagnostics::default()).unwrap();
        let file = read("e.environment.yaml");
        let shown: Vec<_> = file
            .variables
            .iter()
            .map(|v| (v.key.as_str(), v.value.to_text(), v.secret, v.disabled, v.at.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                ("url", Some("https://h".to_owned()), false, false, "/values/0"),
                ("n", Some("1.10".to_owned()), false, true, "/values/1"),
                ("token", Some("t".to_owned()), true, false, "/values/2"),
            ]
        );
        assert!(!file.globals && read("g.globals.yaml").globals);
    }

    #[test]
    fn opens_the_envelope() {
        let file = export(r#"{"environment": {"values": [{"key": "a", "value": "1"}]}}"#).unwrap();
        assert_eq!(file.variables[0].at.as_str(), "/environment/values/0");
    }

    #[test]
    fn the_scope_tells_globals_from_an_environment() {
        let is_globals = |scope: &str| {
            export(&format!(r#"{{"_postman_variable_scope": "{scope}", "values": []}}"#)).unwrap().globals
        };
        assert!(is_globals("globals") && !is_globals("environment"));
    }

    #[test]
    fn refuses_other_files() {
        let refused = |text: &str| {
            let error = export(text).err().unwrap();
            format!("{} {} {}; {}", error.code.name(), error.pointer, error.message, error.help.unwrap())
        };
        let cases = [
            r#"{"info": {}, "item": []}"#,
            r#"{"name": "n", "values": {"a": "1"}}"#,
            r#"{"name": "n"}"#,
            "[]",
            "{",
        ];
        let all: Vec<String> = cases.iter().map(|text| refused(text)).collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        not-an-environment  this is a collection, but an environment is expected; give the collection without `--environment`
        not-an-environment /values `values` is not a list of variables, but an environment is expected; export the environment from Postman, and pass that file with `--environment`
        not-an-environment  the list `values` of an environment is expected, but this is an object without it; export the environment from Postman, and pass that file with `--environment`
        not-an-environment  this is a list, but an environment is an object; export the environment from Postman, and pass that file with `--environment`
        invalid-json  the file ends inside of an object; the file seems cut off; export the collection from Postman again
        "#);
    }
}
