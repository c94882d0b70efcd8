//! The guidelines: document, clause, its controls. A document without rules is not shown, and there are
//! counts with what they are counted of, no percentage.

use design_core::compliance::{Control, GuidelineView, by_clause};
use design_core::report::{CONFIDENCES, confidence_word, release_label};
use leptos::prelude::*;

use super::super::{Reviewed, words as own};
use super::row::Row;
use super::{Filter, Heads};
use crate::state::{Shared, use_tr};

#[component]
pub(super) fn Clauses(reviewed: Shared<Reviewed>, filter: Filter) -> impl IntoView {
    let tr = use_tr();
    let views = by_clause(reviewed.assessment.edition)
        .into_iter()
        .map(|view| view! { <Document reviewed=reviewed.clone() view filter=filter.clone() /> });
    view! {
        <Heads reviewed=reviewed.clone() />
        {views.collect_view()}
        <p class="why confidences">{tr.text(CONFIDENCES)}</p>
    }
}

#[component]
fn Document(reviewed: Shared<Reviewed>, view: GuidelineView, filter: Filter) -> impl IntoView {
    let tr = use_tr();
    let GuidelineView { guideline, release, clauses } = view;
    let listed: Vec<_> = clauses
        .into_iter()
        .filter_map(|clause| {
            let shown: Vec<&'static Control> = clause.controls.iter().copied().filter(|control| filter.shows(&reviewed, control)).collect();
            (!shown.is_empty()).then_some((clause, shown))
        })
        .collect();
    if listed.is_empty() {
        return None;
    }
    let rows = listed.into_iter().map(|(clause, shown)| {
        let key = format!("clause-{}-{}", guideline.id, clause.number);
        let cells: Vec<_> = (0..reviewed.assessment.environments.len())
            .map(|index| {
                let counts = clause.counts(&reviewed.assessment, index);
                let (fulfilled, asked) = (counts.met + counts.confirmed, counts.asked());
                let name = reviewed.assessment.environments.get(index).cloned().unwrap_or_default();
                view! {
                    <span class="clause-count" title=move || own::fulfilled_of(tr.lang(), fulfilled, asked)>
                        <span aria-hidden="true">{fulfilled} "/" {asked}</span>
                        <span class="hidden-text">{name} ": " {move || own::fulfilled_of(tr.lang(), fulfilled, asked)}</span>
                    </span>
                }
            })
            .collect();
        let controls = shown.into_iter().map(|control| view! { <Row reviewed=reviewed.clone() control id=format!("{key}-{}", control.id) /> });
        view! {
            <div class="clause" data-testid=key.clone()>
                <div class="clause-row">
                    <h3><span class="clause-number">{clause.number}</span> <span>{tr.text(clause.title)}</span> <span class="badge none">{tr.text(confidence_word(clause.confidence))}</span></h3>
                    {cells}
                </div>
                {controls.collect_view()}
            </div>
        }
    });
    Some(view! {
        <section class="guideline" aria-label=tr.text(guideline.title)>
            <h2>{tr.text(guideline.short)} <span class="badge none">{move || release_label(release, tr.lang())}</span></h2>
            {rows.collect_view()}
        </section>
    })
}
