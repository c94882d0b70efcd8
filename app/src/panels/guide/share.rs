//! Sharing a design by a link, and what arrives by one. A link never takes the place of somebody's work
//! unasked.

use design_core::comparison::{ChangedValue, changed_values};
use design_core::history::{Deed, Doing, KeptSums};
use design_core::{DesignDraft, find_spec};
use infra_templates::{link, read_link};
use leptos::prelude::*;

use super::{Over, place, words};
use crate::browser::address;
use crate::format;
use crate::shell::{design_file, nav};
use crate::state::{Overlay, Panel, Shared, Store, ToastAction, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon, copy};

/// Discord takes no longer message, and Windows took no longer address for a long time (2,083).
const COMMON_LIMIT: usize = 2000;
/// More differences than anyone reads before a decision.
const MOST: usize = 8;

#[component]
pub(super) fn Share() -> impl IntoView {
    view! { <Over overlay=Overlay::Share id="share" title=words::SHARE children=ToChildren::to_children(|| view! { <Link /> }) /> }
}

#[component]
fn Link() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let design = store.with_draft_untracked(|draft| format!("{}{}", address::page(), link(draft)));
    let command = format!("sekkei generate --design '{design}' --zip infra.zip");
    let panel = ui.panel.get_untracked();
    // Whoever shares from a comparison means the comparison.
    let with_place = RwSignal::new(panel == Panel::Differences);
    let behind = place::here(store, ui);
    let whole = move || {
        let address = if with_place.get() { format!("{design}{behind}") } else { design.clone() };
        let length = address.chars().count();
        let too_long = (length > COMMON_LIMIT).then(|| {
            view! {
                <p class="note notice" data-testid="link-too-long">{move || words::too_long(tr.lang(), COMMON_LIMIT)}</p>
            }
        });
        view! {
            <Copied id="share-link" label=words::LINK text=address />
            <p class="form-help">{move || words::length(tr.lang(), length)}</p>
            {too_long}
        }
    };
    let kept = untrack(|| store.kept_paths()).len();
    let left_out = (kept > 0).then(|| {
        view! { <p class="note notice" data-testid="link-without-files">{move || words::link_without_files(tr.lang(), kept)}</p> }
    });
    view! {
        <div class="over-body">
            <p>{tr.text(words::SHARE_LEAD)}</p>
            {left_out}
            <label class="check">
                <input type="checkbox" data-testid="share-place" prop:checked=with_place on:change:target=move |event| with_place.set(event.target().checked()) />
                " " {move || words::open_at(tr.lang(), nav::face(panel).1.get(tr.lang()))}
            </label>
            {whole}
            <p>
                <button type="button" class="button" data-testid="share-file" on:click=move |_| { ui.overlay.set(None); design_file::save(store, ui, tr); }>
                    {tr.text(crate::words::SAVE_DESIGN)}
                </button>
            </p>
            <p>{tr.text(words::SAME_BY_COMMAND)}</p>
            <Copied id="share-command" label=words::COMMAND_LINE text=command />
        </div>
    }
}

/// A text to be copied, with its button.
#[component]
fn Copied(id: &'static str, label: design_core::Text, text: String) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let copied = text.clone();
    let copy = move |_| copy(ui, tr, &copied);
    view! {
        <div class="copied">
            <textarea id=id data-testid=id class="mono" rows="3" readonly aria-label=tr.text(label) prop:value=text></textarea>
            <button type="button" class="button accent" data-testid=format!("{id}-copy") on:click=copy>
                <Icon glyph=Glyph::Copy />
                {move || words::copy_of(tr.lang(), label.get(tr.lang()))}
            </button>
        </div>
    }
}

/// A design that came by a link and waits for an answer.
struct Arrived {
    draft: DesignDraft,
    differences: Vec<ChangedValue>,
    /// Does it have as many environments, with the same names?
    same_environments: bool,
    /// The screen to open then.
    place: Option<String>,
}

