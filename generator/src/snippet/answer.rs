//! From what an operation answers, with its saved example, to the lines that read each leaf of it.

use std::collections::HashMap;

use super::layout::Expr;
use crate::api::{MediaKind, Operation, Response};
use crate::infer::{self, Value};
use crate::literal::{self, add};
use crate::manifest::Entry;
use crate::rust::{Answer, AnswerEnum, Decoder, Field, FieldKind, Ident, Method, Type, TypeItem};

/// So many leaves show how it is done.
const LEAVES: usize = 12;
/// Deeper blocks are hard to read.
const BLOCKS: usize = 3;

/// The lines that print what is in `response`, at this depth.
pub(super) fn lines(
    entry: &Entry<'_>,
    items: &HashMap<&Ident, &TypeItem>,
    name: &dyn Fn(&Type) -> String,
    depth: usize,
) -> String {
    let method = entry.method;
    match (method.output.decoder, &method.answers) {
        (Decoder::Empty, _) => String::new(),
        (Decoder::Text, _) => print("{}", &["response.body()"], depth),
        (Decoder::Bytes, _) => Expr::text("std::fs::write(\"answer\", response.body())?").line(depth, ";"),
        (Decoder::Content, _) => content(depth),
        (Decoder::Json, _) => {
            let sample = sample(entry.operation, method, None);
            let indent = "    ".repeat(depth);
            let body = if method.output.ty == Type::Json {
                String::new()
            } else {
                format!("{indent}let body = response.body();\n")
            };
            let access = if body.is_empty() { "response.body()" } else { "body" };
            body + &Leaves::of(items).root(&method.output.ty, sample.as_ref(), access, depth)
        }
        (Decoder::Answers, None) => print("{:?}", &["response.body()"], depth),
        (Decoder::Answers, Some(answers)) => several(entry, answers, items, name, depth),
    }
}

/// What nobody knows beforehand: JSON as a rule.
fn content(depth: usize) -> String {
    let [indent, arm] = [depth, depth + 1].map(|depth| "    ".repeat(depth));
    format!(
        "{indent}let body = response.body();\n{indent}match body.json::<serde_json::Value>() {{\n\
         {arm}Ok(json) => println!(\"{{json:#}}\"),\n{arm}Err(_) => println!(\"{{}}\", body.text()),\n{indent}}}\n"
    )
}

/// The answers of an enum: the first that is JSON is read, the others are printed.
fn several(
    entry: &Entry<'_>,
    answers: &AnswerEnum,
    items: &HashMap<&Ident, &TypeItem>,
    name: &dyn Fn(&Type) -> String,
    depth: usize,
) -> String {
    let Some(answer) = answers.answers.iter().find(|answer| answer.decoder == Decoder::Json) else {
        return print("{:?}", &["response.body()"], depth);
    };
    let sample = sample(entry.operation, entry.method, Some(answer));
    let lines = Leaves::of(items).root(&answer.ty, sample.as_ref(), "body", depth + 2);
    let path = name(&Type::Local(answers.ident.clone()));
    let [open, arm] = [depth, depth + 1].map(|depth| "    ".repeat(depth));
    format!(
        "{open}match response.body() {{\n{arm}{path}::{}(body) => {{\n{lines}{arm}}}\n{arm}other => \
         println!(\"{{other:?}}\"),\n{open}}}\n",
        answer.ident
    )
}

/// The saved example of an answer.
fn sample<'a>(operation: &'a Operation, method: &Method, answer: Option<&Answer>) -> Option<Value<'a>> {
    let typed = operation.responses.iter().zip(&method.response_types);
    let is_meant = |response: &Response, ty: &Type| match answer {
        Some(answer) => *ty == answer.ty && (answer.status.is_none() || answer.status == response.status),
        None => *ty == method.output.ty && response.status.is_none_or(|status| status < 400),
    };
    let meant =
        typed.filter(|(response, ty)| matches!(response.media, MediaKind::Json(_)) && is_meant(response, ty));
    let bodies = meant.flat_map(|(response, _)| &response.examples).filter_map(|it| it.body.as_deref());
    bodies.filter_map(|text| infer::parse(text).ok()).map(|sample| sample.value).next()
}

