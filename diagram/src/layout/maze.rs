//! Leads one edge after the other around given boxes, on a lattice: the cheapest path by length, corners and crossings.
//!
//! No piece of the lattice is used twice, and no corner lies on another edge, so edges cross but never lie on each other.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

use std::collections::BinaryHeap;

use crate::geometry::{Point, Rect, simplify};

const CORNER: i64 = 60;
const CROSSING: i64 = 90;
/// For each step through a cluster that holds neither end: only where there is no other way.
const FOREIGN: i64 = 5000;
/// For each step along the frame of a cluster and nearer to it than this: it would look like a double frame.
const ALONG: i64 = 30;
const NEAR: i32 = 5;
/// Least distance to a card.
const CLEAR: i32 = 7;

pub(super) struct Maze {
    step: i32,
    origin: Point,
    columns: usize,
    rows: usize,
    cards: Vec<Rect>,
    titles: Vec<Rect>,
    frames: Vec<Rect>,
    /// How a lattice point is used: bit 0 by a horizontal line, bit 1 by a vertical one, both by a corner.
    used: Vec<u8>,
}

/// Right, down, left, up.
const WAYS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

impl Maze {
    pub(super) fn new(cards: &[Rect], titles: &[Rect], frames: &[Rect], step: i32) -> Self {
        let all = cards.iter().chain(frames).copied().reduce(|a, b| a.union(&b)).unwrap_or_default();
        let margin = 4 * step;
        let count = |size: i32| usize::try_from((size + 2 * margin) / step + 1).unwrap_or(0);
        let (columns, rows) = (count(all.w), count(all.h));
        Self {
            step,
            origin: Point { x: all.x - margin, y: all.y - margin },
            columns,
            rows,
            cards: cards.to_vec(),
            titles: titles.to_vec(),
            frames: frames.to_vec(),
            used: vec![0; columns * rows],
        }
    }

    fn point(&self, cell: usize) -> Point {
        let at = |k: usize| i32::try_from(k).unwrap_or(0) * self.step;
        Point { x: self.origin.x + at(cell % self.columns), y: self.origin.y + at(cell / self.columns) }
    }

    fn next(&self, cell: usize, way: usize) -> Option<usize> {
        let (x, y) = (cell % self.columns, cell / self.columns);
        let x = x.checked_add_signed(WAYS[way].0 as isize).filter(|&x| x < self.columns)?;
        let y = y.checked_add_signed(WAYS[way].1 as isize).filter(|&y| y < self.rows)?;
        Some(y * self.columns + x)
    }

    /// Whether going on this way from here runs along a frame.
    fn hugs(&self, cell: usize, way: usize) -> bool {
        let p = self.point(cell);
        let near = |v: i32, side: i32| (v - side).abs() < NEAR;
        self.frames.iter().any(|f| {
            if way.is_multiple_of(2) {
                (near(p.y, f.y) || near(p.y, f.bottom())) && p.x >= f.x && p.x <= f.right()
            } else {
                (near(p.x, f.x) || near(p.x, f.right())) && p.y >= f.y && p.y <= f.bottom()
            }
        })
    }

