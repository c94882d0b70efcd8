//! The corners of every edge, the heights of all rows, and with them the finished layout.
//!
//! Between two rows, the pieces that run along them get tracks in an order with few crossings. Tracks lie between the clusters that end above
//! and the ones that begin below, so nothing runs along a title or through a cluster.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

use super::Options;
use super::line::line;
use super::order::Ordered;
use super::place::Placed;
use super::rank::{Course, LOOP, Ranked};
use crate::geometry::{ClusterBox, Direction, Layout, NodeBox, Point, Rect, simplify};
use crate::list::{List, list};
use crate::model::Checked;
use crate::small;

/// From the side of a title strip to its text, and the height of the text's box.
const TITLE_TOP: i32 = 8;
const TITLE_H: i32 = 20;
/// Two lines nearer than this look like one.
const APART: i32 = 7;
/// From a row or a cluster to the first track, and from the last track to an arrow head's card.
const LEAD_IN: i32 = 12;
const LEAD_OUT: i32 = 20;

/// A segment with a step in it.
struct Run {
    segment: usize,
    from: i32,
    to: i32,
    track: usize,
    /// A second step: where it lies, and the track from there on.
    again: Option<(i32, usize)>,
}

impl Run {
    fn span(&self) -> (i32, i32) {
        (self.from.min(self.to), self.from.max(self.to))
    }
}

/// Heights: upper and lower side of each row, and the first track below each.
struct Heights {
    rows: List<(i32, i32)>,
    tracks: List<i32>,
}

pub(super) fn route(graph: &Checked<'_>, ranked: &Ranked, o: &Ordered, placed: &Placed, options: &Options) -> Layout {
    let transposed = options.direction == Direction::Right;
    let mut gaps: List<(List<Run>, usize)> = (0..ranked.rows).map(|_| (List::new(), 0)).collect();
    let mut straight: List<List<i32>> = list![List::new(); ranked.rows];
    for (s, segment) in o.segments.iter().enumerate() {
        let row = o.vertices[segment.upper].row;
        let (from, to) = (placed.x[segment.upper] + placed.ports[s].0, placed.x[segment.lower] + placed.ports[s].1);
        if from == to {
            straight[row].push(from);
        } else {
            gaps[row].0.push(Run { segment: s, from, to, track: 0, again: None });
        }
    }
    let mut run_of: List<Option<(usize, usize)>> = list![None; o.segments.len()];
    for (row, (runs, count)) in gaps.iter_mut().enumerate() {
        *count = tracks(runs, &straight[row]);
        for (k, run) in runs.iter().enumerate() {
            run_of[run.segment] = Some((row, k));
        }
    }
    let (opens, closes) = levels(ranked);
    let heights = heights(ranked, &gaps, &opens, &closes, options, transposed);
    let track = |row: usize, k: usize| heights.tracks[row] + k as i32 * options.track;
    let rect = |x: i32, y: i32, w: i32, h: i32| Rect { x, y, w, h };

    let leaf_box = |l: usize| {
        let leaf = &ranked.leaves[l];
        let (a, b) = heights.rows[leaf.rank];
        rect(placed.x[l] - leaf.w / 2, a + (b - a - leaf.h) / 2, leaf.w, leaf.h)
    };
    let mut layout = Layout { direction: options.direction, ..Layout::default() };
    for (l, node) in graph.nodes.iter().enumerate() {
        layout.nodes.push(NodeBox { id: node.id.clone(), rect: leaf_box(l) });
    }
    // Points of a segment's inside.
    let inside = |s: usize, points: &mut Vec<Point>| {
        if let Some((row, k)) = run_of[s] {
            let run = &gaps[row].0[k];
            let y = track(row, run.track);
            points.push(Point { x: run.from, y });
            if let Some((x, second)) = run.again {
                points.push(Point { x, y });
                points.push(Point { x, y: track(row, second) });
                points.push(Point { x: run.to, y: track(row, second) });
            } else {
                points.push(Point { x: run.to, y });
            }
        }
    };
    // How far up and down the outermost loop of each node reaches.
    let mut loops = list![0; ranked.cards];
    for (bundle, course) in graph.bundles.iter().zip(&ranked.courses) {
        let mut points = Vec::new();
        let words = match course {
            Course::Links { links, against, label } => {
                let segments: List<usize> = links.iter().flat_map(|&l| o.chains[l].iter().copied()).collect();
                if let (Some(&first), Some(&last)) = (segments.first(), segments.last()) {
                    let (a, b) = (o.segments[first].upper, o.segments[last].lower);
                    points.push(Point { x: placed.x[a] + placed.ports[first].0, y: leaf_box(a).bottom() });
                    segments.iter().for_each(|&s| inside(s, &mut points));
                    points.push(Point { x: placed.x[b] + placed.ports[last].1, y: leaf_box(b).y });
                }
                if *against {
                    points.reverse();
                }
                label.map(leaf_box)
            }
            Course::Loop { offset, label } => {
                let leaf = &ranked.leaves[bundle.from];
                let card = leaf_box(bundle.from);
                let reach = (loops[bundle.from] + 8).min(leaf.h / 2 - 2).max(1);
                let inner = label.map_or(reach, |(_, h)| reach.max(h / 2 - 4));
                loops[bundle.from] = inner;
                let (x, middle) = (card.right() + offset + LOOP - 6, card.centre().y);
                let corner = |x: i32, y: i32| Point { x, y };
                points.extend([corner(card.right(), middle - reach), corner(x, middle - reach)]);
                points.extend([corner(x, middle + reach), corner(card.right(), middle + reach)]);
                label.map(|(w, h)| Rect { x: x + 4, y: middle - h / 2, w, h })
            }
        };
        simplify(&mut points);
        layout.edges.push(bundle.path(graph, points, words));
    }
    let (title, pad) = (options.title, options.pad);
    let before = if transposed { pad } else { title };
    for (f, frame) in o.frames.iter().enumerate() {
        let Some((k, container, c)) = frame.container.and_then(|k| ranked.containers[k].cluster.map(|c| (k, &ranked.containers[k], c)))
        else {
            continue;
        };
        let (low, high) = placed.sides[f];
        let top = heights.rows[container.top].0 - opens[k] * before;
        let bottom = heights.rows[container.bottom].1 + closes[k] * pad;
        let words = match placed.titles[f] {
            Some((x, w)) => rect(x, top + TITLE_TOP, w, TITLE_H),
            None => {
                let (from, room) = title_across(container.title, low, top, bottom, title, &gaps, &track);
                rect(low + TITLE_TOP, from, TITLE_H, room)
            }
        };
        layout.clusters.push(ClusterBox {
            id: graph.clusters[c].id.clone(),
            rect: rect(low, top, high - low, bottom - top),
            title: words,
            depth: graph.depth_of[c],
        });
    }
    small::sort(&mut layout.clusters, |a, b| a.depth < b.depth);
    if transposed {
        layout.transpose();
    }
    layout.settle(options.margin);
    layout
}

