//! Sheets of paper: the whole drawing, in order, no text cut, nothing too small.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops where it stands, and prints its figures"
)]

mod support;

use diagram::Layout;
use diagram::layout::{Options, layered};
use diagram::print::{LEAST_SCALE, print};

/// Room of a sheet in millimetres.
const A4: (f64, f64) = (277.0, 165.0);
const A3: (f64, f64) = (400.0, 251.0);

/// How many sheets a layout takes, and whether it is as large as promised; panics where a promise is broken.
fn sheets(name: &str, layout: &Layout, room: (f64, f64)) -> (usize, bool) {
    let printed = print(layout, room);
    let mut top = 0;
    for piece in &printed.pieces {
        assert_eq!((piece.x, piece.y, piece.w), (0, top, layout.width), "{name}: pieces follow each other");
        assert!(piece.h > 0 && f64::from(piece.h) * printed.scale <= room.1 + 1e-6, "{name}: {piece:?} is higher than the sheet");
        top = piece.bottom();
    }
    assert_eq!(top, layout.height, "{name}: the whole drawing");
    assert!(f64::from(layout.width) * printed.scale <= room.0 + 1e-6, "{name}: wider than the sheet");
    let texts = layout.nodes.iter().map(|n| n.rect).chain(layout.clusters.iter().map(|c| c.title));
    for text in texts.chain(layout.edges.iter().filter_map(|e| e.label)) {
        assert!(printed.pieces.iter().any(|piece| piece.contains(&text)), "{name}: {text:?} is cut");
    }
    (printed.pieces.len(), printed.scale >= LEAST_SCALE)
}

#[test]
fn no_text_is_cut_and_nothing_is_lost() {
    for (name, _, layout) in support::showcase() {
        for room in [A4, A3] {
            println!("{name} {}x{}: {:?}", layout.width, layout.height, sheets(name, &layout, room));
        }
    }
    for seed in 0..support::GENERATED {
        let (graph, direction) = support::generated(seed);
        let layout = layered(&graph, &Options { direction, ..Options::default() }).unwrap();
        let (_, readable) = sheets(&format!("generated {seed}"), &layout, A4);
        assert_eq!(readable, f64::from(layout.width) * LEAST_SCALE <= A4.0, "generated {seed}: only width makes it smaller");
    }
}

#[test]
fn small_drawings_take_one_sheet_and_are_not_blown_up() {
    let layout = Layout { width: 300, height: 100, ..Layout::default() };
    let printed = print(&layout, A4);
    assert_eq!((printed.pieces.len(), printed.scale < 0.3), (1, true));
    assert_eq!(print(&Layout::default(), A4).pieces.len(), 1);
}

#[test]
fn tall_drawings_take_sheets_of_about_the_same_height() {
    let layout = Layout { width: 1000, height: 1800, ..Layout::default() };
    let heights: Vec<i32> = print(&layout, A4).pieces.iter().map(|piece| piece.h).collect();
    assert_eq!(heights.len(), 3);
    assert!(heights.iter().max().unwrap() - heights.iter().min().unwrap() < 10, "{heights:?}");
}
