//! The diagram on paper: sheets with a head, the drawing or a piece of it, and a legend of what it shows.

use std::collections::BTreeSet;
use std::fmt::Write;

use design_core::drawing::{Drawing, View};
use design_core::{Lang, Text};
use diagram::draw::{badge, change};
use diagram::export::{escape, svg};
use diagram::print::print;
use diagram::theme::Theme;
use diagram::{Change, Layout, Status};
use leptos::prelude::*;

use super::sheet::Sheet;
use super::words;
use crate::browser::{clock, paper};

/// What is to be printed next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) paper: Paper,
    pub(super) views: Views,
}

/// Size of the sheets; they lie on their long side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    A4,
    A3,
}

impl Paper {
    const fn class(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }

    /// Room for the drawing in millimetres: the sheet without margins of 10, head and legend, as `paper.css` has them.
    const fn room(self) -> (f64, f64) {
        match self {
            Self::A4 => (277.0, 164.0),
            Self::A3 => (400.0, 251.0),
        }
    }
}

/// Which drawings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Views {
    Shown,
    All,
}

/// What the browser's own command prints.
pub(super) const USUAL: Order = Order { paper: Paper::A4, views: Views::Shown };

/// Prints when something asks for it: the menu with an order, or the browser's own command, which prints what is seen.
pub(super) fn watch(sheet: Sheet, is_shown: Memo<bool>) {
    paper::on_print(
        move || {
            let order = sheet.order.get_untracked();
            // A table is printed as it stands.
            if !is_shown.get_untracked() || order.is_none() && sheet.as_table.get_untracked() {
                return None;
            }
            pages(sheet, order.unwrap_or(USUAL))
        },
        move || sheet.order.set(None),
    );
}

/// Opens the dialog of the browser with the ordered sheets.
pub(super) fn order(sheet: Sheet, order: Order) {
    sheet.order.set(Some(order));
    paper::print();
}

fn pages(sheet: Sheet, order: Order) -> Option<String> {
    let lang = sheet.tr.lang_untracked();
    let drawings: Vec<(Drawing, Layout)> = match order.views {
        Views::Shown => {
            let (drawing, layout) = (sheet.drawing.get_untracked()?, sheet.layout.get_untracked()?);
            vec![((*drawing).clone(), (*layout).clone())]
        }
        Views::All => View::ALL.into_iter().filter_map(|view| untrack(|| sheet.drawn(view))).collect(),
    };
    let (year, month, day) = clock::today();
    let digest = sheet.digest();
    let proof = format!("{year}-{month:02}-{day:02} · zip {}", crate::words::checksum(digest.as_deref(), digest.is_none()));
    let mut out = String::new();
    for (drawing, layout) in &drawings {
        sheets(&mut out, drawing, layout, order.paper, &proof, lang);
    }
    Some(out)
}

/// The sheets of one drawing. Words are escaped; there are no styles but classes, for the page's policy allows no others.
fn sheets(out: &mut String, drawing: &Drawing, layout: &Layout, paper: Paper, proof: &str, lang: Lang) {
    let picture = svg::render(&drawing.graph, layout, &Theme::LIGHT);
    let printed = print(layout, paper.room());
    let count = printed.pieces.len();
    for (index, piece) in printed.pieces.iter().enumerate() {
        let number = if count > 1 { format!("{}/{count}", index + 1) } else { String::new() };
        let (width, height) = (f64::from(piece.w) * printed.scale, f64::from(piece.h) * printed.scale);
        let _ = write!(
            out,
            "<section class=\"paper {}\"><header><h1>{}</h1><p>{}</p><p class=\"paper-proof\">{}</p><p>{number}</p></header>\
             <svg class=\"paper-drawing\" width=\"{width:.2}mm\" height=\"{height:.2}mm\" viewBox=\"{} {} {} {}\">{picture}</svg>\
             <footer>{}</footer></section>",
            paper.class(),
            escape(&drawing.graph.title),
            escape(&drawing.graph.description),
            escape(proof),
            piece.x,
            piece.y,
            piece.w,
            piece.h,
            legend(drawing, lang),
        );
    }
}

/// What the marks of this drawing mean; marks that it has not are left out.
fn legend(drawing: &Drawing, lang: Lang) -> String {
    let nodes = &drawing.graph.nodes;
    let statuses: BTreeSet<u8> =
        nodes.iter().filter(|node| !node.ghost).filter_map(|node| Some(rank(node.badge.as_ref()?.status))).collect();
    let mut out = String::new();
    let theme = &Theme::LIGHT;
    for (status, colour, word) in [
        (Status::Pass, theme.pass, words::LEGEND_PASS),
        (Status::Warning, theme.warning, words::LEGEND_WARNING),
        (Status::Failure, theme.failure, words::LEGEND_FAILURE),
        (Status::Unknown, theme.unknown, words::LEGEND_UNKNOWN),
    ] {
        if statuses.contains(&rank(status)) {
            let (shape, symbol) = badge(status);
            mark(&mut out, &format!("<path d=\"{shape}\" fill=\"{colour}\"/>"), symbol, theme.on_mark, word.get(lang));
        }
    }
    for (kind, colour, word) in [
        (Change::Added, theme.pass, words::LEGEND_ADDED),
        (Change::Removed, theme.failure, words::LEGEND_REMOVED),
        (Change::Changed, theme.warning, words::LEGEND_CHANGED),
    ] {
        if nodes.iter().any(|node| node.change == Some(kind)) {
            mark(&mut out, &format!("<circle r=\"7\" fill=\"{colour}\"/>"), change(kind), theme.on_mark, word.get(lang));
        }
    }
    if nodes.iter().any(|node| node.ghost) {
        let outline = format!(
            "<rect x=\"-7\" y=\"-5\" width=\"14\" height=\"10\" rx=\"2\" fill=\"none\" stroke=\"{}\" stroke-dasharray=\"3 2\"/>",
            theme.ghost_line
        );
        mark(&mut out, &outline, "", theme.on_mark, words::LEGEND_ABSENT.get(lang));
    }
    if !drawing.graph.edges.is_empty() {
        mark(&mut out, "", "M-7 0H3M0-3L4 0L0 3", theme.edge, words::LEGEND_ARROW.get(lang));
    }
    out
}

fn mark(out: &mut String, shape: &str, symbol: &str, colour: &str, word: &str) {
    let _ = write!(
        out,
        "<span><svg width=\"16\" height=\"16\" viewBox=\"-9 -9 18 18\">{shape}<path d=\"{symbol}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\" stroke-linecap=\"round\"/></svg>{}</span>",
        escape(word)
    );
}

const fn rank(status: Status) -> u8 {
    match status {
        Status::Pass => 0,
        Status::Warning => 1,
        Status::Failure => 2,
        Status::Unknown => 3,
    }
}

/// The items of the menu.
pub(super) const ITEMS: [(Text, Order); 3] = [
    (words::PRINT_A4, USUAL),
    (words::PRINT_A3, Order { paper: Paper::A3, views: Views::Shown }),
    (words::PRINT_ALL, Order { paper: Paper::A3, views: Views::All }),
];
