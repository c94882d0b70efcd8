//! What the palette finds in the files: resources, controls, clauses and components.

use design_core::Lang;
use design_core::compliance::{clauses, controls};
use design_core::inventory::inventory;
use design_core::topology::COMPONENTS;

use super::Reviewed;
use crate::state::{Finding, FindingKind, Go};

pub(super) fn findings(reviewed: &Reviewed, lang: Lang) -> Vec<Finding> {
    let other = match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    };
    let components = COMPONENTS.iter().map(|component| Finding {
        kind: FindingKind::Component,
        key: format!("component {}", component.id),
        title: component.title.get(lang).to_owned(),
        detail: component.id.to_owned(),
        others: component.title.get(other).to_owned(),
        go: Go::Component(component.id),
    });
    let controls = controls().map(|control| Finding {
        kind: FindingKind::Control,
        key: format!("control {}", control.id),
        title: format!("{} {}", control.id, control.title.get(lang)),
        detail: control.what.get(lang).to_owned(),
        others: format!("{} {}", control.title.get(other), control.settings.join(" ")),
        go: Go::Control(control.id),
    });
    let edition = reviewed.assessment.edition;
    let clauses = clauses().iter().filter_map(|clause| {
        let number = clause.number(edition)?;
        Some(Finding {
            kind: FindingKind::Clause,
            key: format!("clause {}", clause.id),
            title: clause.title.get(lang).to_owned(),
            detail: format!("{} {number}", clause.guideline.short.get(lang)),
            others: format!("{} {} {}", clause.id, clause.title.get(other), clause.guideline.short.get(other)),
            go: Go::Clause(clause.id),
        })
    });
    let survey = &reviewed.survey;
    let roots = survey.environments.iter().map(|subject| (subject.name.as_str(), &subject.plan));
    let accounts = survey.accounts.iter().map(|account| ("bootstrap", &account.plan));
    let resources = roots.chain(accounts).flat_map(|(root, plan)| {
        inventory(plan).into_iter().map(move |entry| Finding {
            kind: FindingKind::Resource,
            key: format!("resource {root} {}", entry.address),
            title: entry.address,
            detail: format!("{root} · {}", entry.line),
            others: entry.name.unwrap_or_default(),
            go: Go::Line(entry.line.path.to_string(), usize::try_from(entry.line.line).unwrap_or_default().saturating_sub(1)),
        })
    });
    components.chain(controls).chain(clauses).chain(resources).collect()
}
