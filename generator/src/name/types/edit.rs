//! Changes of finished types.

use super::Types;
use crate::rust::TypeItem;

impl Types<'_> {
    /// Changes the items; names and places may be others afterwards.
    pub(in crate::name) fn edit(&mut self, change: impl FnOnce(&mut Vec<TypeItem>)) {
        change(&mut self.items);
        let places = self.items.iter().enumerate();
        self.indices = places.map(|(index, item)| (item.ident().clone(), index)).collect();
    }
}
