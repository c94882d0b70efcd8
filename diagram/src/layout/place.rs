//! Where everything lies along its row: one network simplex over vertices and the two sides of every box.
//!
//! Orders become distances, boxes enclose what they hold, and each segment pulls its ends into line, the harder the longer its line is.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

use super::Options;
use super::order::Ordered;
use super::rank::Ranked;
use super::simplex::{self, Arc};
use crate::list::{List, list};
use crate::small;

/// Coordinates along the rows.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Middle of each vertex.
    pub(super) x: List<i32>,
    /// Sides of each frame.
    pub(super) sides: List<(i32, i32)>,
    /// For each segment where it leaves its upper vertex, and where it enters its lower one, from their middles.
    pub(super) ports: List<(i32, i32)>,
    /// For each frame where its title begins and how wide it may be; none where titles do not lie along the rows.
    pub(super) titles: List<Option<(i32, i32)>>,
}

/// A demand that a segment enters a frame beside the title: at least so far from a side.
#[derive(Clone, Copy)]
enum Demand {
    AfterLeft { frame: usize, segment: usize, distance: i32 },
    BeforeRight { frame: usize, segment: usize, distance: i32 },
}

/// From a frame's side to its title, and least distance from a title to an edge.
const TITLE_INSET: i32 = 14;
const TITLE_GAP: i32 = 11;
/// Least distance of two ports that were moved on purpose.
const PORT_GAP: i32 = 10;
/// How far a card is moved to stand under another.
const ALIGN: i32 = 32;
/// How often frames may demand room for their titles before titles are shortened. One or two rounds are usual.
const ROUNDS: usize = 8;

pub(super) fn place(ranked: &Ranked, o: &Ordered, options: &Options, transposed: bool) -> Placed {
    let mut demands: List<Demand> = List::new();
    let mut round = 0;
    loop {
        let mut placed = solve(ranked, o, options, transposed, &demands);
        if transposed {
            return placed;
        }
        let missing = titles(ranked, o, &mut placed, round == ROUNDS);
        if missing.is_empty() {
            return placed;
        }
        // A demand stays met: later rounds only add to it.
        demands.extend(missing);
        round += 1;
    }
}

/// Half widths of a vertex, left and right.
fn halves(ranked: &Ranked, o: &Ordered, v: usize) -> (i32, i32) {
    o.vertices[v].leaf.map_or((0, 0), |l| {
        let leaf = &ranked.leaves[l];
        (leaf.w / 2, leaf.w - leaf.w / 2 + leaf.loops)
    })
}

fn solve(ranked: &Ranked, o: &Ordered, options: &Options, transposed: bool, demands: &List<Demand>) -> Placed {
    let n = o.vertices.len();
    let left = |f: usize| n + 2 * f;
    let right = |f: usize| n + 2 * f + 1;
    let segments_from = n + 2 * o.frames.len();
    let mut arcs: List<Arc> = List::new();
    let (node_gap, edge_gap, cluster_gap) = (options.node_gap, options.edge_gap, options.cluster_gap);
    let pad = options.pad;
    let half = |v: usize| halves(ranked, o, v);
    let is_card = |v: usize| o.vertices[v].leaf.is_some();
    let column = |f: usize| o.frames[f].container.is_none();

    // What an item shows to its left and right: variables, how far its edge is from them, and what it is.
    let faces = |item: usize, rightwards: bool| -> List<(usize, i32, bool, bool)> {
        match o.items[item].boxed {
            Some(f) => list![(if rightwards { right(f) } else { left(f) }, 0, !column(f), true)],
            None => {
                o.items[item].vertices.iter().map(|&v| (v, if rightwards { half(v).1 } else { half(v).0 }, false, is_card(v))).collect()
            }
        }
    };
    for (f, frame) in o.frames.iter().enumerate() {
        let (mut before, mut after) = if f == 0 || frame.container.is_none() { (0, 0) } else { (pad, pad) };
        if transposed && f != 0 && frame.container.is_some() {
            before = options.title;
        }
        let title = frame.container.map_or(0, |k| ranked.containers[k].title);
        let least = if title > 0 && !transposed { title + 2 * TITLE_INSET } else { 0 };
        if f != 0 && title > 0 {
            after = after.max(pad);
        }
        arcs.push(Arc { from: left(f), to: right(f), len: least, weight: 1 });
        for &band in &frame.bands {
            let items = &o.bands[band].items;
            for &item in items.first().into_iter() {
                arcs.extend(faces(item, false).into_iter().map(|(v, half, ..)| Arc::at_least(left(f), v, half + before)));
            }
            for &item in items.last().into_iter() {
                arcs.extend(faces(item, true).into_iter().map(|(v, half, ..)| Arc::at_least(v, right(f), half + after)));
            }
            for pair in items.windows(2) {
                let [a, b] = *pair else { continue };
                let (a, b) = (faces(a, true), faces(b, false));
                for (k, &(u, u_half, u_cluster, u_solid)) in a.iter().enumerate() {
                    for (j, &(v, v_half, v_cluster, v_solid)) in b.iter().enumerate() {
                        // Two passing lines keep their distance row by row.
                        if a.len() > 1 && b.len() > 1 && k != j {
                            continue;
                        }
                        let gap = match (u_cluster || v_cluster, u_solid && v_solid) {
                            (true, true) => cluster_gap,
                            (false, true) => node_gap,
                            _ => edge_gap,
                        };
                        arcs.push(Arc::at_least(u, v, u_half + gap + v_half));
                    }
                }
            }
        }
    }
    let sides = sides_of_cards(o);
    let mut ports = ports(ranked, o, &sides, transposed);
    for demand in demands {
        match *demand {
            Demand::AfterLeft { frame, segment, distance } => {
                arcs.push(Arc::at_least(left(frame), o.segments[segment].lower, distance - ports[segment].1));
            }
            Demand::BeforeRight { frame, segment, distance } => {
                arcs.push(Arc::at_least(o.segments[segment].lower, right(frame), distance + ports[segment].1));
            }
        }
    }
    let rigid = arcs.len();
    for (s, segment) in o.segments.iter().enumerate() {
        let middle = segments_from + s;
        let passing = usize::from(!is_card(segment.upper)) + usize::from(!is_card(segment.lower));
        let weight = [4, 8, 16][passing];
        arcs.push(Arc { from: middle, to: segment.upper, len: -ports[s].0, weight });
        arcs.push(Arc { from: middle, to: segment.lower, len: -ports[s].1, weight });
    }
    let pivots = 40_000_000 / (arcs.len() + 1000);
    let mut x = simplex::solve(segments_from + o.segments.len(), &arcs, pivots);
    align(ranked, o, &sides, (&arcs, rigid), &ports, &mut x);
    straighten(ranked, o, &sides, &x, &mut ports);
    // Frames end where what they hold does now, inner ones first.
    for f in (0..o.frames.len()).rev() {
        let ends = arcs.iter().take(rigid).filter(|a| a.to == right(f)).map(|a| x[a.from] + a.len);
        if let Some(end) = ends.max() {
            x[right(f)] = end;
        }
    }
    let sides = (0..o.frames.len()).map(|f| (x[left(f)], x[right(f)])).collect();
    x.truncate(n);
    Placed { x, sides, ports, titles: list![None; o.frames.len()] }
}

