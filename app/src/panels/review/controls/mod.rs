//! Controls: what is asked for, whether the files show it, on which line, and what people decided. Seen
//! from the controls or from the guidelines' clauses. No total is given.

mod clauses;
mod decide;
mod details;
mod effect;
mod row;

use design_core::compliance::{Control, EDITIONS_SETTING, GuidelineView, Verdict, by_clause, controls};
use design_core::report::{clause_labels, decision_words, reason_word, release_label, verdict_word};
use design_core::{Decision, Edit, Lang, Scope, find_spec};
use leptos::prelude::*;

use self::clauses::Clauses;
use self::decide::Form;
use self::row::Row;
use super::place::Place;
use super::{Reviewed, words as own};
use crate::browser::focus;
use crate::state::{At, Field, Panel, Shared, ToastAction, use_store, use_tr, use_ui};
use crate::widgets::{Empty, Glyph, Icon};
use crate::words;

/// Id of the box that filters.
const FILTER: &str = "control-filter";

/// Where the user looks in this panel.
#[derive(Clone, Copy)]
struct Look {
    only_open: RwSignal<bool>,
    query: RwSignal<String>,
    by_clause: RwSignal<bool>,
    /// The row that is open, by its element id.
    open: RwSignal<Option<String>>,
    /// Which element gets the focus once the rows are drawn anew.
    refocus: RwSignal<Option<String>>,
    form: Form,
}

impl Look {
    /// What is asked for now; reading it in a view follows it.
    fn filter(self, lang: Lang) -> Filter {
        Filter { only_open: self.only_open.get(), query: self.query.get().trim().to_lowercase(), lang }
    }
}

/// Which controls are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Filter {
    only_open: bool,
    query: String,
    lang: Lang,
}

impl Filter {
    fn shows(&self, reviewed: &Reviewed, control: &'static Control) -> bool {
        let needs_work = || {
            let mut assessed = reviewed.assessment.controls.iter().filter(|assessed| assessed.control.id == control.id);
            assessed.any(|assessed| matches!(assessed.verdict, Verdict::Fails(_) | Verdict::Unproven | Verdict::ToConfirm(_)))
        };
        (!self.only_open || needs_work()) && self.names(reviewed, control)
    }

    fn names(&self, reviewed: &Reviewed, control: &'static Control) -> bool {
        let facts = control.facts();
        let rules = [&facts.clauses, &facts.fsbp, &facts.cis, &facts.checkov, &facts.trivy];
        let fixed = [control.id, control.title.get(self.lang), control.what.get(self.lang)];
        let mut all = fixed.into_iter().chain(rules.into_iter().flatten().copied());
        let fits = |word: &str| word.to_lowercase().contains(&self.query);
        self.query.is_empty()
            || all.any(fits)
            || clause_labels(control, reviewed.assessment.edition, self.lang).iter().any(|label| fits(label))
    }
}

