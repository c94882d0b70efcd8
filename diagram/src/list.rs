//! A list that is used like a `Vec`, and whose every place outside of it ends in one and the same spot.
//!
//! `Vec` says of each index where in the source it stood: a twentieth of what this crate weighed was such places. Indices are
//! made here from lengths, so nobody ever reads it. It must not know what it holds.

use std::ops::{Deref, DerefMut, Index, IndexMut};
use std::slice::SliceIndex;

/// A `Vec` with light index checks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct List<T>(Vec<T>);

/// As `vec!`.
macro_rules! list {
    ($value:expr; $count:expr) => { $crate::list::List::from(vec![$value; $count]) };
    ($($value:expr),* $(,)?) => { $crate::list::List::from(vec![$($value),*]) };
}
pub(crate) use list;

#[cold]
#[inline(never)]
#[expect(clippy::panic, reason = "what an index outside of a `Vec` does too")]
fn outside() -> ! {
    panic!("outside of a list")
}

impl<T> List<T> {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Exchanges two places.
    pub(crate) fn swap(&mut self, a: usize, b: usize) {
        if a.max(b) >= self.0.len() {
            outside();
        }
        self.0.swap(a, b);
    }

    /// Adds one at the end, compiled once for each type.
    #[inline(never)]
    pub(crate) fn push(&mut self, value: T) {
        self.0.push(value);
    }

    pub(crate) fn with_capacity(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(list: Vec<T>) -> Self {
        Self(list)
    }
}

impl<T> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.0
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Clone> Clone for List<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }

    fn clone_from(&mut self, source: &Self) {
        self.0.clone_from(&source.0);
    }
}

impl<T> Deref for List<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T, I: SliceIndex<[T]>> Index<I> for List<T> {
    type Output = I::Output;

    #[inline(never)]
    fn index(&self, index: I) -> &I::Output {
        match self.0.get(index) {
            Some(found) => found,
            None => outside(),
        }
    }
}

impl<T, I: SliceIndex<[T]>> IndexMut<I> for List<T> {
    #[inline(never)]
    fn index_mut(&mut self, index: I) -> &mut I::Output {
        match self.0.get_mut(index) {
            Some(found) => found,
            None => outside(),
        }
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut List<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_used_like_a_vec() {
        let mut list: List<i32> = list![1, 2, 3];
        list.push(4);
        list[0] += 9;
        assert_eq!((list[0], &list[1..3], list.iter().sum::<i32>()), (10, &[2, 3][..], 19));
        assert_eq!(Vec::from(list), [10, 2, 3, 4]);
    }

    #[test]
    #[should_panic(expected = "outside of a list")]
    fn stops_outside() {
        let list: List<i32> = list![1];
        let _ = list[1];
    }
}
