//! What a repair would change elsewhere: verdicts, sizes, resources. Worked out by making it on a copy of
//! the draft, and only when somebody asks.

use design_core::compliance::Verdict;
use design_core::report::{consequence_words, cost_words, verdict_word};
use design_core::{Edit, Issue};
use leptos::prelude::*;

use super::super::trial::use_trial;
use super::super::values::Values;
use super::super::{Reviewed, words as own};
use crate::state::{Shared, use_store, use_tr};

#[component]
pub(super) fn Effect(reviewed: Shared<Reviewed>, repair: Vec<Edit>) -> impl IntoView {
    let (store, trial, tr) = (use_store(), use_trial(), use_tr());
    let shown = RwSignal::new(false);
    let work = StoredValue::new((reviewed, repair));
    let body = move || {
        if !shown.get() {
            return None;
        }
        let lang = tr.lang();
        let (reviewed, repair) = work.get_value();
        let (checked, looked) = trial.after(&repair);
        let Some(looked) = looked else {
            let errors: Vec<_> = checked.errors().map(|issue| issue.what.get(lang).to_owned()).collect();
            return Some(view! { <div class="effect"><p>{tr.get(own::EFFECT_BROKEN)} " " {errors.join(" ")}</p></div> }.into_any());
        };
        let found = looked.since(&reviewed);
        // The notices that the change brings.
        let known: Vec<Issue> = store.issues.get_untracked();
        let notices: Vec<_> = checked
            .issues
            .iter()
            .filter(|issue| !known.contains(issue))
            .map(|issue| issue.what.get(lang).to_owned())
            .map(|what| view! { <li>{what}</li> })
            .collect();
        let verdicts: Vec<_> = found
            .verdicts
            .iter()
            .map(|(name, control, from, to)| {
                let word = |verdict: Verdict| verdict_word(verdict).get(lang);
                view! { <li>{name.clone()} " " <code class="rule">{*control}</code> " " {word(*from)} " → " {word(*to)}</li> }
            })
            .collect();
        let consequences = found.consequences();
        let nothing = found.is_empty() && notices.is_empty();
        Some(
            view! {
                <div class="effect" data-testid="effect">
                    {nothing.then(|| view! { <p>{tr.get(own::EFFECT_NONE)}</p> })}
                    {(!nothing).then(|| view! { <p>{consequence_words(&consequences, lang)} " · " {cost_words(found.cost(), lang)}</p> })}
                    <ul>{verdicts} {notices}</ul>
                    <Values values=found.values sides=(own::NOW.get(lang).to_owned(), own::THEN.get(lang).to_owned()) />
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <button type="button" class="link" data-testid="show-effect" aria-expanded=move || shown.get().to_string() on:click=move |_| shown.update(|on| *on = !*on)>
            {tr.text(own::EFFECT)}
        </button>
        {body}
    }
}
