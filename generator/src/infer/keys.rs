//! From a field's name to whether it is data: a number, a date, an identifier.
//!
//! Only what can hardly be a name that somebody chose counts, for a map hides its names from the caller.

/// Whether a name is data.
pub(super) fn is_data(name: &str) -> bool {
    name.is_ascii() && (is_number(name) || is_date(name) || is_uuid(name) || is_hexadecimal(name))
}

/// `7`, `-7`, `7.5`.
fn is_number(name: &str) -> bool {
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = name.strip_prefix('-').unwrap_or(name);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => all_digits(whole) && all_digits(fraction),
        None => all_digits(unsigned),
    }
}

/// `2024-05`, `2024-05-31`, `2024/05/31`, the last two also with a time behind them.
fn is_date(name: &str) -> bool {
    let shape: String = name.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let day = shape.get(..10).is_some_and(|day| day == "0000-00-00" || day == "0000/00/00");
    shape == "0000-00" || day && matches!(shape.as_bytes().get(10), None | Some(b'T' | b't' | b' '))
}

/// `123e4567-e89b-12d3-a456-426614174000`.
fn is_uuid(name: &str) -> bool {
    let lengths = name.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && name.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// At least 16 hexadecimal digits, a decimal one among them: no word.
fn is_hexadecimal(name: &str) -> bool {
    name.len() >= 16
        && name.bytes().all(|byte| byte.is_ascii_hexdigit())
        && name.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_data;

    #[test]
    fn numbers_dates_and_identifiers_are_data() {
        let data = [
            "0",
            "1042",
            "-4",
            "5.5",
            "2024-05",
            "2024-05-31",
            "2024/05/31",
            "2024-05-31T10:00:00Z",
            "123e4567-e89b-12d3-a456-426614174000",
            "507f1f77bcf86cd799439011",
        ];
        for name in data {
            assert!(is_data(name), "{name}");
        }
    }

    #[test]
    fn what_somebody_may_have_chosen_is_a_name() {
        let names = [
            "",
            "-",
            "1.",
            ".5",
            "v2",
            "1st",
            "16x16",
            "address1",
            "en-US",
            "2024-5",
            "20-12-2024x",
            "deadbeef",
            "facadefacadefacade",
            "{{id}}",
            "id",
            "2024-05-31x",
            "é",
        ];
        for name in names {
            assert!(!is_data(name), "{name}");
        }
    }
}
