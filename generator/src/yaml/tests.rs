//! Texts into nodes, or into what is wrong with them.

use std::fmt::Write as _;

use super::*;

fn show(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Number(text) => format!("#{text}"),
        Value::Text(text) => format!("{text:?}"),
        Value::List(list) => {
            format!("[{}]", list.iter().map(|node| show(&node.value)).collect::<Vec<_>>().join(", "))
        }
        Value::Map(members) => {
            let member = |member: &Member| format!("{}: {}", member.key, show(&member.node.value));
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}

fn read(text: &str) -> String {
    match parse(text) {
        Ok(node) => show(&node.value),
        Err(problem) => format!("{} at {}", problem.message, problem.offset),
    }
}

#[test]
fn scalars_are_those_of_the_core_schema() {
    assert_eq!(
        read(
            "[no, on, yes, True, null, ~, 1.10, 007, 0x1F, 1e3, .5, '1', \"2\", 1_000, 12:30, +1, .inf, 2024-01-02, !!str 3]"
        ),
        r#"["no", "on", "yes", true, null, null, #1.10, #007, #0x1F, #1e3, #.5, "1", "2", "1_000", "12:30", #+1, #.inf, "2024-01-02", "3"]"#
    );
}

#[test]
fn keys_keep_their_order_and_texts_their_lines() {
    assert_eq!(
        read("z: |-\n  {\n    \"a\": 1\n  }\na: >\n  x\n  y\nm: |+\n  t\n\n1: {true: }\n"),
        r#"{z: "{\n  \"a\": 1\n}", a: "x y\n", m: "t\n\n", 1: {true: null}}"#
    );
    assert_eq!(read(""), "null");
    assert_eq!(read("# only a comment\n"), "null");
}

#[test]
fn every_node_knows_its_place() {
    let text = "é: [ü, {a: \"x y\"}]\nlist:\n  - key: k\n    value: v\n\nlast: |\n  t\n";
    let root = parse(text).unwrap();
    let at = |path: &[&str]| {
        let node = path.iter().fold(Rc::clone(&root), |node, key| Rc::clone(node.child(key).unwrap()));
        text[node.span.clone()].to_owned()
    };
    assert_eq!(at(&["é", "0"]), "ü");
    assert_eq!(at(&["é", "1", "a"]), "\"x y\"");
    assert_eq!(at(&["list", "0"]), "key: k\n    value: v");
    assert_eq!(at(&["list", "0", "value"]), "v");
    assert!(at(&["last"]).contains('t'));
    assert_eq!(&text[root.member("list").unwrap().key_span.clone()], "list");
}

#[test]
fn aliases_stand_for_values_but_not_without_end() {
    assert_eq!(read("a: &x {b: 1}\nc: *x"), "{a: {b: #1}, c: {b: #1}}");
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{}", level - 1);
        let list = vec![below; 10].join(", ");
        writeln!(bomb, "a{level}: &a{level} [{list}]").unwrap();
    }
    assert!(read(&bomb).starts_with("the aliases stand for more than"), "{}", read(&bomb));
    assert!(read("a: &x [*x]").contains("alias") || read("a: &x [*x]").contains("anchor"));
}

#[test]
fn what_is_no_yaml_is_told_with_its_place() {
    assert_eq!(read("a: 1\na: 2"), "the key `a` stands twice in one map at 5");
    assert_eq!(read("a: 1\n---\nb: 2"), "a second document begins here, but a file holds one at 5");
    assert!(read("[[a]: 1").contains(" at "));
    assert!(read("a: [1, 2").contains(" at "), "{}", read("a: [1, 2"));
    assert!(read("a: \"x").contains(" at "));
    assert!(read("a:\n\t- b").contains(" at "));
    assert!(read("{{base}}/x").contains(" at "), "{}", read("{{base}}/x"));
}

#[test]
fn no_text_makes_it_panic() {
    for text in [
        "\u{0}",
        "é: \"",
        "&",
        "*",
        "!",
        "%",
        "--- |",
        "- - - -",
        "? ? ?",
        "{?",
        "!<",
        "%YAML",
        "a: !!",
        "\u{feff}a: 1",
        "|",
        ">9",
        "\"\\xZZ",
        "@",
        "`",
    ] {
        let _ = read(text);
    }
    for deep in ["[", "{a: ", "- ", "? ", "{", "[{"] {
        let _ = read(&deep.repeat(3000));
    }
    let flow = read(&"[".repeat(3000));
    assert!(flow.contains("deep") || flow.contains("limit"), "{flow}");
    assert!(read(&"- ".repeat(3000)).contains("deep"));
}
