//! Collections that hold credentials into output that holds none of them.

use postwright::Generator;
use postwright_tests::inputs;

/// What every fake credential in the inputs begins with.
const MARK: &str = "literal-secret-value-";

#[test]
fn no_credential_is_written() {
    let mut seen = 0;
    for input in inputs::readable().expect("the inputs can be listed") {
        let text = std::fs::read_to_string(&input.path).expect("it can be read");
        if !text.contains(MARK) {
            continue;
        }
        seen += text.matches(MARK).count();
        let generated = Generator::new().generate(&input.path).expect("it generates");
        for (what, text) in [
            ("module", &generated.module),
            ("manifest", &generated.manifest().to_string()),
            ("messages", &generated.report()),
        ] {
            let line = text.lines().find(|line| line.contains(MARK));
            assert!(line.is_none(), "the {what} of {} holds a credential: {line:?}", input.path.display());
        }
    }
    assert!(seen > 15, "only {seen} credentials in the inputs: the test looks at nothing");
}
