//! A drawing as a file: text of an open format, made from a graph and its layout.

#![allow(clippy::indexing_slicing, reason = "indices come from an order of the same list")]

pub mod drawio;
pub mod mermaid;
pub mod svg;

use crate::geometry::{EdgePath, Layout, Rect};
use crate::list::List;
use crate::look::PathLook;
use crate::model::{Graph, Node};
use crate::pen::{self, put};
use crate::small::Index;
use crate::theme::Theme;

pub use xml as escape;

/// Escapes a text for the content and the attribute values of XML and HTML. Characters that XML 1.0 forbids become spaces.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    pen::xml(&mut out, text);
    out
}

/// Every path with its look, faint ones first: what exists is drawn above what does not.
pub(crate) fn looks<'a>(graph: &'a Graph, layout: &'a Layout) -> Vec<(&'a EdgePath, PathLook)> {
    let edges = Index::new(graph.edges.iter().map(|e| e.id.as_str()).collect());
    let mut looks = Vec::new();
    for faint in [true, false] {
        for path in &layout.edges {
            let mine: Vec<_> = path.ids.iter().filter_map(|id| graph.edges.get(edges.get(id)?)).collect();
            let look = PathLook::of(&mine);
            if look.faint() == faint {
                looks.push((path, look));
            }
        }
    }
    looks
}

/// Every card with its place.
pub(crate) fn cards<'a>(graph: &'a Graph, layout: &Layout) -> Vec<(&'a Node, Rect)> {
    let nodes = Index::new(graph.nodes.iter().map(|n| n.id.as_str()).collect());
    layout.nodes.iter().filter_map(|place| Some((graph.nodes.get(nodes.get(&place.id)?)?, place.rect))).collect()
}

/// What lies behind a box: the inside of the innermost cluster around it.
pub(crate) fn behind(layout: &Layout, r: Rect, theme: &Theme) -> &'static str {
    let around = layout.clusters.iter().filter(|c| c.rect.contains(&r)).map(|c| c.depth).max();
    around.map_or(theme.canvas, |depth| theme.cluster(depth))
}

/// A share of a whole with four digits, without floating point.
pub(crate) fn fraction(part: i32, whole: i32) -> String {
    let (twice, whole) = (i64::from(part) * 20_000, i64::from(whole.max(1)));
    let rounded = i32::try_from((twice.abs() + whole) / (2 * whole)).unwrap_or(i32::MAX);
    let digit = |of: i32| rounded / of % 10;
    let mut out = String::new();
    let sign = if part < 0 && rounded > 0 { "-" } else { "" };
    put(&mut out, "$@.@@@@", &[rounded / 10_000, digit(1000), digit(100), digit(10), digit(1)], &[sign]);
    out
}

/// A name for each id, of letters, digits and `_` alone, and no two the same.
pub(crate) struct Names<'a> {
    index: Index<'a>,
    names: Vec<String>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(prefix: &str, ids: List<&'a str>) -> Self {
        let mut names: Vec<String> = Vec::new();
        for id in &ids {
            let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            let mut name = String::new();
            put(&mut name, "$$", &[], &[prefix, &plain]);
            let mut k = 2;
            while names.contains(&name) {
                name.clear();
                put(&mut name, "$$_@", &[k], &[prefix, &plain]);
                k += 1;
            }
            names.push(name);
        }
        Self { index: Index::new(ids), names }
    }

    /// The name of an id; empty for one that is not among them.
    pub(crate) fn of(&self, id: &str) -> &str {
        self.index.get(id).and_then(|i| self.names.get(i)).map_or("", String::as_str)
    }
}
