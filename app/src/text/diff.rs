//! Which lines of a text are new against an older one.

use std::collections::BTreeSet;

use design_core::gather;

/// Longest changed middle that is compared line by line; beyond it the whole middle counts as new.
const LIMIT: usize = 600;

/// Zero-based lines of `new` that are not in `old` at their place in the order.
pub(crate) fn new_lines(old: &str, new: &str) -> BTreeSet<usize> {
    if old == new {
        return BTreeSet::new();
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a.iter().skip(start).rev().zip(b.iter().skip(start).rev()).take_while(|(x, y)| x == y).count();
    let a: Vec<&str> = a.iter().copied().take(a.len() - end).skip(start).collect();
    let b: Vec<&str> = b.iter().copied().take(b.len() - end).skip(start).collect();
    if a.len() > LIMIT || b.len() > LIMIT {
        return gather(start..start + b.len());
    }
    let kept = common(&a, &b);
    gather((0..b.len()).filter(|line| !kept.contains(line)).map(|line| line + start))
}

/// Indices of `b` that belong to a longest common subsequence with `a`.
fn common(a: &[&str], b: &[&str]) -> BTreeSet<usize> {
    let width = b.len() + 1;
    let mut table = vec![0u32; (a.len() + 1) * width];
    let at = |table: &[u32], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let best = if x == y { at(&table, i + 1, j + 1) + 1 } else { at(&table, i + 1, j).max(at(&table, i, j + 1)) };
            if let Some(cell) = table.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j, mut kept) = (0, 0, BTreeSet::new());
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            kept.insert(j);
            i += 1;
            j += 1;
        } else if at(&table, i + 1, j) >= at(&table, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::new_lines;

    #[test]
    fn only_lines_that_are_new_are_named() {
        for (old, new, expected) in [
            ("a\nb\nc", "a\nb\nc", vec![]),
            ("a\nb\nc", "a\nB\nc", vec![1]),
            ("a\nb", "a\nx\ny\nb", vec![1, 2]),
            ("a\nb\nc\nd", "b\nX\nd", vec![1]),
            ("", "a", vec![0]),
            ("a\na\na", "a", vec![]),
        ] {
            assert_eq!(new_lines(old, new).into_iter().collect::<Vec<_>>(), expected, "{old:?} {new:?}");
        }
    }
}
