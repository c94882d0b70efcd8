//! What a page carries without layout, routing and exports: memory, maps, sorting, numbers as text, JSON, and the parts of this crate
//! by which it draws what has a place (`app/src/panels/review/diagram`).

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

use diagram::draw::{CardParts, arrow_head, badge, change, edge_path};
use diagram::look::PathLook;
use diagram::theme::Theme;
use diagram::view::reading_order;
use diagram::{Edge, Graph, LABEL_FONT_PX, Layout, TITLE_FONT_PX, text};
use serde_json::Value;

/// Cards, arrows and words of a drawing whose places are known.
fn draw(graph: &Graph, layout: &Layout) {
    for node in &graph.nodes {
        black_box((CardParts::of(node), layout.node(&node.id)));
        black_box((node.badge.as_ref().map(|mark| badge(mark.status)), node.change.map(change)));
    }
    for cluster in &graph.clusters {
        black_box(layout.cluster(&cluster.id).map(|place| text::fit_bold(&cluster.title, TITLE_FONT_PX, place.title.w)));
    }
    for path in &layout.edges {
        let edges: Vec<&Edge> = graph.edges.iter().filter(|edge| path.ids.contains(&edge.id)).collect();
        let look = PathLook::of(&edges);
        black_box((edge_path(&path.points), arrow_head(&path.points), look.faint()));
        black_box(look.label.as_ref().map(|label| text::fit(label, LABEL_FONT_PX, 100)));
    }
    black_box((reading_order(layout), Theme::LIGHT));
}

/// Reads JSON, sorts and counts what it holds, and writes it.
pub(crate) fn page() {
    let (graph, layout): (Graph, Layout) = black_box(Default::default());
    // The page keeps both and compares them with the ones before.
    if black_box((graph.clone(), layout.clone())) == (graph.clone(), layout.clone()) {
        draw(&graph, &layout);
    }
    let text: String = black_box(String::new());
    let read: Value = serde_json::from_str(&text).unwrap_or_default();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut words: Vec<String> = read.as_array().into_iter().flatten().map(ToString::to_string).collect();
    words.sort();
    words.sort_unstable_by_key(String::len);
    for (at, word) in words.iter().enumerate() {
        *seen.entry(word.clone()).or_default() += at;
    }
    let names: BTreeSet<&str> = seen.keys().map(String::as_str).collect();
    let share: f64 = black_box(0.5);
    black_box(format!("{names:?} {share} {share:.1} {seen:?} {}", words.join(",").replace('<', "&lt;")));
}
