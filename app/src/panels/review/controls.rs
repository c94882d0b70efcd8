//! Controls: what is asked for, whether the files show it, and on which line. No total is given.

use design_core::compliance::{Assessed, Control, Evidence, Finding, FindingLevel, Verdict};
use design_core::report::verdict_word;
use leptos::prelude::*;

use super::Reviewed;
use super::place::Place;
use crate::state::{Panel, Shared, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon, repair_label};
use crate::words;

/// Lines of evidence that are listed; the count says how many there are.
const SHOWN: usize = 6;

#[component]
pub(super) fn Controls(reviewed: RwSignal<Option<Shared<Reviewed>>>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let only_open = RwSignal::new(false);
    let query = RwSignal::new(String::new());
    let open = RwSignal::new(None::<&'static str>);
    let is_shown = move || ui.shown.get() == Panel::Controls;
    let list = move || {
        if !is_shown() {
            return None;
        }
        let reviewed = reviewed.get()?;
        let lang = tr.lang();
        let query = query.get().trim().to_lowercase();
        let environments = reviewed.assessment.environments.len();
        let mut rows = Vec::new();
        for group in reviewed.assessment.controls.chunk_by(|a, b| a.control.id == b.control.id) {
            let Some(control) = group.first().map(|assessed| assessed.control) else { continue };
            let needs_work =
                group.iter().any(|assessed| matches!(assessed.verdict, Verdict::Fails(_) | Verdict::Unproven | Verdict::ToConfirm(_)));
            let facts = control.facts();
            let rules = [&facts.clauses, &facts.fsbp, &facts.cis, &facts.checkov, &facts.trivy];
            let text = || {
                let words = [control.id, control.title.get(lang), control.what.get(lang)];
                words.into_iter().chain(rules.into_iter().flatten().copied()).any(|word| word.to_lowercase().contains(&query))
            };
            if (only_open.get() && !needs_work) || !(query.is_empty() || text()) {
                continue;
            }
            rows.push(view! { <Row reviewed=reviewed.clone() control open /> });
        }
        let heads = reviewed.assessment.environments.clone();
        let problems = reviewed.assessment.problems.clone();
        let none = rows.is_empty();
        Some(view! {
            {problems.into_iter().map(|problem| view! {
                <p class="note error"><b>{tr.text(verdict_word(Verdict::Unproven))}</b> <Place line=problem.line /> {move || tr.words(&problem.text)}</p>
            }).collect_view()}
            <div class="controls" data-count=environments data-testid="control-list">
                <div class="control-head" aria-hidden="true">
                    <span></span>
                    {heads.into_iter().map(|name| view! { <span class="control-environment">{name}</span> }).collect_view()}
                </div>
                {rows}
            </div>
            {none.then(|| view! { <p class="empty">{tr.text(words::NO_CONTROLS)}</p> })}
        })
    };
    view! {
        <section class="panel" id="panel-controls" aria-labelledby="controls-title" hidden=move || !is_shown()>
            <div class="tools">
                <h1 id="controls-title">{tr.text(words::CONTROLS)}</h1>
                <label class="find">
                    <Icon glyph=Glyph::Search />
                    <input type="search" data-testid="control-filter" aria-label=tr.text(words::FIND_CONTROL) placeholder=tr.text(words::FIND_CONTROL)
                        prop:value=query on:input:target=move |event| query.set(event.target().value()) />
                </label>
                <button type="button" class="chip" data-testid="only-open" aria-pressed=move || only_open.get().to_string()
                    on:click=move |_| only_open.update(|on| *on = !*on)>{tr.text(words::ONLY_OPEN)}</button>
            </div>
            <div class="review">
                <p class="lead">{tr.text(words::CONTROLS_LEAD)} " " {move || words::catalogue(tr.lang(), design_core::compliance::controls().count(), design_core::compliance::catalogue_size())}</p>
                <Totals reviewed />
                {list}
                {move || (is_shown() && reviewed.with(Option::is_none)).then(|| view! { <p class="empty">{tr.text(words::LOADING_FILES)}</p> })}
            </div>
        </section>
    }
}

/// Counts of each environment, with what they are counted of.
#[component]
fn Totals(reviewed: RwSignal<Option<Shared<Reviewed>>>) -> impl IntoView {
    let tr = use_tr();
    let totals = move || {
        let reviewed = reviewed.get()?;
        let lang = tr.lang();
        let all = reviewed.assessment.controls.len().checked_div(reviewed.assessment.environments.len()).unwrap_or_default();
        let each = reviewed.assessment.environments.iter().enumerate().map(|(index, name)| {
            let counts = reviewed.assessment.counts(index);
            let asked = all - counts.not_applicable;
            view! {
                <li class="total">
                    <b>{name.clone()}</b>
                    <span>{words::met_of(lang, counts.met, asked)}</span>
                    {(counts.errors > 0).then(|| view! { <span class="badge error">{words::errors(lang, counts.errors)}</span> })}
                    {(counts.warnings > 0).then(|| view! { <span class="badge notice">{words::warnings(lang, counts.warnings)}</span> })}
                    {(counts.infos > 0).then(|| view! { <span class="badge">{words::infos(lang, counts.infos)}</span> })}
                    {(counts.to_confirm > 0).then(|| view! { <span class="badge">{words::to_confirm(lang, counts.to_confirm)}</span> })}
                    {(counts.unproven > 0).then(|| view! { <span class="badge error">{words::unproven(lang, counts.unproven)}</span> })}
                </li>
            }
        });
        Some(view! { <ul class="totals" data-testid="control-totals">{each.collect_view()}</ul> })
    };
    view! { {totals} }
}

const fn mark(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Met => ("✓", "fine"),
        Verdict::Fails(FindingLevel::Error) => ("✕", "error"),
        Verdict::Fails(FindingLevel::Warning) => ("▲", "notice"),
        Verdict::Fails(FindingLevel::Info) => ("i", "info"),
        Verdict::ToConfirm(_) => ("?", "info"),
        Verdict::Confirmed => ("✓", "info"),
        Verdict::Waived => ("~", "info"),
        Verdict::NotApplicable => ("–", "none"),
        Verdict::Unproven => ("!", "error"),
    }
}

