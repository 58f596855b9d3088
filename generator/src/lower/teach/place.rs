//! From the names in rows to the properties of a shape.

use crate::api::{Kind, Object, Property, Schema};
use crate::fields::Row;
use crate::hash::{HashMap, HashSet};

/// More properties of a shape are not looked at.
const MOST: usize = 20_000;
/// So many objects near the root may be what a table starts from.
const BASES: usize = 64;

/// The indices of the properties on the way to a property.
type Place = Vec<usize>;

/// All properties of a shape by their names from the root.
pub(super) struct Index {
    places: HashMap<Vec<String>, Place>,
    /// By their last name; `None` if there are several.
    last: HashMap<String, Option<Place>>,
    /// The names on the way to each object at the root or one or two steps below it.
    bases: Vec<Vec<String>>,
}

/// Where the rows of a table are.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Of each row.
    pub(super) places: Vec<Option<Place>>,
    /// Of each row, whether it names the whole way.
    exact: Vec<bool>,
}

impl Found {
    /// The rows that name the whole way to a property.
    pub(super) fn named(&self) -> Vec<usize> {
        self.exact.iter().enumerate().filter(|(_, exact)| **exact).map(|(index, _)| index).collect()
    }
}

impl Index {
    pub(super) fn new(schema: &Schema) -> Self {
        let mut index =
            Self { places: HashMap::default(), last: HashMap::default(), bases: vec![Vec::new()] };
        if let Some(object) = object(schema) {
            index.add(object, &mut Vec::new(), &mut Vec::new());
        }
        index
    }

    /// As deep as a text may nest that can be read.
    fn add(&mut self, object: &Object, names: &mut Vec<String>, place: &mut Place) {
        for (number, property) in object.properties.iter().enumerate() {
            if self.places.len() >= MOST {
                return;
            }
            names.push(property.name.clone());
            place.push(number);
            self.places.insert(names.clone(), place.clone());
            let is_new = !self.last.contains_key(&property.name);
            self.last.insert(property.name.clone(), is_new.then(|| place.clone()));
            if let Some(below) = self::object(&property.schema) {
                if names.len() <= 2 && self.bases.len() < BASES {
                    self.bases.push(names.clone());
                }
                self.add(below, names, place);
            }
            names.pop();
            place.pop();
        }
    }

    /// The place of every row. Names count from the object in which most of them are found.
    pub(super) fn find(&self, rows: &[Row]) -> Found {
        let count = |base: &Vec<String>| rows.iter().filter(|row| self.named(base, row).is_some()).count();
        let mut best = (0, None);
        for base in &self.bases {
            let count = count(base);
            if count > best.0 {
                best = (count, Some(base));
            }
        }
        let Some(base) = best.1 else {
            return Found { places: vec![None; rows.len()], exact: vec![false; rows.len()] };
        };
        let mut found = Found::default();
        let mut taken: HashSet<&Place> = HashSet::default();
        for row in rows {
            let named = self.named(base, row);
            let place = named.or_else(|| self.relative(row)).filter(|place| !taken.contains(place));
            taken.extend(place);
            found.exact.push(named.is_some() && place.is_some());
            found.places.push(place.cloned());
        }
        found
    }

    /// The place of a row's whole path, or of its path without the name of what holds the fields.
    fn named(&self, base: &[String], row: &Row) -> Option<&Place> {
        let at = |path: &[String]| self.places.get(&[base, path].concat());
        let literal = || at(std::slice::from_ref(&row.name));
        at(&row.path).or_else(literal).or_else(|| {
            let rest = row.path.get(1..).filter(|rest| !rest.is_empty())?;
            at(rest)
        })
    }

    /// The place of a name that only one property has.
    fn relative(&self, row: &Row) -> Option<&Place> {
        let [name] = row.path.as_slice() else { return None };
        self.last.get(name)?.as_ref()
    }
}

/// The property at a place.
pub(super) fn property<'a>(schema: &'a mut Schema, place: &[usize]) -> Option<&'a mut Property> {
    let (first, rest) = place.split_first()?;
    let property = object_mut(&mut schema.kind)?.properties.get_mut(*first)?;
    if rest.is_empty() { Some(property) } else { self::property(&mut property.schema, rest) }
}

/// The object that a shape is or holds: in lists, maps and unions.
fn object(schema: &Schema) -> Option<&Object> {
    of_kind(&schema.kind)
}

fn of_kind(kind: &Kind) -> Option<&Object> {
    match kind {
        Kind::Object(object) => Some(object),
        Kind::Array(inner) | Kind::Map(inner) => of_kind(&inner.kind),
        Kind::Union(kinds) => kinds.iter().find_map(of_kind),
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Itself
        | Kind::Variants(_)
        | Kind::Enum(_) => None,
    }
}

/// The same, to be changed.
pub(super) fn object_mut(kind: &mut Kind) -> Option<&mut Object> {
    match kind {
        Kind::Object(object) => Some(object),
        Kind::Array(inner) | Kind::Map(inner) => object_mut(&mut inner.kind),
        Kind::Union(kinds) => kinds.iter_mut().find_map(object_mut),
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Itself
        | Kind::Variants(_)
        | Kind::Enum(_) => None,
    }
}
