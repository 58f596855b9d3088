//! Prints a client that has every construct once, and compares it with the snapshot beside this file.

mod sample;

use super::*;
use crate::print;

fn printed(client: &rust::Client, threads: usize) -> String {
    print::file("// Generated.", &super::client(client), threads).expect("the sample is Rust")
}

#[test]
fn every_construct_is_printed() {
    let text = printed(&sample::client(), 1);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("every_construct", text);
    });
}

#[test]
fn threads_do_not_change_the_text() {
    let client = sample::client();
    assert_eq!(printed(&client, 1), printed(&client, 3));
}

#[test]
fn it_is_laid_out_as_prettyplease_lays_out_the_whole() {
    let text = printed(&sample::client(), 1);
    let whole = prettyplease::unparse(&syn::parse_file(&text).expect("it is Rust"));
    // Blank lines and macros are our own.
    let lines = |text: &str| {
        let mut inside = false;
        let mut lines = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("// ")) {
            inside |= ["call!(", "answers!(", "union!(", "form!(", "client_builder!("]
                .iter()
                .any(|name| line.trim_start().starts_with(name));
            if !inside {
                lines.push(line.to_owned());
            }
            inside &= !line.ends_with(");");
        }
        lines
    };
    assert_eq!(lines(&text), lines(&whole));
}

/// How fast pieces become text, against reading and laying out the same text as a whole: run it with
/// `cargo test --release -- --ignored --nocapture speed`.
#[test]
#[ignore = "a measurement"]
fn speed() {
    let client = sample::large(2_000, 3_000);
    let time = |what: &str, run: &dyn Fn() -> String| {
        let best = (0..5)
            .map(|_| {
                let start = std::time::Instant::now();
                let text = run();
                (start.elapsed(), text.len())
            })
            .min();
        let (best, bytes) = best.expect("five runs");
        let speed = f64::from(u32::try_from(bytes).expect("small")) / 1e6 / best.as_secs_f64();
        println!("{what}: {bytes} bytes in {best:?}, {speed:.1} MB/s");
    };
    let text = printed(&client, 1);
    time("floor", &|| prettyplease::unparse(&syn::parse_file(&text).expect("it is Rust")));
    time("one thread", &|| printed(&client, 1));
    time("two threads", &|| printed(&client, 2));
}
