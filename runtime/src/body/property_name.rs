//! Variables in the names of a JSON body's properties.

use serde_json::Value;

/// A variable, and what stands in its place, if that is known.
pub(crate) type Name<'a> = (&'a str, Option<&'a str>);

/// Compact JSON with values in the place of `{{variables}}` in every name of a property; texts that are values stay as they are, and
/// what is put in is not looked at again.
///
/// # Errors
///
/// The first variable that stands in a name and has no value.
pub(crate) fn fill<'a>(json: &[u8], names: &[Name<'a>]) -> Result<Vec<u8>, &'a str> {
    // What is no text is no JSON either.
    let Ok(mut rest) = str::from_utf8(json) else { return Ok(json.to_vec()) };
    let mut names: Vec<Spelt<'_>> = names.iter().map(Spelt::new).collect();
    // One variable may stand in the name of another: `{{a{{b}}}}`.
    names.sort_by_key(|name| std::cmp::Reverse(name.spelling.len()));
    let mut out = String::with_capacity(rest.len());
    while let Some(start) = rest.find('"') {
        let (before, string) = rest.split_at(start);
        let (string, after) = string.split_at(end(string));
        out.push_str(before);
        if after.starts_with(':') {
            push_name(&mut out, string, &names)?;
        } else {
            out.push_str(string);
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out.into_bytes())
}

/// A variable as JSON spells it.
struct Spelt<'a> {
    name: &'a str,
    spelling: String,
    value: Option<String>,
}

impl<'a> Spelt<'a> {
    fn new((name, value): &Name<'a>) -> Self {
        Spelt { name, spelling: inside_quotes(&format!("{{{{{name}}}}}")), value: value.map(inside_quotes) }
    }
}

fn push_name<'a>(out: &mut String, name: &str, names: &[Spelt<'a>]) -> Result<(), &'a str> {
    let mut rest = name;
    while let Some(start) = rest.find("{{") {
        let (before, variable) = rest.split_at(start);
        out.push_str(before);
        let known = names.iter().find_map(|it| Some((it, variable.strip_prefix(&it.spelling)?)));
        let (put, after) = match known {
            Some((Spelt { name, value, .. }, after)) => (value.as_deref().ok_or(*name)?, after),
            // Another brace may begin one.
            None => variable.split_at(1),
        };
        out.push_str(put);
        rest = after;
    }
    out.push_str(rest);
    Ok(())
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
    use super::fill;

    fn filled(json: &str, names: &[(&'static str, &str)]) -> String {
        let names: Vec<_> = names.iter().map(|(name, value)| (*name, Some(*value))).collect();
        String::from_utf8(fill(json.as_bytes(), &names).unwrap()).unwrap()
    }

    #[test]
    fn names_are_filled_and_values_stay() {
        assert_eq!(
            filled(r#"{"{{a}}":"{{a}}","x {{a}}-{{c}}":[{"{{a}}":1}],"c":["{{a}}"]}"#, &[("a", "id")]),
            r#"{"id":"{{a}}","x id-{{c}}":[{"id":1}],"c":["{{a}}"]}"#
        );
    }

    #[test]
    fn what_is_put_in_is_no_variable() {
        let names = [("b", "{{a}}"), ("a{{b}}", "both"), ("a", "1")];
        assert_eq!(
            filled(r#"{"{{b}}{{a}}":1,"{{a{{b}}}}":2,"{{{a}}}":3}"#, &names),
            r#"{"{{a}}1":1,"both":2,"{1}":3}"#
        );
    }

    #[test]
    fn a_variable_without_a_value_is_told_only_where_it_stands() {
        assert_eq!(fill(br#"{"{{a}}":1}"#, &[("a", None)]), Err("a"));
        assert_eq!(fill(br#"{"a":"{{a}}"}"#, &[("a", None)]), Ok(br#"{"a":"{{a}}"}"#.to_vec()));
    }

    #[test]
    fn quotes_within_strings_end_nothing() {
        let json = r#"{"a\\":"\"{{a}}\":","\"{{a}}":"é\\","n":"{{a}}"}"#;
        assert_eq!(filled(json, &[("a", "\"\\\n")]), r#"{"a\\":"\"{{a}}\":","\"\"\\\n":"é\\","n":"{{a}}"}"#);
    }

    #[test]
    fn what_is_no_json_stays() {
        for text in ["", "\"", "\"\\", "{\"{{a}}\"", "plain {{a}}"] {
            assert_eq!(filled(text, &[("a", "x")]), text);
        }
        assert_eq!(fill(&[0xff, b'"'], &[("a", Some("x"))]), Ok(vec![0xff, b'"']));
    }
}
