//! A generated module into its units: what a reviewer sees as one thing of a diff.

use std::collections::{BTreeMap, BTreeSet};

use postwright::Generated;

/// A generated module in units, each an item or a function of an `impl`, with its documentation.
#[derive(Default)]
pub(crate) struct Sdk {
    pub(crate) module: String,
    /// In their order; keys are unique.
    pub(crate) units: Vec<Unit>,
    /// From keys to places in the list.
    index: BTreeMap<String, usize>,
    /// From names to the places of units that have them.
    subjects: BTreeMap<String, Vec<usize>>,
    /// From the pointer of a request to the path of its function.
    functions: BTreeMap<String, String>,
}

pub(crate) struct Unit {
    /// Where it is and what it is: `users::impl Users::fn get_user`.
    pub(crate) key: String,
    /// Without what is compared otherwise: see [`Sdk::new`].
    pub(crate) text: String,
    /// The module that it stands in; empty for the root.
    pub(crate) module: String,
    /// The name by which others mention it.
    pub(crate) subject: Option<String>,
    /// Every word of its code.
    words: BTreeSet<String>,
}

impl Sdk {
    /// How often a field was seen is left out, for a type tells it of all its places. A server, variable or credential
    /// is a unit of its own, and what refers to it by its number is compared by its name.
    pub(crate) fn new(generated: &Generated) -> Self {
        let lines: Vec<&str> = generated.module.lines().skip(1).collect();
        let mut units = Vec::new();
        split(&lines, 0, "", None, &mut units);
        let mut sdk = Self { module: generated.module.clone(), units, ..Self::default() };
        sdk.name_numbers();
        for (place, unit) in sdk.units.iter_mut().enumerate() {
            while sdk.index.contains_key(&unit.key) {
                unit.key.push('\'');
            }
            sdk.index.insert(unit.key.clone(), place);
            sdk.subjects.entry(unit.subject.clone().unwrap_or_default()).or_default().push(place);
            unit.words = unit.text.lines().flat_map(mentions).map(str::to_owned).collect();
        }
        let manifest = generated.manifest();
        for operation in manifest["operations"].as_array().into_iter().flatten() {
            let text = |key: &str| operation[key].as_str().expect("a text").to_owned();
            sdk.functions.insert(text("pointer"), text("function"));
        }
        sdk
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Unit> {
        self.index.get(key).and_then(|place| self.units.get(*place))
    }

    /// The units of a name, wherever they are.
    pub(crate) fn named(&self, subject: &str) -> impl Iterator<Item = &Unit> {
        self.subjects.get(subject).into_iter().flatten().filter_map(|place| self.units.get(*place))
    }

    /// The names in `types`.
    pub(crate) fn types(&self) -> BTreeSet<&str> {
        self.units
            .iter()
            .filter(|unit| unit.module == "types")
            .filter_map(|unit| unit.subject.as_deref())
            .collect()
    }

    /// The modules that hold a request.
    pub(crate) fn modules(&self) -> BTreeSet<&str> {
        self.functions.values().map(|function| module_of(function).0).collect()
    }

    /// The module of the request at a pointer; none if it is skipped.
    pub(crate) fn module_at(&self, pointer: &str) -> Option<&str> {
        self.functions.get(pointer).map(|function| module_of(function).0)
    }

    /// All that the request at a pointer is made of: its method, what that mentions, and so on.
    pub(crate) fn of_request(&self, pointer: &str) -> BTreeSet<Concern> {
        let Some(function) = self.functions.get(pointer) else { return BTreeSet::new() };
        let (module, name) = module_of(function);
        let is_method = |unit: &&Unit| unit.module == module && unit.key.ends_with(&format!("::fn {name}"));
        // A setter of another request's call may have the same name: the method is told by what it gives.
        let methods = self.units.iter().filter(is_method);
        let owner = methods.filter(|unit| unit.text.contains("Call::new(")).collect::<Vec<_>>();
        assert!(!owner.is_empty(), "there is no method `{function}`");
        self.reachable(owner)
    }

    fn reachable(&self, from: Vec<&Unit>) -> BTreeSet<Concern> {
        let mut found = BTreeSet::new();
        let mut done = BTreeSet::new();
        let mut open = from;
        while let Some(unit) = open.pop() {
            if !done.insert(&unit.key) {
                continue;
            }
            // A method belongs to its folder's struct, which concerns all requests.
            let is_method = found.is_empty();
            found.insert(if is_method { Concern::Unit(unit.key.clone()) } else { unit.concern() });
            let is_near = |other: &&Unit| ["", "types", &unit.module].contains(&other.module.as_str());
            open.extend(unit.words.iter().flat_map(|word| self.named(word)).filter(is_near));
        }
        found
    }

    /// Makes units of the rows of the client's tables, and names instead of the numbers that refer to them.
    fn name_numbers(&mut self) {
        let place = self.units.iter().position(|unit| unit.key == "impl Client::const API");
        let table = self.units.remove(place.expect("a client has tables"));
        let text = table.text.split_whitespace().collect::<String>();
        let [servers, variables, credentials] =
            [("servers", "Server::new("), ("variables", "Variable::new("), ("credentials", "")].map(
                |(list, row)| {
                    let rest = text.split_once(&format!(".{list}(&[")).map_or("", |(_, rest)| rest);
                    rows(rest.split(']').next().unwrap_or_default(), row)
                },
            );
        let names = |rows: &[String]| rows.iter().map(|row| first_text(row)).collect::<Vec<_>>();
        let numbers = [
            ("Operation::new(", "server_", names(&servers)),
            (".server(", "server_", names(&servers)),
            (".variable(", "variable_", names(&variables)),
            (".credential(", "credential_", names(&credentials)),
            (".auth(", "credential_", names(&credentials)),
        ];
        for unit in &mut self.units {
            for (marker, kind, names) in &numbers {
                unit.text = named(&unit.text, marker, kind, names);
            }
        }
        self.join_settings();
        for (kind, rows) in [("server_", servers), ("variable_", variables), ("credential_", credentials)] {
            self.units.extend(rows.into_iter().map(|row| {
                let name = format!("{kind}{}", first_text(&row));
                Unit { subject: Some(name.clone()), ..Unit::new(name, row) }
            }));
        }
    }

    /// What sets a server, variable or credential belongs to it: a method of the builder, and its row below.
    fn join_settings(&mut self) {
        let mut subjects = BTreeMap::new();
        for unit in self.units.iter_mut().filter(|unit| unit.key.starts_with("impl ClientBuilder::fn ")) {
            let is_setting = |word: &&str| {
                ["server_", "variable_", "credential_"].iter().any(|kind| word.starts_with(kind))
            };
            unit.subject = words(&unit.text).find(is_setting).map(str::to_owned);
            subjects.insert(
                unit.key.replace("impl ClientBuilder::fn ", "client_builder! "),
                unit.subject.clone(),
            );
        }
        for unit in &mut self.units {
            if let Some(subject) = subjects.get(&unit.key) {
                unit.subject.clone_from(subject);
            }
        }
    }
}

/// What a request can concern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Concern {
    /// One unit.
    Unit(String),
    /// All units of a name in a module: a type with its methods and macros.
    Subject(String, String),
}

