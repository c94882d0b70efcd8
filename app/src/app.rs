//! The whole page: sets up state, talks to the browser once, and lays out shell and panels.

use design_core::Lang;
use infra_templates::{TEMPLATES_NAME, Templates};
use leptos::prelude::*;

use crate::browser::{self, address, focus, keys, root, storage};
use crate::late::{self, late};
use crate::panels::issues::Issues;
use crate::panels::matrix::{Matrix, Table};
use crate::shell::command::{COMMANDS, Desk, run_key};
use crate::shell::first_run::FirstRun;
use crate::shell::footer::Footer;
use crate::shell::header::{Header, LANGUAGE, THEME};
use crate::shell::nav::Nav;
use crate::shell::toasts::Toasts;
use crate::state::{Keep, Panel, Store, Theme, ToastAction, Tr, Ui, restore};
use crate::words;

/// The page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let tr = Tr::new(first_language());
    let ui = Ui::new(first_theme());
    provide_context(tr);
    provide_context(ui);

    let start = restore();
    let store = Store::new(start.draft.clone(), start.kept.clone());
    provide_context(store);
    browser::fetch::text(TEMPLATES_NAME, move |text| {
        // Leaked, because it lives as long as the page does.
        match text.and_then(|text| Templates::from_pack(Box::leak(text.into_boxed_str()))) {
            Some(templates) => store.load(Box::leak(Box::new(templates))),
            None => ui.insist(words::TEMPLATES_MISSING.get(tr.lang_untracked()).to_owned(), ToastAction::Reload),
        }
    });

    let keep = Keep::begin(store, start);
    provide_context(keep);
    Effect::new(move |_| root::set_language(tr.lang().id(), tr.get(words::TITLE)));
    Effect::new(move |_| {
        root::set_theme(match ui.theme.get() {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        });
    });
    Effect::new(move |before: Option<Panel>| {
        let panel = ui.shown.get();
        if before.is_some_and(|before| before != panel) {
            focus::regain(&format!("panel-{}", panel.id()));
        }
        panel
    });
    let look_at_address = move || {
        let fragment = address::fragment();
        // What is neither a design nor a screen is left to whoever put it there.
        if fragment.starts_with("#d") || fragment.starts_with("#at=") {
            ui.link.set(Some(fragment));
        }
    };
    look_at_address();
    address::on_fragment(look_at_address);
    ui.single_keys.set(remembered(SINGLE_KEYS).as_deref() != Some("off"));
    let desk = Desk { store, ui, tr };
    let keys = COMMANDS.iter().flat_map(|command| command.keys.iter().copied()).collect();
    keys::shortcuts(keys, move || ui.single_keys.get_untracked(), move |chord| run_key(desk, chord));

    let painted = late::painted();
    let files = late(RwSignal::new(None), move || painted.get(), late::fetch_files, late::files);
    let project = late(RwSignal::new(None), move || painted.get(), late::fetch_project, late::project);

    let history = late(RwSignal::new(None), move || painted.get(), late::fetch_history, late::history);
    let guide = late(RwSignal::new(None), move || painted.get(), late::fetch_guide, late::guide);
    let review = late(store.evaluator, move || painted.get() && store.outcome.with(Option::is_some), late::fetch_review, late::review);

    view! {
        <a class="skip" href="#work">{tr.text(words::SKIP)}</a>
        <div class="page" class:wide=move || ui.wide.get() data-panel=move || ui.shown.get().id()>
            <Header kept=keep.kept />
            <Nav />
            <main class="main">
                <div class="work" id="work" tabindex="-1">
                    {history}
                    <FirstRun />
                    <Matrix table=Table::Sizes />
                    <Matrix table=Table::Environments />
                    {project}
                    <Issues />
                    {review}
                    {guide}
                </div>
                {files}
            </main>
            <Footer />
        </div>
        <Toasts kept=keep.kept />
    }
}

/// Key under which a browser remembers that keys without Ctrl do nothing.
pub(crate) const SINGLE_KEYS: &str = "sekkei.single-keys";

fn remembered(key: &str) -> Option<String> {
    storage::load(key).ok().flatten()
}

/// What the user chose before, else what the browser prefers.
fn first_language() -> Lang {
    let chosen = remembered(LANGUAGE).and_then(|id| Lang::from_id(&id));
    chosen.unwrap_or(if root::prefers_language(Lang::Ja.id()) { Lang::Ja } else { Lang::En })
}

fn first_theme() -> Theme {
    match remembered(THEME).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    }
}
