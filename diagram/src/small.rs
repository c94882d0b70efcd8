//! Sorting and looking up, each compiled once: the generic ones of the standard library cost a kilobyte or more for every type they meet,
//! and this crate travels to browsers.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

/// The stable order of `n` things: a merge sort of their indices.
pub(crate) fn order(n: usize, less: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut from: Vec<usize> = (0..n).collect();
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

/// Sorts a list, keeping the order of what is equal.
pub(crate) fn sort<T: Clone>(list: &mut Vec<T>, less: impl Fn(&T, &T) -> bool) {
    let sorted = order(list.len(), &|a, b| less(&list[a], &list[b]));
    *list = sorted.into_iter().map(|i| list[i].clone()).collect();
}

/// Numbers by name.
#[derive(Clone, Debug)]
pub(crate) struct Index<'a> {
    names: Vec<(&'a str, usize)>,
}

impl<'a> Index<'a> {
    /// Each name with its place in the list.
    pub(crate) fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<(&str, usize)> = names.enumerate().map(|(i, n)| (n, i)).collect();
        sort(&mut names, |a, b| a.0 < b.0);
        Self { names }
    }

    /// The first place of a name.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        let at = self.names.partition_point(|n| n.0 < name);
        self.names.get(at).filter(|n| n.0 == name).map(|n| n.1)
    }

    /// The names that occur more than once, once each.
    pub(crate) fn repeated(&self) -> Vec<&'a str> {
        let mut found: Vec<&str> = Vec::new();
        for pair in self.names.windows(2) {
            if pair[0].0 == pair[1].0 && found.last() != Some(&pair[0].0) {
                found.push(pair[0].0);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            sort(&mut list, |a, b| a.0 < b.0);
            assert_eq!(list, expected);
        }
    }

    #[test]
    fn finds_the_first_of_each_name() {
        let index = Index::new(["b", "a", "b", "c", "b"].into_iter());
        assert_eq!((index.get("a"), index.get("b"), index.get("x")), (Some(1), Some(0), None));
        assert_eq!(index.repeated(), ["b"]);
    }
}
