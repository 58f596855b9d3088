//! What is laid out without a parser, beside what prettyplease makes of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{INDENT, Job, What, flatten, parsed, plain};
use crate::code::{Code, Comments, Tokens};
use crate::pipeline::{self, Input, Own, Understood};
use crate::{emit, settings::Settings};

/// Compares, unless a parser is needed, which this tells.
fn is_plain(tokens: &Tokens<'_>, job: &Job<'_, '_>) -> bool {
    let comments = Comments::default();
    let Some(text) = plain::items(tokens(&comments), job.depth * INDENT, &comments) else { return false };
    assert_eq!(text, parsed::items(tokens, job).expect("it is Rust"));
    true
}

/// Compares code in which `NAME` stands for names of all lengths; how many of a hundred need no parser.
fn plain_lengths(code: &str, in_impl: bool) -> usize {
    let is_plain = |(depth, length): (usize, usize)| {
        let code = code.replace("NAME", &"N".repeat(length));
        let tokens: Tokens<'_> = Box::new(move |_| code.parse().expect("tokens"));
        is_plain(&tokens, &Job { what: What::Close, depth, in_impl })
    };
    [1, 8]
        .into_iter()
        .flat_map(|depth| (1..=50).map(move |half| (depth, 2 * half - depth / 8)))
        .filter(|it| is_plain(*it))
        .count()
}

