//! Names with values, sorted, without a byte to spare: an evaluation holds some ten thousand such tables of a
//! few entries each, and a tree keeps room for eleven in each of them. It knows nothing of what the names mean.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

type Entry<V> = (Arc<str>, V);

/// Names with values, sorted by name, each name once. Made once and then read.
#[derive(Clone, PartialEq, Eq)]
pub struct Table<V>(Box<[Entry<V>]>);

impl<V> Table<V> {
    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        let at = self.0.binary_search_by(|(known, _)| (**known).cmp(name)).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// Is there a value of this name?
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// How many names there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Is there no name?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names with their values, in order.
    pub fn iter(&self) -> Entries<'_, V> {
        self.into_iter()
    }

    /// The names, in order.
    pub fn keys(&self) -> impl Iterator<Item = &Arc<str>> {
        self.0.iter().map(|(name, _)| name)
    }

    /// The values, in the order of their names.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<V: fmt::Debug> fmt::Debug for Table<V> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self).finish()
    }
}

/// Of a name that comes twice the last value counts, as in a tree.
impl<V> FromIterator<Entry<V>> for Table<V> {
    fn from_iter<I: IntoIterator<Item = Entry<V>>>(entries: I) -> Self {
        let mut all: Vec<Entry<V>> = entries.into_iter().collect();
        if !all.is_sorted_by(|(one, _), (two, _)| one < two) {
            all = all.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect();
        }
        Self(all.into_boxed_slice())
    }
}

impl<V> From<BTreeMap<Arc<str>, V>> for Table<V> {
    fn from(entries: BTreeMap<Arc<str>, V>) -> Self {
        Self(entries.into_iter().collect())
    }
}

/// Names with their values, in order.
pub type Entries<'a, V> = std::iter::Map<std::slice::Iter<'a, Entry<V>>, fn(&'a Entry<V>) -> (&'a Arc<str>, &'a V)>;

impl<'a, V> IntoIterator for &'a Table<V> {
    type Item = (&'a Arc<str>, &'a V);
    type IntoIter = Entries<'a, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(name, value)| (name, value))
    }
}

impl<V> IntoIterator for Table<V> {
    type Item = Entry<V>;
    type IntoIter = std::vec::IntoIter<Entry<V>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::Table;

    #[test]
    fn it_answers_as_a_tree_does() {
        for names in ["", "a", "abc", "cab", "aba", "bbaacc", "zyxwvutsrqponmlkjihgfedcba"] {
            let pairs = || names.chars().enumerate().map(|(at, name)| (Arc::from(name.to_string()), at));
            let (tree, table): (BTreeMap<Arc<str>, usize>, Table<usize>) = (pairs().collect(), pairs().collect());
            assert!(tree.iter().eq(table.iter()) && tree.keys().eq(table.keys()) && tree.values().eq(table.values()), "{names}");
            assert_eq!((tree.len(), tree.is_empty()), (table.len(), table.is_empty()), "{names}");
            for name in "abcdefghijklmnopqrstuvwxyz!".chars().map(|name| name.to_string()) {
                assert_eq!(tree.get(name.as_str()), table.get(&name), "{names}: {name}");
                assert_eq!(tree.contains_key(name.as_str()), table.contains_key(&name), "{names}: {name}");
            }
            assert_eq!(Table::from(tree), table, "{names}");
        }
    }
}
