//! A grid: everything has a given column and row, and nothing else decides where it lies. For drawings whose places mean something.
//!
//! All columns are equally wide and exist whether they hold something or not, so filling one moves nothing else.

#![allow(clippy::indexing_slicing, reason = "indices come from a checked graph or are made here from lengths")]

use super::Options;
use super::maze::Maze;
use crate::geometry::{ClusterBox, Direction, Layout, NodeBox, Point, Rect};
use crate::list::{List, list};
use crate::model::{Checked, Graph, Problem};
use crate::small;

/// Which column and row everything has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// How many columns there are, empty ones included; at most 64.
    pub columns: usize,
    /// How many rows there are; at most 64. An empty one takes no room.
    pub rows: usize,
    /// A place for each node outside of placed clusters, and for each cluster that holds nodes alone and is to be a cell. Clusters without a
    /// place are drawn around what they hold.
    pub cells: Vec<Cell>,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A node.
    Node {
        /// Its id.
        id: String,
        /// Its row, from 0.
        row: usize,
        /// Its column, from 0.
        column: usize,
    },
    /// A cluster with the nodes in it, one below the other.
    Cluster {
        /// Its id.
        id: String,
        /// Its row, from 0.
        row: usize,
        /// Its column, from 0.
        column: usize,
        /// How many columns it covers.
        span: usize,
    },
}

/// First and last column, first and last row.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Area {
    first: [usize; 2],
    last: [usize; 2],
}

impl Area {
    fn overlaps(&self, o: &Self) -> bool {
        (0..2).all(|axis| self.first[axis] <= o.last[axis] && o.first[axis] <= self.last[axis])
    }

    fn grow(&mut self, o: &Self) {
        for axis in 0..2 {
            self.first[axis] = self.first[axis].min(o.first[axis]);
            self.last[axis] = self.last[axis].max(o.last[axis]);
        }
    }
}

/// Places a graph in a grid and leads its edges around what is placed, at right angles.
///
/// # Errors
/// Every [`Problem`] of the graph, and [`Problem::Cell`].
pub fn grid(graph: &Graph, grid: &Grid, options: &Options) -> Result<Layout, Vec<Problem>> {
    let checked = graph.check()?;
    if grid.columns > 64 || grid.rows > 64 {
        return Err(vec![Problem::TooLarge]);
    }
    let places = Places::of(&checked, grid)?;
    let mut layout = boxes(&checked, grid, &places, options);
    edges(&checked, &places, &mut layout, options);
    layout.settle(options.margin);
    Ok(layout)
}

/// Clusters, then nodes, each with the cluster around it.
struct Places {
    homes: List<Option<usize>>,
    /// Of nodes that are a cell, of clusters that are one, and of clusters around such.
    areas: List<Option<Area>>,
    /// Whether a cluster is a cell.
    cell: List<bool>,
}

impl Places {
    fn of(graph: &Checked<'_>, grid: &Grid) -> Result<Self, List<Problem>> {
        let clusters = graph.clusters.len();
        let mut homes = graph.parent_of.clone();
        homes.extend(graph.cluster_of.iter().copied());
        let mut places = Self { areas: list![None; homes.len()], cell: list![false; clusters], homes };
        let mut problems = List::new();
        let mut bad = |id: &str| problems.push(Problem::Cell(id.to_owned()));
        let mut taken: List<Area> = List::new();
        for cell in &grid.cells {
            let (id, row, column, span, found) = match cell {
                Cell::Node { id, row, column } => {
                    (id, *row, *column, 1, graph.nodes.iter().position(|n| n.id == *id).map(|i| clusters + i))
                }
                Cell::Cluster { id, row, column, span } => (id, *row, *column, *span, graph.clusters.iter().position(|c| c.id == *id)),
            };
            let area = Area { first: [column, row], last: [column.saturating_add(span.saturating_sub(1)), row] };
            let free = area.last[0] < grid.columns && row < grid.rows && !taken.iter().any(|t| t.overlaps(&area));
            match found {
                Some(i) if free && places.areas[i].is_none() => {
                    places.areas[i] = Some(area);
                    taken.push(area);
                    if let Some(cell) = places.cell.get_mut(i) {
                        *cell = true;
                    }
                }
                _ => bad(id),
            }
        }
        for (i, &home) in places.homes.iter().enumerate() {
            let in_cell = home.is_some_and(|c| places.cell[c]);
            match i.checked_sub(clusters) {
                Some(n) if in_cell == places.areas[i].is_some() => bad(&graph.nodes[n].id),
                None if in_cell => bad(&graph.clusters[i].id),
                _ => {}
            }
        }
        // What is around: inner clusters come after outer ones, and nodes after them.
        for i in (0..places.homes.len()).rev() {
            if let (Some(home), Some(area)) = (places.homes[i], places.areas[i]) {
                places.areas[home].get_or_insert(area).grow(&area);
            }
        }
        for (i, area) in places.areas.iter().enumerate() {
            for c in 0..i.min(clusters) {
                if let (Some(a), Some(b)) = (area, &places.areas[c])
                    && a.overlaps(b)
                    && !places.inside(i, c)
                {
                    bad(i.checked_sub(clusters).map_or_else(|| &graph.clusters[i].id, |n| &graph.nodes[n].id));
                }
            }
        }
        if problems.is_empty() { Ok(places) } else { Err(problems) }
    }

