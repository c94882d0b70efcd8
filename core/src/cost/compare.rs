//! What differs between two estimates, line by line: of two environments, or of two designs.

use std::collections::BTreeMap;

use super::bench::{Basis, Item};
use super::estimate::RootCost;
use super::money::Money;

/// A line in which two roots differ: by declaration, what is charged, and whether by use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The line of the first, where it has one.
    pub from: Option<Item>,
    /// The line of the second, where it has one.
    pub to: Option<Item>,
}

impl Change {
    /// The one to name: the second where there is one.
    #[must_use]
    pub fn shown(&self) -> Option<&Item> {
        self.to.as_ref().or(self.from.as_ref())
    }

    /// The difference in a month; `None` where either side has a line without an amount. A side that
    /// has no such line costs nothing there.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        let side = |item: &Option<Item>| match item {
            None => Some(Money::ZERO),
            Some(item) => item.amount.ok(),
        };
        Some(side(&self.to)? - side(&self.from)?)
    }
}

/// Lines whose quantity, price or amount differs, in the order of their declarations.
#[must_use]
pub fn compare(from: &RootCost, to: &RootCost) -> Vec<Change> {
    type Key<'a> = (Basis, &'a str, &'static str);
    fn keyed(root: &RootCost) -> BTreeMap<Key<'_>, &Item> {
        root.items.iter().map(|item| ((item.basis, item.address.as_str(), item.what.en), item)).collect()
    }
    let (before, after) = (keyed(from), keyed(to));
    let mut keys: Vec<Key<'_>> = before.keys().chain(after.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let same = |a: &Item, b: &Item| (a.quantity, &a.price, a.usd(), a.amount) == (b.quantity, &b.price, b.usd(), b.amount);
    keys.into_iter()
        .filter_map(|key| match (before.get(&key), after.get(&key)) {
            (Some(a), Some(b)) if same(a, b) => None,
            (a, b) => Some(Change { from: a.map(|item| (*item).clone()), to: b.map(|item| (*item).clone()) }),
        })
        .collect()
}
