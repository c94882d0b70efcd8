//! The Terraform modules: which refers to which, and what each makes in each environment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diagram::layout::{Cell, Grid};
use diagram::{Cluster, Edge, Graph, Kind, Node};

use super::{Arrangement, Drawing};
use crate::plan::{Line, Plan};
use crate::survey::Survey;
use crate::text::{Lang, Text, t};
use crate::topology::Scene;

/// Every module that Sekkei generates, in an order that reads from the ground up. The pipeline stands before what it
/// deploys: the two refer to each other, and an arrow up from the pipeline would cross a quarter more of the others.
const MODULES: [(&str, Kind); 14] = [
    ("route53", Kind::Dns),
    ("acm", Kind::Certificate),
    ("cloudfront", Kind::Cdn),
    ("alb", Kind::Balancer),
    ("cicd", Kind::Pipeline),
    ("ecs", Kind::Container),
    ("batch", Kind::Job),
    ("rds", Kind::Database),
    ("elasticache", Kind::Cache),
    ("s3", Kind::Bucket),
    ("sqs", Kind::Queue),
    ("ses", Kind::Mail),
    ("vpc", Kind::Network),
    ("monitoring", Kind::Alarm),
];

/// The second line of a module that makes nothing.
const ABSENT: Text = t("作成しない", "not created");

const CARD: (i32, i32) = (168, 56);

/// Name of a module from its address, without keys.
fn module(address: &str) -> &str {
    let name = address.strip_prefix("module.").unwrap_or(address);
    name.split(['[', '.']).next().unwrap_or_default()
}

/// How many resources each module makes.
fn counts(plan: &Plan) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for resource in plan.resources().values().filter(|resource| !resource.module.is_empty()) {
        *counts.entry(module(&resource.module)).or_default() += 1;
    }
    counts
}

fn resources(count: usize, lang: Lang) -> String {
    match (lang, count) {
        (Lang::Ja, _) => format!("{count} リソース"),
        (Lang::En, 1) => "1 resource".to_owned(),
        (Lang::En, _) => format!("{count} resources"),
    }
}

/// An arrow from each module to those whose resources its own are made of.
pub(super) fn dependencies(scene: &Scene<'_>, lang: Lang) -> Drawing {
    let plan = scene.plan();
    let counts = counts(plan);
    let mut graph = Graph::default();
    let mut places = BTreeMap::new();
    for (order, (name, kind)) in (0_u32..).zip(MODULES) {
        let count = counts.get(name).copied().unwrap_or_default();
        let mut node = Node::new(name, order, kind, name).detail(resources(count, lang)).sized(CARD.0, CARD.1);
        if count == 0 {
            (node.ghost, node.detail) = (true, ABSENT.get(lang).to_owned());
        }
        graph.nodes.push(node);
        let call = plan
            .resources()
            .values()
            .find(|resource| module(&resource.module) == name)
            .and_then(|resource| plan.call_line(&resource.module));
        if let Some(line) = call {
            places.insert(name.to_owned(), line);
        }
    }
    let found = references(plan);
    let known: BTreeSet<&str> = MODULES.iter().map(|(name, _)| *name).collect();
    let mut proofs = BTreeMap::new();
    for (from, to) in DEPENDENCIES {
        let id = format!("{from}-{to}");
        let mut edge = Edge::new(id.clone(), *from, *to);
        match found.get(&(*from, *to)) {
            Some(line) => {
                proofs.insert(id, vec![line.clone()]);
            }
            None => edge.ghost = true,
        }
        graph.edges.push(edge);
    }
    // What a hand-edited bundle adds.
    for ((from, to), line) in found {
        if known.contains(from) && known.contains(to) && !DEPENDENCIES.contains(&(from, to)) {
            let id = format!("{from}-{to}");
            graph.edges.push(Edge::new(id.clone(), from, to));
            proofs.insert(id, vec![line]);
        }
    }
    Drawing { graph, arrangement: Arrangement::Layers, components: BTreeMap::new(), places, proofs }
}

