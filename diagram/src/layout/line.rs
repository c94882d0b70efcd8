//! Things in a line, such that little is the wrong way round. Which way is the right one, and how much that matters, is asked.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

use crate::list::List;

/// An order of `n` things. `gain(i, j)` is how much better it is to have `i` before `j` than after it.
///
/// What gains most before all that are left comes next; then single things are moved while that helps.
pub(super) fn line(n: usize, gain: &dyn Fn(usize, usize) -> i32) -> List<usize> {
    let mut left: List<usize> = (0..n).collect();
    let mut pull: List<i32> = left.iter().map(|&i| left.iter().map(|&j| gain(i, j)).sum()).collect();
    let mut line = List::with_capacity(n);
    while !left.is_empty() {
        let mut first = 0;
        for k in 0..left.len() {
            if left.iter().all(|&j| gain(left[k], j) >= 0) {
                first = k;
                break;
            }
            if pull[left[k]] > pull[left[first]] {
                first = k;
            }
        }
        let i = left.remove(first);
        for &j in &left {
            pull[j] -= gain(j, i);
        }
        line.push(i);
    }
    for _ in 0..12 {
        let mut better = false;
        for k in 0..n {
            let i = line[k];
            let (mut best, mut to) = (0, k);
            let mut sum = 0;
            for p in k + 1..n {
                sum += gain(line[p], i);
                if sum > best {
                    (best, to) = (sum, p);
                }
            }
            sum = 0;
            for p in (0..k).rev() {
                sum += gain(i, line[p]);
                if sum > best {
                    (best, to) = (sum, p);
                }
            }
            if to != k {
                line.remove(k);
                line.insert(to, i);
                better = true;
            }
        }
        if !better {
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_little_as_can_be_is_the_wrong_way_round() {
        // Each wants to stand before the next one, and the last, a little, before the first.
        let weight = |i: usize, j: usize| i32::from(i + 1 == j) * 5 + i32::from((i, j) == (6, 0));
        let order = line(7, &|i, j| weight(6 - i, 6 - j) - weight(6 - j, 6 - i));
        assert_eq!(Vec::from(order), [6, 5, 4, 3, 2, 1, 0]);
    }
}
