//! What is to be drawn: nodes in nested clusters, and edges between nodes. Nothing here knows what a node stands for.

#![allow(clippy::indexing_slicing, reason = "indices come from an order of the same list")]

use crate::geometry::{EdgePath, Point, Rect};
use crate::glyph::Kind;
use crate::list::{List, list};
use crate::pen::put;
use crate::small::{self, Index};
use crate::text;

/// Font size of a cluster title in pixels.
pub const TITLE_FONT_PX: i32 = 13;
/// Most room that a cluster title asks for by itself, and an edge label. Longer texts are shortened where they are drawn.
const TITLE_ROOM: i32 = 420;
const LABEL_ROOM: i32 = 240;
/// Font size of an edge label in pixels.
pub const LABEL_FONT_PX: i32 = 11;

/// A clustered graph. The order of the lists means nothing: `order` does, so moving a declaration never moves the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// Name of the whole, for a reader who does not see the picture.
    pub title: String,
    /// One sentence on what it shows.
    pub description: String,
    /// The cards.
    pub nodes: Vec<Node>,
    /// The frames around cards, nested through `parent`.
    pub clusters: Vec<Cluster>,
    /// The arrows.
    pub edges: Vec<Edge>,
}

/// One card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Unique among nodes.
    pub id: String,
    /// Place in the canonical order; equal numbers are ordered by id.
    pub order: u32,
    /// First line of the card.
    pub title: String,
    /// Second line of the card, such as a size. May be empty.
    pub detail: String,
    /// Which glyph it carries.
    pub kind: Kind,
    /// The innermost cluster it lies in.
    pub cluster: Option<String>,
    /// Width of the card in pixels, given: text is fitted to cards, never cards to text.
    pub w: i32,
    /// Height of the card in pixels.
    pub h: i32,
    /// Absent here, present elsewhere: drawn as an outline in the same place.
    pub ghost: bool,
    /// Mark in the upper right corner.
    pub badge: Option<Badge>,
    /// What differs from the drawing it is compared with.
    pub change: Option<Change>,
}

/// Width of a card in pixels at which no size line of the drawings leaves its card.
pub const CARD_W: i32 = 244;
/// Height of a card in pixels.
pub const CARD_H: i32 = 64;

impl Node {
    /// A present card of the usual size, outside all clusters.
    #[must_use]
    pub fn new(id: impl Into<String>, order: u32, kind: Kind, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            order,
            title: title.into(),
            detail: String::new(),
            kind,
            cluster: None,
            w: CARD_W,
            h: CARD_H,
            ghost: false,
            badge: None,
            change: None,
        }
    }

    /// The same card inside a cluster.
    #[must_use]
    pub fn within(mut self, cluster: impl Into<String>) -> Self {
        self.cluster = Some(cluster.into());
        self
    }

    /// The same card with a second line.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same card in another size, in pixels.
    #[must_use]
    pub const fn sized(mut self, w: i32, h: i32) -> Self {
        (self.w, self.h) = (w, h);
        self
    }

    /// The badge as it is drawn: what is absent here has none.
    #[must_use]
    pub fn shown_badge(&self) -> Option<&Badge> {
        self.badge.as_ref().filter(|_| !self.ghost)
    }
}

/// A mark on a card: shape and colour say the same, so neither is needed alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// What it says.
    pub status: Status,
    /// How many findings; drawn when more than one.
    pub count: u32,
    /// The same in words.
    pub label: String,
}

/// What a badge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Checked, nothing found: a check mark.
    Pass,
    /// Something to look at: a triangle.
    Warning,
    /// Something wrong: a cross.
    Failure,
    /// Not checked: a dash.
    Unknown,
}

/// What differs from the drawing it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only here.
    Added,
    /// Only there.
    Removed,
    /// In both, and not the same.
    Changed,
    /// In both, and the same: drawn fainter, so that the rest stands out.
    Same,
}

/// One frame around cards and other frames. A cluster that holds no node is not drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Unique among clusters.
    pub id: String,
    /// Place in the canonical order; equal numbers are ordered by id.
    pub order: u32,
    /// Its title.
    pub title: String,
    /// Room kept for the title in pixels, from the text unless set: set it to the longest translation and no language moves the picture.
    pub title_width: i32,
    /// The cluster around it.
    pub parent: Option<String>,
    /// Absent here, present elsewhere.
    pub ghost: bool,
}

