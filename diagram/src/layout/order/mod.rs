//! The second half of a layered layout: who stands left of whom.
//!
//! Every container is cut into bands of rows. In a band its items (nodes, containers, and lines passing by) have one order, the same in all
//! its rows, so nothing ever passes through a container it does not belong to. Orders are improved by barycentres from several starts, by
//! swaps of neighbours, and by kicks; crossings are recounted only between the rows that changed, and work is counted so that it ends.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

mod build;
mod search;

use super::rank::Ranked;
use crate::list::List;

const NONE: usize = usize::MAX;

/// A leaf in its row, or the place where a line passes a row.
#[derive(Clone, Debug)]
pub(super) struct Vertex {
    pub(super) row: usize,
    pub(super) leaf: Option<usize>,
    /// Items from the outermost to the one this vertex is.
    pub(super) path: List<usize>,
}

/// What has one place in the order of a band.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The vertices, row by row, where it is a leaf or a passing line.
    pub(super) vertices: List<usize>,
    /// The box, where it is one.
    pub(super) boxed: Option<usize>,
}

/// Rows of one box in which its items have one order.
#[derive(Clone, Debug)]
pub(super) struct Band {
    pub(super) first: usize,
    pub(super) last: usize,
    /// How many items lie around it.
    depth: usize,
    pub(super) items: List<usize>,
}

/// A container, or a column around one leaf and the lines that lead to it where its band has further rows.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The container; none for a column.
    pub(super) container: Option<usize>,
    pub(super) first: usize,
    /// The band of each row, from `first` on.
    pub(super) band_of: List<usize>,
    pub(super) bands: List<usize>,
}

/// A piece of a link between two neighbouring rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) upper: usize,
    pub(super) lower: usize,
}

/// The whole drawing as rows of vertices.
#[derive(Clone, Debug)]
pub(super) struct Ordered {
    pub(super) vertices: List<Vertex>,
    pub(super) items: List<Item>,
    pub(super) bands: List<Band>,
    /// The first is the whole.
    pub(super) frames: List<Frame>,
    /// By upper row, then as declared.
    pub(super) segments: List<Segment>,
    /// For each link its segments, from above.
    pub(super) chains: List<List<usize>>,
    pub(super) rows: List<List<usize>>,
    /// Place of each vertex in its row.
    pub(super) place: List<usize>,
    up: List<List<usize>>,
    down: List<List<usize>>,
    /// For each item all vertices in it.
    inside: List<List<usize>>,
    /// Crossings below each row.
    crossings: List<u64>,
    work: u64,
}

/// Lanes keep their declared order; everything else is free.
pub(super) fn order(ranked: &Ranked, effort: u64, lanes: bool) -> Ordered {
    let mut o = build::build(ranked);
    o.search(effort, lanes);
    o
}

impl Ordered {
    fn band_at(&self, frame: usize, row: usize) -> Option<usize> {
        let f = &self.frames[frame];
        f.band_of.get(row.checked_sub(f.first)?).copied()
    }

    /// Writes the rows from the orders of the bands.
    fn refill(&mut self, first: usize, end: usize) {
        for row in first..end.min(self.rows.len()) {
            let mut list = std::mem::take(&mut self.rows[row]);
            list.clear();
            let mut stack: List<(usize, usize)> = List::new();
            if let Some(band) = self.band_at(0, row) {
                stack.push((band, 0));
            }
            while let Some((band, k)) = stack.pop() {
                let Some(&item) = self.bands[band].items.get(k) else { continue };
                stack.push((band, k + 1));
                match self.items[item].boxed {
                    Some(frame) => stack.extend(self.band_at(frame, row).map(|b| (b, 0))),
                    None => list.extend(self.items[item].vertices.get(row - self.bands[band].first)),
                }
            }
            for (k, &v) in list.iter().enumerate() {
                self.place[v] = k;
            }
            self.work += list.len() as u64;
            self.rows[row] = list;
        }
    }

    /// Counts the crossings below the rows from `first` to before `end`.
    fn recount(&mut self, first: usize, end: usize) {
        let mut tree: List<u32> = List::new();
        let mut ends: List<usize> = List::new();
        for row in first..end.min(self.rows.len()) {
            let width = self.rows.get(row + 1).map_or(0, |row| row.len());
            tree.clear();
            tree.resize(width + 1, 0);
            let (mut count, mut total) = (0u64, 0u32);
            for &v in &self.rows[row] {
                ends.clear();
                ends.extend(self.down[v].iter().map(|&w| self.place[w]));
                for &p in &ends {
                    // Lines seen so far that end further right.
                    let (mut i, mut left) = (p + 1, 0);
                    while i > 0 {
                        left += tree[i];
                        i &= i - 1;
                    }
                    count += u64::from(total - left);
                }
                for &p in &ends {
                    let mut i = p + 1;
                    while i <= width {
                        tree[i] += 1;
                        i += i & i.wrapping_neg();
                    }
                    total += 1;
                }
                self.work += 1 + 4 * ends.len() as u64;
            }
            self.crossings[row] = count;
        }
    }
}
