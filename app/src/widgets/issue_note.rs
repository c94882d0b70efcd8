//! One issue in words: what, why, what to do, and the button that mends it.

use design_core::{Edit, Issue, Lang, Level, Place, Scope, find_spec};
use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::format;
use crate::state::{use_store, use_tr};
use crate::words;

/// The mark of a level: shape and word, never colour alone.
#[component]
pub(crate) fn LevelMark(level: Level, #[prop(optional)] short: bool) -> impl IntoView {
    let tr = use_tr();
    let (class, sign, word) = match level {
        Level::Error => ("badge error", "✕", words::ERROR),
        Level::Notice => ("badge notice", "▲", words::NOTICE),
    };
    view! {
        <span class=class>
            <span aria-hidden="true">{sign}</span>
            <span class:hidden-text=short>{tr.text(word)}</span>
        </span>
    }
}

/// An issue under the row or field that it speaks of. `name` says which environment it is about.
#[component]
pub(crate) fn IssueNote(issue: Issue, #[prop(into)] name: String) -> impl IntoView {
    let tr = use_tr();
    let store = use_store();
    let Issue { level, what, why, fix, repair, .. } = issue;
    let label = {
        let repair = repair.clone();
        move || repair_label(&repair, tr.lang())
    };
    let mendable = !repair.is_empty();
    view! {
        <div class="note" class:error=level == Level::Error>
            <LevelMark level short=true />
            <p>
                <b>
                    {(!name.is_empty()).then(|| view! { <span class="note-name">{name}</span> })}
                    {move || tr.words(&what)}
                </b>
                " "
                <span>{move || tr.words(&fix)}</span>
                " "
                <span class="why">{move || tr.words(&why)}</span>
                {mendable.then(|| view! {
                    " "
                    <button type="button" class="link repair" on:click=move |_| store.apply_all(&repair)>
                        <Icon glyph=Glyph::Check />
                        {label}
                    </button>
                })}
            </p>
        </div>
    }
}

/// What a repair will do, in a few words.
pub(crate) fn repair_label(repair: &[Edit], lang: Lang) -> String {
    match repair {
        [Edit::SetSize { id, value, .. }] => find_spec(Scope::Size, id).map_or_else(
            || words::REPAIR.get(lang).to_owned(),
            |spec| words::set_to(lang, spec.label.get(lang), &format::shown_with_unit(spec, value, lang)),
        ),
        [Edit::SetProject { id, value }] => find_spec(Scope::Project, id).map_or_else(
            || words::REPAIR.get(lang).to_owned(),
            |spec| words::set_to(lang, spec.label.get(lang), &format::shown_with_unit(spec, value, lang)),
        ),
        [Edit::Retract { .. }] => words::RETRACT.get(lang).to_owned(),
        _ => words::REPAIR.get(lang).to_owned(),
    }
}

/// Where an issue stands, in words: environment and parameter.
pub(crate) fn place_label(place: &Place, name: impl Fn(usize) -> String, lang: Lang) -> String {
    let label = |scope, id: &str| find_spec(scope, id).map_or_else(|| id.to_owned(), |spec| spec.label.get(lang).to_owned());
    match place {
        Place::Project(id) => words::inside(lang, words::PROJECT.get(lang), &label(Scope::Project, id)),
        Place::Environment(index, id) => {
            let scope = if find_spec(Scope::Environment, id).is_some() { Scope::Environment } else { Scope::Size };
            words::inside(lang, &name(*index), &label(scope, id))
        }
        Place::Environments => words::ENVIRONMENTS.get(lang).to_owned(),
        Place::Control(id) => words::inside(lang, words::CONTROLS.get(lang), id),
        Place::Document => words::DESIGN_FILE.get(lang).to_owned(),
    }
}
