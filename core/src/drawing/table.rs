//! A view that stands in a table, drawn for an environment.

use std::collections::BTreeMap;

use diagram::{Badge, Cluster, Edge, Graph, Node, Status};

use super::kind::kind;
use super::{Arrangement, Drawing};
use crate::compliance::{Assessment, FindingLevel};
use crate::text::{Lang, Text, t};
use crate::topology::{Component, Health, Part, Scene, Shape, View, detail, health};

/// The second line of a card that an environment leaves out.
const ABSENT: Text = t("この環境では作成しない", "Not created in this environment");

pub(super) fn draw(view: &View, scene: &Scene<'_>, assessment: Option<&Assessment>, lang: Lang) -> Drawing {
    let mut graph = Graph::default();
    let mut components = BTreeMap::new();
    let mut places = BTreeMap::new();
    let mut proofs = BTreeMap::new();
    let said = assessment.map(|assessment| health(scene, assessment));
    let mut order = 0;
    for (place, frame) in (0_u32..).zip(view.frames) {
        // The same room for both languages and for every address block: neither moves the picture.
        let widest = if frame.component == Some("network") { "VPC 255.255.255.255/16" } else { "" };
        let title = frame_title(frame.title, frame.component, scene, lang);
        let mut cluster = Cluster::new(frame.id, place, title).room_for(&[frame.title.ja, frame.title.en, widest]);
        cluster.parent = frame.parent.map(str::to_owned);
        cluster.ghost = frame.component.and_then(Component::find).is_some_and(|component| !scene.exists(component));
        if let Some(component) = frame.component {
            components.insert(frame.id.to_owned(), component);
        }
        graph.clusters.push(cluster);
        for part in frame.parts {
            let Some((title, role)) = part.title() else { continue };
            let mut node = Node::new(part.id(), order, kind(role), title.get(lang)).within(frame.id);
            order += 1;
            match part {
                Part::Component(id) => {
                    components.insert((*id).to_owned(), *id);
                    node.ghost = Component::find(id).is_some_and(|component| !scene.exists(component));
                    node.detail = if node.ghost { ABSENT.get(lang).to_owned() } else { detail(scene, id, lang) };
                    node.badge = said.as_ref().filter(|_| !node.ghost).and_then(|said| said.get(id)).map(|health| badge(health, lang));
                }
                Part::Step(step) => match scene.line_with(step.path, step.line) {
                    Some(line) => {
                        node.detail = format!("{}:{}", line.path.rsplit('/').next().unwrap_or_default(), line.line);
                        places.insert(step.id.to_owned(), line);
                    }
                    None => node.ghost = true,
                },
            }
            graph.nodes.push(node);
        }
    }
    for relation in view.relations {
        let mut edge = Edge::new(relation.id(), relation.from, relation.to);
        let absent = |id: &str| graph.nodes.iter().any(|node| node.id == id && node.ghost);
        match scene.prove(relation).filter(|_| !absent(relation.from) && !absent(relation.to)) {
            Some(lines) => {
                proofs.insert(relation.id(), lines);
            }
            None => edge.ghost = true,
        }
        graph.edges.push(edge);
    }
    let arrangement = match view.shape {
        Shape::Layers => Arrangement::Layers,
        Shape::Columns => Arrangement::Columns,
        Shape::Lanes => Arrangement::Lanes,
    };
    Drawing { graph, arrangement, components, places, proofs }
}

/// A frame's title, with the address block of the network it stands for.
fn frame_title(title: Text, component: Option<&'static str>, scene: &Scene<'_>, lang: Lang) -> String {
    let block = component.filter(|component| *component == "network").map(|component| detail(scene, component, lang)).unwrap_or_default();
    if block.is_empty() { title.get(lang).to_owned() } else { format!("{} {block}", title.get(lang)) }
}

/// The mark of what controls say.
fn badge(health: &Health, lang: Lang) -> Badge {
    let (met, fails) = (health.met.len(), health.fails.len());
    let label = match lang {
        Lang::Ja => format!("管理策：満たす {met}、指摘 {fails}"),
        Lang::En => format!("Controls: {met} met, {fails} failing"),
    };
    let status = match health.worst() {
        Some(FindingLevel::Error) => Status::Failure,
        Some(FindingLevel::Warning | FindingLevel::Info) => Status::Warning,
        None if !health.unproven.is_empty() => Status::Unknown,
        None => Status::Pass,
    };
    Badge { status, count: u32::try_from(fails).unwrap_or(u32::MAX), label }
}
