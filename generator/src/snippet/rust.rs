//! From an operation with its samples to a Rust program that sends it and reads the answer.

use std::cell::{Cell, RefCell};

use proc_macro2::{TokenStream, TokenTree};

use super::Sdk;
use super::given::{Call, Given, Style, call};
use super::layout::Expr;
use super::value::{Place, Values};
use super::{answer, client, form};
use crate::api::{Body, BodyExample, FormField, FormSample, Location, Sample};
use crate::curl;
use crate::infer;
use crate::literal;
use crate::manifest::{Entry, spell};
use crate::rust::{Argument, ArgumentKind, Type};

/// A body of more values is no better as an example: it is read from a file.
const VALUES: usize = 40;
/// The same for the lines of a text.
const LINES: usize = 20;
/// So many lines of JSON are shown above the code that builds it.
const COMMENT: usize = 12;
/// As long as they may be.
const LINE: usize = 88;

/// The program.
pub(super) fn program(sdk: &Sdk<'_>, entry: &Entry<'_>) -> String {
    let writer = Writer {
        sdk,
        entry,
        uses_types: Cell::new(false),
        body: Cell::default(),
        missing: RefCell::default(),
    };
    let given = call(entry, &writer);
    let mut parts = vec![client::builder(sdk, entry.operation).behind("let client = ").line(1, ";")];
    parts.extend(writer.missing());
    parts.extend(writer.body.take());
    parts.push(writer.send(given));
    let answer = answer::lines(entry, &sdk.items, &|ty| writer.name(ty), 1);
    parts.push(format!("    println!(\"{{}}\", response.status());\n{answer}"));
    let (library, handle) = (sdk.library, &sdk.client.root.handle);
    let names = if writer.uses_types.get() { format!("{{{handle}, types}}") } else { handle.to_string() };
    let program = format!(
        "use {library}::{names};\n\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> \
         {{\n{}    Ok(())\n}}\n",
        parts.join("\n")
    );
    needed(&program) + &program
}

/// The commands that add the crates that a program needs beside the SDK.
fn needed(program: &str) -> String {
    let mut found = [("postwright_runtime", false), ("serde_json", false)];
    if let Ok(tokens) = program.parse() {
        find(tokens, &mut found);
    }
    let crates: Vec<String> =
        found.iter().filter(|(_, is_used)| *is_used).map(|(name, _)| package(name)).collect();
    let more = if crates.is_empty() { String::new() } else { format!("// cargo add {}\n", crates.join(" ")) };
    format!("// cargo add tokio --features macros,rt-multi-thread\n{more}")
}

/// The package of a crate: our runtime has a `-`.
fn package(name: &str) -> String {
    if name.starts_with("postwright") { name.replace('_', "-") } else { name.to_owned() }
}

/// Notes which of the names paths begin with.
fn find(tokens: TokenStream, names: &mut [(&str, bool)]) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match (token, tokens.peek()) {
            (TokenTree::Group(group), _) => find(group.stream(), names),
            (TokenTree::Ident(ident), Some(TokenTree::Punct(next))) if next.as_char() == ':' => {
                for (name, is_used) in names.iter_mut() {
                    *is_used |= ident == *name;
                }
            }
            (TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_), _) => {}
        }
    }
}

/// What reads as a person would write it.
struct Writer<'a> {
    sdk: &'a Sdk<'a>,
    entry: &'a Entry<'a>,
    uses_types: Cell<bool>,
    /// The statement that makes the body.
    body: Cell<Option<String>>,
    /// The arguments that the collection has no value for, with what stands for it.
    missing: RefCell<Vec<(String, String)>>,
}

