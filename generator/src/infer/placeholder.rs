//! From a text in angle brackets to what it says belongs in its place: `"<integer>"`, as imports from `OpenAPI` have it.

/// What belongs in the place of a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A text: `<string>`, `<dateTime>`, `<uuid>`, and all that is no word of `OpenAPI`'s.
    Text,
    Boolean,
    Integer,
    Number,
    /// An object, a list, or something that could not be made up: other samples say what.
    Anything,
}

/// What a placeholder says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placeholder {
    pub(crate) meaning: Meaning,
    /// `<integer,null>`
    pub(crate) nullable: bool,
}

/// What a text says if it is one placeholder.
pub(crate) fn placeholder(text: &str) -> Option<Placeholder> {
    let inner = text.strip_prefix('<')?.strip_suffix('>')?;
    if inner.is_empty() || inner.contains(['<', '>']) {
        return None;
    }
    if inner.starts_with("Circular reference to ") || inner.starts_with("Error: Too many levels of nesting") {
        return Some(Placeholder { meaning: Meaning::Anything, nullable: false });
    }
    let (mut meaning, mut nullable) = (None, false);
    for word in inner.split(',') {
        match word {
            "null" => nullable = true,
            word => {
                let one = of_word(word);
                meaning =
                    Some(if meaning.is_none_or(|known| known == one) { one } else { Meaning::Anything });
            }
        }
    }
    Some(Placeholder { meaning: meaning.unwrap_or(Meaning::Anything), nullable })
}

/// The types and formats of `OpenAPI` whose values are no texts.
fn of_word(word: &str) -> Meaning {
    match word.to_ascii_lowercase().as_str() {
        "boolean" | "bool" => Meaning::Boolean,
        "integer" | "int" | "int32" | "int64" | "long" => Meaning::Integer,
        "number" | "float" | "double" => Meaning::Number,
        "object" | "array" => Meaning::Anything,
        _ => Meaning::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<(Meaning, bool)> {
        placeholder(text).map(|it| (it.meaning, it.nullable))
    }

    #[test]
    fn words_of_openapi_name_types() {
        for (text, meaning) in [
            ("<boolean>", Meaning::Boolean),
            ("<integer>", Meaning::Integer),
            ("<long>", Meaning::Integer),
            ("<double>", Meaning::Number),
            ("<Number>", Meaning::Number),
            ("<object>", Meaning::Anything),
            ("<string>", Meaning::Text),
            ("<dateTime>", Meaning::Text),
            ("<your id>", Meaning::Text),
            ("<Error: Too many levels of nesting to fake this schema>", Meaning::Anything),
            ("<Circular reference to #/components/schemas/Node detected>", Meaning::Anything),
        ] {
            assert_eq!(said(text), Some((meaning, false)), "{text}");
        }
        assert_eq!(said("<string,null>"), Some((Meaning::Text, true)));
        assert_eq!(said("<null>"), Some((Meaning::Anything, true)));
        assert_eq!(said("<integer,string>"), Some((Meaning::Anything, false)));
    }

    #[test]
    fn other_texts_are_no_placeholders() {
        for text in ["", "<>", "integer", "<a><b>", "<integer> ", "a<b>"] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
