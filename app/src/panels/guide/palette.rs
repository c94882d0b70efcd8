//! The palette: one box that finds settings, files, resources, controls, clauses, components,
//! environments, screens and commands, and goes there.

use design_core::{Lang, Scope, specs};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{Over, words};
use crate::browser::normal::nfkc;
use crate::browser::{focus, storage};
use crate::shell::command::{COMMANDS, Desk};
use crate::shell::nav;
use crate::state::{At, Field, Finding, FindingKind, Go, Overlay, Panel, Store, Ui, use_store, use_tr, use_ui};
use crate::text::rank::{fold, score};

const BOX: &str = "palette-box";
const LIST: &str = "palette-list";
/// Under which a browser remembers what was chosen, one key a line, the last first.
const RECENT: &str = "sekkei.recent";
const RECENT_MOST: usize = 8;
/// More than anyone reads.
const MOST: usize = 50;
/// So much is it worth to lie in the environment that somebody was working on.
const HERE: u32 = 5;

/// A finding with its texts as they are compared.
struct Entry {
    finding: Finding,
    title: String,
    others: String,
    here: bool,
}

fn folded(text: &str) -> String {
    fold(&nfkc(text))
}

#[component]
pub(super) fn Palette() -> impl IntoView {
    view! { <Over overlay=Overlay::Palette id="palette" title=words::FIND children=ToChildren::to_children(|| view! { <Finder /> }) /> }
}

#[component]
fn Finder() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let lang = tr.lang_untracked();
    let entries = StoredValue::new_local(entries(store, ui, lang));
    let recent: Vec<String> =
        storage::load(RECENT).ok().flatten().map(|text| text.lines().map(str::to_owned).collect()).unwrap_or_default();
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let found = Memo::new(move |_| entries.with_value(|entries| query.with(|query| search(entries, query, &recent))));
    let count = move || found.with(Vec::len);
    let pick = move |at: usize| {
        let Some(finding) = found
            .with_untracked(|found| found.get(at).copied())
            .and_then(|index| entries.with_value(|entries| entries.get(index).map(|entry| entry.finding.clone())))
        else {
            return;
        };
        remember(&finding.key);
        ui.overlay.set(None);
        go(Desk { store, ui, tr }, finding.go);
    };
    let step = move |by: isize| {
        let count = found.with_untracked(Vec::len);
        if count > 0 {
            let next = active.get_untracked().checked_add_signed(by).unwrap_or(count - 1);
            active.set(if next >= count { 0 } else { next });
            focus::into_view(option_id(active.get_untracked()));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        // While a word is being composed, Enter and the arrows belong to it.
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "Enter" => pick(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let options = move || {
        let options = found.get().into_iter().enumerate();
        options
            .filter_map(|(at, index)| {
                let (kind, title, detail) = entries.with_value(|entries| {
                    entries.get(index).map(|entry| (entry.finding.kind, entry.finding.title.clone(), entry.finding.detail.clone()))
                })?;
                Some(view! {
                    <li
                        id=option_id(at)
                        role="option"
                        data-kind=words::kind_id(kind)
                        aria-selected=move || if active.get() == at { "true" } else { "false" }
                        on:click=move |_| pick(at)
                        on:mousemove=move |_| if active.get_untracked() != at { active.set(at) }
                    >
                        <span class="palette-kind">{words::kind(kind).get(lang)}</span>
                        <span class="palette-title">{title}</span>
                        <span class="palette-detail">{detail}</span>
                    </li>
                })
            })
            .collect_view()
    };
    focus::quietly(BOX.to_owned());
    view! {
        <input
            id=BOX
            data-testid=BOX
            class="palette-box"
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck="false"
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls=LIST
            aria-activedescendant=move || (count() > 0).then(|| option_id(active.get()))
            aria-label=tr.text(words::FIND)
            placeholder=tr.text(words::FIND_WHAT)
            on:input=move |event| { query.set(event_target_value(&event)); active.set(0); }
            on:keydown=on_key
        />
        <ul id=LIST class="palette-list" role="listbox" aria-label=tr.text(words::FOUND) data-testid=LIST>{options}</ul>
        <p class="palette-count" role="status">{move || words::found(tr.lang(), count(), MOST)}</p>
    }
}

fn option_id(at: usize) -> String {
    format!("palette-option-{at}")
}

/// Indices of what fits, the best first; what was chosen lately comes before anything is typed.
fn search(entries: &[Entry], query: &str, recent: &[String]) -> Vec<usize> {
    let query = folded(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        let again = recent.iter().filter_map(|key| entries.iter().position(|entry| entry.finding.key == *key));
        let first = |entry: &Entry| matches!(entry.finding.kind, FindingKind::Command | FindingKind::Panel);
        let rest = entries.iter().enumerate().filter(|(_, entry)| first(entry) && !recent.contains(&entry.finding.key)).map(|(at, _)| at);
        return again.chain(rest).take(MOST).collect();
    }
    let mut scored: Vec<(u32, usize)> = entries
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            let lately = if recent.contains(&entry.finding.key) { HERE } else { 0 };
            Some((score(&words, &entry.title, &entry.others)? + lately + if entry.here { HERE } else { 0 }, at))
        })
        .collect();
    scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    scored.truncate(MOST);
    scored.into_iter().map(|(_, at)| at).collect()
}

