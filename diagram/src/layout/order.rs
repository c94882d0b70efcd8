//! The second half of a layered layout: who stands left of whom.
//!
//! Every container is cut into bands of rows. In a band its items (nodes, containers, and lines passing by) have one order, the same in all
//! its rows, so nothing ever passes through a container it does not belong to. Orders are improved by barycentres from several starts, by
//! swaps of neighbours, and by kicks; crossings are recounted only between the rows that changed, and work is counted so that it ends.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

use super::rank::{Child, ROOT, Ranked};
use crate::small;

const NONE: usize = usize::MAX;

/// A leaf in its row, or the place where a line passes a row.
#[derive(Clone, Debug)]
pub(super) struct Vertex {
    pub(super) row: usize,
    pub(super) leaf: Option<usize>,
    /// Items from the outermost to the one this vertex is.
    pub(super) path: Vec<usize>,
}

/// What has one place in the order of a band.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The vertices, row by row, where it is a leaf or a passing line.
    pub(super) vertices: Vec<usize>,
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
    pub(super) items: Vec<usize>,
}

/// A container, or a column around one leaf and the lines that lead to it where its band has further rows.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The container; none for a column.
    pub(super) container: Option<usize>,
    pub(super) first: usize,
    /// The band of each row, from `first` on.
    pub(super) band_of: Vec<usize>,
    pub(super) bands: Vec<usize>,
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
    pub(super) vertices: Vec<Vertex>,
    pub(super) items: Vec<Item>,
    pub(super) bands: Vec<Band>,
    /// The first is the whole.
    pub(super) frames: Vec<Frame>,
    /// By upper row, then as declared.
    pub(super) segments: Vec<Segment>,
    /// For each link its segments, from above.
    pub(super) chains: Vec<Vec<usize>>,
    pub(super) rows: Vec<Vec<usize>>,
    /// Place of each vertex in its row.
    pub(super) place: Vec<usize>,
    up: Vec<Vec<usize>>,
    down: Vec<Vec<usize>>,
    /// For each item all vertices in it.
    inside: Vec<Vec<usize>>,
    /// Crossings below each row.
    crossings: Vec<u64>,
    work: u64,
}

/// Lanes keep their declared order; everything else is free.
pub(super) fn order(ranked: &Ranked, effort: u64, lanes: bool) -> Ordered {
    let mut o = build(ranked);
    o.search(effort, lanes);
    o
}

fn build(ranked: &Ranked) -> Ordered {
    let rows = ranked.rows;
    let leaves = ranked.leaves.len();
    let mut o = Ordered {
        vertices: ranked.leaves.iter().enumerate().map(|(l, leaf)| Vertex { row: leaf.rank, leaf: Some(l), path: Vec::new() }).collect(),
        items: Vec::new(),
        bands: Vec::new(),
        frames: Vec::new(),
        segments: Vec::new(),
        chains: Vec::new(),
        rows: vec![Vec::new(); rows],
        place: Vec::new(),
        up: Vec::new(),
        down: Vec::new(),
        inside: Vec::new(),
        crossings: vec![0; rows],
        work: 0,
    };
    // Frames from the outside in, each with its bands and items.
    let mut frame_of = vec![NONE; ranked.containers.len()];
    let mut homes: Vec<Vec<usize>> = vec![Vec::new(); leaves];
    let mut waiting = vec![(Some(ROOT), NONE, 0, rows.saturating_sub(1), Vec::new(), Vec::new())];
    while let Some((container, column, first, last, path, home)) = waiting.pop() {
        let f = o.frames.len();
        let home: Vec<usize> = [home, vec![f]].concat();
        let spans = container.map_or_else(Vec::new, |k| band_rows(ranked, k));
        let (mut band_of, mut bands) = (Vec::new(), Vec::new());
        let mut row = first;
        while row <= last {
            let end = spans.iter().find(|(a, b)| (*a..=*b).contains(&row)).map_or(row, |s| s.1);
            band_of.extend(std::iter::repeat_n(o.bands.len(), end - row + 1));
            bands.push(o.bands.len());
            o.bands.push(Band { first: row, last: end, depth: path.len(), items: Vec::new() });
            row = end + 1;
        }
        let children = match container {
            Some(k) => {
                frame_of[k] = f;
                ranked.containers[k].children.clone()
            }
            None => vec![Child::Leaf(column)],
        };
        let band_at = |row: usize| band_of.get(row.wrapping_sub(first)).copied().unwrap_or(0);
        for child in children {
            let item = o.items.len();
            o.items.push(Item { vertices: Vec::new(), boxed: None });
            let path: Vec<usize> = [path.clone(), vec![item]].concat();
            match child {
                Child::Leaf(l) => {
                    let band = band_at(ranked.leaves[l].rank);
                    o.bands[band].items.push(item);
                    if o.bands[band].first == o.bands[band].last {
                        o.items[item].vertices.push(l);
                        o.vertices[l].path = path;
                        homes[l].clone_from(&home);
                    } else {
                        waiting.push((None, l, o.bands[band].first, o.bands[band].last, path, home.clone()));
                    }
                }
                Child::Container(c) => {
                    let band = band_at(ranked.containers[c].top);
                    o.bands[band].items.push(item);
                    waiting.push((Some(c), NONE, o.bands[band].first, o.bands[band].last, path, home.clone()));
                }
            }
        }
        o.frames.push(Frame { container, first, band_of, bands });
        // The item that leads here learns which frame it is.
        if let Some(&item) = path.last() {
            o.items[item].boxed = Some(f);
        }
    }
    o.link(ranked, &homes);
    o.finish();
    o
}

