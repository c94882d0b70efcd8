//! A grid: everything has a given column and row, and nothing else decides where it lies. For drawings whose places mean something.
//!
//! All columns are equally wide and exist whether they hold something or not, so filling one moves nothing else.

#![allow(clippy::indexing_slicing, reason = "indices come from a checked graph or are made here from lengths")]

use super::Options;
use super::maze::Maze;
use crate::geometry::{ClusterBox, Direction, EdgePath, Layout, NodeBox, Point, Rect};
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

/// First and last column and row.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Area {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

impl Area {
    fn overlaps(&self, o: &Self) -> bool {
        self.left <= o.right && o.left <= self.right && self.top <= o.bottom && o.top <= self.bottom
    }

    fn union(&self, o: &Self) -> Self {
        Self { left: self.left.min(o.left), right: self.right.max(o.right), top: self.top.min(o.top), bottom: self.bottom.max(o.bottom) }
    }
}

/// Places a graph in a grid and leads its edges around what is placed, at right angles.
///
/// # Errors
/// Every [`Problem`] of the graph, and [`Problem::Cell`].
pub fn grid(graph: &Graph, grid: &Grid, options: &Options) -> Result<Layout, Vec<Problem>> {
    let checked = graph.check()?;
    let areas = areas(&checked, grid)?;
    let mut layout = boxes(&checked, grid, &areas, options);
    edges(&checked, &mut layout, options);
    layout.settle(options.margin);
    Ok(layout)
}

struct Areas {
    /// For each cluster that holds something, or is a cell.
    clusters: List<Option<Area>>,
    /// Whether a cluster is a cell.
    cell: List<bool>,
    /// For each node that is a cell itself.
    nodes: List<Option<Area>>,
}

