//! Collections that hold credentials into output that holds none of them.

use std::fs;
use std::path::Path;

use postwright::Generator;
use postwright_tests::inputs;

/// What every fake credential in the inputs begins with.
const MARK: &str = "literal-secret-value-";

#[test]
fn no_credential_is_written() {
    let mut seen = 0;
    for input in inputs::readable().expect("the inputs can be listed") {
        let text = text(&input.path);
        if !text.contains(MARK) {
            continue;
        }
        seen += text.matches(MARK).count();
        let generated = Generator::new().generate(&input.path).expect("it generates");
        for (what, text) in [
            ("module", &generated.module),
            ("manifest", &generated.manifest().to_string()),
            ("replay", &generated.replay()),
            ("messages", &generated.report()),
            ("guesses", &generated.guesses()),
            ("snippets", &generated.snippets("sdk").concat().concat()),
        ] {
            let line = text.lines().find(|line| line.contains(MARK));
            assert!(line.is_none(), "the {what} of {} holds a credential: {line:?}", input.path.display());
        }
    }
    assert!(seen > 15, "only {seen} credentials in the inputs: the test looks at nothing");
}

/// All that a collection holds: a folder is one of format v3.
fn text(path: &Path) -> String {
    if !path.is_dir() {
        return fs::read_to_string(path).expect("it can be read");
    }
    let entries = path.read_dir().expect("it can be listed");
    entries.map(|entry| text(&entry.expect("an entry").path())).collect()
}
