//! Expressions into lines of code: on one line where they fit, else as a formatter would break them.

/// How wide a snippet may be: a page that has something beside it is narrower than an editor.
const WIDTH: usize = 92;
/// How far the contents of a bracket stand to the right.
const INDENT: usize = 4;

/// An expression as far as its layout matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    /// It has no place where a line could break.
    Text(String),
    /// What opens, what stands between commas, what closes: `f(a, b)`, `vec![a]`, `{ "a": 1 }`.
    List { open: String, items: Vec<Expr>, close: &'static str },
    /// `receiver.first(a).second(b)`: each of the links without its dot.
    Chain { receiver: Box<Expr>, links: Vec<Expr> },
    /// Text that stands in front of something: `&body`.
    Behind { text: String, expr: Box<Expr> },
    /// The same behind it: `…?`.
    Before { expr: Box<Expr>, text: &'static str },
}

impl Expr {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A call: `name(items)`.
    pub(crate) fn call(name: &str, items: Vec<Self>) -> Self {
        Self::List { open: format!("{name}("), items, close: ")" }
    }

    /// The expression with text in front of it.
    pub(crate) fn behind(self, text: impl Into<String>) -> Self {
        Self::Behind { text: text.into(), expr: Box::new(self) }
    }

    /// The expression with text behind it.
    pub(crate) fn before(self, text: &'static str) -> Self {
        Self::Before { expr: Box::new(self), text }
    }

    /// The expression with method calls behind it.
    pub(crate) fn chain(self, links: Vec<Self>) -> Self {
        if links.is_empty() { self } else { Self::Chain { receiver: Box::new(self), links } }
    }

    /// All of it without breaks but those of its texts.
    pub(crate) fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List { open, items, close } => {
                let items: Vec<String> = items.iter().map(Self::flat).collect();
                let blank = if *close == "}" && !items.is_empty() { " " } else { "" };
                format!("{open}{blank}{}{blank}{close}", items.join(", "))
            }
            Self::Chain { receiver, links } => {
                let links = links.iter().map(|link| format!(".{}", link.flat()));
                links.fold(receiver.flat(), |text, link| text + &link)
            }
            Self::Behind { text, expr } => format!("{text}{}", expr.flat()),
            Self::Before { expr, text } => format!("{}{text}", expr.flat()),
        }
    }

    /// A line of code that stands so deep and ends with `end`, with its line break.
    pub(crate) fn line(&self, depth: usize, end: &str) -> String {
        let mut text = " ".repeat(depth * INDENT);
        self.print(depth * INDENT, end.len(), &mut text);
        text + end + "\n"
    }

    /// Appends the expression to a line that stands `indent` to the right; `after` more characters must fit behind it.
    fn print(&self, indent: usize, after: usize, out: &mut String) {
        let flat = self.flat();
        if !flat.contains('\n') && column(out) + flat.chars().count() + after <= WIDTH {
            out.push_str(&flat);
            return;
        }
        match self {
            Self::Text(text) => out.push_str(text),
            Self::List { open, items, close } => match items.as_slice() {
                [] => out.push_str(&flat),
                [only] if only.opens() && *close != "}" => {
                    out.push_str(open);
                    only.print(indent, after + close.len(), out);
                    out.push_str(close);
                }
                items => {
                    out.push_str(open);
                    for item in items {
                        break_line(indent + INDENT, out);
                        item.print(indent + INDENT, 1, out);
                        out.push(',');
                    }
                    break_line(indent, out);
                    out.push_str(close);
                }
            },
            Self::Chain { receiver, links } => match links.as_slice() {
                // What was broken before its last bracket goes on behind it, unless a line of its own is enough for it.
                [only] if fits(out, &receiver.flat()) && !only.fits_at(indent + INDENT, after + 1) => {
                    receiver.print(indent, 1, out);
                    out.push('.');
                    only.print(indent, after, out);
                }
                links => {
                    let start = out.len();
                    receiver.print(indent, 0, out);
                    // Behind a bracket that closes on a line of its own, calls stand below it.
                    let is_broken = out.get(start..).is_some_and(|receiver| receiver.contains('\n'));
                    let indent = if is_broken { indent } else { indent + INDENT };
                    for (place, link) in links.iter().enumerate() {
                        break_line(indent, out);
                        out.push('.');
                        let after = if place + 1 == links.len() { after } else { 0 };
                        link.print(indent, after, out);
                    }
                }
            },
            Self::Behind { text, expr } => {
                out.push_str(text);
                expr.print(indent, after, out);
            }
            Self::Before { expr, text } => {
                expr.print(indent, after + text.len(), out);
                out.push_str(text);
            }
        }
    }

    /// Whether it fits on a line of its own, so far to the right and with so many characters around it.
    fn fits_at(&self, indent: usize, around: usize) -> bool {
        let flat = self.flat();
        !flat.contains('\n') && indent + flat.chars().count() + around <= WIDTH
    }

    /// Whether it can be broken behind its first line's opening bracket.
    fn opens(&self) -> bool {
        match self {
            Self::List { items, .. } => !items.is_empty(),
            Self::Behind { expr, .. } | Self::Before { expr, .. } => expr.opens(),
            Self::Text(_) | Self::Chain { .. } => false,
        }
    }
}

/// Whether a text fits behind the line that is being written.
fn fits(out: &str, text: &str) -> bool {
    !text.contains('\n') && column(out) + text.chars().count() <= WIDTH
}

fn column(out: &str) -> usize {
    out.len() - out.rfind('\n').map_or(0, |at| at + 1)
}

fn break_line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

#[cfg(test)]
mod tests {
    use super::Expr;

    #[test]
    fn lines_break_where_a_formatter_breaks_them() {
        let list = |name: &str, count: usize| {
            let items = (0..count).map(|number| Expr::text(format!("\"value {number}\"")));
            Expr::call(name, items.collect())
        };
        let chain = Expr::text("client").chain(vec![
            list("keys", 0),
            list("create_key", 8),
            Expr::call(
                "of",
                vec![Expr::List { open: "vec![".into(), items: vec![list("A::new", 7)], close: "]" }],
            ),
            Expr::text("await?"),
        ]);
        insta::assert_snapshot!(chain.behind("let key = ").line(1, ";"), @r#"
        let key = client
            .keys()
            .create_key(
                "value 0",
                "value 1",
                "value 2",
                "value 3",
                "value 4",
                "value 5",
                "value 6",
                "value 7",
            )
            .of(vec![A::new(
                "value 0",
                "value 1",
                "value 2",
                "value 3",
                "value 4",
                "value 5",
                "value 6",
            )])
            .await?;
        "#);
        let long = "x".repeat(60);
        let made = Expr::call("Item::new", vec![Expr::text(long.clone()), Expr::text(long.clone())]);
        let text = Expr::call("text", vec![Expr::text("\"a b c d e f g h\"")]);
        let items = vec![
            made.chain(vec![Expr::text("note(1)")]),
            Expr::text(format!("Item::of({long})")).chain(vec![text]),
        ];
        let items = Expr::List { open: "vec![".into(), items, close: "]" };
        insta::assert_snapshot!(items.line(0, ";"), @r#"
        vec![
            Item::new(
                xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,
                xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,
            )
            .note(1),
            Item::of(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx)
                .text("a b c d e f g h"),
        ];
        "#);
        assert_eq!(list("f", 2).behind("&").line(0, ";"), "&f(\"value 0\", \"value 1\");\n");
    }
}
