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