/// The rows of each band of a container that holds containers.
fn band_rows(ranked: &Ranked, k: usize) -> Vec<(usize, usize)> {
    let container = &ranked.containers[k];
    let count = container.bands.iter().max().map_or(0, |b| b + 1);
    let mut spans = vec![(NONE, 0); count];
    for (child, &band) in container.children.iter().zip(&container.bands) {
        let (a, b) = match *child {
            Child::Leaf(l) => (ranked.leaves[l].rank, ranked.leaves[l].rank),
            Child::Container(c) => (ranked.containers[c].top, ranked.containers[c].bottom),
        };
        spans[band] = (spans[band].0.min(a), spans[band].1.max(b));
    }
    spans.retain(|s| s.0 <= s.1);
    spans
}

impl Ordered {
    fn band_at(&self, frame: usize, row: usize) -> Option<usize> {
        let f = &self.frames[frame];
        f.band_of.get(row.checked_sub(f.first)?).copied()
    }

    /// Cuts every link into segments, with a vertex in each row it passes.
    fn link(&mut self, ranked: &Ranked, homes: &[Vec<usize>]) {
        for link in &ranked.links {
            let (u, v) = (link.upper, link.lower);
            let mut chain = vec![u];
            let mut passing: Option<(usize, usize)> = None;
            for row in self.vertices[u].row + 1..self.vertices[v].row {
                // Inwards, as long as a frame of either end covers this row.
                let (mut frame, mut depth, mut path) = (0, 0, Vec::new());
                let (mut by_u, mut by_v) = (true, true);
                loop {
                    depth += 1;
                    let inner = |on: bool, end: usize| homes[end].get(depth).copied().filter(|&f| on && self.band_at(f, row).is_some());
                    let (in_u, in_v) = (inner(by_u, u), inner(by_v, v));
                    let Some(next) = in_u.or(in_v) else { break };
                    by_u &= in_u == Some(next);
                    by_v &= in_v == Some(next);
                    let end = if by_u { u } else { v };
                    path = self.vertices[end].path[..depth].to_vec();
                    frame = next;
                }
                let Some(band) = self.band_at(frame, row) else { continue };
                let item = match passing {
                    Some((b, item)) if b == band => item,
                    _ => {
                        self.items.push(Item { vertices: Vec::new(), boxed: None });
                        self.bands[band].items.push(self.items.len() - 1);
                        self.items.len() - 1
                    }
                };
                passing = Some((band, item));
                path.push(item);
                self.items[item].vertices.push(self.vertices.len());
                chain.push(self.vertices.len());
                self.vertices.push(Vertex { row, leaf: None, path });
            }
            chain.push(v);
            self.chains.push(chain);
        }
    }

    /// Derives everything that follows from vertices and chains.
    fn finish(&mut self) {
        let n = self.vertices.len();
        self.place = vec![0; n];
        (self.up, self.down) = (vec![Vec::new(); n], vec![Vec::new(); n]);
        let mut pieces: Vec<(usize, usize, Segment)> = Vec::new();
        for (i, chain) in self.chains.iter().enumerate() {
            for pair in chain.windows(2) {
                if let [upper, lower] = *pair {
                    pieces.push((self.vertices[upper].row, i, Segment { upper, lower }));
                    self.down[upper].push(lower);
                    self.up[lower].push(upper);
                }
            }
        }
        let order = small::order(pieces.len(), &|a, b| (pieces[a].0, pieces[a].1) < (pieces[b].0, pieces[b].1));
        let mut chains = vec![Vec::new(); self.chains.len()];
        for (s, (_, i, segment)) in order.into_iter().map(|k| pieces[k]).enumerate() {
            self.segments.push(segment);
            chains[i].push(s);
        }
        self.chains = chains;
        self.inside = vec![Vec::new(); self.items.len()];
        for (v, vertex) in self.vertices.iter().enumerate() {
            for &item in &vertex.path {
                self.inside[item].push(v);
            }
        }
        self.refill(0, self.rows.len());
        self.recount(0, self.rows.len());
    }

