//! From a sample and its type to the expression that a person would write for it.

use std::cell::Cell;
use std::collections::HashMap;

use super::layout::Expr;
use crate::infer::{Field as Member, Fields, Value};
use crate::literal;
use crate::rust::{Enum, Field, FieldKind, Ident, Struct, Told, Type, TypeItem, Union, ValueKind};
use crate::text_format::TextFormat;

/// So many digits every float keeps.
const DIGITS: usize = 15;

/// What values are made of.
pub(super) struct Values<'a> {
    pub(super) items: &'a HashMap<&'a Ident, &'a TypeItem>,
    pub(super) name: &'a dyn Fn(&Type) -> String,
    /// How many values were written.
    pub(super) count: Cell<usize>,
}

/// What stands around a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It must be of its type.
    Exact,
    /// It is converted: a text need not be owned.
    Into,
}

impl Values<'_> {
    /// An expression of type `ty`; `None` if no literal says it.
    pub(super) fn value(&self, ty: &Type, sample: &Value<'_>, place: Place) -> Option<Expr> {
        self.count.set(self.count.get() + 1);
        Some(match (ty, sample) {
            (Type::String, Value::Text(text)) => text_literal(text, place),
            (Type::Bool, Value::Boolean(value)) => Expr::text(value.to_string()),
            (Type::I64, Value::Number(text)) => Expr::text(text.parse::<i64>().ok()?.to_string()),
            (Type::U64, Value::Number(text)) => Expr::text(text.parse::<u64>().ok()?.to_string()),
            (Type::F64, Value::Number(text)) => Expr::text(float(text)?),
            (Type::Number, Value::Number(text)) => match number(text) {
                Some(number) => Expr::call("postwright_runtime::Number::from", vec![Expr::text(number)]),
                None => self.read(ty, sample),
            },
            (Type::Json, value) => json_macro(value).unwrap_or_else(|| self.read(ty, value)),
            (Type::Vec(inner), Value::Array(elements)) => {
                let items = elements.iter().map(|element| self.value(inner, element, Place::Exact));
                Expr::List { open: "vec![".to_owned(), items: items.collect::<Option<_>>()?, close: "]" }
            }
            (Type::Boxed(inner), sample) if place == Place::Exact => {
                Expr::call("Box::new", vec![self.value(inner, sample, Place::Exact)?])
            }
            (Type::Boxed(inner), sample) => self.value(inner, sample, Place::Exact)?,
            (Type::Option(_), Value::Null) => Expr::text("None"),
            (Type::Option(inner), sample) => {
                Expr::call("Some", vec![self.value(inner, sample, Place::Exact)?])
            }
            (Type::OrPlaceholder(inner), sample) => self.or_placeholder(inner, sample, place)?,
            (Type::Map(inner), Value::Object(fields)) => self.map(inner, fields)?,
            (Type::Enum(ident), Value::Text(text)) => self.known(ident, text)?,
            (Type::Named(ident), sample) => match self.items.get(ident)? {
                TypeItem::Struct(item) => {
                    self.structure(ty, item, sample).unwrap_or_else(|| self.read(ty, sample))
                }
                TypeItem::Union(item) => self.union(ty, item, sample)?,
                TypeItem::Enum(_) => return None,
            },
            (Type::Formatted(TextFormat::Url | TextFormat::Uuid), Value::Text(text)) => {
                let text = literal::string(text);
                Expr::text(format!("{text}.parse::<{}>()?", (self.name)(ty)))
            }
            (Type::Path(_), sample) => self.read(ty, sample),
            _ => return None,
        })
    }

    /// What only its JSON says.
    fn read(&self, ty: &Type, sample: &Value<'_>) -> Expr {
        let text = crate::infer::to_json(sample, &str::to_owned, &str::to_owned);
        let read = format!("serde_json::from_str::<{}>", (self.name)(ty));
        Expr::call(&read, vec![Expr::text(literal::string(&text))]).before("?")
    }

    /// A placeholder of an import says what belongs there; it is nothing to send.
    fn or_placeholder(&self, inner: &Type, sample: &Value<'_>, place: Place) -> Option<Expr> {
        let sample = match (inner, sample) {
            (Type::Bool, Value::Text(_)) => &Value::Boolean(true),
            (Type::I64 | Type::U64 | Type::F64 | Type::Number, Value::Text(_)) => &Value::Number("1".into()),
            (_, sample) => sample,
        };
        let is_placeholder = matches!(sample, Value::Text(_)) && *inner != Type::String;
        match (self.value(inner, sample, Place::Exact), sample) {
            (Some(value), _) if place == Place::Into => Some(value),
            (Some(value), _) => Some(Expr::call("postwright_runtime::OrPlaceholder::Value", vec![value])),
            (None, Value::Text(text)) if is_placeholder => {
                let text = text_literal(text, Place::Exact);
                Some(Expr::call("postwright_runtime::OrPlaceholder::Placeholder", vec![text]))
            }
            (None, _) => None,
        }
    }

    fn map(&self, inner: &Type, fields: &Fields<'_>) -> Option<Expr> {
        const MAP: &str = "std::collections::BTreeMap";
        if fields.is_empty() {
            return Some(Expr::text(format!("{MAP}::new()")));
        }
        let pair = |(name, value): &Member<'_>| {
            let name = text_literal(name, Place::Exact);
            let items = vec![name, self.value(inner, value, Place::Exact)?];
            Some(Expr::List { open: "(".to_owned(), items, close: ")" })
        };
        let items = fields.iter().map(pair).collect::<Option<_>>()?;
        let list = Expr::List { open: "[".to_owned(), items, close: "]" };
        Some(Expr::call(&format!("{MAP}::from"), vec![list]))
    }

    fn known(&self, ident: &Ident, text: &str) -> Option<Expr> {
        let TypeItem::Enum(Enum { variants, .. }) = self.items.get(ident)? else { return None };
        let path = (self.name)(&Type::Enum(ident.clone()));
        Some(match variants.iter().find(|variant| variant.text == text) {
            Some(variant) => Expr::text(format!("{path}::{}", variant.ident)),
            None => Expr::call(&format!("{path}::Other"), vec![text_literal(text, Place::Exact)]),
        })
    }

    fn union(&self, ty: &Type, item: &Union, sample: &Value<'_>) -> Option<Expr> {
        let path = (self.name)(ty);
        let fits = |variant: &&crate::rust::UnionVariant| match (&item.told, sample) {
            (Told::Kind, sample) => is_of(variant.kind, sample),
            (Told::Tag(tag), Value::Object(fields)) => fields.iter().any(|(name, value)| {
                name == tag
                    && matches!(value, Value::Text(text) if variant.marks.iter().any(|mark| mark == text))
            }),
            (Told::Fields, Value::Object(fields)) => {
                variant.marks.iter().all(|mark| fields.iter().any(|(name, _)| name == mark))
            }
            (Told::Tag(_) | Told::Fields, _) => false,
        };
        let mut fitting = item.variants.iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(variant), other) if other.is_none() || item.told == Told::Kind => {
                let value = self.value(&variant.ty, sample, Place::Exact)?;
                Some(Expr::call(&format!("{path}::{}", variant.ident), vec![value]))
            }
            _ if item.told != Told::Kind => {
                Some(Expr::call(&format!("{path}::Other"), vec![json_macro(sample)?]))
            }
            _ => None,
        }
    }

    fn structure(&self, ty: &Type, item: &Struct, sample: &Value<'_>) -> Option<Expr> {
        let Value::Object(values) = sample else { return None };
        let path = (self.name)(ty);
        let value_of = |field: &Field| {
            let name = field.rename.as_deref().unwrap_or(field.ident.plain());
            values.iter().find(|(own, _)| own == name).map(|(_, value)| value)
        };
        let taken = item.constructor.as_deref().unwrap_or_default();
        let made = match &item.constructor {
            Some(taken) => {
                let fields = taken.iter().filter_map(|index| item.fields.get(*index));
                let items = fields.map(|field| self.argument(field, value_of(field)?));
                Expr::call(&format!("{path}::new"), items.collect::<Option<_>>()?)
            }
            None if item.derives_default => Expr::text(format!("{path}::default()")),
            None => return None,
        };
        let mut setters = Vec::new();
        for (index, field) in item.fields.iter().enumerate() {
            let Some(value) = value_of(field).filter(|_| !taken.contains(&index)) else { continue };
            // Null is what it is if nobody says another thing.
            if field.kind == FieldKind::Nullable && *value == Value::Null {
                continue;
            }
            setters.push(Expr::call(field.setter.as_ref()?.ident.as_str(), vec![self.set(field, value)?]));
        }
        Some(made.chain(setters))
    }

    /// What a constructor takes for a field.
    fn argument(&self, field: &Field, sample: &Value<'_>) -> Option<Expr> {
        match (field.kind, sample) {
            (FieldKind::Nullable, Value::Null) => Some(Expr::text("None")),
            (FieldKind::Nullable, sample) => {
                Some(Expr::call("Some", vec![self.value(&field.ty, sample, Place::Exact)?]))
            }
            (FieldKind::Required | FieldKind::Optional | FieldKind::OptionalNullable, sample) => {
                self.set(field, sample)
            }
        }
    }

    /// What a setter takes for a field.
    fn set(&self, field: &Field, sample: &Value<'_>) -> Option<Expr> {
        match (field.kind, &field.ty, sample) {
            (FieldKind::OptionalNullable, ty, Value::Null) if *ty != Type::Json => {
                Some(Expr::text("postwright_runtime::Field::Null"))
            }
            (FieldKind::OptionalNullable, Type::String, sample) => self.value(&field.ty, sample, Place::Into),
            (FieldKind::OptionalNullable, ty, sample) => self.value(ty, sample, Place::Exact),
            (_, Type::String | Type::Boxed(_) | Type::OrPlaceholder(_), sample) => {
                self.value(&field.ty, sample, Place::Into)
            }
            (_, ty, sample) => self.value(ty, sample, Place::Exact),
        }
    }
}