#[test]
fn names_of_all_lengths() {
    let of_module = [
        "use super::NAME; use postwright_runtime::codegen::*;",
        "pub type A = NAME;",
        "#[doc = \" NAME\"] #[non_exhaustive] pub struct A { pub NAME: Vec<u8>, pub(super) r#type: NAME, }",
        "#[derive(Clone, NAME)] #[must_use = \"NAME\"] pub struct A(NAME);",
        "pub struct A { #[serde(rename = \"NAME\", default, skip_serializing_if = \"Option::is_none\")] pub a: Option<NAME>, }",
        "pub struct A { #[serde(rename = \"NAME\")] pub a: std::collections::BTreeMap<String, Vec<NAME>>, }",
        "pub struct NAME {}",
        "pub enum NAME { A(types::NAME), NAME, B(Vec<NAME>), }",
        "pub mod NAME {}",
        "const _: () = NAME(\"0.1.0\");",
    ];
    let of_impl = [
        "const A: NAME = A::new(\"GET\", 0, \"/NAME\");",
        "const A: A = A::new(\"GET\", 0, \"/NAME\").named(\"a\").query(&[Query::A(\"b\"), Query::C(None, Some(\"d\"))]).auth(&[1]);",
        "const A: A = A::new(\"GET\").named(\"NAME\").headers(&[(\"a\", \"NAME\"), (\"b\", \"c\")]);",
        "const A: A = A::new(\"GET\").headers(&[(\"a\", \"NAME\")]).auth(&[0, 1]).keep_redirects();",
        "pub fn NAME() -> NAME { NAME { core: A::new(&Self::API) } }",
        "pub fn a(&self) -> a::NAME { a::NAME { core: self.core.clone() } }",
        "pub fn a<'a>(&self, b: impl Into<Value<'a>>, body: &[NAME]) -> A { A(Call::new(&self.core, &A::B).path(\"b\", b).json(body)) }",
        "pub fn a(&self) -> NAME { NAME(Call::new(&self.core, &NAME::OPERATION)) }",
        "pub fn a(&self, body: &NAME) -> B { B(Call::new(&self.core, &NAME::OPERATION).json(body)) }",
        "pub fn a(&self, b: Vec<NAME>, c: C<NAME, D>) -> B { B(Call::new(&self.core, b, c)) }",
        "pub fn a(&self, b: B) -> Option<NAME> { self.b(b) }",
        "pub fn a<'a>(self, NAME: impl Into<Value<'a>>) -> Self { Self(self.0.set_query(\"NAME\", NAME)) }",
        "#[must_use] pub fn a(mut self, NAME: impl Into<String>) -> Self { self.NAME = Some(NAME.into()); self }",
        "#[deprecated(note = \"NAME\")] pub fn a(self, NAME: NAME) -> Self { self.b(NAME) }",
        "pub fn new(a: impl Into<String>, NAME: Option<NAME>) -> Self { Self { a: a.into(), NAME, b: None } }",
        "pub fn a(self, b: NAME) -> Self { Self { core: self.core.credential(0, B::new(b).set(\"c\", \"NAME\")) } }",
        "pub fn a() -> A { f((NAME, 1)) }",
        "pub fn a() -> A { f([NAME, 1]) }",
        "pub fn a() -> A { f(&[NAME, 1], g(NAME)) }",
        "pub fn a() { f(NAME); g(h(NAME), &NAME); }",
        "pub(super) fn a(b: NAME, c: C) -> C { c }",
    ];
    let shown = |(code, in_impl): (&str, bool)| format!("{:>3} {code}", plain_lengths(code, in_impl));
    let all = of_module.map(|code| (code, false)).into_iter().chain(of_impl.map(|code| (code, true)));
    insta::assert_snapshot!(all.map(shown).collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_is_not_known_is_left_to_a_parser() {
    let codes = [
        "fn a() { if b { c() } }",
        "fn a() { match b {} }",
        "fn a() { |b| c }",
        "fn a() { b + c }",
        "fn a() { b? }",
        "fn a() { b < c }",
        "fn a() { (b,) }",
        "fn a() { b..c }",
        "fn a() { -1 }",
        "fn a() { b!() }",
        "fn a() {}",
        "struct A {}",
        "impl A {}",
        "mod a { mod b {} }",
        "#[doc = \" a \\\" b\"] struct A;",
        "#[doc = \" a \"] struct A;",
        "#[doc = \"\"] struct A;",
        "#[doc = \"/\"] struct A;",
    ];
    for code in codes {
        let tokens: Tokens<'_> = Box::new(|_| code.parse().expect("tokens"));
        parsed::items(&tokens, &Job { what: What::Close, depth: 0, in_impl: false }).expect("it is Rust");
        assert!(!is_plain(&tokens, &Job { what: What::Close, depth: 0, in_impl: false }), "{code}");
    }
}

#[test]
fn most_of_real_code_needs_no_parser() {
    // Real collections are no part of this repository, but may be named.
    let named = std::env::var_os("POSTWRIGHT_COLLECTIONS").map(PathBuf::from);
    let (mut plain, mut all) = (0, 0);
    for folder in [Some(collections()), named].into_iter().flatten() {
        each_piece(&folder, |tokens, job| {
            all += 1;
            plain += usize::from(is_plain(tokens, job));
        });
    }
    assert!(plain * 100 > all * 95, "{plain} of {all}");
}

#[test]
fn attributes_beside_the_tokens_look_like_all_others() {
    let mut seen = BTreeSet::new();
    each_piece(&collections(), |tokens, job| {
        let comments = Comments::default();
        tokens(&comments);
        let marked = (0..).map_while(|number| comments.marked(&format!("#[_{number}]")));
        seen.extend(marked.flat_map(|above| above.attributes).map(|attribute| (job.depth, *attribute)));
    });
    assert!(seen.len() > 4, "{seen:?}");
    for (depth, attribute) in seen {
        // Those of fields stand deeper than those of their struct.
        let (depth, margin) = (depth + 1, " ".repeat((depth + 1) * INDENT));
        let tokens: Tokens<'_> =
            Box::new(move |_| format!("{attribute} fn a() {{}}").parse().expect("tokens"));
        let printed = parsed::items(&tokens, &Job { what: What::Close, depth, in_impl: false });
        assert_eq!(printed.expect("it is Rust"), format!("{margin}{attribute}\n{margin}fn a() {{}}\n"));
    }
}

fn collections() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../collections")
}

/// Shows all pieces that are made of the collections in a folder.
fn each_piece(folder: &Path, mut show: impl FnMut(&Tokens<'_>, &Job<'_, '_>)) {
    let files = std::fs::read_dir(folder).expect("a folder");
    let files = files.map(|entry| entry.expect("an entry").path());
    for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let client = understood(&file).client;
        let pieces: Vec<Code<'_>> = emit::client(&client);
        let mut jobs = Vec::new();
        flatten(&pieces, 0, false, &mut jobs);
        for job in &jobs {
            if let What::Items(tokens) | What::Module(tokens) = job.what {
                show(tokens, job);
            }
        }
    }
}

fn understood(file: &Path) -> Understood {
    let source = pipeline::read(file).expect("it can be read");
    let own = Own { settings: Settings::default(), file: None };
    pipeline::understand(&Input { source, environments: Vec::new(), own }, None).expect("it is a collection")
}
