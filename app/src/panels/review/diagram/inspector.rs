//! What is known of the chosen component: its controls, resources, connections and settings, each a
//! way to where it stands.

use design_core::compliance::FindingLevel;
use design_core::topology::{Component, Scene, detail, groups, health};
use leptos::prelude::*;

use super::sheet::Sheet;
use super::words;
use crate::panels::review::place::Place;
use crate::state::{use_tr, use_ui};
use crate::widgets::{Glyph, Icon};

/// Resources that are listed here; the list of resources has all.
const SHOWN: usize = 6;

#[component]
pub(super) fn Inspector(sheet: Sheet) -> impl IntoView {
    let ui = use_ui();
    let shown = move || {
        let component = ui.component.get().and_then(|id| Component::find(id))?;
        sheet.drawing.with(Option::is_some).then(|| view! { <About sheet component /> })
    };
    view! { <div class="inspector-place" aria-live="polite">{shown}</div> }
}

#[component]
fn About(sheet: Sheet, component: &'static Component) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let facts = move || {
        let lang = tr.lang();
        let environment = sheet.environment()?;
        let reviewed = sheet.reviewed.get()?;
        let subject = reviewed.survey.environment(&environment)?;
        let scene = Scene::of(subject, subject.account.as_deref(), reviewed.outcome.bundle.files());
        let exists = scene.exists(component);
        let size = if exists { detail(&scene, component.id, lang) } else { words::NOT_CREATED.get(lang).to_owned() };
        let said = health(&scene, &reviewed.assessment).remove(component.id).unwrap_or_default();
        let fails = said.fails.iter().map(|(id, level)| {
            let id = *id;
            let (sign, class) = match level {
                FindingLevel::Error => ("✕ ", "badge error"),
                FindingLevel::Warning => ("▲ ", "badge notice"),
                FindingLevel::Info => ("i ", "badge info"),
            };
            view! { <button type="button" class=class on:click=move |_| ui.show_control(id)><span aria-hidden="true">{sign}</span>{id}</button> }
        });
        let fails = fails.collect_view();
        let none = said.fails.is_empty() && said.met.is_empty();
        let met = (!said.met.is_empty()).then(|| {
            let ids: Vec<&str> = said.met.iter().copied().collect();
            view! { <span class="badge fine" title=ids.join(", ")>"✓ " {words::met(lang, said.met.len())}</span> }
        });
        let resources = scene.resources(component.id);
        let count = resources.len();
        let first = resources.iter().take(SHOWN).map(|resource| {
            let address = resource.address.to_string();
            view! { <li><span class="mono">{address}</span> " " <Place line=resource.line().clone() /></li> }
        });
        let first = first.collect_view();
        let all = (count > 0).then(|| {
            let environment = environment.clone();
            view! { <button type="button" class="link" on:click=move |_| ui.show_resources(&environment, component.id)>{words::all_resources(lang, count)}</button> }
        });
        let drawing = sheet.drawing.get()?;
        let title = |id: &str| drawing.graph.nodes.iter().find(|node| node.id == id).map(|node| node.title.clone()).unwrap_or_default();
        let own = |id: &str| drawing.components.get(id).is_some_and(|own| *own == component.id);
        let edges = drawing.graph.edges.iter().filter(|edge| own(&edge.from) || own(&edge.to)).filter_map(|edge| {
            let lines = drawing.proofs.get(&edge.id)?;
            let places = lines.iter().cloned().map(|line| view! { " " <Place line /> }).collect_view();
            Some(view! { <li>{title(&edge.from)} " → " {title(&edge.to)} {places}</li> })
        });
        let edges: Vec<_> = edges.collect();
        let connected = !edges.is_empty();
        let settings = groups(component.id).into_iter().map(|group| {
            view! { <button type="button" class="button" on:click=move |_| ui.jump_group(group)><Icon glyph=Glyph::Sizes />{tr.text(group.title())}</button> }
        });
        let settings = settings.collect_view();
        Some(view! {
            <p class="inspector-size">{size}</p>
            <div class="inspector-grid">
                <section>
                    <h3>{tr.text(words::CONTROLS)}</h3>
                    <p class="row">{fails} {met} {none.then(|| view! { <span class="why">{tr.text(words::NO_CONTROLS)}</span> })}</p>
                    {(!settings.is_empty()).then(|| view! { <h3>{tr.text(words::SETTINGS)}</h3> <p class="row">{settings}</p> })}
                </section>
                <section hidden=!connected>
                    <h3>{tr.text(words::CONNECTIONS)}</h3>
                    <ul class="plain">{edges}</ul>
                </section>
                <section hidden=count == 0>
                    <h3>{tr.text(words::RESOURCES)}</h3>
                    <ul class="plain">{first}</ul>
                    {all}
                </section>
            </div>
        })
    };
    view! {
        <section class="inspector" data-testid="inspector" aria-labelledby="inspector-title">
            <div class="inspector-head">
                <h2 id="inspector-title">{tr.text(component.title)}</h2>
                <button type="button" class="icon-button quiet" aria-label=tr.text(words::CLOSE) title=tr.text(words::CLOSE) on:click=move |_| ui.component.set(None)>
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
            {facts}
        </section>
    }
}
