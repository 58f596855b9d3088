//! What settings ask for into code that is used: real types for texts, which write back what they read as it stood; and
//! old names, which still work.

use std::fmt::Write as _;

use postwright::{Generator, Settings, TextFormat};
use postwright_runtime::{Url, Value, time, uuid};
use postwright_tests::generated::settings_formats::types::{
    GetEventResponse, Host, ImportEventRequest, ImportEventResponse, PlanEventRequest,
};
use postwright_tests::generated::settings_renamed;

#[test]
fn every_saved_example_survives() {
    let text = std::fs::read_to_string("cases/settings_formats/collection.json").expect("the case is there");
    let collection: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let bodies = |pointer: &str| -> Vec<String> {
        let found = collection.pointer(pointer).expect("the case has it");
        let list = found.as_array().cloned().unwrap_or_else(|| vec![found.clone()]);
        list.iter().map(|one| one.get("body").unwrap_or(one).as_str().expect("a text").to_owned()).collect()
    };
    macro_rules! survive {
        ($type:ty, $pointer:literal) => {
            for body in bodies($pointer) {
                let read: $type =
                    serde_json::from_str(&body).unwrap_or_else(|error| panic!("{body}: {error}"));
                let written = serde_json::to_value(&read).expect("it can be written");
                let expected: serde_json::Value = serde_json::from_str(&body).expect("it is JSON");
                assert_eq!(written, expected);
            }
        };
    }
    survive!(GetEventResponse, "/item/0/response");
    survive!(ImportEventRequest, "/item/1/request/body/raw");
    survive!(ImportEventResponse, "/item/1/response");
    survive!(PlanEventRequest, "/item/2/request/body/raw");
}

#[test]
fn values_are_what_they_say() {
    let json = r#"{"id":"123e4567-e89b-12d3-a456-426614174000","at":"x"}"#;
    let answer: ImportEventResponse = serde_json::from_str(json).expect("it fits");
    assert_eq!(answer.id.value().map(uuid::Uuid::get_version_num), Some(1));
    let day = time::Date::from_calendar_date(2024, time::Month::May, 31).expect("a day");
    let plan = PlanEventRequest::new(day, day.next_day().expect("a day"), Host::new(day)).size(3);
    assert_eq!((plan.to - plan.from).whole_days(), 1);
}

/// The compiler tells those who use them, or the expectation would not be met.
#[test]
#[expect(deprecated, reason = "that is what an old name is")]
fn old_names_work_and_are_deprecated() {
    let client = settings_renamed::Client::builder().build().expect("it needs nothing");
    let body = settings_renamed::types::CreateUserRequest::new("a").nick_name("b");
    assert_eq!(body, settings_renamed::types::NewUser::new("a").nick("b"));
    let _: settings_renamed::users::CreateUser = client.users().create_user("tenant", &body);
    let _: settings_renamed::users::AddUser = client.users().new_user(String::from("tenant"), &body);
    let _: settings_renamed::Ping = client.ping();
    let error = settings_renamed::users::NewUserError::Unknown;
    let _ = error;
}

/// Candidates of every format, most of them with something odd; those that the generator takes are read and written by
/// the types themselves.
#[test]
fn what_the_generator_takes_the_types_write_back() {
    let texts = candidates();
    let fields: serde_json::Map<String, serde_json::Value> =
        texts.iter().enumerate().map(|(index, text)| (format!("f{index}"), text.as_str().into())).collect();
    let body = serde_json::Value::Object(fields).to_string();
    let collection = serde_json::json!({
        "info": {"name": "x", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": [{"name": "Get", "request": {"method": "GET", "url": "https://x.example/"}, "response": [{"code": 200, "body": body}]}],
    });
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("collection.json");
    std::fs::write(&file, collection.to_string()).expect("it can be written");
    let formats =
        [TextFormat::Date, TextFormat::DateTime, TextFormat::Time, TextFormat::Uuid, TextFormat::Url];
    let settings = formats.iter().fold(Settings::new(), |settings, format| settings.format(*format, true));
    let module = Generator::new().settings(settings).generate(&file).expect("it generates").module;
    let mut taken = [0; 5];
    for (index, text) in texts.iter().enumerate() {
        let ty = module.split(&format!("pub f{index}: ")).nth(1).and_then(|rest| rest.split(',').next());
        let kinds = ["time::Date", "time::OffsetDateTime", "time::Time", "uuid::Uuid", "Url"];
        let ty = ty.expect("a field").trim_start_matches("postwright_runtime::");
        let Some(kind) = kinds.iter().position(|kind| *kind == ty) else {
            assert_eq!(ty, "String", "{text}");
            continue;
        };
        taken[kind] += 1;
        let quoted = serde_json::Value::from(text.as_str());
        let written = match kind {
            0 => Some(read::<time::Date>(text)),
            1 => Some(read::<time::OffsetDateTime>(text)),
            2 => Some(read::<time::Time>(text)),
            3 => serde_json::from_value(quoted).ok().map(|it: uuid::Uuid| it.to_string()),
            _ => serde_json::from_value(quoted).ok().map(|it: Url| it.to_string()),
        };
        assert_eq!(written.as_deref(), Some(text.as_str()));
    }
    assert!(taken.iter().all(|count| *count > 3), "{taken:?} of {}", texts.len());
}

/// What the runtime's shortest spelling makes of a text.
fn read<T: Shortest>(text: &str) -> String {
    T::read(text).unwrap_or_else(|| format!("`{text}` cannot be read"))
}

trait Shortest: Sized + Into<Value<'static>> {
    fn shown(text: &str) -> Option<Self>;

    fn read(text: &str) -> Option<String> {
        let value: Value<'static> = Self::shown(text)?.into();
        // The spelling of a fraction and of UTC is a matter of the field: without it they are the shortest.
        let shortest = value.to_string();
        let zero = shortest.strip_suffix('Z').map(|rest| format!("{rest}+00:00"));
        let is_padded = |shown: &str| {
            let (one, other) = (trimmed(shown), trimmed(text));
            one == other
        };
        let is_same = is_padded(&shortest) || zero.as_deref().is_some_and(is_padded);
        Some(if is_same { text.to_owned() } else { shortest })
    }
}

