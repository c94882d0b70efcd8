//! Better orders: barycentres from several starts, swaps of neighbours, kicks; as long as there is work to spend.

#![allow(clippy::indexing_slicing, reason = "indices are made here from lengths; nothing comes from outside")]

use super::Ordered;
use crate::list::List;
use crate::small;

impl Ordered {
    fn total(&self) -> u64 {
        self.crossings.iter().sum()
    }

    fn orders(&self) -> List<List<usize>> {
        self.bands.iter().map(|b| b.items.clone()).collect()
    }

    fn set_orders(&mut self, orders: &List<List<usize>>) {
        for (band, items) in self.bands.iter_mut().zip(orders) {
            band.items.clone_from(items);
        }
        self.refill(0, self.rows.len());
        self.recount(0, self.rows.len());
    }

    /// A thousandth of the row's width for each unit.
    fn relative(&self, v: usize) -> i64 {
        let width = self.rows[self.vertices[v].row].len().max(1) as i64;
        (2 * self.place[v] as i64 + 1) * 100_000 / (2 * width)
    }

    /// Sum of how far lines run sideways, as the second thing to keep small.
    fn sideways(&self) -> i64 {
        self.segments.iter().map(|s| (self.relative(s.upper) - self.relative(s.lower)).abs()).sum()
    }

    fn score(&self) -> (u64, i64) {
        (self.total(), self.sideways())
    }

    /// Sorts every band once by the mean place of what its items are tied to, above or below.
    fn sweep(&mut self, schedule: &List<usize>, downwards: bool) {
        let mut keys: List<(i64, usize)> = List::new();
        for k in 0..schedule.len() {
            let band = schedule[if downwards { k } else { schedule.len() - 1 - k }];
            if self.bands[band].items.len() < 2 {
                continue;
            }
            let depth = self.bands[band].depth;
            keys.clear();
            for &item in &self.bands[band].items {
                let (mut sum, mut count, mut own, mut size) = (0, 0, 0, 0);
                for &v in &self.inside[item] {
                    for &w in if downwards { &self.up[v] } else { &self.down[v] } {
                        if self.vertices[w].path.get(depth) != Some(&item) {
                            sum += self.relative(w);
                            count += 1;
                        }
                    }
                    own += self.relative(v);
                    size += 1;
                }
                self.work += 1 + count as u64 + size as u64;
                // What is tied to nothing keeps its place.
                let key = if count > 0 { sum / count } else { own / size.max(1) };
                keys.push((key, item));
            }
            // Few and nearly sorted; ties keep the order they had.
            for k in 1..keys.len() {
                let mut at = k;
                while at > 0 && keys[at].0 < keys[at - 1].0 {
                    keys.swap(at, at - 1);
                    at -= 1;
                }
            }
            let items = &mut self.bands[band].items;
            if keys.iter().zip(items.iter()).any(|(k, i)| k.1 != *i) {
                items.clear();
                items.extend(keys.iter().map(|k| k.1));
                let (first, last) = (self.bands[band].first, self.bands[band].last);
                self.refill(first, last + 1);
            }
        }
    }

    /// Crossings between the lines of two vertices on one side, if the first stands left.
    fn pair(&self, ends: &List<List<usize>>, a: usize, b: usize) -> i64 {
        let mut count = 0;
        for &p in &ends[a] {
            for &q in &ends[b] {
                count += i64::from(self.place[p] > self.place[q]);
            }
        }
        count
    }

    /// Swaps neighbours as long as that saves crossings.
    fn descend(&mut self, schedule: &List<usize>, limit: u64) {
        for _ in 0..12 {
            let mut better = false;
            for &band in schedule {
                for k in 0..self.bands[band].items.len().saturating_sub(1) {
                    better |= self.try_swap(band, k);
                }
                if self.work > limit {
                    return;
                }
            }
            if !better {
                break;
            }
        }
    }

