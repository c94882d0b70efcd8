//! The sheet of keys, made from the table that the handler of keys reads.

use leptos::prelude::*;

use super::{Over, words};
use crate::app::SINGLE_KEYS;
use crate::browser::storage;
use crate::shell::command::COMMANDS;
use crate::state::{Overlay, use_tr, use_ui};

#[component]
pub(super) fn Sheet() -> impl IntoView {
    view! { <Over overlay=Overlay::Shortcuts id="shortcuts" title=words::SHORTCUTS children=ToChildren::to_children(|| view! { <Keys /> }) /> }
}

#[component]
fn Keys() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let rows = COMMANDS
        .iter()
        .filter(|command| !command.keys.is_empty())
        .map(|command| {
            let keys = command.keys.iter().map(|key| view! { <kbd>{key.shown()}</kbd> " " }).collect_view();
            view! { <tr data-command=command.id><th scope="row">{tr.text(command.label)}</th><td>{keys}</td></tr> }
        })
        .collect_view();
    let flip = move |event| {
        let on = event_target_checked(&event);
        ui.single_keys.set(on);
        storage::save(SINGLE_KEYS, if on { "on" } else { "off" });
    };
    view! {
        <table class="keys" aria-labelledby="shortcuts-title">
            <thead><tr><th scope="col">{tr.text(words::COMMAND)}</th><th scope="col">{tr.text(words::KEYS)}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="lead">{tr.text(words::MAC)}</p>
        <label class="single-keys">
            <input type="checkbox" data-testid="single-keys" prop:checked=move || ui.single_keys.get() on:change=flip />
            {tr.text(words::SINGLE_KEYS)}
        </label>
    }
}
