//! JSON that may say a key twice and numbers of any size, and many ways to write and to spoil it.

use serde_json::Value;

/// Numbers that are the same in each run (xorshift).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// How a document is written.
#[derive(Clone, Copy)]
pub(super) enum Style {
    Compact,
    Pretty,
    Crlf,
    /// Any white space, and keys with escapes.
    Wild,
}

impl Style {
    pub(super) fn of(dice: &mut Dice) -> Self {
        *dice.one(&[Style::Compact, Style::Pretty, Style::Crlf, Style::Wild])
    }

    fn space(self, depth: usize, dice: &mut Dice) -> String {
        match self {
            Style::Compact => String::new(),
            Style::Pretty => format!("\n{}", "  ".repeat(depth)),
            Style::Crlf => format!("\r\n{}", "\t".repeat(depth)),
            Style::Wild => (*dice.one(&["", "", " ", "\n", "\r\n\t", "  \n\n "])).to_owned(),
        }
    }

    fn key(self, key: &str, dice: &mut Dice) -> String {
        let escaped = |letter: char| match u32::from(letter) {
            code if matches!(self, Style::Wild) && code < 0x1_0000 && dice.below(3) == 0 => {
                format!("\\u{code:04x}")
            }
            _ => {
                let quoted = Value::from(letter.to_string()).to_string();
                quoted[1..quoted.len() - 1].to_owned()
            }
        };
        format!("\"{}\"", key.chars().map(escaped).collect::<String>())
    }
}

#[derive(Clone)]
pub(super) enum Node {
    /// A text, number, truth value or null, as it is written.
    Scalar(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// What takes the place of another value.
const OTHERS: [&str; 26] = [
    "null",
    "true",
    "-1",
    "0",
    "1.5",
    "300",
    "-0.0",
    "99999999999999999999",
    "1e30",
    "1e999",
    r#""hush""#,
    r#""hush-a""#,
    r#""<integer>""#,
    r#""é☃\u00e9\n\"""#,
    r#""hush`, expected""#,
    "[]",
    "[[]]",
    "[[[1]]]",
    "[{}]",
    "{}",
    r#"{"hush":[]}"#,
    r#"[1,"hush"]"#,
    r#"[1,"hush",3]"#,
    r#"{"width":-1}"#,
    r#"{"kind":"hush-card"}"#,
    r#"{"width":1,"unit":"hush"}"#,
];

impl Node {
    pub(super) fn read(json: &str) -> Self {
        match serde_json::from_str(json) {
            Ok(Value::Array(list)) => {
                Node::List(list.iter().map(|node| Node::read(&node.to_string())).collect())
            }
            Ok(Value::Object(members)) => {
                let read = |(key, node): (&String, &Value)| (key.clone(), Node::read(&node.to_string()));
                Node::Object(members.iter().map(read).collect())
            }
            // A number that is too large for one is a mistake, too.
            Ok(_) | Err(_) => Node::Scalar(json.to_owned()),
        }
    }

    fn members(&mut self) -> &mut Vec<(String, Node)> {
        match self {
            Node::Object(members) => members,
            Node::Scalar(_) | Node::List(_) => panic!("no object"),
        }
    }

    pub(super) fn remove(&mut self, key: &str) {
        self.members().retain(|member| member.0 != key);
    }

    pub(super) fn set(&mut self, key: &str, node: Node) {
        self.remove(key);
        self.members().push((key.to_owned(), node));
    }

    pub(super) fn written(&self, style: Style, dice: &mut Dice) -> Vec<u8> {
        let mut text = style.space(0, dice).trim_start_matches('\n').to_owned();
        self.write(&mut text, 0, style, dice);
        text.push_str(&style.space(0, dice));
        text.into_bytes()
    }

    fn write(&self, text: &mut String, depth: usize, style: Style, dice: &mut Dice) {
        let (open, close, count) = match self {
            Node::Scalar(scalar) => return text.push_str(scalar),
            Node::List(list) => ('[', ']', list.len()),
            Node::Object(members) => ('{', '}', members.len()),
        };
        text.push(open);
        for index in 0..count {
            text.push_str(if index == 0 { "" } else { "," });
            text.push_str(&style.space(depth + 1, dice));
            match self {
                Node::Scalar(_) => {}
                Node::List(list) => list[index].write(text, depth + 1, style, dice),
                Node::Object(members) => {
                    text.push_str(&style.key(&members[index].0, dice));
                    text.push_str(if matches!(style, Style::Wild) { " \t:\n" } else { ":" });
                    members[index].1.write(text, depth + 1, style, dice);
                }
            }
        }
        text.push_str(&style.space(depth, dice));
        text.push(close);
    }

    /// Changes one place, any of them.
    pub(super) fn spoil(&mut self, dice: &mut Dice) {
        let children = match self {
            Node::Scalar(_) => 0,
            Node::List(list) => list.len(),
            Node::Object(members) => members.len(),
        };
        // Most mistakes lie deep.
        if children > 0 && dice.below(6) > 0 {
            let index = dice.below(children);
            match self {
                Node::Scalar(_) => {}
                Node::List(list) => list[index].spoil(dice),
                Node::Object(members) => members[index].1.spoil(dice),
            }
            return;
        }
        self.change(dice);
    }

    fn change(&mut self, dice: &mut Dice) {
        let other = Node::read(OTHERS[dice.below(OTHERS.len())]);
        match (self, dice.below(5)) {
            (Node::List(list), 0) if !list.is_empty() => drop(list.remove(dice.below(list.len()))),
            (Node::List(list), 1 | 2) => list.insert(dice.below(list.len() + 1), other),
            (Node::Object(members), 0) if !members.is_empty() => {
                drop(members.remove(dice.below(members.len())));
            }
            (Node::Object(members), 1) if !members.is_empty() => {
                let (key, node) = dice.one(members).clone();
                let node = if dice.below(2) == 0 { node } else { other };
                members.insert(dice.below(members.len() + 1), (key, node));
            }
            (Node::Object(members), 2) => {
                members.insert(dice.below(members.len() + 1), ("new".to_owned(), other));
            }
            (node, 3) => *node = Node::List(vec![node.clone()]),
            (node, _) => *node = other,
        }
    }
}

/// Ends a text too early, or changes one byte of it.
pub(super) fn break_text(text: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.below(text.len());
    match dice.below(4) {
        0 => text.truncate(at),
        1 => drop(text.remove(at)),
        2 => text.insert(at, *dice.one(b",:{}[]\"x1 \\\x00\xff-n")),
        _ => text[at] = *dice.one(b",:{}[]\"x1 \\\x00\xff-n"),
    }
}