/// Where rows run downwards: the first place along a cluster's strip where its title meets no track, and how long it may be.
fn title_across(
    wanted: i32,
    low: i32,
    top: i32,
    bottom: i32,
    strip: i32,
    gaps: &List<(List<Run>, usize)>,
    track: &dyn Fn(usize, usize) -> i32,
) -> (i32, i32) {
    let mut met: List<i32> = List::new();
    for (row, (runs, _)) in gaps.iter().enumerate() {
        for run in runs {
            let mut pieces = list![(run.from, run.to, run.track)];
            if let Some((x, second)) = run.again {
                pieces = list![(run.from, x, run.track), (x, run.to, second)];
            }
            for (a, b, t) in pieces {
                let y = track(row, t);
                if y > top && y < bottom && a.min(b) <= low + strip && a.max(b) >= low {
                    met.push(y);
                }
            }
        }
    }
    small::sort(&mut met, |a, b| a < b);
    met.push(bottom);
    let mut best = (top + 14, 0);
    let mut from = top + 14;
    for y in met {
        let room = (y - 8 - from).min(wanted);
        if room > best.1 {
            best = (from, room);
        }
        if best.1 == wanted {
            break;
        }
        from = from.max(y + 8);
    }
    best
}

/// For each container how many begin, and end, in the same row at or inside its side there.
fn levels(ranked: &Ranked) -> (List<i32>, List<i32>) {
    let n = ranked.containers.len();
    let (mut opens, mut closes) = (list![1; n], list![1; n]);
    for k in (1..n).rev() {
        let (container, parent) = (&ranked.containers[k], ranked.containers[k].parent);
        if ranked.containers[parent].top == container.top {
            opens[parent] = opens[parent].max(opens[k] + 1);
        }
        if ranked.containers[parent].bottom == container.bottom {
            closes[parent] = closes[parent].max(closes[k] + 1);
        }
    }
    (opens, closes)
}