#[component]
fn Row(reviewed: Shared<Reviewed>, control: &'static Control, open: RwSignal<Option<&'static str>>) -> impl IntoView {
    let tr = use_tr();
    let is_open = move || open.get() == Some(control.id);
    let assessed: Vec<Assessed> =
        reviewed.assessment.controls.iter().filter(|assessed| assessed.control.id == control.id).cloned().collect();
    let names = reviewed.assessment.environments.clone();
    let cells: Vec<_> = assessed
        .iter()
        .map(|assessed| {
            let (sign, class) = mark(assessed.verdict);
            let word = verdict_word(assessed.verdict);
            let name = names.get(assessed.environment).cloned().unwrap_or_default();
            view! {
                <span class=format!("verdict {class}") title=tr.text(word)>
                    <span aria-hidden="true">{sign}</span>
                    <span class="hidden-text">{name} ": " {tr.text(word)}</span>
                </span>
            }
        })
        .collect();
    let details = StoredValue::new((assessed, names));
    view! {
        <div class="control" class:open=is_open>
            <button type="button" class="control-row" data-testid=format!("control-{}", control.id) aria-expanded=move || is_open().to_string()
                on:click=move |_| open.update(|open| *open = if *open == Some(control.id) { None } else { Some(control.id) })>
                <span class="control-name"><code class="rule">{control.id}</code> <span>{tr.text(control.title)}</span></span>
                {cells}
            </button>
            {move || is_open().then(|| {
                let (assessed, names) = details.get_value();
                view! { <Details control assessed names /> }
            })}
        </div>
    }
}

#[component]
fn Details(control: &'static Control, assessed: Vec<Assessed>, names: Vec<String>) -> impl IntoView {
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
    let environments = assessed.into_iter().map(|assessed| {
        let name = names.get(assessed.environment).cloned().unwrap_or_default();
        view! { <Environment assessed name /> }
    });
    view! {
        <div class="control-details">
            <p>{tr.text(control.what)}</p>
            <p class="why">{tr.text(control.why)}</p>
            <p class="why">{tr.text(control.fix)}</p>
            <p class="ids"><span>{tr.text(words::CLAUSES)} ": " {facts.clauses.join(", ")}</span>
                {(!public.is_empty()).then(|| view! { <span>{tr.text(words::PUBLIC_RULES)} ": " {public.join(", ")}</span> })}
                {(!facts.weaker.is_empty()).then(|| view! { <span>{tr.text(words::WEAKER)}</span> })}</p>
            {environments.collect_view()}
        </div>
    }
}

#[component]
fn Environment(assessed: Assessed, name: String) -> impl IntoView {
    let tr = use_tr();
    let (_, class) = mark(assessed.verdict);
    let word = verdict_word(assessed.verdict);
    let judgement = assessed.judgement;
    let more = judgement.evidence.len().saturating_sub(SHOWN);
    // Where nothing applies, the reason is the answer; proof of the rest would only confuse.
    let absent = judgement.evidence.is_empty().then_some(judgement.absent).flatten();
    view! {
        <div class="control-case">
            <h3>{name} " " <span class=format!("badge {class}")>{tr.text(word)}</span></h3>
            {absent.map(|words| view! { <p class="why">{move || tr.words(&words)}</p> })}
            <ul>
                {judgement.findings.into_iter().map(|finding| view! { <FindingLine finding /> }).collect_view()}
                {judgement.evidence.into_iter().take(SHOWN).map(|evidence| view! { <li class="seen"><EvidenceLine evidence /></li> }).collect_view()}
            </ul>
            {(more > 0).then(|| view! { <p class="why">{move || words::more_lines(tr.lang(), more)}</p> })}
        </div>
    }
}

#[component]
fn FindingLine(finding: Finding) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let Finding { evidence, wanted, repair } = finding;
    let label = {
        let repair = repair.clone();
        move || repair_label(&repair, tr.lang())
    };
    view! {
        <li class="found-wrong">
            <EvidenceLine evidence />
            <p><b aria-hidden="true">"→ "</b>{move || tr.words(&wanted)}
                {(!repair.is_empty()).then(|| view! {
                    " " <button type="button" class="link" on:click=move |_| store.apply_all(&repair)>{label}</button>
                })}</p>
        </li>
    }
}

#[component]
fn EvidenceLine(evidence: Evidence) -> impl IntoView {
    let tr = use_tr();
    let Evidence { address, trace, text, line } = evidence;
    // The last line of a trace is where the value was chosen.
    let chosen = trace.last().filter(|last| **last != line && last.path.ends_with(".tfvars")).cloned();
    view! {
        <Place line />
        {chosen.map(|line| view! { <span aria-hidden="true">" ← "</span> <Place line /> })}
        <span class="mono address">{address.map(|address| address.to_string())}</span>
        <span class="mono">{move || tr.words(&text)}</span>
    }
}
