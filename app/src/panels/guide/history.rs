//! The history: every step as a sentence, with a way back to each, and named versions of the design.

use design_core::{Change, DesignDraft, Edit, Lang, Part, Scope, Step, Whole, find_spec};
use leptos::prelude::*;
use serde_json::Value as Raw;

use super::{Over, words};
use crate::browser::clock;
use crate::format;
use crate::state::{Overlay, Panel, ToastAction, Version, keep_version, keep_versions, use_store, use_tr, use_ui, versions};

/// More steps than anyone looks through at once.
const MOST: usize = 200;
/// A longer name helps nobody.
const NAME_CHARS: usize = 60;

#[component]
pub(super) fn History() -> impl IntoView {
    let body = || view! { <div class="over-body"><Versions /> <Steps /></div> };
    view! { <Over overlay=Overlay::History id="history" title=words::HISTORY children=ToChildren::to_children(body) /> }
}

#[component]
fn Steps() -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let limit = RwSignal::new(MOST);
    let list = move || {
        let lang = tr.lang();
        let (steps, at) = store.steps();
        let names = store.with_draft_untracked(|draft| draft.environments.iter().map(|one| one.name().to_owned()).collect::<Vec<_>>());
        let count = steps.len();
        let row = |place: usize, sentence: String, time: String| {
            view! {
                <li aria-current=(place == at).then_some("step") class:undone=(place > at)>
                    <span class="step-time">{time}</span>
                    <span class="step-sentence">{sentence}</span>
                    {if place == at {
                        view! { <span class="badge fine">{tr.text(words::HERE)}</span> }.into_any()
                    } else {
                        view! {
                            <button type="button" class="button" data-testid=format!("step-{place}")
                                on:click=move |_| { store.go_to_step(place, words::WENT); }>{tr.text(words::GO_HERE)}</button>
                        }.into_any()
                    }}
                </li>
            }
        };
        let rows: Vec<_> = steps
            .iter()
            .enumerate()
            .rev()
            .take(limit.get())
            .map(|(index, stamped)| {
                row(index + 1, sentence(&stamped.step, &names, lang), clock::shown(stamped.millis, crate::words::code(lang)))
            })
            .collect();
        let begin = (count <= limit.get()).then(|| row(0, words::BEGIN.get(lang).to_owned(), String::new()));
        let older = count.saturating_sub(limit.get());
        view! {
            <ol class="history" data-testid="history-steps">{rows}{begin}</ol>
            {(older > 0).then(|| view! {
                <p><button type="button" class="link" on:click=move |_| limit.update(|limit| *limit += MOST)>{words::older(lang, older)}</button></p>
            })}
        }
    };
    view! {
        <h3>{tr.text(words::STEPS)}</h3>
        {list}
    }
}

/// What a step did.
fn sentence(step: &Step, names: &[String], lang: Lang) -> String {
    let value = |scope: Option<Scope>, id: &str, raw: &Option<Raw>| match (raw, scope.and_then(|scope| find_spec(scope, id))) {
        (None, _) => "–".to_owned(),
        (Some(raw), Some(spec)) => format::shown_with_unit(spec, raw, lang),
        (Some(raw), None) => format::typed(raw),
    };
    match step.0.as_slice() {
        [Change::Value { part, id, from, to }] => {
            let (scope, place) = place(*part, names, lang);
            let label = scope.and_then(|scope| find_spec(scope, id)).map_or(id.as_str(), |spec| spec.label.get(lang));
            format!("{place} · {label}: {} → {}", value(scope, id, from), value(scope, id, to))
        }
        [Change::List { list: Whole::Environments, from, to }] => {
            let all = |raw: &Raw| {
                let names = raw.as_array().map(|all| all.iter().filter_map(|one| one.get("name")?.as_str()).collect::<Vec<_>>());
                names.unwrap_or_default().join(", ")
            };
            format!("{}: {} → {}", crate::words::ENVIRONMENTS.get(lang), all(from), all(to))
        }
        [Change::List { list: Whole::Attestations | Whole::Waivers, from, to }] => {
            let count = |raw: &Raw| raw.as_array().map_or(0, Vec::len);
            words::decisions(lang, count(from), count(to))
        }
        many => {
            let named = many.iter().find_map(|change| match change {
                Change::Value { part: part @ (Part::Sizes(_) | Part::Settings(_) | Part::Project), id, .. } => {
                    let (scope, place) = place(*part, names, lang);
                    Some(format!("{place} · {}", find_spec(scope?, id)?.label.get(lang)))
                }
                Change::Value { .. } | Change::List { .. } => None,
            });
            words::many_changes(lang, many.len(), named.as_deref())
        }
    }
}

