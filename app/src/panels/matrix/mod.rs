//! The matrix: parameters in rows, environments in columns. The same table shows sizes and the settings
//! of environments; it knows which rows are visible and nothing of values.

mod cell;
mod environment_menu;
mod group;
mod head;
mod row;
mod toolbar;

use std::collections::BTreeSet;

use design_core::{DesignDraft, Group, ParamSpec, Scope, gather, specs};
use leptos::prelude::*;

use crate::browser::focus;
use crate::state::{At, Field, Panel, Shared, Ui, use_store, use_tr, use_ui};
use crate::widgets::Empty;
use crate::words;
use group::GroupRows;
use head::Head;
use toolbar::Toolbar;

/// Which of the two tables a part belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    Sizes,
    Environments,
}

impl Table {
    const fn scope(self) -> Scope {
        match self {
            Self::Sizes => Scope::Size,
            Self::Environments => Scope::Environment,
        }
    }

    /// Begins the ids of everything in the table.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Sizes => "size",
            Self::Environments => "setting",
        }
    }

    const fn field(self, environment: usize, spec: &'static ParamSpec) -> Field {
        let at = match self {
            Self::Sizes => At::Size(environment),
            Self::Environments => At::Environment(environment),
        };
        Field { at, spec }
    }

    const fn panel(self) -> Panel {
        match self {
            Self::Sizes => Panel::Sizes,
            Self::Environments => Panel::Environments,
        }
    }
}

/// Ids of the rows that the filters leave, and whether any filter is on.
#[derive(Clone)]
struct Visible {
    ids: BTreeSet<&'static str>,
    filtered: bool,
}

fn visible(table: Table, ui: Ui, draft: impl Fn(&mut dyn FnMut(&DesignDraft))) -> Visible {
    let all = specs(table.scope());
    if table == Table::Environments {
        return Visible { ids: gather(all.map(|spec| spec.id)), filtered: false };
    }
    let (differences, changed) = (ui.only_differences.get(), ui.only_changed.get());
    let words: Vec<String> = ui.filter.with(|filter| filter.to_ascii_lowercase().split_whitespace().map(str::to_owned).collect());
    let mut ids: BTreeSet<&'static str> = gather(all.filter(|spec| words.iter().all(|word| mentions(spec, word))).map(|spec| spec.id));
    if differences || changed {
        draft(&mut |draft| {
            let count = draft.environments.len();
            ids.retain(|id| {
                let Some(spec) = design_core::find_spec(table.scope(), id) else { return false };
                let fields = || (0..count).map(|index| table.field(index, spec));
                let differs = || {
                    let mut values = fields().map(|field| field.raw(draft));
                    let first = values.next();
                    values.any(|value| Some(value) != first)
                };
                (!differences || differs()) && (!changed || fields().any(|field| field.is_changed(draft)))
            });
        });
    }
    Visible { ids, filtered: differences || changed || !words.is_empty() }
}

/// Does a parameter or its heading mention the word in any language?
fn mentions(spec: &ParamSpec, word: &str) -> bool {
    let title = spec.group.title();
    [spec.id, spec.label.ja, spec.label.en, title.ja, title.en, spec.group.module().unwrap_or_default()]
        .iter()
        .any(|text| text.to_ascii_lowercase().contains(word))
}

/// Neighbouring parameters under one heading, in the order of the core.
fn groups(scope: Scope) -> Vec<(Group, Vec<&'static ParamSpec>)> {
    let mut out: Vec<(Group, Vec<&'static ParamSpec>)> = Vec::new();
    for spec in specs(scope) {
        match out.last_mut() {
            Some((group, list)) if *group == spec.group => list.push(spec),
            _ => out.push((spec.group, vec![spec])),
        }
    }
    out
}

/// One of the two tables with its tools.
#[component]
pub(crate) fn Matrix(table: Table) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let shown = Memo::new(move |_| Shared::new(visible(table, ui, |read| store.with_draft(|draft| read(draft)))));
    let is_empty = Memo::new(move |_| shown.with(|shown| shown.ids.is_empty()));
    let bodies = groups(table.scope())
        .into_iter()
        .map(|(group, specs)| view! { <GroupRows table group specs=StoredValue::new(specs) shown /> })
        .collect_view();
    let title = format!("{}-title", table.panel().id());
    view! {
        <section class="panel" id=format!("panel-{}", table.panel().id()) aria-labelledby=title hidden=move || ui.shown.get() != table.panel()>
            <Toolbar table title=format!("{}-title", table.panel().id()) />
            <EnvironmentSwitch table />
            <div class="grid-frame">
                <table class="matrix" data-column=move || ui.column.get().to_string() data-count=move || store.count.get().to_string()>
                    <caption class="hidden-text">{move || tr.get(if table == Table::Sizes { words::SIZES } else { words::ENVIRONMENTS })}</caption>
                    <Head table shown />
                    {bodies}
                </table>
                {move || {
                    is_empty
                        .get()
                        .then(|| {
                            let clear = move || {
                                ui.filter.set(String::new());
                                ui.only_differences.set(false);
                                ui.only_changed.set(false);
                                focus::quietly("filter".to_owned());
                            };
                            view! { <Empty what=words::NO_ROWS next=words::CLEAR_FILTERS act=clear /> }
                        })
                }}
            </div>
        </section>
    }
}

/// Which environment a narrow window shows.
#[component]
fn EnvironmentSwitch(table: Table) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    view! {
        <div class="environment-switch segments" role="group" aria-label=tr.text(words::SHOWN_ENVIRONMENT)>
            <For each=move || 0..store.count.get() key=|index| *index let:index>
                <button
                    type="button"
                    aria-pressed=move || (ui.column.get() == index).to_string()
                    data-testid=format!("{}-show-{index}", table.prefix())
                    on:click=move |_| ui.column.set(index)
                >
                    {move || words::name_or(tr.lang(), &store.environment_name(index))}
                </button>
            </For>
        </div>
    }
}
