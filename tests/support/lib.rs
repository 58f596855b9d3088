//! What the tests share: the inputs, the modules generated from them, and a server that records what it gets.

pub mod inputs;
pub mod server;

/// The module of every input, by the name of its case folder or its collection.
pub mod generated {
    include!(concat!(env!("OUT_DIR"), "/public.rs"));
}
