//! The present design beside another one: the default, or a design file. A is the other, B the present
//! one; the words say what happens to the resources of A.

use std::sync::Arc;

use design_core::comparison::{Comparison, FileChange};
use design_core::compliance::Verdict;
use design_core::history::KeptSums;
use design_core::plan::Line;
use design_core::report::{RESOURCE_WORDS, comparison_markdown, consequence_words, cost_words, file_word, same_words, verdict_word};
use design_core::{DesignDraft, DraftError, Lang, Text};
use leptos::ev::Event;
use leptos::prelude::*;

use super::super::cost::changes_table;
use super::super::place::Place;
use super::super::trial::{Looked, Trial, use_trial};
use super::super::values::Values;
use super::super::{Reviewed, words as own};
use super::environments::ChangedResource;
use super::{LinkHere, save};
use crate::browser::{focus, open};
use crate::state::{Shared, Tr, Version, Whose, use_store, use_tr, use_ui};
use crate::words;

const PICKER: &str = "compare-picker";

/// A design to compare with.
pub(super) struct Other {
    /// Name of its file; `None`: the default design.
    name: Option<String>,
    looked: Looked,
}

/// Where the other design comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    Default,
    /// The user picks a file.
    File,
    /// The user picks a saved version.
    Version,
}

#[component]
pub(super) fn Designs(reviewed: RwSignal<Option<Shared<Reviewed>>>, other: RwSignal<Option<Shared<Other>>>, from: From) -> impl IntoView {
    let (ui, tr, trial) = (use_ui(), use_tr(), use_trial());
    let picks = from == From::File;
    let problem = RwSignal::new(None::<String>);
    if from == From::Default && other.with_untracked(Option::is_none) {
        let looked = trial.look(&DesignDraft::default()).1;
        other.set(looked.map(|looked| Shared::new(Other { name: None, looked })));
    }
    let name_of = move |other: &Other| other.name.clone().unwrap_or_else(|| tr.get(own::DEFAULT_DESIGN).to_owned());
    let found = Memo::new(move |_| {
        let (reviewed, other) = (reviewed.get()?, other.get()?);
        Some(Shared::new((name_of(&other), other.looked.until(&reviewed))))
    });
    let export = move |_| {
        if let Some(found) = found.get_untracked() {
            let (lang, now) = (tr.lang_untracked(), own::THIS_DESIGN.get(tr.lang_untracked()));
            save(ui, tr, "sekkei-difference.md", &comparison_markdown(&found.1, &found.0, now, lang));
        }
    };
    let pick = picks.then(|| {
        view! {
            <button type="button" class="button" data-testid="pick-design" on:click=move |_| focus::click(PICKER)>{tr.text(own::PICK_FILE)}</button>
            <input type="file" id=PICKER data-testid="compare-picker" class="hidden-text" tabindex="-1" accept=".json,application/json"
                aria-label=tr.text(own::PICK_FILE)
                on:change=move |event: Event| {
                    open::picked_text(&event, DesignDraft::MAX_BYTES, move |name, text| {
                        match read(trial, tr, name, text) {
                            Ok(read) => {
                                problem.set(None);
                                other.set(Some(Shared::new(read)));
                            }
                            Err(words) => problem.set(Some(words)),
                        }
                    });
                } />
        }
    });
    view! {
        <div class="sides">
            {pick}
            {(from == From::Version).then(|| view! { <SavedVersion other problem /> })}
            {move || found.get().map(|found| view! {
                <span><b>{found.0.clone()}</b> <span aria-hidden="true">" → "</span> {tr.text(own::THIS_DESIGN)}</span>
                <button type="button" class="button" data-testid="export-difference" on:click=export>{tr.text(own::EXPORT)}</button>
                // Neither a file nor a version of this device can be reached by a link.
                {(from == From::Default).then(|| view! { <LinkHere /> })}
            })}
        </div>
        <div role="alert">{move || problem.get().map(|words| view! { <p class="note error">{words}</p> })}</div>
        {move || (from != From::Default && other.with(Option::is_none)).then(|| view! { <p class="lead">{tr.text(if picks { own::PICK_FIRST } else { own::PICK_VERSION_FIRST })}</p> })}
        {move || found.get().map(|found| view! { <Levels found lang=tr.lang() /> })}
    }
}

/// The choice among saved versions.
#[component]
fn SavedVersion(other: RwSignal<Option<Shared<Other>>>, problem: RwSignal<Option<String>>) -> impl IntoView {
    let (store, ui, tr, trial) = (use_store(), use_ui(), use_tr(), use_trial());
    let named = move |version: &Version| match (version.whose, version.name.as_str()) {
        (Whose::User, name) => name.to_owned(),
        (Whose::Page | Whose::Other, _) => tr.get(own::KEPT_VERSION).to_owned(),
        (Whose::Aside, _) => tr.get(own::ASIDE_VERSION).to_owned(),
    };
    // The choice is looked at anew when it or the versions change.
    Effect::new(move |_| {
        let (versions, _) = store.versions.list();
        let chosen = ui.compared_version.get();
        let version = versions.iter().find(|version| chosen.as_ref() == Some(&version.key));
        let found = version.map(|version| looked(trial, tr, named(version), &version.draft, Some(&version.kept)));
        problem.set(found.as_ref().and_then(|found| found.as_ref().err().cloned()));
        other.set(found.and_then(Result::ok).map(Shared::new));
    });
    let options = move || {
        let chosen = ui.compared_version.get();
        let option = |version: Version| {
            let is_chosen = chosen.as_ref() == Some(&version.key);
            view! { <option value=version.key.clone() selected=is_chosen>{named(&version)}</option> }
        };
        store.versions.list().0.into_iter().map(option).collect_view()
    };
    view! {
        <select data-testid="pick-version" aria-label=tr.text(own::PICK_VERSION)
            on:change=move |event| ui.compared_version.set(Some(event_target_value(&event)).filter(|key| !key.is_empty()))>
            <option value="">{tr.text(own::PICK_VERSION)}</option>
            {options}
        </select>
    }
}

