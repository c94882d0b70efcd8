//! What another environment has and this one lacks.

use std::collections::{BTreeMap, BTreeSet};

use crate::compliance::judge::Judge;
use crate::plan::{Declared, Plan};

/// What an environment declares, however many of it: where each declaration stands. Roles and
/// policies follow from what uses them, so they are no difference of their own.
fn declarations(plan: &Plan) -> BTreeMap<String, Declared<'_>> {
    let declared = plan.declared().filter(|declared| !declared.kind.starts_with("aws_iam_"));
    let address = |declared: &Declared<'_>| {
        let dot = if declared.module.is_empty() { "" } else { "." };
        format!("{}{dot}{}.{}", without_keys(declared.module), declared.kind, declared.name)
    };
    declared.map(|declared| (address(&declared), declared)).collect()
}

fn without_keys(address: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in address.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

pub(super) fn same_everywhere(judge: &mut Judge<'_>) {
    if judge.all.len() < 2 {
        judge.absent("環境が 1 つだけです。", "There is a single environment.");
        return;
    }
    let own = declarations(judge.plan());
    let mut missing: BTreeMap<String, (Declared<'_>, BTreeSet<&str>)> = BTreeMap::new();
    for other in judge.all {
        for (declaration, resource) in declarations(&other.plan) {
            if !own.contains_key(&declaration) {
                missing.entry(declaration).or_insert_with(|| (resource, BTreeSet::new())).1.insert(&other.name);
            }
        }
    }
    if missing.is_empty() {
        let others = judge.all.len() - 1;
        let (ja, en) = (
            format!("{} 件の宣言がほかの {others} 環境と一致", own.len()),
            format!("{} declarations, none less than the {others} others", own.len()),
        );
        judge.saw_line(None, judge.root_line(), ja, en);
        return;
    }
    // One finding per type and module is enough to act on.
    let mut told = BTreeSet::new();
    for (declaration, (resource, names)) in missing {
        if !told.insert((resource.module.clone(), resource.kind.clone())) {
            continue;
        }
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        let wanted = (format!("{names} にある {declaration}"), format!("{declaration}, which {names} has"));
        judge.lacks_line(None, resource.line.clone(), (format!("{declaration} がない"), format!("no {declaration}")), wanted);
        let switch = match &**resource.kind {
            "aws_sqs_queue" => Some("components.sqs"),
            "aws_batch_job_queue" => Some("components.batch"),
            "aws_ecs_service" => Some("components.worker"),
            _ => None,
        };
        if let Some(switch) = switch {
            judge.mend_size(switch, true);
        }
    }
}