/// A function's module, and its name there.
fn module_of(function: &str) -> (&str, &str) {
    function.rsplit_once("::").unwrap_or(("", function))
}

impl Unit {
    /// That which concerns it with others of its name.
    fn concern(&self) -> Concern {
        match &self.subject {
            Some(subject) => Concern::Subject(self.module.clone(), subject.clone()),
            None => Concern::Unit(self.key.clone()),
        }
    }

    /// Whether it is one of these.
    pub(crate) fn is_of(&self, concerned: &BTreeSet<Concern>) -> bool {
        concerned.contains(&self.concern()) || concerned.contains(&Concern::Unit(self.key.clone()))
    }

    fn new(key: String, text: String) -> Self {
        Self { key, text, module: String::new(), subject: None, words: BTreeSet::new() }
    }
}

/// The rows of a list without blanks.
fn rows(list: &str, start: &str) -> Vec<String> {
    let rows: Vec<&str> =
        if start.is_empty() { list.split(',').collect() } else { list.split(start).collect() };
    let trimmed = rows.into_iter().map(|row| row.trim_end_matches([',', ')']));
    trimmed.filter(|row| !row.is_empty()).map(str::to_owned).collect()
}

fn first_text(row: &str) -> String {
    row.split('"').nth(1).unwrap_or_default().to_owned()
}

/// Puts names in the place of the numbers in the first arguments behind a marker.
fn named(text: &str, marker: &str, kind: &str, names: &[String]) -> String {
    let Some((before, rest)) = text.split_once(marker) else { return text.to_owned() };
    let end = match marker {
        // The method is a text before the number.
        "Operation::new(" => rest.match_indices(',').nth(1).map(|(end, _)| end),
        ".auth(" => rest.find(')'),
        _ => rest.find([',', ')']),
    };
    let (numbers, rest) = rest.split_at(end.unwrap_or(0));
    let mut found = String::new();
    for part in numbers.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        match digits.parse::<usize>().ok().and_then(|number| names.get(number)) {
            Some(name) => found.extend([kind, name, &part[digits.len()..]]),
            None => found.push_str(part),
        }
    }
    let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{before}{marker}{found}{}", named(rest, marker, kind, names))
}

/// What a line mentions: all words of code, and links of documentation within one module.
fn mentions(line: &str) -> Vec<&str> {
    if !line.trim_start().starts_with("///") {
        return words(line).collect();
    }
    let links = line.split("[`").skip(1).filter_map(|rest| rest.split("`]").next());
    links.filter(|link| words(link).eq([*link])).collect()
}

