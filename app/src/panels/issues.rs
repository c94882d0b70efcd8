//! Everything that is wrong or worth knowing, each with why, what to do, and the way there.

use design_core::{Issue, Level, Place};
use leptos::prelude::*;

use crate::state::{Field, Panel, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon, LevelMark, place_label, repair_label};
use crate::words;

#[component]
pub(crate) fn Issues() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let issues = store.issues;
    let section = move |level: Level| {
        move || {
            // Not drawn while nobody looks: it would cost every key that makes or mends an error.
            if ui.shown.get() != Panel::Issues {
                return None;
            }
            let list: Vec<Issue> = issues.get().into_iter().filter(|issue| issue.level == level).collect();
            (!list.is_empty()).then(|| {
                let (title, lead) = match level {
                    Level::Error => (words::ERRORS, words::ERRORS_LEAD),
                    Level::Notice => (words::NOTICES, words::NOTICES_LEAD),
                };
                view! {
                    <section class="issue-section" aria-label=tr.text(title)>
                        <h2>{tr.text(title)} <span class="count">{list.len()}</span></h2>
                        <p class="lead">{tr.text(lead)}</p>
                        <ul>{list.into_iter().map(|issue| view! { <IssueItem issue /> }).collect_view()}</ul>
                    </section>
                }
            })
        }
    };
    view! {
        <section class="panel" id="panel-issues" aria-labelledby="issues-title" hidden=move || ui.shown.get() != Panel::Issues>
            <div class="tools"><h1 id="issues-title">{tr.text(words::ISSUES)}</h1></div>
            <div class="issues" data-testid="issue-list">
                {section(Level::Error)}
                {section(Level::Notice)}
                {move || issues.with(Vec::is_empty).then(|| view! {
                    <div class="empty">
                        <p class="badge fine"><span aria-hidden="true">"✓"</span> {tr.text(words::NO_ISSUES)}</p>
                        <p>{tr.text(words::NO_ISSUES_MORE)}</p>
                        <button type="button" class="button" data-testid="empty-next" on:click=move |_| ui.panel.set(Panel::Controls)>{tr.text(words::TO_CONTROLS)}</button>
                    </div>
                })}
            </div>
        </section>
    }
}

#[component]
fn IssueItem(issue: Issue) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let Issue { level, rule, place, what, why, fix, repair } = issue;
    let target = Field::of_place(&place);
    let is_decision = matches!(place, Place::Control(_));
    let place_words = move || place_label(&place, |index| words::name_or(tr.lang(), &store.environment_name(index)), tr.lang());
    let label = {
        let repair = repair.clone();
        move || repair_label(&repair, tr.lang())
    };
    let mendable = !repair.is_empty();
    view! {
        <li class="issue" class:error=level == Level::Error>
            <div class="issue-head">
                <LevelMark level />
                <span class="place">{place_words}</span>
                <code class="rule">{rule}</code>
            </div>
            <div class="issue-words">
            <p class="what">{move || tr.words(&what)}</p>
            <p class="why">{move || tr.words(&why)}</p>
            <p class="fix">{move || tr.words(&fix)}</p>
            </div>
            <div class="issue-actions">
                {is_decision.then(|| view! {
                    <button type="button" class="button" on:click=move |_| ui.panel.set(Panel::Controls)>{tr.text(words::SHOW)}</button>
                })}
                {target.map(|field| view! {
                    <button type="button" class="button" on:click=move |_| ui.jump(field)>{tr.text(words::SHOW)}</button>
                })}
                {mendable.then(|| view! {
                    <button type="button" class="button accent" on:click=move |_| store.apply_all(&repair)>
                        <Icon glyph=Glyph::Check />
                        {label}
                    </button>
                })}
            </div>
        </li>
    }
}
