//! The fields of one object beside those of another.

use crate::api::{Object, Property};
use crate::hash::HashMap;

/// The fields of an object by name. Those of two objects that are compared mostly stand in the same order: a table is made
/// where they do not.
pub(crate) struct ByName<'a> {
    object: &'a Object,
    /// The place behind the one that was found last.
    next: usize,
    table: Option<HashMap<&'a str, usize>>,
}

impl<'a> ByName<'a> {
    pub(crate) fn of(object: &'a Object) -> Self {
        Self { object, next: 0, table: None }
    }

    /// The field of this name, and its place.
    pub(crate) fn find(&mut self, name: &str) -> Option<(usize, &'a Property)> {
        let properties = &self.object.properties;
        let is_next = properties.get(self.next).is_some_and(|property| property.name == name);
        let place = if is_next { self.next } else { self.look_up(name)? };
        self.next = place + 1;
        Some((place, properties.get(place)?))
    }

    fn look_up(&mut self, name: &str) -> Option<usize> {
        let object = self.object;
        self.table.get_or_insert_with(|| places(object)).get(name).copied()
    }
}

fn places(object: &Object) -> HashMap<&str, usize> {
    object.properties.iter().enumerate().map(|(place, property)| (property.name.as_str(), place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer;

    #[test]
    fn fields_are_found_in_any_order() {
        let schema = infer::schema(&[&infer::parse(r#"{"a": 1, "b": 2, "c": 3}"#).unwrap().value]);
        let crate::api::Kind::Object(object) = &schema.kind else { panic!("{schema:?}") };
        let places = |names: &str| {
            let mut known = ByName::of(object);
            let place = |name| known.find(name).map_or("-".to_owned(), |(place, _)| place.to_string());
            names.split(' ').map(place).collect::<String>()
        };
        assert_eq!(places("a b c"), "012");
        assert_eq!(places("c b a a x b c x"), "2100-12-");
    }
}