/// Spreads the ports of every card over its side, in the order of the other ends.
fn ports(ranked: &Ranked, o: &Ordered, sides: &List<Side>, transposed: bool) -> List<(i32, i32)> {
    let mut ports = list![(0, 0); o.segments.len()];
    for Side { segments: list, leaf, out } in sides {
        let w = ranked.leaves[*leaf].w;
        let count = list.len() as i32;
        let step = (w / (count + 1)).clamp(1, if transposed { 16 } else { 32 });
        for (k, &s) in list.iter().enumerate() {
            let offset = (2 * k as i32 - (count - 1)) * step / 2;
            if *out { ports[s].0 = offset } else { ports[s].1 = offset }
        }
    }
    ports
}

/// The lower or the upper side of a card.
struct Side {
    /// From left to right.
    segments: List<usize>,
    leaf: usize,
    /// Whether it is the lower one.
    out: bool,
}

fn sides_of_cards(o: &Ordered) -> List<Side> {
    let n = o.vertices.len();
    let (mut out, mut into) = (list![List::new(); n], list![List::new(); n]);
    for (s, segment) in o.segments.iter().enumerate() {
        out[segment.upper].push(s);
        into[segment.lower].push(s);
    }
    let mut sides = List::new();
    for (v, vertex) in o.vertices.iter().enumerate() {
        let Some(l) = vertex.leaf else { continue };
        let mut a = std::mem::take(&mut out[v]);
        small::sort(&mut a, |&s, &t| o.place[o.segments[s].lower] < o.place[o.segments[t].lower]);
        let mut b = std::mem::take(&mut into[v]);
        small::sort(&mut b, |&s, &t| o.place[o.segments[s].upper] < o.place[o.segments[t].upper]);
        sides.push(Side { segments: a, leaf: l, out: true });
        sides.push(Side { segments: b, leaf: l, out: false });
    }
    sides.retain(|s| !s.segments.is_empty());
    sides
}

