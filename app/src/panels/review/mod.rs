//! What the files would do: resources, controls and differences, worked out from the bundle. This
//! code arrives after the first paint, with the evaluator; the rest of the page sees counts alone.

mod controls;
mod differences;
mod place;
mod resources;

use design_core::Survey;
use design_core::compliance::{Assessment, Kept};
use design_core::plan::Reader;
use leptos::prelude::*;

use crate::browser::timer::Pause;
use crate::state::{Outcome, Shared, use_store};
use controls::Controls;
use differences::Differences;
use resources::Resources;

/// Typing on must not wait for the evaluation.
const PAUSE_MILLIS: u32 = 40;

/// A bundle with what follows from it.
pub(crate) struct Reviewed {
    outcome: Shared<Outcome>,
    survey: Survey,
    assessment: Assessment,
}

/// The panels that need the evaluator, and what keeps them up to date.
#[component]
pub(crate) fn Review() -> impl IntoView {
    let store = use_store();
    let known = StoredValue::new_local(<(Reader, Kept)>::default());
    let reviewed: RwSignal<Option<Shared<Reviewed>>> = RwSignal::new(None);
    let pause = Pause::new(PAUSE_MILLIS);
    Effect::new(move |first: Option<()>| {
        let Some(outcome) = store.outcome.get() else { return };
        let work = move || {
            let Some(new) = known.try_update_value(|(reader, kept)| {
                let survey = Survey::of(reader, outcome.bundle.files());
                let assessment = survey.assess_again(kept, outcome.bundle.files());
                Reviewed { outcome: outcome.clone(), survey, assessment }
            }) else {
                return;
            };
            store.verdicts.set((0..new.assessment.environments.len()).map(|index| new.assessment.counts(index)).collect());
            reviewed.set(Some(Shared::new(new)));
        };
        if first.is_none() { work() } else { pause.run(work) }
    });
    view! {
        <Controls reviewed />
        <Resources reviewed />
        <Differences reviewed />
    }
}
