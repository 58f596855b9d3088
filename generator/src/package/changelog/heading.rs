//! A line of a changelog into the version whose heading it is.

/// What has no version yet.
pub(super) const UNRELEASED: &str = "Unreleased";

/// The version that a heading begins, as it is compared: `1.2.0` of `## [v1.2.0] - 2024-05-31`, and `unreleased`. Other
/// headings are of no version.
pub(super) fn version_of(line: &str) -> Option<String> {
    let rest = line.trim_start_matches(' ');
    // What stands further in is code.
    if line.len() - rest.len() > 3 {
        return None;
    }
    let rest = rest.strip_prefix("##").filter(|rest| rest.starts_with([' ', '\t']))?;
    // A link, bold, or what a formatter made of a bracket.
    let rest = rest.trim_start().trim_start_matches(['[', '\\', '*', '_', '`']);
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    let word = rest.split(|c| !is_part(c)).next().unwrap_or_default().to_ascii_lowercase();
    let number = word.strip_prefix('v').unwrap_or(&word).trim_start_matches('[');
    if is_unreleased(&word) {
        return Some(word);
    }
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
    // `1st` is no version.
    let is_version = behind.len() < number.len() && !behind.starts_with(|c: char| c.is_ascii_alphabetic());
    is_version.then(|| number.to_owned())
}

pub(super) fn is_unreleased(version: &str) -> bool {
    version.eq_ignore_ascii_case(UNRELEASED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_dates_and_what_is_not_released_are_headings_of_versions() {
        for (line, version) in [
            ("## 1.2.0\n", "1.2.0"),
            ("## [1.2.0] - 2024-05-31\r\n", "1.2.0"),
            ("## [1.2.0](https://x.test/compare) (2024-05-31)\n", "1.2.0"),
            ("  ##\tv2.0.0-Beta.1+b - today", "2.0.0-beta.1+b"),
            ("## [V2.0.0]", "2.0.0"),
            ("## \\[2.0.0]", "2.0.0"),
            ("## **2.0.0**: much", "2.0.0"),
            ("## 2024-05-31", "2024-05-31"),
            ("## UNRELEASED", "unreleased"),
            ("## [unreleased] changes", "unreleased"),
        ] {
            assert_eq!(version_of(line).as_deref(), Some(version), "{line}");
        }
        let others =
            ["## About this file", "##1.0", "# 1.0", "### 1.0", "    ## 1.0", "## 1st", "## v", "##", "1"];
        for line in others {
            assert_eq!(version_of(line), None, "{line}");
        }
    }
}
