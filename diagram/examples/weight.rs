//! What a page needs of this crate beyond drawing: a graph from outside is laid out in each way and written in each form.
//! `cargo xtask build` holds what its WebAssembly has beyond `weightless` after brotli against a limit.

#[path = "weightless/mod.rs"]
mod weightless;

use std::hint::black_box;

use diagram::export::{drawio, mermaid, svg};
use diagram::layout::{Grid, Options, grid, lanes, layered};
use diagram::theme::Theme;
use diagram::{Direction, Graph, Layout};

fn main() {
    weightless::page();
    // What the compiler does not know it can neither work out beforehand nor leave out.
    let graph: Graph = black_box(Graph::default());
    let options: Options = black_box(Options::default());
    let cells: Grid = black_box(Grid::default());
    for layout in [layered(&graph, &options), lanes(&graph, &options), grid(&graph, &cells, &options)] {
        let layout: Layout = layout.unwrap_or_default();
        let theme: Theme = black_box(Theme::LIGHT);
        black_box((svg::render(&graph, &layout, &theme), drawio::render(&graph, &layout, &theme)));
        black_box(mermaid::render(&graph, black_box(Direction::Down)).ok());
    }
}
