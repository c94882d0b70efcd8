//! What a page needs to let a reader walk and zoom, as pure functions: the next node under an arrow key, the transform that fits a drawing,
//! and how much of a card is worth drawing at a scale.

use crate::geometry::{Direction, Layout, NodeBox, Point, Rect};
use crate::small;

/// A direction on the screen, as of an arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
}

/// The node that an arrow key leads to. Along the edges' direction the key follows an edge, to the nearest of the nodes at the other end;
/// across it, or where no edge leads on, it goes to the nearest node on that side. None at the border of the drawing.
#[must_use]
pub fn neighbour<'a>(layout: &'a Layout, id: &str, arrow: Arrow) -> Option<&'a str> {
    let here = layout.node(id)?;
    let forward = match (layout.direction, arrow) {
        (Direction::Down, Arrow::Down) | (Direction::Right, Arrow::Right) => Some(true),
        (Direction::Down, Arrow::Up) | (Direction::Right, Arrow::Left) => Some(false),
        _ => None,
    };
    let along = forward.and_then(|forward| {
        let ends = layout.edges.iter().filter_map(|e| match (e.from == id, e.to == id) {
            (true, false) if forward => Some(e.to.as_str()),
            (false, true) if !forward => Some(e.from.as_str()),
            _ => None,
        });
        let found = ends.filter_map(|end| layout.nodes.iter().find(|n| n.id == end));
        found.min_by_key(|n| (distance(here, n.rect), n.id.as_str()))
    });
    let beside = || {
        let others = layout.nodes.iter().filter(|n| n.id != id && lies(here, n.rect, arrow));
        others.min_by_key(|n| (skewed(here, n.rect, arrow), n.id.as_str()))
    };
    along.or_else(beside).map(|n| n.id.as_str())
}

/// The order of a walk by Home, End and Tab: row by row, or column by column where edges run to the right.
#[must_use]
pub fn reading_order(layout: &Layout) -> Vec<&str> {
    let mut nodes: Vec<_> = layout.nodes.iter().collect();
    let place = |n: &NodeBox| {
        let c = n.rect.centre();
        match layout.direction {
            Direction::Down => (c.y, c.x),
            Direction::Right => (c.x, c.y),
        }
    };
    small::sort(&mut nodes, |a, b| place(a) < place(b));
    nodes.into_iter().map(|n| n.id.as_str()).collect()
}

fn distance(a: Rect, b: Rect) -> i32 {
    let (a, b) = (a.centre(), b.centre());
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

fn lies(here: Rect, there: Rect, arrow: Arrow) -> bool {
    let (a, b) = (here.centre(), there.centre());
    match arrow {
        Arrow::Up => there.bottom() <= here.y || (b.y < a.y && there.y < here.y && there.bottom() < here.bottom()),
        Arrow::Down => there.y >= here.bottom() || (b.y > a.y && there.y > here.y && there.bottom() > here.bottom()),
        Arrow::Left => b.x < a.x && there.right() <= here.x,
        Arrow::Right => b.x > a.x && there.x >= here.right(),
    }
}

/// Distance, with the way across the arrow counted four times: straight ahead comes first.
fn skewed(here: Rect, there: Rect, arrow: Arrow) -> i32 {
    let (a, b) = (here.centre(), there.centre());
    let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
    match arrow {
        Arrow::Up | Arrow::Down => dy + 4 * dx,
        Arrow::Left | Arrow::Right => dx + 4 * dy,
    }
}

/// Where a drawing lies in a window: `window = drawing * scale + (x, y)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    /// Window pixels for each pixel of the drawing.
    pub scale: f64,
    /// Window x of the drawing's left side.
    pub x: f64,
    /// Window y of the drawing's upper side.
    pub y: f64,
}

/// Smallest and largest scale.
pub const SCALES: (f64, f64) = (0.15, 3.0);

/// What is to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The width; the rest is below.
    Width,
    /// Everything.
    Whole,
}

/// The transform that fits a drawing into a window, centred, never larger than life. Where the height does not fit, it begins at the top.
#[must_use]
pub fn fit(layout: &Layout, window: (f64, f64), fit: Fit) -> Transform {
    let (w, h) = (f64::from(layout.width.max(1)), f64::from(layout.height.max(1)));
    let by_width = window.0 / w;
    let scale = match fit {
        Fit::Width => by_width,
        Fit::Whole => by_width.min(window.1 / h),
    };
    let scale = scale.min(1.0).clamp(SCALES.0, SCALES.1);
    Transform { scale, x: ((window.0 - w * scale) / 2.0).max(0.0), y: ((window.1 - h * scale) / 2.0).max(0.0) }
}

impl Transform {
    /// The same, zoomed so that the drawing stays in place under a point of the window.
    #[must_use]
    pub fn zoomed(self, factor: f64, at: (f64, f64)) -> Self {
        let scale = (self.scale * factor).clamp(SCALES.0, SCALES.1);
        let ratio = scale / self.scale;
        Self { scale, x: at.0 - (at.0 - self.x) * ratio, y: at.1 - (at.1 - self.y) * ratio }
    }

    /// The same, moved by window pixels.
    #[must_use]
    pub fn panned(self, dx: f64, dy: f64) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..self }
    }

    /// The same, moved as little as shows a box of the drawing with a margin, or its upper left corner where it is too large.
    #[must_use]
    pub fn revealing(self, rect: Rect, window: (f64, f64), margin: f64) -> Self {
        let shift = |low: f64, size: f64, room: f64| {
            let (low, high) = (low - margin, low + size + margin);
            if low < 0.0 || high - low > room {
                -low
            } else if high > room {
                room - high
            } else {
                0.0
            }
        };
        let Point { x, y } = Point { x: rect.x, y: rect.y };
        let dx = shift(self.x + f64::from(x) * self.scale, f64::from(rect.w) * self.scale, window.0);
        let dy = shift(self.y + f64::from(y) * self.scale, f64::from(rect.h) * self.scale, window.1);
        self.panned(dx, dy)
    }

    /// As the value of an SVG `transform`.
    #[must_use]
    pub fn to_svg(self) -> String {
        format!("translate({:.2} {:.2}) scale({:.4})", self.x, self.y, self.scale)
    }
}

/// How much of a card is worth drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// A large glyph alone: no text would be readable.
    Glyph,
    /// Glyph and name.
    Name,
    /// Everything.
    Full,
}

/// How much of a card is worth drawing at a scale: below 0.7 the second line would be under 8 pixels, below 0.4 the first would.
#[must_use]
pub fn detail_at(scale: f64) -> Detail {
    if scale < 0.4 {
        Detail::Glyph
    } else if scale < 0.7 {
        Detail::Name
    } else {
        Detail::Full
    }
}
