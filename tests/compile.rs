//! Every case and every collection, compiled under `deny(warnings, missing_docs)` as private modules of a binary
//! that uses none of it. As public modules of a library they stand in this package's library.

use postwright_tests::inputs;

include!(concat!(env!("OUT_DIR"), "/private.rs"));

#[test]
fn every_input_is_compiled() {
    let list = include_str!(concat!(env!("OUT_DIR"), "/private.rs"));
    let inputs = inputs::readable().expect("the inputs can be listed");
    assert!(inputs.len() > 70, "only {} inputs: are the folders where they were?", inputs.len());
    for input in inputs {
        assert!(
            list.contains(&format!("\nmod {} {{", input.module)),
            "{} is not compiled",
            input.path.display()
        );
    }
}