/// Where a value stands: in the code, and in the answer.
struct At {
    access: String,
    label: String,
}

impl At {
    fn field(&self, field: &Field) -> Self {
        let name = field.rename.as_deref().unwrap_or(field.ident.plain());
        let dot = if self.label.is_empty() { "" } else { "." };
        let access = format!("{}.{}", self.access, field.ident);
        Self { access, label: format!("{}{dot}{name}", self.label) }
    }
}

/// Lines while they are put together.
struct Leaves<'a> {
    items: &'a HashMap<&'a Ident, &'a TypeItem>,
    lines: String,
    count: usize,
    is_cut: bool,
}

impl<'a> Leaves<'a> {
    fn of(items: &'a HashMap<&'a Ident, &'a TypeItem>) -> Self {
        Self { items, lines: String::new(), count: 0, is_cut: false }
    }

    /// The lines that print an answer that is JSON: the whole, indented, then each leaf of it.
    fn root(mut self, ty: &Type, sample: Option<&Value<'_>>, access: &str, depth: usize) -> String {
        if *ty == Type::Json {
            return print("{:#}", &[access], depth);
        }
        let whole = print("{}", &[&format!("serde_json::to_string_pretty({access})?")], depth);
        if self.has_fields(ty) {
            let at = At { access: access.to_owned(), label: String::new() };
            self.all(ty, sample, &at, depth);
        }
        if self.is_cut {
            add(&mut self.lines, format_args!("{}// … and so on.\n", "    ".repeat(depth)));
        }
        whole + &self.lines
    }

    fn all(&mut self, ty: &Type, sample: Option<&Value<'_>>, at: &At, depth: usize) {
        if self.count >= LEAVES {
            self.is_cut = true;
            return;
        }
        match ty {
            Type::Boxed(inner) => self.all(inner, sample, at, depth),
            Type::Named(ident) => match self.items.get(ident) {
                Some(TypeItem::Struct(item)) => {
                    for field in &item.fields {
                        self.field(field, sample, &at.field(field), depth);
                    }
                }
                Some(TypeItem::Union(_) | TypeItem::Enum(_)) | None => self.leaf("{:?}", at, depth),
            },
            Type::Vec(inner) | Type::Map(inner) | Type::Option(inner) | Type::OrPlaceholder(inner)
                if self.has_fields(inner) =>
            {
                let (head, access, label) = opened(ty, at);
                let inside = At { access: access.to_owned(), label };
                self.block(&head, inner, element(ty, sample), (at, &inside), depth);
            }
            Type::Bool
            | Type::I64
            | Type::U64
            | Type::F64
            | Type::String
            | Type::Number
            | Type::Json
            | Type::Enum(_) => self.leaf("{}", at, depth),
            Type::Unit
            | Type::Bytes
            | Type::Content
            | Type::Part
            | Type::Vec(_)
            | Type::Map(_)
            | Type::Option(_)
            | Type::OrPlaceholder(_)
            | Type::Local(_)
            | Type::Formatted(_)
            | Type::Path(_) => self.leaf("{:?}", at, depth),
        }
    }

    /// A field that the example has; without an example, each.
    fn field(&mut self, field: &Field, sample: Option<&Value<'_>>, at: &At, depth: usize) {
        let name = field.rename.as_deref().unwrap_or(field.ident.plain());
        let value = match sample {
            Some(Value::Object(fields)) => match fields.iter().find(|(own, _)| own == name) {
                Some((_, value)) => Some(value),
                None => return,
            },
            _ => None,
        };
        let is_plain = !self.has_fields(&field.ty);
        match field.kind {
            FieldKind::Required => self.all(&field.ty, value, at, depth),
            FieldKind::Optional | FieldKind::Nullable | FieldKind::OptionalNullable if is_plain => {
                self.leaf("{:?}", at, depth);
            }
            FieldKind::Optional | FieldKind::Nullable => {
                let ident = field.ident.as_str();
                let head = format!("if let Some({ident}) = {} {{", by_reference(&at.access));
                let inside = At { access: ident.to_owned(), label: at.label.clone() };
                self.block(&head, &field.ty, value, (at, &inside), depth);
            }
            FieldKind::OptionalNullable => {
                let ident = field.ident.as_str();
                let head = format!("if let Some({ident}) = {}.value() {{", at.access);
                let inside = At { access: ident.to_owned(), label: at.label.clone() };
                self.block(&head, &field.ty, value, (at, &inside), depth);
            }
        }
    }

