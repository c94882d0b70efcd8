//! What comes after the download: the commands of the bundle's own document, filled in for an
//! environment, with what somebody has to replace.

use infra_templates::{FIRST_TIME, document};
use leptos::prelude::*;

use super::words;
use crate::state::{NEXT_STEPS, use_store, use_tr, use_ui};
use crate::text::steps::{Step, steps};
use crate::widgets::{Glyph, Icon, copy};

#[component]
pub(super) fn Next() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let chosen = RwSignal::new(0_usize);
    let names = Memo::new(move |_| {
        let outcome = store.outcome.get();
        outcome
            .map(|outcome| outcome.design.environments.iter().map(|environment| environment.settings.name.clone()).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let switch = move || {
        names
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, name)| {
                view! {
                    <button type="button" data-testid=format!("next-{name}") aria-pressed=move || (chosen.get() == at).to_string() on:click=move |_| chosen.set(at)>
                        {name.clone()}
                    </button>
                }
            })
            .collect_view()
    };
    let list = move || {
        let outcome = store.outcome.get()?;
        let lang = tr.lang();
        let design = &outcome.design;
        let path = document(FIRST_TIME, lang, design.project.language());
        let text = outcome.bundle.files().get(&path)?;
        let path = StoredValue::new(path);
        let environment = design.environments.get(chosen.get()).or(design.environments.first())?;
        let known = [
            ("<env>", environment.settings.name.as_str()),
            ("<zone>", design.zone(environment)),
            ("<project>", design.project.basics.name.as_str()),
        ];
        let items = steps(text, &known).into_iter().map(|step| view! { <Commands step path /> }).collect_view();
        Some(view! {
            <p class="lead">
                {tr.text(words::NEXT_LEAD)} " "
                <button type="button" class="link mono" on:click=move |_| ui.show_line(&path.get_value(), 0)>{path.get_value()}</button>
            </p>
            <ol class="steps" data-testid="steps">{items}</ol>
        })
    };
    view! {
        <div class="card">
            <h2 id=NEXT_STEPS tabindex="-1">{tr.text(crate::words::NEXT_STEPS)}</h2>
            <div class="segments" role="group" aria-label=tr.text(words::FOR_ENVIRONMENT)>{switch}</div>
            {move || match list() {
                Some(list) => list.into_any(),
                None => view! { <p class="empty">{tr.text(crate::words::LOADING_FILES)}</p> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Commands(step: Step, path: StoredValue<String>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let Step { title, line, blocks, open } = step;
    let label = title.clone();
    let text = blocks.join("\n");
    let copied = text.clone();
    let copy = move |_| copy(ui, tr, &copied);
    view! {
        <li>
            <div class="step-head">
                <b>{title}</b>
                <button type="button" class="link mono" on:click=move |_| ui.show_line(&path.get_value(), line)>{format!(":{}", line + 1)}</button>
                <button type="button" class="icon-button quiet" aria-label=move || words::copy(tr.lang(), &label) on:click=copy><Icon glyph=Glyph::Copy /></button>
            </div>
            <pre class="mono" lang="en">{text}</pre>
            {(!open.is_empty()).then(|| view! { <p class="note notice">{move || words::replace(tr.lang(), &open)}</p> })}
        </li>
    }
}
