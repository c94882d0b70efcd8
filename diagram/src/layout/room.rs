//! Where a frame goes that no line ties to anything: into a band that has room for it anyway.
//!
//! It knows bands and how deep they are, and not which row or place anything gets in them.

#![allow(clippy::indexing_slicing, reason = "indices come from a checked graph or are made here from lengths")]

use super::rank::{Child, Ranked};
use crate::list::List;

/// Moves containers that no line leaves into the band that is deep enough for them and holds the fewest cards: there they stand where
/// nothing else would, and make no other band deeper. Says whether any moved.
pub(super) fn make_room(ranked: &mut Ranked, paths: &List<List<usize>>) -> bool {
    let mut moved = false;
    for c in 1..ranked.containers.len() {
        let inside = |l: usize| paths[l].contains(&c);
        if ranked.links.iter().any(|link| inside(link.upper) != inside(link.lower)) {
            continue;
        }
        let k = ranked.containers[c].parent;
        let home = &ranked.containers[k];
        let Some(at) = home.children.iter().position(|&child| child == Child::Container(c)) else { continue };
        let rows = |c: usize| ranked.containers[c].bottom - ranked.containers[c].top;
        let mut best = None;
        for band in 0..=home.bands.iter().copied().max().unwrap_or(0) {
            let (mut cards, mut deepest) = (0, None);
            for (&child, _) in home.children.iter().zip(&home.bands).filter(|&(&child, b)| *b == band && child != Child::Container(c)) {
                let (count, depth) = match child {
                    Child::Leaf(_) => (1, 0),
                    Child::Container(other) => (paths.iter().filter(|path| path.contains(&other)).count(), rows(other)),
                };
                cards += count;
                deepest = deepest.max(Some(depth));
            }
            if deepest >= Some(rows(c)) && best.is_none_or(|(fewest, _)| cards < fewest) {
                best = Some((cards, band));
            }
        }
        if let Some((_, band)) = best
            && std::mem::replace(&mut ranked.containers[k].bands[at], band) != band
        {
            moved = true;
        }
    }
    moved
}
