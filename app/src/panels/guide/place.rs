//! The screen that a link leads to, behind its design or alone: `at=controls`, `at=differences/stg/prod`. It knows
//! screens, no designs. A screen that is not known is passed over, for links live longer than pages.

use leptos::prelude::*;

use crate::state::{Panel, Sides, Store, Ui};

const ALONE: &str = "#at=";
const BEHIND: &str = "&at=";
/// In place of two environments: the design beside the default.
const DEFAULT: &str = "default";

/// The screen that a fragment names, and whether a design stands before it.
pub(super) fn of(fragment: &str) -> (Option<String>, bool) {
    match fragment.strip_prefix(ALONE) {
        Some(place) => (Some(place.to_owned()), false),
        None => (fragment.split_once(BEHIND).map(|(_, place)| place.to_owned()), true),
    }
}

/// What stands behind a link to the screen that is shown now.
pub(super) fn here(store: Store, ui: Ui) -> String {
    let panel = ui.panel.get_untracked();
    let sides = match (panel, ui.sides.get_untracked()) {
        (Panel::Differences, Sides::WithDefault) => format!("/{DEFAULT}"),
        (Panel::Differences, Sides::Environments) => {
            let names = names(store);
            let last = names.len().saturating_sub(1);
            let (from, to) = ui.pair.get_untracked();
            let at = |at: Option<usize>, first: usize| names.get(at.unwrap_or(first).min(last)).filter(|name| is_plain(name));
            at(from, last.saturating_sub(1)).zip(at(to, last)).map(|(from, to)| format!("/{from}/{to}")).unwrap_or_default()
        }
        _ => String::new(),
    };
    format!("{BEHIND}{}{sides}", panel.id())
}

/// Goes there.
pub(super) fn go(store: Store, ui: Ui, place: &str) {
    let mut parts = place.split('/');
    let asked = parts.next();
    let Some(panel) = Panel::ALL.into_iter().find(|panel| asked == Some(panel.id())) else { return };
    if panel == Panel::Differences {
        match (parts.next(), parts.next()) {
            (Some(DEFAULT), None) => ui.sides.set(Sides::WithDefault),
            (Some(from), Some(to)) => {
                let names = names(store);
                let position = |name: &str| names.iter().position(|other| other == name);
                ui.sides.set(Sides::Environments);
                ui.pair.set((position(from), position(to)));
            }
            _ => {}
        }
    }
    ui.panel.set(panel);
}

fn names(store: Store) -> Vec<String> {
    store.with_draft_untracked(|draft| draft.environments.iter().map(|environment| environment.name().to_owned()).collect())
}

/// A name may be anything while it is wrong; then a link does without it.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
