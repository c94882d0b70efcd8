//! What stands above the table: its title, the filters, and adding an environment.

use design_core::{Edit, Group, MAX_ENVIRONMENTS};
use leptos::prelude::*;

use super::{Table, Visible, groups};
use crate::browser::focus;
use crate::state::{Shared, ToastAction, flag, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon};
use crate::words;

#[component]
pub(super) fn Toolbar(table: Table, title: String) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let heading = if table == Table::Sizes { words::SIZES } else { words::ENVIRONMENTS };
    let full = Memo::new(move |_| store.count.get() >= MAX_ENVIRONMENTS);
    let add = move |_| {
        if full.get_untracked() {
            ui.announcement.set(words::full(tr.lang_untracked(), MAX_ENVIRONMENTS));
            return;
        }
        let like = store.count.get_untracked().saturating_sub(1);
        store.apply(Edit::AddEnvironment { like });
        let added = store.count.get_untracked().saturating_sub(1);
        ui.column.set(added);
        ui.say(words::added(tr.lang_untracked(), &untrack(|| store.environment_name(added))), Some(ToastAction::Undo));
        focus::into_view(format!("{}-col-{added}", table.prefix()));
    };
    view! {
        <div class="tools">
            <h1 id=title>{tr.text(heading)}</h1>
            {(table == Table::Sizes).then(|| view! { <Filters /> })}
            <span class="spacer"></span>
            <button
                type="button"
                class="button"
                data-testid=(table == Table::Sizes).then_some("add-environment")
                aria-disabled=flag(full)
                title=move || if full.get() { words::full(tr.lang(), MAX_ENVIRONMENTS) } else { String::new() }
                on:click=add
            >
                <Icon glyph=Glyph::Plus />
                {tr.text(words::ADD_ENVIRONMENT)}
            </button>
        </div>
    }
}

/// How many rows the filters leave, and folding all of them.
#[component]
pub(super) fn RowTools(shown: Memo<Shared<Visible>>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let total = design_core::specs(design_core::Scope::Size).count();
    let all_groups: Vec<Group> = groups(design_core::Scope::Size).into_iter().map(|(group, _)| group).collect();
    let count = all_groups.len();
    let all_folded = Memo::new(move |_| ui.folded.with(|folded| folded.len() == count));
    let fold = move |_| {
        let all = all_groups.iter().copied();
        ui.folded.update(|folded| if folded.len() == count { folded.clear() } else { folded.extend(all) });
    };
    view! {
        <div class="row-tools">
            <button type="button" class="link" on:click=fold>
                {move || tr.get(if all_folded.get() { words::UNFOLD_ALL } else { words::FOLD_ALL })}
            </button>
            <span class="row-count" role="status">
                {move || shown.with(|shown| shown.filtered.then(|| words::rows(tr.lang(), shown.ids.len(), total)))}
            </span>
        </div>
    }
}

#[component]
fn Filters() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    view! {
        <div class="find">
            <Icon glyph=Glyph::Search />
            <input
                type="search"
                id="filter"
                data-testid="filter"
                autocomplete="off"
                spellcheck="false"
                aria-label=tr.text(words::FILTER)
                placeholder=tr.text(words::FILTER)
                prop:value=move || ui.filter.get()
                on:input=move |event| ui.filter.set(event_target_value(&event))
            />
        </div>
        <Chip label=Signal::derive(move || tr.get(words::ONLY_DIFFERENCES)) on=ui.only_differences testid="only-differences" />
        <Chip label=Signal::derive(move || tr.get(words::ONLY_CHANGED)) on=ui.only_changed testid="only-changed" />
    }
}

#[component]
fn Chip(label: Signal<&'static str>, on: RwSignal<bool>, testid: &'static str) -> impl IntoView {
    view! {
        <button type="button" class="chip" data-testid=testid aria-pressed=flag(on) on:click=move |_| on.update(|on| *on = !*on)>
            {label}
        </button>
    }
}
