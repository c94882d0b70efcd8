//! The first half of a layered layout: which row everything lies in.
//!
//! A container's children are ranked as wholes first: children that need each other in a circle are put into a line, except two that hold
//! nodes alone, which may share a band. Then one network simplex places every node, under the constraint that bands never mix. Words on
//! edges are nodes of their own here, so they get a place like any other.

#![allow(clippy::indexing_slicing, reason = "indices come from a checked graph or are made here from lengths")]

use super::line::line;
use super::room::make_room;
use super::simplex::{self, Arc};
use crate::list::{List, list};
use crate::model::Checked;
use crate::small;

/// The outermost container.
pub(super) const ROOT: usize = 0;

/// A node, or the words on an edge.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// Size along the row and across it.
    pub(super) w: i32,
    pub(super) h: i32,
    /// Room to the right that loops need.
    pub(super) loops: i32,
    pub(super) container: usize,
    pub(super) rank: usize,
}

/// The whole, or a cluster that holds something.
#[derive(Clone, Debug)]
pub(super) struct Container {
    /// Index of the cluster; none for the whole.
    pub(super) cluster: Option<usize>,
    pub(super) parent: usize,
    pub(super) title: i32,
    pub(super) children: List<Child>,
    /// First and last row.
    pub(super) top: usize,
    pub(super) bottom: usize,
    /// Where it holds containers: for each child its band, and whether rows of different bands never mix. Else empty.
    pub(super) bands: List<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Child {
    Leaf(usize),
    Container(usize),
}

/// A line from one leaf to another further down. Words on an edge split it in two.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) upper: usize,
    pub(super) lower: usize,
}

/// How a bundle of edges is drawn.
#[derive(Clone, Debug)]
pub(super) enum Course {
    /// Down these links, or up them if it runs against the rows.
    Links { links: List<usize>, against: bool, label: Option<usize> },
    /// Beside its node: the room that loops inside of it take, and the size of its words.
    Loop { offset: i32, label: Option<(i32, i32)> },
}

/// Everything with a row.
#[derive(Clone, Debug)]
pub(super) struct Ranked {
    /// The nodes of the graph, then the words on edges.
    pub(super) leaves: List<Leaf>,
    /// How many leaves are nodes.
    pub(super) cards: usize,
    pub(super) containers: List<Container>,
    pub(super) links: List<Link>,
    /// One for each bundle of the graph.
    pub(super) courses: List<Course>,
    pub(super) rows: usize,
}

/// Room beside a node for its first loop, and for each further one.
pub(super) const LOOP: i32 = 18;
/// Height of the words on an edge.
pub(super) const LABEL_H: i32 = 18;
/// Room around the words on an edge, both sides together.
const LABEL_PAD: i32 = 10;

