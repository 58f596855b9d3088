//! Made-up JSON texts.

/// Numbers without plan but with a fixed beginning (xorshift).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % sides as u64).unwrap()
    }

    pub(crate) fn pick<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.roll(texts.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.roll(last + 1));
        }
    }

    /// A node of nodes, some of them odd.
    pub(crate) fn tree(&mut self, depth: usize) -> String {
        let name = self.pick(&["\"a\":1", "\"a\":2.5", "\"a\":\"x\"", "\"a\":null,\"b\":1", "\"b\":{}"]);
        let count = if depth == 0 { 0 } else { self.roll(3) };
        let children: Vec<_> = (0..count).map(|_| self.tree(depth - 1)).collect();
        let kids = match self.roll(6) {
            0 => ",\"k\":null".to_owned(),
            1 => String::new(),
            2 => children.first().map_or_else(String::new, |child| format!(",\"k\":{child}")),
            3 => ",\"k\":\"<object>\"".to_owned(),
            _ => format!(",\"k\":[{}]", children.join(",")),
        };
        format!("{{{name}{kids}}}")
    }

    /// Payments, told apart by a text; some of them odd.
    pub(crate) fn payments(&mut self) -> String {
        let is_odd = self.roll(3) == 0;
        let payments = (0..2 + self.roll(7)).map(|_| {
            let common = self.pick(&["", "", "\"id\":1,", "\"id\":null,"]);
            let more = self.pick(&["", ",\"more\":[]", ",\"more\":[1]"]);
            let one = self.pick(&[
                "\"type\":\"card\",\"last4\":\"1\",\"brand\":1",
                "\"type\":\"card\",\"brand\":2.5,\"last4\":\"2\"",
                "\"iban\":\"x\",\"bic\":\"y\",\"type\":\"bank\"",
                "\"type\":\"bank\",\"iban\":\"z\",\"bic\":null",
                "\"type\":\"cash\",\"till\":{\"no\":1},\"sum\":1",
                "\"type\":\"cash\",\"till\":{\"no\":2},\"sum\":18446744073709551615",
            ]);
            let odd =
                self.pick(&["\"type\":1", "\"a\":1", "\"type\":\"card\"", "\"type\":\"card\",\"iban\":1"]);
            let own = if is_odd && self.roll(4) == 0 { odd } else { one };
            format!("{{{common}{own}{more}}}")
        });
        format!("[{}]", payments.collect::<Vec<_>>().join(","))
    }

    /// Things with next to no field in common; some of them odd.
    pub(crate) fn strangers(&mut self) -> String {
        let is_odd = self.roll(4) == 0;
        let fields = [["name", "born"], ["seat", "vat"], ["lat", "lon"], ["name", "lat"]];
        let strangers = (0..2 + self.roll(7)).map(|_| {
            let [one, two] = fields[self.roll(3 + usize::from(is_odd))];
            let more = self.pick(&["", "", ",\"born2\":1", ",\"more\":\"x\""]);
            format!("{{\"{one}\":{},\"{two}\":{}{more}}}", self.roll(5), self.pick(&["1", "null", "\"x\""]))
        });
        format!("[{}]", strangers.collect::<Vec<_>>().join(","))
    }

    /// An object.
    pub(crate) fn object(&mut self, depth: usize) -> String {
        let mut names = vec!["a", "b", "c", "d", "e"];
        self.shuffle(&mut names);
        names.truncate(self.roll(6));
        let fields = names.iter().map(|name| format!("\"{name}\":{}", self.text(depth - 1, false)));
        format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
    }

    /// A JSON text; `odd` adds what only the lenient reader takes.
    pub(crate) fn text(&mut self, depth: usize, odd: bool) -> String {
        let kinds = if depth == 0 { 6 } else { 10 };
        match self.roll(kinds) {
            0 => self.pick(&["null", "true", "false"]).into(),
            1 | 2 => self.pick(NUMBERS).into(),
            3 if odd => self.pick(ODD).into(),
            3..6 => self
                .pick(&[
                    "\"\"",
                    "\"a\"",
                    "\"<integer>\"",
                    "\"<number>\"",
                    "\"<object>\"",
                    "\"<string,null>\"",
                    "\"\\u00e4 \\\\ \\\"\"",
                    "\"{{a}}\"",
                ])
                .into(),
            6 if depth > 1 && self.roll(3) == 0 => self.tree(depth),
            6 | 7 => {
                let count = self.roll(4);
                let elements: Vec<_> = (0..count).map(|_| self.text(depth - 1, odd)).collect();
                format!("[{}]", elements.join(self.pick(&[",", " , ", ",\n"])))
            }
            _ => {
                let names = [["a", "b", "c", "d", "{{e}}"], ["1", "2", "30", "-4", "5.5"]][self.roll(8) / 7];
                let mut names = names.to_vec();
                self.shuffle(&mut names);
                names.truncate(self.roll(6));
                let fields = names.iter().map(|name| format!("\"{name}\":{}", self.text(depth - 1, odd)));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
            }
        }
    }
}

const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-0.0",
    "0.0",
    "1",
    "-7",
    "42",
    "1.0",
    "1.5",
    "2.50",
    "-3.25",
    "1e2",
    "1E-2",
    "1e300",
    "1.5e300",
    "0.1",
    "0.10000000000000001",
    "0.12345678901234567890",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "-9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "1e-400",
    "5e-324",
];
const ODD: &[&str] = &[
    "{{a}}",
    "{{a}}{{b}}",
    "-{{a}}.5",
    "{{a_{{n}}}}",
    "[1,]",
    "{\"a\":1,}",
    "{{{a}}}",
    "{{{a}}: 1}",
    "/* c */ 1 // d\n",
    "\"\u{1}\n\"",
    "\"\\x\"",
    "[1\n2]",
    "[1,,2]",
    "\u{feff}1",
    "\u{a0}1",
];
