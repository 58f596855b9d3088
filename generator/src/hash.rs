//! Maps and sets whose hasher is quick for short keys: those of the standard library take their time to be safe from
//! strangers who send keys, and here the keys come from the user's own collection.

use std::collections;

pub(crate) use foldhash::fast::RandomState;

/// A map in no order.
pub(crate) type HashMap<K, V> = collections::HashMap<K, V, RandomState>;

/// A set in no order.
pub(crate) type HashSet<T> = collections::HashSet<T, RandomState>;
