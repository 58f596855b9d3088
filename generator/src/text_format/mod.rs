//! The table of formats that a text may have, and what the texts of a place have in common: whether a real type would
//! write all of them back as they stand.

mod date;
mod seen;
mod url;

pub(crate) use seen::{Seen, Spelling};

/// What a text may be, beside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TextFormat {
    /// `2024-05-31`: `time::Date`.
    Date,
    /// `2024-05-31T12:00:00Z`, with any offset: `time::OffsetDateTime`.
    DateTime,
    /// `12:00:00`: `time::Time`.
    Time,
    /// `123e4567-e89b-12d3-a456-426614174000`: `uuid::Uuid`.
    Uuid,
    /// `https://example.com/`: `url::Url`.
    Url,
}

impl TextFormat {
    /// All there are, in the order of the manual.
    pub(crate) const ALL: &[Self] = &[Self::Date, Self::DateTime, Self::Time, Self::Uuid, Self::Url];

    /// The word of the settings.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Time => "time",
            Self::Uuid => "uuid",
            Self::Url => "url",
        }
    }

    /// The type, by its path.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Date => "postwright_runtime::time::Date",
            Self::DateTime => "postwright_runtime::time::OffsetDateTime",
            Self::Time => "postwright_runtime::time::Time",
            Self::Uuid => "postwright_runtime::uuid::Uuid",
            Self::Url => "postwright_runtime::Url",
        }
    }

    /// The runtime's feature that has the type.
    pub(crate) fn feature(self) -> &'static str {
        match self {
            Self::Date | Self::DateTime | Self::Time => "time",
            Self::Uuid => "uuid",
            Self::Url => "url",
        }
    }

    /// Whether the type has a value of its own for "nothing was given".
    pub(crate) fn has_default(self) -> bool {
        match self {
            Self::Uuid => true,
            Self::Date | Self::DateTime | Self::Time | Self::Url => false,
        }
    }

    /// What `#[serde(with = "…")]` names, where the type alone does not write texts back as they stood.
    pub(crate) fn with(self, spelling: Spelling) -> Option<String> {
        let digits = spelling.digits;
        let style = match (self, spelling.zero) {
            (Self::Date, _) => "Day".to_owned(),
            (Self::DateTime, false) => format!("Zulu::<{digits}>"),
            (Self::DateTime, true) => format!("Zero::<{digits}>"),
            (Self::Time, _) => format!("Clock::<{digits}>"),
            (Self::Uuid | Self::Url, _) => return None,
        };
        Some(format!("postwright_runtime::codegen::formats::{style}"))
    }

    /// In words, with its article.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Date => "a date",
            Self::DateTime => "a date with time and offset",
            Self::Time => "a time of day",
            Self::Uuid => "a UUID",
            Self::Url => "a URL",
        }
    }
}

/// The format that a placeholder of an import from `OpenAPI` names: `"<dateTime>"`.
fn of_placeholder(text: &str) -> Option<TextFormat> {
    let inner = text.strip_prefix('<')?.strip_suffix('>')?;
    let mut words = inner.split(',').filter(|word| *word != "null");
    let format = match words.next()?.replace('-', "").to_ascii_lowercase().as_str() {
        "date" => TextFormat::Date,
        "datetime" => TextFormat::DateTime,
        "time" => TextFormat::Time,
        "uuid" => TextFormat::Uuid,
        "uri" | "url" => TextFormat::Url,
        _ => return None,
    };
    words.next().is_none().then_some(format)
}

/// `123e4567-e89b-12d3-a456-426614174000`, in lower case: the type writes no other spelling.
fn is_uuid(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => is_digit(byte),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_name_formats() {
        for (text, format) in [
            ("<date>", Some(TextFormat::Date)),
            ("<dateTime>", Some(TextFormat::DateTime)),
            ("<date-time,null>", Some(TextFormat::DateTime)),
            ("<uuid>", Some(TextFormat::Uuid)),
            ("<uri>", Some(TextFormat::Url)),
            ("<string>", None),
            ("<uuid,string>", None),
            ("<null>", None),
            ("uuid", None),
        ] {
            assert_eq!(of_placeholder(text), format, "{text}");
        }
    }

    #[test]
    fn uuids_are_written_in_lower_case() {
        assert!(is_uuid("123e4567-e89b-12d3-a456-426614174000"));
        for text in [
            "123E4567-e89b-12d3-a456-426614174000",
            "123e4567e89b12d3a456426614174000",
            "123e4567-e89b-12d3-a456-42661417400g",
            "123e4567-e89b-12d3-a456-42661417400",
            "",
        ] {
            assert!(!is_uuid(text), "{text}");
        }
    }
}
