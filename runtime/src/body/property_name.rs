//! Variables in the names of a JSON body's properties.

use serde_json::Value;

/// Compact JSON with `value` in the place of `{{variable}}` in every name of a property; texts that are values stay as they are.
pub(crate) fn fill(json: &[u8], variable: &str, value: &str) -> Vec<u8> {
    // What is no text is no JSON either.
    let Ok(mut rest) = str::from_utf8(json) else { return json.to_vec() };
    let variable = inside_quotes(&format!("{{{{{variable}}}}}"));
    let value = inside_quotes(value);
    let mut out = String::with_capacity(rest.len() + value.len());
    while let Some(start) = rest.find('"') {
        let (before, string) = rest.split_at(start);
        let (string, after) = string.split_at(end(string));
        out.push_str(before);
        if after.starts_with(':') {
            out.push_str(&string.replace(&variable, &value));
        } else {
            out.push_str(string);
        }
        rest = after;
    }
    out.push_str(rest);
    out.into_bytes()
}

/// How JSON spells the text within its quotes.
fn inside_quotes(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned()
}

/// Where the string that stands at the start ends, quotes included.
fn end(json: &str) -> usize {
    let mut is_escaped = false;
    for (place, byte) in json.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !is_escaped => return place + 1,
            _ => is_escaped = byte == b'\\' && !is_escaped,
        }
    }
    json.len()
}

#[cfg(test)]
mod tests {
    fn filled(json: &str, value: &str) -> String {
        String::from_utf8(super::fill(json.as_bytes(), "a", value)).unwrap()
    }

    #[test]
    fn names_are_filled_and_values_stay() {
        assert_eq!(
            filled(r#"{"{{a}}":"{{a}}","x {{a}}-{{b}}":[{"{{a}}":1}],"c":["{{a}}"]}"#, "id"),
            r#"{"id":"{{a}}","x id-{{b}}":[{"id":1}],"c":["{{a}}"]}"#
        );
    }

    #[test]
    fn quotes_within_strings_end_nothing() {
        let json = r#"{"a\\":"\"{{a}}\":","\"{{a}}":"é\\","n":"{{a}}"}"#;
        assert_eq!(filled(json, "\"\\\n"), r#"{"a\\":"\"{{a}}\":","\"\"\\\n":"é\\","n":"{{a}}"}"#);
    }

    #[test]
    fn what_is_no_json_stays() {
        for text in ["", "\"", "\"\\", "{\"{{a}}\"", "plain {{a}}"] {
            assert_eq!(filled(text, "x"), text);
        }
        assert_eq!(super::fill(&[0xff, b'"'], "a", "x"), [0xff, b'"']);
    }
}
