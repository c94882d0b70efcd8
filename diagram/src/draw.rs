//! The parts of a card and of an edge that every drawing shares, on a page and in a file: where the texts stand, how much of them fits, how
//! corners are rounded, what a badge looks like.

use crate::geometry::{Point, Rect};
use crate::model::{Change, Node, Status};
use crate::pen::put;
use crate::text;

/// Font size of a card's first line in pixels.
pub const NAME_FONT_PX: i32 = 14;
/// Font size of a card's second line in pixels.
pub const DETAIL_FONT_PX: i32 = 11;
/// Radius of a card's corners in pixels.
pub const CARD_RADIUS: i32 = 8;
/// Radius of a cluster's corners in pixels.
pub const CLUSTER_RADIUS: i32 = 10;
/// Radius of an edge's corners in pixels.
pub const EDGE_RADIUS: i32 = 7;
/// The fonts of every export, by name: those whose Latin and Japanese letters belong together, for which [`text`] estimates widths.
pub const FONTS: &str = "'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans JP', 'Noto Sans CJK JP', 'Segoe UI', Arial, sans-serif";

/// Where the parts of a card lie, relative to its upper left corner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardParts {
    /// Behind the glyph; none where the card is too small for one.
    pub tile: Option<Rect>,
    /// Upper left corner of the glyph, a box of 20 × 20.
    pub glyph: Point,
    /// First line: its baseline's beginning, and as much of the text as fits.
    pub name: (Point, String),
    /// Second line, if there is one.
    pub detail: Option<(Point, String)>,
    /// Whether a text was shortened: show the whole one elsewhere.
    pub shortened: bool,
    /// Middle of the badge, a box of 16 × 16.
    pub badge: Point,
}

impl CardParts {
    /// The parts of a node's card.
    #[must_use]
    pub fn of(node: &Node) -> Self {
        let tile = tile(node.w, node.h);
        let left = 10 + tile.map_or(0, |t| t.right());
        let glyph = tile.map_or(Point::default(), |t| Point { x: t.x + (t.w - 20) / 2, y: t.y + (t.h - 20) / 2 });
        let badge_room = match &node.badge {
            Some(b) if b.count > 1 => 26 + text::width_bold(&b.count.to_string(), 11),
            Some(_) => 22,
            None => 0,
        };
        let detail =
            (!node.detail.trim().is_empty() && node.h >= 44).then(|| text::fit(&node.detail, DETAIL_FONT_PX, node.w - left - SIDE));
        let name = text::fit_bold(&node.title, NAME_FONT_PX, node.w - left - SIDE - badge_room);
        let middle = node.h / 2;
        let shortened = name.ends_with('…') && !node.title.ends_with('…')
            || detail.as_ref().is_some_and(|d| d.ends_with('…') && !node.detail.ends_with('…'));
        let base = if detail.is_some() { middle - 3 } else { middle + 5 };
        Self {
            tile,
            glyph,
            name: (Point { x: left, y: base }, name),
            detail: detail.map(|d| (Point { x: left, y: middle + 15 }, d)),
            shortened,
            badge: Point { x: node.w - 17, y: 17.min(middle) },
        }
    }
}

/// Between a text and the right side of its card.
const SIDE: i32 = 8;

fn tile(w: i32, h: i32) -> Option<Rect> {
    let side = (h - 16).clamp(0, 36);
    (side >= 24 && w >= 110).then_some(Rect { x: 10, y: (h - side) / 2, w: side, h: side })
}

/// Whether a text fits the second line of a node's card.
#[must_use]
pub fn fits_detail(text: &str, node: &Node) -> bool {
    text::width(text, DETAIL_FONT_PX) <= node.w - 10 - tile(node.w, node.h).map_or(0, |t| t.right()) - SIDE
}

/// The shape of a badge around the origin, to be filled; its symbol, to be stroked upon it with round ends of width 1.6.
#[must_use]
pub const fn badge(status: Status) -> (&'static str, &'static str) {
    const DISC: &str = "M-7 0a7 7 0 1 1 14 0a7 7 0 1 1-14 0z";
    match status {
        Status::Pass => (DISC, "M-3 .3l2.2 2.2l4-4.6"),
        Status::Warning => ("M-1.3-6.8c.6-1 2-1 2.6 0l6.3 11.2c.6 1-.1 2.3-1.3 2.3h-12.6c-1.2 0-1.9-1.3-1.3-2.3z", "M0-3v3.8M0 3.6v.1"),
        Status::Failure => (
            "M-4.8-6.5h9.6a1.7 1.7 0 0 1 1.7 1.7v9.6a1.7 1.7 0 0 1-1.7 1.7h-9.6a1.7 1.7 0 0 1-1.7-1.7v-9.6a1.7 1.7 0 0 1 1.7-1.7z",
            "M-2.8-2.8l5.6 5.6M2.8-2.8l-5.6 5.6",
        ),
        Status::Unknown => (DISC, "M-3 0h6"),
    }
}