/// Room for a cluster title in pixels: a tenth more than the estimate, since an edge may pass at its end.
fn title_room(title: &str) -> i32 {
    let width = text::width_bold(title, TITLE_FONT_PX);
    (width + width / 10).min(TITLE_ROOM)
}

impl Cluster {
    /// A present cluster outside all others.
    #[must_use]
    pub fn new(id: impl Into<String>, order: u32, title: impl Into<String>) -> Self {
        let title = title.into();
        let title_width = title_room(&title);
        Self { id: id.into(), order, title, title_width, parent: None, ghost: false }
    }

    /// The same cluster inside another.
    #[must_use]
    pub fn within(mut self, parent: impl Into<String>) -> Self {
        self.parent = Some(parent.into());
        self
    }

    /// The same cluster with room for the longest of these titles too.
    #[must_use]
    pub fn room_for(mut self, titles: &[&str]) -> Self {
        for title in titles {
            self.title_width = self.title_width.max(title_room(title));
        }
        self
    }
}

/// One arrow between two nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Unique among edges.
    pub id: String,
    /// Id of the node it leaves.
    pub from: String,
    /// Id of the node it enters.
    pub to: String,
    /// Words on the arrow; few, or the picture grows.
    pub label: Option<String>,
    /// Room kept for the label in pixels, from the text unless set.
    pub label_width: i32,
    /// How it is drawn.
    pub line: Line,
    /// Absent here, present elsewhere.
    pub ghost: bool,
    /// What differs from the drawing it is compared with.
    pub change: Option<Change>,
}

/// How an edge is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// A plain line.
    #[default]
    Solid,
    /// A dashed line, for what is weaker than a plain one.
    Dashed,
}

impl Edge {
    /// A plain arrow.
    #[must_use]
    pub fn new(id: impl Into<String>, from: impl Into<String>, to: impl Into<String>) -> Self {
        Self { id: id.into(), from: from.into(), to: to.into(), label: None, label_width: 0, line: Line::Solid, ghost: false, change: None }
    }

    /// The same arrow with words on it.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        let label = label.into();
        self.label_width = text::width(&label, LABEL_FONT_PX).min(LABEL_ROOM);
        self.label = Some(label);
        self
    }
}

/// What keeps a graph from being drawn. A layout returns all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Two nodes with this id.
    DuplicateNode(String),
    /// Two clusters with this id.
    DuplicateCluster(String),
    /// Two edges with this id.
    DuplicateEdge(String),
    /// A node lies in a cluster that is not declared.
    UnknownCluster {
        /// The node.
        node: String,
        /// The cluster it names.
        cluster: String,
    },
    /// A cluster lies in a cluster that is not declared.
    UnknownParent {
        /// The cluster.
        cluster: String,
        /// The parent it names.
        parent: String,
    },
    /// A cluster lies in itself, through others or directly.
    ClusterCycle(String),
    /// An edge begins or ends at a node that is not declared.
    UnknownEnd {
        /// The edge.
        edge: String,
        /// The node it names.
        node: String,
    },
    /// A node whose width or height is not within 1 to 4,000 pixels, or a title or label with more room than that.
    Size(String),
    /// More than 2,000 nodes or clusters, or 8,000 edges.
    TooLarge,
    /// A lane holds another cluster: lanes hold nodes alone.
    NestedLane(String),
    /// Something has two places in a grid, none, or one outside of it; or two things share a place.
    Cell(String),
}

const SIZES: std::ops::RangeInclusive<i32> = 1..=4000;

/// A graph whose every reference holds, as indices, in canonical order. All layouts start from it, and trust it.
#[derive(Clone, Debug)]
pub(crate) struct Checked<'a> {
    /// Nodes in canonical order.
    pub(crate) nodes: List<&'a Node>,
    /// For each node its cluster.
    pub(crate) cluster_of: List<Option<usize>>,
    /// Clusters in canonical order, outer ones before inner ones.
    pub(crate) clusters: List<&'a Cluster>,
    /// For each cluster the one around it.
    pub(crate) parent_of: List<Option<usize>>,
    /// In how many others each cluster lies.
    pub(crate) depth_of: List<usize>,
    /// For each cluster whether a node lies in it, at any depth.
    pub(crate) holds: List<bool>,
    /// Edges that share both ends and the label, as one.
    pub(crate) bundles: List<Bundle<'a>>,
}

