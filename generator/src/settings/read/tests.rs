//! The keys that are read, and the schema that names them.

use serde_json::Value;

use super::*;

/// The keys of an object of the schema, sorted, that knows no others.
fn keys(schema: &Value) -> Vec<&str> {
    assert_eq!(schema["additionalProperties"], false, "{schema}");
    schema["properties"].as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_schema_names_every_key_and_no_other() {
    let schema: Value =
        serde_json::from_str(include_str!("../../../schemas/postwright.schema.json")).unwrap();
    let sorted = |names: &[&'static str]| {
        let mut names = names.to_vec();
        names.sort_unstable();
        names
    };
    assert_eq!(keys(&schema), sorted(ROOT));
    assert_eq!(keys(&schema["properties"]["responses"]), sorted(RESPONSES));
    assert_eq!(keys(&schema["$defs"]["formats"]), sorted(&words().collect::<Vec<_>>()));
    let format = &schema["$defs"]["field"]["properties"]["format"]["enum"];
    assert_eq!(*format, serde_json::json!(words().chain([NONE]).collect::<Vec<_>>()));
    let definitions = [
        ("type", TypeSettings::KEYS),
        ("field", FieldSettings::KEYS),
        ("operation", OperationSettings::KEYS),
        ("folder", FolderSettings::KEYS),
        ("server", ServerSettings::KEYS),
    ];
    for (name, known) in definitions {
        assert_eq!(keys(&schema["$defs"][name]), sorted(known), "{name}");
    }
    assert_eq!(schema["$defs"].as_object().unwrap().len(), definitions.len() + 2);
    assert_eq!(
        schema["properties"]["variables"]["additionalProperties"]["enum"],
        serde_json::json!(VARIABLE)
    );
}

/// A key that is listed but not read would be accepted and do nothing.
#[test]
fn every_key_that_is_listed_is_read() {
    for (path, known) in [
        ("", ROOT),
        ("responses", RESPONSES),
        ("formats", &words().collect::<Vec<_>>()),
        ("types.A.formats", &words().collect::<Vec<_>>()),
        ("types.A", TypeSettings::KEYS),
        ("types.A.fields.b", FieldSettings::KEYS),
        ("operations.a", OperationSettings::KEYS),
        ("folders.a", FolderSettings::KEYS),
        ("servers.a", ServerSettings::KEYS),
    ] {
        for key in known {
            let key = if path.is_empty() { (*key).to_owned() } else { format!("{path}.{key}") };
            // A date is the value of no key: what is read says so.
            let errors = read(&format!("{key} = 2026-01-01")).unwrap_err();
            let codes: Vec<_> = errors.iter().map(|error| error.code).collect();
            assert_eq!(codes, [Code::UnusableSetting], "{key}");
        }
    }
}

#[test]
fn what_is_read_is_what_methods_make() {
    let text = "[types.Key]\nrename = 'ApiKey'\nrenamed-from = ['Key', 'OldKey']\nfields.id = { required = false, values = 'samples' }\nvariants.x = 'Y'\n\
                [variables]\ntenant = 'client'\n[servers.url]\ndefault = 'https://x'\n";
    let read = read(text).unwrap();
    let key = TypeSettings::new()
        .rename("ApiKey")
        .renamed_from("Key")
        .renamed_from("OldKey")
        .field("id", FieldSettings::new().required(false).values_from_samples())
        .variant("x", "Y");
    let made = Settings::new()
        .type_named("Key", key)
        .variable("tenant", Variable::Client)
        .server("url", ServerSettings::new().default_address("https://x"));
    // All but the places in the text.
    let shown = |settings: &Settings| {
        let text = format!("{settings:?}");
        let parts: Vec<&str> = text.split("span: ").collect();
        parts.iter().map(|part| part.split_once(" }").map_or(*part, |(_, rest)| rest)).collect::<String>()
    };
    assert_eq!(shown(&read), shown(&made));
}
