//! Dates and times in the one spelling that the types write: RFC 3339 with upper case letters.

/// The parts of a text that the types write back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// Of the fraction of the second.
    pub(super) digits: u8,
    /// The fraction ends with another digit than zero, or is none.
    pub(super) is_shortest: bool,
}

/// The offset of a date with time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offset {
    /// `Z`
    Zulu,
    /// `+00:00`
    Zero,
    Other,
}

/// `2024-05-31`, a day that there is.
pub(super) fn is_date(text: &str) -> bool {
    let Some([year, month, day]) = numbers(text, "0000-00-00") else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    };
    year > 0 && (1..=days).contains(&day)
}

/// `12:00:00`, `12:00:00.250`.
pub(super) fn clock(text: &str) -> Option<Clock> {
    let [hour, minute, second] = numbers(text.get(..8)?, "00:00:00")?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let rest = text.get(8..)?;
    if rest.is_empty() {
        return Some(Clock { digits: 0, is_shortest: true });
    }
    let fraction = rest.strip_prefix('.')?;
    let is_fraction = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let digits = u8::try_from(fraction.len()).ok()?;
    is_fraction.then(|| Clock { digits, is_shortest: !fraction.ends_with('0') })
}

/// `2024-05-31T12:00:00Z`, `2024-05-31T12:00:00.250+02:00`.
pub(super) fn date_time(text: &str) -> Option<(Clock, Offset)> {
    let (date, rest) = (text.get(..10)?, text.get(10..)?.strip_prefix('T')?);
    let (clock_text, offset) = if let Some(clock) = rest.strip_suffix('Z') {
        (clock, Offset::Zulu)
    } else {
        let place = rest.len().checked_sub(6)?;
        (rest.get(..place)?, offset(rest.get(place..)?)?)
    };
    let clock = clock(clock_text)?;
    is_date(date).then_some((clock, offset))
}

fn offset(text: &str) -> Option<Offset> {
    let rest = text.strip_prefix(['+', '-'])?;
    let [hour, minute, _] = numbers(&format!("{rest}:00"), "00:00:00")?;
    match (hour, minute) {
        (0, 0) => text.starts_with('+').then_some(Offset::Zero),
        (0..=23, 0..=59) => Some(Offset::Other),
        _ => None,
    }
}

/// The three numbers in a text of this shape, where `0` stands for a digit.
fn numbers(text: &str, shape: &str) -> Option<[u32; 3]> {
    let fits = |(byte, wanted): (u8, u8)| if wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    if text.len() != shape.len() || !text.bytes().zip(shape.bytes()).all(fits) {
        return None;
    }
    let mut parts = text.split(['-', ':']).map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_there_are() {
        for text in ["2024-05-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            assert!(is_date(text), "{text}");
        }
        for text in
            ["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-04-31", "2024-4-1", "0000-01-01"]
        {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn times_with_their_fractions() {
        let of = |text| clock(text).map(|it| (it.digits, it.is_shortest));
        assert_eq!(of("23:59:59"), Some((0, true)));
        assert_eq!(of("00:00:00.250"), Some((3, false)));
        assert_eq!(of("00:00:00.25"), Some((2, true)));
        for text in
            ["24:00:00", "12:60:00", "12:00:60", "12:00", "12:00:00.", "12:00:00.1234567890", "12:00:00,5"]
        {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn offsets() {
        let of = |text| date_time(text).map(|(_, offset)| offset);
        assert_eq!(of("2024-05-31T12:00:00Z"), Some(Offset::Zulu));
        assert_eq!(of("2024-05-31T12:00:00.5+00:00"), Some(Offset::Zero));
        assert_eq!(of("2024-05-31T12:00:00-09:30"), Some(Offset::Other));
        for text in [
            "2024-05-31T12:00:00",
            "2024-05-31 12:00:00Z",
            "2024-05-31t12:00:00z",
            "2024-05-31T12:00:00-00:00",
            "2024-05-31T12:00:00+24:00",
            "2024-05-31T12:00:00+0200",
            "2024-05-31",
            "2024-05-31TäääZ",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
