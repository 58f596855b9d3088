//! The type of a field, as the settings spell it: `string`, `[Key]`, `{integer}`, `crate::Money`.

/// A type that the settings give a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TypeExpression {
    String,
    Integer,
    Unsigned,
    Float,
    /// A number as it is spelt.
    Number,
    Boolean,
    /// Any JSON.
    Json,
    List(Box<TypeExpression>),
    Map(Box<TypeExpression>),
    /// A generated type, by the name that it has without settings.
    Generated(String),
    /// A type of the user's.
    Path(String),
    /// None of these; the text, for the message.
    Wrong(String),
}

/// The words for types of JSON.
pub(crate) const WORDS: &[&str] = &["string", "integer", "unsigned", "float", "number", "boolean", "json"];

/// Brackets within brackets: nobody needs more.
const DEPTH: usize = 16;

impl TypeExpression {
    pub(crate) fn new(text: &str) -> Self {
        Self::inside(text, DEPTH).unwrap_or_else(|| Self::Wrong(text.to_owned()))
    }

    fn inside(text: &str, depth: usize) -> Option<Self> {
        let text = text.trim();
        let within = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
        if let Some(inner) = within('[', ']') {
            return Some(Self::List(Box::new(Self::inside(inner, depth.checked_sub(1)?)?)));
        }
        if let Some(inner) = within('{', '}') {
            return Some(Self::Map(Box::new(Self::inside(inner, depth.checked_sub(1)?)?)));
        }
        Some(match text {
            "string" => Self::String,
            "integer" => Self::Integer,
            "unsigned" => Self::Unsigned,
            "float" => Self::Float,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "json" => Self::Json,
            name if is_name(name) => Self::Generated(name.to_owned()),
            path if is_path(path) => Self::Path(path.to_owned()),
            _ => return None,
        })
    }

    /// What is wrong with it, if something is.
    pub(crate) fn wrong(&self) -> Option<&str> {
        if let Self::Wrong(text) = self { Some(text) } else { None }
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase()) && is_ident(text)
}

fn is_ident(text: &str) -> bool {
    let mut characters = text.chars();
    let starts = characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    starts && text != "_" && characters.all(|other| other.is_ascii_alphanumeric() || other == '_')
}

/// `crate::Money`, `::time::Date`; no generics: an alias of the user's names those.
fn is_path(text: &str) -> bool {
    let parts = text.strip_prefix("::").unwrap_or(text);
    text.contains("::") && parts.split("::").all(is_ident) && syn::parse_str::<syn::Path>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_names_paths_and_brackets() {
        let boxed = |inner| Box::new(inner);
        for (text, expected) in [
            ("string", TypeExpression::String),
            (" [ integer ] ", TypeExpression::List(boxed(TypeExpression::Integer))),
            (
                "{[Key]}",
                TypeExpression::Map(boxed(TypeExpression::List(boxed(TypeExpression::Generated(
                    "Key".into(),
                ))))),
            ),
            ("crate::money::Money", TypeExpression::Path("crate::money::Money".into())),
            ("::time::Date", TypeExpression::Path("::time::Date".into())),
        ] {
            assert_eq!(TypeExpression::new(text), expected);
        }
        for text in ["", "text", "[string", "{}", "a::", "a::b c", "Vec<u8>", "crate::_", &"[".repeat(99)] {
            assert_eq!(TypeExpression::new(text).wrong(), Some(text));
        }
    }
}
