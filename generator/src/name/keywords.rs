//! Words that cannot be plain identifiers, in any edition, and names that generated code must not redefine.

/// Keywords of every edition up to 2024, strict and reserved. `syn` knows `gen` as an identifier, edition
/// 2024 does not, so the table is ours.
const KEYWORDS: &[&str] = &[
    // Strict, since 2015.
    "as", "break", "const", "continue", "else", "enum", "extern", "false", "fn", "for", "if", "impl", "in",
    "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static", "struct", "trait",
    "true", "type", "unsafe", "use", "where", "while", // Strict, since 2018.
    "async", "await", "dyn", // Reserved.
    "abstract", "become", "box", "do", "final", "macro", "override", "priv", "try", "typeof", "unsized",
    "virtual", "yield", // Reserved, since 2024.
    "gen",
];

/// Keywords that not even `r#` makes an identifier.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self", "_"];

/// Names that clippy takes for placeholders.
const PLACEHOLDERS: &[&str] = &["baz", "foo", "quux"];

/// The identifier for a text that has an identifier's form: raw or with an underscore where it is a keyword.
pub(super) fn escape(text: String) -> String {
    if NEVER_RAW.contains(&text.as_str()) || PLACEHOLDERS.contains(&text.as_str()) {
        format!("{text}_")
    } else if KEYWORDS.contains(&text.as_str()) {
        format!("r#{text}")
    } else {
        text
    }
}

/// Types that generated modules use: from Rust's prelude and from `postwright_runtime::codegen`.
pub(super) const TYPES: &[&str] = &[
    "Api",
    "AsMut",
    "AsRef",
    "Box",
    "Bytes",
    "Call",
    "Clone",
    "Content",
    "Copy",
    "Core",
    "CoreBuilder",
    "Debug",
    "Default",
    "Deserialize",
    "Deserializer",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "Extend",
    "Field",
    "Fn",
    "FnMut",
    "FnOnce",
    "Form",
    "From",
    "FromIterator",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Json",
    "None",
    "Number",
    "Ok",
    "Operation",
    "Option",
    "OrPlaceholder",
    "Ord",
    "Part",
    "PartialEq",
    "PartialOrd",
    "Query",
    "RawResponse",
    "Response",
    "Result",
    // No raw identifier can stand for it.
    "Self",
    "Send",
    "Serialize",
    "Serializer",
    "Server",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Value",
    "Variable",
    "Vec",
];

/// Modules that generated code names.
pub(super) const MODULES: &[&str] =
    &["alloc", "auth", "codegen", "core", "postwright_runtime", "serde", "std", "types"];

/// Methods of a folder's struct that would shadow a trait's, or that clippy reads as one.
pub(super) const METHODS: &[&str] = &[
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "builder",
    "clone",
    "clone_from",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "eq",
    "fmt",
    // Of the client, made by a macro of the runtime.
    "from_env",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into_iter",
    "mul",
    "ne",
    "neg",
    "new",
    "next",
    "not",
    "partial_cmp",
    "rem",
    "shl",
    "shr",
    "sub",
    "to_owned",
    "to_string",
];

/// Per-call options: the closed list of a call's own methods, and those kept free for later.
pub(super) const CALL_OPTIONS: &[&str] = &[
    "attempt_timeout",
    "auth",
    "base_url",
    "body",
    "call_blocking",
    "header",
    "headers",
    "idempotency_key",
    "into_future",
    "middleware",
    "on_progress",
    "operation",
    "query",
    "retries",
    "retry",
    "send",
    "send_blocking",
    "send_raw",
    "stream",
    "timeout",
    "total_timeout",
];

/// Settings of every client builder: the closed list of its own methods, and those kept free for later.
pub(super) const BUILDER_OPTIONS: &[&str] = &[
    "attempt_timeout",
    "build",
    "connect_timeout",
    "cookies",
    "credentials",
    "follow_redirects",
    "from_env",
    "header",
    "http_client",
    "max_response_size",
    "middleware",
    "origin",
    "proxy",
    "retries",
    "retry",
    "strict",
    "timeout",
    "total_timeout",
    "transport",
    "user_agent",
];

/// Prefixes that promise another `self` than a chained setter's or a call's (`clippy::wrong_self_convention`).
pub(super) const SELF_CONVENTIONS: &[&str] = &["as_", "from_", "into_", "is_", "to_"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_of_every_edition_are_escaped() {
        for (word, expected) in [
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("async", "r#async"),
            ("try", "r#try"),
            ("self", "self_"),
            ("Self", "Self_"),
            ("crate", "crate_"),
            ("super", "super_"),
            ("union", "union"),
            ("foo", "foo_"),
            ("name", "name"),
        ] {
            assert_eq!(escape(word.into()), expected);
        }
    }
    #[test]
    fn reserved_names_stand_in_order() {
        for names in [TYPES, METHODS, MODULES, CALL_OPTIONS, BUILDER_OPTIONS] {
            assert!(names.is_sorted(), "{names:?}");
        }
    }
}
