//! All bodies into the names of their types, before any type is made.
//!
//! A name goes to the one who deserves it most, of whom several deserve it alike to the one whom content puts first. So
//! no name depends on where a request stands, and another one can change it only by a claim to it.

use super::{Known, element_of, variants};
use crate::hash::{HashMap, HashSet};
use crate::{
    api::{Kind, Object, Schema},
    name::{
        case::{Case, words},
        home, keywords,
        scope::Scope,
        shape::{ShapeId, Shapes, has_name},
    },
    rust::Ident,
};

/// A body, and what its type may be called, from short to specific.
pub(in crate::name) struct Wanted<'o, 'a> {
    pub(in crate::name) body: What<'a>,
    /// Names of its shape, also where the body is a list of such.
    pub(in crate::name) shared: &'o [String],
    /// Names of the whole body, made where its shape has none yet.
    pub(in crate::name) candidates: Box<dyn Fn() -> Vec<String> + 'o>,
}

/// What is to be named.
#[derive(Clone, Copy, Debug)]
pub(in crate::name) enum What<'a> {
    Json(&'a Schema),
    /// That of the operation with this index.
    Form(usize),
}

/// The name of a type.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) ident: Ident,
    /// What its parts are called after that are no fields: the first candidate of the place that comes first.
    pub(super) base: String,
}

/// Who has which name without competition.
#[derive(Debug)]
pub(super) struct Winners {
    /// For each name of a field the shape that may have it plainly.
    pub(super) fields: HashMap<String, ShapeId>,
    /// Shapes of whole bodies, and the name that they share: a later one goes before an earlier one.
    pub(super) bodies: Vec<Known>,
    /// The one name of a shape that stands under several.
    pub(super) homes: HashMap<ShapeId, String>,
}

/// All names.
#[derive(Debug)]
pub(super) struct Plan {
    scope: Scope,
    homes: HashMap<ShapeId, String>,
    /// For each name the shape that may have it plainly.
    winners: HashMap<String, ShapeId>,
    names: HashMap<Known, Planned>,
    /// Names that say whose field a type is, and that type: nobody else has them, even where it has a better one.
    reserved: HashMap<String, Known>,
    /// Those of forms, by the indices of their operations.
    forms: HashMap<usize, Ident>,
}

impl Plan {
    /// What a shape is known by that stands under this name, or is a whole body.
    fn key(&self, id: ShapeId, base: &str, is_root: bool) -> Known {
        match self.homes.get(&id) {
            Some(home) => (id, home.clone()),
            None if is_root => (id, String::new()),
            None => (id, words(base)),
        }
    }

    /// The name of a shape; one that nobody has planned gets it now.
    pub(super) fn name(&mut self, id: ShapeId, base: &str, is_root: bool) -> (Known, Planned) {
        let key = self.key(id, base, is_root);
        let planned = self.planned(&key, &[base.to_owned()], is_root);
        (key, planned)
    }

    /// The name of an operation's form.
    pub(super) fn form(&mut self, index: usize, candidates: &[String]) -> Ident {
        let Self { scope, forms, .. } = self;
        forms.entry(index).or_insert_with(|| scope.allocate(Case::UpperCamel, candidates)).clone()
    }

    /// Gives plain names to those who deserve them.
    fn plain(&mut self) {
        let mut winners: Vec<Known> = self.winners.iter().map(|(base, id)| (*id, base.clone())).collect();
        winners.sort_unstable_by(|(_, one), (_, other)| one.cmp(other));
        for (id, base) in winners {
            if let Some(ident) = self.scope.allocate_plain(Case::UpperCamel, &base) {
                self.names.insert((id, base.clone()), Planned { ident, base });
            }
        }
    }

    fn planned(&mut self, key: &Known, candidates: &[String], is_root: bool) -> Planned {
        if let Some(planned) = self.names.get(key) {
            return planned.clone();
        }
        let (id, base) = key;
        let own = if is_root { candidates } else { candidates.get(1..).unwrap_or_default() };
        let all = Some(base).filter(|base| !base.is_empty()).into_iter().chain(own);
        // What another one deserves more is not taken from it.
        let is_free = |name: &&String| {
            self.winners.get(*name).is_none_or(|winner| winner == id)
                && self.reserved.get(*name).is_none_or(|owner| owner == key)
        };
        let all: Vec<&String> = all.filter(is_free).collect();
        let ident = self.scope.allocate(Case::UpperCamel, &all);
        let planned = Planned { ident, base: candidates.first().cloned().unwrap_or_default() };
        self.names.insert(key.clone(), planned.clone());
        planned
    }
}

/// Makes the plan.
#[derive(Debug)]
struct Planner<'p, 'a> {
    plan: &'p mut Plan,
    shapes: &'p mut Shapes<'a>,
    /// Those whose parts are named.
    done: HashSet<Known>,
}