/// A time without the zeros at the end of its fraction.
fn trimmed(text: &str) -> String {
    let Some((whole, rest)) = text.split_once('.') else { return text.to_owned() };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (fraction, offset) = rest.split_at(end);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { format!("{whole}{offset}") } else { format!("{whole}.{fraction}{offset}") }
}

impl Shortest for time::Date {
    fn shown(text: &str) -> Option<Self> {
        time::OffsetDateTime::parse(
            &format!("{text}T00:00:00Z"),
            &time::format_description::well_known::Rfc3339,
        )
        .ok()
        .map(time::OffsetDateTime::date)
    }
}

impl Shortest for time::Time {
    fn shown(text: &str) -> Option<Self> {
        time::OffsetDateTime::parse(
            &format!("2000-01-01T{text}Z"),
            &time::format_description::well_known::Rfc3339,
        )
        .ok()
        .map(time::OffsetDateTime::time)
    }
}

impl Shortest for time::OffsetDateTime {
    fn shown(text: &str) -> Option<Self> {
        Self::parse(text, &time::format_description::well_known::Rfc3339).ok()
    }
}

fn candidates() -> Vec<String> {
    let mut texts = Vec::new();
    for month in ["00", "01", "02", "04", "12", "13"] {
        for day in ["00", "01", "28", "29", "30", "31", "32"] {
            texts.extend(
                ["0000", "0001", "1900", "2000", "2023", "2024", "9999"]
                    .map(|year| format!("{year}-{month}-{day}")),
            );
        }
    }
    for clock in ["00:00:00", "23:59:59", "24:00:00", "12:60:00", "23:59:60", "12:00", "1:00:00"] {
        for fraction in ["", ".", ".0", ".5", ".50", ".123456789", ".1234567890"] {
            texts.push(format!("{clock}{fraction}"));
            for offset in ["Z", "z", "", "+00:00", "-00:00", "+02:00", "-23:59", "+24:00", "+0200", "+02"] {
                texts.push(format!("2024-02-29T{clock}{fraction}{offset}"));
                texts.push(format!("0001-01-01T{clock}{fraction}{offset}"));
            }
        }
    }
    for digit in ["0", "9", "a", "f", "F", "g", "-"] {
        for hyphen in ["-", "", "_"] {
            let group = |length: usize| digit.repeat(length);
            texts.push([8, 4, 4, 4, 12].map(group).join(hyphen));
        }
    }
    texts.extend(urls());
    texts
}

fn urls() -> Vec<String> {
    let mut texts = Vec::new();
    for host in [
        "a.example",
        "A.example",
        "a",
        "a-b.example",
        "a_b.example",
        "1.2.3.4",
        "a.1",
        "a.0x1",
        "0x7f",
        "xn--a.example",
        "a.example.",
        "-a.example",
        "ab--cd.example",
        "ä.example",
        "[::1]",
        "u@a.example",
        "a%41.example",
    ] {
        for port in ["", ":", ":80", ":443", ":8080", ":0", ":08", ":65535", ":65536"] {
            for scheme in ["http", "https", "wss", "HTTP", "ftp", "file", "x"] {
                texts.push(format!("{scheme}://{host}{port}/a"));
            }
        }
    }
    for first in (' '..='~').chain(['é', '\t', '\u{7f}']) {
        let mut text = String::from("https://a.example/x");
        let _ = write!(text, "{first}y");
        texts.push(text.clone());
        texts.push(format!("https://a.example/x?{first}y"));
        texts.push(format!("https://a.example/x?y#{first}z"));
        texts.push(format!("https://a.example/.{first}/z"));
        texts.push(format!("https://a.example/%2{first}/z"));
        texts.push(format!("https://a.example/%2e{first}/z"));
        texts.push(format!("https://a.example/x/..{first}"));
    }
    texts.extend(
        [
            "https://a.example",
            "https://a.example/",
            "//a.example/",
            "https:/a",
            "https://a.example//x//",
            "https://a.example/?",
            "https://a.example/#",
            "https://a.example/?#",
            "https://a.example/%zz",
            "https://a.example/%",
        ]
        .map(str::to_owned),
    );
    texts
}
