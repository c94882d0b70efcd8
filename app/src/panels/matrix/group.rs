//! A heading of the table with its rows, which it folds away.

use design_core::topology::component_of_group;
use design_core::{Group, ParamSpec};
use leptos::prelude::*;

use super::row::Row;
use super::{Table, Visible};
use crate::state::{GroupCount, Shared, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon};
use crate::words;

#[component]
pub(super) fn GroupRows(
    table: Table,
    group: Group,
    specs: StoredValue<Vec<&'static ParamSpec>>,
    shown: Memo<Shared<Visible>>,
) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let exists = Memo::new(move |_| shown.with(|shown| specs.with_value(|specs| specs.iter().any(|spec| shown.ids.contains(spec.id)))));
    // What a filter has found is shown even where its heading is folded.
    let folded = Memo::new(move |_| ui.folded.with(|folded| folded.contains(&group)) && !shown.with(|shown| shown.filtered));
    let counts = Memo::new(move |_| store.group_counts.with(|counts| counts.get(&group).copied().unwrap_or_default()));
    let rows = specs.get_value().into_iter().map(|spec| view! { <Row table spec shown folded /> }).collect_view();
    view! {
        <tbody hidden=move || !exists.get()>
            <tr class="group" hidden=table == Table::Environments>
                <th scope="rowgroup" colspan=move || store.columns().to_string()>
                    <div class="group-line">
                        <button
                            type="button"
                            class="group-name"
                            id=(table == Table::Sizes).then(|| group.dom_id())
                            aria-expanded=move || (!folded.get()).to_string()
                            on:click=move |_| {
                                ui.folded.update(|folded| {
                                    if !folded.remove(&group) {
                                        folded.insert(group);
                                    }
                                });
                            }
                        >
                            <Icon glyph=Glyph::Chevron />
                            {tr.text(group.title())}
                        </button>
                        {group.module().map(|module| view! { <small class="mono">"modules/" {module}</small> })}
                        {component_of_group(group).map(|component| view! {
                            <button type="button" class="icon-button quiet to-diagram" aria-label=move || words::in_diagram(tr.lang(), group.title().get(tr.lang())) title=tr.text(words::SHOW_IN_DIAGRAM) on:click=move |_| ui.show_component(component)>
                                <Icon glyph=Glyph::Diagram />
                            </button>
                        })}
                        {move || {
                            let GroupCount { changed, errors } = counts.get();
                            (
                                (errors > 0).then(|| view! {
                                    <span class="badge error"><span aria-hidden="true">"✕"</span> {words::errors(tr.lang(), errors)}</span>
                                }),
                                (changed > 0).then(|| view! { <span class="badge changed">{words::changed(tr.lang(), changed)}</span> }),
                            )
                        }}
                    </div>
                </th>
            </tr>
            {rows}
        </tbody>
    }
}
