//! Two drawings of the same view on one: what is only here, only there, or has another size.

use diagram::draw::fits_detail;
use diagram::{Change, Edge, Node};

use super::Drawing;

/// The drawing of `after` with marks for what differs from `before`. Cards and arrows of both are on it.
#[must_use]
pub fn compare(before: &Drawing, after: &Drawing) -> Drawing {
    let mut drawing = after.clone();
    for node in &mut drawing.graph.nodes {
        let old = before.graph.nodes.iter().find(|old| old.id == node.id);
        node.badge = None;
        let change = change_of_node(old, node);
        match (change, old) {
            (Change::Removed, Some(old)) => node.detail.clone_from(&old.detail),
            (Change::Changed, Some(old)) => node.detail = step(&old.detail, &node.detail, node),
            _ => {}
        }
        // What neither has stays a ghost without a mark.
        node.change = (!(node.ghost && old.is_none_or(|old| old.ghost))).then_some(change);
        if change == Change::Removed {
            node.ghost = false;
        }
    }
    for edge in &mut drawing.graph.edges {
        let old = before.graph.edges.iter().find(|old| old.id == edge.id);
        let change = change_of_edge(old, edge);
        edge.change = (!(edge.ghost && old.is_none_or(|old| old.ghost))).then_some(change);
        if change == Change::Removed {
            edge.ghost = false;
        }
    }
    // An arrow that leads elsewhere in each of the two, as the way out of a subnet does.
    for old in before.graph.edges.iter().filter(|old| !old.ghost) {
        if after.graph.edges.iter().all(|edge| edge.id != old.id) {
            drawing.graph.edges.push(Edge { change: Some(Change::Removed), ..old.clone() });
        }
    }
    drawing
}

/// What changed of a size line: old and new of the parts that differ, or the new ones alone where both do not fit.
fn step(old: &str, new: &str, card: &Node) -> String {
    const BETWEEN: &str = " · ";
    let (from, to): (Vec<&str>, Vec<&str>) = (old.split(BETWEEN).collect(), new.split(BETWEEN).collect());
    let only =
        |parts: &[&str], others: &[&str]| parts.iter().filter(|part| !others.contains(part)).copied().collect::<Vec<_>>().join(BETWEEN);
    let (from, to) = (only(&from, &to), only(&to, &from));
    let said = [format!("{from} → {to}"), format!("→ {to}")].into_iter().find(|said| fits_detail(said, card));
    // The card is marked as changed all the same.
    said.unwrap_or(to)
}

fn change_of_node(old: Option<&Node>, new: &Node) -> Change {
    match (old.is_some_and(|old| !old.ghost), !new.ghost) {
        (false, true) => Change::Added,
        (true, false) => Change::Removed,
        (true, true) if old.is_some_and(|old| old.detail != new.detail) => Change::Changed,
        _ => Change::Same,
    }
}

fn change_of_edge(old: Option<&Edge>, new: &Edge) -> Change {
    match (old.is_some_and(|old| !old.ghost), !new.ghost) {
        (false, true) => Change::Added,
        (true, false) => Change::Removed,
        _ => Change::Same,
    }
}
