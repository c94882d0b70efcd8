//! From rows to the first order: containers cut into bands with their items, links cut into segments with a vertex in each row they pass.
//!
//! It must not know which order is better.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

use super::super::rank::{Child, ROOT, Ranked};
use super::{Band, Frame, Item, NONE, Ordered, Segment, Vertex};
use crate::list::{List, list};
use crate::small;

pub(super) fn build(ranked: &Ranked) -> Ordered {
    let rows = ranked.rows;
    let leaves = ranked.leaves.len();
    let mut o = Ordered {
        vertices: ranked.leaves.iter().enumerate().map(|(l, leaf)| Vertex { row: leaf.rank, leaf: Some(l), path: List::new() }).collect(),
        items: List::new(),
        bands: List::new(),
        frames: List::new(),
        segments: List::new(),
        chains: List::new(),
        rows: list![List::new(); rows],
        place: List::new(),
        up: List::new(),
        down: List::new(),
        inside: List::new(),
        crossings: list![0; rows],
        work: 0,
    };
    // Frames from the outside in, each with its bands and items.
    let mut frame_of = list![NONE; ranked.containers.len()];
    let mut homes: List<List<usize>> = list![List::new(); leaves];
    let mut waiting = list![(Some(ROOT), NONE, 0, rows.saturating_sub(1), List::new(), List::new())];
    while let Some((container, column, first, last, path, mut home)) = waiting.pop() {
        let f = o.frames.len();
        home.push(f);
        let spans = container.map_or_else(List::new, |k| band_rows(ranked, k));
        let (mut band_of, mut bands) = (List::new(), List::new());
        let mut row = first;
        while row <= last {
            let end = spans.iter().find(|(a, b)| (*a..=*b).contains(&row)).map_or(row, |s| s.1);
            band_of.extend(std::iter::repeat_n(o.bands.len(), end - row + 1));
            bands.push(o.bands.len());
            o.bands.push(Band { first: row, last: end, depth: path.len(), items: List::new() });
            row = end + 1;
        }
        let children = match container {
            Some(k) => {
                frame_of[k] = f;
                ranked.containers[k].children.clone()
            }
            None => list![Child::Leaf(column)],
        };
        let band_at = |row: usize| band_of.get(row.wrapping_sub(first)).copied().unwrap_or(0);
        for child in children {
            let item = o.items.len();
            o.items.push(Item { vertices: List::new(), boxed: None });
            let mut path = path.clone();
            path.push(item);
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
fn band_rows(ranked: &Ranked, k: usize) -> List<(usize, usize)> {
    let container = &ranked.containers[k];
    let count = container.bands.iter().max().map_or(0, |b| b + 1);
    let mut spans = list![(NONE, 0); count];
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
    /// Cuts every link into segments, with a vertex in each row it passes.
    fn link(&mut self, ranked: &Ranked, homes: &List<List<usize>>) {
        for link in &ranked.links {
            let (u, v) = (link.upper, link.lower);
            let mut chain = list![u];
            let mut passing: Option<(usize, usize)> = None;
            for row in self.vertices[u].row + 1..self.vertices[v].row {
                // Inwards, as long as a frame of either end covers this row.
                let (mut frame, mut depth, mut path) = (0, 0, List::new());
                let (mut by_u, mut by_v) = (true, true);
                loop {
                    depth += 1;
                    let inner = |on: bool, end: usize| homes[end].get(depth).copied().filter(|&f| on && self.band_at(f, row).is_some());
                    let (in_u, in_v) = (inner(by_u, u), inner(by_v, v));
                    let Some(next) = in_u.or(in_v) else { break };
                    by_u &= in_u == Some(next);
                    by_v &= in_v == Some(next);
                    let end = if by_u { u } else { v };
                    path = self.vertices[end].path[..depth].to_vec().into();
                    frame = next;
                }
                let Some(band) = self.band_at(frame, row) else { continue };
                let item = match passing {
                    Some((b, item)) if b == band => item,
                    _ => {
                        self.items.push(Item { vertices: List::new(), boxed: None });
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
        self.place = list![0; n];
        (self.up, self.down) = (list![List::new(); n], list![List::new(); n]);
        let mut pieces: List<(usize, usize, Segment)> = List::new();
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
        let mut chains = list![List::new(); self.chains.len()];
        for (s, (_, i, segment)) in order.into_iter().map(|k| pieces[k]).enumerate() {
            self.segments.push(segment);
            chains[i].push(s);
        }
        self.chains = chains;
        self.inside = list![List::new(); self.items.len()];
        for (v, vertex) in self.vertices.iter().enumerate() {
            for &item in &vertex.path {
                self.inside[item].push(v);
            }
        }
        self.refill(0, self.rows.len());
        self.recount(0, self.rows.len());
    }
}
