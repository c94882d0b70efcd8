//! An open control: what and why, its clauses, and for each environment what the files show and what a
//! person decided.

use design_core::compliance::{Assessed, Control, Evidence, Finding, Verdict};
use design_core::report::{clause_labels, decision_words, verdict_word};
use design_core::topology::Component;
use design_core::{DecisionKind, Scope, find_spec};
use leptos::prelude::*;

use super::super::place::Place;
use super::super::{Reviewed, words as own};
use super::decide::Decide;
use super::effect::Effect as Preview;
use super::row::mark;
use super::{Look, Retract};
use crate::state::{At, Field, Shared, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon, repair_label};
use crate::words;

/// Lines of evidence that are listed; the count says how many there are.
const SHOWN: usize = 6;

/// `row` is the id of the button that opened it.
#[component]
pub(super) fn Details(reviewed: Shared<Reviewed>, control: &'static Control, assessed: Vec<Assessed>, row: String) -> impl IntoView {
    let tr = use_tr();
    let facts = control.facts();
    let public: Vec<String> = facts
        .fsbp
        .iter()
        .map(|id| format!("FSBP {id}"))
        .chain(facts.cis.iter().map(|id| format!("CIS {id}")))
        .chain(facts.checkov.iter().chain(&facts.trivy).map(
            |id| {
                if facts.weaker.contains(id) { format!("{id} *") } else { (*id).to_owned() }
            },
        ))
        .collect();
    let edition = reviewed.assessment.edition;
    let environments = assessed.into_iter().map(|assessed| view! { <Case reviewed=reviewed.clone() assessed row=row.clone() /> });
    view! {
        <div class="control-details">
            <p>{tr.text(control.what)}</p>
            <p class="why">{tr.text(control.why)}</p>
            <p class="why">{tr.text(control.fix)}</p>
            <p class="ids"><span>{tr.text(words::CLAUSES)} ": " {move || clause_labels(control, edition, tr.lang()).join(" · ")}</span>
                {(!public.is_empty()).then(|| view! { <span>{tr.text(words::PUBLIC_RULES)} ": " {public.join(", ")}</span> })}
                {(!facts.weaker.is_empty()).then(|| view! { <span>{tr.text(words::WEAKER)}</span> })}</p>
            {environments.collect_view()}
        </div>
    }
}

/// The control in one environment.
#[component]
fn Case(reviewed: Shared<Reviewed>, assessed: Assessed, row: String) -> impl IntoView {
    let tr = use_tr();
    let look: Look = expect_context();
    let Assessed { control, environment, verdict, found, decision, judgement } = assessed;
    let name = reviewed.assessment.environments.get(environment).cloned().unwrap_or_default();
    let (_, class) = mark(verdict);
    let more = judgement.evidence.len().saturating_sub(SHOWN);
    // Where nothing applies, the reason is the answer; proof of the rest would only confuse.
    let nothing = judgement.evidence.is_empty() && judgement.findings.is_empty();
    let absent = judgement.absent.clone().filter(|_| nothing);
    let kinds: &[DecisionKind] = match found {
        Verdict::Fails(_) => &[DecisionKind::Waiver],
        Verdict::ToConfirm(_) => &[DecisionKind::Attestation, DecisionKind::Waiver],
        Verdict::Unproven | Verdict::Waived | Verdict::Confirmed | Verdict::NotApplicable | Verdict::Met => &[],
    };
    let open_form = |kind: DecisionKind, word| {
        let (name, present, row) = (name.clone(), decision.clone(), row.clone());
        view! {
            <button type="button" class="link" data-testid=format!("decide-{}-{name}", if kind == DecisionKind::Waiver { "waive" } else { "attest" })
                on:click=move |_| look.form.open(kind, &name, &row, present.as_ref())>{tr.text(word)}</button>
        }
    };
    let actions = match &decision {
        None => kinds.iter().map(|kind| open_form(*kind, own::decide(*kind))).collect_view().into_any(),
        Some(made) => view! {
            {open_form(made.kind, own::REWRITE)} " "
            <Retract decision=made.clone() focus=Some(row.clone()) />
        }
        .into_any(),
    };
    let settings = matches!(found, Verdict::Fails(_)).then(|| {
        let index = reviewed.survey.environments.get(environment).and_then(|subject| subject.index);
        view! { <Settings control index /> }
    });
    let said = decision
        .clone()
        .map(|decision| view! { <p class="decision" data-testid="decision">{move || decision_words(&decision, tr.lang())}</p> });
    let form = {
        let (name, row) = (name.clone(), row.clone());
        move || look.form.is_for(&row, &name).then(|| view! { <Decide control environment=name.clone() row=row.clone() /> })
    };
    view! {
        <div class="control-case">
            <p class="case-head"><b>{name.clone()}</b> " " <span class=format!("badge {class}")>{tr.text(verdict_word(verdict))}</span> " " {actions}</p>
            {said}
            {form}
            {absent.map(|words| view! { <p class="why">{move || tr.words(&words)}</p> })}
            <ul>
                {judgement.findings.iter().cloned().map(|finding| view! { <FindingLine reviewed=reviewed.clone() finding row=row.clone() /> }).collect_view()}
                {judgement.evidence.iter().take(SHOWN).cloned().map(|evidence| view! { <li class="seen"><EvidenceLine evidence /></li> }).collect_view()}
            </ul>
            {(more > 0).then(|| view! { <p class="why">{move || words::more_lines(tr.lang(), more)}</p> })}
            {settings}
        </div>
    }
}

