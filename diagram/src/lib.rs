//! Clustered graphs as pictures: placing, routing and exporting, in whole pixels, with no dependency and no surroundings.
//!
//! It must not know what a node stands for, how a page shows it, which files or clocks exist.
//!
//! ```text
//! Graph ── layout::layered | lanes | grid ──> Layout ──┐
//!   └──────────────── look (ghosts, badges, …) ────────┴─ export::svg | drawio  (Graph + Layout + Theme)
//!   └──────────────────────────────────────────────────── export::mermaid       (Graph alone)
//! ```
//!
//! - [`Graph`]: nodes in nested clusters, edges between nodes. Lists may come in any order; `order` fields decide.
//! - [`layout::layered`], [`layout::lanes`], [`layout::grid`]: `(&Graph, …) -> Result<Layout, Vec<Problem>>`. A layout reads ids, sizes,
//!   clusters, reserved widths and edges, and nothing of the look: make it once per [`Graph::topology`], restyle as often as you like.
//! - [`Layout`]: absolute boxes by id, paths by corners. [`metrics::measure`] counts what is wrong with one.
//! - [`export`]: standalone SVG, Mermaid text, draw.io XML. [`theme::Theme`] holds resolved colours.
//! - [`draw`]: the parts of a card and of an edge, shared by exports and pages. [`look`]: which colours and words they have.
//! - [`glyph::Kind`]: the glyph of a card as SVG path data. [`text`]: widths without a font.
//! - [`print`]: scale and cuts for sheets of paper.
//! - [`view`]: keyboard walk, fitting and zooming, as pure functions.

pub mod draw;
pub mod export;
mod geometry;
pub mod glyph;
pub mod layout;
mod list;
pub mod look;
pub mod metrics;
mod model;
mod pen;
pub mod print;
mod small;
pub mod text;
pub mod theme;
pub mod view;

pub use geometry::{ClusterBox, Direction, EdgePath, Layout, NodeBox, Point, Rect};
pub use glyph::Kind;
pub use model::{Badge, CARD_H, CARD_W, Change, Cluster, Edge, Graph, LABEL_FONT_PX, Line, Node, Problem, Status, TITLE_FONT_PX};