fn areas(graph: &Checked<'_>, grid: &Grid) -> Result<Areas, List<Problem>> {
    let mut problems = List::new();
    let mut a = Areas {
        clusters: list![None; graph.clusters.len()],
        cell: list![false; graph.clusters.len()],
        nodes: list![None; graph.nodes.len()],
    };
    if grid.columns > 64 || grid.rows > 64 {
        return Err(list![Problem::TooLarge]);
    }
    let mut taken: List<Area> = List::new();
    for cell in &grid.cells {
        let (id, area) = match cell {
            Cell::Node { id, row, column } => (id, Area { left: *column, right: *column, top: *row, bottom: *row }),
            Cell::Cluster { id, row, column, span } => {
                (id, Area { left: *column, right: column.saturating_add(span.saturating_sub(1)), top: *row, bottom: *row })
            }
        };
        let slot = match cell {
            Cell::Node { .. } => graph.nodes.iter().position(|n| n.id == *id).map(|i| &mut a.nodes[i]),
            Cell::Cluster { .. } => graph.clusters.iter().position(|c| c.id == *id).map(|i| {
                a.cell[i] = true;
                &mut a.clusters[i]
            }),
        };
        let free = area.right < grid.columns && area.bottom < grid.rows && !taken.iter().any(|t| t.overlaps(&area));
        match slot {
            Some(slot) if free && slot.is_none() => {
                *slot = Some(area);
                taken.push(area);
            }
            _ => problems.push(Problem::Cell(id.clone())),
        }
    }
    for (i, node) in graph.nodes.iter().enumerate() {
        let in_cell = graph.cluster_of[i].is_some_and(|c| a.cell[c]);
        if in_cell == a.nodes[i].is_some() {
            problems.push(Problem::Cell(node.id.clone()));
        }
    }
    for (c, cluster) in graph.clusters.iter().enumerate() {
        if a.cell[c] && graph.parent_of.contains(&Some(c)) {
            problems.push(Problem::Cell(cluster.id.clone()));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    // What is around: inner clusters come after outer ones.
    let grow = |slot: &mut Option<Area>, area: Area| *slot = Some(slot.map_or(area, |s| s.union(&area)));
    for (i, area) in a.nodes.iter().enumerate() {
        if let (Some(c), Some(area)) = (graph.cluster_of[i], area) {
            grow(&mut a.clusters[c], *area);
        }
    }
    for c in (0..graph.clusters.len()).rev() {
        if let (Some(parent), Some(area)) = (graph.parent_of[c], a.clusters[c]) {
            grow(&mut a.clusters[parent], area);
        }
    }
    for c in 0..graph.clusters.len() {
        for d in 0..c {
            let nested = inside(graph, c, d) || inside(graph, d, c);
            if let (Some(p), Some(q)) = (a.clusters[c], a.clusters[d])
                && !nested
                && p.overlaps(&q)
            {
                problems.push(Problem::Cell(graph.clusters[c].id.clone()));
            }
        }
        for (i, area) in a.nodes.iter().enumerate() {
            let mine = graph.cluster_of[i].is_some_and(|home| home == c || inside(graph, home, c));
            if let (Some(p), Some(q)) = (a.clusters[c], area)
                && !mine
                && p.overlaps(q)
            {
                problems.push(Problem::Cell(graph.nodes[i].id.clone()));
            }
        }
    }
    if problems.is_empty() { Ok(a) } else { Err(problems) }
}

/// Whether a cluster lies in another, at any depth.
fn inside(graph: &Checked<'_>, mut inner: usize, outer: usize) -> bool {
    while let Some(parent) = graph.parent_of[inner] {
        if parent == outer {
            return true;
        }
        inner = parent;
    }
    false
}

/// For each cluster how many clusters begin (or end) at the same line at or inside its side there.
fn levels(graph: &Checked<'_>, areas: &Areas, side: &dyn Fn(&Area) -> usize) -> List<i32> {
    let mut levels = list![1; graph.clusters.len()];
    for c in (0..graph.clusters.len()).rev() {
        if let (Some(parent), Some(area)) = (graph.parent_of[c], &areas.clusters[c])
            && areas.clusters[parent].is_some_and(|p| side(&p) == side(area))
        {
            levels[parent] = levels[parent].max(levels[c] + 1);
        }
    }
    levels
}

/// Between two cards in one cell.
const STACK_GAP: i32 = 20;

fn boxes(graph: &Checked<'_>, grid: &Grid, areas: &Areas, options: &Options) -> Layout {
    let (pad, title) = (options.pad, options.title);
    let opens = levels(graph, areas, &|a| a.top);
    let closes = levels(graph, areas, &|a| a.bottom);
    let lefts = levels(graph, areas, &|a| a.left);
    let rights = levels(graph, areas, &|a| a.right);
    let (mut above, mut below) = (list![0; grid.rows], list![0; grid.rows]);
    let (mut before, mut after) = (list![0; grid.columns], list![0; grid.columns]);
    let at_least = |slot: &mut i32, v: i32| *slot = (*slot).max(v);
    for (c, area) in areas.clusters.iter().enumerate() {
        if let Some(area) = area {
            at_least(&mut above[area.top], opens[c] * title);
            at_least(&mut below[area.bottom], closes[c] * pad);
            at_least(&mut before[area.left], lefts[c] * pad);
            at_least(&mut after[area.right], rights[c] * pad);
        }
    }
    // Sizes of cells: one width for all columns, one height for each row.
    let stacks: List<List<usize>> = (0..graph.clusters.len())
        .map(|c| (0..graph.nodes.len()).filter(|&i| areas.cell[c] && graph.cluster_of[i] == Some(c)).collect())
        .collect();
    let (mut width, mut heights) = (0, list![0; grid.rows]);
    for (i, area) in areas.nodes.iter().enumerate() {
        if let Some(area) = area {
            width = width.max(graph.nodes[i].w);
            at_least(&mut heights[area.top], graph.nodes[i].h);
        }
    }
    for (c, area) in areas.clusters.iter().enumerate() {
        if let Some(area) = area {
            let span = i32::try_from(area.right - area.left + 1).unwrap_or(1);
            let own = stacks[c].iter().map(|&i| graph.nodes[i].w).max().unwrap_or(0);
            width = width.max(own.max(graph.clusters[c].title_width - 8) / span);
            if areas.cell[c] {
                let rows: i32 = stacks[c].iter().map(|&i| graph.nodes[i].h + STACK_GAP).sum();
                at_least(&mut heights[area.top], (rows - STACK_GAP).max(24));
            }
        }
    }
    let (mut xs, mut ys) = (List::new(), List::new());
    let mut at = 0;
    for k in 0..grid.columns {
        let room = if k == 0 { before[k] } else { before[k].max(after[k - 1]).max(before[k] + after[k - 1]) + options.cluster_gap + 8 };
        at += room;
        xs.push((at, at + width));
        at += width;
    }
    at = 0;
    for k in 0..grid.rows {
        let full = heights[k] > 0;
        if full {
            at += above[k] + if k == 0 { 0 } else { options.cluster_gap };
        }
        ys.push((at, at + heights[k]));
        at += heights[k] + if full { below[k] } else { 0 };
    }
    let mut layout = Layout { direction: Direction::Down, ..Layout::default() };
    let mut rects: List<Rect> = graph.nodes.iter().map(|n| Rect { x: 0, y: 0, w: n.w, h: n.h }).collect();
    for (i, area) in areas.nodes.iter().enumerate() {
        if let Some(area) = area {
            let (a, b) = (xs[area.left], ys[area.top]);
            (rects[i].x, rects[i].y) = (i32::midpoint(a.0, a.1 - rects[i].w), i32::midpoint(b.0, b.1 - rects[i].h));
        }
    }
    for (c, area) in areas.clusters.iter().enumerate() {
        let Some(area) = area else { continue };
        let (left, right) = (xs[area.left].0, xs[area.right].1);
        let mut y = ys[area.top].0;
        for &i in &stacks[c] {
            (rects[i].x, rects[i].y) = (i32::midpoint(left, right - rects[i].w), y);
            y += rects[i].h + STACK_GAP;
        }
        let frame = Rect { x: left - lefts[c] * pad, y: ys[area.top].0 - opens[c] * title, w: 0, h: 0 };
        let frame = Rect { w: right + rights[c] * pad - frame.x, h: ys[area.bottom].1 + closes[c] * pad - frame.y, ..frame };
        let words = Rect { x: frame.x + 14, y: frame.y + 8, w: graph.clusters[c].title_width.min(frame.w - 28), h: 20 };
        let mut depth = 0;
        let mut up = graph.parent_of[c];
        while let Some(parent) = up {
            (depth, up) = (depth + 1, graph.parent_of[parent]);
        }
        layout.clusters.push(ClusterBox { id: graph.clusters[c].id.clone(), rect: frame, title: words, depth });
    }
    layout.nodes = graph.nodes.iter().zip(rects).map(|(n, rect)| NodeBox { id: n.id.clone(), rect }).collect();
    layout
}

fn edges(graph: &Checked<'_>, layout: &mut Layout, options: &Options) {
    let cards: List<Rect> = layout.nodes.iter().map(|n| n.rect).collect();
    let titles: List<Rect> = layout.clusters.iter().map(|c| c.title).collect();
    let frames: List<Rect> = layout.clusters.iter().map(|c| c.rect).collect();
    let index = |id: &str| graph.clusters.iter().position(|c| c.id == id);
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
        let holds = |id: &str, node: usize| {
            let home = graph.cluster_of[node];
            index(id).is_some_and(|c| home.is_some_and(|h| h == c || inside(graph, h, c)))
        };
        let foreign: List<Rect> = layout.clusters.iter().filter(|c| !holds(&c.id, b.from) && !holds(&c.id, b.to)).map(|c| c.rect).collect();
        paths[i] = maze.lead(b.from, b.to, &foreign);
    }
    for (b, points) in graph.bundles.iter().zip(paths) {
        layout.edges.push(EdgePath {
            ids: b.edges.iter().map(|e| e.id.clone()).collect(),
            from: graph.nodes[b.from].id.clone(),
            to: graph.nodes[b.to].id.clone(),
            points,
            label: None,
        });
    }
    // Words go where nothing else is, if there is such a place on their edge.
    for (i, b) in graph.bundles.iter().enumerate() {
        if b.label().is_none() {
            continue;
        }
        let (w, h) = (b.label_width() + 10, 18);
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