pub(super) fn rank(graph: &Checked<'_>, transposed: bool, lanes: bool) -> Ranked {
    let turn = |w: i32, h: i32| if transposed { (h, w) } else { (w, h) };
    let whole = Container { cluster: None, parent: ROOT, title: 0, children: List::new(), top: 0, bottom: 0, bands: List::new() };
    let mut containers = list![whole.clone()];
    let mut container_of = list![ROOT; graph.clusters.len()];
    for (c, cluster) in graph.clusters.iter().enumerate() {
        if graph.holds[c] {
            container_of[c] = containers.len();
            let parent = graph.parent_of[c].map_or(ROOT, |p| container_of[p]);
            containers.push(Container { cluster: Some(c), parent, title: cluster.title_width, ..whole.clone() });
        }
    }
    let mut leaves: List<Leaf> = graph
        .nodes
        .iter()
        .zip(&graph.cluster_of)
        .map(|(n, cluster)| {
            let (w, h) = turn(n.w, n.h);
            Leaf { w, h, loops: 0, container: cluster.map_or(ROOT, |c| container_of[c]), rank: 0 }
        })
        .collect();
    // Children in the order of their first node.
    let mut seated = list![false; containers.len()];
    for (l, leaf) in leaves.iter().enumerate() {
        let mut at = leaf.container;
        containers[at].children.push(Child::Leaf(l));
        while at != ROOT && !seated[at] {
            seated[at] = true;
            let parent = containers[at].parent;
            containers[parent].children.push(Child::Container(at));
            at = parent;
        }
    }
    let mut paths: List<List<usize>> = leaves.iter().map(|l| path(&containers, l.container)).collect();

    // Which of the two ends of each edge is the upper one.
    let circles: List<Circles> = (0..containers.len()).map(|k| Circles::of(k, graph, &containers, &paths, lanes)).collect();
    let ends: List<(usize, usize)> = graph.bundles.iter().map(|b| (b.from, b.to)).collect();
    let mut against = list![false; ends.len()];
    let mut open: List<usize> = List::new();
    let mut below: List<List<usize>> = list![List::new(); leaves.len()];
    for (i, &(u, v)) in ends.iter().enumerate() {
        if u == v {
            continue;
        }
        let k = meeting(&paths, u, v);
        let (a, b) = (child_of(&containers, &paths, k, u), child_of(&containers, &paths, k, v));
        if circles[k].block[a] == circles[k].block[b] {
            open.push(i);
        } else {
            against[i] = circles[k].place[a] > circles[k].place[b];
            let (u, v) = if against[i] { (v, u) } else { (u, v) };
            below[u].push(v);
        }
    }
    // Between two that share a band every edge runs down unless that would close a circle.
    for i in open {
        let (u, v) = ends[i];
        against[i] = reaches(&below, v, u);
        let (u, v) = if against[i] { (v, u) } else { (u, v) };
        below[u].push(v);
    }

    let mut links = List::new();
    let mut courses = List::new();
    for (i, bundle) in graph.bundles.iter().enumerate() {
        let label = bundle.label().map(|_| turn(bundle.label_width() + LABEL_PAD, LABEL_H));
        let (u, v) = ends[i];
        if u == v {
            let offset = leaves[u].loops;
            leaves[u].loops += LOOP + label.map_or(0, |(w, _)| w + 4);
            courses.push(Course::Loop { offset, label });
            continue;
        }
        let (u, v) = if against[i] { (v, u) } else { (u, v) };
        let Some((w, h)) = label else {
            links.push(Link { upper: u, lower: v });
            courses.push(Course::Links { links: list![links.len() - 1], against: against[i], label: None });
            continue;
        };
        let k = meeting(&paths, u, v);
        let (a, b) = (child_of(&containers, &paths, k, u), child_of(&containers, &paths, k, v));
        let home = match (circles[k].block[a] == circles[k].block[b], containers[k].children[a], containers[k].children[b]) {
            (true, Child::Container(c), _) | (true, Child::Leaf(_), Child::Container(c)) => c,
            _ => k,
        };
        let word = leaves.len();
        leaves.push(Leaf { w, h, loops: 0, container: home, rank: 0 });
        containers[home].children.push(Child::Leaf(word));
        paths.push(path(&containers, home));
        links.push(Link { upper: u, lower: word });
        links.push(Link { upper: word, lower: v });
        let two = list![links.len() - 2, links.len() - 1];
        courses.push(Course::Links { links: two, against: against[i], label: Some(word) });
    }

    let mut ranked = Ranked { cards: graph.nodes.len(), leaves, containers, links, courses, rows: 0 };
    for (k, circles) in circles.iter().enumerate() {
        ranked.containers[k].bands = bands(k, &ranked, &paths, circles, lanes);
    }
    place_rows(&mut ranked, lanes);
    if !lanes && make_room(&mut ranked, &paths) {
        place_rows(&mut ranked, lanes);
    }
    ranked
}

/// From the whole to a container, both included.
fn path(containers: &List<Container>, mut at: usize) -> List<usize> {
    let mut up = list![at];
    while at != ROOT {
        at = containers[at].parent;
        up.push(at);
    }
    up.reverse();
    up
}

/// The innermost container that holds both leaves.
fn meeting(paths: &List<List<usize>>, u: usize, v: usize) -> usize {
    paths[u].iter().zip(&paths[v]).take_while(|(a, b)| a == b).last().map_or(ROOT, |(a, _)| *a)
}

/// Which child of a container holds a leaf.
fn child_of(containers: &List<Container>, paths: &List<List<usize>>, k: usize, leaf: usize) -> usize {
    let wanted = match paths[leaf].iter().skip_while(|&&c| c != k).nth(1) {
        Some(&c) => Child::Container(c),
        None => Child::Leaf(leaf),
    };
    containers[k].children.iter().position(|&c| c == wanted).unwrap_or(0)
}

