//! A folder, an operation or a type into the place of its page in the reference: a path without an extension.
//!
//! It is made of the names in the generated code alone: a page stays where it is as long as the function keeps its name.

use crate::rust::Ident;

/// Names that Windows keeps for devices, in whatever case and with whatever extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];
/// The page of a folder itself.
const INDEX: &str = "index";
/// What it is called in Markdown.
const README: &str = "readme";
/// Where the pages of types are.
const TYPES: &str = "types";

/// The page of an operation, by its module and its method: `users/get-user`.
pub(crate) fn operation(modules: &[&Ident], method: &Ident) -> String {
    join(modules, &stem(method))
}

/// The page of a folder, by the modules that lead to it: `users/index`.
pub(crate) fn folder(modules: &[&Ident]) -> String {
    join(modules, INDEX)
}

/// The page of a type: `types/create-user-request`.
pub(crate) fn ty(ident: &Ident) -> String {
    format!("{TYPES}/{}", stem(ident))
}

/// The page that lists all types.
pub(crate) fn types() -> String {
    format!("{TYPES}/{INDEX}")
}

fn join(modules: &[&Ident], last: &str) -> String {
    let mut path = String::new();
    for (depth, module) in modules.iter().enumerate() {
        let stem = stem(module);
        path.push_str(&stem);
        if depth == 0 && stem == TYPES {
            path.push('_');
        }
        path.push('/');
    }
    path + last
}

/// An identifier as the name of a file: different identifiers stay different where case does not count. A dash stands
/// before what was a capital, and for an underscore, which no name in capitals has.
fn stem(ident: &Ident) -> String {
    let mut stem = String::new();
    for (place, character) in ident.plain().chars().enumerate() {
        if character.is_ascii_uppercase() && place > 0 {
            stem.push('-');
        }
        stem.push(if character == '_' { '-' } else { character.to_ascii_lowercase() });
    }
    if is_reserved(&stem) {
        stem.push('_');
    }
    stem
}

fn is_reserved(stem: &str) -> bool {
    let is_port = |name: &str| {
        stem.strip_prefix(name)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(stem, INDEX | README) || DEVICES.contains(&stem) || is_port("com") || is_port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_on_every_system() {
        let stem = |name: &str| stem(&Ident::new(name));
        assert_eq!(stem("get_user"), "get-user");
        assert_eq!(stem("r#type"), "type");
        assert_eq!((stem("FooBar"), stem("Foobar")), ("foo-bar".to_owned(), "foobar".to_owned()));
        for name in ["con", "Aux", "com1", "lpt0", "index", "readme", "Readme"] {
            assert!(stem(name).ends_with('_'), "{name}");
        }
        assert_eq!(
            (stem("common"), stem("com10"), stem("type_")),
            ("common".into(), "com10".into(), "type-".into())
        );
    }

    #[test]
    fn folders_lead_to_their_pages() {
        let [users, types] = ["users", "types"].map(Ident::new);
        assert_eq!(folder(&[]), "index");
        assert_eq!(folder(&[&users, &types]), "users/types/index");
        assert_eq!(folder(&[&types]), "types_/index");
        assert_eq!(ty(&Ident::new("UserList")), "types/user-list");
    }
}
