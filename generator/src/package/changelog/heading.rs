//! Lines of a changelog into headings, and what stands below them.

/// What has no version yet.
pub(super) const UNRELEASED: &str = "Unreleased";

/// What a part of a changelog is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// What stands below no heading, or below the title of the file.
    Nothing,
    Unreleased,
    /// As it is compared: `1.2.0` of `v1.2.0`, and also a date.
    Version(String),
    Other,
}

impl Topic {
    /// The topic of a heading: a version is among its first words, so many of them.
    pub(super) fn of(heading: &str, words: usize) -> Self {
        // A tag holds no words.
        let parts: Vec<&str> =
            heading.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect();
        let text = parts.join(" ").to_lowercase();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '+');
        let all = text.split(|c| !is_part(c)).filter(|word| word.contains(char::is_alphanumeric));
        let topic = |word: &str| match word.trim_matches(['.', '-', '+']) {
            word if word.eq_ignore_ascii_case(UNRELEASED) => Some(Self::Unreleased),
            word => version(word).map(|version| Self::Version(version.to_owned())),
        };
        all.take(words).find_map(topic).unwrap_or(Self::Other)
    }
}

/// The version or date that a word is. A number alone is none: `## 3 things to know`.
fn version(word: &str) -> Option<&str> {
    let number = word.strip_prefix('v').unwrap_or(word);
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = number.len() - behind.len();
    let is_more = |mark: char| behind.strip_prefix(mark).is_some_and(|it| it.starts_with(char::is_numeric));
    let is_alone = number.len() < word.len() && !behind.starts_with(char::is_alphanumeric);
    (digits > 0 && (is_more('.') || is_alone || (digits == 4 && is_more('-')))).then_some(number)
}

/// A heading: behind `#`, or over a line of `=` or `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading<'a> {
    pub(super) level: usize,
    pub(super) text: &'a str,
    /// Whether the next line is a part of it.
    pub(super) is_underlined: bool,
}

impl<'a> Heading<'a> {
    /// The heading that begins with a line.
    pub(super) fn of(line: &'a str, next: Option<&str>) -> Option<Self> {
        let line = not_code(line)?;
        let text = line.trim_start_matches('#');
        let level = line.len() - text.len();
        if level > 0 {
            let is_heading = text.is_empty() || text.starts_with(char::is_whitespace);
            return is_heading.then_some(Self { level, text, is_underlined: false });
        }
        let under = not_code(next?)?.trim_end();
        let mark = under.chars().next()?;
        let level = if mark == '=' { 1 } else { 2 };
        let is_under = matches!(mark, '=' | '-') && under.chars().all(|c| c == mark);
        let is_item = ["- ", "* ", "+ ", "> ", "<!--"].iter().any(|mark| line.starts_with(mark));
        let is_heading = is_under && !is_item && line.contains(char::is_alphanumeric);
        is_heading.then_some(Self { level, text: line, is_underlined: true })
    }
}

/// What stands further in is code.
fn not_code(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(' ');
    (line.len() - rest.len() <= 3 && !rest.starts_with('\t')).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_among_the_first_two_words() {
        for (text, version) in [
            ("1.2.0", "1.2.0"),
            ("[1.2.0] - 2024-05-31", "1.2.0"),
            ("[1.2.0](https://x.test/compare) (2024-05-31)", "1.2.0"),
            ("v2.0.0-Beta.1+b - today", "2.0.0-beta.1+b"),
            ("\\[2.0.0]", "2.0.0"),
            ("**2.0.0**: much", "2.0.0"),
            ("__2.0.0.__", "2.0.0"),
            ("Version 0.2.0 (2026-01-01)", "0.2.0"),
            ("shop@0.2.0", "0.2.0"),
            ("Версия 0.2.0", "0.2.0"),
            ("(0.2.0)", "0.2.0"),
            ("📦 0.2.0", "0.2.0"),
            ("<a name=\"9.9.9\"></a>0.2.0", "0.2.0"),
            ("– V2 –", "2"),
            ("2024-05-31", "2024-05-31"),
            ("0.2.0 (unreleased)", "0.2.0"),
        ] {
            assert_eq!(Topic::of(text, 2), Topic::Version(version.to_owned()), "{text}");
        }
        for text in ["UNRELEASED", "[unreleased] changes", "Version Unreleased - 0.2.0"] {
            assert_eq!(Topic::of(text, 2), Topic::Unreleased, "{text}");
        }
        for text in ["3 things to know", "1st", "v", "", "24-7 help", "May 2026", "What is new in 2.0", "1.x"]
        {
            assert_eq!(Topic::of(text, 2), Topic::Other, "{text}");
        }
        assert_eq!(Topic::of("shop 0.2 changes", 1), Topic::Other);
    }

    #[test]
    fn headings_are_those_of_markdown() {
        for (line, next, level) in [
            ("# A\r\n", None, 1),
            ("##\tA", None, 2),
            ("   ### A ###\n", Some("---\n"), 3),
            ("##", None, 2),
            ("0.1.0\n", Some("-----\n"), 2),
            (" A\n", Some("   == \r\n"), 1),
            ("A\n", Some("-"), 2),
        ] {
            assert_eq!(Heading::of(line, next).map(|heading| heading.level), Some(level), "{line:?}");
        }
        for (line, next) in [
            ("##1.0", None),
            ("    ## 1.0", None),
            ("\t## 1.0", None),
            ("1.0", None),
            ("1.0\n", Some("\n")),
            ("1.0\n", Some("-- -\n")),
            ("1.0\n", Some("    ---\n")),
            ("- 1.0\n", Some("---\n")),
            ("<!-- 1.0 -->\n", Some("---\n")),
            ("---\n", Some("---\n")),
        ] {
            assert_eq!(Heading::of(line, next), None, "{line:?}");
        }
    }
}
