//! From what the user calls a crate, or from a folder's name, to the name of a package.

use crate::write::Problem;

/// The name of a package that cargo takes and whose library has a plain identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CrateName(String);

impl CrateName {
    /// As it stands in `Cargo.toml`.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// As it stands in `use`.
    pub(crate) fn library(&self) -> String {
        self.0.replace('-', "_")
    }
}

/// Names that cannot be a library's, or that its own dependencies have.
const TAKEN: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "build",
    "const",
    "continue",
    "core",
    "crate",
    "deps",
    "do",
    "dyn",
    "else",
    "enum",
    "examples",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "incremental",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "postwright_runtime",
    "priv",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "serde_json",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "tokio",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

/// Names that files cannot have on Windows.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// Cargo takes more, but nobody wants it.
const MAX_LENGTH: usize = 64;

/// The name that the user gave.
///
/// # Errors
///
/// When it cannot be the name of a crate; the message proposes one that can.
pub(crate) fn given(name: &str) -> Result<CrateName, Problem> {
    match why_not(name) {
        None => Ok(CrateName(name.to_owned())),
        Some(why) => Err(Problem::new(format!("`{name}` cannot be the name of a crate: {why}"))
            .help(format!("give another name: --name {}", derived(&[name]).as_str()))),
    }
}

/// The name made from the first of some texts that holds a letter.
pub(crate) fn derived(texts: &[&str]) -> CrateName {
    let names = texts.iter().map(|text| cleaned(text));
    let name = names.into_iter().find(|name| name.contains(|c: char| c.is_ascii_alphabetic()));
    let mut name = name.unwrap_or_else(|| "sdk".to_owned());
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        name.insert_str(0, "api-");
    }
    if why_not(&name).is_some() {
        name.push_str("-sdk");
    }
    CrateName(name)
}

/// Lower case, with a hyphen for everything that no crate's name has.
fn cleaned(text: &str) -> String {
    let mut name = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(MAX_LENGTH - "api--sdk".len());
    name.trim_matches(['-', '_']).to_owned()
}

fn why_not(name: &str) -> Option<&'static str> {
    let library = name.to_ascii_lowercase().replace('-', "_");
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        Some("it does not begin with a letter")
    } else if !name.chars().all(is_letter) {
        Some("it may hold letters, digits, `-` and `_` of ASCII only")
    } else if library.chars().all(|c| c == '_') {
        Some("it holds no letter")
    } else if name.len() > MAX_LENGTH {
        Some("it is longer than 64 characters")
    } else if TAKEN.contains(&library.as_str()) {
        Some("it is a word of Rust, of cargo, or a crate that the SDK uses")
    } else if DEVICES.contains(&library.as_str()) {
        Some("no file can have this name on Windows")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derives_a_name_from_whatever_there_is() {
        let check = |texts: &[&str], expected: &str| {
            let name = derived(texts);
            assert_eq!(name.as_str(), expected);
            assert_eq!(given(name.as_str()), Ok(name));
        };
        check(&["generated-example"], "generated-example");
        check(&["..", "Acme API (v2)"], "acme-api-v2");
        check(&["2checkout"], "api-2checkout");
        check(&["async"], "async-sdk");
        check(&["Tokio"], "tokio-sdk");
        check(&["日本", "-"], "sdk");
        check(&["nul"], "nul-sdk");
        check(&[&"x".repeat(200)], &"x".repeat(56));
        check(&[], "sdk");
    }

    #[test]
    fn says_why_a_given_name_is_none() {
        for (name, why, proposal) in [
            ("", "begin", "--name sdk"),
            ("1a", "begin", "--name api-1a"),
            ("a b", "ASCII only", "--name a-b"),
            ("type", "word of Rust", "--name type-sdk"),
            ("serde-json", "uses", "--name serde-json-sdk"),
            ("__", "no letter", "--name sdk"),
        ] {
            let problem = given(name).unwrap_err();
            assert!(problem.message.contains(why), "{problem}");
            assert!(problem.help.unwrap().ends_with(proposal), "{name}");
        }
        assert_eq!(given("My_crate-2").unwrap().library(), "My_crate_2");
    }
}
