//! A header of a request or of a saved response.

use super::Scalar;
use crate::diagnostic::Pointer;

/// One header line.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) key: String,
    pub(crate) value: Scalar,
    pub(crate) disabled: bool,
    pub(crate) description: Option<String>,
    pub(crate) at: Pointer,
}