/// Edges drawn as one path.
#[derive(Clone, Debug)]
pub(crate) struct Bundle<'a> {
    pub(crate) edges: Vec<&'a Edge>,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Bundle<'_> {
    /// The words drawn on the path: the label, and how many edges share it.
    pub(crate) fn label(&self) -> Option<String> {
        bundle_label(self.edges.first().and_then(|e| e.label.as_deref()), self.edges.len())
    }

    /// The edges as one path.
    pub(crate) fn path(&self, graph: &Checked<'_>, points: Vec<Point>, label: Option<Rect>) -> EdgePath {
        EdgePath {
            ids: self.edges.iter().map(|e| e.id.clone()).collect(),
            from: graph.nodes[self.from].id.clone(),
            to: graph.nodes[self.to].id.clone(),
            points,
            label,
        }
    }

    /// Room for [`Bundle::label`] in pixels.
    pub(crate) fn label_width(&self) -> i32 {
        let label = self.label().map_or(0, |l| text::width(&l, LABEL_FONT_PX).min(LABEL_ROOM));
        self.edges.iter().map(|e| e.label_width).fold(label, i32::max)
    }
}

/// The words on a path of `count` edges with this label.
pub(crate) fn bundle_label(label: Option<&str>, count: usize) -> Option<String> {
    let label = label.unwrap_or_default();
    let mut words = label.to_owned();
    if count > 1 {
        put(&mut words, if label.is_empty() { "×@" } else { " ×@" }, &[i32::try_from(count).unwrap_or(i32::MAX)], &[]);
    }
    (!words.is_empty()).then_some(words)
}

impl Graph {
    /// Checks every reference and sorts into canonical order.
    pub(crate) fn check(&self) -> Result<Checked<'_>, Vec<Problem>> {
        let mut problems = Vec::new();
        if self.nodes.len() > 2000 || self.clusters.len() > 2000 || self.edges.len() > 8000 {
            return Err(vec![Problem::TooLarge]);
        }
        let mut clusters: List<&Cluster> = self.sorted_clusters();
        let names = Index::new(clusters.iter().map(|c| c.id.as_str()).collect());
        problems.extend(names.repeated().into_iter().map(|id| Problem::DuplicateCluster(id.to_owned())));
        // Depth of every cluster; none where its parents form a cycle or end in the unknown.
        let depth = |c: &Cluster| -> Result<usize, Problem> {
            let (mut at, mut depth) = (c, 0);
            while let Some(parent) = &at.parent {
                let Some(next) = names.get(parent).and_then(|i| clusters.get(i)) else {
                    return Err(Problem::UnknownParent { cluster: at.id.clone(), parent: parent.clone() });
                };
                (at, depth) = (next, depth + 1);
                if depth > clusters.len() {
                    return Err(Problem::ClusterCycle(c.id.clone()));
                }
            }
            Ok(depth)
        };
        let mut deep: Vec<(usize, &Cluster)> = Vec::new();
        for c in &clusters {
            if !(0..=4000).contains(&c.title_width) {
                problems.push(Problem::Size(c.id.clone()));
            }
            match depth(c) {
                Ok(d) => deep.push((d, c)),
                Err(p) if problems.contains(&p) => {}
                Err(p) => problems.push(p),
            }
        }
        small::sort(&mut deep, |a, b| a.0 < b.0);
        clusters = deep.iter().map(|d| d.1).collect();
        let depth_of = deep.iter().map(|d| d.0).collect();
        let names = Index::new(clusters.iter().map(|c| c.id.as_str()).collect());
        let parent_of: List<Option<usize>> = clusters.iter().map(|c| c.parent.as_deref().and_then(|p| names.get(p))).collect();

