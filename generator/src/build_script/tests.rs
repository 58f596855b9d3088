//! Build scripts: what is written, and the lines for cargo.

use super::*;
use crate::diagnostic::{Code, Pointer};

fn lines(builder: &Builder) -> (Result<(), Error>, String) {
    let mut out = Vec::new();
    let result = builder.run_to(&mut out);
    (result, String::from_utf8(out).unwrap())
}

#[test]
fn a_module_has_the_name_of_its_file() {
    for (path, name) in [
        ("a/sunshine.postman_collection.json", "sunshine"),
        ("Acme API (v2).json", "acme_api_v2"),
        ("acmeAPI-v2", "acme_api_v2"),
        ("2checkout.json", "sdk_2checkout"),
        ("type.json", "type_"),
        ("gen.json", "gen_"),
        ("日本.json", "sdk"),
        (".json", "sdk"),
        ("..", "sdk"),
        ("self.json", "self_"),
    ] {
        assert_eq!(module_name(Path::new(path)), name, "{path}");
        assert!(is_module(name), "{name}");
    }
}

#[test]
fn everything_is_watched_even_if_it_cannot_be_read() {
    let builder = Builder::new().environment("all.json").collection("none.json").environment("own.json");
    let (result, out) = lines(&builder.out_dir("."));
    let expected =
        ["all.json", "none.json", "own.json"].map(|path| format!("cargo::rerun-if-changed={path}\n"));
    assert_eq!(out, expected.concat());
    let error = result.unwrap_err();
    assert!(format!("{error}").contains("all.json") && format!("{error:?}") == format!("{error}"), "{error}");
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    let refused = |builder: Builder| lines(&builder.out_dir(".")).0.unwrap_err().to_string();
    assert!(refused(Builder::new().module_name("a").collection("c")).contains("belongs to no collection"));
    let error = refused(Builder::new().collection("c").module_name("a-b"));
    assert!(error.contains("`a-b` cannot be") && error.contains("`a_b`"), "{error}");
}

#[test]
fn warnings_are_single_lines_and_not_too_many() {
    let source = Source::from_text("c.json", "");
    let warning = Diagnostic::new(Severity::Warning, Code::UnknownAuthType, "two\nlines", Pointer::root());
    let printed = |count: usize| {
        let mut out = Vec::new();
        warn(&mut out, &source, &vec![&warning; count]);
        String::from_utf8(out).unwrap()
    };
    assert_eq!(printed(0), "");
    assert_eq!(printed(10).lines().count(), 10);
    let many = printed(13);
    assert_eq!(many.lines().count(), 11);
    assert!(many.lines().all(|line| line.starts_with("cargo::warning=")));
    assert!(many.ends_with("=3 more; `postwright lint c.json` shows all of them\n"), "{many}");
}

const COLLECTION: &str = r#"{
  "info": {"name": "x", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [{"name": "List", "request": {"method": "GET", "url": "https://x.test/a"}}]
}"#;

#[cfg(feature = "toml")]
#[test]
fn settings_lie_beside_a_collection_or_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| std::fs::write(path(name), text).unwrap();
    write("shop.json", COLLECTION);
    write("shop.postwright.toml", "[operations.List]\nrename = 'of_the_file'\n");
    write("other.json", COLLECTION);
    let said = |name: &str| Settings::new().operation("List", crate::OperationSettings::new().rename(name));
    let build = |other: &str| {
        let builder = Builder::new().collection(path("shop.json")).collection(path("other.json"));
        let (result, out) = lines(&builder.settings(said(other)).out_dir(folder.path()));
        result.map(|()| out)
    };
    let out = build("of_the_method").unwrap();
    let watched: Vec<&str> = out.lines().filter_map(|line| line.rsplit(['/', '\\']).next()).collect();
    assert_eq!(watched, ["shop.json", "other.json", "shop.postwright.toml"]);
    let module = |name: &str| std::fs::read_to_string(path(name)).unwrap();
    assert!(
        module("shop.rs").contains("pub fn of_the_file(")
            && module("other.rs").contains("pub fn of_the_method(")
    );
    let written = std::fs::metadata(path("shop.rs")).unwrap().modified().unwrap();
    build("another").unwrap();
    assert_eq!(std::fs::metadata(path("shop.rs")).unwrap().modified().unwrap(), written);
    let error = build("an other").unwrap_err().to_string();
    assert!(error.contains("--> the settings (/operations/List/rename)"), "{error}");
}

#[test]
fn settings_for_all_go_before_a_file_and_after_own_ones() {
    let folder = tempfile::tempdir().unwrap();
    let collection = folder.path().join("shop.json");
    std::fs::write(&collection, COLLECTION).unwrap();
    let said = |name: &str| Settings::new().operation("List", crate::OperationSettings::new().rename(name));
    let builder = Builder::new().settings(said("all")).collection(&collection).out_dir(folder.path());
    let text = |builder: &Builder| {
        lines(builder).0.unwrap();
        std::fs::read_to_string(folder.path().join("shop.rs")).unwrap()
    };
    assert!(text(&builder).contains("pub fn all("));
    assert!(text(&builder.settings(said("own"))).contains("pub fn own("));
}