/// The symbol of a change around the origin, to be stroked upon a disc of radius 9.
#[must_use]
pub const fn change(change: Change) -> &'static str {
    match change {
        Change::Added => "M-4 0h8M0-4v8",
        Change::Removed => "M-4 0h8",
        Change::Changed => "M-4-2h8M-4 2h8M2-5l-4 10",
        Change::Same => "",
    }
}

/// An edge as the `d` of an SVG path with rounded corners, ending where its arrow head begins.
#[must_use]
pub fn edge_path(points: &[Point]) -> String {
    let mut points = points.to_vec();
    if let [.., a, b] = points.as_mut_slice() {
        // The head covers the rest; the line's end would show beside its tip.
        let back = 6.min((a.x - b.x).abs() + (a.y - b.y).abs());
        (b.x, b.y) = (b.x + (a.x - b.x).signum() * back, b.y + (a.y - b.y).signum() * back);
    }
    let mut d = String::new();
    for (k, p) in points.iter().enumerate() {
        match (k.checked_sub(1).and_then(|k| points.get(k)), points.get(k + 1)) {
            (None, _) => put(&mut d, "M@ @", &[p.x, p.y], &[]),
            (Some(_), None) => put(&mut d, "L@ @", &[p.x, p.y], &[]),
            (Some(a), Some(b)) => {
                let reach = |q: &Point| (q.x - p.x).abs() + (q.y - p.y).abs();
                let r = EDGE_RADIUS.min(reach(a) / 2).min(reach(b) / 2);
                let towards = |q: &Point| (p.x + (q.x - p.x).signum() * r, p.y + (q.y - p.y).signum() * r);
                let ((ax, ay), (bx, by)) = (towards(a), towards(b));
                put(&mut d, "L@ @Q@ @ @ @", &[ax, ay, p.x, p.y, bx, by], &[]);
            }
        }
    }
    d
}

/// The arrow head at the end of an edge as the `d` of an SVG path, to be filled.
#[must_use]
pub fn arrow_head(points: &[Point]) -> String {
    let [.., a, b] = points else { return String::new() };
    let (x, y) = ((b.x - a.x).signum(), (b.y - a.y).signum());
    let (back_x, back_y) = (b.x - 9 * x, b.y - 9 * y);
    let mut d = String::new();
    put(&mut d, "M@ @L@ @L@ @z", &[b.x, b.y, back_x + 4 * y, back_y - 4 * x, back_x - 4 * y, back_y + 4 * x], &[]);
    d
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyph::Kind;

    #[test]
    fn the_size_lines_of_the_drawings_fit_a_card() {
        for detail in [
            "db.r6g.12xlarge · Multi-AZ · 35 日",
            "db.r6g.12xlarge · Multi-AZ · 35 d",
            "3 buckets · SSE-KMS · versioned",
            "Redis · cache.r7g.12xlarge × 6",
            "2–6 タスク × 1 vCPU / 2 GB",
            "1 タスク × 0.25 vCPU / 0.5 GB",
            "この環境では作成しない",
            "SSE-KMS · バージョニング",
        ] {
            let parts = CardParts::of(&Node::new("a", 0, Kind::Other, "ElastiCache Redis").detail(detail));
            assert!(!parts.shortened, "{detail}: {parts:?}");
        }
    }

    #[test]
    fn tiny_cards_lose_their_glyph_and_second_line_before_their_name() {
        let parts = CardParts::of(&Node::new("a", 0, Kind::Other, "A").detail("b").sized(40, 20));
        assert_eq!((parts.tile, parts.detail, parts.name.1.as_str()), (None, None, "A"));
    }

    #[test]
    fn an_edge_is_rounded_and_ends_at_its_head() {
        let p = |x, y| Point { x, y };
        let points = [p(0, 0), p(0, 40), p(30, 40), p(30, 80)];
        assert_eq!(edge_path(&points), "M0 0L0 33Q0 40 7 40L23 40Q30 40 30 47L30 74");
        assert_eq!(arrow_head(&points), "M30 80L34 71L26 71z");
    }
}
