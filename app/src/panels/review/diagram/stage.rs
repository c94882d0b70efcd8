//! The drawing in its window: cards, frames and arrows where the layout says, moved by hand or keys.

use diagram::draw::{CARD_RADIUS, CLUSTER_RADIUS, arrow_head, edge_path};
use diagram::look::PathLook;
use diagram::view::{Arrow, Detail, Fit, Transform, detail_at, fit, neighbour, reading_order};
use diagram::{Change, EdgePath, LABEL_FONT_PX, Layout, TITLE_FONT_PX};
use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;

use super::card::Card;
use super::sheet::Sheet;
use super::words;
use crate::browser::{focus, pointer, root};
use crate::state::{Shared, use_tr, use_ui};

/// Id of the window.
pub(super) const STAGE: &str = "diagram-stage";
const ZOOM_STEP: f64 = 1.25;
const MARGIN: f64 = 24.0;
/// Smallest scale at which names are read without effort.
const READABLE: f64 = 0.45;

/// The DOM id of a card.
pub(super) fn dom_id(node: &str) -> String {
    format!("card-{}", node.replace('/', "-"))
}

/// Fits the drawing into its window: the width, for most windows are wider than high.
pub(super) fn refit(sheet: Sheet, how: Fit) {
    let Some(layout) = sheet.layout.get_untracked() else { return };
    if let Some(window) = pointer::size(STAGE) {
        let mut fitted = fit(&layout, window, how);
        if how == Fit::Width && fitted.scale < READABLE {
            // On a small screen names that can be read are worth more than the whole width.
            let width = f64::from(layout.width) * READABLE;
            fitted = Transform { scale: READABLE, x: (window.0 - width) / 2.0, y: 0.0 };
        }
        sheet.transform.set(fitted);
    }
}

/// Zooms around the middle of the window.
pub(super) fn zoom(sheet: Sheet, inwards: bool) {
    if let Some((width, height)) = pointer::size(STAGE) {
        sheet.moved.set(true);
        let factor = if inwards { ZOOM_STEP } else { 1.0 / ZOOM_STEP };
        sheet.transform.update(|transform| *transform = transform.zoomed(factor, (width / 2.0, height / 2.0)));
    }
}

