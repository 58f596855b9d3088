//! From a sample's value back to JSON, its variables replaced.

use super::parse::parse;
use super::value::Value;

/// Writes compact JSON: fields in their order, numbers in their spelling. `text` gives what stands in the place of
/// every string and every name of a field, `variable` what stands in the place of an unquoted variable
/// (`{{limit}}`, as it is spelt); the latter is written as it is if it is JSON, else as a string.
pub(crate) fn to_json(
    value: &Value,
    text: &dyn Fn(&str) -> String,
    variable: &dyn Fn(&str) -> String,
) -> String {
    let mut writer = Writer { out: String::new(), text, variable };
    writer.value(value);
    writer.out
}

struct Writer<'a> {
    out: String,
    text: &'a dyn Fn(&str) -> String,
    variable: &'a dyn Fn(&str) -> String,
}

impl Writer<'_> {
    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.out.push_str("null"),
            Value::Boolean(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Value::Number(spelling) => self.out.push_str(spelling),
            Value::Text(content) => {
                let content = (self.text)(content);
                self.string(&content);
            }
            Value::Array(elements) => {
                self.out.push('[');
                for (index, element) in elements.iter().enumerate() {
                    self.comma(index);
                    self.value(element);
                }
                self.out.push(']');
            }
            Value::Object(fields) => {
                self.out.push('{');
                for (index, (name, field)) in fields.iter().enumerate() {
                    self.comma(index);
                    let name = (self.text)(name);
                    self.string(&name);
                    self.out.push(':');
                    self.value(field);
                }
                self.out.push('}');
            }
            Value::Variable(spelling) => {
                let content = (self.variable)(spelling);
                if parse(&content).is_ok_and(|sample| sample.strict) {
                    self.out.push_str(content.trim());
                } else {
                    self.string(&content);
                }
            }
        }
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.out.push(',');
        }
    }

    fn string(&mut self, content: &str) {
        self.out.push('"');
        for c in content.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\0'..='\u{1f}' => self.out.push_str(&format!("\\u{:04x}", u32::from(c))),
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }
}