impl Writer<'_> {
    /// The statements that a reader has to put values into.
    fn missing(&self) -> Option<String> {
        let missing = self.missing.borrow();
        let what = match missing.as_slice() {
            [] => return None,
            [_] => "no value for this one: put yours here",
            _ => "no values for these: put yours here",
        };
        let lines = missing.iter().map(|(name, value)| format!("    let {name} = {value};\n"));
        Some(format!("    // The collection has {what}.\n{}", lines.collect::<String>()))
    }

    /// The call, and what can go wrong with it.
    fn send(&self, given: Call) -> String {
        let made = Expr::call(self.entry.method.ident.as_str(), given.arguments);
        let modules = self.entry.modules.iter().map(|module| Expr::text(format!("{module}()")));
        let mut links: Vec<Expr> = modules.chain([made]).chain(given.setters).collect();
        links.push(Expr::text("send()"));
        links.push(Expr::text("await"));
        let print =
            |items: &[&str]| Expr::call("eprintln!", items.iter().map(|it| Expr::text(*it)).collect());
        let answered = print(&["\"answered with {status}: {:#?}\"", "error.headers()"]);
        let answered = match &self.entry.method.errors {
            None => answered.behind("Some(status) => ").line(3, ","),
            Some(errors) => {
                let ty = self.name(&Type::Local(errors.ident.clone()));
                let typed = print(&["\"{:#?}\"", &format!("error.api::<{ty}>()")]);
                let indent = "    ".repeat(3);
                let inside = answered.line(4, ";") + &typed.line(4, ";");
                format!("{indent}Some(status) => {{\n{inside}{indent}}}\n")
            }
        };
        links.push(Expr::text(format!(
            "inspect_err(|error| match error.status() {{\n{answered}            None => eprintln!(\"not answered: \
             {{error}}\"),\n        }})?"
        )));
        Expr::text("client").chain(links).behind("let response = ").line(1, ";")
    }

    /// A statement that makes a body.
    fn let_body(&self, name: &str, expr: Expr, comment: Option<&str>) {
        let mut text = String::new();
        for line in comment.into_iter().flat_map(str::lines) {
            text.push_str("    // ");
            text.push_str(line);
            text.push('\n');
        }
        self.body.set(Some(text + &expr.behind(format!("let {name} = ")).line(1, ";")));
    }

    fn json(&self, argument: &Argument, ty: &Type, example: &BodyExample) -> Expr {
        let name = argument.ident.as_str();
        let text = example.json.as_deref().unwrap_or_default();
        let sample = infer::parse(text).ok().map(|sample| sample.value);
        let name_of = |ty: &Type| self.name(ty);
        let values = Values { items: &self.sdk.items, name: &name_of, count: Cell::new(0) };
        let place = if *ty == Type::String { Place::Into } else { Place::Exact };
        let made = sample.as_ref().and_then(|sample| values.value(ty, sample, place));
        let made = made.filter(|_| values.count.get() <= VALUES);
        let shown = serde_json::from_str::<&serde_json::value::RawValue>(text).ok().and(sample.as_ref());
        let shown = shown.map(super::json::pretty).filter(|text| is_comment(text));
        if let Some(made) = made {
            self.let_body(name, made, shown.as_deref());
        } else {
            let file = format!("{name}.json");
            let read =
                format!("serde_json::from_str(&std::fs::read_to_string({})?)?", literal::string(&file));
            let comment = format!("{file} holds the JSON of the request, which is too long to stand here.");
            self.let_body(&format!("{name}: {}", self.name(ty)), Expr::text(read), Some(&comment));
        }
        let is_text = *ty == Type::String && matches!(argument.kind, ArgumentKind::Borrowed(_));
        let is_borrowed = matches!(argument.kind, ArgumentKind::Borrowed(_)) && !is_text;
        Expr::text(if is_borrowed { format!("&{name}") } else { name.to_owned() })
    }
}