fn reaches(below: &List<List<usize>>, from: usize, to: usize) -> bool {
    let mut seen = list![false; below.len()];
    let mut stack = list![from];
    while let Some(v) = stack.pop() {
        if v == to {
            return true;
        }
        if !std::mem::replace(&mut seen[v], true) {
            stack.extend(&below[v]);
        }
    }
    false
}

/// How the children of one container depend on each other.
struct Circles {
    /// For each child its block: children of one block share a band.
    block: List<usize>,
    /// For each child its place in an order in which most edges run forward.
    place: List<usize>,
}

impl Circles {
    fn of(k: usize, graph: &Checked<'_>, containers: &List<Container>, paths: &List<List<usize>>, lanes: bool) -> Self {
        let children = &containers[k].children;
        let n = children.len();
        if lanes && k == ROOT {
            return Self { block: list![0; n], place: (0..n).collect() };
        }
        let mut weight: List<List<(usize, i32)>> = list![List::new(); n];
        for b in &graph.bundles {
            if b.from != b.to && meeting(paths, b.from, b.to) == k {
                let (i, j) = (child_of(containers, paths, k, b.from), child_of(containers, paths, k, b.to));
                match weight[i].iter_mut().find(|(to, _)| *to == j) {
                    Some((_, w)) => *w += 1,
                    None => weight[i].push((j, 1)),
                }
            }
        }
        let plain = |i: usize| match children[i] {
            Child::Leaf(_) => true,
            Child::Container(c) => containers[c].children.iter().all(|c| matches!(c, Child::Leaf(_))),
        };
        let is_container = |i: usize| matches!(children[i], Child::Container(_));
        let mut block: List<usize> = (0..n).collect();
        let mut place = list![0; n];
        let mut next = 0;
        for group in strong_components(&weight) {
            if let [a, b] = group[..]
                && plain(a)
                && plain(b)
                && (is_container(a) || is_container(b))
            {
                block[b] = block[a];
            }
            for i in forward_order(&group, &weight) {
                place[i] = next;
                next += 1;
            }
        }
        Self { block, place }
    }
}

/// Groups of vertices that reach each other, in an order in which every edge between groups runs forward.
fn strong_components(edges: &List<List<(usize, i32)>>) -> List<List<usize>> {
    let n = edges.len();
    let mut back: List<List<usize>> = list![List::new(); n];
    for (u, list) in edges.iter().enumerate() {
        for &(v, _) in list {
            back[v].push(u);
        }
    }
    let mut seen = list![false; n];
    let mut finished = List::with_capacity(n);
    for start in (0..n).rev() {
        let mut stack = list![(start, 0)];
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        while let Some((v, k)) = stack.pop() {
            if let Some(&(w, _)) = edges[v].get(k) {
                stack.push((v, k + 1));
                if !std::mem::replace(&mut seen[w], true) {
                    stack.push((w, 0));
                }
            } else {
                finished.push(v);
            }
        }
    }
    let mut taken = list![false; n];
    let mut groups = List::new();
    for &start in finished.iter().rev() {
        if std::mem::replace(&mut taken[start], true) {
            continue;
        }
        let mut group = list![start];
        let mut k = 0;
        while k < group.len() {
            for &u in &back[group[k]] {
                if !std::mem::replace(&mut taken[u], true) {
                    group.push(u);
                }
            }
            k += 1;
        }
        small::sort(&mut group, |a, b| a < b);
        groups.push(group);
    }
    groups
}

/// An order of a group in which little weight runs backward.
fn forward_order(group: &List<usize>, edges: &List<List<(usize, i32)>>) -> List<usize> {
    let weight = |u: usize, v: usize| edges[u].iter().find(|e| e.0 == v).map_or(0, |e| e.1);
    let order = line(group.len(), &|i, j| weight(group[i], group[j]) - weight(group[j], group[i]));
    order.into_iter().map(|i| group[i]).collect()
}

/// Cards without any edge stand in rows of this many.
const ROW_OF_LONERS: usize = 4;

