//! The heads of the columns: what an environment is called, how large it is, and what is wrong there.

use leptos::prelude::*;

use super::environment_menu::EnvironmentMenu;
use super::toolbar::RowTools;
use super::{Table, Visible};
use crate::state::{EnvironmentSummary, Panel, Shared, use_store, use_tr, use_ui};
use crate::words;

#[component]
pub(super) fn Head(table: Table, shown: Memo<Shared<Visible>>) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let hint = if table == Table::Sizes { words::SIZES_HINT } else { words::ENVIRONMENTS_HINT };
    view! {
        <thead>
            <tr>
                <td class="corner">
                    <p>{tr.text(hint)}</p>
                    {(table == Table::Sizes).then(|| view! { <RowTools shown /> })}
                </td>
                <For each=move || 0..store.count.get() key=|index| *index let:index>
                    <ColumnHead table index />
                </For>
            </tr>
        </thead>
    }
}

#[component]
fn ColumnHead(table: Table, index: usize) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let summary = Memo::new(move |_| store.summaries.with(|summaries| summaries.get(index).cloned().unwrap_or_default()));
    let read = move |read: fn(&EnvironmentSummary) -> String| summary.with(read);
    let issues = move || {
        let (errors, notices) = summary.with(|summary| (summary.errors, summary.notices));
        if errors + notices == 0 {
            return view! { <span class="badge fine"><span aria-hidden="true">"✓"</span> {tr.text(words::NO_ISSUES)}</span> }.into_any();
        }
        view! {
            <button type="button" class="badge-button" on:click=move |_| ui.panel.set(Panel::Issues)>
                {(errors > 0).then(|| view! {
                    <span class="badge error"><span aria-hidden="true">"✕"</span> {move || words::errors(tr.lang(), errors)}</span>
                })}
                {(notices > 0).then(|| view! {
                    <span class="badge notice"><span aria-hidden="true">"▲"</span> {move || words::notices(tr.lang(), notices)}</span>
                })}
            </button>
        }
        .into_any()
    };
    view! {
        <th scope="col" class=format!("head e{index}")>
            <div class="head-top">
                <span class="env-name" id=format!("{}-col-{index}", table.prefix())>
                    {move || words::name_or(tr.lang(), &read(|summary| summary.name.clone()))}
                </span>
                <span class="env-branch">{move || read(|summary| summary.branch.clone())}</span>
                <EnvironmentMenu table index />
            </div>
            {(table == Table::Sizes).then(|| view! {
                <div class="head-line">
                    {move || summary.with(|summary| words::size_of(tr.lang(), summary.files, summary.changed))}
                </div>
            })}
            <div class="head-line">{issues}</div>
        </th>
    }
}