#[component]
pub(super) fn Controls(reviewed: RwSignal<Option<Shared<Reviewed>>>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let look = Look {
        only_open: RwSignal::new(false),
        query: RwSignal::new(String::new()),
        by_clause: RwSignal::new(false),
        open: RwSignal::new(None),
        refocus: RwSignal::new(None),
        form: Form::new(),
    };
    provide_context(look);
    let is_shown = move || ui.shown.get() == Panel::Controls;
    // A control that was asked for from elsewhere is opened, whatever hides it.
    Effect::new(move |_| {
        let Some(asked) = ui.control.get() else { return };
        let id = format!("control-{asked}");
        look.by_clause.set(false);
        look.only_open.set(false);
        look.query.set(String::new());
        look.open.set(Some(id.clone()));
        ui.control.set(None);
        focus::field(id);
    });
    Effect::new(move |_| {
        let Some(asked) = ui.clause.get() else { return };
        look.by_clause.set(true);
        look.only_open.set(false);
        look.query.set(asked.to_owned());
        ui.clause.set(None);
    });
    Effect::new(move |_| {
        reviewed.track();
        if let Some(id) = look.refocus.try_update(Option::take).flatten() {
            focus::quietly(id);
        }
    });
    let list = move || {
        if !is_shown() {
            return None;
        }
        let reviewed = reviewed.get()?;
        let filter = look.filter(tr.lang());
        let problems = reviewed.assessment.problems.clone();
        let body = if look.by_clause.get() {
            view! { <Clauses reviewed=reviewed.clone() filter=filter.clone() /> }.into_any()
        } else {
            let shown = controls().filter(|control| filter.shows(&reviewed, control));
            let rows: Vec<_> =
                shown.map(|control| view! { <Row reviewed=reviewed.clone() control id=format!("control-{}", control.id) /> }).collect();
            if rows.is_empty() { None } else { Some(view! { <Heads reviewed=reviewed.clone() /> {rows} }) }.into_any()
        };
        let none = !controls().any(|control| filter.shows(&reviewed, control));
        Some(view! {
            {problems.into_iter().map(|problem| view! {
                <p class="note error"><b>{tr.text(verdict_word(Verdict::Unproven))}</b> <Place line=problem.line /> {move || tr.words(&problem.text)}</p>
            }).collect_view()}
            <SetAside reviewed=reviewed.clone() />
            <div class="controls" data-count=reviewed.assessment.environments.len() data-testid="control-list">{body}</div>
            {none.then(|| {
                let clear = move || {
                    look.query.set(String::new());
                    look.only_open.set(false);
                    focus::quietly(FILTER.to_owned());
                };
                let (what, next) = if filter.query.is_empty() { (own::NOTHING_OPEN, own::ALL_CONTROLS) } else { (words::NO_CONTROLS, words::CLEAR_FILTERS) };
                view! { <Empty what next act=clear /> }
            })}
        })
    };
    let view_button = move |clauses: bool, word| {
        view! {
            <button type="button" data-testid=if clauses { "by-clause" } else { "by-control" }
                aria-pressed=move || (look.by_clause.get() == clauses).to_string()
                on:click=move |_| look.by_clause.set(clauses)>{tr.text(word)}</button>
        }
    };
    view! {
        <section class="panel" id="panel-controls" aria-labelledby="controls-title" hidden=move || !is_shown()>
            <div class="tools">
                <h1 id="controls-title">{tr.text(words::CONTROLS)}</h1>
                <label class="find">
                    <Icon glyph=Glyph::Search />
                    <input type="search" id=FILTER data-testid=FILTER aria-label=tr.text(words::FIND_CONTROL) placeholder=tr.text(words::FIND_CONTROL)
                        prop:value=look.query on:input:target=move |event| look.query.set(event.target().value()) />
                </label>
                <div class="segments" role="group" aria-label=tr.text(own::VIEW)>
                    {view_button(false, own::BY_CONTROL)}
                    {view_button(true, own::BY_CLAUSE)}
                </div>
                <button type="button" class="chip" data-testid="only-open" aria-pressed=move || look.only_open.get().to_string()
                    on:click=move |_| look.only_open.update(|on| *on = !*on)>{tr.text(words::ONLY_OPEN)}</button>
            </div>
            <div class="review">
                <p class="lead">{tr.text(words::CONTROLS_LEAD)} " " {move || words::catalogue(tr.lang(), design_core::compliance::controls().count(), design_core::compliance::catalogue_size())}</p>
                <Editions reviewed />
                <Totals reviewed />
                {list}
                {move || (is_shown() && reviewed.with(Option::is_none)).then(|| view! { <p class="empty">{tr.text(words::LOADING_FILES)}</p> })}
            </div>
        </section>
    }
}

/// Names of the environments above their columns.
#[component]
fn Heads(reviewed: Shared<Reviewed>) -> impl IntoView {
    let names = reviewed.assessment.environments.clone();
    view! {
        <div class="control-head" aria-hidden="true">
            <span></span>
            {names.into_iter().map(|name| view! { <span class="control-environment">{name}</span> }).collect_view()}
        </div>
    }
}