fn heights(
    ranked: &Ranked,
    gaps: &List<(List<Run>, usize)>,
    opens: &List<i32>,
    closes: &List<i32>,
    options: &Options,
    transposed: bool,
) -> Heights {
    let (title, pad) = (if transposed { options.pad } else { options.title }, options.pad);
    let mut high = list![0; ranked.rows];
    for leaf in &ranked.leaves {
        high[leaf.rank] = high[leaf.rank].max(leaf.h);
    }
    let (mut open, mut close) = (list![0; ranked.rows], list![0; ranked.rows]);
    for (k, container) in ranked.containers.iter().enumerate().skip(1) {
        open[container.top] = open[container.top].max(opens[k] * title);
        close[container.bottom] = close[container.bottom].max(closes[k] * pad);
    }
    let (mut rows, mut tracks) = (List::new(), List::new());
    let mut y = 0;
    for row in 0..ranked.rows {
        y += open[row];
        rows.push((y, y + high[row]));
        y += high[row] + close[row];
        let count = gaps[row].1 as i32;
        let next_open = open.get(row + 1).copied().unwrap_or(0);
        let lead_out = if next_open > 0 { LEAD_IN } else { LEAD_OUT };
        let used = (count - 1).max(0) * options.track;
        let least = if close[row] > 0 && next_open > 0 { options.cluster_gap } else { options.rank_gap };
        let zone = least.max(if count > 0 { LEAD_IN + used + lead_out } else { 0 });
        // Spare room is shared above and below.
        tracks.push(y + LEAD_IN + (zone - LEAD_IN - used - lead_out).max(0) / 2);
        y += zone;
    }
    Heights { rows, tracks }
}

/// Gives every run of one gap its track; returns how many there are.
fn tracks(runs: &mut List<Run>, straight: &List<i32>) -> usize {
    let m = runs.len();
    if m == 0 {
        return 0;
    }
    // What it costs to have one above the other: crossings, and far more where two verticals would lie on each other.
    let mut cost = list![0; m * m];
    let mut meets = list![false; m * m];
    for i in 0..m {
        for j in 0..m {
            let ((a, b), (c, d)) = (runs[i].span(), runs[j].span());
            if i == j || b + APART < c || d + APART < a {
                continue;
            }
            meets[i * m + j] = true;
            let within = |x: i32, low: i32, high: i32| i32::from(low <= x && x <= high);
            let touch = if (runs[i].to - runs[j].from).abs() < APART { 1000 } else { 0 };
            cost[i * m + j] = within(runs[i].to, c, d) + within(runs[j].from, a, b) + touch;
        }
    }
    let gain = |i: usize, j: usize| cost[j * m + i] - cost[i * m + j];
    let line = line(m, &gain);
    let mut count = 0;
    for (k, &i) in line.iter().enumerate() {
        runs[i].track = line[..k].iter().filter(|&&j| meets[i * m + j]).map(|&j| runs[j].track + 1).max().unwrap_or(0);
        count = count.max(runs[i].track + 1);
    }
    // Where a circle of them cannot be put in order, one takes a second step below all others.
    for i in 0..m {
        let clash = (0..m).any(|j| j != i && runs[i].track < runs[j].track && (runs[i].to - runs[j].from).abs() < APART);
        if clash && let Some(x) = free_between(runs, straight, i) {
            runs[i].again = Some((x, count));
            count += 1;
        }
    }
    count
}

/// A place between the ends of a run that is as far from every vertical as can be.
fn free_between(runs: &List<Run>, straight: &List<i32>, i: usize) -> Option<i32> {
    let (a, b) = runs[i].span();
    let mut verticals = straight.clone();
    for run in runs {
        verticals.extend([run.from, run.to, run.again.map_or(run.to, |again| again.0)]);
    }
    let mut best = None;
    for x in a + 1..b {
        let room = verticals.iter().fold(APART, |room, v| room.min((v - x).abs()));
        let score = (room, -(x - i32::midpoint(a, b)).abs());
        if best.is_none_or(|(most, _)| score >= most) {
            best = Some((score, x));
        }
    }
    best.map(|(_, x)| x)
}
