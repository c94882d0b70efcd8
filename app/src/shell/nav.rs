//! The way between panels, with a count where something waits.

use design_core::Text;
use leptos::prelude::*;

use crate::state::{Panel, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon};
use crate::words;

#[component]
pub(crate) fn Nav() -> impl IntoView {
    let tr = use_tr();
    let links = Panel::ALL.into_iter().map(|panel| view! { <Entry panel /> }).collect_view();
    view! { <nav class="nav" aria-label=tr.text(words::NAVIGATION)>{links}</nav> }
}

/// How a panel is shown where it is named.
pub(crate) const fn face(panel: Panel) -> (Glyph, Text) {
    match panel {
        Panel::Start => (Glyph::Start, words::START),
        Panel::Sizes => (Glyph::Sizes, words::SIZES),
        Panel::Environments => (Glyph::Environments, words::ENVIRONMENTS),
        Panel::Project => (Glyph::Project, words::PROJECT),
        Panel::Diagram => (Glyph::Diagram, words::DIAGRAM),
        Panel::Issues => (Glyph::Issues, words::ISSUES),
        Panel::Controls => (Glyph::Controls, words::CONTROLS),
        Panel::Resources => (Glyph::Resources, words::RESOURCES),
        Panel::Cost => (Glyph::Cost, words::COST),
        Panel::Differences => (Glyph::Differences, words::DIFFERENCES),
        Panel::History => (Glyph::History, words::HISTORY),
        Panel::Files => (Glyph::Files, words::FILES),
    }
}

#[component]
fn Entry(panel: Panel) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let (glyph, word) = face(panel);
    let count = move || match panel {
        Panel::Environments => Some(view! { <i class="count">{store.count.get()}</i> }.into_any()),
        Panel::Issues => {
            let (errors, notices) = (store.errors.get(), store.notices.get());
            let lang = tr.lang();
            (errors + notices > 0).then(|| {
                view! {
                    {(errors > 0).then(|| view! { <i class="count error" title=words::errors(lang, errors)>{errors}</i> })}
                    {(notices > 0).then(|| view! { <i class="count notice" title=words::notices(lang, notices)>{notices}</i> })}
                }
                .into_any()
            })
        }
        Panel::Controls => {
            let (errors, warnings) = store.verdicts.with(|counts| {
                counts
                    .iter()
                    .fold((0, 0), |(errors, warnings), counts| (errors + counts.errors + counts.unproven, warnings + counts.warnings))
            });
            let lang = tr.lang();
            (errors + warnings > 0).then(|| {
                view! {
                    {(errors > 0).then(|| view! { <i class="count error" title=words::errors(lang, errors)>{errors}</i> })}
                    {(warnings > 0).then(|| view! { <i class="count notice" title=words::warnings(lang, warnings)>{warnings}</i> })}
                }
                .into_any()
            })
        }
        Panel::Start
        | Panel::Sizes
        | Panel::Diagram
        | Panel::Project
        | Panel::Resources
        | Panel::Cost
        | Panel::Differences
        | Panel::History
        | Panel::Files => None,
    };
    view! {
        <button
            type="button"
            class=format!("nav-item nav-{}", panel.id())
            data-testid=format!("nav-{}", panel.id())
            aria-current=move || (ui.shown.get() == panel).then_some("page")
            on:click=move |_| ui.panel.set(panel)
        >
            <Icon glyph />
            <span class="nav-word">{tr.text(word)}</span>
            <span class="counts">{count}</span>
        </button>
    }
}
