//! A card: what a component is, its size, and what controls say of it. It is a button: pressed, it
//! shows its settings, files, controls and resources.

use diagram::draw::{CardParts, badge, change};
use diagram::{Change, Node, Rect, Status};
use leptos::prelude::*;

use super::sheet::Sheet;
use super::stage::{RADIUS, change_class, dom_id};
use super::words;
use crate::state::{use_tr, use_ui};

#[component]
pub(super) fn Card(sheet: Sheet, id: String, rect: Rect) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let id = StoredValue::new(id);
    let node: Memo<Option<Node>> = Memo::new(move |_| {
        sheet.drawing.with(|drawing| id.with_value(|id| drawing.as_ref()?.graph.nodes.iter().find(|node| node.id == *id).cloned()))
    });
    let parts = Memo::new(move |_| node.with(|node| node.as_ref().map(CardParts::of)));
    let component = Memo::new(move |_| id.with_value(|id| sheet.component_of(id)));
    let is_chosen = Memo::new(move |_| component.get().is_some_and(|own| ui.component.get() == Some(own)));
    let is_stop = Memo::new(move |_| {
        id.with_value(|id| match sheet.focus.get() {
            Some(focus) if sheet.layout.with(|layout| layout.as_ref().is_some_and(|layout| layout.node(&focus).is_some())) => focus == *id,
            _ => sheet
                .layout
                .with(|layout| layout.as_ref().is_some_and(|layout| diagram::view::reading_order(layout).first() == Some(&id.as_str()))),
        })
    });
    let class = move || {
        node.with(|node| {
            let mut class = String::from("card-node");
            if let Some(node) = node {
                if node.ghost {
                    class.push_str(" ghost");
                }
                class.push_str(change_class(node.change));
            }
            class
        })
    };
    let name = move || {
        let lang = tr.lang();
        node.with(|node| {
            let Some(node) = node else { return String::new() };
            let ends: Vec<String> = sheet.drawing.with(|drawing| {
                let Some(drawing) = drawing else { return Vec::new() };
                let title = |id: &str| drawing.graph.nodes.iter().find(|node| node.id == id).map(|node| node.title.clone());
                drawing.graph.edges.iter().filter(|edge| edge.from == node.id && !edge.ghost).filter_map(|edge| title(&edge.to)).collect()
            });
            words::card_name(lang, node, &ends)
        })
    };
    let full = move || {
        node.with(|node| {
            let node = node.as_ref()?;
            Some(if node.detail.is_empty() { node.title.clone() } else { format!("{}: {}", node.title, node.detail) })
        })
    };
    let choose = move || {
        sheet.focus.set(Some(id.get_value()));
        let own = component.get_untracked();
        ui.component.set(if own.is_some() && ui.component.get_untracked() == own { None } else { own });
    };
    let place = move || id.with_value(|id| sheet.drawing.with(|drawing| drawing.as_ref()?.places.get(id).cloned()));
    let open = move || {
        choose();
        // A step or a module is no component: its line is all there is.
        if component.get_untracked().is_none()
            && let Some(line) = untrack(place)
        {
            ui.show_line(&line.path, usize::try_from(line.line.saturating_sub(1)).unwrap_or_default());
        }
    };
    view! {
        <g
            class=class
            class:chosen=is_chosen
            id=id.with_value(|id| dom_id(id))
            data-node=id.get_value()
            transform=format!("translate({} {})", rect.x, rect.y)
            role="button"
            tabindex=move || if is_stop.get() { "0" } else { "-1" }
            aria-pressed=move || is_chosen.get().to_string()
            aria-label=name
            on:click=move |_| open()
            on:focus=move |_| {
                if sheet.focus.with_untracked(|focus| focus.as_ref() != Some(&id.get_value())) {
                    sheet.focus.set(Some(id.get_value()));
                }
            }
            on:keydown=move |event| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    open();
                }
            }
        >
            {leptos::svg::title().child(full)}
            <rect class="card-box" width=rect.w height=rect.h rx=RADIUS />
            {move || parts.with(|parts| {
                let parts = parts.as_ref()?;
                let kind = node.with_untracked(|node| node.as_ref().map(|node| node.kind))?;
                let tile = parts.tile?;
                Some(view! {
                    <rect class="card-tile" x=tile.x y=tile.y width=tile.w height=tile.h rx="7" />
                    <path class="card-glyph" transform=format!("translate({} {})", parts.glyph.x, parts.glyph.y) d=kind.path() />
                })
            })}
            {move || parts.with(|parts| parts.as_ref().map(|parts| {
                let (at, name) = parts.name.clone();
                view! { <text class=if parts.detail.is_some() { "card-name over" } else { "card-name" } x=at.x y=at.y>{name}</text> }
            }))}
            " "
            {move || node.with(|node| {
                let node = node.as_ref().filter(|node| !node.ghost)?;
                let mark = node.badge.as_ref()?;
                let (shape, symbol) = badge(mark.status);
                let class = match mark.status {
                    Status::Pass => "card-badge pass",
                    Status::Warning => "card-badge warning",
                    Status::Failure => "card-badge failure",
                    Status::Unknown => "card-badge unknown",
                };
                let at = parts.with_untracked(|parts| parts.as_ref().map(|parts| parts.badge))?;
                let count = (mark.count > 1).then(|| view! { <text x="-11" y="4">{mark.count}</text> });
                Some(view! {
                    <g class=class transform=format!("translate({} {})", at.x, at.y)>
                        <path class="shape" d=shape />
                        <path class="symbol" d=symbol />
                        {count}
                    </g>
                })
            })}
            " "
            {move || parts.with(|parts| {
                let (at, text) = parts.as_ref()?.detail.clone()?;
                Some(view! { <text class="card-size" x=at.x y=at.y>{text}</text> })
            })}
            {move || node.with(|node| {
                let kind = node.as_ref()?.change.filter(|kind| *kind != Change::Same)?;
                Some(view! { <g class="card-change"><circle r="9" /><path d=change(kind) /></g> })
            })}
        </g>
    }
}
