//! Objects that are one of several things to an enum and a struct for each of them.

use super::{Place, Types};
use crate::{
    api::{self, Variants},
    name::{
        case::{Case, words},
        docs::{self, Writer},
        home, open_enum,
        scope::Scope,
    },
    rust::{Docs, Ident, Told, Type, Union, UnionVariant, ValueKind},
};

/// So many fields of an arm are told.
const TOLD: usize = 3;

impl<'a> Types<'a> {
    pub(super) fn variants(&mut self, ident: Ident, of: &'a Variants, place: &Place<'_>) -> Union {
        // `Self` is a keyword that cannot be escaped.
        let mut scope = Scope::with(&[&["Other", "Self"]]);
        let mut variants = Vec::new();
        for arm in &of.arms {
            let name = scope.allocate(Case::UpperCamel, candidates(&of.told, arm, ident.as_str()));
            let told = told(&of.told, &arm.marks);
            let summary = || format!("What [`{ident}`] is {}.", told.1);
            let place = Place {
                base: of_arm(&of.told, arm, &place.base).into_iter().next().unwrap_or_default(),
                summary: &summary,
                is_root: false,
                owner: None,
            };
            variants.push(UnionVariant {
                ident: name,
                docs: Docs(vec![told.0]),
                kind: ValueKind::Object,
                marks: arm.marks.clone(),
                ty: Type::Named(self.arm(&arm.object, &place)),
            });
        }
        let (told, how) = match &of.told {
            api::Told::Tag(tag) => (Told::Tag(tag.clone()), format!("{} says which.", docs::code(tag))),
            api::Told::Fields => (Told::Fields, "the fields say which.".to_owned()),
        };
        let docs = Writer::default()
            .paragraph((place.summary)())
            .paragraph(format!("One of several objects: {how}"));
        Union { ident, docs: docs.docs(), told, variants, derives_default: false }
    }
}

/// Names of a variant, from short to specific.
fn candidates(told: &api::Told, arm: &api::Arm, name: &str) -> Vec<String> {
    let mark = mark(told, arm);
    match told {
        api::Told::Tag(_) => open_enum::candidates(mark, name),
        api::Told::Fields => vec![format!("with {mark}"), format!("with {}", arm.marks.join(" "))],
    }
}

/// The mark that an arm is called after: the text, or the field that samples have first.
fn mark<'a>(told: &api::Told, arm: &'a api::Arm) -> &'a str {
    let first = match told {
        api::Told::Tag(_) => arm.marks.first(),
        api::Told::Fields => {
            arm.object.properties.iter().map(|it| &it.name).find(|name| arm.marks.contains(name))
        }
    };
    first.map(String::as_str).unwrap_or_default()
}

/// Names of an arm's struct, for all names of the whole.
pub(super) fn arm_names(told: &api::Told, arm: &api::Arm, bases: &[String]) -> Vec<String> {
    bases.iter().flat_map(|base| of_arm(told, arm, base)).collect()
}

/// Names of an arm's struct: `card payment`, `payer with seat`; the mark alone where the rest says nothing or says it again.
fn of_arm(told: &api::Told, arm: &api::Arm, base: &str) -> Vec<String> {
    let (base, mark) = (words(base), words(mark(told, arm)));
    match told {
        api::Told::Tag(_) => {
            let is_enough = home::is_generic(&base) || format!(" {mark}").ends_with(&format!(" {base}"));
            let both = format!("{mark} {base}");
            if is_enough { vec![mark, both] } else { vec![both] }
        }
        api::Told::Fields => vec![format!("{base} with {mark}")],
    }
}

/// What an object of an arm has: a sentence, and the end of one.
fn told(told: &api::Told, marks: &[String]) -> (String, String) {
    let codes = marks.iter().take(TOLD).map(|mark| docs::code(mark)).collect::<Vec<_>>();
    match told {
        api::Told::Tag(tag) => {
            let told = format!("{} is {}", docs::code(tag), codes.join(" or "));
            (format!("{told}."), format!("where {told}"))
        }
        api::Told::Fields => {
            let told = codes.join(" and ");
            (format!("It has {told}."), format!("with {told}"))
        }
    }
}