impl Style for Writer<'_> {
    fn value(&self, given: &Given<'_>) -> Expr {
        match given.sample {
            Some(Sample::Flag) => Expr::text("postwright_runtime::flag()"),
            Some(Sample::Text(text)) if !given.is_placeholder() => Expr::text(value(text, given.location)),
            Some(Sample::Text(_)) | None => {
                let placeholder = match given.sample {
                    Some(Sample::Text(text)) if !text.is_empty() => literal::string(text),
                    Some(Sample::Text(_) | Sample::Flag) | None => {
                        literal::string(&given.location.placeholder(given.name))
                    }
                };
                let Some(argument) = given.argument else { return Expr::text(placeholder) };
                // What the program itself calls otherwise.
                let is_taken = matches!(argument.as_str(), "client" | "body" | "response");
                let name = if is_taken { format!("own_{argument}") } else { argument.to_string() };
                let mut missing = self.missing.borrow_mut();
                if missing.iter().any(|(other, _)| *other == name) {
                    return Expr::text(placeholder);
                }
                missing.push((name.clone(), placeholder));
                Expr::text(name)
            }
        }
    }

    fn body(&self, argument: &Argument) -> Expr {
        let name = argument.ident.as_str();
        let body = self.entry.operation.body.as_ref().map(|body| &body.body);
        let (reference, ty) = match &argument.kind {
            ArgumentKind::Borrowed(ty) => ("&", ty),
            ArgumentKind::Owned(ty) => ("", ty),
            ArgumentKind::Value | ArgumentKind::Text | ArgumentKind::Body => ("", &Type::String),
        };
        match body {
            Some(Body::Json { schema: _, example } | Body::GraphQl { variables: Some((_, example)), .. }) => {
                self.json(argument, ty, example)
            }
            Some(Body::Text { example }) if example.lines().count() > LINES => {
                self.let_body(name, Expr::text("std::fs::read_to_string(\"body.txt\")?"), None);
                Expr::text(name)
            }
            Some(Body::Text { example }) => {
                self.let_body(name, Expr::text(literal::string(example)), None);
                Expr::text(name)
            }
            Some(Body::UrlEncoded { fields } | Body::Multipart { fields, .. }) => {
                let fields: Vec<FormField> = fields.iter().map(with_files).collect();
                let made = form::expression(ty, &fields, &self.sdk.forms, &|ty| self.name(ty));
                self.let_body(name, made, None);
                Expr::text(format!("{reference}{name}"))
            }
            Some(Body::File { example }) => {
                let path = literal::string(example.as_deref().unwrap_or(curl::FILE));
                Expr::call("postwright_runtime::Body::file", vec![Expr::text(path)])
            }
            Some(Body::GraphQl { variables: None, .. }) | None => Expr::text(literal::string("")),
        }
    }

    fn name(&self, ty: &Type) -> String {
        let modules = self.entry.path();
        let named = |ident: &crate::rust::Ident| {
            self.uses_types.set(true);
            format!("types::{ident}")
        };
        spell(ty, &named, &|ident| format!("{}::{modules}{ident}", self.sdk.library))
    }
}

/// The field with a path where the collection names no file.
fn with_files(field: &FormField) -> FormField {
    let mut field = field.clone();
    for sample in &mut field.examples {
        if let FormSample::File { path, name: _ } = sample {
            path.get_or_insert_with(|| curl::FILE.to_owned());
        }
    }
    field
}

/// Whether a text is short enough to stand above code.
fn is_comment(text: &str) -> bool {
    text.lines().count() <= COMMENT && text.lines().all(|line| line.chars().count() <= LINE)
}

/// A value of a parameter. What is encoded already, or reaches over several segments, says so.
fn value(text: &str, location: Location) -> String {
    if text.parse::<i32>().is_ok_and(|number| number.to_string() == text) || matches!(text, "true" | "false")
    {
        return text.to_owned();
    }
    let is_encoded = |rest: &str| {
        let digits = rest.as_bytes().get(1..3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let is_encoded = text.match_indices('%').any(|(at, _)| text.get(at..).is_some_and(is_encoded));
    let is_verbatim = match location {
        Location::Path => is_encoded || text.contains('/'),
        Location::Query => is_encoded || text.contains('+'),
        Location::Header | Location::PropertyName => false,
    };
    let literal = literal::string(text);
    if is_verbatim { format!("postwright_runtime::verbatim({literal})") } else { literal }
}
