//! Whether tables and lists are read, and no text does harm.

use super::{Row, read};

/// A row in one line: `acl.scope! string "text" [a b] =default`.
fn show(row: &Row) -> String {
    let mark = match row.required {
        Some(true) => "!",
        Some(false) => "?",
        None => "",
    };
    let mut parts = vec![format!("{}{mark}", row.path.join("."))];
    if !row.types.is_empty() {
        parts.push(row.types.join(" "));
    }
    if row.nullable {
        parts.push("null".to_owned());
    }
    parts.extend(row.description.as_ref().map(|text| format!("{text:?}")));
    if !row.values.is_empty() {
        parts.push(format!("[{}]", row.values.join(" ")));
    }
    parts.extend(row.default.as_ref().map(|text| format!("={text}")));
    parts.join(" ")
}

fn rows(text: &str) -> String {
    let table = |table: &super::Table| {
        let heading = table.headings.last().into_iter().map(|heading| format!("# {heading}"));
        heading.chain(table.rows.iter().map(show)).collect::<Vec<_>>().join("\n")
    };
    read(text).iter().map(table).collect::<Vec<_>>().join("\n")
}

#[test]
fn markdown_tables() {
    insta::assert_snapshot!(rows(
        "Makes one.\n\n### Request body\n\n| Name | Type | Required | Description |\n| --- | :-: | --- | --- |\n\
         | `acl[].scope.planId[]` | Array | **Yes** | Ids of plans. |\n| _links[].rel | string or null | no | What it is. Valid values: \"self\" |\n\
         | type | String | No | The kind. Valid values: \"secret\", \"publishable\". Default value: \"secret\" |\n| two words | x | | |\n\
         | a \\| b | string | | |\n| state | enum | conditional | One of `on`, `off`. More. |"
    ), @r#"
        # Request body
        acl.scope.planId! array "Ids of plans."
        _links.rel? string or null "What it is." [self]
        type? string "The kind." [secret publishable] =secret
        state? enum "More." [on off]
        "#);
}

#[test]
fn tables_without_borders_and_with_other_columns() {
    insta::assert_snapshot!(rows(
        "Default | MANDATORY | Parameter | Allowed values | Notes\n---|---|---|---|---\n1 | ✓ | size | 1, 2, 3 | How big\n\
         none | | colour | red/green | -"
    ), @r#"
        size! "How big" [1 2 3] =1
        colour [red green]
        "#);
    insta::assert_snapshot!(rows("name | type | required\nid | string | true\nage | int | false\n\nid | x | no"), @r#"
        id! string
        age? int
        "#);
    insta::assert_snapshot!(rows("| Code | Description |\n|---|---|\n| 200 | OK |"), @"");
    insta::assert_snapshot!(rows("```\n| name | type |\n|---|---|\n| a | string |\n```"), @"");
}

#[test]
fn html_tables() {
    insta::assert_snapshot!(rows(
        "<h3>Response fields</h3><TABLE border=1><tr><th>Field</th><th>Type</th><th>Description</th></tr>\
         <tr><td><code>a.b</code></td><td>string</td><td>First&nbsp;<b>one</b><br>Optional</td></tr>\n<tr><td>c</td><td>int</table>after"
    ), @r#"
        # Response fields
        a.b string "First one\nOptional"
        c int
        "#);
}

#[test]
fn lists() {
    insta::assert_snapshot!(rows(
        "Fields:\n\n- name (string, required): Who it is\n* `age` - integer - How old.\n- **mode** (optional) `fast` or `slow`\n\
         - `state`: One of:\n  - `on` - it runs\n  - `off`\n- owner (object)\n  - id (string): Whose"
    ), @r#"
        # Fields
        name! string "Who it is"
        age integer "How old."
        mode? "`fast` or `slow`"
        state [on off]
        owner object
        owner.id string "Whose"
        "#);
    insta::assert_snapshot!(rows("- First: do this\n- Then do that\n- See (the docs) for more\n- Done"), @"");
    insta::assert_snapshot!(rows("name (string, required): Who\nage (integer): How old"), @r#"
        name! string "Who"
        age integer "How old"
        "#);
}

#[test]
fn the_layout_of_references() {
    insta::assert_snapshot!(rows(
        "Create it.\n\nRequest body fields\n\nName Type Required Description\nid String No\n\nID of it.\n\n_links[].rel String No\n\n\
         Type of link.\n\nValid values:\n\n  • \"self\"\ntype String Yes\n\nWhat it is.\n\nValid values:\n\n  • \"a\"\n  • \"b\"\n\nDefault value: \"a\"\n\nHow to start\n\n  1. Go."
    ), @r#"
        # Request body fields
        id? string "ID of it."
        _links.rel? string "Type of link." [self]
        type! string "What it is." [a b] =a
        "#);
}

#[test]
fn values_and_defaults() {
    let check = |text: &str| rows(&format!("| name | description |\n|---|---|\n| a | {text} |"));
    insta::assert_snapshot!(check("Possible values are `x`, `y` or `z`. Defaults to `x`."), @"a [x y z] =x");
    insta::assert_snapshot!(check("The mode (one of: fast, slow). Default: fast"), @r#"
        a "The mode." [fast slow] =fast
        "#);
    insta::assert_snapshot!(check("Can be anything, for example one of a, b, etc."), @r#"
        a "Can be anything, for example one of a, b, etc."
        "#);
    insta::assert_snapshot!(check("One of the nicest things, and more"), @r#"
        a "One of the nicest things, and more"
        "#);
    insta::assert_snapshot!(check("By default, all of them are sent."), @r#"
        a "By default, all of them are sent."
        "#);
    insta::assert_snapshot!(check("Allowed values: ACTIVE, PAUSED (default: ACTIVE)"), @"a [ACTIVE PAUSED] =ACTIVE");
    insta::assert_snapshot!(check("Must be either open or closed for now"), @r#"
        a "Must be either open or closed for now"
        "#);
}

/// Numbers without plan but with a fixed beginning (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % sides as u64).unwrap()
    }
}

const PIECES: &[&str] = &[
    "|",
    "| ",
    "name",
    "type",
    "required",
    "description",
    "\n",
    "\n",
    "---",
    "- ",
    "* ",
    "`",
    "\"",
    "“",
    "”",
    "ä",
    "_",
    "**",
    "(",
    ")",
    "[",
    "]",
    "[]",
    ".",
    ":",
    " ",
    "string",
    "Yes",
    "No",
    "Valid values",
    "Default value",
    "one of",
    "or ",
    ", ",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<",
    ">",
    "&nbsp;",
    "\\",
    "```",
    "~~~",
    "# ",
    "\t",
    "•",
    "1. ",
    "a",
    "b",
    "required",
    "\u{a0}",
    "İ",
];

#[test]
fn no_text_makes_the_reader_panic() {
    let mut dice = Dice(0x5eed_0007);
    let mut found = 0;
    for _ in 0..30_000 {
        let count = 1 + dice.roll(40);
        let mut text: String = (0..count).map(|_| PIECES[dice.roll(PIECES.len())]).collect();
        if dice.roll(2) == 0 {
            text = format!("| name | type | description |\n|--|--|--|\n| a | {text}");
        }
        for table in read(&text) {
            found += table.rows.len();
            for row in table.rows {
                assert!(!row.path.is_empty() && row.path.iter().all(|name| !name.is_empty()), "{text:?}");
                assert!(row.description.is_none_or(|text| !text.trim().is_empty()), "{text:?}");
            }
        }
    }
    assert!(found > 5000, "{found}");
}

#[test]
fn time_is_linear_in_the_text() {
    // Each of these would take minutes if a step looked at all that lies behind or before it.
    for piece in PIECES {
        for text in [
            piece.repeat(5000),
            format!("| name | description |\n{}", format!("{piece}|`").repeat(2500)),
            format!("| name | description |\n| a | one of: {}", piece.repeat(5000)),
            format!("- a (string): {piece}\n").repeat(500),
        ] {
            drop(read(&text));
        }
    }
}