/// Names all types: those first that deserve the plain name of their field, then whole bodies, then all others, each
/// after what holds it.
pub(super) fn plan<'a>(
    wanted: &[Wanted<'_, 'a>],
    Winners { fields, bodies, homes }: Winners,
    shapes: &mut Shapes<'a>,
) -> Plan {
    let (scope, names, reserved, forms) =
        (Scope::with(&[keywords::TYPES]), HashMap::default(), HashMap::default(), HashMap::default());
    let mut plan = Plan { scope, homes, winners: fields, names, reserved, forms };
    plan.plain();
    plan.winners.extend(bodies.into_iter().map(|(id, name)| (name, id)));
    let mut planner = Planner { plan: &mut plan, shapes, done: HashSet::default() };
    for wanted in wanted {
        match wanted.body {
            What::Form(index) => _ = planner.plan.form(index, &(wanted.candidates)()),
            What::Json(schema) => {
                let (kind, depth) = schema.kind.innermost();
                let known = planner.root(kind);
                if has_name(kind) && !planner.plan.names.contains_key(&known) {
                    planner.name(kind, &wanted.names(depth), true);
                }
            }
        }
    }
    let mut seen = HashSet::default();
    for Wanted { body, .. } in wanted {
        if let What::Json(schema) = body {
            planner.reserve(&schema.kind, "", true, &mut seen);
        }
    }
    for wanted in wanted {
        if let What::Json(schema) = wanted.body {
            let (kind, depth) = schema.kind.innermost();
            let known = planner.root(kind);
            if !planner.done.contains(&known) {
                planner.below(kind, wanted.names(depth), true);
            }
        }
    }
    plan
}

impl Wanted<'_, '_> {
    /// All names of what is `depth` lists and maps deep in the body.
    fn names(&self, depth: usize) -> Vec<String> {
        let own = (self.candidates)().into_iter().map(|name| element_of(name, depth));
        self.shared.iter().cloned().chain(own).collect()
    }
}

impl<'a> Planner<'_, 'a> {
    /// What a whole body is known by.
    fn root(&mut self, kind: &'a Kind) -> Known {
        self.plan.key(self.shapes.id(kind), "", true)
    }

    fn name(&mut self, kind: &'a Kind, candidates: &[String], is_root: bool) -> (Known, Planned) {
        let id = self.shapes.id(kind);
        self.name_of(id, candidates, is_root)
    }

    fn name_of(&mut self, id: ShapeId, candidates: &[String], is_root: bool) -> (Known, Planned) {
        let base = candidates.first().map(String::as_str).unwrap_or_default();
        let key = self.plan.key(id, base, is_root);
        let planned = self.plan.planned(&key, candidates, is_root);
        (key, planned)
    }

    /// Keeps names for the fields of what has its name already. As deep as schemas nest.
    fn reserve(&mut self, kind: &'a Kind, base: &str, is_root: bool, seen: &mut HashSet<Known>) {
        let (kind, depth) = kind.innermost();
        if !has_name(kind) {
            return;
        }
        let base = element_of(base.to_owned(), depth);
        let key = self.plan.key(self.shapes.id(kind), &base, is_root);
        let owner = self.plan.names.get(&key).map(|planned| words(planned.ident.as_str()));
        if !seen.insert(key) {
            return;
        }
        if let Kind::Union(kinds) = kind {
            for kind in kinds {
                self.reserve(kind, &super::member_name(kind, &base), false, seen);
            }
        }
        let variants = if let Kind::Variants(variants) = kind { variants.arms.as_slice() } else { &[] };
        let whole = if let Kind::Object(object) = kind { Some(object) } else { None };
        let objects = variants.iter().map(|arm| &arm.object).chain(whole);
        for property in objects.flat_map(|object| &object.properties) {
            let (inner, depth) = property.schema.kind.innermost();
            if !has_name(inner) {
                continue;
            }
            let name = words(&property.name);
            if let Some(owner) = &owner {
                let held = element_of(name.clone(), depth);
                let key = self.plan.key(self.shapes.id(inner), &held, false);
                self.plan.reserved.entry([owner, " ", &held].concat()).or_insert(key);
            }
            self.reserve(&property.schema.kind, &name, false, seen);
        }
    }

    /// Names a type and all below it. As deep as schemas nest; what is below a type only once.
    fn below(&mut self, kind: &'a Kind, candidates: Vec<String>, is_root: bool) {
        let (kind, depth) = kind.innermost();
        if !has_name(kind) {
            return;
        }
        let candidates: Vec<String> =
            candidates.into_iter().map(|candidate| element_of(candidate, depth)).collect();
        let (key, planned) = self.name(kind, &candidates, is_root);
        if !self.done.insert(key) {
            return;
        }
        if let Kind::Object(object) = kind {
            self.fields(object, &planned.ident);
        } else if let Kind::Union(kinds) = kind {
            for kind in kinds {
                let names = candidates.iter().map(|candidate| super::member_name(kind, candidate)).collect();
                self.below(kind, names, false);
            }
        } else if let Kind::Variants(variants) = kind {
            for arm in &variants.arms {
                let id = self.shapes.object(&arm.object);
                let names = variants::arm_names(&variants.told, arm, &candidates);
                let (key, planned) = self.name_of(id, &names, false);
                if self.done.insert(key) {
                    self.fields(&arm.object, &planned.ident);
                }
            }
        }
    }

    fn fields(&mut self, object: &'a Object, owner: &Ident) {
        for property in &object.properties {
            let (kind, depth) = property.schema.kind.innermost();
            if !has_name(kind) {
                continue;
            }
            let name = words(&property.name);
            let key = self.plan.key(self.shapes.id(kind), &element_of(name.clone(), depth), false);
            if !self.done.contains(&key) {
                self.below(&property.schema.kind, home::held(owner.as_str(), &name), false);
            }
        }
    }
}
