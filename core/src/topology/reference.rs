//! Which component refers to which, read from a plan: every argument that is made of another
//! resource, with its line. Policy documents and other data sources speak for whoever uses them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::component::Component;
use crate::plan::{Block, Line, Plan};

/// An argument of a resource of one component that is made of a resource of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Resource whose argument it is.
    pub address: Arc<str>,
    /// Path of the argument, such as `policy`.
    pub argument: String,
    /// Resource that it is made of.
    pub target: Arc<str>,
    /// The line that names it: of the argument, or of the policy statement behind it.
    pub line: Line,
}

/// Mentions by the ids of who mentions and who is mentioned.
pub type Mentions = BTreeMap<(&'static str, &'static str), Vec<Mention>>;

/// Every mention between two components of a plan, in the order of addresses.
#[must_use]
pub fn mentions(plan: &Plan) -> Mentions {
    let homes: BTreeMap<&str, &'static str> = plan
        .resources()
        .values()
        .filter_map(|resource| Component::of(resource).map(|component| (&*resource.address, component.id)))
        .collect();
    let mut found = Mentions::new();
    for resource in plan.resources().values() {
        let Some(from) = homes.get(&*resource.address) else { continue };
        let mut walk = Walk { plan, seen: BTreeSet::new(), found: Vec::new() };
        walk.block(&resource.body, "");
        for (argument, target, line) in walk.found {
            let Some(to) = homes.get(&*target).filter(|to| *to != from) else { continue };
            let mention = Mention { address: resource.address.clone(), argument, target, line };
            let list = found.entry((*from, *to)).or_default();
            if !list.contains(&mention) {
                list.push(mention);
            }
        }
    }
    found
}

struct Walk<'a> {
    plan: &'a Plan,
    /// Data sources on the way, so that none is walked twice.
    seen: BTreeSet<Arc<str>>,
    found: Vec<(String, Arc<str>, Line)>,
}

impl Walk<'_> {
    fn block(&mut self, block: &Block, path: &str) {
        let deeper = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        for (name, attribute) in &block.attributes {
            for reference in attribute.value.references() {
                self.reference(&reference.address, &deeper(name), &attribute.line);
            }
        }
        for inner in &block.blocks {
            self.block(inner, &deeper(&inner.kind));
        }
    }

    fn reference(&mut self, address: &Arc<str>, argument: &str, line: &Line) {
        if self.plan.resources().contains_key(address) {
            self.found.push((argument.to_owned(), address.clone(), line.clone()));
            return;
        }
        let Some(data) = self.plan.data().get(address) else { return };
        if self.seen.insert(address.clone()) {
            let before = self.found.len();
            self.block(&data.body, "");
            // What a document says is said by the argument that uses it, on the document's line.
            for (name, _, _) in self.found.iter_mut().skip(before) {
                argument.clone_into(name);
            }
        }
    }
}
