//! What is wrong with a layout, in numbers: the yardstick of every test, and the same for any drawing of the same graph.

use std::collections::{BTreeMap, BTreeSet};

use crate::geometry::{EdgePath, Layout, Point, Rect};
use crate::model::{Change, Graph, Node, bundle_label};

/// Counts of faults, and sizes. All but the last four are zero in a good drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Metrics {
    /// Pairs of cards, or of words on edges, or of both, that overlap.
    pub node_overlaps: usize,
    /// Pairs of clusters that overlap, neither of which holds the other.
    pub cluster_overlaps: usize,
    /// Cards that are not inside a cluster they belong to, and clusters not inside their parent.
    pub outside: usize,
    /// Cards that touch a cluster they do not belong to.
    pub foreign_nodes: usize,
    /// Edges through a card that is not their end, once for each card; also through words on another edge.
    pub edges_through_nodes: usize,
    /// Edges through a cluster that holds neither end.
    pub edges_through_clusters: usize,
    /// Edges through the title of a cluster.
    pub edges_through_titles: usize,
    /// Cards and words on edges that touch a title.
    pub titles_covered: usize,
    /// Words on edges that lie across the frame of a cluster, once for each frame.
    pub words_on_frames: usize,
    /// Pairs of edges that lie on each other for more than 6 pixels.
    pub overlapping_edges: usize,
    /// Pieces of edges that are neither horizontal nor vertical.
    pub skew: usize,
    /// Edges whose ends are not on the border of their cards.
    pub loose_ends: usize,
    /// Nodes, clusters or edges of the graph that have no place.
    pub missing: usize,
    /// Points where two edges cross, except within 4 pixels of a card that both belong to.
    pub crossings: usize,
    /// Corners of edges.
    pub bends: usize,
    /// Length of all edges in pixels.
    pub length: i64,
    /// Width times height in pixels.
    pub area: i64,
}

impl Metrics {
    /// How many faults there are that a good drawing has none of. Crossings, bends, length and area are no faults.
    #[must_use]
    pub const fn faults(&self) -> usize {
        self.node_overlaps
            + self.cluster_overlaps
            + self.outside
            + self.foreign_nodes
            + self.edges_through_nodes
            + self.edges_through_clusters
            + self.edges_through_titles
            + self.titles_covered
            + self.words_on_frames
            + self.overlapping_edges
            + self.skew
            + self.loose_ends
            + self.missing
    }
}

impl std::ops::AddAssign for Metrics {
    fn add_assign(&mut self, o: Self) {
        self.node_overlaps += o.node_overlaps;
        self.cluster_overlaps += o.cluster_overlaps;
        self.outside += o.outside;
        self.foreign_nodes += o.foreign_nodes;
        self.edges_through_nodes += o.edges_through_nodes;
        self.edges_through_clusters += o.edges_through_clusters;
        self.edges_through_titles += o.edges_through_titles;
        self.titles_covered += o.titles_covered;
        self.words_on_frames += o.words_on_frames;
        self.overlapping_edges += o.overlapping_edges;
        self.skew += o.skew;
        self.loose_ends += o.loose_ends;
        self.missing += o.missing;
        self.crossings += o.crossings;
        self.bends += o.bends;
        self.length += o.length;
        self.area += o.area;
    }
}

