//! From what the description of one operation says to the same thing in others: an object that is described where it is
//! made is the same one where it is listed, and should stay one type.

use super::place::object_mut;
use crate::api::{Body, Group, Kind, MediaKind, Notes, Object, Schema};
use crate::hash::{HashMap, HashSet};

/// So many described objects of one name, or of one folder, are remembered.
const MOST: usize = 48;

/// Where an object stands: the name of the field that holds it, empty for a whole body, and the number of its folder.
#[derive(Clone, Copy, Debug)]
struct Standing<'a> {
    name: &'a str,
    folder: usize,
    in_answer: bool,
}

/// The values of an enum, and whether it is that of a list's elements.
type Values = (Vec<String>, bool);

/// What is known of an object.
#[derive(Debug)]
struct Described {
    in_answer: bool,
    names: HashSet<String>,
    /// With the enum of each.
    notes: HashMap<String, (Notes, Option<Values>)>,
}

#[derive(Debug, Default)]
struct Known {
    objects: Vec<Described>,
    /// By the name of the field that holds them.
    by_name: HashMap<String, Vec<usize>>,
    by_folder: HashMap<usize, Vec<usize>>,
}

/// Passes on what descriptions say.
pub(in super::super) fn share(root: &mut Group) {
    let mut known = Known::default();
    visit(root, &mut 0, &mut |standing, object| known.learn(standing, object));
    if !known.objects.is_empty() {
        visit(root, &mut 0, &mut |standing, object| known.tell(standing, object));
    }
}

type Visitor<'a> = dyn FnMut(Standing<'_>, &mut Object) + 'a;

/// Every object in every body and answer. As deep as the collection and its texts, which no reader lets grow beyond a
/// limit.
fn visit(group: &mut Group, folder: &mut usize, visitor: &mut Visitor<'_>) {
    let own = *folder;
    for operation in &mut group.operations {
        if let Some(Body::Json { schema, .. }) = operation.body.as_mut().map(|body| &mut body.body) {
            objects(schema, Standing { name: "", folder: own, in_answer: false }, visitor);
        }
        for response in &mut operation.responses {
            if let MediaKind::Json(schema) = &mut response.media {
                objects(schema, Standing { name: "", folder: own, in_answer: true }, visitor);
            }
        }
    }
    for group in &mut group.groups {
        *folder += 1;
        visit(group, folder, visitor);
    }
}

fn objects(schema: &mut Schema, standing: Standing<'_>, visitor: &mut Visitor<'_>) {
    let Some(object) = object_mut(&mut schema.kind) else { return };
    visitor(standing, object);
    for property in &mut object.properties {
        objects(&mut property.schema, Standing { name: &property.name, ..standing }, visitor);
    }
}

/// The values of the enum that a shape is, or that its list holds.
fn values(schema: &Schema) -> Option<Values> {
    let (kind, is_list) =
        if let Kind::Array(element) = &schema.kind { (&element.kind, true) } else { (&schema.kind, false) };
    if let Kind::Enum(values) = kind { Some((values.clone(), is_list)) } else { None }
}

impl Known {
    fn learn(&mut self, standing: Standing<'_>, object: &Object) {
        let described = object.properties.iter().filter(|property| property.notes != Notes::default());
        let notes: HashMap<_, _> = described
            .map(|property| {
                // What is taken by default where the thing is sent says nothing elsewhere.
                let notes = Notes { default: None, ..Notes::clone(&property.notes) };
                (property.name.clone(), (notes, values(&property.schema)))
            })
            .collect();
        if notes.is_empty() {
            return;
        }
        let index = self.objects.len();
        let mut is_kept = false;
        let by_name = self.by_name.entry(standing.name.to_owned()).or_default();
        if !standing.name.is_empty() && by_name.len() < MOST {
            by_name.push(index);
            is_kept = true;
        }
        let by_folder = self.by_folder.entry(standing.folder).or_default();
        if by_folder.len() < MOST {
            by_folder.push(index);
            is_kept = true;
        }
        if is_kept {
            let names = object.properties.iter().map(|property| property.name.clone()).collect();
            self.objects.push(Described { in_answer: standing.in_answer, names, notes });
        }
    }

    fn tell(&self, standing: Standing<'_>, object: &mut Object) {
        let of_name = self.by_name.get(standing.name).filter(|_| !standing.name.is_empty());
        let candidates = of_name.into_iter().chain(self.by_folder.get(&standing.folder)).flatten();
        for described in candidates.filter_map(|index| self.objects.get(*index)) {
            if is_same(object, &described.names) {
                pass_on(described, object, standing.in_answer && described.in_answer);
            }
        }
    }
}

/// Whether an object is one thing with one of these fields: all but a quarter of the fields are in both.
fn is_same(object: &Object, names: &HashSet<String>) -> bool {
    let (own, most) = (object.properties.len(), object.properties.len().max(names.len()));
    // The cheap test first.
    if own.min(names.len()) * 4 < most * 3 || most < 2 {
        return false;
    }
    object.properties.iter().filter(|property| names.contains(&property.name)).count() * 4 >= most * 3
}

/// What may be missing or null in one answer may be so in another; what a request may leave out is its own affair.
fn pass_on(described: &Described, object: &mut Object, in_answers: bool) {
    for property in &mut object.properties {
        let Some((notes, known)) = described.notes.get(&property.name) else { continue };
        if property.notes.description.is_none() && notes.description.is_some() {
            property.notes.description.clone_from(&notes.description);
        }
        if let Some((known, is_list)) = known
            && *is_list == matches!(property.schema.kind, Kind::Array(_))
            && property.notes.values.is_empty()
            && super::compare(&property.texts, known).1.is_empty()
        {
            super::values(property, known, true);
            property.notes.values.clone_from(&notes.values);
        }
        if in_answers && notes.optional {
            property.required = false;
        }
        if in_answers && notes.nullable && property.schema.kind != Kind::Unknown {
            property.schema.nullable = true;
        }
    }
}
