//! Resources: everything that an environment would create, with its name and line.

use std::sync::Arc;

use design_core::inventory::{Entry, inventory};
use design_core::plan::Plan;
use design_core::topology::{Component, Home};
use leptos::prelude::*;

use super::Reviewed;
use super::place::{Place, address};
use crate::browser::focus;
use crate::state::{Panel, Shared, use_tr, use_ui};
use crate::widgets::{Empty, Glyph, Icon};
use crate::words;

/// Id of the box that filters.
const FILTER: &str = "resource-filter";

#[component]
pub(super) fn Resources(reviewed: RwSignal<Option<Shared<Reviewed>>>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let query = RwSignal::new(String::new());
    // The last environment, production by default, is shown first.
    let chosen = RwSignal::new(None::<usize>);
    let is_shown = move || ui.shown.get() == Panel::Resources;
    let component = RwSignal::new(None::<&'static str>);
    // What was asked for from the diagram, until something else is looked for.
    Effect::new(move |_| {
        let Some((environment, asked)) = ui.resources.get() else { return };
        component.set(Some(asked));
        query.set(String::new());
        let at = reviewed.with_untracked(|reviewed| {
            let names = &reviewed.as_ref()?.assessment.environments;
            // The account's resources stand behind those of the environments.
            let of_account = Component::find(asked).is_some_and(|component| component.home == Home::Account);
            if of_account { Some(names.len()) } else { names.iter().position(|name| *name == environment) }
        });
        chosen.set(at);
        ui.resources.set(None);
    });
    let roots = move || -> Vec<(String, Arc<Plan>)> {
        let Some(reviewed) = reviewed.get() else { return Vec::new() };
        let environments = reviewed.survey.environments.iter().map(|subject| (subject.name.clone(), subject.plan.clone()));
        let account = reviewed
            .survey
            .accounts
            .iter()
            .map(|account| (format!("{} {}", tr.get(words::ACCOUNT), account.id).trim_end().to_owned(), account.plan.clone()));
        environments.chain(account).collect()
    };
    let accounts = move || reviewed.with(|reviewed| reviewed.as_ref().map_or(1, |reviewed| reviewed.survey.accounts.len()));
    let index = move |count: usize| chosen.get().unwrap_or(count.saturating_sub(1 + accounts())).min(count.saturating_sub(1));
    let switch = move || {
        let roots = if is_shown() { roots() } else { Vec::new() };
        let shown = index(roots.len());
        roots
            .into_iter()
            .enumerate()
            .map(|(at, (name, plan))| {
                view! {
                    <button type="button" aria-pressed=(at == shown).to_string() on:click=move |_| chosen.set(Some(at))>
                        {name} " " <i class="count">{plan.resources().len()}</i>
                    </button>
                }
            })
            .collect_view()
    };
    let clear = move || {
        query.set(String::new());
        component.set(None);
        focus::quietly(FILTER.to_owned());
    };
    let list = move || {
        if !is_shown() {
            return None;
        }
        let roots = roots();
        let (_, plan) = roots.get(index(roots.len()))?;
        let query = query.get().trim().to_lowercase();
        let lang = tr.lang();
        let only = component.get();
        let of = |entry: &Entry| plan.at(&entry.address).and_then(Component::of).map(|component| component.id);
        let fits = |entry: &Entry| {
            if only.is_some_and(|only| of(entry) != Some(only)) {
                return false;
            }
            query.is_empty()
                || [Some(&entry.address), entry.name.as_ref()].into_iter().flatten().any(|text| text.to_lowercase().contains(&query))
        };
        let entries: Vec<Entry> = inventory(plan).into_iter().filter(fits).collect();
        let none = entries.is_empty();
        let modules = entries.chunk_by(|a, b| a.module == b.module).map(|module| {
            let name = module.first().map(|entry| entry.module.clone()).unwrap_or_default();
            let name = if name.is_empty() { "main.tf".to_owned() } else { format!("modules/{name}") };
            let rows = module.iter().cloned().map(|entry| {
                let home = plan.at(&entry.address).and_then(Component::of);
                let short = entry.address.strip_prefix(&format!("module.{}.", entry.module)).unwrap_or(&entry.address).to_owned();
                view! {
                    <tr>
                        <td class="mono" title=entry.address.clone()>{address(&short)}</td>
                        <td class="mono">{entry.name.unwrap_or_else(|| "–".to_owned())}</td>
                        <td><Place line=entry.line /></td>
                        <td>{home.map(|component| view! {
                            <button type="button" class="link" aria-label=words::in_diagram(lang, component.title.get(lang)) on:click=move |_| ui.show_component(component.id)>{component.title.get(lang)}</button>
                        })}</td>
                    </tr>
                }
            });
            view! {
                <tbody>
                    <tr class="module"><th colspan="4" scope="rowgroup">{name} " " <i class="count">{module.len()}</i></th></tr>
                    {rows.collect_view()}
                </tbody>
            }
        });
        let modules = modules.collect_view();
        Some(view! {
            <table class="list rows" data-testid="resource-list" hidden=none>
                <thead><tr>
                    <th scope="col">{tr.text(words::RESOURCE)}</th>
                    <th scope="col">{tr.text(words::NAME_IN_AWS)}</th>
                    <th scope="col">{tr.text(words::LINE)}</th>
                    <th scope="col">{tr.text(words::COMPONENT)}</th>
                </tr></thead>
                {modules}
            </table>
            {none.then(|| view! { <Empty what=words::NO_RESOURCES next=words::CLEAR_FILTERS act=clear /> })}
        })
    };
    view! {
        <section class="panel" id="panel-resources" aria-labelledby="resources-title" hidden=move || !is_shown()>
            <div class="tools">
                <h1 id="resources-title">{tr.text(words::RESOURCES)}</h1>
                <label class="find">
                    <Icon glyph=Glyph::Search />
                    <input type="search" id=FILTER data-testid=FILTER aria-label=tr.text(words::FIND_RESOURCE) placeholder=tr.text(words::FIND_RESOURCE)
                        prop:value=query on:input:target=move |event| query.set(event.target().value()) />
                </label>
                {move || component.get().and_then(Component::find).map(|only| view! {
                    <button type="button" class="chip" aria-pressed="true" data-testid="only-component" on:click=move |_| component.set(None)>{tr.text(only.title)} " ✕"</button>
                })}
                <div class="segments" role="group" aria-label=tr.text(words::SHOWN_ENVIRONMENT)>{switch}</div>
            </div>
            <div class="review">
                <p class="lead">{tr.text(words::RESOURCES_LEAD)}</p>
                {list}
                {move || (is_shown() && reviewed.with(Option::is_none)).then(|| view! { <p class="empty">{tr.text(words::LOADING_FILES)}</p> })}
            </div>
        </section>
    }
}
