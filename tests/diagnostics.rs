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

#[test]
fn what_is_guessed_is_told_by_lint_alone() {
    let generated = Generator::new().generate("cases/guesses/collection.json").expect("it generates");
    assert_eq!(generated.report(), "");
    insta::assert_snapshot!(generated.guesses(), @r#"
    note[unknown-type]: in the body of `Get cart` `coupon` is null or a variable in every sample: the type is any JSON
     --> cases/guesses/collection.json:6:173 (/item/0/request/body/raw)
      |
    6 | ...body": {"mode": "raw", "raw": "{\"coupon\": null}"}},
      |                                  ^^^^^^^^^^^^^^^^^^^^
      |
      = help: save an example with a value there, or give the field its `type` in postwright.toml
    note[unknown-type]: in the 200 answer of `Get cart` `lines` is an empty list in every sample; `owner.phone` is null or a variable in every sample: the type is any JSON
     --> cases/guesses/collection.json:8:9 (/item/0/response/0)
      |
    8 |         {"name": "empty", "code": 200, "header": [], "body": "{\"id\": 1, \"lines\": [], \"owner\": ...
      |         ^
      |
      = help: save an example with a value there, or give the field its `type` in postwright.toml
    warning[unreadable-body]: the body of this example is no JSON: expected a JSON value, found `oops`; text needs double quotes; it is taken as text
     --> cases/guesses/collection.json:9:9 (/item/0/response/1)
      |
    9 |         {"name": "odd", "code": 400, "header": [{"key": "Content-Type", "value": "application/json"}...
      |         ^
      |
      = help: correct the JSON in Postman, or the header Content-Type of the example
    note[seen-once]: 6 of 8 fields of answers were seen once: whether they may be missing or null is a guess
     --> cases/guesses/collection.json:8:9 (/item/0/response/0)
      |
    8 |         {"name": "empty", "code": 200, "header": [], "body": "{\"id\": 1, \"lines\": [], \"owner\": ...
      |         ^
      |
      = help: the example that would help most is another one of `POST Get cart` with status 200: 5 of the fields are there
    note[seen-once]: 2 of 2 variants of the enums in answers rest on one value each
      --> cases/guesses/collection.json:15:20 (/item/1/response/0)
       |
    15 |       "response": [{"name": "two", "code": 200, "header": [], "body": "[{\"id\": 1, \"total\": 5}, {...
       |                    ^
       |
       = help: save more examples, of `GET List carts` first: what is rare may be a mistake in one of them
    note[missing-example]: 1 of 3 operations have no saved example: what they answer has no type
      --> cases/guesses/collection.json:17:5 (/item/2)
       |
    17 |     {"name": "Drop cart", "request": {"method": "DELETE", "url": "https://api.example.com/cart"}}
       |     ^
       |
       = help: save examples in Postman, of `Drop cart` first
    "#);
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
        let generated = Generator::new().generate(&input.path).expect("it generates");
        said += &(generated.report() + &generated.guesses());
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
