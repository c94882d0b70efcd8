//! Properties of layered layouts on generated graphs: no faults, few crossings, and nothing that moves by itself.

mod support;

use diagram::layout::{Options, layered};
use diagram::metrics::{Metrics, measure};
use diagram::{Direction, Graph, Layout};
use support::{GENERATED, Lcg, generated};

fn lay(graph: &Graph, direction: Direction) -> Layout {
    layered(graph, &Options { direction, ..Options::default() }).unwrap()
}

#[test]
fn no_faults_on_generated_graphs() {
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
    println!("{GENERATED} generated graphs, sums: {sum:#?}");
    for (seed, m) in bad.iter().take(5) {
        println!("graph {seed}: {m:?}");
    }
    assert_eq!(sum.faults(), 0, "{} graphs with faults: {:?}", bad.len(), bad.iter().map(|b| b.0).collect::<Vec<_>>());
}
