//! A secret into what base64 makes of it, and back: `Basic …` has it between others.

use std::ops::Range;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Reads pieces, too.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
/// As many characters stand for whole bytes.
const GROUP: usize = 4;

/// What of a secret stands in base64, wherever in the encoded text it begins.
pub(super) fn parts(secret: &str) -> impl Iterator<Item = String> {
    (0..3).flat_map(|before| {
        let bytes = [&[0; 3][..before], secret.as_bytes()].concat();
        // The characters at its ends have bits of what stands beside it.
        let range = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
        let text = STANDARD_NO_PAD.encode(bytes).get(range).unwrap_or_default().to_owned();
        [text.replace('+', "-").replace('/', "_"), text]
    })
}

/// What was found in base64, with what stands beside it, decoded in all ways there are.
pub(super) fn decoded(text: &str, found: Range<usize>) -> impl Iterator<Item = String> {
    let near = found.start.saturating_sub(GROUP)..found.end.saturating_add(GROUP).min(text.len());
    let piece = text.get(word(text, near, found)).unwrap_or_default();
    let piece = piece.replace('-', "+").replace('_', "/").replace('=', "");
    (0..GROUP).filter_map(move |skipped| {
        let rest = piece.get(skipped..)?;
        // One character alone is no byte.
        let end = rest.len() - usize::from(rest.len() % GROUP == 1);
        let bytes = LENIENT.decode(rest.get(..end)?).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    })
}

/// All of the base64 around what was found in it, within these bounds.
pub(super) fn word(text: &str, within: Range<usize>, found: Range<usize>) -> Range<usize> {
    let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte);
    let bytes = text.as_bytes();
    let before = bytes.get(within.start..found.start).unwrap_or_default().iter().rev();
    let behind = bytes.get(found.end..within.end).unwrap_or_default().iter();
    let before = before.take_while(|byte| is_inside(byte)).count();
    let behind = behind.take_while(|byte| is_inside(byte) || **byte == b'=').count();
    found.start - before..found.end + behind
}
