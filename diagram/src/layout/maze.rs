//! Leads one edge after the other around given boxes, on a lattice: the cheapest path by length, corners and crossings.
//!
//! No piece of the lattice is used twice, and no corner lies on another edge, so edges cross but never lie on each other.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

use crate::list::{List, list};
use std::collections::BinaryHeap;

use crate::geometry::{Point, Rect, simplify};

const CORNER: u32 = 60;
const CROSSING: u32 = 90;
/// For each step through a cluster that holds neither end: only where there is no other way.
const FOREIGN: u32 = 5000;
/// For a corner nearer to the end than the length of an arrow head, which would lie across its line.
const STUB: u32 = 150;
const HEAD: i32 = 11;
/// For each step along the frame of a cluster and nearer to it than this: it would look like a double frame.
const ALONG: u32 = 30;
const NEAR: i32 = 9;
/// Least distance to a card, and to a title.
const CLEAR: i32 = 7;
const CLEAR_OF_TITLE: i32 = 3;

/// What a point of the lattice is to one edge.
const FREE: u8 = 0;
const BLOCKED: u8 = 1;
const START: u8 = 2;
const GOAL: u8 = 3;
/// Beside that: it lies in a cluster that holds neither end.
const STRANGE: u8 = 4;
/// What was painted before stays.
const KEEP: u8 = u8::MAX;

pub(super) struct Maze {
    step: i32,
    origin: Point,
    columns: usize,
    rows: usize,
    cards: List<Rect>,
    titles: List<Rect>,
    /// How a lattice point is used: bit 0 by a horizontal line, bit 1 by a vertical one, both by a corner.
    used: List<u8>,
    /// Whether a line would run along a frame here: bit 0 a horizontal one, bit 1 a vertical one.
    hugs: List<u8>,
}

/// Right, down, left, up.
const WAYS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// The bit of a way's direction.
const fn bit(way: usize) -> u8 {
    if way.is_multiple_of(2) { 1 } else { 2 }
}

impl Maze {
    pub(super) fn new(cards: &List<Rect>, titles: &List<Rect>, frames: &List<Rect>, step: i32) -> Self {
        let all = cards.iter().chain(frames).copied().reduce(|a, b| a.union(&b)).unwrap_or_default();
        let margin = 4 * step;
        let count = |size: i32| usize::try_from((size + 2 * margin) / step + 1).unwrap_or(0);
        let (columns, rows) = (count(all.w), count(all.h));
        let mut maze = Self {
            step,
            origin: Point { x: all.x - margin, y: all.y - margin },
            columns,
            rows,
            cards: cards.clone(),
            titles: titles.clone(),
            used: list![0; columns * rows],
            hugs: List::new(),
        };
        let mut hugs = list![0; columns * rows];
        for f in frames {
            for side in [f.y, f.bottom()] {
                maze.paint(&mut hugs, Rect { x: f.x, y: side, w: f.w, h: 0 }, (1, NEAR), (KEEP, 1));
            }
            for side in [f.x, f.right()] {
                maze.paint(&mut hugs, Rect { x: side, y: f.y, w: 0, h: f.h }, (NEAR, 1), (KEEP, 2));
            }
        }
        maze.hugs = hugs;
        maze
    }

    fn point(&self, cell: usize) -> Point {
        let at = |k: usize| i32::try_from(k).unwrap_or(0) * self.step;
        Point { x: self.origin.x + at(cell % self.columns), y: self.origin.y + at(cell / self.columns) }
    }

    /// Sets bits, and keeps some, of every point that is nearer to a box than so much to its sides, and so much above and below.
    fn paint(&self, points: &mut List<u8>, r: Rect, (across, along): (i32, i32), (keep, set): (u8, u8)) {
        // Points strictly between two borders, as numbers on the lattice.
        let between = |low: i32, high: i32, origin: i32, count: usize| {
            let first = usize::try_from((low - origin).div_euclid(self.step) + 1).unwrap_or(0);
            let end = usize::try_from((high - origin - 1).div_euclid(self.step) + 1).unwrap_or(0);
            first..end.min(count)
        };
        let columns = between(r.x - across, r.right() + across, self.origin.x, self.columns);
        for row in between(r.y - along, r.bottom() + along, self.origin.y, self.rows) {
            for column in columns.clone() {
                let point = &mut points[row * self.columns + column];
                *point = *point & keep | set;
            }
        }
    }

    fn next(&self, cell: usize, way: usize) -> Option<usize> {
        let (x, y) = (cell % self.columns, cell / self.columns);
        let x = x.checked_add_signed(WAYS[way].0 as isize).filter(|&x| x < self.columns)?;
        let y = y.checked_add_signed(WAYS[way].1 as isize).filter(|&y| y < self.rows)?;
        Some(y * self.columns + x)
    }

