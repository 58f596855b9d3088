//! Stops the build of generated code that needs another runtime, with one message that says so.

/// Fails to compile unless this runtime is the version that generated code needs, or a later one of the same 0.x.
///
/// # Panics
///
/// When it is not; in a constant, that is an error of the compiler.
pub const fn requires(version: &str) {
    let needed = parse(version);
    let own = parse(env!("CARGO_PKG_VERSION"));
    let same_line = needed[0] == own[0] && (needed[0] > 0 || needed[1] == own[1]);
    assert!(
        same_line,
        "this SDK was generated for another version line of postwright-runtime: generate it again with the \
         Postwright of the same version as postwright-runtime in Cargo.toml"
    );
    let new_enough = own[1] > needed[1] || (own[1] == needed[1] && own[2] >= needed[2]);
    assert!(
        new_enough,
        "this SDK was generated for a newer postwright-runtime: update it with `cargo update -p postwright-runtime`"
    );
}

/// Major, minor, patch; whatever else there is does not count.
const fn parse(version: &str) -> [u32; 3] {
    let bytes = version.as_bytes();
    let mut numbers = [0; 3];
    let (mut index, mut number) = (0, 0);
    while index < bytes.len() {
        match bytes[index] {
            digit @ b'0'..=b'9' => numbers[number] = numbers[number] * 10 + (digit - b'0') as u32,
            b'.' if number < 2 => number += 1,
            _ => return numbers,
        }
        index += 1;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(parse("0.12.345"), [0, 12, 345]);
        assert_eq!(parse("1.2.3-rc.4"), [1, 2, 3]);
    }

    #[test]
    fn its_own_version_is_enough() {
        requires(env!("CARGO_PKG_VERSION"));
    }

    #[test]
    #[should_panic(expected = "newer")]
    fn a_later_patch_is_not() {
        let [major, minor, patch] = parse(env!("CARGO_PKG_VERSION"));
        requires(&format!("{major}.{minor}.{}", patch + 1));
    }

    #[test]
    #[should_panic(expected = "another version line")]
    fn another_line_is_not() {
        requires("77.0.0");
    }
}