/// Which modules refer to which in the generated files: kept here so that a module that an environment
/// leaves out keeps its arrows, as ghosts. A test holds it against the plans.
const DEPENDENCIES: &[(&str, &str)] = &[
    ("alb", "acm"),
    ("alb", "cloudfront"),
    ("alb", "s3"),
    ("alb", "vpc"),
    ("batch", "cicd"),
    ("batch", "cloudfront"),
    ("batch", "ecs"),
    ("batch", "elasticache"),
    ("batch", "rds"),
    ("batch", "s3"),
    ("batch", "ses"),
    ("batch", "sqs"),
    ("batch", "vpc"),
    ("cicd", "batch"),
    ("cicd", "cloudfront"),
    ("cicd", "ecs"),
    ("cicd", "s3"),
    ("cloudfront", "acm"),
    ("cloudfront", "s3"),
    ("ecs", "alb"),
    ("ecs", "cicd"),
    ("ecs", "cloudfront"),
    ("ecs", "elasticache"),
    ("ecs", "rds"),
    ("ecs", "s3"),
    ("ecs", "ses"),
    ("ecs", "sqs"),
    ("ecs", "vpc"),
    ("elasticache", "s3"),
    ("elasticache", "vpc"),
    ("monitoring", "acm"),
    ("monitoring", "alb"),
    ("monitoring", "s3"),
    ("rds", "s3"),
    ("rds", "vpc"),
    ("route53", "alb"),
    ("route53", "cloudfront"),
    ("ses", "s3"),
    ("sqs", "s3"),
    ("vpc", "s3"),
];

/// Modules whose resources are made of others', with a line that shows it.
fn references(plan: &Plan) -> BTreeMap<(&str, &str), Line> {
    let homes: BTreeMap<&Arc<str>, &str> =
        plan.resources().values().chain(plan.data().values()).map(|resource| (&resource.address, module(&resource.module))).collect();
    let mut found = BTreeMap::new();
    for resource in plan.resources().values().chain(plan.data().values()) {
        let from = module(&resource.module);
        let mut blocks = vec![&resource.body];
        while let Some(block) = blocks.pop() {
            blocks.extend(&block.blocks);
            for attribute in block.attributes.values() {
                for reference in attribute.value.references() {
                    if let Some(to) = homes.get(&reference.address).filter(|to| **to != from && !from.is_empty() && !to.is_empty()) {
                        found.entry((from, *to)).or_insert_with(|| attribute.line.clone());
                    }
                }
            }
        }
    }
    found
}

/// A column for each environment, a row for each module.
pub(super) fn matrix(survey: &Survey, lang: Lang) -> Drawing {
    let mut graph = Graph::default();
    let mut cells = Vec::new();
    let mut places = BTreeMap::new();
    for (column, subject) in survey.environments.iter().enumerate() {
        let counts = counts(&subject.plan);
        let place = u32::try_from(column).unwrap_or(u32::MAX);
        graph.clusters.push(Cluster::new(
            subject.name.clone(),
            place,
            format!("{} – {}", subject.name, resources(subject.plan.resources().len(), lang)),
        ));
        for (row, (name, kind)) in MODULES.into_iter().enumerate() {
            let count = counts.get(name).copied().unwrap_or_default();
            let id = format!("{}/{name}", subject.name);
            let order = u32::try_from(column * MODULES.len() + row).unwrap_or(u32::MAX);
            let mut node =
                Node::new(id.clone(), order, kind, name).detail(resources(count, lang)).sized(CARD.0, CARD.1).within(subject.name.clone());
            if count == 0 {
                (node.ghost, node.detail) = (true, ABSENT.get(lang).to_owned());
            }
            let of_module = subject.plan.resources().values().find(|resource| module(&resource.module) == name);
            if let Some(line) = of_module.and_then(|resource| subject.plan.call_line(&resource.module)) {
                places.insert(id.clone(), line);
            }
            cells.push(Cell::Node { id, row, column });
            graph.nodes.push(node);
        }
    }
    let grid = Grid { columns: survey.environments.len(), rows: MODULES.len(), cells };
    Drawing { graph, arrangement: Arrangement::Grid(grid), components: BTreeMap::new(), places, proofs: BTreeMap::new() }
}
