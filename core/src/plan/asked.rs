//! What somebody asked of a plan, and whether another plan would answer the same. Who keeps a
//! conclusion can so tell whether it still holds. Nothing here knows who asks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::result::{Block, Plan, Resource};
use super::syntax::ast::{Expr, Node};

/// Questions to a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// All resources, or all data sources.
    everything: bool,
    /// What is declared, without the arguments.
    declared: bool,
    kinds: BTreeSet<Arc<str>>,
    addresses: BTreeSet<Arc<str>>,
    providers: bool,
    settings: bool,
    variables: bool,
    outputs: bool,
    /// Where values are chosen that reach these modules.
    lines: BTreeSet<Arc<str>>,
}

/// The questions since they were last taken. Two plans are equal whatever was asked of them.
#[derive(Debug, Default)]
pub(super) struct Notes(Mutex<Asked>);

impl Notes {
    fn note(&self, with: impl FnOnce(&mut Asked)) {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    pub(super) fn everything(&self) {
        self.note(|asked| asked.everything = true);
    }

    pub(super) fn declared(&self) {
        self.note(|asked| asked.declared = true);
    }

    pub(super) fn kind(&self, kind: &str) {
        self.note(|asked| insert(&mut asked.kinds, kind));
    }

    pub(super) fn address(&self, address: &str) {
        self.note(|asked| insert(&mut asked.addresses, address));
    }

    pub(super) fn providers(&self) {
        self.note(|asked| asked.providers = true);
    }

    pub(super) fn settings(&self) {
        self.note(|asked| asked.settings = true);
    }

    pub(super) fn variables(&self) {
        self.note(|asked| asked.variables = true);
    }

    pub(super) fn outputs(&self) {
        self.note(|asked| asked.outputs = true);
    }

    pub(super) fn lines(&self, module: &str) {
        self.note(|asked| insert(&mut asked.lines, module));
    }
}

fn insert(set: &mut BTreeSet<Arc<str>>, name: &str) {
    if !set.contains(name) {
        set.insert(name.into());
    }
}

impl Plan {
    /// What was asked since this was last called.
    pub(crate) fn take_asked(&self) -> Asked {
        std::mem::take(&mut *self.notes.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Asked {
    /// Was nothing asked?
    pub(crate) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Two plans of the same root, compared as far as questions need.
pub(crate) struct Change<'a> {
    before: &'a Plan,
    now: &'a Plan,
    everything: bool,
    /// Addresses of resources and data sources that are not what they were, and the types of such resources.
    addresses: BTreeSet<&'a str>,
    kinds: BTreeSet<&'a str>,
    declared: bool,
    providers: bool,
    settings: bool,
    variables: bool,
    outputs: bool,
    /// Values stand on other lines of `terraform.tfvars`.
    lines: bool,
    same: bool,
}

impl<'a> Change<'a> {
    /// From one plan to the next.
    pub(crate) fn new(before: &'a Arc<Plan>, now: &'a Arc<Plan>) -> Self {
        let same = Arc::ptr_eq(before, now);
        let [mut addresses, mut kinds] = [const { BTreeSet::new() }; 2];
        if !same {
            for (resource, is_managed) in differing(&before.resources, &now.resources)
                .map(|resource| (resource, true))
                .chain(differing(&before.data, &now.data).map(|resource| (resource, false)))
            {
                addresses.insert(&*resource.address);
                if is_managed {
                    kinds.insert(&*resource.kind);
                }
            }
        }
        Self {
            before,
            now,
            everything: !addresses.is_empty(),
            addresses,
            kinds,
            declared: !(same || before.declared().eq(now.declared())),
            providers: !(same
                || equal(before.providers.values(), now.providers.values()) && before.providers.keys().eq(now.providers.keys())),
            settings: !(same || equal(before.settings.iter(), now.settings.iter())),
            variables: !(same || before.variables == now.variables),
            outputs: !same,
            lines: !(same || before.same_lines(now)),
            same,
        }
    }

    /// Would both give the same answers?
    pub(crate) fn leaves(&self, asked: &Asked) -> bool {
        let none = !(self.everything && asked.everything
            || self.declared && asked.declared
            || self.providers && asked.providers
            || self.settings && asked.settings
            || self.variables && asked.variables
            || self.outputs && asked.outputs
            || self.lines && !asked.lines.is_empty());
        let module = |module: &Arc<str>| self.before.same_calls(self.now, module);
        none && (self.same || asked.lines.iter().all(module))
            && !self.kinds.iter().any(|kind| asked.kinds.contains(*kind))
            && !self.addresses.iter().any(|address| asked.addresses.contains(*address))
    }
}

/// Resources of either that the other does not have, the very same. Both are walked along in their order.
fn differing<'a>(
    before: &'a BTreeMap<Arc<str>, Arc<Resource>>,
    now: &'a BTreeMap<Arc<str>, Arc<Resource>>,
) -> impl Iterator<Item = &'a Arc<Resource>> {
    let (mut before, mut now) = (before.values().peekable(), now.values().peekable());
    std::iter::from_fn(move || {
        loop {
            let (one, other) = match (before.peek(), now.peek()) {
                (Some(one), Some(other)) => (*one, *other),
                (Some(_), None) => return before.next(),
                (None, _) => return now.next(),
            };
            if Arc::ptr_eq(one, other) {
                before.next();
                now.next();
            } else if one.address <= other.address {
                // Of two at one address the other comes next.
                return before.next();
            } else {
                return now.next();
            }
        }
    })
}

fn equal<'a>(before: impl Iterator<Item = &'a Block>, now: impl Iterator<Item = &'a Block>) -> bool {
    let (before, now): (Vec<_>, Vec<_>) = (before.collect(), now.collect());
    before.len() == now.len() && before.iter().zip(&now).all(|(a, b)| a.is_same(b))
}

impl Plan {
    /// Do the same values stand on the same lines of `terraform.tfvars`, whatever they are?
    fn same_lines(&self, other: &Self) -> bool {
        let (before, now) = (&self.assignments.values, &other.assignments.values);
        before.len() == now.len()
            && before.iter().zip(now).all(|((a, one), (b, two))| a == b && one.line == two.line && same_shape(&one.node, &two.node))
    }

    /// Is a called module the same, and whoever calls it?
    fn same_calls(&self, other: &Self, module: &str) -> bool {
        match (self.origins.get(module), other.origins.get(module)) {
            (Some(one), Some(two)) => {
                Arc::ptr_eq(&one.module, &two.module)
                    && match (&one.caller, &two.caller) {
                        (Some((outer, _)), Some((other_outer, _))) => outer == other_outer && self.same_calls(other, outer),
                        (None, None) => true,
                        _ => false,
                    }
            }
            (None, None) => true,
            _ => false,
        }
    }
}

fn same_shape(a: &Node, b: &Node) -> bool {
    match (&a.expr, &b.expr) {
        (Expr::Object(one), Expr::Object(two)) => {
            one.len() == two.len()
                && one.iter().zip(two).all(|((ka, a), (kb, b))| ka.line == kb.line && ka.as_path() == kb.as_path() && same_shape(a, b))
        }
        (Expr::Object(_), _) | (_, Expr::Object(_)) => false,
        _ => true,
    }
}
