//! One parameter: its cells, what explains it, and what is wrong in it.

use design_core::{Edit, Level, ParamSpec, Unit};
use leptos::prelude::*;

use super::cell::Cell;
use super::{Table, Visible};
use crate::browser::focus;
use crate::format;
use crate::state::{RowIssues, Shared, flag, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon, IssueNote};
use crate::words;

#[component]
pub(super) fn Row(table: Table, spec: &'static ParamSpec, shown: Memo<Shared<Visible>>, folded: Memo<bool>) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let hidden = Memo::new(move |_| folded.get() || shown.with(|shown| !shown.ids.contains(spec.id)));
    let explained = Memo::new(move |_| ui.explained.with(|open| open.contains(spec.id)));
    let issues = store.row_issues(table.scope(), spec.id);
    let help_id = format!("{}-help-{}", table.prefix(), spec.id);
    let note_id = format!("{}-note-{}", table.prefix(), spec.id);
    let row_id = format!("{}-line-{}", table.prefix(), spec.id);
    // Whoever types a wrong value sees why, even at the lower edge of the table.
    let (note, line) = (note_id.clone(), row_id.clone());
    Effect::new(move |_| {
        if issues.with(|issues| issues.iter().any(|(_, issue)| issue.level == Level::Error)) {
            focus::beside_focus(note.clone(), &line);
        }
    });
    let span = move || store.columns().to_string();
    let unit = spec.unit;
    let toggle = move |_| {
        ui.explained.update(|open| {
            if !open.remove(spec.id) {
                open.insert(spec.id);
            }
        });
    };
    let cells = {
        let note_id = note_id.clone();
        move |index| view! { <Cell table spec index note_id=note_id.clone() /> }
    };
    let controls = help_id.clone();
    let help = move || {
        (explained.get() && !hidden.get()).then(|| {
            view! {
                <tr class="help-row">
                    <td colspan=span id=help_id.clone()>
                        <Help table spec issues />
                    </td>
                </tr>
            }
        })
    };
    let notes = move || {
        (!hidden.get()).then(|| of_level(issues, Level::Error)).filter(|errors| !errors.is_empty()).map(|errors| {
            view! {
                <tr class="note-row">
                    <td colspan=span id=note_id.clone()>
                        <Notes issues=errors />
                    </td>
                </tr>
            }
        })
    };
    view! {
        <tr class="row" id=row_id hidden=hidden>
            <th scope="row" class="name">
                <button type="button" class="row-name" aria-expanded=flag(explained) aria-controls=controls on:click=toggle>
                    <span class="row-label" id=format!("{}-row-{}", table.prefix(), spec.id)>{tr.text(spec.label)}</span>
                    {(!matches!(unit, Unit::None | Unit::Count)).then(|| view! { <span class="unit">{tr.text(unit.label())}</span> })}
                    <Icon glyph=Glyph::Info />
                </button>
            </th>
            <For each=move || 0..store.count.get() key=|index| *index children=cells />
        </tr>
        {notes}
        {help}
    }
}

#[component]
fn Notes(issues: RowIssues) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    issues
        .into_iter()
        .map(|(index, issue)| {
            let name = untrack(|| words::name_or(tr.lang(), &store.environment_name(index)));
            view! { <IssueNote issue name /> }
        })
        .collect_view()
}

fn of_level(issues: RwSignal<RowIssues>, level: Level) -> RowIssues {
    issues.with(|issues| issues.iter().filter(|(_, issue)| issue.level == level).cloned().collect())
}

/// What a parameter is for, what it accepts, and who says so.
#[component]
fn Help(table: Table, spec: &'static ParamSpec, issues: RwSignal<RowIssues>) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let changed = Memo::new(move |_| {
        let count = store.count.get();
        store.with_draft(|draft| (0..count).any(|index| table.field(index, spec).is_changed(draft)))
    });
    let defaults = move || {
        let lang = tr.lang();
        let bases = design_core::Base::ALL.map(|base| {
            let raw = design_core::default_value(spec, base).to_json();
            format!("{} {}", base.id(), format::shown(spec, &raw, lang))
        });
        bases.join(" · ")
    };
    view! {
        <div class="help">
            <p class="help-text">{tr.text(spec.help)}</p>
            <dl>
                <div><dt>{tr.text(words::ACCEPTS)}</dt><dd>{move || format::accepts(spec, tr.lang())}</dd></div>
                <div><dt>{tr.text(words::DEFAULTS)}</dt><dd>{defaults}</dd></div>
                <div><dt>{tr.text(words::SOURCE)}</dt><dd lang="en">{spec.source}</dd></div>
                <div><dt>{tr.text(words::VARIABLE)}</dt><dd class="mono">{spec.id}</dd></div>
            </dl>
            {move || view! { <Notes issues=of_level(issues, Level::Notice) /> }}
            {(table == Table::Sizes).then(|| view! {
                <button
                    type="button"
                    class="link"
                    prop:disabled=move || !changed.get()
                    on:click=move |_| store.apply(Edit::ResetSize { environment: None, id: spec.id.to_owned() })
                >
                    <Icon glyph=Glyph::Reset />
                    {tr.text(words::RESET_ROW)}
                </button>
            })}
        </div>
    }
}