    /// Whether something lies in a cluster, at any depth.
    fn inside(&self, mut inner: usize, outer: usize) -> bool {
        while let Some(home) = self.homes[inner] {
            if home == outer {
                return true;
            }
            inner = home;
        }
        false
    }
}

/// Where the columns lie, or the rows, and how far clusters reach beyond their first and last one.
struct Axis {
    cells: List<(i32, i32)>,
    reach: List<(i32, i32)>,
}

impl Axis {
    /// From the sizes of cells, how far a cluster reaches beyond what it holds, and the room between. Cells begin at whole steps, so lines
    /// have the same ways to go in each.
    fn new(axis: usize, places: &Places, sizes: List<i32>, (before, after): (i32, i32), (gap, step): (i32, i32)) -> Self {
        let mut reach = list![(before, after); places.cell.len()];
        let mut room = list![(0, 0); sizes.len()];
        for c in (0..reach.len()).rev() {
            let Some(area) = places.areas[c] else { continue };
            let (low, high) = reach[c];
            let (first, last) = (area.first[axis], area.last[axis]);
            room[first].0 = room[first].0.max(low);
            room[last].1 = room[last].1.max(high);
            if let Some(home) = places.homes[c]
                && let Some(around) = places.areas[home]
            {
                if around.first[axis] == first {
                    reach[home].0 = reach[home].0.max(low + before);
                }
                if around.last[axis] == last {
                    reach[home].1 = reach[home].1.max(high + after);
                }
            }
        }
        let (mut cells, mut at) = (List::new(), 0);
        for (k, size) in sizes.into_iter().enumerate() {
            if size > 0 {
                at += room[k].0 + if k == 0 { 0 } else { gap };
                at += (-at).rem_euclid(step);
            }
            cells.push((at, at + size));
            if size > 0 {
                at += size + room[k].1;
            }
        }
        Self { cells, reach }
    }

    /// From the beginning of the first to the end of the last cell of an area.
    fn span(&self, axis: usize, area: &Area) -> (i32, i32) {
        (self.cells[area.first[axis]].0, self.cells[area.last[axis]].1)
    }
}

/// Around the words on an edge, both sides together.
const WORDS_PAD: i32 = 10;
/// Between two cards in one cell.
const STACK_GAP: i32 = 20;

fn boxes(graph: &Checked<'_>, grid: &Grid, places: &Places, options: &Options) -> Layout {
    let clusters = graph.clusters.len();
    let mut rects: List<Rect> = graph.nodes.iter().map(|n| Rect { x: 0, y: 0, w: n.w, h: n.h }).collect();
    // Sizes of cells: one width for all columns, one height for each row.
    let (mut width, mut heights) = (0, list![0; grid.rows]);
    for (i, area) in places.areas.iter().enumerate() {
        let Some(area) = area else { continue };
        let (mut wide, mut high) = (0, 0);
        if let Some(n) = i.checked_sub(clusters) {
            (wide, high) = (rects[n].w, rects[n].h);
        } else {
            for (n, r) in rects.iter().enumerate() {
                if places.cell[i] && graph.cluster_of[n] == Some(i) {
                    wide = wide.max(r.w);
                    high += r.h + STACK_GAP;
                }
            }
            let span = (area.last[0] - area.first[0] + 1) as i32;
            wide = wide.max(graph.clusters[i].title_width - 8) / span;
            high = if places.cell[i] { (high - STACK_GAP).max(24) } else { 0 };
        }
        width = width.max(wide);
        heights[area.first[1]] = heights[area.first[1]].max(high);
    }
    let (pad, gap) = (options.pad, options.cluster_gap);
    // Between two columns there is room for words on a line, which would else lie across a frame.
    let words = graph.bundles.iter().fold(0, |most, b| most.max(b.label_width()));
    let words = if words > 0 { words + WORDS_PAD + 8 } else { 0 };
    let columns = Axis::new(0, places, list![width; grid.columns], (pad, pad), (words.max(gap + 8), options.track));
    let rows = Axis::new(1, places, heights, (options.title, pad), (gap, 1));
    let mut layout = Layout { direction: Direction::Down, ..Layout::default() };
    for (i, area) in places.areas.iter().enumerate() {
        let Some(area) = area else { continue };
        let ((left, right), (top, bottom)) = (columns.span(0, area), rows.span(1, area));
        let Some(n) = i.checked_sub(clusters) else {
            let mut y = top;
            for (n, r) in rects.iter_mut().enumerate() {
                if places.cell[i] && graph.cluster_of[n] == Some(i) {
                    (r.x, r.y) = (i32::midpoint(left, right - r.w), y);
                    y += r.h + STACK_GAP;
                }
            }
            let (across, along) = (columns.reach[i], rows.reach[i]);
            let (x, y) = (left - across.0, top - along.0);
            let rect = Rect { x, y, w: right + across.1 - x, h: bottom + along.1 - y };
            let cluster = graph.clusters[i];
            let title = Rect { x: x + 14, y: y + 8, w: cluster.title_width.min(rect.w - 28), h: 20 };
            layout.clusters.push(ClusterBox { id: cluster.id.clone(), rect, title, depth: graph.depth_of[i] });
            continue;
        };
        let r = &mut rects[n];
        (r.x, r.y) = (i32::midpoint(left, right - r.w), i32::midpoint(top, bottom - r.h));
    }
    layout.nodes = graph.nodes.iter().zip(rects).map(|(n, rect)| NodeBox { id: n.id.clone(), rect }).collect();
    layout
}

