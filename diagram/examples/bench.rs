//! Prints how long layouts take: `cargo run --release -p diagram --example bench`. The bar for the runtime graph is 5 ms.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_types,
    clippy::indexing_slicing,
    reason = "a stopwatch for developers, not part of the library"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Instant;

use diagram::export::{drawio, mermaid, svg};
use diagram::layout::{Options, grid, layered};
use diagram::metrics::measure;
use diagram::theme::Theme;
use diagram::{Graph, Layout};

fn main() {
    println!("{:<28}{:>10}{:>10}{:>11}", "graph", "min ms", "median ms", "crossings");
    for (name, _) in support::FOUNDING {
        let (graph, direction) = support::founding(name, (236, 64));
        time(name, &graph, || layered(&graph, &Options { direction, ..Options::default() }).unwrap());
    }
    let nested = support::nested();
    time("nested", &nested, || layered(&nested, &Options::DOWN).unwrap());
    let (network, cells) = support::network(3);
    time("network (grid)", &network, || grid(&network, &cells, &Options::DOWN).unwrap());
    for (n, m) in [(40, 60), (40, 120), (60, 200), (200, 400)] {
        let graph = support::dense(n, m);
        time(&format!("dense {n} nodes {m} edges"), &graph, || layered(&graph, &Options::DOWN).unwrap());
    }
    let layout = layered(&nested, &Options::DOWN).unwrap();
    for (name, size) in [
        ("svg", svg::render(&nested, &layout, &Theme::LIGHT).len()),
        ("mermaid", mermaid::render(&nested, layout.direction).unwrap().len()),
        ("drawio", drawio::render(&nested, &layout, &Theme::LIGHT).len()),
    ] {
        println!("{name}: {size} bytes");
    }
}

fn time(name: &str, graph: &Graph, lay: impl Fn() -> Layout) {
    let mut times: Vec<f64> = (0..11)
        .map(|_| {
            let begin = Instant::now();
            let layout = lay();
            let time = begin.elapsed().as_secs_f64() * 1000.0;
            assert!(layout.width > 0);
            time
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:<28}{:>10.2}{:>10.2}{:>11}", times[0], times[5], measure(graph, &lay()).crossings);
}
