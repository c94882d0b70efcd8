//! The founding graphs, and the ones that use everything, against what Mermaid 12 draws of the same texts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where it stands, and prints its figures"
)]

mod support;

use diagram::layout::{Options, lanes, layered};
use diagram::metrics::measure;
use support::{FOUNDING, founding, showcase};

/// Crossings of Mermaid 12.3.0 (ELK) by the same metric, and the bar where it is lower: none in the pipeline.
const CROSSINGS: [(&str, usize); 5] = [("runtime", 2), ("cd", 0), ("envs", 16), ("moddeps", 1), ("full40", 231)];

#[test]
fn founding_graphs_have_no_faults_and_no_more_crossings_than_mermaid() {
    for (name, _) in FOUNDING {
        let (_, bar) = CROSSINGS.into_iter().find(|c| c.0 == name).unwrap();
        for size in [(152, 48), (236, 64)] {
            let (graph, direction) = founding(name, size);
            let options = Options { direction, ..Options::default() };
            let mut layouts = vec![("layers", layered(&graph, &options).unwrap())];
            if name == "cd" {
                layouts.push(("lanes", lanes(&graph, &options).unwrap()));
            }
            for (how, layout) in layouts {
                let m = measure(&graph, &layout);
                println!("{name} in {how}, cards of {size:?}: {}x{}, {m:?}", layout.width, layout.height);
                assert_eq!(m.faults(), 0, "{name}: {m:?}");
                assert!(m.crossings <= bar, "{name}: {} crossings, at most {bar}", m.crossings);
            }
        }
    }
}

#[test]
fn the_runtime_graph_is_shorter_than_mermaid_draws_it() {
    let (graph, _) = founding("runtime", (152, 48));
    let m = measure(&graph, &layered(&graph, &Options::DOWN).unwrap());
    // 8,097 pixels by Mermaid 12.3.0 with cards of about this size.
    assert!(m.length <= 8097, "{}", m.length);
}

#[test]
fn drawings_with_everything_have_no_faults() {
    for (name, graph, layout) in showcase() {
        let m = measure(&graph, &layout);
        println!("{name}: {m:?}");
        assert_eq!(m.faults(), 0, "{name}: {m:?}");
    }
}

#[test]
fn a_grid_keeps_its_places_whatever_exists() {
    let (all, cells) = support::network(3);
    let expected = diagram::layout::grid(&all, &cells, &Options::DOWN).unwrap();
    let (fewer, cells) = support::network(2);
    assert_eq!(diagram::layout::grid(&fewer, &cells, &Options::DOWN).unwrap(), expected);
}

/// Coordinates are part of what is shipped: a change of the engine that moves a drawing has to be seen. `UPDATE_EXPECT=1` writes them anew.
#[test]
fn coordinates_are_as_recorded() {
    let mut text = String::new();
    let (graph, _) = founding("runtime", (236, 64));
    let mut drawings = vec![("runtime", layered(&graph, &Options::DOWN).unwrap())];
    drawings.extend(showcase().into_iter().filter(|s| s.0 != "hostile").map(|(name, _, layout)| (name, layout)));
    for (name, layout) in drawings {
        text += &format!("{name} {}x{}\n", layout.width, layout.height);
        for n in &layout.nodes {
            text += &format!("  node {} {} {} {} {}\n", n.id, n.rect.x, n.rect.y, n.rect.w, n.rect.h);
        }
        for c in &layout.clusters {
            let (r, t) = (c.rect, c.title);
            text += &format!("  cluster {} {} {} {} {}, title {} {} {}\n", c.id, r.x, r.y, r.w, r.h, t.x, t.y, t.w);
        }
        for e in &layout.edges {
            let points: Vec<String> = e.points.iter().map(|p| format!("{},{}", p.x, p.y)).collect();
            text += &format!("  edge {} {}\n", e.ids.join("+"), points.join(" "));
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/coordinates.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    let recorded = std::fs::read(path).map(|b| String::from_utf8(b).unwrap()).unwrap_or_default();
    let differing = text.lines().zip(recorded.lines()).find(|(a, b)| a != b);
    assert!(text == recorded, "coordinates differ; first: {differing:?}. If that is meant: UPDATE_EXPECT=1 cargo test -p diagram");
}
