//! Network simplex: whole numbers `y` that satisfy `y[to] - y[from] >= len` for every arc and make the sum of `weight * (y[to] - y[from])`
//! least. Ranks and x coordinates are both solutions of it. After Gansner, Koutsofios, North, Vo: A technique for drawing directed graphs.

#![allow(clippy::indexing_slicing, reason = "every index is made here from a length; nothing comes from outside")]

use crate::list::{List, list};

/// One constraint. The arcs of a problem have to form no cycle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) len: i32,
    pub(super) weight: i32,
}

impl Arc {
    /// A bare constraint, without a wish to be short.
    pub(super) const fn at_least(from: usize, to: usize, len: i32) -> Self {
        Self { from, to, len, weight: 0 }
    }

    /// The end that is not this one.
    const fn other(&self, end: usize) -> usize {
        self.from ^ self.to ^ end
    }
}

const NONE: usize = usize::MAX;

/// Lets each connected part begin at 0. Stops after `pivots` improvements with what it has, which satisfies every constraint all the same.
pub(super) fn solve(n: usize, arcs: &List<Arc>, pivots: usize) -> List<i32> {
    let mut tree = Tree::new(n, arcs);
    for _ in 0..pivots {
        let Some(leave) = tree.leaving() else { break };
        let Some(enter) = tree.entering(leave) else { break };
        tree.exchange(leave, enter);
    }
    for &root in &tree.roots {
        let part = &tree.post[tree.low[root]..=tree.lim[root]];
        let least = part.iter().fold(i32::MAX, |least, &v| least.min(tree.y[v]));
        for &v in part {
            tree.y[v] -= least;
        }
    }
    tree.y
}

/// A feasible solution, and for each connected part a spanning tree of arcs without slack that determines it.
struct Tree<'a> {
    arcs: &'a List<Arc>,
    y: List<i32>,
    in_tree: List<bool>,
    cut: List<i32>,
    /// Tree arcs at each vertex.
    near: List<List<usize>>,
    parent: List<usize>,
    /// The first vertex of each part.
    roots: List<usize>,
    /// Postorder number, and the least of the subtree: `v` is under `u` iff `low[u] <= lim[v] <= lim[u]`.
    lim: List<usize>,
    low: List<usize>,
    /// Vertices in postorder.
    post: List<usize>,
    /// Where the search for the next arc to drop begins.
    next: usize,
}

impl<'a> Tree<'a> {
    fn new(n: usize, arcs: &'a List<Arc>) -> Self {
        let mut tree = Tree {
            arcs,
            y: longest_paths(n, arcs),
            in_tree: list![false; arcs.len()],
            cut: list![0; arcs.len()],
            near: list![List::new(); n],
            parent: list![NONE; n],
            roots: List::new(),
            lim: list![0; n],
            low: list![0; n],
            post: List::with_capacity(n),
            next: 0,
        };
        tree.span(n);
        tree.walk();
        tree.cut_values();
        tree
    }

    fn slack(&self, i: usize) -> i32 {
        let a = self.arcs[i];
        self.y[a.to] - self.y[a.from] - a.len
    }

    /// Grows trees of arcs without slack, moving each as a whole to the nearest vertex outside whenever it is stuck.
    fn span(&mut self, n: usize) {
        let mut at: List<List<usize>> = list![List::new(); n];
        for (i, a) in self.arcs.iter().enumerate() {
            at[a.from].push(i);
            at[a.to].push(i);
        }
        let mut inside = list![false; n];
        for root in 0..n {
            if std::mem::replace(&mut inside[root], true) {
                continue;
            }
            self.roots.push(root);
            let mut list = list![root];
            let mut begin = 0;
            loop {
                while begin < list.len() {
                    let u = list[begin];
                    begin += 1;
                    for &i in &at[u] {
                        let other = self.arcs[i].other(u);
                        if !inside[other] && self.slack(i) == 0 {
                            self.in_tree[i] = true;
                            inside[other] = true;
                            list.push(other);
                        }
                    }
                }
                let crossing = (0..self.arcs.len()).filter(|&i| inside[self.arcs[i].from] != inside[self.arcs[i].to]);
                let Some(best) = crossing.min_by_key(|&i| self.slack(i)) else { break };
                let shift = if inside[self.arcs[best].to] { -self.slack(best) } else { self.slack(best) };
                for &v in &list {
                    self.y[v] += shift;
                }
                // Every vertex of the tree may now touch one outside.
                begin = 0;
            }
        }
        for (i, a) in self.arcs.iter().enumerate() {
            if self.in_tree[i] {
                self.near[a.from].push(i);
                self.near[a.to].push(i);
            }
        }
    }

    /// Numbers the vertices of each tree in postorder.
    fn walk(&mut self) {
        self.post.clear();
        let mut stack: List<(usize, usize)> = self.roots.iter().map(|&root| (root, 0)).collect();
        while let Some((v, k)) = stack.pop() {
            if k == 0 {
                self.low[v] = self.post.len();
            }
            if let Some(&i) = self.near[v].get(k) {
                stack.push((v, k + 1));
                if i != self.parent[v] {
                    let other = self.arcs[i].other(v);
                    self.parent[other] = i;
                    stack.push((other, 0));
                }
            } else {
                self.lim[v] = self.post.len();
                self.post.push(v);
            }
        }
    }

    /// The vertex of a tree arc that lies below it.
    fn below(&self, i: usize) -> usize {
        let a = self.arcs[i];
        if self.lim[a.from] < self.lim[a.to] { a.from } else { a.to }
    }