/// Measures a layout of a graph.
#[must_use]
pub fn measure(graph: &Graph, layout: &Layout) -> Metrics {
    let mut m = Metrics { area: i64::from(layout.width) * i64::from(layout.height), ..Metrics::default() };
    let parents: BTreeMap<&str, Option<&str>> = graph.clusters.iter().map(|c| (c.id.as_str(), c.parent.as_deref())).collect();
    let upwards = |from: Option<&str>| -> BTreeSet<String> {
        let (mut at, mut set) = (from, BTreeSet::new());
        while let Some(c) = at {
            if !set.insert(c.to_owned()) {
                break;
            }
            at = parents.get(c).copied().flatten();
        }
        set
    };
    let homes: BTreeMap<&str, BTreeSet<String>> = graph.nodes.iter().map(|n| (n.id.as_str(), upwards(n.cluster.as_deref()))).collect();
    let empty = BTreeSet::new();
    let home = |id: &str| homes.get(id).unwrap_or(&empty);
    let within = |id: &str| upwards(parents.get(id).copied().flatten());

    // Cards and words.
    let cards: Vec<(Rect, Option<&str>)> = layout.nodes.iter().map(|n| (n.rect, Some(n.id.as_str()))).collect();
    let words: Vec<(Rect, usize)> = layout.edges.iter().enumerate().filter_map(|(i, e)| Some((e.label?, i))).collect();
    let solid: Vec<Rect> = cards.iter().map(|c| c.0).chain(words.iter().map(|w| w.0)).collect();
    m.node_overlaps = pairs(&solid).filter(|(a, b)| a.overlaps(b)).count();
    for (i, a) in layout.clusters.iter().enumerate() {
        let above = within(&a.id);
        for b in layout.clusters.iter().skip(i + 1) {
            let nested = above.contains(&b.id) || within(&b.id).contains(&a.id);
            m.cluster_overlaps += usize::from(!nested && a.rect.overlaps(&b.rect));
        }
        m.outside += layout.clusters.iter().filter(|b| above.contains(&b.id) && !b.rect.contains(&a.rect)).count();
        m.outside += usize::from(!a.rect.contains(&a.title));
        m.words_on_frames += words.iter().filter(|(w, _)| w.overlaps(&a.rect) && !a.rect.contains(w)).count();
        m.titles_covered += solid.iter().filter(|s| s.overlaps(&a.title)).count();
        for (rect, id) in &cards {
            let mine = id.is_some_and(|id| home(id).contains(&a.id));
            m.outside += usize::from(mine && !a.rect.contains(rect));
            m.foreign_nodes += usize::from(!mine && a.rect.overlaps(rect));
        }
    }

    // Edges.
    for (i, e) in layout.edges.iter().enumerate() {
        for (a, b) in pieces(e) {
            m.length += i64::from((a.x - b.x).abs() + (a.y - b.y).abs());
            m.skew += usize::from(a.x != b.x && a.y != b.y);
        }
        m.bends += e.points.len().saturating_sub(2);
        for (id, end) in [(&e.from, e.points.first()), (&e.to, e.points.last())] {
            let held = layout.node(id).zip(end).is_some_and(|(card, p)| on_border(card, *p));
            m.loose_ends += usize::from(!held);
        }
        let others = cards.iter().filter(|(_, id)| *id != Some(&e.from) && *id != Some(&e.to));
        m.edges_through_nodes += others.filter(|(rect, _)| through(e, *rect)).count();
        m.edges_through_nodes += words.iter().filter(|(rect, j)| *j != i && through(e, *rect)).count();
        for c in &layout.clusters {
            let foreign = !home(&e.from).contains(&c.id) && !home(&e.to).contains(&c.id);
            m.edges_through_clusters += usize::from(foreign && through(e, c.rect));
            m.edges_through_titles += usize::from(through(e, c.title));
        }
        for f in layout.edges.iter().skip(i + 1) {
            let shared: Vec<Rect> =
                [&e.from, &e.to].into_iter().filter(|id| **id == f.from || **id == f.to).filter_map(|id| layout.node(id)).collect();
            let far = |x: f64, y: f64| {
                shared.iter().all(|r| {
                    let (left, top) = (f64::from(r.x) - 4.0, f64::from(r.y) - 4.0);
                    x < left || y < top || x > f64::from(r.right()) + 4.0 || y > f64::from(r.bottom()) + 4.0
                })
            };
            m.crossings += crossings(e, f).into_iter().filter(|&(x, y)| far(x, y)).count();
            m.overlapping_edges += usize::from(common(e, f) > 6);
        }
    }
    m.missing = graph.nodes.iter().filter(|n| layout.node(&n.id).is_none()).count();
    let drawn: BTreeSet<&String> = layout.edges.iter().flat_map(|e| &e.ids).collect();
    m.missing += graph.edges.iter().filter(|e| !drawn.contains(&e.id)).count();
    let held: BTreeSet<&String> = homes.values().flatten().collect();
    m.missing += held.iter().filter(|c| layout.cluster(c).is_none()).count();
    m
}

