//! Facts about format v1: each collection of it has the SDK, the replay and the manifest of one in format v2.1.

use std::error::Error;
use std::fs;
use std::path::Path;

use postwright::{Generated, Generator};
use serde_json::Value;

type Outcome = Result<(), Box<dyn Error>>;

/// All that is made of a collection, without what only says where it came from.
fn made(folder: &Path, collection: &Value) -> Result<(String, Generated), Box<dyn Error>> {
    let path = folder.join("cups.json");
    fs::write(&path, collection.to_string())?;
    let generated = Generator::new().generate(&path)?;
    let mut replay = generated.replay();
    let mut manifest = generated.manifest();
    manifest["collection"]["format"] = Value::Null;
    // Those of v1 are compared apart, in v2.1 they are not even there.
    manifest["skipped"] = Value::Null;
    for operation in manifest["operations"].as_array_mut().into_iter().flatten() {
        let pointer = operation["pointer"].take();
        let pointer = pointer.as_str().ok_or("an operation has a pointer")?;
        replay = replay.replace(&format!("\"{pointer}\""), "\"\"");
        operation["request_body"]["pointer"] = Value::Null;
        for response in operation["responses"].as_array_mut().into_iter().flatten() {
            response["examples"]
                .as_array_mut()
                .into_iter()
                .flatten()
                .for_each(|example| *example = Value::Null);
        }
    }
    let module = generated.module.split_once('\n').ok_or("a module has a header")?.1;
    Ok((format!("{module}\n{replay}\n{manifest:#}"), generated))
}

#[test]
fn each_fact_is_one_of_later_formats_too() -> Outcome {
    let pairs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/v1.json"))?;
    let pairs: Vec<Value> = serde_json::from_str(&pairs)?;
    assert!(pairs.len() >= 29, "{} facts", pairs.len());
    let folder = tempfile::tempdir()?;
    let mut wrong = Vec::new();
    for pair in &pairs {
        let fact = pair["fact"].as_str().ok_or("a fact")?;
        let (old, of_v1) = made(folder.path(), &pair["v1"])?;
        let (new, of_v2) = made(folder.path(), &pair["v2.1"])?;
        let first = old.lines().zip(new.lines()).find(|(old, new)| old != new);
        if old != new {
            wrong.push(format!("{fact}: {first:?}"));
        }
        let skipped = of_v1.manifest();
        let skipped = skipped["skipped"].as_array().into_iter().flatten().map(|it| &it["name"]);
        let dropped = pair["dropped"].as_array();
        assert!(skipped.eq(dropped.into_iter().flatten()), "{fact}: {}", of_v1.manifest()["skipped"]);
        assert_eq!(of_v1.manifest()["collection"]["format"], "v1", "{fact}");
        assert_eq!(of_v2.manifest()["collection"]["format"], "v2.1", "{fact}");
    }
    assert!(wrong.is_empty(), "of {}:\n{}", pairs.len(), wrong.join("\n"));
    Ok(())
}
