//! The panel to start from: three questions, starting points for the sizes, where things are, what
//! comes after the download, and the documents about the designer itself.

use design_core::{Level, Place, Scope, find_spec};
use leptos::prelude::*;

use super::next::Next;
use super::presets::Presets;
use super::reader::Reader;
use super::words;
use crate::format;
use crate::shell::nav;
use crate::state::{At, Field, Overlay, Panel, use_store, use_tr, use_ui};
use crate::widgets::Icon;

/// What is asked first: everything else has a default that holds.
const QUESTIONS: [&str; 4] = ["name", "root_domain", "github_organization", "github_repository"];

#[component]
pub(super) fn Start() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let is_shown = Memo::new(move |_| ui.shown.get() == Panel::Start);
    view! {
        <section class="panel" id="panel-start" aria-labelledby="start-title" hidden=move || !is_shown.get()>
            <div class="tools"><h1 id="start-title">{tr.text(crate::words::START)}</h1></div>
            <div class="form">
                {move || is_shown.get().then(|| view! {
                    <Questions />
                    <Presets />
                    <Places />
                    <Next />
                    <Reader />
                })}
            </div>
        </section>
    }
}

#[component]
fn Questions() -> impl IntoView {
    let tr = use_tr();
    let rows = QUESTIONS
        .into_iter()
        .filter_map(|id| find_spec(Scope::Project, id))
        .map(|spec| view! { <Question field=Field { at: At::Project, spec } /> })
        .collect_view();
    view! {
        <div class="card" data-testid="questions">
            <h2>{tr.text(words::QUESTIONS)}</h2>
            <p class="lead">{tr.text(words::QUESTIONS_LEAD)}</p>
            <ol class="questions">{rows}</ol>
        </div>
    }
}

#[component]
fn Question(field: Field) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let value = move || store.with_draft(|draft| format::shown(field.spec, &field.raw(draft), tr.lang()));
    let state = Memo::new(move |_| {
        let place = Place::Project(field.spec.id.to_owned());
        let worst = store.issues.with(|issues| issues.iter().filter(|issue| issue.place == place).map(|issue| issue.level).min());
        match worst {
            Some(Level::Error) => words::WRONG,
            Some(Level::Notice) => words::PLACEHOLDER,
            None if store.with_draft(|draft| field.is_changed(draft)) => words::DECIDED,
            None => words::DEFAULT,
        }
    });
    view! {
        <li data-question=field.spec.id>
            <span class="question"><b>{tr.text(field.spec.label)}</b> <small>{tr.text(field.spec.help)}</small></span>
            <code>{value}</code>
            <span class="question-state">{move || state.get().get(tr.lang())}</span>
            <button type="button" class="button" aria-label=move || words::decide(tr.lang(), field.spec.label.get(tr.lang())) on:click=move |_| ui.jump(field)>
                {tr.text(words::DECIDE)}
            </button>
        </li>
    }
}

#[component]
fn Places() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let rows = Panel::ALL
        .into_iter()
        .filter(|panel| *panel != Panel::Start)
        .map(|panel| {
            let (glyph, word) = nav::face(panel);
            view! {
                <li>
                    <button type="button" class="link" on:click=move |_| if panel == Panel::Files { ui.search_files() } else { ui.panel.set(panel) }>
                        <Icon glyph />
                        {tr.text(word)}
                    </button>
                    <span>{tr.text(words::about(panel))}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="card">
            <h2>{tr.text(words::PLACES)}</h2>
            <ul class="places">{rows}</ul>
            <p class="start-tools">
                <button type="button" class="button" on:click=move |_| ui.toggle(Overlay::Palette)>{tr.text(words::FIND)} " " <kbd>"Ctrl+K"</kbd></button>
                <button type="button" class="button" data-testid="open-shortcuts" on:click=move |_| ui.toggle(Overlay::Shortcuts)>{tr.text(words::SHORTCUTS)} " " <kbd>"?"</kbd></button>
            </p>
        </div>
    }
}
