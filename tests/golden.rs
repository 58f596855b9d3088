//! Every case into its diagnostics and its module, compared with the snapshot beside it.

use std::path::Path;

use postwright::Generator;
use postwright_tests::inputs;

#[test]
fn every_case_generates_what_its_snapshot_says() {
    insta::glob!("cases/*", |folder| {
        let case = folder.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("cases lie in this package");
        let generated = generate(&inputs::collection(case));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("generated", generated));
    });
}

/// What a reviewer wants to see of a case.
fn generate(input: &Path) -> String {
    match Generator::new().generate(input) {
        Ok(generated) if generated.report().is_empty() => generated.module,
        Ok(generated) => format!("{}\n\n{}", generated.report().trim_end(), generated.module),
        Err(error) => panic!("{} is refused:\n{error}", input.display()),
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for input in inputs::readable().expect("the inputs can be listed") {
        let [first, second] = [(); 2].map(|()| Generator::new().generate(&input.path).expect("it generates"));
        assert_eq!(first.module, second.module, "{}", input.path.display());
        assert_eq!(first.manifest(), second.manifest(), "{}", input.path.display());
    }
}

/// A team need not care which format it has.
#[test]
fn every_format_gives_one_sdk() {
    let formats = [
        ("v1", "../collections/tides.v1.postman_collection.json"),
        ("v2.0", "../collections/tides.v2.0.postman_collection.json"),
        ("v2.1", "../collections/tides.v2.1.postman_collection.json"),
        ("v3", "../collections/tides.v3"),
    ];
    let sdks = formats.map(|(format, path)| {
        let generated = Generator::new().generate(path).expect("it generates");
        assert!(generated.report().is_empty(), "{path}: {}", generated.report());
        let mut manifest = generated.manifest();
        assert_eq!(manifest["collection"]["format"], format, "{path}");
        manifest["collection"]["format"] = serde_json::Value::Null;
        without_pointers(&mut manifest);
        let (header, module) = generated.module.split_once('\n').expect("a header line");
        let name = path.rsplit('/').next().expect("a name");
        assert!(header.contains(&format!(" from {name}.")), "{header}");
        (path, module.to_owned(), manifest)
    });
    for (path, module, manifest) in &sdks {
        assert_eq!(*module, sdks[0].1, "{path}");
        assert_eq!(*manifest, sdks[0].2, "{path}");
    }
}

/// Pointers are all that a manifest says of the format.
fn without_pointers(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(object) => {
            object.remove("pointer");
            if let Some(examples) = object.get_mut("examples").and_then(serde_json::Value::as_array_mut) {
                examples.fill(serde_json::Value::Null);
            }
            object.values_mut().for_each(without_pointers);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(without_pointers),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

/// Adding a request must not rename another: the diff of a regenerated SDK would be unreadable.
#[test]
fn a_new_request_renames_no_other() {
    let functions = |manifest: &serde_json::Value| -> Vec<String> {
        let operations = manifest["operations"].as_array().expect("a list of operations");
        operations.iter().map(|operation| operation["function"].to_string()).collect()
    };
    let text = std::fs::read_to_string("cases/names_collide/collection.json").expect("the case is there");
    let mut collection: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("collection.json");
    let run = |collection: &serde_json::Value| {
        std::fs::write(&file, collection.to_string()).expect("it can be written");
        functions(&Generator::new().generate(&file).expect("it generates").manifest())
    };
    let before = run(&collection);
    let new =
        serde_json::json!({"name": "Get thing", "request": {"method": "PUT", "url": "{{baseUrl}}/more"}});
    collection["item"][0]["item"].as_array_mut().expect("a folder").insert(0, new);
    let after = run(&collection);
    let missing: Vec<_> = before.iter().filter(|function| !after.contains(function)).collect();
    assert!(missing.is_empty(), "{missing:?} of {before:?} are gone; now there are {after:?}");
}
