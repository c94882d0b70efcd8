//! Starting points for the sizes. What one would change, and what a month would cost, is shown before
//! it is taken; taking it is one step that can be undone.

use design_core::{DesignDraft, Edit, PRESETS, Preset, Scope, apply, find_spec};
use leptos::prelude::*;

use super::words;
use crate::format;
use crate::state::{Store, ToastAction, flag, use_store, use_tr, use_ui};

#[component]
pub(super) fn Presets() -> impl IntoView {
    let tr = use_tr();
    let cards = PRESETS.iter().map(|preset| view! { <Card preset /> }).collect_view();
    view! {
        <div class="card">
            <h2>{tr.text(words::PRESETS)}</h2>
            <p class="lead">{tr.text(words::PRESETS_LEAD)}</p>
            {cards}
        </div>
    }
}

#[component]
fn Card(preset: &'static Preset) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let open = RwSignal::new(false);
    let panel_id = format!("preset-{}-changes", preset.id);
    let edits = Memo::new(move |_| store.with_draft(|draft| preset.edits(draft)));
    let take = move |_| {
        let count = edits.with_untracked(Vec::len);
        if count > 0 {
            store.apply_all(&edits.get_untracked());
            ui.say(words::taken(tr.lang_untracked(), preset.label.get(tr.lang_untracked()), count), Some(ToastAction::Undo));
        }
    };
    view! {
        <div class="preset" data-preset=preset.id>
            <h3>{tr.text(preset.label)}</h3>
            <p>{tr.text(preset.purpose)}</p>
            <p class="preset-tools">
                <button
                    type="button"
                    class="button"
                    data-testid=format!("preset-{}-show", preset.id)
                    aria-expanded=flag(open)
                    aria-controls=panel_id.clone()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {move || words::changes(tr.lang(), edits.with(Vec::len))}
                </button>
                <button
                    type="button"
                    class="button accent"
                    data-testid=format!("preset-{}-take", preset.id)
                    aria-disabled=move || edits.with(Vec::is_empty).to_string()
                    aria-label=move || words::take(tr.lang(), preset.label.get(tr.lang()))
                    on:click=take
                >
                    {tr.text(words::TAKE)}
                </button>
            </p>
            <div id=panel_id>{move || open.get().then(|| view! { <Changes edits preset /> })}</div>
        </div>
    }
}

#[component]
fn Changes(edits: Memo<Vec<Edit>>, preset: &'static Preset) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let rows = move || {
        let lang = tr.lang();
        edits.get().iter().filter_map(|edit| row(store, edit, lang)).collect_view()
    };
    let floors = move || {
        let pricer = store.pricer.get()?;
        let now = store.with_draft(Clone::clone);
        let then = edits.with(|edits| with_edits(&now, edits));
        let (before, after) = (pricer.run(now)?, pricer.run(then)?);
        let lang = tr.lang();
        let lines = before.iter().zip(&after).map(|(before, after)| {
            view! {
                <tr>
                    <th scope="row">{before.environment.clone()}</th>
                    <td>{words::floor(lang, before)}</td>
                    <td>{words::floor(lang, after)}</td>
                </tr>
            }
        });
        Some(view! {
            <table class="keys" data-testid=format!("preset-{}-cost", preset.id)>
                <caption>{tr.text(words::FLOOR)}</caption>
                <thead><tr>
                    <th scope="col">{tr.text(crate::words::ENVIRONMENTS)}</th>
                    <th scope="col">{tr.text(words::NOW)}</th>
                    <th scope="col">{tr.text(words::THEN)}</th>
                </tr></thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        })
    };
    view! {
        {floors}
        {move || edits.with(|edits| !edits.is_empty()).then(|| view! {
            <table class="keys">
                <caption>{tr.text(words::CHANGES)}</caption>
                <thead><tr>
                    <th scope="col">{tr.text(words::SIZE)}</th>
                    <th scope="col">{tr.text(words::NOW)}</th>
                    <th scope="col">{tr.text(words::THEN)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        })}
    }
}

fn with_edits(draft: &DesignDraft, edits: &[Edit]) -> DesignDraft {
    let mut draft = draft.clone();
    for edit in edits {
        apply(&mut draft, edit);
    }
    draft
}

fn row(store: Store, edit: &Edit, lang: design_core::Lang) -> Option<impl IntoView + use<>> {
    let Edit::SetSize { environment, id, value } = edit else { return None };
    let spec = find_spec(Scope::Size, id)?;
    let (name, before) = store.with_draft(|draft| {
        let target = draft.environments.get(*environment)?;
        let raw = target.sizes.get(id).cloned().unwrap_or_else(|| design_core::default_value(spec, target.base()).to_json());
        Some((target.name().to_owned(), format::shown_with_unit(spec, &raw, lang)))
    })?;
    Some(view! {
        <tr>
            <th scope="row">{name} " · " {spec.group.title().get(lang)} " · " {spec.label.get(lang)}</th>
            <td>{before}</td>
            <td>{format::shown_with_unit(spec, value, lang)}</td>
        </tr>
    })
}
