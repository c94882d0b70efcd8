//! The form in which a person records a confirmation or a waiver. What was typed stays while the form is
//! open; the core says whether it can be recorded.

use design_core::compliance::Control;
use design_core::{Decision, DecisionKind, Edit, MAX_PERSON_CHARS, MAX_TEXT_CHARS, Words};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

use super::super::words as own;
use super::Look;
use crate::browser::{clock, focus};
use crate::state::{ToastAction, use_store, use_tr, use_ui};

const PERSON: &str = "decide-person";
const TITLE: &str = "decide-title";
const ERROR: &str = "decide-error";

/// What is being recorded, and what was typed so far.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// Kind, id of the row, name of the environment.
    about: RwSignal<Option<(DecisionKind, String, String)>>,
    person: RwSignal<String>,
    day: RwSignal<String>,
    text: RwSignal<String>,
    everywhere: RwSignal<bool>,
    error: RwSignal<Option<Words>>,
}

impl Form {
    pub(super) fn new() -> Self {
        Self {
            about: RwSignal::new(None),
            person: RwSignal::new(String::new()),
            day: RwSignal::new(String::new()),
            text: RwSignal::new(String::new()),
            everywhere: RwSignal::new(false),
            error: RwSignal::new(None),
        }
    }

    pub(super) fn is_for(self, row: &str, environment: &str) -> bool {
        self.about.with(|about| about.as_ref().is_some_and(|(_, of, at)| of == row && at == environment))
    }

    /// Opens the form, filled with what stands there. The name of the person is kept from the last time.
    pub(super) fn open(self, kind: DecisionKind, environment: &str, row: &str, present: Option<&Decision>) {
        let (year, month, day) = clock::today();
        let today = match kind {
            DecisionKind::Attestation => format!("{year:04}-{month:02}-{day:02}"),
            // Until when something is accepted is for the person to say.
            DecisionKind::Waiver => String::new(),
        };
        if let Some(present) = present {
            self.person.set(present.person.clone());
        }
        self.day.set(present.map_or(today, |present| present.day.to_string()));
        self.text.set(present.map(|present| present.text.clone()).unwrap_or_default());
        self.everywhere.set(present.is_some_and(|present| present.environment.is_none()));
        self.error.set(None);
        self.about.set(Some((kind, row.to_owned(), environment.to_owned())));
        focus::field(PERSON.to_owned());
    }

    pub(super) fn close(self) {
        if self.about.with_untracked(Option::is_some) {
            self.about.set(None);
        }
    }
}

#[component]
pub(super) fn Decide(control: &'static Control, environment: String, row: String) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let look: Look = expect_context();
    let form = look.form;
    let kind = form.about.with_untracked(|about| about.as_ref().map_or(DecisionKind::Waiver, |(kind, ..)| *kind));
    let (person_word, day_word, text_word) = match kind {
        DecisionKind::Attestation => (own::PERSON_ATTEST, own::DAY_ATTEST, own::NOTE),
        DecisionKind::Waiver => (own::PERSON_WAIVE, own::DAY_WAIVE, own::REASON),
    };
    let place = environment.clone();
    let back = row.clone();
    let leave = move || {
        form.close();
        focus::quietly(back.clone());
    };
    let record = move |event: SubmitEvent| {
        event.prevent_default();
        let place = (!form.everywhere.get_untracked()).then_some(place.as_str());
        let (person, day, text) = (form.person.get_untracked(), form.day.get_untracked(), form.text.get_untracked());
        match Decision::new(kind, control.id, place, &person, &day, &text) {
            Ok(decision) => {
                form.close();
                look.refocus.set(Some(row.clone()));
                store.apply(Edit::Decide(decision));
                ui.say(own::recorded(tr.lang_untracked(), kind, control.id), Some(ToastAction::Undo));
            }
            Err(words) => form.error.set(Some(words)),
        }
    };
    let escape = leave.clone();
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            escape();
        }
    };
    let line = move |id: &'static str, word, signal: RwSignal<String>, most: usize, kind: &'static str| {
        view! {
            <label for=id>{tr.text(word)}</label>
            <input id=id data-testid=id class="text-field" type=kind maxlength=most.to_string() autocomplete="off"
                aria-describedby=ERROR prop:value=signal on:input:target=move |event| signal.set(event.target().value()) />
        }
    };
    view! {
        <form class="decide" aria-labelledby=TITLE data-testid="decide" on:submit=record on:keydown=on_key>
            <p id=TITLE class="decide-title">{move || own::form_title(tr.lang(), kind, control.id, &environment)}</p>
            {line(PERSON, person_word, form.person, MAX_PERSON_CHARS, "text")}
            {line("decide-day", day_word, form.day, 10, "date")}
            {line("decide-text", text_word, form.text, MAX_TEXT_CHARS, "text")}
            <label class="decide-all"><input type="checkbox" data-testid="decide-all" prop:checked=form.everywhere
                on:change:target=move |event| form.everywhere.set(event.target().checked()) /> {tr.text(own::EVERYWHERE)}</label>
            <p class="why decide-wide">{tr.text(own::KEPT_IN_DESIGN)}</p>
            <p id=ERROR class="decide-wide" role="alert">{move || form.error.get().map(|words| view! { <span class="badge error">{own::refused(tr.lang(), words.get(tr.lang()))}</span> })}</p>
            <p class="decide-wide decide-buttons">
                <button type="submit" class="button accent" data-testid="decide-record">{tr.text(own::RECORD)}</button>
                <button type="button" class="button" data-testid="decide-cancel" on:click=move |_| leave()>{tr.text(own::CANCEL)}</button>
            </p>
        </form>
    }
}