#[component]
pub(super) fn Stage(sheet: Sheet) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    // A new drawing, or a window of another size, is fitted until the user has moved it.
    let window_size = root::window_size();
    Effect::new(move |before: Option<Option<Shared<Layout>>>| {
        let layout = sheet.layout.get();
        window_size.track();
        let is_new = before.flatten().as_ref().map(|layout| (layout.width, layout.height))
            != layout.as_ref().map(|layout| (layout.width, layout.height));
        if is_new {
            sheet.moved.set(false);
        }
        if !sheet.moved.get_untracked() {
            request_animation_frame(move || refit(sheet, Fit::Width));
        }
        layout
    });
    // A component that was asked for from elsewhere comes into view.
    Effect::new(move |_| {
        let Some(component) = ui.component.get() else { return };
        let Some(layout) = sheet.layout.get() else { return };
        let id = sheet.drawing.with_untracked(|drawing| {
            let drawing = drawing.as_ref()?;
            drawing
                .graph
                .nodes
                .iter()
                .find(|node| drawing.components.get(&node.id).is_some_and(|shown| *shown == component))
                .map(|node| node.id.clone())
        });
        if let Some(id) = id {
            request_animation_frame(move || reveal(sheet, &layout, &id));
        }
    });
    let grab = RwSignal::new(None::<(f64, f64)>);
    let on_down = move |event: PointerEvent| {
        if event.button() == 0 && pointer::is_background(&event) {
            pointer::capture(&event);
            grab.set(Some((f64::from(event.client_x()), f64::from(event.client_y()))));
        }
    };
    let on_move = move |event: PointerEvent| {
        let Some((x, y)) = grab.get_untracked() else { return };
        let (now_x, now_y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        sheet.moved.set(true);
        sheet.transform.update(|transform| *transform = transform.panned(now_x - x, now_y - y));
        grab.set(Some((now_x, now_y)));
    };
    let on_up = move |_: PointerEvent| grab.set(None);
    let on_wheel = move |event: WheelEvent| {
        event.prevent_default();
        sheet.moved.set(true);
        if event.ctrl_key() || event.meta_key() {
            let factor = (-event.delta_y() / 240.0).exp2();
            let at = pointer::within(STAGE, f64::from(event.client_x()), f64::from(event.client_y()));
            sheet.transform.update(|transform| *transform = transform.zoomed(factor, at));
        } else {
            sheet.transform.update(|transform| *transform = transform.panned(-event.delta_x(), -event.delta_y()));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let Some(layout) = sheet.layout.get_untracked() else { return };
        let here = sheet.focus.get_untracked().filter(|id| layout.node(id).is_some());
        let order = reading_order(&layout);
        let go = |arrow: Arrow| {
            let here = here.as_deref().or_else(|| order.first().copied())?;
            neighbour(&layout, here, arrow).map(str::to_owned)
        };
        let next = match event.key().as_str() {
            "ArrowUp" => go(Arrow::Up),
            "ArrowDown" => go(Arrow::Down),
            "ArrowLeft" => go(Arrow::Left),
            "ArrowRight" => go(Arrow::Right),
            "Home" => order.first().map(|id| (*id).to_owned()),
            "End" => order.last().map(|id| (*id).to_owned()),
            "Escape" => {
                ui.component.set(None);
                None
            }
            "+" | ";" => {
                zoom(sheet, true);
                None
            }
            "-" => {
                zoom(sheet, false);
                None
            }
            "0" => {
                sheet.moved.set(false);
                refit(sheet, Fit::Width);
                None
            }
            "f" => {
                sheet.moved.set(false);
                refit(sheet, Fit::Whole);
                None
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(id) = next {
            reveal(sheet, &layout, &id);
            focus::graphic(&dom_id(&id));
            sheet.focus.set(Some(id));
        }
    };
    let detail = Memo::new(move |_| match detail_at(sheet.transform.get().scale) {
        Detail::Full => "full",
        Detail::Name => "name",
        Detail::Glyph => "glyph",
    });
    let label = move || sheet.drawing.with(|drawing| drawing.as_ref().map(|drawing| drawing.graph.title.clone()).unwrap_or_default());
    let description =
        move || sheet.drawing.with(|drawing| drawing.as_ref().map(|drawing| drawing.graph.description.clone()).unwrap_or_default());
    view! {
        <div class="stage" id=STAGE data-testid="diagram-stage" class:grabbing=move || grab.get().is_some() class:comparing=move || sheet.other.get().is_some()
            on:pointerdown=on_down on:pointermove=on_move on:pointerup=on_up on:pointercancel=on_up on:wheel=on_wheel>
            <p class="hidden-text" id="diagram-description">{description} " " {tr.text(words::KEYS)}</p>
            <svg class="drawing" role="graphics-document" aria-roledescription=tr.text(words::ROLE) aria-label=label aria-describedby="diagram-description"
                data-detail=move || detail.get() class:hides-absent=move || sheet.hides_absent.get() on:keydown=on_key>
                <g transform=move || sheet.transform.get().to_svg()>
                    {move || sheet.layout.get().map(|layout| view! { <Picture sheet layout /> })}
                </g>
            </svg>
        </div>
    }
}

/// Moves the drawing as little as shows a card.
fn reveal(sheet: Sheet, layout: &Layout, id: &str) {
    if let (Some(rect), Some(window)) = (layout.node(id), pointer::size(STAGE)) {
        let transform = sheet.transform.get_untracked();
        let moved = transform.revealing(rect, window, MARGIN);
        if moved != transform {
            sheet.moved.set(true);
            sheet.transform.set(moved);
        }
    }
}

/// Everything of one layout. What it says changes without being drawn anew.
#[component]
fn Picture(sheet: Sheet, layout: Shared<Layout>) -> impl IntoView {
    let frames = layout.clusters.iter().map(|place| {
        let (rect, title, depth) = (place.rect, place.title, place.depth % 2);
        let id = place.id.clone();
        let cluster = Memo::new(move |_| {
            sheet.drawing.with(|drawing| {
                let cluster = drawing.as_ref()?.graph.clusters.iter().find(|cluster| cluster.id == id)?;
                Some((diagram::text::fit_bold(&cluster.title, TITLE_FONT_PX, title.w), cluster.ghost))
            })
        });
        view! {
            <g class=format!("frame depth-{depth}") class:ghost=move || cluster.with(|cluster| cluster.as_ref().is_some_and(|(_, ghost)| *ghost))>
                <rect x=rect.x y=rect.y width=rect.w height=rect.h rx=CLUSTER_RADIUS />
                <text x=title.x y=title.y + 15>{move || cluster.with(|cluster| cluster.as_ref().map(|(title, _)| title.clone()))}</text>
            </g>
        }
    });
    let edges = layout.edges.iter().map(|path| view! { <Line sheet path=path.clone() /> });
    let cards = reading_order(&layout).into_iter().filter_map(|id| Some((id.to_owned(), layout.node(id)?)));
    let cards = cards.map(|(id, rect)| view! { <Card sheet id rect /> });
    let frames = frames.collect_view();
    let edges = edges.collect_view();
    let cards = cards.collect_view();
    view! {
        <g aria-hidden="true">{frames}</g>
        <g aria-hidden="true">{edges}</g>
        <g>{cards}</g>
    }
}

#[component]
fn Line(sheet: Sheet, path: EdgePath) -> impl IntoView {
    let ui = use_ui();
    let (line, head, place) = (edge_path(&path.points), arrow_head(&path.points), path.label);
    let ids = path.ids.clone();
    let look = Memo::new(move |_| {
        sheet.drawing.with(|drawing| {
            let drawing = drawing.as_ref()?;
            let mine: Vec<_> = drawing.graph.edges.iter().filter(|edge| ids.contains(&edge.id)).collect();
            Some(PathLook::of(&mine))
        })
    });
    let (from, to) = (path.from.clone(), path.to);
    let touched = Memo::new(move |_| {
        let component = ui.component.get()?;
        // What is chosen elsewhere and not on this view dims nothing here.
        sheet.drawing.with(|drawing| drawing.as_ref()?.components.values().any(|shown| *shown == component).then_some(()))?;
        Some([&from, &to].into_iter().any(|end| sheet.component_of(end).is_some_and(|end| end == component)))
    });
    let class = move || {
        let mut class = String::from("edge");
        look.with(|look| {
            let Some(look) = look else { return };
            if look.ghost {
                class.push_str(" ghost");
            }
            if look.dashed {
                class.push_str(" dashed");
            }
            class.push_str(change_class(look.change));
        });
        match touched.get() {
            Some(true) => class.push_str(" near"),
            Some(false) => class.push_str(" far"),
            None => {}
        }
        class
    };
    // The words as every export has them, as much as fits: how many arrows share the line is among them.
    let word = move |room| look.with(|look| Some(diagram::text::fit(look.as_ref()?.label.as_ref()?, LABEL_FONT_PX, room)));
    view! {
        <g class=class>
            <path class="edge-line" d=line />
            <path class="edge-head" d=head />
            {place.map(|place| view! {
                <rect class="edge-back" x=place.x y=place.y width=place.w height=place.h rx="4" />
                <text class="edge-word" x=place.centre().x y=place.y + place.h / 2 + 4>{move || word(place.w)}</text>
            })}
        </g>
    }
}

/// The class of a difference, with a space before it.
pub(super) const fn change_class(change: Option<Change>) -> &'static str {
    match change {
        Some(Change::Added) => " added",
        Some(Change::Removed) => " removed",
        Some(Change::Changed) => " changed",
        Some(Change::Same) => " same",
        None => "",
    }
}

/// The radius of a card's corners, for whoever draws one.
pub(super) const RADIUS: i32 = CARD_RADIUS;
