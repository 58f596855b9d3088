//! Two generated modules and a change between their collections into what differs and should not.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::mutation::{Effect, Mutation};
use super::sdk::{Concern, Sdk, Unit};

pub(crate) struct Comparison<'a> {
    before: &'a Sdk,
    after: &'a Sdk,
    effect: Effect,
    concerned: BTreeSet<Concern>,
    /// The modules of the requests that the change concerns.
    modules: BTreeSet<&'a str>,
    /// The modules that have their first request, or have lost their last one.
    folders: BTreeSet<&'a str>,
    /// The names in `types`.
    old_types: BTreeSet<&'a str>,
    new_types: BTreeSet<&'a str>,
    /// Pairs of types that are being compared, or were found to be the same.
    same: RefCell<BTreeSet<(String, String)>>,
}

impl<'a> Comparison<'a> {
    pub(crate) fn new(before: &'a Sdk, after: &'a Sdk, mutation: &Mutation) -> Self {
        let [old, new] = [(before, &mutation.before_it), (after, &mutation.after_it)];
        let concerned =
            |(sdk, list): (&Sdk, &Vec<String>)| list.iter().flat_map(|at| sdk.of_request(at)).collect();
        let modules =
            |(sdk, list): (&'a Sdk, &Vec<String>)| list.iter().filter_map(|at| sdk.module_at(at)).collect();
        let [old_concerned, new_concerned]: [BTreeSet<Concern>; 2] = [old, new].map(concerned);
        let [old_modules, new_modules]: [BTreeSet<&str>; 2] = [old, new].map(modules);
        Self {
            before,
            after,
            effect: mutation.effect,
            concerned: old_concerned.into_iter().chain(new_concerned).collect(),
            modules: old_modules.union(&new_modules).copied().collect(),
            folders: before.modules().symmetric_difference(&after.modules()).copied().collect(),
            old_types: before.types(),
            new_types: after.types(),
            same: RefCell::default(),
        }
    }

    /// A list of the differences; empty if all is well.
    ///
    /// What is left of a type by its name is compared with what it was: all code that is not concerned is, and the types
    /// that it mentions are from there.
    pub(crate) fn too_much(&self) -> String {
        if self.effect == Effect::Nothing {
            return if self.before.module == self.after.module {
                String::new()
            } else {
                "  some code\n".to_owned()
            };
        }
        let mut wrong = String::new();
        let keys = self.before.units.iter().chain(&self.after.units).filter(|unit| unit.module != "types");
        for key in keys.map(|unit| unit.key.as_str()).collect::<BTreeSet<_>>() {
            let sides = [self.before, self.after].map(|sdk| sdk.get(key));
            let is_concerned = sides.iter().flatten().any(|unit| self.is_concerned(unit));
            let [was, is] = sides.map(|unit| unit.map_or("", |unit| &unit.text));
            if !is_concerned && !self.is_same_text(was, is, ("", "")) {
                wrong.push_str(&difference(key, was, is));
            }
        }
        wrong + &self.order() + &self.renamed()
    }

    /// The types that the change does not concern, and that have another name now.
    fn renamed(&self) -> String {
        let same = self.same.borrow().clone();
        let renamed = same.iter().filter(|(old, new)| old != new);
        renamed.fold(String::new(), |text, (old, new)| text + &format!("  `{old}` is `{new}`\n"))
    }

    /// What stands before something else than it did.
    fn order(&self) -> String {
        let order = |sdk: &'a Sdk, other: &'a Sdk| {
            // A type stands where the first operation that has it does.
            let stays = move |unit: &&Unit| unit.module != "types" && other.get(&unit.key).is_some();
            sdk.units.iter().filter(stays).filter(|unit| !self.is_concerned(unit))
        };
        let (was, is) = (order(self.before, self.after), order(self.after, self.before));
        match was.zip(is).find(|(was, is)| was.key != is.key) {
            Some((was, is)) if self.effect != Effect::Order => {
                format!("  where `{}` was is `{}`\n", was.key, is.key)
            }
            Some(_) | None => String::new(),
        }
    }

    fn is_concerned(&self, unit: &Unit) -> bool {
        // A folder with its first or without its last request, and what leads to it.
        let is_folder = |folder: &&str| {
            let name = folder.rsplit("::").next().unwrap_or_default();
            let leads = ["fn", "mod"].iter().any(|kind| unit.key.ends_with(&format!("{kind} {name}")));
            (!folder.is_empty() && unit.module == **folder) || leads
        };
        let is_import =
            unit.key.ends_with("use super") && self.modules.iter().any(|it| is_within(it, &unit.module));
        unit.is_of(&self.concerned) || is_import || self.folders.iter().any(is_folder)
    }

    fn is_concerned_type(&self, name: &str) -> bool {
        self.concerned.contains(&Concern::Subject("types".to_owned(), name.to_owned()))
    }

    /// Whether a type is the same under two names.
    fn is_same(&self, old: &str, new: &str) -> bool {
        if !self.same.borrow_mut().insert((old.to_owned(), new.to_owned())) {
            return true;
        }
        let is_same = self.is_same_text(&text(self.before, old), &text(self.after, new), (old, new));
        if !is_same {
            self.same.borrow_mut().remove(&(old.to_owned(), new.to_owned()));
        }
        is_same
    }

    /// Whether two texts differ in names of types only, and only of types that are the same or that the change concerns.
    fn is_same_text(&self, was: &str, is: &str, own: (&str, &str)) -> bool {
        let sides = [was, is].map(|text| {
            let (docs, code): (Vec<_>, Vec<_>) =
                text.lines().partition(|line| line.trim_start().starts_with("///"));
            [docs, code].map(|mut lines| {
                if self.effect == Effect::Order {
                    lines.sort_unstable();
                }
                lines.join("\n")
            })
        });
        let [[was_docs, was_code], [is_docs, is_code]] = &sides;
        // Not every word of documentation that is a type's name means the type.
        let is_same_code = |old: &str, new: &str| {
            if self.is_type(old, new) { self.is_renamed(old, new) } else { old == new }
        };
        let is_same_docs = |old: &str, new: &str| old == new || self.is_renamed(old, new);
        is_same_parts(was_docs, is_docs, own, is_same_docs)
            && is_same_parts(was_code, is_code, own, is_same_code)
    }

    fn is_type(&self, old: &str, new: &str) -> bool {
        self.old_types.contains(old) && self.new_types.contains(new)
    }

    fn is_renamed(&self, old: &str, new: &str) -> bool {
        self.is_type(old, new)
            // A type that was shared may be several now, with names of their own.
            && (self.is_concerned_type(old) || self.is_concerned_type(new) || self.is_same(old, new))
    }
}

/// Whether a module is another one, or stands in it.
fn is_within(module: &str, outer: &str) -> bool {
    outer.is_empty()
        || module.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn is_same_parts(was: &str, is: &str, own: (&str, &str), is_same: impl Fn(&str, &str) -> bool) -> bool {
    let (mut old, mut new) = (parts(was), parts(is));
    loop {
        match (old.next(), new.next()) {
            (None, None) => return true,
            (Some(old), Some(new)) if (old, new) == own || is_same(old, new) => {}
            (Some(_) | None, Some(_) | None) => return false,
        }
    }
}

/// Words, texts, and what stands between them without the blanks, which depend on how long the words are.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let first = rest.chars().next()?;
        let end = if first == '"' {
            rest[1..].find('"').map_or(rest.len(), |end| end + 2)
        } else if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (part, behind) = rest.split_at(end);
        rest = behind;
        Some(part)
    })
}

/// All that there is of a type.
fn text(sdk: &Sdk, name: &str) -> String {
    sdk.named(name).filter(|unit| unit.module == "types").map(|unit| unit.text.as_str()).collect()
}

fn difference(what: &str, was: &str, is: &str) -> String {
    let side = |text: &str, other: &str, sign| {
        let differs = text.lines().filter(|line| !other.lines().any(|one| one == *line));
        differs.flat_map(|line| ["    ", sign, line, "\n"]).collect::<String>()
    };
    format!("  {what}:\n{}{}", side(was, is, "-"), side(is, was, "+"))
}
