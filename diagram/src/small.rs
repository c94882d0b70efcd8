//! Sorting and looking up, each compiled once: the generic ones of the standard library cost a kilobyte or more for every type they meet,
//! and this crate travels to browsers.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

use crate::list::List;

/// The stable order of `n` things: a merge sort of their indices.
pub(crate) fn order(n: usize, less: &dyn Fn(usize, usize) -> bool) -> List<usize> {
    let mut from: List<usize> = (0..n).collect();
    let mut into = from.clone();
    let mut width = 1;
    while width < n {
        let mut start = 0;
        while start < n {
            let (middle, end) = ((start + width).min(n), (start + 2 * width).min(n));
            let (mut a, mut b) = (start, middle);
            for slot in &mut into[start..end] {
                if b == end || a < middle && !less(from[b], from[a]) {
                    *slot = from[a];
                    a += 1;
                } else {
                    *slot = from[b];
                    b += 1;
                }
            }
            start = end;
        }
        std::mem::swap(&mut from, &mut into);
        width *= 2;
    }
    from
}

/// Sorts a short or nearly sorted list, keeping the order of what is equal: by insertion, which is the least code. A list that may be
/// long is to be walked in its [`order`].
pub(crate) fn sort<T>(list: &mut [T], less: impl Fn(&T, &T) -> bool) {
    for k in 1..list.len() {
        let mut at = k;
        while at > 0 && less(&list[at], &list[at - 1]) {
            list.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// Numbers by name.
#[derive(Clone, Debug)]
pub(crate) struct Index<'a> {
    names: List<&'a str>,
    /// Places in `names`, in the order of the names.
    order: List<usize>,
}

impl<'a> Index<'a> {
    /// Each name with its place in the list.
    pub(crate) fn new(names: List<&'a str>) -> Self {
        let order = order(names.len(), &|a, b| names[a] < names[b]);
        Self { names, order }
    }

    /// The first place of a name.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        let at = self.order.partition_point(|&i| self.names[i] < name);
        self.order.get(at).copied().filter(|&i| self.names[i] == name)
    }

    /// The names that occur more than once, once each.
    pub(crate) fn repeated(&self) -> Vec<&'a str> {
        let mut found: Vec<&str> = Vec::new();
        for pair in self.order.windows(2) {
            let name = self.names[pair[0]];
            if name == self.names[pair[1]] && found.last() != Some(&name) {
                found.push(name);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::list;

    #[test]
    fn sorts_stably() {
        let mut state = 9u32;
        for n in 0..70 {
            let mut list: Vec<(u32, usize)> = (0..n)
                .map(|i| {
                    state = state.wrapping_mul(1_103_515_245).wrapping_add(12345);
                    (state >> 28, i)
                })
                .collect();
            let mut expected = list.clone();
            expected.sort_by_key(|x| x.0);
            let walked: Vec<(u32, usize)> = order(list.len(), &|a, b| list[a].0 < list[b].0).into_iter().map(|i| list[i]).collect();
            assert_eq!(walked, expected);
            sort(&mut list, |a, b| a.0 < b.0);
            assert_eq!(list, expected);
        }
    }

    #[test]
    fn finds_the_first_of_each_name() {
        let index = Index::new(list!["b", "a", "b", "c", "b"]);
        assert_eq!((index.get("a"), index.get("b"), index.get("x")), (Some(1), Some(0), None));
        assert_eq!(index.repeated(), ["b"]);
    }
}
