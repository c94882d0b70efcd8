//! Collecting into sorted collections, in few bytes of code.

/// Collects into a `BTreeMap` or `BTreeSet` by inserting one item after the other. `collect` sorts a
/// list first, and that sort, made anew for every type, is 13 KB of the page.
pub fn gather<T, C: Default + Extend<T>>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}

/// Puts an item into a sorted list, once. For what is sorted but for a few: each `sort` of another type is up to
/// 4 KB of the page.
pub fn place<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(at) = list.binary_search(&item) {
        list.insert(at, item);
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn each_item_stands_once_in_its_place() {
        let mut list = vec![2, 4];
        for item in [3, 1, 4, 5, 1] {
            place(&mut list, item);
        }
        assert_eq!(list, [1, 2, 3, 4, 5]);
    }
}
