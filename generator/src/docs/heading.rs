//! The levels of a description's headings into those of a page that has a title: none is left out, whatever the author
//! began with.

/// The lowest level there is.
const LOWEST: usize = 6;

/// The headings around the place at hand.
#[derive(Debug, Default)]
pub(super) struct Levels(Vec<usize>);

impl Levels {
    /// The level in the page of a heading that has this level in the description.
    pub(super) fn next(&mut self, level: usize) -> usize {
        while self.0.last().is_some_and(|last| *last >= level) {
            self.0.pop();
        }
        self.0.push(level);
        (self.0.len() + 1).min(LOWEST)
    }
}

#[cfg(test)]
mod tests {
    use super::Levels;

    #[test]
    fn no_level_is_left_out() {
        let mut levels = Levels::default();
        assert_eq!([3, 1, 2, 4, 4, 6, 2].map(|level| levels.next(level)), [2, 2, 3, 4, 4, 5, 3]);
    }
}
