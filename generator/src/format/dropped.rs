//! Entries that are no requests turn into a reason and a remedy. What lowers the collection says so, in the order of the source.

use crate::diagnostic::Pointer;
use crate::postman::Dropped;

/// Notes an entry that is not read.
pub(super) fn push(
    dropped: &mut Vec<Dropped>,
    name: String,
    reason: String,
    at: &Pointer,
    help: &'static str,
) {
    dropped.push(Dropped { name, reason, help, at: at.clone() });
}
