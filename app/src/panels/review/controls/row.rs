//! A control as one line: its name and a mark for each environment.

use design_core::compliance::{Assessed, Control, FindingLevel, Verdict};
use design_core::report::verdict_word;
use leptos::prelude::*;

use super::super::Reviewed;
use super::Look;
use super::details::Details;
use crate::state::{Shared, use_tr};

/// Sign and class of a verdict: shape and word, never colour alone.
pub(super) const fn mark(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Met => ("✓", "fine"),
        Verdict::Fails(FindingLevel::Error) => ("✕", "error"),
        Verdict::Fails(FindingLevel::Warning) => ("▲", "notice"),
        Verdict::Fails(FindingLevel::Info) => ("i", "info"),
        Verdict::ToConfirm(_) => ("?", "info"),
        Verdict::Confirmed => ("☑", "info"),
        Verdict::Waived => ("~", "info"),
        Verdict::NotApplicable => ("–", "none"),
        Verdict::Unproven => ("!", "error"),
    }
}

/// `id` is the id of its button and its hook for tests.
#[component]
pub(super) fn Row(reviewed: Shared<Reviewed>, control: &'static Control, id: String) -> impl IntoView {
    let tr = use_tr();
    let look: Look = expect_context();
    let id = StoredValue::new(id);
    let is_open = move || look.open.with(|open| id.with_value(|id| open.as_deref() == Some(id)));
    let toggle = move |_| {
        look.form.close();
        let now = (!is_open()).then(|| id.get_value());
        look.open.set(now);
    };
    let assessed: Vec<Assessed> =
        reviewed.assessment.controls.iter().filter(|assessed| assessed.control.id == control.id).cloned().collect();
    let names = reviewed.assessment.environments.clone();
    let cells: Vec<_> = assessed
        .iter()
        .map(|assessed| {
            let (sign, class) = mark(assessed.verdict);
            let word = verdict_word(assessed.verdict);
            let name = names.get(assessed.environment).cloned().unwrap_or_default();
            view! {
                <span class=format!("verdict {class}") title=tr.text(word)>
                    <span aria-hidden="true">{sign}</span>
                    <span class="hidden-text">{name} ": " {tr.text(word)}</span>
                </span>
            }
        })
        .collect();
    let details = StoredValue::new((reviewed, assessed));
    view! {
        <div class="control" class:open=is_open>
            <button type="button" class="control-row" id=id.get_value() data-testid=id.get_value() aria-expanded=move || is_open().to_string() on:click=toggle>
                <span class="control-name"><code class="rule">{control.id}</code> <span>{tr.text(control.title)}</span></span>
                {cells}
            </button>
            {move || is_open().then(|| {
                let (reviewed, assessed) = details.get_value();
                view! { <Details reviewed control assessed row=id.get_value() /> }
            })}
        </div>
    }
}
