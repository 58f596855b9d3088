//! Values that are made for each call: those of Postman's dynamic variables that stand for an id or a time.

use crate::date::Date;
use crate::platform::SystemTime;

/// A new value for the variable of this name; `None` if it is none that is made.
pub(crate) fn value(name: &str) -> Option<String> {
    match name {
        "$guid" | "$randomUUID" => Some(uuid(random())),
        "$timestamp" => Some(now().0.to_string()),
        "$isoTimestamp" => Some(iso(now())),
        "$randomInt" => Some((random() % 1001).to_string()),
        _ => None,
    }
}

/// A number that nobody has by chance, and that is no secret: the keys of a `RandomState` come from the system.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn random() -> u128 {
    use std::collections::hash_map::RandomState;
    use std::hash::{BuildHasher as _, Hasher as _};

    let half = || u128::from(RandomState::new().build_hasher().finish());
    half() << 64 | half()
}

/// A number that nobody has by chance, and that is no secret. There is no system that a `RandomState` could ask.
#[cfg(target_arch = "wasm32")]
pub(crate) fn random() -> u128 {
    // Between 1 and 2, a float has 52 bits of fraction that are all equally likely: the upper 32 of them.
    let quarter = || u128::from((1.0 + js_sys::Math::random()).to_bits() >> 20 & 0xffff_ffff);
    (0..4).fold(0, |number, _| number << 32 | quarter())
}

/// Version 4.
fn uuid(random: u128) -> String {
    let bits = random & !(0xf << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let text = format!("{bits:032x}");
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| &text[range]);
    parts.join("-")
}

/// Seconds and milliseconds since 1970.
fn now() -> (u64, u32) {
    let time = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    (time.as_secs(), time.subsec_millis())
}

/// `2024-01-02T03:04:05.678Z`
fn iso((seconds, millis): (u64, u32)) -> String {
    let date = Date::of(seconds);
    let day = date.day();
    let (year, rest) = day.split_at(day.len() - 4);
    let (month, day) = rest.split_at(2);
    format!("{year}-{month}-{day}T{}.{millis:03}Z", date.time(":"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_times_have_postmans_shapes() {
        assert_eq!(uuid(0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(iso((1_704_164_645, 7)), "2024-01-02T03:04:05.007Z");
        let made = |name: &str| value(name).unwrap();
        assert_ne!(made("$guid"), made("$randomUUID"));
        assert_eq!(made("$timestamp").len(), 10);
        assert!(made("$randomInt").parse::<u32>().unwrap() <= 1000);
        assert_eq!(value("$randomCity"), None);
    }
}
