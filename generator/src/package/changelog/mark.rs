//! The lines between which Postwright writes, as comments that no reader of the page sees.

/// What an entry begins with: between which states of the collection it tells what changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) since: String,
    /// Nothing for the first entry, which tells what there is.
    pub(super) to: Option<String>,
}

/// What an entry ends with.
pub(super) const END: &str = "<!-- postwright: end -->";

impl Mark {
    /// The mark that a line is, however far in it stands.
    pub(super) fn of(line: &str) -> Option<Self> {
        let states = line.trim().strip_prefix("<!-- postwright: since ")?.strip_suffix(" -->")?;
        let (since, to) = match states.split_once(" to ") {
            Some((since, to)) => (since, Some(to.to_owned())),
            None => (states, None),
        };
        Some(Self { since: since.to_owned(), to })
    }

    pub(super) fn is_end(line: &str) -> bool {
        line.trim() == END
    }

    /// Whether a line is one of both.
    pub(super) fn is_one(line: &str) -> bool {
        Self::is_end(line) || Self::of(line).is_some()
    }

    pub(super) fn line(&self) -> String {
        let to = self.to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
        format!("<!-- postwright: since {}{to} -->", self.since)
    }
}
