//! The settings' word on formats of texts: real types where all samples agree.

use super::learnt::Learnt;
use crate::{
    diagnostic::{Code, Diagnostic},
    evidence::json_name,
    rust::{Encoding, Field, Ident, Type, TypeItem},
    settings::{Entry, FieldSettings, Named, Settings, TypeSettings},
    text_format::{Seen, TextFormat},
};

/// Gives fields the types of their formats. Comes behind all that is said of single fields, which goes before it.
pub(super) fn apply(
    items: &mut [TypeItem],
    settings: &Settings,
    learnt: &Learnt,
    errors: &mut Vec<Diagnostic>,
) {
    for item in items {
        let own = settings.types.iter().find(|one| one.name == item.ident().as_str()).map(|one| &one.value);
        let TypeItem::Struct(item) = item else {
            errors.extend(own.into_iter().flat_map(|own| in_vain(item.ident(), own, &[])));
            continue;
        };
        let is_form = item.form.is_some();
        let mut given = Vec::new();
        for field in item.fields.iter_mut().filter(|_| !is_form) {
            let (seen, other) = learnt.format(&item.ident, json_name(field));
            let said = own.and_then(|own| own.fields.iter().find(|one| one.name == json_name(field)));
            let explicit = said.and_then(|one| one.value.format.as_ref());
            match explicit {
                Some(Entry { value: None, .. }) => {}
                Some(Entry { value: Some(format), at }) => {
                    if let Err((message, help)) = demand(field, *format, seen, other) {
                        errors.push(at.error(Code::UnusableSetting, message, help));
                    }
                }
                None => given.extend(offer(field, seen, said, own, settings)),
            }
        }
        errors.extend(own.into_iter().flat_map(|own| in_vain(&item.ident, own, &given)));
    }
}

/// What is wrong, and what to do about it.
type Wrong = (String, String);

/// Gives a field the type of a format, or says why it cannot have it.
fn demand(field: &mut Field, format: TextFormat, seen: Seen, other: Option<&str>) -> Result<(), Wrong> {
    let name = json_name(field).to_owned();
    if text_in(&mut field.ty).is_none() {
        let message = format!("`{name}` holds no text, and so none with a format");
        return Err((message, "remove `format`".to_owned()));
    }
    match seen {
        Seen::All(pattern) if pattern.format == format => {
            give(field, seen);
            Ok(())
        }
        Seen::All(pattern) => {
            let message =
                format!("the samples of `{name}` show {}, not {}", pattern.format.name(), format.name());
            Err((message, format!("write `\"{}\"`, or remove `format`", pattern.format.word())))
        }
        Seen::Nothing => {
            let message = format!("no sample shows a text in `{name}`");
            Err((message, "save an example with a value there, or remove `format`".to_owned()))
        }
        Seen::Other => {
            let place = other.map(|name| format!(" of `{name}`")).unwrap_or_default();
            let message =
                format!("not every sample of `{name}` is {} as its type would write it back", format.name());
            let help = format!("make the examples{place} and those before it agree, or remove `format`");
            Err((message, help))
        }
    }
}

/// Gives a field the type of its format if the settings want that.
fn offer(
    field: &mut Field,
    seen: Seen,
    said: Option<&Named<FieldSettings>>,
    own: Option<&TypeSettings>,
    settings: &Settings,
) -> Option<TextFormat> {
    let Seen::All(pattern) = seen else { return None };
    // What is said of the field itself is believed.
    if said.is_some_and(|one| one.value.ty.is_some() || one.value.values.is_some()) {
        return None;
    }
    let of = |list: &[Named<Entry<bool>>]| {
        list.iter().find(|one| one.name == pattern.format.word()).map(|one| one.value.value)
    };
    let is_wanted =
        own.and_then(|own| of(&own.formats)).or_else(|| of(&settings.formats)).unwrap_or_default();
    (is_wanted && give(field, seen)).then_some(pattern.format)
}

/// Gives a field the type of the format that its samples have; false if it holds no text.
fn give(field: &mut Field, seen: Seen) -> bool {
    let (Seen::All(pattern), Some(text)) = (seen, text_in(&mut field.ty)) else { return false };
    let ty = Type::Formatted(pattern.format);
    *text = if pattern.has_placeholder { Type::OrPlaceholder(Box::new(ty)) } else { ty };
    field.encoding = Encoding::Text(pattern.format, pattern.spelling());
    true
}

/// The text that a type is, or that its lists and maps hold; an enum is none.
fn text_in(ty: &mut Type) -> Option<&mut Type> {
    super::fields::text_in(ty).filter(|text| **text == Type::String)
}

/// What a type asks for in vain.
fn in_vain<'a>(
    owner: &'a Ident,
    own: &'a TypeSettings,
    given: &'a [TextFormat],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let is_vain =
        |one: &&Named<Entry<bool>>| one.value.value && !given.iter().any(|it| it.word() == one.name);
    own.formats.iter().filter(is_vain).map(move |one| {
        let message = format!("no field of `{owner}` has the format `{}` in all samples", one.name);
        one.at.error(Code::UnmatchedSetting, message, "remove the entry, or correct the examples")
    })
}