/// Every text of a drawing, card by card, frame by frame, arrow by arrow, and counts on badges: what an export that is opened elsewhere has to show.
#[must_use]
pub fn texts(graph: &Graph, layout: &Layout) -> Vec<String> {
    let cards = graph.nodes.iter().filter(|n| layout.node(&n.id).is_some()).map(|n| format!("{}\n{}", n.title, n.detail));
    let frames = graph.clusters.iter().filter(|c| layout.cluster(&c.id).is_some()).map(|c| c.title.clone());
    let arrows = layout.edges.iter().filter_map(|path| {
        let first = graph.edges.iter().find(|e| path.ids.first() == Some(&e.id))?;
        bundle_label(first.label.as_deref(), path.ids.len())
    });
    let counts = graph.nodes.iter().filter(|n| layout.node(&n.id).is_some()).filter_map(Node::shown_badge);
    let counts = counts.filter(|b| b.count > 1).map(|b| b.count.to_string());
    cards.chain(frames).chain(arrows).chain(counts).collect()
}

/// What the badges of a drawing say, and how many cards bear a mark of a comparison.
#[must_use]
pub fn marks(graph: &Graph, layout: &Layout) -> (Vec<String>, usize) {
    let nodes = || graph.nodes.iter().filter(|n| layout.node(&n.id).is_some());
    let badges = nodes().filter_map(Node::shown_badge).map(|b| b.label.clone()).collect();
    (badges, nodes().filter(|n| n.change.is_some_and(|c| c != Change::Same)).count())
}

fn pairs(list: &[Rect]) -> impl Iterator<Item = (&Rect, &Rect)> {
    list.iter().enumerate().flat_map(|(i, a)| list.iter().skip(i + 1).map(move |b| (a, b)))
}

fn pieces(e: &EdgePath) -> impl Iterator<Item = (Point, Point)> + '_ {
    e.points.iter().copied().zip(e.points.iter().skip(1).copied())
}

fn on_border(card: Rect, p: Point) -> bool {
    let inside = card.x <= p.x && p.x <= card.right() && card.y <= p.y && p.y <= card.bottom();
    inside && (p.x == card.x || p.x == card.right() || p.y == card.y || p.y == card.bottom())
}

/// Whether an edge enters the inside of a box.
fn through(e: &EdgePath, rect: Rect) -> bool {
    pieces(e).any(|(a, b)| a.x.min(b.x) < rect.right() && a.x.max(b.x) > rect.x && a.y.min(b.y) < rect.bottom() && a.y.max(b.y) > rect.y)
}

/// How far two edges lie on each other.
fn common(e: &EdgePath, f: &EdgePath) -> i32 {
    let mut sum = 0;
    for (a, b) in pieces(e) {
        for (c, d) in pieces(f) {
            if a.y == b.y && c.y == d.y && a.y == c.y {
                sum += (a.x.max(b.x).min(c.x.max(d.x)) - a.x.min(b.x).max(c.x.min(d.x))).max(0);
            }
            if a.x == b.x && c.x == d.x && a.x == c.x {
                sum += (a.y.max(b.y).min(c.y.max(d.y)) - a.y.min(b.y).max(c.y.min(d.y))).max(0);
            }
        }
    }
    sum
}

/// Where two edges cross. The second is moved by a fraction of a pixel, so that a crossing in a corner counts once.
fn crossings(e: &EdgePath, f: &EdgePath) -> Vec<(f64, f64)> {
    let at = |p: Point| (f64::from(p.x), f64::from(p.y));
    let near = |p: Point| (f64::from(p.x) + 0.137, f64::from(p.y) + 0.091);
    let turn = |o: (f64, f64), p: (f64, f64), q: (f64, f64)| (p.0 - o.0) * (q.1 - o.1) - (p.1 - o.1) * (q.0 - o.0);
    let mut found = Vec::new();
    for (a, b) in pieces(e).map(|(a, b)| (at(a), at(b))) {
        for (c, d) in pieces(f).map(|(c, d)| (near(c), near(d))) {
            let (s, t) = (turn(c, d, a), turn(c, d, b));
            let (u, v) = (turn(a, b, c), turn(a, b, d));
            let apart = |p: f64, q: f64| (p > 1e-9 && q < -1e-9) || (p < -1e-9 && q > 1e-9);
            if apart(s, t) && apart(u, v) {
                let k = s / (s - t);
                found.push((a.0 + k * (b.0 - a.0), a.1 + k * (b.1 - a.1)));
            }
        }
    }
    found
}
