//! One parameter in one environment.

use design_core::{Edit, Level, ParamSpec};
use leptos::prelude::*;
use serde_json::Value as Raw;

use super::Table;
use crate::browser::focus;
use crate::format;
use crate::state::{FieldState, use_store, use_tr, use_ui};
use crate::widgets::{Control, Glyph, Icon};
use crate::words;

#[component]
pub(super) fn Cell(table: Table, spec: &'static ParamSpec, index: usize, note_id: String) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let field = table.field(index, spec);
    let state = store.field(field);
    // No memos: a field's state is set only when it differs, and there are hundreds of cells.
    let has = move |test: fn(&FieldState) -> bool| move || state.with(test);
    let changed = has(|state| state.changed);
    let noticed = has(|state| state.level == Some(Level::Notice));
    let off = has(|state| state.off && state.level != Some(Level::Error));
    let is_on = has(|state| state.raw == Raw::Bool(true));
    let class = move || {
        let bad = state.with(|state| state.level == Some(Level::Error));
        let marks = [(changed(), " changed"), (bad, " bad"), (off(), " off")];
        marks.iter().filter(|(is_set, _)| *is_set).fold("slot".to_owned(), |class, (_, mark)| class + mark)
    };
    let prefix = table.prefix();
    let labelled_by = format!("{prefix}-col-{index} {prefix}-row-{}", spec.id);
    let said = move || {
        if off() || (field.is_switch_of_component() && !is_on()) {
            Some(tr.get(words::NOT_CREATED))
        } else if field.is_switch_of_component() {
            Some(tr.get(words::CREATED))
        } else {
            None
        }
    };
    let reset = move |_| {
        store.apply(Edit::ResetSize { environment: Some(index), id: spec.id.to_owned() });
        focus::quietly(field.dom_id());
    };
    let reset_label = move || {
        let default = store.with_draft(|draft| field.default(draft));
        words::reset_to(tr.lang(), &format::shown_with_unit(spec, &default, tr.lang()))
    };
    view! {
        <td class=format!("cell e{index}")>
            <div class=class>
                <Control field state labelled_by described_by=note_id />
                {move || said().map(|word| view! { <span class="said">{word}</span> })}
                {move || noticed().then(|| view! {
                    <button
                        type="button"
                        class="mark notice"
                        aria-label=move || words::notice_at(tr.lang(), tr.get(spec.label))
                        title=tr.text(words::NOTICE)
                        on:click=move |_| ui.explained.update(|open| { if !open.remove(spec.id) { open.insert(spec.id); } })
                    >
                        "▲"
                    </button>
                })}
                {move || (changed() && !off()).then(|| view! {
                    <button type="button" class="mark reset" aria-label=reset_label title=reset_label on:click=reset>
                        <Icon glyph=Glyph::Reset />
                    </button>
                })}
            </div>
        </td>
    }
}
