//! What the files would do: resources, controls and differences, worked out from the bundle. This
//! code arrives after the first paint, with the evaluator; the rest of the page sees counts alone.

mod controls;
mod cost;
mod diagram;
mod differences;
mod place;
mod resources;

use design_core::Survey;
use design_core::compliance::Assessment;
use design_core::plan::Reader;
use infra_templates::{Basis, Bundle, sha256_hex, zip, zip_name};
use leptos::prelude::*;

use crate::browser::timer::Pause;
use crate::state::{Complete, Outcome, Shared, use_store};
use controls::Controls;
use cost::Cost;
use diagram::Diagram;
use differences::Differences;
use resources::Resources;

/// Typing on must not wait for the evaluation.
const PAUSE_MILLIS: u32 = 40;
/// Reports and zip are worked out once typing has paused for longer: on each key they would be felt.
const ZIP_PAUSE_MILLIS: u32 = 350;

/// A bundle with what follows from it.
pub(crate) struct Reviewed {
    outcome: Shared<Outcome>,
    survey: Survey,
    assessment: Assessment,
}

/// The panels that need the evaluator, and what keeps them and the zip up to date.
#[component]
pub(crate) fn Review() -> impl IntoView {
    let store = use_store();
    let reader = StoredValue::new_local(Reader::new());
    let reviewed: RwSignal<Option<Shared<Reviewed>>> = RwSignal::new(None);
    let review = move || {
        let outcome = store.outcome.get_untracked()?;
        if let Some(present) = reviewed.get_untracked().filter(|reviewed| reviewed.outcome == outcome) {
            return Some(present);
        }
        let new = reader.try_update_value(|reader| {
            let survey = Survey::of(reader, outcome.bundle.files());
            let assessment = survey.assess(outcome.bundle.files());
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
        let outcome = reviewed.outcome.clone();
        let basis =
            Basis { design: &outcome.design, files: outcome.bundle.files(), survey: &reviewed.survey, assessment: &reviewed.assessment };
        let new = Shared::new(Complete { bundle: Bundle::complete(&basis), outcome: outcome.clone() });
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
        <Diagram reviewed />
        <Controls reviewed />
        <Resources reviewed />
        <Cost reviewed />
        <Differences reviewed />
    }
}
