//! The header: whose design this is, whether it is kept, back and forward, language, colours, download.

use design_core::Lang;
use leptos::prelude::*;

use super::design_file::DesignFile;
use super::download::Download;
use crate::browser::storage;
use crate::state::{Overlay, Theme, Tr, Ui, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon};
use crate::words;

pub(crate) const LANGUAGE: &str = "sekkei.language";
pub(crate) const THEME: &str = "sekkei.theme";

#[component]
pub(crate) fn Header(kept: RwSignal<Option<bool>>) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let project =
        move || store.with_draft(|draft| draft.project.get("name").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned());
    let saved = move || match kept.get() {
        None => String::new(),
        Some(true) => tr.get(words::KEPT).to_owned(),
        Some(false) => tr.get(words::NOT_KEPT).to_owned(),
    };
    view! {
        <header class="top">
            <div class="logo" lang="en">"Sekkei"<small lang="ja" aria-hidden="true">"設計"</small></div>
            <span class="crumb" title=tr.text(words::PROJECT)>{project}</span>
            <span class="saved" class:failed=move || kept.get() == Some(false) data-testid="kept">{saved}</span>
            <span class="spacer"></span>
            <FindButton />
            <Steps />
            <Languages />
            <ThemeButton />
            <DesignFile />
            <Download />
        </header>
    }
}

/// Switches the language and keeps the choice.
pub(crate) fn pick_language(tr: Tr, lang: Lang) {
    tr.set(lang);
    storage::save(LANGUAGE, lang.id());
}

/// Switches the colours and keeps the choice.
pub(crate) fn pick_theme(ui: Ui, theme: Theme) {
    ui.theme.set(theme);
    storage::save(THEME, theme.id());
}

#[component]
fn Steps() -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    view! {
        <div class="button-pair">
            <button
                type="button"
                class="icon-button"
                data-testid="undo"
                aria-label=tr.text(words::UNDO)
                title=move || format!("{} (Ctrl+Z)", tr.get(words::UNDO))
                aria-disabled=move || (store.steps.get().0 == 0).to_string()
                on:click=move |_| store.undo()
            >
                <Icon glyph=Glyph::Undo />
            </button>
            <button
                type="button"
                class="icon-button"
                data-testid="redo"
                aria-label=tr.text(words::REDO)
                title=move || format!("{} (Ctrl+Shift+Z)", tr.get(words::REDO))
                aria-disabled=move || { let (done, all) = store.steps.get(); (done == all).to_string() }
                on:click=move |_| store.redo()
            >
                <Icon glyph=Glyph::Redo />
            </button>
        </div>
    }
}

#[component]
fn FindButton() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    view! {
        <button
            type="button"
            class="icon-button"
            data-testid="find"
            aria-haspopup="dialog"
            aria-label=tr.text(words::FIND_ANYTHING)
            title=move || format!("{} (Ctrl+K)", tr.get(words::FIND_ANYTHING))
            on:click=move |_| ui.toggle(Overlay::Palette)
        >
            <Icon glyph=Glyph::Search />
        </button>
    }
}

#[component]
fn Languages() -> impl IntoView {
    let tr = use_tr();
    let pick = move |lang| pick_language(tr, lang);
    let pressed = move |lang: Lang| move || (tr.lang() == lang).to_string();
    view! {
        <div class="segments" role="group" aria-label=tr.text(words::LANGUAGE)>
            <button type="button" lang="ja" data-testid="lang-ja" aria-pressed=pressed(Lang::Ja) on:click=move |_| pick(Lang::Ja)>
                <span class="wide">"日本語"</span>
                <span class="narrow">"日"</span>
            </button>
            <button type="button" lang="en" data-testid="lang-en" aria-pressed=pressed(Lang::En) on:click=move |_| pick(Lang::En)>"EN"</button>
        </div>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let label = move || {
        let now = match ui.theme.get() {
            Theme::Auto => words::THEME_AUTO,
            Theme::Light => words::THEME_LIGHT,
            Theme::Dark => words::THEME_DARK,
        };
        tr.get(now)
    };
    let glyph = Signal::derive(move || match ui.theme.get() {
        Theme::Auto => Glyph::Auto,
        Theme::Light => Glyph::Light,
        Theme::Dark => Glyph::Dark,
    });
    view! {
        <button
            type="button"
            class="icon-button"
            data-testid="theme"
            data-theme-now=move || ui.theme.get().id()
            aria-label=label
            title=label
            on:click=move |_| {
                pick_theme(ui, ui.theme.get_untracked().next());
                ui.announcement.set(untrack(label).to_owned());
            }
        >
            <Icon glyph />
        </button>
    }
}
