//! Settings of the project: a form with one section for each group of the core.

use design_core::{Group, Kind, Level, ParamSpec, Scope, specs};
use leptos::prelude::*;

use crate::format;
use crate::state::{At, Field, Panel, use_store, use_tr, use_ui};
use crate::widgets::{Control, Glyph, Icon, IssueNote};
use crate::words;

#[component]
pub(crate) fn Project() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let mut sections: Vec<(Group, Vec<&'static ParamSpec>)> = Vec::new();
    for spec in specs(Scope::Project) {
        match sections.last_mut() {
            Some((group, list)) if *group == spec.group => list.push(spec),
            _ => sections.push((spec.group, vec![spec])),
        }
    }
    let sections = sections
        .into_iter()
        .map(|(group, specs)| {
            let fields = specs.into_iter().map(|spec| view! { <ProjectField spec /> }).collect_view();
            view! {
                <div class="card">
                    <h2>{tr.text(group.title())}</h2>
                    {fields}
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="panel" id="panel-project" aria-labelledby="project-title" hidden=move || ui.shown.get() != Panel::Project>
            <div class="tools"><h1 id="project-title">{tr.text(words::PROJECT)}</h1></div>
            <div class="form">{sections}</div>
        </section>
    }
}

#[component]
fn ProjectField(spec: &'static ParamSpec) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let field = Field { at: At::Project, spec };
    let state = store.field(field);
    let changed = Memo::new(move |_| state.with(|state| state.changed));
    let bad = Memo::new(move |_| state.with(|state| state.level == Some(Level::Error)));
    let label_id = format!("project-label-{}", spec.id);
    let help_id = format!("project-help-{}", spec.id);
    let issues = store.row_issues(Scope::Project, spec.id);
    let notes = move || issues.get().into_iter().map(|(_, issue)| view! { <IssueNote issue name="" /> }).collect_view();
    // A list or a switch shows by itself what it accepts.
    let is_typed = matches!(spec.kind, Kind::Number { .. } | Kind::Text(_) | Kind::List(_) | Kind::Map(..));
    let default = move || {
        let raw = store.with_draft(|draft| field.default(draft));
        format::shown(spec, &raw, tr.lang())
    };
    view! {
        <div class="form-row">
            <div class="form-label">
                <label id=label_id.clone() for=field.dom_id()>{tr.text(spec.label)}</label>
                <small class="source" lang="en">{spec.source}</small>
            </div>
            <div class="form-control">
                <div class="slot" class:changed=changed class:bad=bad>
                    <Control field state labelled_by=label_id described_by=help_id.clone() />
                    {move || changed.get().then(|| view! {
                        <button
                            type="button"
                            class="mark reset"
                            aria-label=move || words::reset_to(tr.lang(), &default())
                            title=move || words::reset_to(tr.lang(), &default())
                            on:click=move |_| {
                                let raw = store.with_draft_untracked(|draft| field.default(draft));
                                store.seal();
                                store.set(field, raw);
                                store.seal();
                                crate::browser::focus::quietly(field.dom_id());
                            }
                        >
                            <Icon glyph=Glyph::Reset />
                        </button>
                    })}
                </div>
                <div id=help_id>
                    {notes}
                    <p class="form-help">{tr.text(spec.help)} {is_typed.then(|| view! { " " <span class="accepts">{move || tr.words(&spec.accepts())}</span> })}</p>
                </div>
            </div>
        </div>
    }
}
