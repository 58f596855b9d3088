//! What documentation shows of each operation: the programs of every case and every collection are compiled, as users of
//! the SDK, under `deny(warnings)`; those of some are read.

use postwright_tests::inputs;

include!(concat!(env!("OUT_DIR"), "/snippets.rs"));

#[test]
fn every_operation_of_every_input_has_a_program_that_compiles() {
    let list = include_str!(concat!(env!("OUT_DIR"), "/snippets.rs"));
    let mut operations = 0;
    for input in inputs::readable().expect("the inputs can be listed") {
        let generated = postwright::Generator::new().generate(&input.path).expect("it is generated");
        let manifest = generated.manifest();
        let expected = manifest["operations"].as_array().map_or(0, Vec::len);
        operations += expected;
        let shown = generated.snippets(&input.module);
        assert_eq!(shown.len(), expected, "{}", input.path.display());
        for [function, program, ..] in shown {
            let program = program.replace("#[tokio::main]\n", "");
            assert!(
                list.contains(&program),
                "{}: {function} is not compiled:\n{program}",
                input.path.display()
            );
        }
    }
    assert!(operations > 300, "only {operations} operations");
}