fn remember(key: &str) {
    let before = storage::load(RECENT).ok().flatten().unwrap_or_default();
    let kept = before.lines().filter(|old| *old != key).take(RECENT_MOST - 1);
    let all: Vec<&str> = std::iter::once(key).chain(kept).collect();
    storage::save(RECENT, &all.join("\n"));
}

fn go(desk: Desk, to: Go) {
    let ui = desk.ui;
    match to {
        Go::Command(id) => {
            if let Some(command) = COMMANDS.iter().find(|command| command.id == id) {
                (command.run)(desk);
            }
        }
        Go::Panel(panel) => ui.panel.set(panel),
        Go::Field(field) => ui.jump(field),
        Go::Line(path, line) => ui.show_line(&path, line),
        Go::Component(id) => ui.show_component(id),
        Go::Control(id) => ui.show_control(id),
        Go::Clause(id) => ui.show_clause(id),
    }
}

/// Everything that can be found now.
fn entries(store: Store, ui: Ui, lang: Lang) -> Vec<Entry> {
    let mut all: Vec<Finding> = Vec::new();
    let commands = COMMANDS.iter().filter(|command| command.id != "palette");
    all.extend(commands.map(|command| Finding {
        kind: FindingKind::Command,
        key: format!("command {}", command.id),
        title: command.label.get(lang).to_owned(),
        detail: command.keys.first().map(|key| key.shown()).unwrap_or_default(),
        others: format!("{} {}", command.id, other(command.label, lang)),
        go: Go::Command(command.id),
    }));
    all.extend(Panel::ALL.into_iter().map(|panel| {
        let (_, word) = nav::face(panel);
        Finding {
            kind: FindingKind::Panel,
            key: format!("panel {}", panel.id()),
            title: word.get(lang).to_owned(),
            detail: String::new(),
            others: format!("{} {}", panel.id(), other(word, lang)),
            go: Go::Panel(panel),
        }
    }));
    let names: Vec<String> =
        store.with_draft_untracked(|draft| draft.environments.iter().map(|environment| environment.name().to_owned()).collect());
    all.extend(specs(Scope::Project).map(|spec| setting(Field { at: At::Project, spec }, "", lang)));
    for (index, name) in names.iter().enumerate() {
        all.extend(specs(Scope::Size).map(|spec| setting(Field { at: At::Size(index), spec }, name, lang)));
        all.extend(specs(Scope::Environment).map(|spec| {
            let field = Field { at: At::Environment(index), spec };
            // The name of an environment stands for the environment.
            let kind = if spec.id == "name" { FindingKind::Environment } else { FindingKind::Setting };
            let found = setting(field, name, lang);
            if spec.id == "name" { Finding { kind, title: name.clone(), detail: found.title, ..found } } else { found }
        }));
    }
    if let Some(lister) = store.lister.get_untracked() {
        all.extend(lister.run(lang));
    }
    all.extend(store.paths.get_untracked().into_iter().map(|path| Finding {
        kind: FindingKind::File,
        key: format!("file {path}"),
        title: path.clone(),
        detail: String::new(),
        others: String::new(),
        go: Go::Line(path, 0),
    }));
    let here = current_environment().unwrap_or_else(|| ui.column.get_untracked());
    let mut all: Vec<Entry> = all
        .into_iter()
        .map(|finding| Entry {
            title: folded(&finding.title),
            others: folded(&format!("{} {}", finding.detail, finding.others)),
            here: matches!(&finding.go, Go::Field(field) if field.environment().is_none_or(|index| index == here)),
            finding,
        })
        .collect();
    all.sort_by_key(|entry| entry.finding.kind);
    all
}

/// The environment in whose column the focus is.
fn current_environment() -> Option<usize> {
    let id = focus::active_id()?;
    let rest = id.strip_prefix("cell-").or_else(|| id.strip_prefix("environment-"))?;
    rest.split_once('-')?.0.parse().ok()
}

fn setting(field: Field, environment: &str, lang: Lang) -> Finding {
    let spec = field.spec;
    let group = spec.group.title();
    Finding {
        kind: FindingKind::Setting,
        key: format!("setting {}", field.dom_id()),
        title: spec.label.get(lang).to_owned(),
        detail: [environment, group.get(lang), spec.id].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · "),
        others: format!("{} {}", other(spec.label, lang), other(group, lang)),
        go: Go::Field(field),
    }
}

/// The text in the language that is not shown.
fn other(text: design_core::Text, lang: Lang) -> &'static str {
    text.get(match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    })
}