    /// The corners from one card to another.
    pub(super) fn lead(&mut self, from: usize, to: usize, foreign: &List<Rect>) -> Vec<Point> {
        let (start, goal) = (self.cards[from], self.cards[to]);
        if from == to {
            let (x, y) = (start.right(), start.centre().y);
            let at = |x: i32, y: i32| Point { x, y };
            return vec![at(x, y - 8), at(x + 12, y - 8), at(x + 12, y + 8), at(x, y + 8)];
        }
        // What is painted later counts.
        let mut what = list![FREE; self.used.len()];
        for title in &self.titles {
            self.paint(&mut what, *title, (CLEAR_OF_TITLE, CLEAR_OF_TITLE), (0, BLOCKED));
        }
        for (i, card) in self.cards.iter().enumerate() {
            if i != from && i != to {
                self.paint(&mut what, *card, (CLEAR, CLEAR), (0, BLOCKED));
            }
        }
        self.paint(&mut what, goal, (1, 1), (0, GOAL));
        self.paint(&mut what, start, (1, 1), (0, START));
        for cluster in foreign {
            self.paint(&mut what, *cluster, (1, 1), (KEEP, STRANGE));
        }
        let mut near_goal = list![0; self.used.len()];
        self.paint(&mut near_goal, goal, (HEAD, HEAD), (0, 1));
        let kind = |cell: usize| what[cell] & !STRANGE;
        // Ports: not near a corner of the card, and rather in the middle of a side.
        let port = |card: &Rect, p: Point, way: usize| -> Option<u32> {
            let c = card.centre();
            let (off, half) = if way.is_multiple_of(2) { ((p.y - c.y).abs(), card.h / 2) } else { ((p.x - c.x).abs(), card.w / 2) };
            (off <= half - 8).then_some(off.unsigned_abs() * 5 / 4)
        };
        // A state is a point and the way it was come to.
        let mut cost = list![u32::MAX; 4 * what.len()];
        let mut came = list![usize::MAX; 4 * what.len()];
        let mut queue: BinaryHeap<std::cmp::Reverse<(u32, usize)>> = BinaryHeap::new();
        for cell in (0..what.len()).filter(|&c| kind(c) == START) {
            for way in 0..4 {
                if let Some(c) = port(&start, self.point(cell), way)
                    && self.next(cell, way).is_some_and(|n| kind(n) != START)
                {
                    cost[4 * cell + way] = c;
                    queue.push(std::cmp::Reverse((c, 4 * cell + way)));
                }
            }
        }
        let mut end = None;
        while let Some(std::cmp::Reverse((c, state))) = queue.pop() {
            let (cell, way) = (state / 4, state % 4);
            if cost[state] != c {
                continue;
            }
            if kind(cell) == GOAL {
                end = Some(state);
                break;
            }
            // On, or around a corner; inside the start only on.
            let turns: &[usize] = if kind(cell) == START { &[0] } else { &[0, 1, 3] };
            for turn in turns {
                let ahead = (way + turn) % 4;
                let Some(next) = self.next(cell, ahead) else { continue };
                if kind(next) == BLOCKED || kind(next) == START {
                    continue;
                }
                let mut sum = c + self.step.unsigned_abs();
                if *turn != 0 {
                    sum += CORNER + if near_goal[cell] != 0 { STUB } else { 0 };
                    if self.used[cell] != 0 {
                        continue;
                    }
                }
                // A point that a line of the same direction uses is taken; one across is a crossing, never at its corner.
                if self.used[next] & bit(ahead) != 0 {
                    continue;
                }
                if self.used[next] != 0 {
                    sum += CROSSING;
                }
                if what[next] & STRANGE != 0 {
                    sum += FOREIGN;
                }
                if kind(next) == GOAL {
                    let Some(extra) = port(&goal, self.point(next), ahead) else { continue };
                    sum += extra;
                }
                if self.hugs[next] & bit(ahead) != 0 {
                    sum += ALONG;
                }
                if sum < cost[4 * next + ahead] {
                    cost[4 * next + ahead] = sum;
                    came[4 * next + ahead] = state;
                    queue.push(std::cmp::Reverse((sum, 4 * next + ahead)));
                }
            }
        }
        let mut trail = List::new();
        let mut at = end;
        while let Some(state) = at {
            trail.push((state / 4, state % 4));
            at = Some(came[state]).filter(|&s| s != usize::MAX);
        }
        trail.reverse();
        for (k, &(cell, way)) in trail.iter().enumerate() {
            self.used[cell] |= bit(way) | trail.get(k + 1).map_or(0, |&(_, out)| bit(out));
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