fn text_literal(text: &str, place: Place) -> Expr {
    let literal = literal::string(text);
    Expr::text(if place == Place::Into { literal } else { format!("{literal}.to_owned()") })
}

fn is_of(kind: ValueKind, sample: &Value<'_>) -> bool {
    match (kind, sample) {
        (ValueKind::String, Value::Text(_))
        | (ValueKind::Boolean, Value::Boolean(_))
        | (ValueKind::Number, Value::Number(_))
        | (ValueKind::Array, Value::Array(_))
        | (ValueKind::Object, Value::Object(_)) => true,
        (ValueKind::Integer, Value::Number(text)) => {
            text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok()
        }
        _ => false,
    }
}

/// A float with its point, as Rust wants it.
fn float(text: &str) -> Option<String> {
    text.parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| format!("{value:?}"))
}

/// A literal whose type says which number it is; `None` if it would be another number.
fn number(text: &str) -> Option<String> {
    if text.parse::<i32>().is_ok() {
        return Some(text.to_owned());
    }
    if let Ok(number) = text.parse::<i64>() {
        return Some(format!("{number}_i64"));
    }
    if let Ok(number) = text.parse::<u64>() {
        return Some(format!("{number}_u64"));
    }
    float(text).filter(|_| is_exact(text))
}

