//! A drawing on sheets of paper: at which scale, and cut where no text is.

use crate::geometry::{Layout, Rect};

/// Below this scale, in millimetres for a pixel, the second line of a card is smaller than 6 points: a drawing is cut instead.
pub const LEAST_SCALE: f64 = 0.1925;
/// Above this scale, in millimetres for a pixel, nothing is easier to read.
const MOST_SCALE: f64 = 0.27;

/// How a drawing is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Print {
    /// Millimetres for a pixel.
    pub scale: f64,
    /// For each sheet the piece of the drawing that it shows, from top to bottom, in pixels. Together they are the whole.
    pub pieces: Vec<Rect>,
}

/// Fits a drawing into sheets with so much room, in millimetres. A drawing that would be too small to read is cut into several
/// sheets from top to bottom, beside cards, titles and words; one that is too wide is made smaller.
#[must_use]
pub fn print(layout: &Layout, (width, height): (f64, f64)) -> Print {
    let (w, h) = (layout.width.max(1), layout.height.max(1));
    let across = width / f64::from(w);
    let whole = across.min(height / f64::from(h)).min(MOST_SCALE);
    let scale = if whole >= LEAST_SCALE { whole } else { across.min(LEAST_SCALE) };
    #[expect(clippy::cast_possible_truncation, reason = "cut to whole pixels; a sheet has fewer than two thousand million")]
    let rows = ((height / scale + 1e-6) as i32).max(1);
    let mut pieces = Vec::new();
    let mut top = 0;
    while h - top > rows {
        // Sheets of about the same height, rather than a last one with a single row.
        let left = h - top;
        let even = left.div_euclid(left.div_euclid(rows) + 1) + 1;
        let end = [even.min(rows), rows].into_iter().find_map(|room| cut(layout, top, room)).unwrap_or(top + rows);
        pieces.push(Rect { x: 0, y: top, w, h: end - top });
        top = end;
    }
    pieces.push(Rect { x: 0, y: top, w, h: h - top });
    Print { scale, pieces }
}

/// The lowest row at which a sheet from `top` with so many rows may end: no text goes across it. None where there is no such row.
fn cut(layout: &Layout, top: i32, rows: i32) -> Option<i32> {
    let cards = layout.nodes.iter().map(|n| n.rect);
    let titles = layout.clusters.iter().map(|c| Rect { y: c.rect.y, h: c.title.bottom() - c.rect.y, ..c.title });
    let words = layout.edges.iter().filter_map(|e| e.label);
    let solid: Vec<Rect> = cards.chain(titles).chain(words).collect();
    let mut end = top + rows;
    while let Some(above) = solid.iter().filter(|r| r.y <= end && end <= r.bottom()).map(|r| r.y - 1).min() {
        end = above;
        if end <= top {
            return None;
        }
    }
    Some(end)
}
