//! From the spellings of the numbers of one place to the kind that writes each of them back.
//!
//! The measure is what `serde_json` reads: to it `1` and `1.0` are two values, and so are `0` and `-0`, which is a
//! float. A text with more digits than a float holds would come back with fewer of them.

use crate::api::{Kind, Numbers};

/// From here on, up and down, a float does not hold every integer.
const FLOAT_LIMIT: u64 = 1 << 53;

/// What was seen of the numbers of one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a set of spellings, each seen or not")]
pub(super) struct Evidence {
    /// Integers that `i64` or `u64` holds.
    integer: bool,
    /// Integers below zero.
    negative: bool,
    /// Integers that need `u64`.
    large: bool,
    /// Integers that a float may not hold.
    long: bool,
    /// With a fraction or an exponent, and with a value that is not whole.
    fractional: bool,
    /// With a fraction or an exponent, and with a whole value: `1.0`.
    whole: bool,
    /// A placeholder that stands for any number.
    any: bool,
    /// Neither an integer of 64 bits nor what a float writes back.
    other: bool,
}

impl Evidence {
    /// Adds a number.
    pub(super) fn add(&mut self, spelling: &str) {
        if spelling.contains(['.', 'e', 'E']) {
            match spelling.parse::<f64>() {
                Ok(float) if holds(float, spelling) => {
                    let whole = float.fract() == 0.0;
                    self.whole |= whole;
                    self.fractional |= !whole;
                }
                Ok(_) | Err(_) => self.other = true,
            }
        } else if spelling == "-0" {
            self.other = true;
        } else if let Ok(integer) = spelling.parse::<i64>() {
            self.integer = true;
            self.negative |= integer < 0;
            self.long |= integer.unsigned_abs() >= FLOAT_LIMIT;
        } else if spelling.parse::<u64>().is_ok() {
            self.integer = true;
            self.large = true;
            self.long = true;
        } else {
            self.other = true;
        }
    }

    /// Adds a placeholder that stands for an integer.
    pub(super) fn add_any_integer(&mut self) {
        self.integer = true;
    }

    /// Adds a placeholder that stands for any number.
    pub(super) fn add_any(&mut self) {
        self.any = true;
    }

    /// The kind that writes all of them back; `None` if there were none.
    pub(super) fn kind(self) -> Option<Kind> {
        if self == Self::default() {
            return None;
        }
        let float = self.whole || self.fractional || self.any;
        let exact =
            self.other || self.large && self.negative || self.integer && float && (self.whole || self.long);
        Some(if exact {
            Kind::Number(Numbers::Exact)
        } else if !float {
            Kind::Integer { unsigned: self.large }
        } else if self.integer || self.any && !self.whole {
            Kind::Number(Numbers::Mixed)
        } else {
            Kind::Number(Numbers::Float)
        })
    }
}

/// Whether a float holds all that a text with a fraction or an exponent says: the text is the float's value,
/// rounded to as many digits as the text has. So `0.1` and `0.10000000000000001` are both the float `0.1`,
/// `0.12345678901234567890` is none.
fn holds(float: f64, spelling: &str) -> bool {
    // Every decimal of up to 15 digits and an ordinary size comes back from its float.
    if spelling.len() < 16 && float.is_normal() {
        return true;
    }
    let significant = digits(spelling);
    if significant.is_empty() {
        return true;
    }
    // The decimal expansion of a float ends after at most 767 digits.
    if !float.is_normal() && !float.is_subnormal() || significant.len() > 767 {
        return false;
    }
    digits(&format!("{float:.*e}", significant.len() - 1)) == significant
}

/// The digits of a number's mantissa, without the zeros around them.
fn digits(spelling: &str) -> String {
    let mantissa = spelling.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').into()
}

#[cfg(test)]
mod tests {
    use super::Evidence;
    use crate::api::{Kind, Numbers};

    const EXACT: Option<Kind> = Some(Kind::Number(Numbers::Exact));
    const MIXED: Option<Kind> = Some(Kind::Number(Numbers::Mixed));
    const FLOAT: Option<Kind> = Some(Kind::Number(Numbers::Float));
    const SIGNED: Option<Kind> = Some(Kind::Integer { unsigned: false });
    const UNSIGNED: Option<Kind> = Some(Kind::Integer { unsigned: true });

    fn kind(spellings: &[&str]) -> Option<Kind> {
        let mut evidence = Evidence::default();
        for spelling in spellings {
            evidence.add(spelling);
        }
        evidence.kind()
    }

    #[test]
    fn integers() {
        assert_eq!(kind(&[]), None);
        assert_eq!(kind(&["0", "-1", "9007199254740993"]), SIGNED);
        assert_eq!(kind(&["-9223372036854775808", "9223372036854775807"]), SIGNED);
        assert_eq!(kind(&["1", "9223372036854775808"]), UNSIGNED);
        assert_eq!(kind(&["-1", "9223372036854775808"]), EXACT);
        assert_eq!(kind(&["18446744073709551616"]), EXACT);
        assert_eq!(kind(&["-9223372036854775809"]), EXACT);
    }

    #[test]
    fn floats() {
        assert_eq!(kind(&["1.0", "2.5", "1e3", "-0.0", "0e9"]), FLOAT);
        assert_eq!(kind(&["1", "2.5", "-3"]), MIXED);
        assert_eq!(kind(&["1", "2.5", "3.0"]), EXACT);
        assert_eq!(kind(&["1", "1e0"]), EXACT);
        assert_eq!(kind(&["9007199254740991", "2.5"]), MIXED);
        assert_eq!(kind(&["9007199254740993", "2.5"]), EXACT);
        assert_eq!(kind(&["9223372036854775808", "2.5"]), EXACT);
    }

    #[test]
    fn minus_zero_is_no_integer() {
        assert_eq!(kind(&["-0"]), EXACT);
        assert_eq!(kind(&["-0", "1"]), EXACT);
    }

    #[test]
    fn digits_beyond_those_of_a_float_are_kept() {
        assert_eq!(kind(&["0.1", "52.374030", "1.7976931348623157e308", "5e-324"]), FLOAT);
        // The same float with 17 digits, and all digits that it has.
        assert_eq!(kind(&["0.10000000000000001"]), FLOAT);
        assert_eq!(kind(&["0.1000000000000000055511151231257827021181583404541015625"]), FLOAT);
        assert_eq!(kind(&["0.12345678901234567890"]), EXACT);
        assert_eq!(kind(&["9007199254740993.5"]), EXACT);
        assert_eq!(kind(&["1e400"]), EXACT);
        assert_eq!(kind(&["1e-400"]), EXACT);
        assert_eq!(kind(&[&format!("0.{}", "12".repeat(1000))]), EXACT);
    }
}
