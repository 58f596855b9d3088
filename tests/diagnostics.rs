//! Inputs that must be refused into messages with line and column; and a case for every code there is.

use std::path::Path;

use postwright::{Code, Generator};
use postwright_tests::inputs;

#[test]
fn every_broken_case_is_refused_as_its_snapshot_says() {
    insta::glob!("cases_broken/*", |folder| {
        let case = folder.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("cases lie in this package");
        let message = refusal(&inputs::collection(case));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("refused", message));
    });
}

#[test]
fn every_refusal_names_the_file_and_a_remedy() {
    for folder in Path::new("cases_broken").read_dir().expect("the folder is there") {
        let input = inputs::collection(&folder.expect("an entry").path());
        let message = refusal(&input);
        assert!(message.starts_with("error["), "no severity and code: {message}");
        let case = input.parent().expect("it lies in the folder of the case");
        assert!(message.contains(&case.display().to_string()), "no file: {message}");
        assert!(message.contains("help: "), "no remedy: {message}");
    }
}

#[test]
fn a_file_that_is_not_there_is_refused() {
    let message = refusal(Path::new("cases_broken/not_there.json"));
    assert!(message.contains("[unreadable-file]"), "{message}");
    assert!(message.contains("cases_broken/not_there.json"), "{message}");
}

/// A message nobody has ever seen is a message nobody has read.
#[test]
fn every_code_has_a_case() {
    let mut said = refusal(Path::new("cases_broken/not_there.json"));
    let collection = Path::new("cases/auth_basic/collection.json");
    let wrong = Generator::new().environment(collection).generate(collection);
    said += &wrong.expect_err("a collection is no environment").to_string();
    for folder in Path::new("cases_broken").read_dir().expect("the folder is there") {
        said += &refusal(&inputs::collection(&folder.expect("an entry").path()));
    }
    for input in inputs::readable().expect("the inputs can be listed") {
        said += &Generator::new().generate(&input.path).expect("it generates").report();
    }
    let silent: Vec<_> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| !said.contains(&format!("[{name}]")))
        .collect();
    assert!(silent.is_empty(), "no case shows {silent:?}: add a folder to cases/ or cases_broken/ for each");
}

fn refusal(input: &Path) -> String {
    match Generator::new().generate(input) {
        Ok(_) => panic!("{} must be refused", input.display()),
        Err(error) => error.to_string(),
    }
}
