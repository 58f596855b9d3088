//! Entries that are no requests turn into a reason and a warning.

use super::shape::Reader;
use crate::diagnostic::{Code, Pointer};
use crate::postman::Dropped;

/// Notes an entry that is not read, and says so.
pub(super) fn push(
    reader: &mut Reader<'_>,
    dropped: &mut Vec<Dropped>,
    name: String,
    reason: String,
    at: &Pointer,
    help: &str,
) {
    let called = if name.trim().is_empty() { "an item without name".to_owned() } else { format!("`{name}`") };
    let message = format!("{called} is skipped: {reason}");
    reader.diagnostics.warn(Code::SkippedRequest, message, at, help);
    dropped.push(Dropped { name, reason, at: at.clone() });
}
