//! The steps, the newest first; each is a button that goes to the design as it was after it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::words;
use crate::browser::{clock, focus};
use crate::format;
use crate::state::{use_store, use_tr};

const LIST: &str = "history-steps";
/// Rows that are drawn at first, and that one press adds.
const PAGE: usize = 200;

#[component]
pub(super) fn Steps() -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let most = RwSignal::new(PAGE);
    let go = move |to: usize| {
        store.go(to);
        // The rows are new ones.
        focus::quietly(format!("step-{to}"));
    };
    let on_key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        focus::step_in(LIST, "button", step);
    };
    let row = move |to: usize, done: usize, sentence: String, at_millis: Option<u64>| {
        let lang = tr.lang();
        let ago = at_millis.map(|at| view! { <small title=words::moment(at)>{words::ago(lang, at, clock::millis_since_1970())}</small> });
        let state = match to.cmp(&done) {
            std::cmp::Ordering::Equal => Some(words::PRESENT),
            std::cmp::Ordering::Greater => Some(words::TAKEN_BACK),
            std::cmp::Ordering::Less => None,
        };
        view! {
            <li>
                <button type="button" id=format!("step-{to}") class="step" class:ahead={to > done} aria-current=(to == done).then_some("step")
                    tabindex=if to == done { "0" } else { "-1" } on:click=move |_| go(to)>
                    <span class="step-words">{sentence}</span>
                    {state.map(|state| view! { <i class="step-state">{state.get(lang)}</i> })}
                    {ago}
                </button>
            </li>
        }
    };
    let rows = move || {
        let (done, all) = store.steps.get();
        // What is being typed changes the last sentence.
        store.with_draft(|_| ());
        let lang = tr.lang();
        let shown = most.get().max(all.saturating_sub(done).saturating_add(PAGE / 2));
        let steps: Vec<_> = store.with_history(|journal, present| {
            let steps = journal.steps(present).rev().take(shown);
            steps.map(|(at, step)| (at + 1, step.sentence(lang, &format::shown_with_unit), step.at_millis)).collect()
        });
        let left = all.saturating_sub(shown);
        let rows = steps.into_iter().map(|(to, sentence, at)| row(to, done, sentence, Some(at))).collect_view();
        let start = (left == 0).then(|| row(0, done, words::BEGINNING.get(lang).to_owned(), None));
        view! {
            <ol class="steps-list" id=LIST reversed on:keydown=on_key aria-label=words::STEPS.get(lang)>{rows} {start}</ol>
            {(left > 0).then(|| view! {
                <button type="button" class="button" data-testid="more-steps" on:click=move |_| most.update(|most| *most += PAGE * 5)>{words::more(lang, left)}</button>
            })}
        }
    };
    view! {
        <h2>{move || words::steps(tr.lang(), store.steps.get().1)}</h2>
        {rows}
    }
}