/// The band of each child of a container that holds containers.
fn bands(k: usize, ranked: &Ranked, paths: &List<List<usize>>, circles: &Circles, lanes: bool) -> List<usize> {
    let children = &ranked.containers[k].children;
    if lanes && k == ROOT {
        return list![0; children.len()];
    }
    if children.iter().all(|c| matches!(c, Child::Leaf(_))) {
        return List::new();
    }
    let block = |child: usize| circles.block.get(child).copied().unwrap_or(child);
    let mut arcs = List::new();
    let mut busy = list![false; children.len()];
    for link in &ranked.links {
        if meeting(paths, link.upper, link.lower) == k {
            let (a, b) = (child_of(&ranked.containers, paths, k, link.upper), child_of(&ranked.containers, paths, k, link.lower));
            (busy[a], busy[b]) = (true, true);
            if block(a) != block(b) {
                arcs.push(Arc { from: block(a), to: block(b), len: 1, weight: 1 });
            }
        }
    }
    let idle: List<usize> = (0..children.len()).filter(|&i| !busy[i] && matches!(children[i], Child::Leaf(_))).collect();
    arcs.extend(idle.iter().zip(idle.iter().skip(ROW_OF_LONERS)).map(|(&a, &b)| Arc { from: a, to: b, len: 1, weight: 1 }));
    let rows = simplex::solve(children.len(), &arcs, 10_000);
    (0..children.len()).map(|i| usize::try_from(rows[block(i)]).unwrap_or(0)).collect()
}

/// The row of every leaf, by one network simplex over leaves, the first and last rows of containers, and the borders between bands.
fn place_rows(ranked: &mut Ranked, lanes: bool) {
    let n = ranked.leaves.len();
    let top = |k: usize| n + 2 * k;
    let bottom = |k: usize| n + 2 * k + 1;
    let mut arcs: List<Arc> = List::new();
    let mut variables = n + 2 * ranked.containers.len();
    let mut busy = list![false; n];
    for link in &ranked.links {
        (busy[link.upper], busy[link.lower]) = (true, true);
        arcs.push(Arc { from: link.upper, to: link.lower, len: 1, weight: 8 });
    }
    for (k, container) in ranked.containers.iter().enumerate() {
        arcs.push(Arc { from: top(k), to: bottom(k), len: 0, weight: 1 });
        let ends = |child: &Child| match *child {
            Child::Leaf(l) => (l, l),
            Child::Container(c) => (top(c), bottom(c)),
        };
        for child in &container.children {
            let (first, last) = ends(child);
            arcs.push(Arc::at_least(top(k), first, 0));
            arcs.push(Arc::at_least(last, bottom(k), 0));
        }
        if container.bands.is_empty() {
            let idle: List<usize> =
                container.children.iter().filter_map(|c| if let Child::Leaf(l) = *c { (!busy[l]).then_some(l) } else { None }).collect();
            let per_row = if lanes { 1 } else { ROW_OF_LONERS };
            arcs.extend(idle.iter().zip(idle.iter().skip(per_row)).map(|(&a, &b)| Arc { from: a, to: b, len: 1, weight: 1 }));
        }
        let borders = container.bands.iter().copied().max().unwrap_or(0);
        for (child, &band) in container.children.iter().zip(&container.bands) {
            let (first, last) = ends(child);
            if band > 0 {
                arcs.push(Arc::at_least(variables + band - 1, first, 0));
            }
            if band < borders {
                arcs.push(Arc::at_least(last, variables + band, 1));
            }
        }
        variables += borders;
    }
    let rows = simplex::solve(variables, &arcs, 20_000);
    // Rows that hold nothing are dropped.
    let mut used: List<i32> = rows.iter().take(n).copied().collect();
    small::sort(&mut used, |a, b| a < b);
    used.dedup();
    ranked.rows = used.len();
    for (l, leaf) in ranked.leaves.iter_mut().enumerate() {
        leaf.rank = used.binary_search(&rows[l]).unwrap_or(0);
    }
    for k in (0..ranked.containers.len()).rev() {
        let (mut first, mut last) = (usize::MAX, 0);
        for child in &ranked.containers[k].children {
            let (a, b) = match *child {
                Child::Leaf(l) => (ranked.leaves[l].rank, ranked.leaves[l].rank),
                Child::Container(c) => (ranked.containers[c].top, ranked.containers[c].bottom),
            };
            (first, last) = (first.min(a), last.max(b));
        }
        (ranked.containers[k].top, ranked.containers[k].bottom) = (first.min(last), last);
    }
    if lanes {
        // Lanes run from end to end.
        for container in &mut ranked.containers {
            (container.top, container.bottom) = (0, used.len().saturating_sub(1));
        }
    }
    ranked.containers[ROOT].top = 0;
    ranked.containers[ROOT].bottom = ranked.rows.saturating_sub(1);
}