fn edges(graph: &Checked<'_>, places: &Places, layout: &mut Layout, options: &Options) {
    let cards: List<Rect> = layout.nodes.iter().map(|n| n.rect).collect();
    let titles: List<Rect> = layout.clusters.iter().map(|c| c.title).collect();
    let frames: List<Rect> = layout.clusters.iter().map(|c| c.rect).collect();
    let clusters = graph.clusters.len();
    let drawn: List<usize> = (0..clusters).filter(|&c| places.areas[c].is_some()).collect();
    let mut maze = Maze::new(&cards, &titles, &frames, options.track);
    // Short edges first: they have the fewest ways to go.
    let mut turns: List<usize> = (0..graph.bundles.len()).collect();
    let far = |i: usize| {
        let (a, b) = (cards[graph.bundles[i].from].centre(), cards[graph.bundles[i].to].centre());
        (a.x - b.x).abs() + (a.y - b.y).abs()
    };
    small::sort(&mut turns, |&a, &b| far(a) < far(b));
    let mut paths = list![Vec::new(); turns.len()];
    for i in turns {
        let b = &graph.bundles[i];
        let mut foreign: List<Rect> = List::new();
        for (&c, frame) in drawn.iter().zip(&frames) {
            if !places.inside(clusters + b.from, c) && !places.inside(clusters + b.to, c) {
                foreign.push(*frame);
            }
        }
        paths[i] = maze.lead(b.from, b.to, &foreign);
    }
    for (b, points) in graph.bundles.iter().zip(paths) {
        layout.edges.push(b.path(graph, points, None));
    }
    // Words go where nothing else is, if there is such a place on their edge.
    for (i, b) in graph.bundles.iter().enumerate() {
        if b.label().is_none() {
            continue;
        }
        let (w, h) = (b.label_width() + WORDS_PAD, 18);
        let points = layout.edges[i].points.clone();
        let taken = |r: &Rect| {
            cards.iter().chain(&titles).any(|o| o.overlaps(r))
                || layout.edges.iter().enumerate().any(|(j, e)| {
                    e.label.is_some_and(|o| o.overlaps(r)) || j != i && e.points.windows(2).any(|p| piece(p[0], p[1]).overlaps(r))
                })
        };
        let mut best: Option<(i32, Rect)> = None;
        for p in points.windows(2) {
            let (a, b) = (p[0], p[1]);
            let length = (a.x - b.x).abs() + (a.y - b.y).abs();
            for k in (0..=length).step_by(4) {
                let (x, y) = (a.x + (b.x - a.x).signum() * k, a.y + (b.y - a.y).signum() * k);
                let spot = Rect { x: x - w / 2, y: y - h / 2, w, h };
                // On a frame it would cut the frame; else in the middle of a long piece.
                let cuts = frames.iter().any(|f| f.overlaps(&spot) && !f.contains(&spot));
                let cost = i32::from(cuts) * 10_000 + (2 * k - length).abs() - length;
                if best.is_none_or(|b| cost < b.0) && !taken(&spot) {
                    best = Some((cost, spot));
                }
            }
        }
        layout.edges[i].label = best.map(|b| b.1);
    }
}

/// The points of a piece of an edge as a box.
fn piece(a: Point, b: Point) -> Rect {
    Rect { x: a.x.min(b.x), y: a.y.min(b.y), w: (a.x - b.x).abs() + 1, h: (a.y - b.y).abs() + 1 }
}