/// Whether a float keeps every digit.
fn is_exact(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let is_whole = !text.contains(['.', 'e', 'E']);
    !is_whole && digits.trim_matches('0').len() <= DIGITS
}

fn json_macro(value: &Value<'_>) -> Option<Expr> {
    const MACRO: &str = "serde_json::json!";
    let json = json(value)?;
    Some(if let Expr::List { open, items, close } = json {
        let close = if close == "}" { "})" } else { "])" };
        Expr::List { open: format!("{MACRO}({open}"), items, close }
    } else {
        // The macro takes no comma behind its value, which a line of its own would have.
        Expr::text(format!("{MACRO}({})", json.flat()))
    })
}

/// JSON inside of the macro.
fn json(value: &Value<'_>) -> Option<Expr> {
    Some(match value {
        Value::Null => Expr::text("null"),
        Value::Boolean(value) => Expr::text(value.to_string()),
        Value::Number(text) => Expr::text(number(text)?),
        Value::Text(text) => Expr::text(literal::string(text)),
        Value::Array(elements) => {
            let items = elements.iter().map(json).collect::<Option<_>>()?;
            Expr::List { open: "[".to_owned(), items, close: "]" }
        }
        Value::Object(fields) => {
            let field = |(name, value): &Member<'_>| {
                json(value).map(|value| value.behind(format!("{}: ", literal::string(name))))
            };
            let items = fields.iter().map(field).collect::<Option<_>>()?;
            Expr::List { open: "{".to_owned(), items, close: "}" }
        }
        Value::Variable(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_the_macro_of_json_has_no_comma_behind_it() {
        let line = |value: Value| json_macro(&value).unwrap().line(22, ";");
        assert_eq!(line(Value::Null).trim(), "serde_json::json!(null);");
        let list = line(Value::Array(vec![Value::Boolean(true)]));
        let lines: Vec<&str> = list.lines().map(str::trim).collect();
        assert_eq!(lines, ["serde_json::json!([", "true,", "]);"]);
    }

    #[test]
    fn no_element_and_no_digit_is_left_out() {
        let values = Values { items: &HashMap::new(), name: &|_| "T".to_owned(), count: Cell::new(0) };
        let flat = |ty: Type, json: &str| {
            let sample = crate::infer::parse(json).unwrap().value;
            values.value(&ty, &sample, Place::Exact).unwrap().flat()
        };
        assert_eq!(flat(Type::Vec(Box::new(Type::I64)), "[1,2,3,4,5]"), "vec![1, 2, 3, 4, 5]");
        assert_eq!(
            flat(Type::Map(Box::new(Type::Bool)), r#"{"a":true,"b":false,"c":true}"#),
            "std::collections::BTreeMap::from([(\"a\".to_owned(), true), (\"b\".to_owned(), false), \
             (\"c\".to_owned(), true)])"
        );
        assert_eq!(flat(Type::Number, "2.50"), "postwright_runtime::Number::from(2.5)");
        for (ty, json) in [
            (Type::Number, "12345678901234567890123"),
            (Type::Number, "0.1234567890123456789"),
            (Type::Json, "[12345678901234567890123]"),
        ] {
            assert_eq!(flat(ty, json), format!("serde_json::from_str::<T>(\"{json}\")?"));
        }
    }
}