    /// What is inside of a list or an option; the whole where nothing would be.
    fn block(
        &mut self,
        head: &str,
        ty: &Type,
        sample: Option<&Value<'_>>,
        (at, inside): (&At, &At),
        depth: usize,
    ) {
        if self.count >= LEAVES {
            self.is_cut = true;
            return;
        }
        let before = std::mem::take(&mut self.lines);
        if depth < BLOCKS + 1 {
            self.all(ty, sample, inside, depth + 1);
        }
        let lines = std::mem::replace(&mut self.lines, before);
        if lines.is_empty() {
            // The answer itself is printed already.
            if !at.label.is_empty() {
                self.leaf("{:?}", at, depth);
            }
        } else {
            let indent = "    ".repeat(depth);
            add(&mut self.lines, format_args!("{indent}{head}\n{lines}{indent}}}\n"));
        }
    }

    fn leaf(&mut self, format: &str, at: &At, depth: usize) {
        if self.count >= LEAVES {
            self.is_cut = true;
            return;
        }
        self.count += 1;
        let label = at.label.replace('{', "{{").replace('}', "}}");
        let format = if label.is_empty() { format.to_owned() } else { format!("{label}: {format}") };
        self.lines.push_str(&print(&format, &[at.access.as_str()], depth));
    }

    /// Whether a value of the type is best read field by field.
    fn has_fields(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(ident) => {
                matches!(self.items.get(ident), Some(TypeItem::Struct(item)) if !item.fields.is_empty())
            }
            Type::Boxed(inner)
            | Type::Vec(inner)
            | Type::Option(inner)
            | Type::OrPlaceholder(inner)
            | Type::Map(inner) => self.has_fields(inner),
            Type::Unit
            | Type::Bool
            | Type::I64
            | Type::U64
            | Type::F64
            | Type::String
            | Type::Number
            | Type::Json
            | Type::Bytes
            | Type::Content
            | Type::Part
            | Type::Enum(_)
            | Type::Local(_)
            | Type::Formatted(_)
            | Type::Path(_) => false,
        }
    }
}

/// The line that opens a container with its name for what is inside, and how the latter is called in the answer.
fn opened(container: &Type, at: &At) -> (String, &'static str, String) {
    let (access, label) = (&at.access, &at.label);
    let reference = by_reference(access);
    if matches!(container, Type::Vec(_)) {
        (format!("for item in {reference} {{"), "item", format!("{label}[]"))
    } else if matches!(container, Type::Map(_)) {
        (format!("for item in {access}.values() {{"), "item", format!("{label}.*"))
    } else if matches!(container, Type::Option(_)) {
        (format!("if let Some(value) = {reference} {{"), "value", label.clone())
    } else {
        // What may be a placeholder gives its value by a method.
        (format!("if let Some(value) = {access}.value() {{"), "value", label.clone())
    }
}

/// The example of what is inside of a container.
fn element<'v>(container: &Type, sample: Option<&'v Value<'v>>) -> Option<&'v Value<'v>> {
    match (container, sample?) {
        (Type::Vec(_), Value::Array(elements)) => elements.first(),
        (Type::Map(_), Value::Object(fields)) => fields.first().map(|(_, value)| value),
        (_, sample) => Some(sample),
    }
}

/// `&body.keys`; what is a reference already stays as it is.
fn by_reference(access: &str) -> String {
    if access.contains('.') { format!("&{access}") } else { access.to_owned() }
}

fn print(format: &str, values: &[&str], depth: usize) -> String {
    let items =
        [vec![Expr::text(literal::string(format))], values.iter().map(|it| Expr::text(*it)).collect()];
    Expr::call("println!", items.concat()).line(depth, ";")
}
