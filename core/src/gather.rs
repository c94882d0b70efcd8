//! Collecting into sorted collections.

/// Collects into a `BTreeMap` or `BTreeSet` by inserting one item after the other. `collect` sorts a
/// list first, and that sort, made anew for every type, is 13 KB of the page.
pub fn gather<T, C: Default + Extend<T>>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}