    fn under(&self, top: usize, v: usize) -> bool {
        self.low[top] <= self.lim[v] && self.lim[v] <= self.lim[top]
    }

    fn cut_values(&mut self) {
        let mut flow = list![0; self.y.len()];
        for a in self.arcs {
            flow[a.to] += a.weight;
            flow[a.from] -= a.weight;
        }
        for k in 0..self.post.len() {
            let v = self.post[k];
            let i = self.parent[v];
            if i == NONE {
                continue;
            }
            let a = self.arcs[i];
            let up = a.other(v);
            self.cut[i] = if a.to == v { flow[v] } else { -flow[v] };
            flow[up] += flow[v];
        }
    }

    /// A tree arc with a negative cut value: the worst of the next few.
    fn leaving(&mut self) -> Option<usize> {
        let m = self.arcs.len();
        let (mut best, mut found) = (None, 0);
        for k in 0..m {
            let i = (self.next + k) % m;
            if self.in_tree[i] && self.cut[i] < 0 {
                if best.is_none_or(|b: usize| self.cut[i] < self.cut[b]) {
                    best = Some(i);
                }
                found += 1;
                if found == 30 {
                    self.next = (i + 1) % m;
                    break;
                }
            }
        }
        best
    }

    /// The arc with the least slack that joins the two halves the other way round.
    fn entering(&self, leave: usize) -> Option<usize> {
        let below = self.below(leave);
        let head_below = self.arcs[leave].to == below;
        let mut best: Option<(i32, usize)> = None;
        for (i, a) in self.arcs.iter().enumerate() {
            let (tail, head) = (self.under(below, a.from), self.under(below, a.to));
            if tail != head && tail == head_below && !self.in_tree[i] {
                let s = self.slack(i);
                if best.is_none_or(|(b, _)| s < b) {
                    best = Some((s, i));
                    if s == 0 {
                        break;
                    }
                }
            }
        }
        best.map(|(_, i)| i)
    }

    fn exchange(&mut self, leave: usize, enter: usize) {
        let below = self.below(leave);
        let slack = self.slack(enter);
        if slack != 0 {
            let shift = if self.arcs[leave].to == below { slack } else { -slack };
            for k in self.low[below]..=self.lim[below] {
                self.y[self.post[k]] += shift;
            }
        }
        let cut = self.cut[leave];
        let a = self.arcs[enter];
        let top = self.change_cuts(a.from, a.to, cut, true);
        self.change_cuts(a.to, top, cut, false);
        self.cut[enter] = -cut;
        self.cut[leave] = 0;
        self.in_tree[leave] = false;
        self.in_tree[enter] = true;
        let old = self.arcs[leave];
        self.near[old.from].retain(|&i| i != leave);
        self.near[old.to].retain(|&i| i != leave);
        self.near[a.from].push(enter);
        self.near[a.to].push(enter);
        self.walk();
    }

    /// Climbs from `v` to the first vertex above `w` too, changing the cut values on the way.
    fn change_cuts(&mut self, mut v: usize, w: usize, cut: i32, down: bool) -> usize {
        while !self.under(v, w) {
            let i = self.parent[v];
            if i == NONE {
                break;
            }
            let a = self.arcs[i];
            if (v == a.from) == down {
                self.cut[i] += cut;
            } else {
                self.cut[i] -= cut;
            }
            v = a.other(v);
        }
        v
    }
}

/// The least solution, except that vertices without an incoming arc lie as late as they may.
fn longest_paths(n: usize, arcs: &List<Arc>) -> List<i32> {
    let (mut y, mut entered, mut latest) = (list![0; n], list![false; n], list![i32::MAX; n]);
    // A path has no more arcs than this.
    for _ in 0..=n {
        let mut settled = true;
        for a in arcs {
            entered[a.to] = true;
            let least = y[a.from] + a.len;
            if y[a.to] < least {
                y[a.to] = least;
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    for a in arcs {
        debug_assert!(y[a.to] - y[a.from] >= a.len, "the arcs form a cycle");
        latest[a.from] = latest[a.from].min(y[a.to] - a.len);
    }
    for v in 0..n {
        if !entered[v] && latest[v] < i32::MAX {
            y[v] = latest[v];
        }
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(arcs: &List<Arc>, y: &List<i32>) -> i32 {
        arcs.iter().map(|a| a.weight * (y[a.to] - y[a.from])).sum()
    }

    /// The best solution with values up to `max`, by trying all.
    fn brute(n: usize, arcs: &List<Arc>, max: i32) -> i32 {
        let mut y = list![0; n];
        let mut best = i32::MAX;
        loop {
            if arcs.iter().all(|a| y[a.to] - y[a.from] >= a.len) {
                best = best.min(cost(arcs, &y));
            }
            let Some(k) = (0..n).find(|&k| y[k] < max) else { return best };
            y[k] += 1;
            y[..k].fill(0);
        }
    }

    #[test]
    fn small_problems_are_solved_exactly() {
        let mut seed = 7u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for _ in 0..200 {
            let n = 5;
            let arcs: List<Arc> = (0..7)
                .map(|_| {
                    let from = random(4) as usize;
                    let to = from + 1 + random((4 - from) as u64) as usize;
                    Arc { from, to, len: random(2) as i32, weight: random(5) as i32 }
                })
                .collect();
            let y = solve(n, &arcs, 1000);
            assert!(arcs.iter().all(|a| y[a.to] - y[a.from] >= a.len));
            assert_eq!(cost(&arcs, &y), brute(n, &arcs, 5), "{arcs:?}");
        }
    }
}