fn place(part: Part, names: &[String], lang: Lang) -> (Option<Scope>, String) {
    let name = |at: usize| names.get(at).cloned().unwrap_or_else(|| (at + 1).to_string());
    match part {
        Part::Project => (Some(Scope::Project), crate::words::PROJECT.get(lang).to_owned()),
        Part::Settings(at) => (Some(Scope::Environment), name(at)),
        Part::Sizes(at) => (Some(Scope::Size), name(at)),
        Part::Stated(at) => (None, name(at)),
        Part::Assumptions | Part::Prices => (None, crate::words::COST.get(lang).to_owned()),
    }
}

#[component]
fn Versions() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let all = RwSignal::new(versions());
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(false);
    let put = move |kept: bool| {
        problem.set(!kept);
        all.set(versions());
    };
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().chars().take(NAME_CHARS).collect::<String>();
        let named =
            if typed.is_empty() { clock::shown(clock::since_1970_millis(), crate::words::code(tr.lang_untracked())) } else { typed };
        let draft = store.with_draft_untracked(Clone::clone);
        put(keep_version(Version::new(named.clone(), draft)));
        if !problem.get_untracked() {
            name.set(String::new());
            ui.announcement.set(words::version_kept(tr.lang_untracked(), &named));
        }
    };
    let rows = move || {
        let lang = tr.lang();
        let present = store.with_draft(DesignDraft::clone);
        all.get().into_iter().enumerate().map(|(at, version)| {
            let (is_present, label, shown) = (version.draft == present, version.name.clone(), clock::shown(version.millis, crate::words::code(lang)));
            let (restored, named) = (version.draft.clone(), version.name.clone());
            let restore = move |_| {
                store.apply(Edit::Replace(Box::new(restored.clone())));
                ui.say(words::version_restored(tr.lang_untracked(), &named), Some(ToastAction::Undo));
            };
            let remove = move |_| {
                let mut rest = versions();
                if rest.get(at).is_some_and(|found| *found == version) {
                    rest.remove(at);
                    put(keep_versions(&rest));
                }
            };
            let (restore_label, remove_label) = (label.clone(), label.clone());
            view! {
                <li>
                    <span class="step-time">{shown}</span>
                    <span class="step-sentence"><b>{label}</b></span>
                    <button type="button" class="button" aria-disabled=is_present.to_string()
                        aria-label=words::restore(lang, &restore_label) on:click=restore>{words::RESTORE.get(lang)}</button>
                    <button type="button" class="button" aria-label=words::remove(lang, &remove_label) on:click=remove>{words::REMOVE.get(lang)}</button>
                </li>
            }
        }).collect_view()
    };
    view! {
        <h3>{tr.text(words::VERSIONS)}</h3>
        <form class="version-form" on:submit=keep>
            <input type="text" class="text-input" data-testid="version-name" aria-label=tr.text(words::VERSION_NAME) placeholder=tr.text(words::VERSION_NAME)
                prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) />
            <button type="submit" class="button accent" data-testid="version-keep">{tr.text(words::KEEP_VERSION)}</button>
            {move || all.with(|all| !all.is_empty()).then(|| view! {
                <button type="button" class="link" data-testid="version-compare" on:click=move |_| { ui.overlay.set(None); ui.panel.set(Panel::Differences); }>
                    {tr.text(words::COMPARE_VERSIONS)}
                </button>
            })}
        </form>
        <div role="alert">{move || problem.get().then(|| view! { <p class="note error">{tr.text(words::VERSION_NOT_KEPT)}</p> })}</div>
        <ul class="history" data-testid="versions">{rows}</ul>
    }
}