    fn try_swap(&mut self, band: usize, k: usize) -> bool {
        let (a, b) = (self.bands[band].items[k], self.bands[band].items[k + 1]);
        let (first, last) = (self.bands[band].first, self.bands[band].last);
        if first == last
            && let ([a], [b]) = (&self.items[a].vertices[..], &self.items[b].vertices[..])
        {
            let (a, b) = (*a, *b);
            let above = self.pair(&self.up, b, a) - self.pair(&self.up, a, b);
            let below = self.pair(&self.down, b, a) - self.pair(&self.down, a, b);
            self.work += 2 + (self.up[a].len() * self.up[b].len() + self.down[a].len() * self.down[b].len()) as u64;
            if above + below >= 0 {
                return false;
            }
            self.bands[band].items.swap(k, k + 1);
            let p = self.place[a];
            self.rows[first].swap(p, p + 1);
            self.place.swap(a, b);
            if first > 0 {
                self.crossings[first - 1] = self.crossings[first - 1].saturating_add_signed(above);
            }
            self.crossings[first] = self.crossings[first].saturating_add_signed(below);
            return true;
        }
        let from = first.saturating_sub(1);
        let old: List<u64> = self.crossings[from..=last].to_vec().into();
        self.bands[band].items.swap(k, k + 1);
        self.refill(first, last + 1);
        self.recount(from, last + 1);
        if self.crossings[from..=last].iter().sum::<u64>() < old.iter().sum() {
            return true;
        }
        self.bands[band].items.swap(k, k + 1);
        self.refill(first, last + 1);
        self.crossings[from..=last].copy_from_slice(&old);
        false
    }

    pub(super) fn search(&mut self, effort: u64, lanes: bool) {
        let mut schedule: List<usize> =
            (0..self.bands.len()).filter(|&b| !(self.bands[b].items.is_empty() || lanes && self.bands[b].depth == 0)).collect();
        let turn = |b: usize| (self.bands[b].first, self.bands[b].depth, b);
        small::sort(&mut schedule, |&a, &b| turn(a) < turn(b));
        let choices: List<usize> = schedule.iter().copied().filter(|&b| self.bands[b].items.len() > 1).collect();
        if choices.is_empty() {
            return;
        }
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let declared = self.orders();
        let mut best = (self.score(), declared.clone());
        for start in 0..STARTS {
            if start > 0 {
                let mut shuffled = declared.clone();
                for &band in &choices {
                    dice.shuffle(&mut shuffled[band]);
                }
                self.set_orders(&shuffled);
            }
            let mut stale = 0;
            let mut own: Option<Found> = None;
            for k in 0..SWEEPS {
                self.sweep(&schedule, k % 2 == 0);
                self.recount(0, self.rows.len());
                let score = self.score();
                if own.as_ref().is_none_or(|o| score < o.0) {
                    own = Some((score, self.orders()));
                    stale = 0;
                } else {
                    stale += 1;
                    if stale > 3 {
                        break;
                    }
                }
            }
            if let Some((_, orders)) = own {
                self.set_orders(&orders);
            }
            self.descend(&schedule, effort);
            let score = self.score();
            if score < best.0 {
                best = (score, self.orders());
            }
            if self.work > effort / 2 {
                break;
            }
        }
        self.set_orders(&best.1);
        // Kicks: shuffle or mirror a band or two, settle, keep what is no worse.
        let mut current = best.clone();
        let (mut kick, mut stale) = (0, 0);
        while best.0.0 > 0 && self.work < effort && stale < PATIENCE {
            let band = choices[dice.below(choices.len())];
            match kick % 4 {
                0 => self.bands[band].items.reverse(),
                1 => dice.shuffle(&mut self.bands[band].items),
                2 => {
                    let other = choices[dice.below(choices.len())];
                    dice.shuffle(&mut self.bands[band].items);
                    dice.shuffle(&mut self.bands[other].items);
                }
                _ => {
                    // Everything from one row to another.
                    let (a, b) = (dice.below(self.rows.len()), dice.below(self.rows.len()));
                    for b2 in &choices {
                        if self.bands[*b2].first >= a.min(b) && self.bands[*b2].last <= a.max(b) {
                            self.bands[*b2].items.reverse();
                        }
                    }
                }
            }
            kick += 1;
            stale += 1;
            self.refill(0, self.rows.len());
            self.recount(0, self.rows.len());
            if kick % 3 == 0 {
                self.sweep(&schedule, kick % 2 == 0);
                self.recount(0, self.rows.len());
            }
            self.descend(&schedule, effort);
            let score = self.score();
            if score <= current.0 {
                current = (score, self.orders());
                if score.0 < best.0.0 {
                    stale = 0;
                }
                if score < best.0 {
                    best.clone_from(&current);
                }
            } else {
                self.set_orders(&current.1);
            }
        }
        self.set_orders(&best.1);
    }
}

/// A score and the orders that have it.
type Found = ((u64, i64), List<List<usize>>);

const STARTS: usize = 24;
const SWEEPS: usize = 12;
/// Kicks without one crossing less after which there will be none.
const PATIENCE: usize = 150;

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % (n.max(1) as u64)).unwrap_or(0)
    }

    fn shuffle(&mut self, list: &mut List<usize>) {
        for k in (1..list.len()).rev() {
            list.swap(k, self.below(k + 1));
        }
    }
}
