//! Every case into its diagnostics and its module, compared with the snapshot beside it.

use std::path::Path;

use postwright::Generator;

#[test]
fn every_case_generates_what_its_snapshot_says() {
    insta::glob!("cases/*/collection.json", |path| {
        let folder = path.parent().expect("a case is a folder");
        let input = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("cases lie in this package");
        let generated = generate(input);
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
    for input in postwright_tests::inputs::readable().expect("the inputs can be listed") {
        let [first, second] = [(); 2].map(|()| Generator::new().generate(&input.path).expect("it generates"));
        assert_eq!(first.module, second.module, "{}", input.path.display());
        assert_eq!(first.manifest(), second.manifest(), "{}", input.path.display());
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
