//! Differences between two environments, at three levels: files, sizes, consequences.

use std::sync::Arc;

use design_core::Text;
use design_core::compliance::Verdict;
use design_core::difference::{Changed, difference, names, unequal_files, variables, verdicts};
use design_core::plan::Line;
use design_core::report::{environments_markdown, verdict_word};
use leptos::prelude::*;

use super::super::place::Place;
use super::super::{Reviewed, words as own};
use super::{LinkHere, save};
use crate::state::{Shared, use_tr, use_ui};
use crate::words;

/// Which two environments are compared; the last two at first, staging and production by default.
#[derive(Clone, Copy)]
pub(super) struct Pair(pub(super) RwSignal<(Option<usize>, Option<usize>)>);

impl Pair {
    fn positions(self, count: usize) -> (usize, usize) {
        let (from, to) = self.0.get();
        let last = count.saturating_sub(1);
        (from.unwrap_or(count.saturating_sub(2)).min(last), to.unwrap_or(last).min(last))
    }

    fn choose(self, is_from: bool, at: usize) {
        self.0.update(|(from, to)| if is_from { *from = Some(at) } else { *to = Some(at) });
    }
}

#[component]
pub(super) fn Environments(reviewed: RwSignal<Option<Shared<Reviewed>>>, pair: Pair) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let choice = move |is_from: bool| {
        move || {
            let environments = reviewed.get().map(|reviewed| reviewed.assessment.environments.clone()).unwrap_or_default();
            let (from, to) = pair.positions(environments.len());
            let chosen = if is_from { from } else { to };
            environments.into_iter().enumerate().map(|(at, name)| view! {
                <button type="button" aria-pressed=(at == chosen).to_string() on:click=move |_| pair.choose(is_from, at)>{name}</button>
            }).collect_view()
        }
    };
    let export = move |_| {
        if let Some(reviewed) = reviewed.get_untracked() {
            let text = environments_markdown(
                reviewed.outcome.bundle.files(),
                &reviewed.survey.environments,
                &reviewed.assessment,
                tr.lang_untracked(),
            );
            save(ui, tr, "ENVIRONMENTS.md", &text);
        }
    };
    let body = move || {
        let reviewed = reviewed.get()?;
        let (from, to) = pair.positions(reviewed.survey.environments.len());
        let (a, b) = (reviewed.survey.environments.get(from)?, reviewed.survey.environments.get(to)?);
        let lang = tr.lang();
        if from == to {
            return Some(view! {
                <div class="note notice" data-testid="same-environment"><p><b>{tr.text(own::SAME_ENVIRONMENT)}</b> " " {tr.text(own::SAME_ENVIRONMENT_NEXT)}</p></div>
            }.into_any());
        }
        let files = unequal_files(reviewed.outcome.bundle.files(), &a.name, &b.name);
        let variables = variables(&a.plan, &b.plan);
        let found = difference(&a.plan, &b.plan, &names(&a.plan, &b.plan));
        let controls = verdicts(&reviewed.assessment, &reviewed.assessment, &[(from, to)]);
        let statement = if files.is_empty() {
            view! { <p class="badge fine"><span aria-hidden="true">"✓ "</span>{tr.text(words::ONLY_SIZES_DIFFER)}</p> }.into_any()
        } else {
            let files = files.into_iter().map(|path| view! { <li><Place line=Line { path: Arc::from(path), line: 1 } /></li> });
            view! { <p class="badge error">{tr.text(words::FILES_DIFFER)}</p> <ul>{files.collect_view()}</ul> }.into_any()
        };
        let sizes = variables.sizes.clone().into_iter().map(|(name, from, to)| {
            view! {
                <tr><td class="mono">{name}</td><td class="mono">{from}</td><td class="mono">{to}</td></tr>
            }
        });
        let only = |name: String, list: Vec<(String, Line)>| {
            let title = words::only_in(lang, &name, list.len());
            view! { <h2>{title}</h2> <ul class="plain">{list.into_iter().map(|(address, line)| view! {
                <li><span class="mono">{address}</span> " " <Place line /></li>
            }).collect_view()}</ul> }
        };
        let verdict = |verdict: Verdict| verdict_word(verdict).get(lang);
        let controls_title = words::controls_differ(lang, controls.len());
        Some(view! {
            <div data-testid="difference">
                {statement}
                <p class="why">{words::declared(lang, &variables.declared.join(", "))}</p>
                <h2>{words::sizes_differ(lang, variables.sizes.len())}</h2>
                <table class="list">
                    <thead><tr><th scope="col">{tr.text(words::SIZES)}</th><th scope="col">{a.name.clone()}</th><th scope="col">{b.name.clone()}</th></tr></thead>
                    <tbody>{sizes.collect_view()}</tbody>
                </table>
                {only(b.name.clone(), found.added)}
                {only(a.name.clone(), found.removed)}
                <h2>{words::resources_differ(lang, found.changed.len())}</h2>
                <ul class="plain">{found.changed.into_iter().map(|changed| view! { <ChangedResource changed /> }).collect_view()}</ul>
                <h2>{controls_title}</h2>
                <ul class="plain">{controls.into_iter().map(|(control, _, from, to)| view! {
                    <li><code class="rule">{control}</code> " " {verdict(from)} " → " {verdict(to)}</li>
                }).collect_view()}</ul>
            </div>
        }.into_any())
    };
    view! {
        <div class="sides">
            <div class="segments" role="group" aria-label=tr.text(words::COMPARE_FROM)>{choice(true)}</div>
            <span aria-hidden="true">"→"</span>
            <div class="segments" role="group" aria-label=tr.text(words::COMPARE_TO)>{choice(false)}</div>
            <button type="button" class="button" data-testid="export-difference" on:click=export>{tr.text(own::EXPORT)}</button>
            <LinkHere />
        </div>
        <p class="lead">{tr.text(words::DIFFERENCES_LEAD)}</p>
        {body}
    }
}

/// A resource whose arguments differ. `word` says what a change of the files would do to it.
#[component]
pub(super) fn ChangedResource(changed: Changed, #[prop(optional)] word: Option<Text>) -> impl IntoView {
    let tr = use_tr();
    let arguments = changed.arguments.into_iter().map(|argument| {
        let shown = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
        view! {
            <li><Place line=argument.line /> " " <span class="mono">{argument.path} ": " {shown(argument.from)} " → " {shown(argument.to)}</span></li>
        }
    });
    view! { <li>{word.map(|word| view! { <b class="happens">{tr.text(word)}</b> " " })}<span class="mono">{changed.address}</span> <ul>{arguments.collect_view()}</ul></li> }
}
