//! Writes documentation where its marks stand.

use crate::code::Comments;

/// The text with the lines of documentation in place of their marks, each with the margin of its mark.
pub(super) fn fill(text: String, comments: &Comments<'_>) -> String {
    if comments.is_empty() {
        return text;
    }
    let mut filled = String::with_capacity(2 * text.len());
    for line in text.split_inclusive('\n') {
        let code = line.trim_start_matches(' ');
        let Some(lines) = comments.marked(code.trim_end()) else {
            filled.push_str(line);
            continue;
        };
        let margin = line.get(..line.len() - code.len()).unwrap_or_default();
        for line in lines {
            filled.push_str(margin);
            filled.push_str(if line.is_empty() { "///" } else { "/// " });
            filled.push_str(line);
            filled.push('\n');
        }
    }
    filled
}
