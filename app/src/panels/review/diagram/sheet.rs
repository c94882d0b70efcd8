//! What the diagram shows: view, environment, comparison, selection, and where it lies in its window.
//! A layout is made once for each topology; sizes, environments, languages and themes only restyle.

use design_core::Lang;
use design_core::drawing::{Atlas, Drawing, View, compare};
use diagram::Layout;
use diagram::view::Transform;
use leptos::prelude::*;

use super::super::Reviewed;
use super::paper::Order;
use crate::state::{Shared, Store, Tr, Ui, use_store, use_tr, use_ui};

/// The state of the diagram.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) ui: Ui,
    pub(super) tr: Tr,
    store: Store,
    pub(super) reviewed: RwSignal<Option<Shared<Reviewed>>>,
    pub(super) view: RwSignal<View>,
    /// Chosen environment; production, the last one, where none was chosen.
    chosen: RwSignal<Option<String>>,
    /// Environment to compare with.
    pub(super) other: RwSignal<Option<String>>,
    /// Leaves out what the environment does not create; nothing else moves.
    pub(super) hides_absent: RwSignal<bool>,
    pub(super) as_table: RwSignal<bool>,
    pub(super) drawing: Memo<Option<Shared<Drawing>>>,
    pub(super) layout: Memo<Option<Shared<Layout>>>,
    /// Card that keys move from.
    pub(super) focus: RwSignal<Option<String>>,
    pub(super) transform: RwSignal<Transform>,
    /// The user has moved the drawing: it is not fitted by itself any more.
    pub(super) moved: RwSignal<bool>,
    /// What the menu asked to print; the browser's own command asks for nothing.
    pub(super) order: RwSignal<Option<Order>>,
    atlas: StoredValue<Atlas, LocalStorage>,
}

impl Sheet {
    pub(super) fn new(reviewed: RwSignal<Option<Shared<Reviewed>>>, is_shown: Memo<bool>, atlas: StoredValue<Atlas, LocalStorage>) -> Self {
        let (ui, tr) = (use_ui(), use_tr());
        let view = RwSignal::new(View::Runtime);
        let chosen = RwSignal::new(None::<String>);
        let other = RwSignal::new(None::<String>);
        let drawing = Memo::new(move |_| {
            if !is_shown.get() {
                return None;
            }
            draw(&*reviewed.get()?, view.get(), &chosen.get(), other.get(), tr.lang()).map(Shared::new)
        });
        let layout = Memo::new(move |_| {
            let drawing = drawing.get()?;
            atlas.try_with_value(|atlas| Shared::from(atlas.layout(&drawing)))
        });
        let sheet = Self {
            ui,
            tr,
            store: use_store(),
            reviewed,
            view,
            chosen,
            other,
            hides_absent: RwSignal::new(false),
            as_table: RwSignal::new(false),
            drawing,
            layout,
            focus: RwSignal::new(None),
            transform: RwSignal::new(Transform { scale: 1.0, x: 0.0, y: 0.0 }),
            moved: RwSignal::new(false),
            order: RwSignal::new(None),
            atlas,
        };
        // Whoever asks for a component from elsewhere wants to see it: on the first view that has it.
        Effect::new(move |_| {
            let Some(component) = ui.component.get() else { return };
            let Some(reviewed) = reviewed.get_untracked() else { return };
            let shows = |view: View| {
                let environment = present(&reviewed, &chosen.get_untracked())?;
                let drawing = view.draw(&reviewed.survey, reviewed.outcome.bundle.files(), None, &environment, tr.lang_untracked())?;
                drawing.components.values().any(|shown| *shown == component).then_some(())
            };
            if shows(view.get_untracked()).is_none()
                && let Some(found) = View::ALL.into_iter().find(|view| shows(*view).is_some())
            {
                view.set(found);
            }
        });
        sheet
    }

    /// The environment that is drawn.
    pub(super) fn environment(self) -> Option<String> {
        self.reviewed.with(|reviewed| present(reviewed.as_ref()?, &self.chosen.get()))
    }

    /// All environments, in the order of the design.
    pub(super) fn environments(self) -> Vec<String> {
        self.reviewed.with(|reviewed| reviewed.as_ref().map(|reviewed| reviewed.assessment.environments.clone()).unwrap_or_default())
    }

    /// Another view with the same choices, placed.
    pub(super) fn drawn(self, view: View) -> Option<(Drawing, Layout)> {
        let drawing = draw(&*self.reviewed.get()?, view, &self.chosen.get(), self.other.get(), self.tr.lang())?;
        let layout = self.atlas.try_with_value(|atlas| atlas.layout(&drawing))?;
        Some((drawing, (*layout).clone()))
    }

    /// The checksum of the zip as it stands.
    pub(super) fn digest(self) -> Option<String> {
        self.store.digest.get_untracked()
    }

    pub(super) fn choose(self, environment: String) {
        self.chosen.set(Some(environment));
    }

    /// The component that a card or frame stands for.
    pub(super) fn component_of(self, id: &str) -> Option<&'static str> {
        self.drawing.with(|drawing| drawing.as_ref()?.components.get(id).copied())
    }
}

/// A view of the chosen environment, or how it differs from another.
fn draw(reviewed: &Reviewed, view: View, chosen: &Option<String>, other: Option<String>, lang: Lang) -> Option<Drawing> {
    let environment = present(reviewed, chosen)?;
    let draw =
        |environment: &str| view.draw(&reviewed.survey, reviewed.outcome.bundle.files(), Some(&reviewed.assessment), environment, lang);
    let after = draw(&environment)?;
    let before = other.filter(|other| *other != environment && !view.is_of_all()).and_then(|other| draw(&other));
    Some(match before {
        Some(before) => compare(&before, &after),
        None => after,
    })
}

fn present(reviewed: &Reviewed, chosen: &Option<String>) -> Option<String> {
    let names = &reviewed.assessment.environments;
    chosen.as_ref().filter(|chosen| names.contains(chosen)).or_else(|| names.last()).cloned()
}