    /// Writes the rows from the orders of the bands.
    fn refill(&mut self, first: usize, end: usize) {
        for row in first..end.min(self.rows.len()) {
            let mut list = std::mem::take(&mut self.rows[row]);
            list.clear();
            let mut stack: Vec<(usize, usize)> = Vec::new();
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
        let mut tree: Vec<u32> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        for row in first..end.min(self.rows.len()) {
            let width = self.rows.get(row + 1).map_or(0, Vec::len);
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

    fn total(&self) -> u64 {
        self.crossings.iter().sum()
    }

    fn orders(&self) -> Vec<Vec<usize>> {
        self.bands.iter().map(|b| b.items.clone()).collect()
    }

    fn set_orders(&mut self, orders: &[Vec<usize>]) {
        for (band, items) in self.bands.iter_mut().zip(orders) {
            band.items.clone_from(items);
        }
        self.refill(0, self.rows.len());
        self.recount(0, self.rows.len());
    }

    /// A thousandth of the row's width for each unit.
    fn relative(&self, v: usize) -> i64 {
        let width = self.rows[self.vertices[v].row].len().max(1) as i64;
        (2 * self.place[v] as i64 + 1) * 100_000 / (2 * width)
    }

    /// Sum of how far lines run sideways, as the second thing to keep small.
    fn sideways(&self) -> i64 {
        self.segments.iter().map(|s| (self.relative(s.upper) - self.relative(s.lower)).abs()).sum()
    }

    fn score(&self) -> (u64, i64) {
        (self.total(), self.sideways())
    }

    /// Sorts every band once by the mean place of what its items are tied to, above or below.
    fn sweep(&mut self, schedule: &[usize], downwards: bool) {
        let mut keys: Vec<(i64, usize)> = Vec::new();
        for k in 0..schedule.len() {
            let band = schedule[if downwards { k } else { schedule.len() - 1 - k }];
            if self.bands[band].items.len() < 2 {
                continue;
            }
            let depth = self.bands[band].depth;
            keys.clear();
            for &item in &self.bands[band].items {
                let (mut sum, mut count, mut own, mut size) = (0, 0, 0, 0);
                for &v in &self.inside[item] {
                    for &w in if downwards { &self.up[v] } else { &self.down[v] } {
                        if self.vertices[w].path.get(depth) != Some(&item) {
                            sum += self.relative(w);
                            count += 1;
                        }
                    }
                    own += self.relative(v);
                    size += 1;
                }
                self.work += 1 + count as u64 + size as u64;
                // What is tied to nothing keeps its place.
                let key = if count > 0 { sum / count } else { own / size.max(1) };
                keys.push((key, item));
            }
            // Few and nearly sorted; ties keep the order they had.
            for k in 1..keys.len() {
                let mut at = k;
                while at > 0 && keys[at].0 < keys[at - 1].0 {
                    keys.swap(at, at - 1);
                    at -= 1;
                }
            }
            let items = &mut self.bands[band].items;
            if keys.iter().zip(items.iter()).any(|(k, i)| k.1 != *i) {
                items.clear();
                items.extend(keys.iter().map(|k| k.1));
                let (first, last) = (self.bands[band].first, self.bands[band].last);
                self.refill(first, last + 1);
            }
        }
    }

    /// Crossings between the lines of two vertices on one side, if the first stands left.
    fn pair(&self, ends: &[Vec<usize>], a: usize, b: usize) -> i64 {
        let mut count = 0;
        for &p in &ends[a] {
            for &q in &ends[b] {
                count += i64::from(self.place[p] > self.place[q]);
            }
        }
        count
    }

    /// Swaps neighbours as long as that saves crossings.
    fn descend(&mut self, schedule: &[usize], limit: u64) {
        for _ in 0..12 {
            let mut better = false;
            for &band in schedule {
                for k in 0..self.bands[band].items.len().saturating_sub(1) {
                    better |= self.try_swap(band, k);
                }
                if self.work > limit {
                    return;
                }
            }
            if !better {
                break;
            }
        }
    }

    fn try_swap(&mut self, band: usize, k: usize) -> bool {
        let (a, b) = (self.bands[band].items[k], self.bands[band].items[k + 1]);
        let (first, last) = (self.bands[band].first, self.bands[band].last);
        if first == last
            && let ([a], [b]) = (&self.items[a].vertices[..], &self.items[b].vertices[..])
        {
            let (a, b) = (*a, *b);
            let above = self.pair(&self.up, b, a) - self.pair(&self.up, a, b);
            let below = self.pair(&self.down, b, a) - self.pair(&self.down, a, b);
            self.work += 2 + (self.up[a].len() * self.up[b].len() + self.down[a].len() * self.down[b].len()) as u64;
            if above + below >= 0 {
                return false;
            }
            self.bands[band].items.swap(k, k + 1);
            let p = self.place[a];
            self.rows[first].swap(p, p + 1);
            self.place.swap(a, b);
            if first > 0 {
                self.crossings[first - 1] = self.crossings[first - 1].saturating_add_signed(above);
            }
            self.crossings[first] = self.crossings[first].saturating_add_signed(below);
            return true;
        }
        let from = first.saturating_sub(1);
        let old: Vec<u64> = self.crossings[from..=last].to_vec();
        self.bands[band].items.swap(k, k + 1);
        self.refill(first, last + 1);
        self.recount(from, last + 1);
        if self.crossings[from..=last].iter().sum::<u64>() < old.iter().sum() {
            return true;
        }
        self.bands[band].items.swap(k, k + 1);
        self.refill(first, last + 1);
        self.crossings[from..=last].copy_from_slice(&old);
        false
    }

    fn search(&mut self, effort: u64, lanes: bool) {
        let mut schedule: Vec<usize> =
            (0..self.bands.len()).filter(|&b| !(self.bands[b].items.is_empty() || lanes && self.bands[b].depth == 0)).collect();
        let turn = |b: usize| (self.bands[b].first, self.bands[b].depth, b);
        small::sort(&mut schedule, |&a, &b| turn(a) < turn(b));
        let choices: Vec<usize> = schedule.iter().copied().filter(|&b| self.bands[b].items.len() > 1).collect();
        if choices.is_empty() {
            return;
        }
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let declared = self.orders();
        let mut best = (self.score(), declared.clone());
        for start in 0..STARTS {
            if start > 0 {
                let mut shuffled = declared.clone();
                for &band in &choices {
                    dice.shuffle(&mut shuffled[band]);
                }
                self.set_orders(&shuffled);
            }
            let mut stale = 0;
            let mut own: Option<Found> = None;
            for k in 0..SWEEPS {
                self.sweep(&schedule, k % 2 == 0);
                self.recount(0, self.rows.len());
                let score = self.score();
                if own.as_ref().is_none_or(|o| score < o.0) {
                    own = Some((score, self.orders()));
                    stale = 0;
                } else {
                    stale += 1;
                    if stale > 3 {
                        break;
                    }
                }
            }
            if let Some((_, orders)) = own {
                self.set_orders(&orders);
            }
            self.descend(&schedule, effort);
            let score = self.score();
            if score < best.0 {
                best = (score, self.orders());
            }
            if self.work > effort / 2 {
                break;
            }
        }
        self.set_orders(&best.1);
        // Kicks: shuffle or mirror a band or two, settle, keep what is no worse.
        let mut current = best.clone();
        let (mut kick, mut stale) = (0, 0);
        while best.0.0 > 0 && self.work < effort && stale < PATIENCE {
            let band = choices[dice.below(choices.len())];
            match kick % 4 {
                0 => self.bands[band].items.reverse(),
                1 => dice.shuffle(&mut self.bands[band].items),
                2 => {
                    let other = choices[dice.below(choices.len())];
                    dice.shuffle(&mut self.bands[band].items);
                    dice.shuffle(&mut self.bands[other].items);
                }
                _ => {
                    // Everything from one row to another.
                    let (a, b) = (dice.below(self.rows.len()), dice.below(self.rows.len()));
                    for b2 in &choices {
                        if self.bands[*b2].first >= a.min(b) && self.bands[*b2].last <= a.max(b) {
                            self.bands[*b2].items.reverse();
                        }
                    }
                }
            }
            kick += 1;
            stale += 1;
            self.refill(0, self.rows.len());
            self.recount(0, self.rows.len());
            if kick % 3 == 0 {
                self.sweep(&schedule, kick % 2 == 0);
                self.recount(0, self.rows.len());
            }
            self.descend(&schedule, effort);
            let score = self.score();
            if score <= current.0 {
                current = (score, self.orders());
                if score.0 < best.0.0 {
                    stale = 0;
                }
                if score < best.0 {
                    best.clone_from(&current);
                }
            } else {
                self.set_orders(&current.1);
            }
        }
        self.set_orders(&best.1);
    }
}

/// A score and the orders that have it.
type Found = ((u64, i64), Vec<Vec<usize>>);

const STARTS: usize = 24;
const SWEEPS: usize = 12;
/// Kicks without one crossing less after which there will be none.
const PATIENCE: usize = 150;

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % (n.max(1) as u64)).unwrap_or(0)
    }

    fn shuffle(&mut self, list: &mut [usize]) {
        for k in (1..list.len()).rev() {
            list.swap(k, self.below(k + 1));
        }
    }
}
