//! What the files would do: resources, controls and differences, worked out from the bundle. This
//! code arrives after the first paint, with the evaluator; the rest of the page sees counts alone.

mod controls;
mod cost;
mod diagram;
mod differences;
mod find;
mod place;
mod resources;
mod trial;
mod values;
mod words;

use design_core::compliance::{Assessment, Kept};
use design_core::drawing::Atlas;
use design_core::plan::Reader;
use design_core::{Date, DesignDraft, Survey, check};
use infra_templates::{Basis, Bundle, Kept as KeptFiles, Package, zip_sha256_hex};
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

/// An evaluation that takes longer waits for a pause, so that typing does not wait for it. Most take a
/// few milliseconds and are on the screen together with what was typed; another project name takes more.
const LONG_MILLIS: f64 = 30.0;
/// Between the last key and a long evaluation.
const PAUSE_MILLIS: u32 = 40;
/// Reports and zip are worked out once typing has paused for longer: on each key they would be felt.
const ZIP_PAUSE_MILLIS: u32 = 350;

/// What was read and judged, kept for the next edit.
type Known = StoredValue<(Reader, Kept), LocalStorage>;

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
    let known: Known = StoredValue::new_local(Default::default());
    let trial = Trial::new(known);
    provide_context(trial);
    store.pricer.set(Some(Callback::new(move |draft: DesignDraft| trial.floor(&draft))));
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
        // Before the new texts are made: both together would be the most that the page ever holds.
        store.drop_complete();
        // The zip is the same on every day: there no waiver is stale.
        let timeless = (!survey.decisions.is_empty()).then(|| survey.assess(outcome.bundle.files(), None));
        let assessment = timeless.as_ref().unwrap_or(&reviewed.assessment);
        let bundle = atlas.try_with_value(|atlas| {
            Bundle::complete(&Basis {
                design: &outcome.design,
                files: outcome.bundle.files(),
                survey,
                assessment,
                atlas,
                kept: &outcome.kept,
            })
        })?;
        let new = Shared::new(Complete { bundle, outcome: outcome.clone() });
        store.put_complete(new.clone());
        Some(new)
    };
    store.completer.set(Some(Callback::new(move |draft: DesignDraft| {
        let design = check(&draft).design?;
        let files = store.generated(&design)?;
        let survey = Survey::of(&mut trial.beside(), files.files());
        let assessment = survey.assess(files.files(), None);
        atlas.try_with_value(|atlas| {
            let kept = &KeptFiles::default();
            Bundle::complete(&Basis { design: &design, files: files.files(), survey: &survey, assessment: &assessment, atlas, kept })
        })
    })));
    store.packer.set(Some(Callback::new(move |package: Package| {
        let complete = complete()?;
        Some((package.file_name(&complete.outcome.design), package.pack(&complete.bundle, complete.outcome.design.project.language())))
    })));
    store.lister.set(Some(Callback::new(move |lang| review().map(|reviewed| find::findings(&reviewed, lang)).unwrap_or_default())));
    // Of the last evaluation that had an earlier one to build on.
    let took = StoredValue::new_local(0.0);
    let (evaluating, packing) = (Pause::new(PAUSE_MILLIS), Pause::new(ZIP_PAUSE_MILLIS));
    Effect::new(move |first: Option<()>| {
        if store.outcome.with(Option::is_none) {
            return;
        }
        let work = move || {
            let begin = clock::now_millis();
            review();
            if first.is_some() {
                took.set_value(clock::now_millis() - begin);
            }
        };
        evaluating.cancel();
        if first.is_none() || took.get_value() < LONG_MILLIS {
            work();
        } else {
            evaluating.run(work);
        }
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
                store.digest.set(complete.filter(|_| !is_stale).map(|complete| zip_sha256_hex(&complete.bundle)));
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
