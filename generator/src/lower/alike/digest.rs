//! Shapes as numbers, each made of those of its parts: shapes that differ only in evidence and in the order of fields
//! have the same one.

use crate::api::{Arm, Kind, Numbers, Property, Schema, Told, Variants};

/// Of a hundred thousand objects two share one by chance once in a billion times. It is the same on every machine.
pub(super) type Digest = u64;

/// The number of a text.
pub(super) fn text(text: &str) -> Digest {
    Fnv::of(15).text(text).finish()
}

/// That of more texts behind what has a number.
pub(super) fn texts(first: Digest, texts: &[String]) -> Digest {
    texts.iter().fold(Fnv::of(16).number(first), |number, text| number.text(text)).finish()
}

/// The number of an object with these properties, in any order.
pub(super) fn object(properties: impl Iterator<Item = Digest>) -> Digest {
    Fnv::of(12).number(properties.fold(0, Digest::wrapping_add)).finish()
}

/// The number of several objects that have these, in any order.
pub(super) fn objects(digests: impl Iterator<Item = Digest>) -> Digest {
    Fnv::of(17).number(digests.fold(0, Digest::wrapping_add)).finish()
}

/// The number of a property whose kind has this one.
pub(super) fn property(property: &Property, kind: Digest) -> Digest {
    let number = Fnv::of(u8::from(property.required)).text(&property.name);
    number.flags(&property.schema).number(kind).finish()
}

/// The number of an array whose elements are of this kind.
pub(super) fn array(elements: &Schema, kind: Digest) -> Digest {
    Fnv::of(10).flags(elements).number(kind).finish()
}

/// The number of a map whose values are of this kind.
pub(super) fn map(values: &Schema, kind: Digest) -> Digest {
    Fnv::of(11).flags(values).number(kind).finish()
}

/// The number of a union of these kinds.
pub(super) fn union(kinds: impl Iterator<Item = Digest>) -> Digest {
    kinds.fold(Fnv::of(13), Fnv::number).finish()
}

/// The number of several things, whose objects have these.
pub(super) fn variants(of: &Variants, objects: impl Iterator<Item = Digest>) -> Digest {
    let tag = Fnv::of(14).text(if let Told::Tag(tag) = &of.told { tag } else { "" });
    let marked = |number: Fnv, (arm, object): (&Arm, Digest)| {
        arm.marks.iter().fold(number, |number, mark| number.text(mark)).number(object)
    };
    of.arms.iter().zip(objects).fold(tag, marked).finish()
}

/// The number of a kind without parts.
pub(super) fn leaf(kind: &Kind) -> Digest {
    match kind {
        Kind::Unknown => 0,
        Kind::Boolean => 1,
        Kind::Integer { unsigned } => 2 + u64::from(*unsigned),
        Kind::Number(Numbers::Float) => 4,
        Kind::Number(Numbers::Mixed) => 5,
        Kind::Number(Numbers::Exact) => 6,
        Kind::String => 7,
        Kind::Itself => 8,
        Kind::Enum(values) => values.iter().fold(Fnv::of(9), |number, value| number.text(value)).finish(),
        Kind::Array(_) => 10,
        Kind::Map(_) => 11,
        Kind::Object(_) => 12,
        Kind::Union(_) => 13,
        Kind::Variants(_) => 14,
    }
}

/// FNV-1a with 64 bits: the hasher of the standard library may be another one in its next version.
struct Fnv(u64);

const PRIME: u64 = 0x0100_0000_01b3;

impl Fnv {
    fn of(byte: u8) -> Self {
        Self(0xcbf2_9ce4_8422_2325).byte(byte)
    }

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(PRIME))
    }

    fn number(self, number: Digest) -> Self {
        if let Ok(byte) = u8::try_from(number) {
            // Bytes that are zero only multiply.
            return Self(self.byte(byte).0.wrapping_mul(PRIME.wrapping_pow(7)));
        }
        number.to_le_bytes().into_iter().fold(self, Self::byte)
    }

    /// With an end that no text has in it.
    fn text(self, text: &str) -> Self {
        text.bytes().fold(self, Self::byte).byte(0xff)
    }

    fn flags(self, schema: &Schema) -> Self {
        let Schema { nullable, placeholder, variable, .. } = schema;
        self.byte(u8::from(*nullable) | u8::from(*placeholder) << 1 | u8::from(*variable) << 2)
    }

    /// Spread over all bits, for sums of numbers are numbers, too. The finalizer of `SplitMix64`.
    fn finish(self) -> Digest {
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}

#[cfg(test)]
mod tests {
    use super::Fnv;

    #[test]
    fn a_small_number_is_all_its_bytes() {
        for number in [0, 1, 0x7f, 0xff, 0x100, u64::MAX] {
            let bytes = number.to_le_bytes().into_iter().fold(Fnv::of(7), Fnv::byte);
            assert_eq!(Fnv::of(7).number(number).0, bytes.0, "{number}");
        }
    }
}