/// The settings that decide a control, each a way there. `index`: the environment in the design.
#[component]
fn Settings(control: &'static Control, index: Option<usize>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let field = |id: &&str| {
        let project = find_spec(Scope::Project, id).map(|spec| Field { at: At::Project, spec });
        project.or_else(|| Some(Field { at: At::Size(index?), spec: find_spec(Scope::Size, id)? }))
    };
    let fields: Vec<Field> = control.settings.iter().filter_map(field).collect();
    (!fields.is_empty()).then(|| {
        let links = fields.into_iter().map(|field| {
            view! { " " <button type="button" class="link" on:click=move |_| ui.jump(field)>{tr.text(field.spec.label)}</button> }
        });
        view! { <p class="why settings">{tr.text(own::DECIDED_BY)} ":" {links.collect_view()}</p> }
    })
}

#[component]
fn FindingLine(reviewed: Shared<Reviewed>, finding: Finding, row: String) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let look: Look = expect_context();
    let Finding { evidence, wanted, repair } = finding;
    let mend = (!repair.is_empty()).then(|| {
        let (edits, shown) = (repair.clone(), repair.clone());
        let mend = move |_| {
            look.refocus.set(Some(row.clone()));
            store.apply_all(&edits);
        };
        view! {
            " " <button type="button" class="link" on:click=mend>{move || repair_label(&shown, tr.lang())}</button>
            " " <Preview reviewed repair />
        }
    });
    view! {
        <li class="found-wrong">
            <EvidenceLine evidence />
            <p><b aria-hidden="true">"→ "</b>{move || tr.words(&wanted)} {mend}</p>
        </li>
    }
}

#[component]
fn EvidenceLine(evidence: Evidence) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let Evidence { address, trace, text, line } = evidence;
    let component = address.as_deref().and_then(Component::of_address);
    // The last line of a trace is where the value was chosen.
    let chosen = trace.last().filter(|last| **last != line && last.path.ends_with(".tfvars")).cloned();
    view! {
        <Place line />
        {chosen.map(|line| view! { <span aria-hidden="true">" ← "</span> <Place line /> })}
        <span class="mono address">{address.map(|address| address.to_string())}</span>
        <span class="mono">{move || tr.words(&text)}</span>
        {component.map(|component| view! {
            <button type="button" class="icon-button quiet to-diagram" title=tr.text(words::SHOW_IN_DIAGRAM)
                aria-label=move || words::in_diagram(tr.lang(), component.title.get(tr.lang()))
                on:click=move |_| ui.show_component(component.id)><Icon glyph=Glyph::Diagram /></button>
        })}
    }
}