        let nodes = self.sorted_nodes();
        let node_names = Index::new(nodes.iter().map(|n| n.id.as_str()).collect());
        problems.extend(node_names.repeated().into_iter().map(|id| Problem::DuplicateNode(id.to_owned())));
        for n in &nodes {
            if !SIZES.contains(&n.w) || !SIZES.contains(&n.h) {
                problems.push(Problem::Size(n.id.clone()));
            }
            if let Some(cluster) = n.cluster.as_ref().filter(|id| self.clusters.iter().all(|c| c.id != **id)) {
                problems.push(Problem::UnknownCluster { node: n.id.clone(), cluster: cluster.clone() });
            }
        }
        let cluster_of: List<Option<usize>> = nodes.iter().map(|n| n.cluster.as_deref().and_then(|c| names.get(c))).collect();

        let edge_names = Index::new(self.edges.iter().map(|e| e.id.as_str()).collect());
        problems.extend(edge_names.repeated().into_iter().map(|id| Problem::DuplicateEdge(id.to_owned())));
        let mut ends: List<(usize, usize, &str, &Edge)> = List::new();
        for e in &self.edges {
            if !(0..=4000).contains(&e.label_width) {
                problems.push(Problem::Size(e.id.clone()));
            }
            match (node_names.get(&e.from), node_names.get(&e.to)) {
                (Some(from), Some(to)) => ends.push((from, to, e.label.as_deref().unwrap_or(""), e)),
                (from, to) => {
                    for (end, found) in [(&e.from, from), (&e.to, to)] {
                        if found.is_none() {
                            problems.push(Problem::UnknownEnd { edge: e.id.clone(), node: end.clone() });
                        }
                    }
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut holds = list![false; clusters.len()];
        for &home in &cluster_of {
            let mut at = home;
            while let Some(c) = at {
                holds[c] = true;
                at = parent_of[c];
            }
        }
        let order = small::order(ends.len(), &|a, b| {
            let (a, b) = (&ends[a], &ends[b]);
            (a.0, a.1, a.2, &a.3.id) < (b.0, b.1, b.2, &b.3.id)
        });
        let mut bundles: List<Bundle<'_>> = List::new();
        let mut before = None;
        for (from, to, label, edge) in order.into_iter().map(|i| ends[i]) {
            match bundles.last_mut().filter(|_| before == Some((from, to, label))) {
                Some(bundle) => bundle.edges.push(edge),
                None => bundles.push(Bundle { edges: vec![edge], from, to }),
            }
            before = Some((from, to, label));
        }
        Ok(Checked { nodes, cluster_of, clusters, parent_of, depth_of, holds, bundles })
    }

    fn sorted_nodes(&self) -> List<&Node> {
        let mut nodes: List<&Node> = self.nodes.iter().collect();
        small::sort(&mut nodes, |a, b| (a.order, &a.id) < (b.order, &b.id));
        nodes
    }

    fn sorted_clusters(&self) -> List<&Cluster> {
        let mut clusters: List<&Cluster> = self.clusters.iter().collect();
        small::sort(&mut clusters, |a, b| (a.order, &a.id) < (b.order, &b.id));
        clusters
    }

    /// A number that changes with everything a layout reads, and with nothing else: the key under which a layout may be kept.
    #[must_use]
    pub fn topology(&self) -> u64 {
        let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
        for n in self.sorted_nodes() {
            hash.text(&n.id).text(n.cluster.as_deref().unwrap_or("\u{1}")).number(n.w).number(n.h);
        }
        for c in self.sorted_clusters() {
            hash.text(&c.id).text(c.parent.as_deref().unwrap_or("\u{1}")).number(c.title_width);
        }
        let edges: List<&Edge> = self.edges.iter().collect();
        let order = small::order(edges.len(), &|a, b| {
            let (a, b) = (edges[a], edges[b]);
            (&a.from, &a.to, &a.id) < (&b.from, &b.to, &b.id)
        });
        for e in order.into_iter().map(|i| edges[i]) {
            hash.text(&e.id).text(&e.from).text(&e.to).text(e.label.as_deref().unwrap_or("")).number(e.label_width);
        }
        hash.0
    }
}

/// FNV-1a, 64 bits.
struct Fnv(u64);

impl Fnv {
    fn text(&mut self, text: &str) -> &mut Self {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self
    }

    fn number(&mut self, n: i32) -> &mut Self {
        self.text(&n.to_string())
    }
}