#[component]
pub(super) fn Arrival() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let waiting = RwSignal::new(None::<Shared<Arrived>>);
    Effect::new(move |_| {
        let Some(text) = ui.link.get() else { return };
        ui.link.set(None);
        address::clear_fragment();
        let lang = tr.lang_untracked();
        let (place, holds_design) = place::of(&text);
        let go = move |place: Option<String>| {
            if let Some(place) = place {
                place::go(store, ui, &place);
            }
        };
        if !holds_design {
            return go(place);
        }
        let draft = match read_link(&text) {
            Ok(draft) => draft,
            Err(error) => return ui.say(words::link_refused(lang, &error.what(lang)), None),
        };
        let mine = store.with_draft_untracked(Clone::clone);
        if draft == mine {
            ui.say(words::LINK_IS_MINE.get(lang).to_owned(), None);
            go(place);
        } else if mine == DesignDraft::default() && store.kept_sums().is_empty() {
            // There is nothing of anybody's to lose.
            put(store, draft);
            ui.say(words::link_opened(lang, &store.project_name()), Some(ToastAction::Undo));
            go(place);
        } else {
            let names = |draft: &DesignDraft| draft.environments.iter().map(|one| one.name().to_owned()).collect::<Vec<_>>();
            let differences = changed_values(&mine, &draft);
            waiting.set(Some(Shared::new(Arrived { same_environments: names(&mine) == names(&draft), differences, draft, place })));
            ui.overlay.set(Some(Overlay::Arrival));
        }
    });
    // Closing it in any way keeps what is here.
    Effect::new(move |before: Option<bool>| {
        let open = ui.overlay.get() == Some(Overlay::Arrival);
        if before == Some(true) && !open && waiting.with_untracked(Option::is_some) {
            waiting.set(None);
            ui.say(words::KEPT_MINE.get(tr.lang_untracked()).to_owned(), None);
        }
        open
    });
    let body = move || view! { <Question waiting /> };
    view! { <Over overlay=Overlay::Arrival id="arrival" title=words::ARRIVED children=ToChildren::to_children(body) /> }
}

/// Takes a design that came by a link; the history calls it by the name of its project.
fn put(store: Store, draft: DesignDraft) {
    let name = draft.project.get("name").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    store.replace(draft, KeptSums::new(), Deed::new(Doing::Replace, &name));
}

#[component]
fn Question(waiting: RwSignal<Option<Shared<Arrived>>>) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let take = move |_| {
        if let Some(arrived) = waiting.get_untracked() {
            waiting.set(None);
            ui.overlay.set(None);
            put(store, arrived.draft.clone());
            ui.say(words::link_opened(tr.lang_untracked(), &store.project_name()), Some(ToastAction::Undo));
            if let Some(place) = &arrived.place {
                place::go(store, ui, place);
            }
        }
    };
    let body = move || {
        let arrived = waiting.get()?;
        let lang = tr.lang();
        let name = arrived.draft.project.get("name").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let environments = arrived.draft.environments.iter().map(design_core::EnvironmentDraft::name).collect::<Vec<_>>().join(", ");
        let rows = arrived.differences.iter().take(MOST).map(|value| {
            let spec = find_spec(value.scope, &value.id);
            let shown = |raw: &Option<serde_json::Value>| match (raw, spec) {
                (None, _) => "–".to_owned(),
                (Some(raw), Some(spec)) => format::shown_with_unit(spec, raw, lang),
                (Some(raw), None) => format::typed(raw),
            };
            let place = value.environment.clone().unwrap_or_else(|| crate::words::PROJECT.get(lang).to_owned());
            let label = spec.map_or_else(|| value.id.clone(), |spec| spec.label.get(lang).to_owned());
            view! { <tr><th scope="row">{place} " · " {label}</th><td>{shown(&value.from)}</td><td>{shown(&value.to)}</td></tr> }
        });
        let more = arrived.differences.len().saturating_sub(MOST);
        Some(view! {
            <p><b>{name}</b> " · " {environments}</p>
            <p data-testid="arrival-differences">{words::differs(lang, arrived.differences.len(), arrived.same_environments)}</p>
            <table class="list">
                <thead><tr>
                    <th scope="col">{words::SETTING.get(lang)}</th>
                    <th scope="col">{words::MINE.get(lang)}</th>
                    <th scope="col">{words::OF_LINK.get(lang)}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            {(more > 0).then(|| view! { <p class="form-help">{words::and_more(lang, more)}</p> })}
        })
    };
    view! {
        <div class="over-body">
            {body}
            <p class="form-help">{tr.text(words::ARRIVED_HELP)}</p>
            {move || (!store.kept_sums().is_empty()).then(|| view! { <p class="note notice">{tr.text(words::LINK_TAKES_FILES_OUT)}</p> })}
            <p class="issue-actions">
                <button type="button" class="button" data-testid="arrival-keep" on:click=move |_| ui.overlay.set(None)>{tr.text(words::KEEP_MINE)}</button>
                <button type="button" class="button accent" data-testid="arrival-open" on:click=take>{tr.text(words::OPEN_LINK)}</button>
            </p>
        </div>
    }
}
