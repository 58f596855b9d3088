//! Dates and times as the samples of a collection spell them.
//!
//! Used as `#[serde(with = "postwright_runtime::codegen::formats::Zulu::<3>")]` on the types of `time`, or on options,
//! lists, maps and fields of them.

use std::fmt;

use serde::Serializer;
use serde::de::{self, Deserializer, Visitor};
use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use crate::spelt::Spelt;
use crate::value::Value;

/// `2024-05-31`.
#[derive(Debug)]
pub struct Day;

/// `12:00:00`, the fraction with at least so many digits, and with all that the value has.
#[derive(Debug)]
pub struct Clock<const DIGITS: u8>;

/// `2024-05-31T12:00:00Z`, the fraction as in [`Clock`].
#[derive(Debug)]
pub struct Zulu<const DIGITS: u8>;

/// The same, with `+00:00` for UTC.
#[derive(Debug)]
pub struct Zero<const DIGITS: u8>;

/// Makes a style what `with` can name.
macro_rules! style {
    ($($name:ident $(<$digits:ident>)?),*) => {$(
        impl $(<const $digits: u8>)? $name $(<$digits>)? {
            /// Writes a value in this style.
            ///
            /// # Errors
            ///
            /// Those of the serializer.
            pub fn serialize<T: Spelt<Self>, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
                value.write(serializer)
            }

            /// Reads a value.
            ///
            /// # Errors
            ///
            /// When what is read is no such value.
            pub fn deserialize<'de, T: Spelt<Self>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
                T::read(deserializer)
            }
        }
    )*};
}

style!(Day, Clock<DIGITS>, Zulu<DIGITS>, Zero<DIGITS>);

impl Spelt<Day> for Date {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&day(*self))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, "a date, `2024-05-31`", parse_day)
    }
}

impl<const DIGITS: u8> Spelt<Clock<DIGITS>> for Time {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&clock(*self, DIGITS))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, "a time, `12:00:00`", parse_clock)
    }
}

impl<const DIGITS: u8> Spelt<Zulu<DIGITS>> for OffsetDateTime {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&date_time(*self, DIGITS, "Z"))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, DATE_TIME, parse_date_time)
    }
}

impl<const DIGITS: u8> Spelt<Zero<DIGITS>> for OffsetDateTime {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&date_time(*self, DIGITS, "+00:00"))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, DATE_TIME, parse_date_time)
    }
}

const DATE_TIME: &str = "a date with time and offset, `2024-05-31T12:00:00Z`";

fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

fn clock(time: Time, digits: u8) -> String {
    let whole = format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
    let all = format!("{:09}", time.nanosecond());
    let needed = all.trim_end_matches('0').len().max(usize::from(digits));
    match all.get(..needed) {
        Some(fraction) if !fraction.is_empty() => format!("{whole}.{fraction}"),
        Some(_) | None => whole,
    }
}

fn date_time(at: OffsetDateTime, digits: u8, utc: &str) -> String {
    // A second in an offset has no spelling, and history alone has one.
    let whole = at.offset().whole_minutes();
    let offset = UtcOffset::from_whole_seconds(i32::from(whole) * 60).unwrap_or(UtcOffset::UTC);
    let at = at.checked_to_offset(offset).unwrap_or(at);
    let (sign, minutes) = (if whole < 0 { '-' } else { '+' }, whole.unsigned_abs());
    let offset =
        if whole == 0 { utc.to_owned() } else { format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60) };
    format!("{}T{}{offset}", day(at.date()), clock(at.time(), digits))
}

fn parse_day(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |text: &str, length: usize| {
        let is_number = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { text.parse::<u16>().ok() } else { None }
    };
    let month = Month::try_from(u8::try_from(number(month, 2)?).ok()?).ok()?;
    Date::from_calendar_date(number(year, 4)?.into(), month, u8::try_from(number(day, 2)?).ok()?).ok()
}

fn parse_clock(text: &str) -> Option<Time> {
    parse_date_time(&format!("1970-01-01T{text}Z")).map(OffsetDateTime::time)
}

fn parse_date_time(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}

/// Reads a text, borrowed where that can be had.
fn read<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    struct Text<T>(&'static str, fn(&str) -> Option<T>);

    impl<T> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            (self.1)(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }

    deserializer.deserialize_str(Text(expected, parse))
}

/// `2024-05-31`
impl From<Date> for Value<'_> {
    fn from(date: Date) -> Self {
        day(date).into()
    }
}

/// `12:00:00`, with the fraction that it has.
impl From<Time> for Value<'_> {
    fn from(time: Time) -> Self {
        clock(time, 0).into()
    }
}

/// `2024-05-31T12:00:00Z`, with the fraction and the offset that it has.
impl From<OffsetDateTime> for Value<'_> {
    fn from(at: OffsetDateTime) -> Self {
        date_time(at, 0, "Z").into()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::{Field, OrPlaceholder};

    #[derive(Serialize, Deserialize)]
    struct Event {
        #[serde(with = "Zulu::<3>")]
        at: OffsetDateTime,
        #[serde(default, with = "Zulu::<0>", skip_serializing_if = "Option::is_none")]
        until: Option<OffsetDateTime>,
        #[serde(default, with = "Zero::<0>", skip_serializing_if = "Field::is_absent")]
        seen: Field<OffsetDateTime>,
        #[serde(with = "Day")]
        days: Vec<OrPlaceholder<Date>>,
        #[serde(with = "Clock::<0>")]
        opens: BTreeMap<String, Option<Time>>,
    }

    #[test]
    fn what_is_read_is_written_as_it_stood() {
        for json in [
            r#"{"at":"2024-05-31T12:00:00.000Z","days":[],"opens":{}}"#,
            r#"{"at":"2024-05-31T12:00:00.120+02:00","until":"2024-05-31T12:00:00Z","seen":null,"days":["<date>"],"opens":{"mo":null}}"#,
            r#"{"at":"0001-01-01T00:00:00.123456789-23:59","until":"2024-05-31T12:00:00.5-09:30","seen":"2024-05-31T12:00:00.25+00:00","days":["2024-02-29","9999-12-31"],"opens":{"mo":"08:30:00","tu":"09:00:00.5"}}"#,
        ] {
            let read: Event = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
    }

    #[test]
    fn other_texts_are_errors_that_say_what_was_expected() {
        let message = |json: &str| serde_json::from_str::<Event>(json).err().unwrap().to_string();
        let of = |at: &str, day: &str| format!(r#"{{"at":{at},"days":["{day}"],"opens":{{}}}}"#);
        assert!(message(&of("\"2024-05-31\"", "2024-05-31")).starts_with(
            "invalid value: string \"2024-05-31\", expected a date with time and offset, `2024-05-31T12:00:00Z`"
        ));
        assert!(
            message(&of("7", "2024-05-31")).starts_with("invalid type: integer `7`, expected a date with")
        );
        for day in ["2023-02-29", "2024-5-31", "+024-05-31", "2024-05-31T", "x", ""] {
            let message = message(&of("\"2024-05-31T12:00:00Z\"", day));
            assert!(message.contains("expected a date, `2024-05-31`"), "{day}: {message}");
        }
    }

    #[test]
    fn they_are_parameters_too() {
        let at = parse_date_time("2024-05-31T12:00:00.50+02:00").unwrap();
        assert_eq!(Value::from(at).to_string(), "2024-05-31T12:00:00.5+02:00");
        assert_eq!(Value::from(at.date()).to_string(), "2024-05-31");
        assert_eq!(Value::from(at.time()).to_string(), "12:00:00.5");
    }
}
