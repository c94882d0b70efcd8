//! Properties of layered layouts on 200 generated graphs: no faults, few crossings, and nothing that moves by itself.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where it stands, and prints its figures"
)]

mod support;

use diagram::layout::{Options, layered};
use diagram::metrics::{Metrics, measure};
use diagram::{Badge, Change, Direction, Graph, Layout, Line, Status};
use support::{GENERATED, Lcg, generated};

/// What Mermaid 12.3.0 (ELK) draws on the same 200 texts, by the same metric: `node tests/diagram/judge.mjs FOLDER --total` after
/// `cargo run --release -p diagram --example gallery -- FOLDER generated`. Recorded on 2026-11-24.
const MERMAID_12_CROSSINGS: usize = 4548;
const MERMAID_12_LENGTH: i64 = 6_040_214;

fn lay(graph: &Graph, direction: Direction) -> Layout {
    layered(graph, &Options { direction, ..Options::default() }).unwrap()
}

#[test]
fn no_faults_and_fewer_crossings_than_mermaid() {
    let mut sum = Metrics::default();
    let mut bad = Vec::new();
    for seed in 0..GENERATED {
        let (graph, direction) = generated(seed);
        let m = measure(&graph, &lay(&graph, direction));
        if m.faults() > 0 {
            bad.push((seed, m));
        }
        sum += m;
    }
    println!("{GENERATED} generated graphs: {sum:#?}");
    println!("crossings {} of Mermaid's {MERMAID_12_CROSSINGS}, length {} of {MERMAID_12_LENGTH}", sum.crossings, sum.length);
    assert!(bad.is_empty(), "graphs with faults: {bad:?}");
    assert!(sum.crossings <= MERMAID_12_CROSSINGS);
    assert!(sum.length <= MERMAID_12_LENGTH);
}

/// A tenth of the generated graphs, for properties that lay each out more than once.
fn some() -> impl Iterator<Item = (u64, Graph, Direction)> {
    (0..GENERATED).step_by(10).map(|seed| {
        let (graph, direction) = generated(seed);
        (seed, graph, direction)
    })
}

#[test]
fn the_order_of_declarations_moves_nothing() {
    for (seed, graph, direction) in some() {
        let expected = lay(&graph, direction);
        let mut r = Lcg(seed);
        let mut mixed = graph.clone();
        for k in (1..mixed.nodes.len()).rev() {
            mixed.nodes.swap(k, r.below(k + 1));
        }
        for k in (1..mixed.edges.len()).rev() {
            mixed.edges.swap(k, r.below(k + 1));
        }
        mixed.clusters.reverse();
        assert_eq!(lay(&mixed, direction), expected, "graph {seed}");
        assert_eq!(mixed.topology(), graph.topology(), "graph {seed}");
    }
}

#[test]
fn texts_ghosts_badges_and_changes_move_nothing() {
    for (seed, graph, direction) in some() {
        let expected = lay(&graph, direction);
        let mut other = graph.clone();
        other.title = "another".into();
        for n in &mut other.nodes {
            n.title = format!("{} 別の名前でもっと長い", n.title);
            n.detail = "db.r6g.large · Multi-AZ".into();
            (n.ghost, n.change) = (true, Some(Change::Removed));
            n.badge = Some(Badge { status: Status::Failure, count: 99, label: String::new() });
        }
        for c in &mut other.clusters {
            (c.ghost, c.title) = (true, "x".into());
        }
        for e in &mut other.edges {
            (e.ghost, e.line) = (true, Line::Dashed);
        }
        assert_eq!(lay(&other, direction), expected, "graph {seed}");
        assert_eq!(other.topology(), graph.topology(), "graph {seed}");
    }
}

#[test]
fn the_topology_changes_with_what_a_layout_reads() {
    let (graph, _) = generated(1);
    let change = |edit: fn(&mut Graph)| {
        let mut other = graph.clone();
        edit(&mut other);
        other.topology()
    };
    let edits: [fn(&mut Graph); 8] = [
        |g| g.nodes[0].w += 1,
        |g| g.nodes[0].order += 1000,
        |g| g.nodes[0].cluster = None,
        |g| g.clusters[0].title_width += 1,
        |g| g.edges[0].label = Some("words".into()),
        |g| g.edges[0].label_width += 1,
        |g| drop(g.edges.pop()),
        |g| g.clusters[0].order += 1000,
    ];
    let mut seen = vec![graph.topology()];
    for edit in edits {
        let key = change(edit);
        assert!(!seen.contains(&key), "an edit is not seen");
        seen.push(key);
    }
}

#[test]
fn little_effort_leaves_no_faults_either() {
    for (seed, graph, direction) in some() {
        let layout = layered(&graph, &Options { direction, effort: 0, ..Options::default() }).unwrap();
        assert_eq!(measure(&graph, &layout).faults(), 0, "graph {seed}");
    }
}

#[test]
fn dense_graphs_are_drawn_without_faults() {
    for (n, m) in [(12, 60), (40, 160), (80, 240)] {
        let graph = support::dense(n, m);
        let found = measure(&graph, &lay(&graph, Direction::Down));
        println!("{n} nodes, {m} edges: {found:?}");
        assert_eq!(found.faults(), 0);
    }
}
