//! Opening and saving the design itself. A file that cannot be read changes nothing.

use design_core::history::{Deed, Doing, KeptSums};
use design_core::{DesignDraft, DraftError};
use infra_templates::Package;
use leptos::ev::Event;
use leptos::prelude::*;

use super::download::press;
use crate::browser::{self, focus, open::Unreadable};
use crate::state::{Overlay, Store, ToastAction, Tr, Ui, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon, Menu, MenuItem};
use crate::words;

const PICKER: &str = "design-picker";
const NAME: &str = "sekkei.json";

#[component]
pub(crate) fn DesignFile() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let word = move |text| Signal::derive(move || tr.get(text).to_owned());
    view! {
        <Menu
            id="design-menu"
            label=word(words::DESIGN_FILE)
            class="text-button"
            button=ViewFn::from(move || view! {
                <Icon glyph=Glyph::Design />
                <span class="wide">{tr.text(words::DESIGN_FILE)}</span>
            })
        >
            <MenuItem label=word(words::OPEN_DESIGN) on_pick=Callback::new(|()| pick()) />
            <MenuItem label=word(words::BRING) on_pick=Callback::new(move |()| ui.toggle(Overlay::Bring)) />
            <MenuItem label=word(words::SHARE_LINK) on_pick=Callback::new(move |()| ui.toggle(Overlay::Share)) />
            <MenuItem label=word(words::SAVE_DESIGN) on_pick=Callback::new(move |()| save(store, ui, tr)) />
            <div class="menu-line" role="separator"></div>
            <MenuItem label=word(words::SAVE_SCRIPT) on_pick=Callback::new(move |()| press(store, ui, tr, Package::Script)) />
            <MenuItem label=word(words::SAVE_PATCH) on_pick=Callback::new(move |()| press(store, ui, tr, Package::Patch)) />
            <div class="menu-line" role="separator"></div>
            <MenuItem label=word(words::START_OVER) on_pick=Callback::new(move |()| start_over(store, ui, tr)) />
        </Menu>
        <input
            type="file"
            id=PICKER
            data-testid="open-design"
            class="hidden-text"
            tabindex="-1"
            accept=".json,application/json"
            aria-label=tr.text(words::OPEN_DESIGN)
            on:change=move |event: Event| {
                browser::open::picked_text(&event, DesignDraft::MAX_BYTES, move |name, text| read(store, ui, tr, &name, text));
            }
        />
    }
}

/// Asks for a design file.
pub(crate) fn pick() {
    focus::click(PICKER);
}

/// Saves the design file.
pub(crate) fn save(store: Store, ui: Ui, tr: Tr) {
    let text = store.with_draft_untracked(DesignDraft::to_json);
    let lang = tr.lang_untracked();
    let said = if browser::download::save(NAME, "application/json", text.as_bytes()) {
        match untrack(|| store.kept_paths()).len() {
            0 => words::saved(lang, NAME),
            kept => words::saved_without_kept(lang, NAME, kept),
        }
    } else {
        words::DOWNLOAD_FAILED.get(lang).to_owned()
    };
    ui.say(said, None);
}

/// Goes back to the default design, in one step.
pub(crate) fn start_over(store: Store, ui: Ui, tr: Tr) {
    store.replace(DesignDraft::default(), KeptSums::new(), Deed::new(Doing::StartOver, ""));
    ui.say(words::STARTED_OVER.get(tr.lang_untracked()).to_owned(), Some(ToastAction::Undo));
}

fn read(store: Store, ui: Ui, tr: Tr, name: &str, text: Result<String, Unreadable>) {
    let lang = tr.lang_untracked();
    let draft = match text {
        Ok(text) => DesignDraft::from_json(&text).map_err(|error| words::unreadable(lang, name, &error)),
        Err(Unreadable::TooLong) => Err(words::unreadable(lang, name, &DraftError::TooLong(DesignDraft::MAX_BYTES))),
        Err(Unreadable::Refused) => Err(words::refused(lang, name)),
    };
    match draft {
        Ok(draft) => {
            store.replace(draft, KeptSums::new(), Deed::new(Doing::Replace, name));
            ui.say(words::opened(lang, name), Some(ToastAction::Undo));
        }
        Err(message) => ui.say(message, None),
    }
}