/// Which editions the clauses are numbered by, and the way to choose others.
#[component]
fn Editions(reviewed: RwSignal<Option<Shared<Reviewed>>>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let edition = Memo::new(move |_| reviewed.with(|reviewed| reviewed.as_ref().map(|reviewed| reviewed.assessment.edition)));
    let names = move || {
        let lang = tr.lang();
        let views = edition.get().map(by_clause).unwrap_or_default();
        let last = views.len().saturating_sub(1);
        let name = |(at, view): (usize, &GuidelineView)| {
            let end = if at < last { " ·" } else { "" };
            let name = format!("{} {}{end}", view.guideline.short.get(lang), release_label(view.release, lang));
            // A line ends between two documents, not within the name of one.
            view! { <span>{name}</span> " " }
        };
        views.iter().enumerate().map(name).collect_view()
    };
    let jump = move |_| {
        if let Some(spec) = find_spec(Scope::Project, EDITIONS_SETTING) {
            ui.jump(Field { at: At::Project, spec });
        }
    };
    view! {
        <p class="editions" data-testid="editions">
            <b>{tr.text(own::EDITIONS)}</b> " " {names} " "
            <button type="button" class="link" data-testid="choose-editions" on:click=jump>{tr.text(own::CHANGE_EDITIONS)}</button>
        </p>
    }
}

/// Counts of each environment, with what they are counted of.
#[component]
fn Totals(reviewed: RwSignal<Option<Shared<Reviewed>>>) -> impl IntoView {
    let tr = use_tr();
    let totals = move || {
        let reviewed = reviewed.get()?;
        let lang = tr.lang();
        let each = reviewed.assessment.environments.iter().enumerate().map(|(index, name)| {
            let counts = reviewed.assessment.counts(index);
            let badge = |count: usize, class: &'static str, word: fn(Lang, usize) -> String| {
                (count > 0).then(|| view! { <span class=class>{word(lang, count)}</span> })
            };
            view! {
                <li class="total">
                    <b>{name.clone()}</b>
                    <span>{words::met_of(lang, counts.met, counts.asked())}</span>
                    {badge(counts.errors, "badge error", own::errors)}
                    {badge(counts.warnings, "badge notice", words::warnings)}
                    {badge(counts.infos, "badge", words::infos)}
                    {badge(counts.to_confirm, "badge", words::to_confirm)}
                    {badge(counts.confirmed, "badge info", own::confirmed)}
                    {badge(counts.waived, "badge info", own::waived)}
                    {badge(counts.unproven, "badge error", words::unproven)}
                </li>
            }
        });
        Some(view! { <ul class="totals" data-testid="control-totals">{each.collect_view()}</ul> })
    };
    view! { {totals} }
}

/// Decisions that count for nothing, such as waivers whose last day has passed.
#[component]
fn SetAside(reviewed: Shared<Reviewed>) -> impl IntoView {
    let tr = use_tr();
    let notes: Vec<_> = reviewed
        .assessment
        .set_aside
        .iter()
        .cloned()
        .map(|aside| {
            let (decision, reason) = (aside.decision, aside.reason);
            let place = decision.environment.clone();
            let shown = decision.clone();
            view! {
                <p class="note" data-testid="set-aside">
                    <code class="rule">{decision.control.clone()}</code>
                    <span>
                        {move || place.clone().unwrap_or_else(|| tr.get(own::EVERYWHERE).to_owned())} " · "
                        {move || decision_words(&shown, tr.lang())} " — " <b>{tr.text(reason_word(reason))}</b> " "
                        <Retract decision focus=None />
                    </span>
                </p>
            }
        })
        .collect();
    view! { <div class="set-aside">{notes}</div> }
}

/// Takes a decision back, with a way to undo it. `focus`: the element that gets the focus after that.
#[component]
fn Retract(decision: Decision, focus: Option<String>) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let look: Look = expect_context();
    let retract = move |_| {
        let Decision { kind, control, environment, .. } = decision.clone();
        look.refocus.set(focus.clone());
        store.apply(Edit::Retract { kind, control: control.clone(), environment });
        ui.say(own::retracted(tr.lang_untracked(), &control), Some(ToastAction::Undo));
    };
    view! { <button type="button" class="link" data-testid="retract" on:click=retract>{tr.text(words::RETRACT)}</button> }
}
