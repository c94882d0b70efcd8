//! The same as the picture, in words: parts and arrows, with the lines that show them.

use leptos::prelude::*;

use super::sheet::Sheet;
use super::words;
use crate::panels::review::place::Place;
use crate::state::{use_tr, use_ui};

#[component]
pub(super) fn Table(sheet: Sheet) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let parts = move || {
        let drawing = sheet.drawing.get()?;
        let hides = sheet.hides_absent.get();
        let frame = |id: &Option<String>| {
            let found = id.as_ref().and_then(|id| drawing.graph.clusters.iter().find(|cluster| cluster.id == *id));
            found.map(|cluster| cluster.title.clone()).unwrap_or_default()
        };
        let rows = drawing.graph.nodes.iter().filter(|node| !(hides && node.ghost)).map(|node| {
            let component = drawing.components.get(&node.id).copied();
            let place = drawing.places.get(&node.id).cloned();
            let name = node.title.clone();
            let name = match component {
                Some(component) => view! { <button type="button" class="link" on:click=move |_| ui.component.set(Some(component))>{name}</button> }.into_any(),
                None => name.into_any(),
            };
            let said = node.badge.as_ref().map(|badge| badge.label.clone());
            view! { <tr class:absent=node.ghost><td>{name}</td><td>{node.detail.clone()} {place.map(|line| view! { " " <Place line /> })}</td><td>{frame(&node.cluster)}</td><td>{said}</td></tr> }
        });
        Some(rows.collect_view())
    };
    let arrows = move || {
        let drawing = sheet.drawing.get()?;
        let hides = sheet.hides_absent.get();
        let title = |id: &str| drawing.graph.nodes.iter().find(|node| node.id == id).map(|node| node.title.clone()).unwrap_or_default();
        let rows = drawing.graph.edges.iter().filter(|edge| !(hides && edge.ghost)).map(|edge| {
            let proof = match drawing.proofs.get(&edge.id) {
                Some(lines) => lines.iter().cloned().map(|line| view! { <Place line /> " " }).collect_view().into_any(),
                None => view! { <span class="why">{tr.text(words::ABSENT_HERE)}</span> }.into_any(),
            };
            view! { <tr class:absent=edge.ghost><td>{title(&edge.from)}</td><td>{title(&edge.to)}</td><td>{proof}</td></tr> }
        });
        Some(rows.collect_view())
    };
    let has_arrows = move || sheet.drawing.with(|drawing| drawing.as_ref().is_some_and(|drawing| !drawing.graph.edges.is_empty()));
    view! {
        <div class="review" data-testid="diagram-as-table" tabindex="0" role="region" aria-label=tr.text(words::CARDS_TABLE)>
            <table class="list">
                <caption class="hidden-text">{tr.text(words::CARDS_TABLE)}</caption>
                <thead><tr><th scope="col">{tr.text(words::PART)}</th><th scope="col">{tr.text(words::SIZE)}</th><th scope="col">{tr.text(words::FRAME)}</th><th scope="col">{tr.text(words::STATE)}</th></tr></thead>
                <tbody>{parts}</tbody>
            </table>
            <h2 hidden=move || !has_arrows()>{tr.text(words::CONNECTIONS)}</h2>
            <table class="list" hidden=move || !has_arrows()>
                <caption class="hidden-text">{tr.text(words::EDGES_TABLE)}</caption>
                <thead><tr><th scope="col">{tr.text(words::FROM)}</th><th scope="col">{tr.text(words::TO)}</th><th scope="col">{tr.text(words::SHOWN_BY)}</th></tr></thead>
                <tbody>{arrows}</tbody>
            </table>
        </div>
    }
}
