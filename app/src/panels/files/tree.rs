//! The whole bundle as a tree: arrow keys move, open and close; files that differ from the defaults
//! carry a mark.

use std::collections::BTreeSet;

use design_core::gather;
use leptos::attr::custom::custom_attribute;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser::focus;
use crate::state::{Ui, flag, use_store, use_tr, use_ui};
use crate::text::tree::{Row, rows};
use crate::words;

const TREE: &str = "file-tree";
const ITEMS: &str = "[role=treeitem]";

#[component]
pub(super) fn Tree() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let shown = Memo::new(move |_| store.paths.with(|paths| ui.open_folders.with(|open| rows(paths.iter().map(String::as_str), open))));
    // The one row that Tab reaches: the open file, or the first row while that one is folded away.
    let entry = Memo::new(move |_| {
        let open = ui.open_file.get();
        shown.with(|rows| rows.iter().find(|row| row.path == open).or_else(|| rows.first()).map(|row| row.path.clone()))
    });
    // Folders above a changed file carry the mark while they are closed.
    let changed = Memo::new(move |_| {
        store.changed_files.with(|files| {
            let marked = files.iter().flat_map(|path| crate::text::tree::parents(path).chain([path.as_str()])).map(str::to_owned);
            gather::<String, BTreeSet<String>>(marked)
        })
    });
    let kept = Memo::new(move |_| store.kept_paths());
    Effect::new(move |_| {
        let open = ui.open_file.get();
        focus::reveal_row(TREE, format!("[data-path=\"{open}\"]"));
    });
    let on_key = move |event: KeyboardEvent| on_key(&event, ui, shown);
    view! {
        <div class="tree" role="tree" id=TREE data-testid=TREE aria-label=tr.text(words::FILES) on:keydown=on_key>
            <For each=move || shown.get() key=Row::clone let:row>
                <TreeRow row entry changed kept />
            </For>
        </div>
    }
}

#[component]
fn TreeRow(row: Row, entry: Memo<Option<String>>, changed: Memo<BTreeSet<String>>, kept: Memo<BTreeSet<String>>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let Row { path, name, level, open, count, place } = row;
    let is = |path: &str| path.to_owned();
    let (here, there, marked, mine) = (is(&path), is(&path), is(&path), is(&path));
    let is_open_file = Memo::new(move |_| open.is_none() && ui.open_file.with(|file| *file == here));
    let is_entry = Memo::new(move |_| entry.with(|entry| entry.as_deref() == Some(there.as_str())));
    let is_changed = Memo::new(move |_| open != Some(true) && changed.with(|changed| changed.contains(&marked)));
    let is_kept = Memo::new(move |_| kept.with(|kept| kept.contains(&mine)));
    let testid = if open.is_some() { format!("folder:{path}") } else { format!("file:{path}") };
    let id = format!("tree:{path}");
    let sign = match open {
        Some(true) => "▾",
        Some(false) => "▸",
        None => "",
    };
    view! {
        <div
            class="tree-row"
            class:is-folder=open.is_some()
            role="treeitem"
            id=id
            data-testid=testid
            data-path=path.clone()
            {..custom_attribute("aria-level", level.to_string())}
            aria-setsize=place.1.to_string()
            aria-posinset=place.0.to_string()
            aria-expanded=open.map(|open| open.to_string())
            aria-selected=flag(is_open_file)
            tabindex=move || if is_entry.get() { "0" } else { "-1" }
            on:click=move |_| activate(ui, &path, open)
        >
            <span class="twist" aria-hidden="true">{sign}</span>
            <span class="tree-name">{name}</span>
            {(open == Some(false)).then(|| view! { <small>{count}</small> })}
            {move || is_kept.get().then(|| view! { <small class="kept-mark">{tr.text(words::KEPT_FILE)}</small> })}
            {move || is_changed.get().then(|| view! {
                <span class="dot" title=tr.text(words::CHANGED_FILE)><span class="hidden-text">{tr.text(words::CHANGED_FILE)}</span></span>
            })}
        </div>
    }
}

fn activate(ui: Ui, path: &str, open: Option<bool>) {
    match open {
        Some(is_open) => {
            ui.open_folders.update(|folders| {
                if is_open {
                    folders.remove(path);
                } else {
                    folders.insert(path.to_owned());
                }
            });
            // The row is drawn anew with its other state.
            focus::quietly(format!("tree:{path}"));
        }
        None => ui.open(path, None),
    }
}

fn on_key(event: &KeyboardEvent, ui: Ui, shown: Memo<Vec<Row>>) {
    let Some(path) = focus::active_data("path") else { return };
    let at = |path: &str| shown.with_untracked(|rows| rows.iter().position(|row| row.path == path));
    let Some(row) = at(&path).and_then(|at| shown.with_untracked(|rows| rows.get(at).cloned())) else { return };
    match event.key().as_str() {
        "ArrowDown" => focus::step_in(TREE, ITEMS, 1),
        "ArrowUp" => focus::step_in(TREE, ITEMS, -1),
        "Home" | "End" => {
            let end =
                shown.with_untracked(|rows| if event.key() == "Home" { rows.first() } else { rows.last() }.map(|row| row.path.clone()));
            focus::quietly(format!("tree:{}", end.unwrap_or_default()));
        }
        "ArrowRight" if row.open == Some(false) => activate(ui, &row.path, row.open),
        "ArrowRight" if row.open == Some(true) => focus::step_in(TREE, ITEMS, 1),
        "ArrowLeft" if row.open == Some(true) => activate(ui, &row.path, row.open),
        "ArrowLeft" => {
            if let Some(parent) = row.path.rfind('/').and_then(|at| row.path.get(..at)) {
                focus::quietly(format!("tree:{parent}"));
            }
        }
        "Enter" | " " => activate(ui, &row.path, row.open),
        _ => return,
    }
    event.prevent_default();
}
