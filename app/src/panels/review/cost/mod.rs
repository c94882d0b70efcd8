//! Cost and load: what each environment costs in a month and what it can carry, worked out from the
//! files while the panel is shown. Amounts, limits and sentences come from the core.

mod bill;
mod changes;
mod form;
mod import;
mod load;
mod words;

use design_core::Date;
use design_core::capacity::Capacity;
use design_core::cost::{Estimate, Ground, RootCost};
use leptos::prelude::*;

use super::Reviewed;
use crate::state::{Panel, Shared, use_tr, use_ui};
use bill::Bill;
pub(super) use changes::changes_table;
use load::Load;

/// What follows from the files and the statements of the design.
pub(super) struct Worked {
    estimate: Estimate,
    capacity: Capacity,
    ground: Ground,
}

/// What the panel shows.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    worked: Memo<Option<Shared<Worked>>>,
    /// Position of the shown root; production, the last environment, where none was chosen.
    chosen: RwSignal<Option<usize>>,
    /// Load instead of cost?
    is_load: RwSignal<bool>,
    /// The day beside which prices are old.
    today: Option<Date>,
}

impl Desk {
    fn names(self) -> Vec<String> {
        self.worked.with(|worked| {
            worked.as_ref().map(|worked| worked.estimate.roots.iter().map(|root| root.name.clone()).collect()).unwrap_or_default()
        })
    }

    /// Position of the shown root. The account baseline, the last one, carries no load.
    fn position(self) -> usize {
        let roots =
            self.worked.with(|worked| worked.as_ref().map(|worked| (worked.estimate.roots.len(), worked.capacity.environments.len())));
        let (roots, environments) = roots.unwrap_or_default();
        let last = if self.is_load.get() { environments } else { roots }.saturating_sub(1);
        self.chosen.get().unwrap_or(environments.saturating_sub(1)).min(last)
    }

    /// The environment of the design that the shown root belongs to; `None` for the account baseline.
    fn environment(self) -> Option<usize> {
        let position = self.position();
        let count = self.worked.with(|worked| worked.as_ref().map_or(0, |worked| worked.capacity.environments.len()));
        (position < count).then_some(position)
    }

    fn with_root<R>(self, read: impl FnOnce(&Worked, &RootCost) -> R) -> Option<R> {
        let position = self.position();
        self.worked.with(|worked| {
            let worked = worked.as_ref()?;
            Some(read(worked, worked.estimate.roots.get(position)?))
        })
    }
}

#[component]
pub(super) fn Cost(reviewed: RwSignal<Option<Shared<Reviewed>>>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let is_shown = Memo::new(move |_| ui.shown.get() == Panel::Cost);
    let worked = Memo::new(move |_| {
        if !is_shown.get() {
            return None;
        }
        let reviewed = reviewed.get()?;
        let ground = Ground::of(Some(reviewed.outcome.design.draft()));
        let estimate = Estimate::of(&reviewed.survey, &ground);
        let capacity = Capacity::of(&reviewed.survey, &ground);
        Some(Shared::new(Worked { estimate, capacity, ground }))
    });
    let desk = Desk { worked, chosen: RwSignal::new(None), is_load: RwSignal::new(false), today: super::today() };
    // The panel is drawn once and stays while its numbers change: somebody may be typing in it.
    let is_ready = Memo::new(move |_| worked.with(Option::is_some));
    let environments = move || {
        let count = worked.with(|worked| worked.as_ref().map_or(0, |worked| worked.capacity.environments.len()));
        let shown = desk.position();
        let names = desk.names().into_iter().enumerate().filter(|(at, _)| !desk.is_load.get() || *at < count);
        names
            .map(|(at, name)| {
                let word = if name.is_empty() { tr.get(crate::words::ACCOUNT).to_owned() } else { name.clone() };
                let id = format!("cost-env-{}", if name.is_empty() { "account" } else { &name });
                view! {
                    <button type="button" data-testid=id aria-pressed=(at == shown).to_string() on:click=move |_| desk.chosen.set(Some(at))>{word}</button>
                }
            })
            .collect_view()
    };
    let subject = |is_load: bool, word, id: &'static str| {
        view! {
            <button type="button" data-testid=id aria-pressed=move || (desk.is_load.get() == is_load).to_string()
                on:click=move |_| desk.is_load.set(is_load)>{tr.text(word)}</button>
        }
    };
    let problems = move || {
        let list = worked.with(|worked| worked.as_ref().map(|worked| worked.ground.problems.clone()).unwrap_or_default());
        list.into_iter().map(|problem| view! { <p class="note notice" role="status">{move || tr.words(&problem)}</p> }).collect_view()
    };
    view! {
        <section class="panel" id="panel-cost" aria-labelledby="cost-title" hidden=move || !is_shown.get()>
            <div class="tools">
                <h1 id="cost-title">{tr.text(words::TITLE)}</h1>
                <div class="segments" role="group" aria-label=tr.text(words::SUBJECT)>
                    {subject(false, words::COST, "show-cost")}
                    {subject(true, words::LOAD, "show-load")}
                </div>
                <div class="segments" role="group" aria-label=tr.text(words::ENVIRONMENT)>{environments}</div>
            </div>
            <div class="review">
                {problems}
                {move || {
                    if !is_shown.get() {
                        return ().into_any();
                    }
                    if !is_ready.get() {
                        return view! { <p class="empty">{tr.text(crate::words::LOADING_FILES)}</p> }.into_any();
                    }
                    if desk.is_load.get() { view! { <Load desk /> }.into_any() } else { view! { <Bill desk /> }.into_any() }
                }}
            </div>
        </section>
    }
}
