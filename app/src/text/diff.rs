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

/// Which text a line of a difference stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Old,
    New,
    Both,
    /// Equal lines that are left out.
    Gap,
}

/// Equal lines around a change.
const CONTEXT: usize = 2;
/// Lines of a difference that are shown.
const MOST: usize = 300;

/// The lines in which two texts differ with a few around them, and whether some were left out at the end.
pub(crate) fn hunks(old: &str, new: &str) -> (Vec<(Side, String)>, bool) {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let added = new_lines(old, new);
    let mut all = Vec::new();
    let mut at = 0;
    for (index, line) in b.iter().enumerate() {
        if added.contains(&index) {
            all.push((Side::New, *line));
            continue;
        }
        // A line of both: what stands before it in the old text alone is gone.
        let here = a.iter().skip(at).position(|other| other == line).map_or(a.len(), |offset| at + offset);
        all.extend(a.get(at..here).unwrap_or_default().iter().map(|line| (Side::Old, *line)));
        all.push((Side::Both, *line));
        at = here + 1;
    }
    all.extend(a.get(at..).unwrap_or_default().iter().map(|line| (Side::Old, *line)));
    let near = |at: usize| {
        all.get(at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(all.len()))
            .is_some_and(|lines| lines.iter().any(|(side, _)| *side != Side::Both))
    };
    let mut shown: Vec<(Side, String)> = Vec::new();
    for (at, (side, line)) in all.iter().enumerate() {
        if near(at) {
            if shown.len() == MOST {
                return (shown, true);
            }
            shown.push((*side, line.chars().take(400).collect()));
        } else if shown.last().is_none_or(|(side, _)| *side != Side::Gap) {
            shown.push((Side::Gap, String::new()));
        }
    }
    (shown, false)
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
    use super::{Side, hunks, new_lines};

    #[test]
    fn a_difference_holds_both_texts() {
        for (old, new) in
            [("a\nb\nc", "a\nB\nc"), ("", "x\ny"), ("x\ny", ""), ("a\na\nb\na", "b\na\na"), ("}\nx\n}\ny\n}", "}\ny\n}\nx\n}")]
        {
            let (lines, is_cut) = hunks(old, new);
            let of = |alone: Side| {
                lines.iter().filter(|(side, _)| [alone, Side::Both].contains(side)).map(|(_, line)| line.as_str()).collect::<Vec<_>>()
            };
            assert!(!is_cut);
            assert_eq!((of(Side::Old).join("\n"), of(Side::New).join("\n")), (old.to_owned(), new.to_owned()), "{old:?} {new:?}");
        }
        assert_eq!(hunks("a\n", "a\n").0, [(Side::Gap, String::new())]);
    }

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
