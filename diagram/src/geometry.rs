//! Boxes, points and the result of every layout. Whole pixels only: a layout is the same on every machine.

/// A point in pixels, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Pixels from the left.
    pub x: i32,
    /// Pixels from the top.
    pub y: i32,
}

/// An axis-parallel box in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Left side.
    pub x: i32,
    /// Upper side.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Rect {
    /// The x of the right side.
    #[must_use]
    pub const fn right(&self) -> i32 {
        self.x + self.w
    }

    /// The y of the lower side.
    #[must_use]
    pub const fn bottom(&self) -> i32 {
        self.y + self.h
    }

    /// The middle, rounded to the upper left.
    #[must_use]
    pub const fn centre(&self) -> Point {
        Point { x: self.x + self.w / 2, y: self.y + self.h / 2 }
    }

    /// The same box with its axes exchanged.
    #[must_use]
    pub const fn transposed(&self) -> Self {
        Self { x: self.y, y: self.x, w: self.h, h: self.w }
    }

    /// The same box, moved.
    #[must_use]
    pub const fn moved(&self, dx: i32, dy: i32) -> Self {
        Self { x: self.x + dx, y: self.y + dy, w: self.w, h: self.h }
    }

    /// Whether the insides of two boxes share a pixel.
    #[must_use]
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether the other box lies inside this one, borders included.
    #[must_use]
    pub const fn contains(&self, other: &Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// The smallest box around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self { x, y, w: self.right().max(other.right()) - x, h: self.bottom().max(other.bottom()) - y }
    }
}

/// Which way the edges run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From top to bottom.
    #[default]
    Down,
    /// From left to right.
    Right,
}

/// Where a node lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeBox {
    /// The node's id.
    pub id: String,
    /// Its card.
    pub rect: Rect,
}

/// Where a cluster and its title lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterBox {
    /// The cluster's id.
    pub id: String,
    /// Its frame.
    pub rect: Rect,
    /// The room of its title, which no edge enters. Narrower than asked for where there was no more room: shorten the text to it.
    pub title: Rect,
    /// How many clusters it lies in.
    pub depth: usize,
}

/// How an edge runs. Edges with the same ends and label share one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgePath {
    /// The ids of the edges drawn by this path, in declared order; never empty.
    pub ids: Vec<String>,
    /// The node it leaves.
    pub from: String,
    /// The node it enters; its arrow head lies at the last point.
    pub to: String,
    /// Corners, first to last; neighbours differ in one coordinate only.
    pub points: Vec<Point>,
    /// The room of its label.
    pub label: Option<Rect>,
}

/// A finished layout, in canonical order. It holds places alone: everything else about a node is looked up in the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Which way the edges run.
    pub direction: Direction,
    /// Width of the whole, margins included.
    pub width: i32,
    /// Height of the whole, margins included.
    pub height: i32,
    /// Every node.
    pub nodes: Vec<NodeBox>,
    /// Every cluster that holds something, outer ones before inner ones.
    pub clusters: Vec<ClusterBox>,
    /// Every path.
    pub edges: Vec<EdgePath>,
}

impl Layout {
    /// The box of a node.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<Rect> {
        self.nodes.iter().find(|n| n.id == id).map(|n| n.rect)
    }

    /// The box of a cluster.
    #[must_use]
    pub fn cluster(&self, id: &str) -> Option<&ClusterBox> {
        self.clusters.iter().find(|c| c.id == id)
    }

    /// Moves everything so that the smallest coordinates become `margin`, and sets the size of the whole.
    pub(crate) fn settle(&mut self, margin: i32) {
        let mut all = None;
        self.each(&mut |r| all = Some(all.map_or(*r, |all: Rect| all.union(r))));
        let all = all.unwrap_or_default();
        let (dx, dy) = (margin - all.x, margin - all.y);
        self.each(&mut |r| *r = r.moved(dx, dy));
        (self.width, self.height) = (all.w + 2 * margin, all.h + 2 * margin);
    }

    /// Exchanges the axes.
    pub(crate) fn transpose(&mut self) {
        self.each(&mut |r| *r = r.transposed());
    }

    /// Changes every box; corners of edges are boxes without a size.
    fn each(&mut self, change: &mut dyn FnMut(&mut Rect)) {
        for n in &mut self.nodes {
            change(&mut n.rect);
        }
        for c in &mut self.clusters {
            change(&mut c.rect);
            change(&mut c.title);
        }
        for e in &mut self.edges {
            for p in &mut e.points {
                let mut corner = Rect { x: p.x, y: p.y, w: 0, h: 0 };
                change(&mut corner);
                (p.x, p.y) = (corner.x, corner.y);
            }
            if let Some(label) = &mut e.label {
                change(label);
            }
        }
    }
}

/// Drops points that repeat or lie on the straight between their neighbours.
pub(crate) fn simplify(points: &mut Vec<Point>) {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for &p in points.iter() {
        if kept.last() == Some(&p) {
            continue;
        }
        if let [.., a, b] = kept.as_slice()
            && ((a.x == b.x && b.x == p.x) || (a.y == b.y && b.y == p.y))
        {
            kept.pop();
        }
        kept.push(p);
    }
    *points = kept;
}
