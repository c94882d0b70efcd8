//! Differences at three levels, sizes, files, consequences: between two environments, or between the
//! present design and another one.

mod designs;
mod environments;

use leptos::prelude::*;

use self::designs::{Designs, From, Other};
use self::environments::{Environments, Pair};
use super::{Reviewed, words as own};
use crate::browser;
use crate::state::{Overlay, Panel, Shared, Sides, Tr, Ui, use_tr, use_ui};
use crate::words;

#[component]
pub(super) fn Differences(reviewed: RwSignal<Option<Shared<Reviewed>>>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let sides = ui.sides;
    let pair = Pair(ui.pair);
    let (default, picked) = (RwSignal::new(None::<Shared<Other>>), RwSignal::new(None::<Shared<Other>>));
    let saved = RwSignal::new(None::<Shared<Other>>);
    let is_shown = move || ui.shown.get() == Panel::Differences;
    Effect::new(move |_| {
        if ui.compared_version.with(Option::is_some) {
            sides.set(Sides::WithVersion);
        }
    });
    let button = move |which: Sides, id: &'static str, word| {
        view! {
            <button type="button" data-testid=id aria-pressed=move || (sides.get() == which).to_string()
                on:click=move |_| sides.set(which)>{tr.text(word)}</button>
        }
    };
    let body = move || {
        if !is_shown() {
            return None;
        }
        Some(match sides.get() {
            Sides::Environments => view! { <Environments reviewed pair /> }.into_any(),
            Sides::WithDefault => view! { <Designs reviewed other=default from=From::Default /> }.into_any(),
            Sides::WithFile => view! { <Designs reviewed other=picked from=From::File /> }.into_any(),
            Sides::WithVersion => view! { <Designs reviewed other=saved from=From::Version /> }.into_any(),
        })
    };
    view! {
        <section class="panel" id="panel-differences" aria-labelledby="differences-title" hidden=move || !is_shown()>
            <div class="tools">
                <h1 id="differences-title">{tr.text(words::DIFFERENCES)}</h1>
                <div class="segments" role="group" aria-label=tr.text(own::SIDES)>
                    {button(Sides::Environments, "compare-environments", own::ENVIRONMENTS)}
                    {button(Sides::WithDefault, "compare-default", own::WITH_DEFAULT)}
                    {button(Sides::WithFile, "compare-file", own::WITH_FILE)}
                    {button(Sides::WithVersion, "compare-version-side", own::WITH_VERSION)}
                </div>
            </div>
            <div class="review">
                {body}
                {move || (is_shown() && reviewed.with(Option::is_none)).then(|| view! { <p class="empty">{tr.text(words::LOADING_FILES)}</p> })}
            </div>
        </section>
    }
}

/// The way to a link that opens this comparison.
#[component]
fn LinkHere() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    view! {
        <button type="button" class="button" data-testid="link-comparison" on:click=move |_| ui.overlay.set(Some(Overlay::Share))>{tr.text(own::LINK_HERE)}</button>
    }
}

/// Saves a document and says so.
fn save(ui: Ui, tr: Tr, name: &str, text: &str) {
    let lang = tr.lang_untracked();
    let said = if browser::download::save(name, "text/markdown;charset=utf-8", text.as_bytes()) {
        words::saved(lang, name)
    } else {
        words::DOWNLOAD_FAILED.get(lang).to_owned()
    };
    ui.say(said, None);
}
