//! Writes the graphs of the tests as SVG (light and dark), Mermaid, draw.io and JSON into a folder, for the eye and for
//! `tests/diagram/judge.mjs` and `drawio.mjs`: `cargo run --release -p diagram --example gallery -- FOLDER [generated]`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for developers: it may stop where it stands")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;

use diagram::export::{drawio, mermaid, svg};
use diagram::layout::{Options, lanes, layered};
use diagram::metrics::{marks, measure, texts};
use diagram::theme::Theme;
use diagram::{Direction, Graph, Layout};

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "target/gallery".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    if args.next().as_deref() == Some("generated") {
        for seed in 0..support::GENERATED {
            let (graph, direction) = support::generated(seed);
            let layout = layered(&graph, &Options { direction, ..Options::default() }).unwrap();
            write(folder, &format!("generated-{seed:03}"), &graph, &layout);
        }
        return;
    }
    for (name, _) in support::FOUNDING {
        let (graph, direction) = support::founding(name, (236, 64));
        let options = Options { direction, ..Options::default() };
        let layout = if name == "cd" { lanes(&graph, &options) } else { layered(&graph, &options) }.unwrap();
        write(folder, name, &graph, &layout);
    }
    for (name, graph, layout) in support::showcase() {
        write(folder, name, &graph, &layout);
    }
}

fn write(folder: &Path, name: &str, graph: &Graph, layout: &Layout) {
    let put = |suffix: &str, text: String| std::fs::write(folder.join(format!("{name}{suffix}")), text).unwrap();
    put(".light.svg", svg::render(graph, layout, &Theme::LIGHT));
    put(".dark.svg", svg::render(graph, layout, &Theme::DARK));
    put(".drawio", drawio::render(graph, layout, &Theme::LIGHT));
    put(".mmd", mermaid::render(graph, layout.direction).unwrap());
    let m = measure(graph, layout);
    let direction = if layout.direction == Direction::Down { "TB" } else { "LR" };
    let list = |texts: Vec<String>| texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
    let (badges, changes) = marks(graph, layout);
    put(
        ".expected.json",
        format!(
            "{{\"nodes\": {}, \"clusters\": {}, \"edges\": {}, \"crossings\": {}, \"length\": {}, \"direction\": \"{direction}\", \"labels\": [{}], \"badges\": [{}], \"changes\": {changes}}}\n",
            layout.nodes.len(),
            layout.clusters.len(),
            layout.edges.len(),
            m.crossings,
            m.length,
            list(texts(graph, layout)),
            list(badges)
        ),
    );
    println!("{name}: {}x{}, {} faults, {} crossings", layout.width, layout.height, m.faults(), m.crossings);
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