    /// The corners from one card to another.
    pub(super) fn lead(&mut self, from: usize, to: usize, foreign: &[Rect]) -> Vec<Point> {
        let (start, goal) = (self.cards[from], self.cards[to]);
        if from == to {
            let (x, y) = (start.right(), start.centre().y);
            let at = |x: i32, y: i32| Point { x, y };
            return vec![at(x, y - 8), at(x + 12, y - 8), at(x + 12, y + 8), at(x, y + 8)];
        }
        // What each point is: 0 free, 1 blocked, 2 in the start, 3 in the goal; then whether it is in a foreign cluster.
        let mut what = vec![0u8; self.used.len()];
        let mut strange = vec![false; self.used.len()];
        for cell in 0..what.len() {
            let p = self.point(cell);
            let within = |r: &Rect, by: i32| p.x > r.x - by && p.x < r.right() + by && p.y > r.y - by && p.y < r.bottom() + by;
            what[cell] = if within(&start, 1) {
                2
            } else if within(&goal, 1) {
                3
            } else if self.cards.iter().enumerate().any(|(i, c)| i != from && i != to && within(c, CLEAR))
                || self.titles.iter().any(|t| within(t, 3))
            {
                1
            } else {
                0
            };
            strange[cell] = foreign.iter().any(|f| within(f, 1));
        }
        // Ports: not near a corner of the card, and rather in the middle of a side.
        let port = |card: &Rect, p: Point, way: usize| -> Option<i64> {
            let c = card.centre();
            let (off, half) = if way.is_multiple_of(2) { ((p.y - c.y).abs(), card.h / 2) } else { ((p.x - c.x).abs(), card.w / 2) };
            (off <= half - 8).then_some(i64::from(off) * 5 / 4)
        };
        let mut cost = vec![i64::MAX; 4 * what.len()];
        let mut came = vec![(usize::MAX, 0); 4 * what.len()];
        let mut queue: BinaryHeap<std::cmp::Reverse<(i64, usize, usize)>> = BinaryHeap::new();
        for cell in (0..what.len()).filter(|&c| what[c] == 2) {
            for way in 0..4 {
                if let Some(c) = port(&start, self.point(cell), way)
                    && self.next(cell, way).is_some_and(|n| what[n] != 2)
                {
                    cost[4 * cell + way] = c;
                    queue.push(std::cmp::Reverse((c, cell, way)));
                }
            }
        }
        let mut end = None;
        while let Some(std::cmp::Reverse((c, cell, way))) = queue.pop() {
            if cost[4 * cell + way] != c {
                continue;
            }
            if what[cell] == 3 {
                end = Some((cell, way));
                break;
            }
            // On, or around a corner; inside the start only on.
            let turns: &[usize] = if what[cell] == 2 { &[0] } else { &[0, 1, 3] };
            for turn in turns {
                let ahead = (way + turn) % 4;
                let Some(next) = self.next(cell, ahead) else { continue };
                if what[next] == 1 || what[next] == 2 {
                    continue;
                }
                let mut sum = c + i64::from(self.step);
                let used = self.used[cell];
                if *turn != 0 {
                    sum += CORNER;
                    if used != 0 {
                        continue;
                    }
                }
                // A point that a line of the same direction uses is taken; one across is a crossing, never at its corner.
                let mine = if ahead.is_multiple_of(2) { 1 } else { 2 };
                if self.used[next] & mine != 0 {
                    continue;
                }
                if self.used[next] != 0 {
                    sum += CROSSING;
                }
                if strange[next] {
                    sum += FOREIGN;
                }
                if what[next] == 3 {
                    let Some(extra) = port(&goal, self.point(next), ahead) else { continue };
                    sum += extra;
                }
                if self.hugs(next, ahead) {
                    sum += ALONG;
                }
                if sum < cost[4 * next + ahead] {
                    cost[4 * next + ahead] = sum;
                    came[4 * next + ahead] = (cell, way);
                    queue.push(std::cmp::Reverse((sum, next, ahead)));
                }
            }
        }
        let mut trail = Vec::new();
        let mut at = end;
        while let Some(state) = at {
            trail.push(state);
            at = Some(came[4 * state.0 + state.1]).filter(|s| s.0 != usize::MAX);
        }
        trail.reverse();
        for (k, &(cell, way)) in trail.iter().enumerate() {
            let mut bits = if way.is_multiple_of(2) { 1 } else { 2 };
            if let Some(&(_, out)) = trail.get(k + 1) {
                bits |= if out.is_multiple_of(2) { 1 } else { 2 };
            }
            self.used[cell] |= bits;
        }
        let mut points: Vec<Point> = trail.iter().map(|&(cell, _)| self.point(cell)).collect();
        // The ends lie on the borders of their cards.
        let clip = |p: Point, card: &Rect, way: usize| match way {
            0 => Point { x: card.right(), y: p.y },
            1 => Point { x: p.x, y: card.bottom() },
            2 => Point { x: card.x, y: p.y },
            _ => Point { x: p.x, y: card.y },
        };
        if let (Some(&(_, first)), Some(&(_, last))) = (trail.get(1).or(trail.first()), trail.last()) {
            if let Some(p) = points.first_mut() {
                *p = clip(*p, &start, first);
            }
            if let Some(p) = points.last_mut() {
                *p = clip(*p, &goal, (last + 2) % 4);
            }
        }
        simplify(&mut points);
        points
    }
}
