//! What the texts of a place have in common.

use super::date::{self, Clock, Offset};
use super::{TextFormat, is_uuid, of_placeholder, url};

/// Whether all texts of a place have one format, and one spelling that the type can be told to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Seen {
    /// There is none.
    #[default]
    Nothing,
    All(Pattern),
    /// Some are other texts.
    Other,
}

/// What texts of one format have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Pattern {
    pub(crate) format: TextFormat,
    /// Some are placeholders that name the format: `"<dateTime>"`.
    pub(crate) has_placeholder: bool,
    /// None if all are placeholders, or if the format has no fraction.
    fraction: Option<Fraction>,
    /// How those in UTC say so.
    zero: Option<bool>,
}

/// The fractions of seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Fraction {
    /// All have so many digits.
    digits: Option<u8>,
    /// None ends with a zero.
    is_shortest: bool,
}

/// How values are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Spelling {
    /// A fraction of a second has at least so many.
    pub(crate) digits: u8,
    /// UTC is `+00:00`, not `Z`.
    pub(crate) zero: bool,
}

impl Seen {
    /// What one text shows.
    pub(crate) fn of(text: &str) -> Self {
        pattern(text).map_or(Self::Other, Self::All)
    }

    /// What the texts of two places have in common.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, seen) | (seen, Self::Nothing) => seen,
            (Self::All(one), Self::All(other)) => one.and(other).map_or(Self::Other, Self::All),
            (Self::Other, _) | (_, Self::Other) => Self::Other,
        }
    }
}

impl Pattern {
    fn new(format: TextFormat) -> Self {
        Self { format, has_placeholder: false, fraction: None, zero: None }
    }

    fn with_clock(format: TextFormat, clock: Clock) -> Self {
        let fraction = Fraction { digits: Some(clock.digits), is_shortest: clock.is_shortest };
        Self { fraction: Some(fraction), ..Self::new(format) }
    }

    fn and(self, other: Self) -> Option<Self> {
        let same = |one: Option<bool>, other: Option<bool>| one.is_none() || other.is_none() || one == other;
        if self.format != other.format || !same(self.zero, other.zero) {
            return None;
        }
        let fraction = match (self.fraction, other.fraction) {
            (Some(one), Some(other)) => Some(one.and(other)?),
            (one, other) => one.or(other),
        };
        let has_placeholder = self.has_placeholder || other.has_placeholder;
        Some(Self { format: self.format, has_placeholder, fraction, zero: self.zero.or(other.zero) })
    }

    /// The spelling that writes all of the texts as they stand.
    pub(crate) fn spelling(self) -> Spelling {
        let of_fraction = |fraction: Fraction| fraction.digits.unwrap_or_default();
        Spelling { digits: self.fraction.map_or(0, of_fraction), zero: self.zero.unwrap_or_default() }
    }
}

impl Fraction {
    fn and(self, other: Self) -> Option<Self> {
        let digits = self.digits.filter(|_| self.digits == other.digits);
        let is_shortest = self.is_shortest && other.is_shortest;
        (digits.is_some() || is_shortest).then_some(Self { digits, is_shortest })
    }
}

fn pattern(text: &str) -> Option<Pattern> {
    match text.as_bytes().first()? {
        b'<' => {
            let format = of_placeholder(text)?;
            Some(Pattern { has_placeholder: true, ..Pattern::new(format) })
        }
        _ if is_uuid(text) => Some(Pattern::new(TextFormat::Uuid)),
        b'0'..=b'9' if date::is_date(text) => Some(Pattern::new(TextFormat::Date)),
        b'0'..=b'9' => match date::date_time(text) {
            Some((clock, offset)) => {
                let zero = match offset {
                    Offset::Zulu => Some(false),
                    Offset::Zero => Some(true),
                    Offset::Other => None,
                };
                Some(Pattern { zero, ..Pattern::with_clock(TextFormat::DateTime, clock) })
            }
            None => date::clock(text).map(|clock| Pattern::with_clock(TextFormat::Time, clock)),
        },
        _ => url::is_url(text).then(|| Pattern::new(TextFormat::Url)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The format and the spelling that all texts share; whatever their order.
    fn shared(texts: &[&str]) -> Option<(TextFormat, u8, bool, bool)> {
        let of = |texts: &mut dyn Iterator<Item = &&str>| {
            texts.fold(Seen::Nothing, |seen, text| seen.and(Seen::of(text)))
        };
        let (forward, backward) = (of(&mut texts.iter()), of(&mut texts.iter().rev()));
        assert_eq!(forward, backward);
        let Seen::All(pattern) = forward else { return None };
        let spelling = pattern.spelling();
        Some((pattern.format, spelling.digits, spelling.zero, pattern.has_placeholder))
    }

    #[test]
    fn one_spelling_fits_all_or_none_does() {
        let time = |digits, zero, placeholder| Some((TextFormat::DateTime, digits, zero, placeholder));
        let (full, half) = ("2024-05-31T12:00:00Z", "2024-05-31T12:00:00.5Z");
        let (millis, rounded) = ("2024-05-31T12:00:00.123Z", "2024-05-31T12:00:00.000Z");
        assert_eq!(shared(&[full, half, millis]), time(0, false, false));
        assert_eq!(shared(&[millis, rounded]), time(3, false, false));
        assert_eq!(shared(&[half, rounded]), None);
        assert_eq!(shared(&[full, millis, rounded]), None);
        assert_eq!(shared(&[full, "2024-05-31T12:00:00+02:00", "<dateTime>"]), time(0, false, true));
        assert_eq!(shared(&["2024-05-31T12:00:00+00:00"]), time(0, true, false));
        assert_eq!(shared(&["2024-05-31T12:00:00+00:00", full]), None);
        assert_eq!(shared(&["<dateTime>", "<date>"]), None);
    }

    #[test]
    fn each_format_is_told_by_its_text() {
        for (text, format) in [
            ("2024-05-31", TextFormat::Date),
            ("12:30:00.250", TextFormat::Time),
            ("123e4567-e89b-12d3-a456-426614174000", TextFormat::Uuid),
            ("f23e4567-e89b-12d3-a456-426614174000", TextFormat::Uuid),
            ("https://example.com/a", TextFormat::Url),
        ] {
            assert_eq!(shared(&[text]).map(|it| it.0), Some(format), "{text}");
        }
        for texts in
            [&["2024-05-31", ""][..], &["{{date}}"], &["<string>"], &["x"], &["2024-05-31", "12:00:00"]]
        {
            assert_eq!(shared(texts), None, "{texts:?}");
        }
        assert_eq!(Seen::Nothing.and(Seen::Nothing), Seen::Nothing);
    }
}