/// The words of code.
pub(crate) fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// Cuts lines that stand at an indentation into units.
fn split(lines: &[&str], indent: usize, module: &str, owner: Option<(&str, &str)>, units: &mut Vec<Unit>) {
    let mut rest = lines;
    while let Some(line) = rest.first() {
        if line.trim().is_empty() {
            rest = &rest[1..];
            continue;
        }
        let head = head(rest, indent);
        let end = end(rest, head, indent);
        let title = rest[head].trim();
        let (name, subject) = name(title, rest.get(head + 1).map_or("", |line| line.trim()));
        let path = [module, owner.map_or("", |(impl_, _)| impl_), &name];
        let key = path.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("::");
        let is_block =
            title.ends_with('{') && ["pub mod ", "impl "].iter().any(|word| title.starts_with(word));
        let text = if is_block { &rest[..=head] } else { &rest[..=end] };
        let subject = owner.map_or(subject, |(_, ty)| ty.to_owned());
        let is_module = title.starts_with("pub mod ");
        units.push(Unit {
            module: module.to_owned(),
            // A module is mentioned in every path.
            subject: (!is_module).then(|| subject.clone()),
            ..Unit::new(key, text.iter().map(|line| without_counts(line)).collect())
        });
        let inner = &rest[(head + 1).min(end)..end];
        if title.starts_with("client_builder!") {
            let rows = text.concat().split_whitespace().collect::<String>();
            let rows = rows
                .split_once('{')
                .map_or("", |(_, rows)| rows)
                .split(')')
                .map(|row| row.trim_start_matches(','));
            let rows = rows.filter_map(|row| Some((row.split_once('(')?.0, row)));
            units.pop();
            units
                .extend(rows.map(|(name, row)| Unit::new(format!("client_builder! {name}"), row.to_owned())));
        } else if is_block && is_module {
            let path = if module.is_empty() { subject } else { format!("{module}::{subject}") };
            split(inner, indent + 4, &path, None, units);
        } else if is_block {
            split(inner, indent + 4, module, Some((&name, &subject)), units);
        }
        rest = &rest[end + 1..];
    }
}

fn is_at(line: &str, indent: usize) -> bool {
    line.len() > indent
        && line.bytes().take(indent).all(|byte| byte == b' ')
        && line.as_bytes()[indent] != b' '
}

/// The first line behind documentation and attributes.
fn head(lines: &[&str], indent: usize) -> usize {
    let is_before = |line: &str| ["//", "#[", ")]"].iter().any(|start| line.trim_start().starts_with(start));
    lines
        .iter()
        .position(|line| is_at(line, indent) && !is_before(line))
        .unwrap_or_else(|| panic!("nothing is documented: {lines:#?}"))
}

/// The last line of the item whose first line is `head`.
fn end(lines: &[&str], head: usize, indent: usize) -> usize {
    // What has no braces ends in the middle of a line that may stand deeper.
    let is_flat = ["const ", "pub const "].iter().any(|start| lines[head].trim_start().starts_with(start));
    let is_end = |line: &str| {
        line.ends_with(';') && (is_flat || is_at(line, indent)) || line.ends_with('}') && is_at(line, indent)
    };
    let last = lines.iter().enumerate().skip(head).find(|(_, line)| is_end(line));
    last.map(|(index, _)| index).expect("an end")
}

/// What a line begins to define, with its kind, and without. `next` is the line behind it.
fn name(title: &str, next: &str) -> (String, String) {
    let title = title.strip_prefix("pub(super) ").or(title.strip_prefix("pub ")).unwrap_or(title);
    if let Some(rest) = title.strip_prefix("impl") {
        let ty = rest.rsplit_once(" for ").map_or(rest, |(_, ty)| ty);
        let ty = ty.strip_prefix('<').and_then(|ty| ty.split_once('>')).map_or(ty, |(_, ty)| ty);
        return (title.trim_end_matches(" {").to_owned(), words(ty).next().unwrap_or_default().to_owned());
    }
    if let Some((macro_, rest)) = title.split_once('!') {
        let ty = words(rest).chain(words(next)).next().unwrap_or_default();
        return (format!("{macro_}! {ty}"), ty.to_owned());
    }
    let mut words = words(title).filter(|word| !["async", "unsafe"].contains(word));
    let (kind, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    (format!("{kind} {name}"), name.to_owned())
}

/// A line without how often a field was seen, and without the first place of a type.
fn without_counts(line: &str) -> String {
    let is_place =
        line.starts_with("    /// What `") || line.starts_with("    /// `") && line.contains("` of [`");
    if is_place && line.ends_with('.') {
        return String::new();
    }
    let kept = match line.split_once(", seen in ") {
        Some((before, rest)) if line.trim_start().starts_with("///") => {
            let rest = rest.split_once("sample").map_or("", |(_, rest)| rest.trim_start_matches('s'));
            format!("{before}, seen{rest}")
        }
        Some(_) | None => line.to_owned(),
    };
    kept + "\n"
}
