//! What can be done with a whole environment: copy, add, rename, move, remove.

use design_core::{Edit, MAX_ENVIRONMENTS, Scope, specs};
use leptos::prelude::*;

use super::Table;
use crate::browser::focus;
use crate::state::{At, Field, ToastAction, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon, Menu, MenuItem};
use crate::words;

#[component]
pub(super) fn EnvironmentMenu(table: Table, index: usize) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let name = move || words::name_or(tr.lang(), &store.environment_name(index));
    let named = move |at: usize| untrack(move || words::name_or(tr.lang(), &store.environment_name(at)));
    let label = move |make: fn(design_core::Lang, &str) -> String| Signal::derive(move || make(tr.lang(), &name()));
    let copy_to = move |to: usize| {
        Callback::new(move |()| {
            store.apply(Edit::CopySizes { from: index, to });
            ui.say(words::copied_column(tr.lang_untracked(), &named(index), &named(to)), Some(ToastAction::Undo));
        })
    };
    let add = Callback::new(move |()| {
        store.apply(Edit::AddEnvironment { like: index });
        ui.column.set(index + 1);
        ui.say(words::added(tr.lang_untracked(), &named(index + 1)), Some(ToastAction::Undo));
        focus::into_view(format!("{}-col-{}", table.prefix(), index + 1));
    });
    let rename = Callback::new(move |()| {
        if let Some(spec) = specs(Scope::Environment).next() {
            ui.jump(Field { at: At::Environment(index), spec });
        }
    });
    let shift = move |right: bool| {
        Callback::new(move |()| {
            store.apply(Edit::MoveEnvironment { environment: index, right });
            ui.announcement.set(words::MOVED.get(tr.lang_untracked()).to_owned());
        })
    };
    let remove = Callback::new(move |()| {
        let gone = named(index);
        store.apply(Edit::RemoveEnvironment { environment: index });
        ui.say(words::removed(tr.lang_untracked(), &gone), Some(ToastAction::Undo));
    });
    let last = move || index + 1 >= store.count.get();
    view! {
        <Menu id=format!("{}-menu-{index}", table.prefix()) label=label(words::actions_of) class="quiet" button=ViewFn::from(|| view! { <Icon glyph=Glyph::More /> })>
            {(table == Table::Sizes).then(|| view! {
                <For each=move || (0..store.count.get()).filter(move |to| *to != index) key=|to| *to let:to>
                    <MenuItem
                        label=Signal::derive(move || words::copy_column_to(tr.lang(), &words::name_or(tr.lang(), &store.environment_name(to))))
                        on_pick=copy_to(to)
                    />
                </For>
                <div class="menu-line" role="separator"></div>
            })}
            <MenuItem label=label(words::add_like) on_pick=add disabled=Signal::derive(move || store.count.get() >= MAX_ENVIRONMENTS) />
            <MenuItem label=Signal::derive(move || tr.get(words::RENAME).to_owned()) on_pick=rename />
            <MenuItem label=Signal::derive(move || tr.get(words::MOVE_LEFT).to_owned()) on_pick=shift(false) disabled=Signal::derive(move || index == 0) />
            <MenuItem label=Signal::derive(move || tr.get(words::MOVE_RIGHT).to_owned()) on_pick=shift(true) disabled=Signal::derive(last) />
            <div class="menu-line" role="separator"></div>
            <MenuItem label=label(words::remove) on_pick=remove disabled=Signal::derive(move || store.count.get() <= 1) />
        </Menu>
    }
}