/// Moves ports a little where that makes a line straight which would else have a step of a few pixels.
fn straighten(ranked: &Ranked, o: &Ordered, sides: &List<Side>, x: &List<i32>, ports: &mut List<(i32, i32)>) {
    for Side { segments: list, leaf, out } in sides.iter().filter(|s| s.leaf < ranked.cards) {
        let (room, out) = (ranked.leaves[*leaf].w / 2 - PORT_GAP, *out);
        for (k, &s) in list.iter().enumerate() {
            let segment = o.segments[s];
            let (here, there) = if out { (segment.upper, segment.lower) } else { (segment.lower, segment.upper) };
            let offset = |s: usize, ports: &List<(i32, i32)>| if out { ports[s].0 } else { ports[s].1 };
            let far = if out { ports[s].1 } else { ports[s].0 };
            let wanted = x[there] + far - x[here];
            let step = wanted - offset(s, ports);
            let free_left = k.checked_sub(1).and_then(|k| list.get(k)).is_none_or(|&p| wanted - offset(p, ports) >= PORT_GAP);
            let free_right = list.get(k + 1).is_none_or(|&p| offset(p, ports) - wanted >= PORT_GAP);
            if step != 0 && step.abs() <= 16 && wanted.abs() <= room && free_left && free_right {
                if out { ports[s].0 = wanted } else { ports[s].1 = wanted }
            }
        }
    }
}

/// Cards that stand a little beside each other look like a mistake: moves a card under the middle of one it is tied to where there is room
/// and no line gets a step by it.
fn align(
    ranked: &Ranked,
    o: &Ordered,
    sides: &List<Side>,
    (rigid, count): (&List<Arc>, usize),
    ports: &List<(i32, i32)>,
    x: &mut List<i32>,
) {
    let mut bound: List<List<usize>> = list![List::new(); ranked.cards];
    for (i, arc) in rigid.iter().enumerate().take(count) {
        for v in [arc.from, arc.to] {
            if let Some(list) = bound.get_mut(v) {
                list.push(i);
            }
        }
    }
    let judge = |x: &List<i32>| {
        let mut ports = ports.clone();
        straighten(ranked, o, sides, x, &mut ports);
        let step = |(s, p): (&super::order::Segment, &(i32, i32))| (x[s.upper] + p.0 - x[s.lower] - p.1).abs();
        let steps = o.segments.iter().zip(&ports).map(step);
        steps.fold((0, 0_i64), |(count, sum), d| (count + i32::from(d != 0), sum + i64::from(d)))
    };
    let mut best = judge(x);
    for side in sides.iter().filter(|s| s.leaf < ranked.cards) {
        let v = side.leaf;
        let others = side.segments.iter().map(|&s| if side.out { o.segments[s].lower } else { o.segments[s].upper });
        // One that only ends lines, or only begins some, may move far: it takes the step of one line to another.
        let reach = if sides.iter().filter(|s| s.leaf == v).count() == 1 { i32::MAX } else { ALIGN };
        let near = others.filter(|&u| u < ranked.cards).map(|u| x[u] - x[v]).filter(|d| (1..=reach).contains(&d.abs()));
        let Some(shift) = near.min_by_key(|d| d.abs()) else { continue };
        x[v] += shift;
        let fits = bound[v].iter().all(|&i| x[rigid[i].to] - x[rigid[i].from] >= rigid[i].len);
        let score = if fits { judge(x) } else { (i32::MAX, 0) };
        if score.0 <= best.0 && score.1 <= best.1 + i64::from(shift.abs().min(ALIGN)) {
            best = score;
        } else {
            x[v] -= shift;
        }
    }
}

/// Puts the title of every frame where no segment enters; returns what has to hold so that those without such a place get one.
fn titles(ranked: &Ranked, o: &Ordered, placed: &mut Placed, force: bool) -> List<Demand> {
    let mut demands = List::new();
    for (f, frame) in o.frames.iter().enumerate().skip(1) {
        let Some(k) = frame.container else { continue };
        let container = &ranked.containers[k];
        let (low, high) = placed.sides[f];
        let item = o.items.iter().position(|i| i.boxed == Some(f));
        let mine = |v: usize| item.is_some_and(|i| o.vertices[v].path.contains(&i));
        let mut entering: List<(i32, usize)> = o
            .segments
            .iter()
            .enumerate()
            .filter(|(_, s)| o.vertices[s.lower].row == container.top && mine(s.lower))
            .map(|(s, segment)| (placed.x[segment.lower] + placed.ports[s].1, s))
            .collect();
        small::sort(&mut entering, |a, b| a < b);
        let width = container.title;
        let mut free = List::new();
        let mut from = low + TITLE_INSET;
        for &(x, _) in &entering {
            free.push((from, x - TITLE_GAP));
            from = from.max(x + TITLE_GAP);
        }
        free.push((from, high - TITLE_INSET));
        if let Some(&(a, _)) = free.iter().find(|(a, b)| b - a >= width) {
            placed.titles[f] = Some((a, width));
            continue;
        }
        if force {
            placed.titles[f] = free.iter().max_by_key(|(a, b)| b - a).map(|(a, b)| (*a, (b - a).max(0)));
            continue;
        }
        let room = TITLE_INSET + width + TITLE_GAP + 16;
        let (Some(&(first_x, first)), Some(&(last_x, last))) = (entering.first(), entering.last()) else { continue };
        if room - (first_x - low) <= room - (high - last_x) {
            demands.push(Demand::AfterLeft { frame: f, segment: first, distance: room });
        } else {
            demands.push(Demand::BeforeRight { frame: f, segment: last, distance: room });
        }
    }
    demands
}
