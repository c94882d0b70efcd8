//! Above the open file: its path, the same file of other environments, and what can be done with it.

use design_core::topology::component_of_module;
use leptos::prelude::*;

use crate::browser::download;
use crate::state::{use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon, copy};
use crate::words;

#[component]
pub(super) fn Head() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let text = move || untrack(|| store.text(&ui.open_file.get()).unwrap_or_default());
    let copy = move |_| copy(ui, tr, &text());
    let save = move |_| {
        let path = ui.open_file.get_untracked();
        let name = path.rsplit('/').next().unwrap_or_default();
        if !download::save(name, "text/plain;charset=utf-8", text().as_bytes()) {
            ui.say(words::DOWNLOAD_FAILED.get(tr.lang_untracked()).to_owned(), None);
        }
    };
    // A file of a module leads to the component that the module is about.
    let component = move || {
        ui.open_file.with(|path| {
            let module = path.split_once("modules/").and_then(|(_, rest)| rest.split('/').next())?;
            component_of_module(module)
        })
    };
    let parts = move || {
        ui.open_file.with(|path| {
            let at = path.rfind('/').map_or(0, |at| at + 1);
            let (folder, name) = path.split_at_checked(at).unwrap_or_default();
            (folder.to_owned(), name.to_owned())
        })
    };
    view! {
        <div class="file-head">
            <p class="path mono" data-testid="open-file-path" title=move || ui.open_file.get()>
                <span class="folder">{move || parts().0}</span><b>{move || parts().1}</b>
            </p>
            {move || component().map(|component| view! {
                <button
                    type="button"
                    class="icon-button quiet"
                    data-testid="file-to-diagram"
                    aria-label=tr.text(words::SHOW_IN_DIAGRAM)
                    title=tr.text(words::SHOW_IN_DIAGRAM)
                    on:click=move |_| ui.show_component(component)
                >
                    <Icon glyph=Glyph::Diagram />
                </button>
            })}
            <button
                type="button"
                class="icon-button quiet"
                data-testid="pin"
                aria-pressed=move || ui.pinned.get().to_string()
                aria-label=tr.text(words::PIN)
                title=tr.text(words::PIN)
                on:click=move |_| ui.pinned.update(|pinned| *pinned = !*pinned)
            >
                <Icon glyph=Glyph::Pin />
            </button>
            <button
                type="button"
                class="icon-button quiet"
                data-testid="copy-file"
                aria-label=tr.text(words::COPY_FILE)
                title=tr.text(words::COPY_FILE)
                on:click=copy
            >
                <Icon glyph=Glyph::Copy />
            </button>
            <button
                type="button"
                class="icon-button quiet"
                data-testid="download-file"
                aria-label=tr.text(words::DOWNLOAD_FILE)
                title=tr.text(words::DOWNLOAD_FILE)
                on:click=save
            >
                <Icon glyph=Glyph::Download />
            </button>
        </div>
        <Siblings />
    }
}

/// The same file in the other environments.
#[component]
fn Siblings() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let siblings = Memo::new(move |_| {
        let path = ui.open_file.get();
        store.outcome.with(|outcome| {
            let outcome = outcome.as_ref()?;
            let folders: Vec<(String, String)> = outcome
                .design
                .environments
                .iter()
                .enumerate()
                .filter_map(|(index, environment)| Some((environment.settings.name.clone(), outcome.folder(index)?)))
                .collect();
            let file = folders.iter().find_map(|(_, folder)| path.strip_prefix(folder.as_str()))?;
            Some(folders.iter().map(|(name, folder)| (name.clone(), format!("{folder}{file}"))).collect::<Vec<_>>())
        })
    });
    move || {
        siblings.get().filter(|siblings| siblings.len() > 1).map(|siblings| {
            let buttons = siblings
                .into_iter()
                .map(|(name, path)| {
                    let here = path.clone();
                    view! {
                        <button
                            type="button"
                            aria-pressed=move || ui.open_file.with(|open| *open == here).to_string()
                            on:click=move |_| ui.open(&path, None)
                        >
                            {name}
                        </button>
                    }
                })
                .collect_view();
            view! { <div class="segments siblings" role="group" aria-label=tr.text(words::SAME_FILE)>{buttons}</div> }
        })
    }
}
