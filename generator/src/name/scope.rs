//! Namespaces.

use super::{case::Case, keywords};
use crate::hash::{HashMap, HashSet};
use crate::rust::Ident;

/// Lists of names.
type Reserved = &'static [&'static [&'static str]];

/// One Rust namespace: no two identifiers allocated from it are equal.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
    /// Taken from the start; each list stands in order.
    reserved: Reserved,
    /// The last number given to a base name, so that ten thousand equal names stay cheap.
    numbers: HashMap<String, usize>,
    forbidden_prefixes: &'static [&'static str],
}

impl Scope {
    /// A namespace in which some names are taken from the start; each list stands in order.
    pub(super) fn with(reserved: Reserved) -> Self {
        Self { reserved, ..Self::default() }
    }

    /// Names with these prefixes are passed over as long as another candidate is left.
    pub(super) fn without_prefixes(mut self, prefixes: &'static [&'static str]) -> Self {
        self.forbidden_prefixes = prefixes;
        self
    }

    /// Takes a name that is fixed.
    pub(super) fn reserve(&mut self, name: &str) {
        self.taken.insert(name.trim_start_matches("r#").to_owned());
    }

    /// The first candidate that is free; if none is, the last one that is a name at all, numbered.
    ///
    /// Candidates go from short to specific. A number comes last because it moves when a sibling is inserted.
    pub(super) fn allocate(&mut self, case: Case, candidates: impl IntoIterator<Item: AsRef<str>>) -> Ident {
        let mut last = None;
        for candidate in candidates {
            let Some(text) = case.apply(candidate.as_ref()) else { continue };
            let is_fit = !self.forbidden_prefixes.iter().any(|prefix| text.starts_with(prefix));
            if is_fit && !self.is_taken(&text) {
                return self.take(text);
            }
            last = if is_fit || last.is_none() { Some(text) } else { last };
        }
        let base = last.unwrap_or_else(|| match case {
            Case::Snake => "unnamed".to_owned(),
            Case::UpperCamel => "Unnamed".to_owned(),
        });
        if !self.is_taken(&base) {
            return self.take(base);
        }
        self.numbered(case, &base)
    }

    /// A name as it stands, if it is free.
    pub(super) fn allocate_plain(&mut self, case: Case, name: &str) -> Option<Ident> {
        let text = case.apply(name)?;
        (!self.is_taken(&text)).then(|| self.take(text))
    }

    /// Names siblings, each with its candidates: first those whose own name is an identifier as it stands, so that
    /// `foo_bar` is not pushed aside by a `fooBar` that comes before it. The names come in the order of the siblings.
    pub(super) fn allocate_all(&mut self, case: Case, siblings: &[(&str, Vec<String>)]) -> Vec<Ident> {
        let is_exact = |(name, candidates): &(&str, Vec<String>)| {
            candidates.first().and_then(|first| case.apply(first)).as_deref() == Some(*name)
        };
        let exact: Vec<bool> = siblings.iter().map(is_exact).collect();
        let mut idents: Vec<Option<Ident>> = vec![None; siblings.len()];
        for wanted in [true, false] {
            for ((ident, (_, candidates)), is_exact) in idents.iter_mut().zip(siblings).zip(&exact) {
                if *is_exact == wanted {
                    *ident = Some(self.allocate(case, candidates));
                }
            }
        }
        idents.into_iter().flatten().collect()
    }

    fn numbered(&mut self, case: Case, base: &str) -> Ident {
        let separator = match case {
            Case::Snake => "_",
            Case::UpperCamel if base.ends_with(|last: char| last.is_ascii_digit()) => "_",
            Case::UpperCamel => "",
        };
        let mut number = self.numbers.get(base).copied().unwrap_or(1);
        let text = loop {
            number += 1;
            let text = format!("{base}{separator}{number}");
            if !self.is_taken(&text) {
                break text;
            }
        };
        self.numbers.insert(base.to_owned(), number);
        self.take(text)
    }

    fn is_taken(&self, text: &str) -> bool {
        self.taken.contains(text) || self.reserved.iter().any(|names| names.binary_search(&text).is_ok())
    }

    fn take(&mut self, text: String) -> Ident {
        self.taken.insert(text.clone());
        Ident::new(&keywords::escape(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_free_candidate_wins() {
        let mut scope = Scope::with(&[&["clone"]]);
        assert_eq!(scope.allocate(Case::Snake, &["get user"]).as_str(), "get_user");
        assert_eq!(scope.allocate(Case::Snake, &["Get User", "admin get user"]).as_str(), "admin_get_user");
        assert_eq!(scope.allocate(Case::Snake, &["Get User", "admin get user"]).as_str(), "admin_get_user_2");
        assert_eq!(scope.allocate(Case::Snake, &["clone", "post clone"]).as_str(), "post_clone");
        assert_eq!(scope.allocate(Case::Snake, &["type"]).as_str(), "r#type");
        assert_eq!(scope.allocate(Case::Snake, &["type"]).as_str(), "type_2");
        assert_eq!(scope.allocate(Case::Snake, &["---", "get /"]).as_str(), "get");
    }

    #[test]
    fn numbers_stay_apart_from_digits() {
        let mut scope = Scope::default();
        assert_eq!(scope.allocate(Case::UpperCamel, &["v1"]).as_str(), "V1");
        assert_eq!(scope.allocate(Case::UpperCamel, &["v1"]).as_str(), "V1_2");
    }

    #[test]
    fn an_exact_name_is_not_pushed_aside() {
        let mut scope = Scope::default();
        let siblings =
            ["fooBar", "foo_bar", "type"].map(|name| (name, vec![name.to_owned(), format!("{name} param")]));
        let names = scope.allocate_all(Case::Snake, &siblings);
        assert_eq!(
            names.iter().map(Ident::as_str).collect::<Vec<_>>(),
            ["foo_bar_param", "foo_bar", "r#type"]
        );
    }

    #[test]
    fn prefixes_with_a_convention_are_passed_over() {
        let mut scope = Scope::default().without_prefixes(&["from_", "is_"]);
        assert_eq!(scope.allocate(Case::Snake, &["from date", "with from date"]).as_str(), "with_from_date");
        assert_eq!(scope.allocate(Case::Snake, &["is it"]).as_str(), "is_it");
    }
}
