//! From a sample's value back to JSON, its variables replaced.

use super::parse::parse;
use super::value::Value;

/// Writes compact JSON: fields in their order, numbers in their spelling. `text` gives what stands in the place of
/// every string, `variable` what stands in the place of an unquoted variable
/// (`{{limit}}`, as it is spelt); the latter is written as it is if it is JSON, else as a string.
pub(crate) fn to_json(
    value: &Value<'_>,
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
    fn value(&mut self, value: &Value<'_>) {
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
                    self.string(name);
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
                '\0'..='\u{1f}' => self.out.extend(["\\u", &format!("{:04x}", u32::from(c))]),
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn check(text: &str) -> String {
        let replace = |text: &str| {
            text.replace("{{a}}", "say \"1\"").replace("{{n}}", "1").replace("{{o}}", " [1, {}]")
        };
        super::to_json(&parse(text).unwrap().value, &replace, &replace)
    }

    #[test]
    fn order_and_numbers_stay_as_they_are() {
        let text = r#"{"z":1.0,"a":[1e2,-0,0.10,true,false,null,{}],"k":"ä\u0001\n\\/"}"#;
        assert_eq!(check(text), text);
    }

    #[test]
    fn variables_are_replaced_but_in_names() {
        assert_eq!(check(r#"{"x{{n}}": "{{a}}", "y": "{{n}}"}"#), r#"{"x{{n}}":"say \"1\"","y":"1"}"#);
        assert_eq!(check("{{{n}}: {{n}}, \"p\": -{{n}}.5}"), r#"{"{{n}}":1,"p":-1.5}"#);
    }

    #[test]
    fn what_is_no_json_becomes_a_string() {
        assert_eq!(check("[{{a}}, {{b}}, {{o}}, 0{{n}}]"), r#"["say \"1\"","{{b}}",[1, {}],"01"]"#);
    }
}
