//! Three ways to place a graph, all with the same result: in layers, in lanes, in a grid.
//!
//! A layout is a function of ids, orders, sizes, clusters, reserved widths and edges alone. It works in whole numbers, so it is the same
//! on every machine, and it stops improving after a fixed amount of work, so it is quick on dense graphs too.

mod grid;
mod line;
mod maze;
mod order;
mod place;
mod rank;
mod room;
mod route;
mod simplex;

use crate::geometry::{Direction, Layout};
use crate::model::{Checked, Graph, Problem};

pub use grid::{Cell, Grid, grid};

/// Distances in pixels, and how long to look for a better order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Which way edges run.
    pub direction: Direction,
    /// Between two cards side by side.
    pub node_gap: i32,
    /// Between an edge and whatever is beside it.
    pub edge_gap: i32,
    /// Between two clusters side by side.
    pub cluster_gap: i32,
    /// Between a cluster's frame and its cards.
    pub pad: i32,
    /// Height of a cluster's title strip.
    pub title: i32,
    /// Between two parallel edges.
    pub track: i32,
    /// Least room between two rows, for an arrow head.
    pub rank_gap: i32,
    /// Around the whole.
    pub margin: i32,
    /// Steps of work to spend on fewer crossings; a graph of thirty nodes needs about a million.
    pub effort: u64,
}

impl Options {
    /// Edges from top to bottom.
    pub const DOWN: Self = Self {
        direction: Direction::Down,
        node_gap: 28,
        edge_gap: 16,
        cluster_gap: 28,
        pad: 20,
        title: 36,
        track: 12,
        rank_gap: 34,
        margin: 16,
        effort: 1_000_000,
    };

    /// Edges from left to right.
    pub const RIGHT: Self = Self { direction: Direction::Right, ..Self::DOWN };
}

impl Default for Options {
    fn default() -> Self {
        Self::DOWN
    }
}

/// Layers: clusters are stacked along the edges' direction, two that depend on each other lie side by side, and edges run at right angles
/// through no card, no title and no cluster that holds neither of their ends.
///
/// # Errors
/// Every [`Problem`] of the graph.
pub fn layered(graph: &Graph, options: &Options) -> Result<Layout, Vec<Problem>> {
    Ok(run(&graph.check()?, options, false))
}

/// Lanes: every cluster is a strip along the edges' direction, in declared order, and all share one scale of time. Edges between lanes that
/// are not neighbours cross the ones between them, between two columns. Lanes hold nodes alone.
///
/// # Errors
/// Every [`Problem`] of the graph, and [`Problem::NestedLane`].
pub fn lanes(graph: &Graph, options: &Options) -> Result<Layout, Vec<Problem>> {
    let checked = graph.check()?;
    let nested: Vec<Problem> = checked.clusters.iter().filter(|c| c.parent.is_some()).map(|c| Problem::NestedLane(c.id.clone())).collect();
    if nested.is_empty() { Ok(run(&checked, options, true)) } else { Err(nested) }
}

fn run(graph: &Checked<'_>, options: &Options, lanes: bool) -> Layout {
    let transposed = options.direction == Direction::Right;
    let ranked = rank::rank(graph, transposed, lanes);
    let ordered = order::order(&ranked, options.effort, lanes);
    let placed = place::place(&ranked, &ordered, options, transposed);
    route::route(graph, &ranked, &ordered, &placed, options)
}