fn read(trial: Trial, tr: Tr, name: String, text: Result<String, open::Unreadable>) -> Result<Other, String> {
    let lang = tr.lang_untracked();
    let text = text.map_err(|refused| match refused {
        open::Unreadable::TooLong => words::unreadable(lang, &name, &DraftError::TooLong(DesignDraft::MAX_BYTES)),
        open::Unreadable::Refused => words::refused(lang, &name),
    })?;
    let draft = DesignDraft::from_json(&text).map_err(|error| words::unreadable(lang, &name, &error))?;
    looked(trial, tr, name, &draft, None)
}

fn looked(trial: Trial, tr: Tr, name: String, draft: &DesignDraft, kept: Option<&KeptSums>) -> Result<Other, String> {
    let lang = tr.lang_untracked();
    match trial.look_with(draft, kept) {
        (_, Some(looked)) => Ok(Other { name: Some(name), looked }),
        (checked, None) => {
            let errors: Vec<&str> = checked.errors().map(|issue| issue.what.get(lang)).collect();
            Err(own::other_is_wrong(lang, &name, &errors.join(" ")))
        }
    }
}

/// Sizes, files, consequences.
#[component]
fn Levels(found: Shared<(String, Comparison)>, lang: Lang) -> impl IntoView {
    let tr = use_tr();
    let (name, comparison) = (&found.0, &found.1);
    if comparison.is_empty() {
        let same = same_words(comparison.same_files, lang);
        return view! {
            <div data-testid="no-difference">
                <p class="badge fine"><span aria-hidden="true">"✓ "</span>{tr.text(own::NO_DIFFERENCE)}</p>
                <p class="why">{tr.text(own::NO_DIFFERENCE_MORE)}</p>
                <p class="why">{same}</p>
            </div>
        }
        .into_any();
    }
    let files: Vec<_> = comparison
        .files
        .iter()
        .map(|(path, change)| {
            let here = *change != FileChange::Removed;
            let place = here.then(|| view! { <Place line=Line { path: Arc::from(path.as_str()), line: 1 } /> });
            view! { <li><b class="happens">{file_word(*change).get(lang)}</b> " " {place} {(!here).then(|| view! { <span class="mono">{path.clone()}</span> })}</li> }
        })
        .collect();
    let environments = (!comparison.added.is_empty() || !comparison.removed.is_empty())
        .then(|| view! { <p class="why">{own::environments_differ(lang, &comparison.added, &comparison.removed)}</p> });
    let [created, destroyed, replaced, in_place] = RESOURCE_WORDS;
    let roots: Vec<_> = comparison
        .roots
        .iter()
        .map(|(root, difference)| {
            let title = root.clone().unwrap_or_else(|| words::ACCOUNT.get(lang).to_owned());
            let listed = |list: &[(String, Line)], word: Text, here: bool| -> Vec<_> {
                let item = |(address, line): &(String, Line)| {
                    let place = here.then(|| view! { <Place line=line.clone() /> });
                    view! { <li><b class="happens">{word.get(lang)}</b> " " <span class="mono">{address.clone()}</span> " " {place}</li> }
                };
                list.iter().map(item).collect()
            };
            let changed: Vec<_> = difference
                .changed
                .iter()
                .cloned()
                .map(|changed| {
                    let word = if changed.replaced { replaced } else { in_place };
                    view! { <ChangedResource changed word /> }
                })
                .collect();
            view! {
                <h2>{title} ": " {consequence_words(&difference.consequences(), lang)}</h2>
                <ul class="plain">
                    {listed(&difference.added, created, true)}
                    {listed(&difference.removed, destroyed, false)}
                    {changed}
                </ul>
            }
        })
        .collect();
    let costs: Vec<_> = comparison
        .costs
        .iter()
        .map(|(root, changes)| {
            let title = root.clone().unwrap_or_else(|| words::ACCOUNT.get(lang).to_owned());
            let sides = [name.clone(), own::THIS_DESIGN.get(lang).to_owned()];
            view! { <h3>{title}</h3> {changes_table(changes.clone(), sides, false, lang)} }
        })
        .collect();
    let lines = comparison.costs.iter().map(|(_, changes)| changes.len()).sum();
    let verdicts: Vec<_> = comparison
        .verdicts
        .iter()
        .map(|(environment, control, from, to)| {
            let word = |verdict: Verdict| verdict_word(verdict).get(lang);
            view! { <li>{environment.clone()} " " <code class="rule">{*control}</code> " " {word(*from)} " → " {word(*to)}</li> }
        })
        .collect();
    view! {
        <div data-testid="design-difference">
            <p>{consequence_words(&comparison.consequences(), lang)} " · " {cost_words(comparison.cost(), lang)}</p>
            {environments}
            <h2>{own::sizes_differ(lang, comparison.values.len())}</h2>
            <Values values=comparison.values.clone() sides=(name.clone(), own::THIS_DESIGN.get(lang).to_owned()) />
            <h2>{own::files_differ(lang, comparison.files.len())}</h2>
            <ul class="plain" data-testid="files-differ">{files}</ul>
            <p class="why">{same_words(comparison.same_files, lang)}</p>
            {roots}
            <h2>{own::costs_differ(lang, lines)}</h2>
            {costs}
            <h2>{words::controls_differ(lang, comparison.verdicts.len())}</h2>
            <ul class="plain">{verdicts}</ul>
        </div>
    }
    .into_any()
}
