//! What the files would do: resources, controls and differences, worked out from the bundle. This
//! code arrives after the first paint, with the evaluator; the rest of the page sees counts alone.

mod controls;
mod cost;
mod diagram;
mod differences;
mod place;
mod resources;
mod trial;
mod values;
mod words;

use design_core::compliance::{Assessment, Kept};
use design_core::drawing::Atlas;
use design_core::plan::Reader;
use design_core::{Date, Survey};
use infra_templates::{Basis, Bundle, sha256_hex, zip, zip_name};
use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::timer::Pause;
use crate::state::{Complete, Outcome, Shared, use_store};
use controls::Controls;
use cost::Cost;
use diagram::Diagram;
use differences::Differences;
use resources::Resources;
use trial::Trial;

/// The evaluation is a task of its own, so that what was typed is on the screen before it.
const PAUSE_MILLIS: u32 = 0;
/// Reports and zip are worked out once typing has paused for longer: on each key they would be felt.
const ZIP_PAUSE_MILLIS: u32 = 350;

/// A bundle with what follows from it.
pub(crate) struct Reviewed {
    outcome: Shared<Outcome>,
    survey: Survey,
    assessment: Assessment,
}

fn today() -> Option<Date> {
    let (year, month, day) = clock::today();
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
}

/// The panels that need the evaluator, and what keeps them and the zip up to date.
#[component]
pub(crate) fn Review() -> impl IntoView {
    let store = use_store();
    provide_context(Trial::new());
    let known = StoredValue::new_local(<(Reader, Kept)>::default());
    let atlas = StoredValue::new_local(Atlas::default());
    let reviewed: RwSignal<Option<Shared<Reviewed>>> = RwSignal::new(None);
    let review = move || {
        let outcome = store.outcome.get_untracked()?;
        if let Some(present) = reviewed.get_untracked().filter(|reviewed| reviewed.outcome == outcome) {
            return Some(present);
        }
        let new = known.try_update_value(|(reader, kept)| {
            let survey = Survey::of(reader, outcome.bundle.files());
            let assessment = survey.assess_again(kept, outcome.bundle.files(), today());
            Shared::new(Reviewed { outcome: outcome.clone(), survey, assessment })
        })?;
        store.verdicts.set((0..new.assessment.environments.len()).map(|index| new.assessment.counts(index)).collect());
        reviewed.set(Some(new.clone()));
        Some(new)
    };
    let complete = move || {
        let reviewed = review()?;
        if let Some(present) = store.complete.get_untracked().filter(|complete| complete.outcome == reviewed.outcome) {
            return Some(present);
        }
        let (outcome, survey) = (reviewed.outcome.clone(), &reviewed.survey);
        // The zip is the same on every day: there no waiver is stale.
        let timeless = (!survey.decisions.is_empty()).then(|| survey.assess(outcome.bundle.files(), None));
        let assessment = timeless.as_ref().unwrap_or(&reviewed.assessment);
        let bundle = atlas.try_with_value(|atlas| {
            Bundle::complete(&Basis { design: &outcome.design, files: outcome.bundle.files(), survey, assessment, atlas })
        })?;
        let new = Shared::new(Complete { bundle, outcome: outcome.clone() });
        store.put_complete(new.clone());
        Some(new)
    };
    store.packer.set(Some(Callback::new(move |()| {
        let complete = complete()?;
        Some((zip_name(&complete.outcome.design), zip(&complete.bundle)))
    })));
    let (evaluating, packing) = (Pause::new(PAUSE_MILLIS), Pause::new(ZIP_PAUSE_MILLIS));
    Effect::new(move |first: Option<()>| {
        if store.outcome.with(Option::is_none) {
            return;
        }
        let work = move || {
            review();
        };
        if first.is_none() { work() } else { evaluating.run(work) }
    });
    Effect::new(move |_| {
        let has_outcome = store.outcome.with(Option::is_some);
        let is_stale = store.is_stale.get();
        if store.digest.with_untracked(Option::is_some) {
            store.digest.set(None);
        }
        packing.cancel();
        if has_outcome {
            packing.run(move || {
                let complete = complete();
                store.digest.set(complete.filter(|_| !is_stale).map(|complete| sha256_hex(&zip(&complete.bundle))));
            });
        }
    });
    view! {
        <Diagram reviewed atlas />
        <Controls reviewed />
        <Resources reviewed />
        <Cost reviewed />
        <Differences reviewed />
    }
}
