//! Load: how full each thing is that can run out, at which load an environment is full, what to do,
//! and the stated load as a form.

use design_core::Edit;
use design_core::assumption::{ASSUMPTIONS, About};
use design_core::report::{self, Setting};
use leptos::prelude::*;
use serde_json::Value as Raw;

use super::super::place::Place;
use super::form::Row;
use super::{Desk, words};
use crate::browser::download;
use crate::state::{use_store, use_tr, use_ui};

#[component]
pub(super) fn Load(desk: Desk) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let draw = move |setting, tracked: bool| {
        let lang = if tracked { tr.lang() } else { tr.lang_untracked() };
        let position = if tracked { desk.position() } else { untrack(|| desk.position()) };
        let read = |worked: &Option<crate::state::Shared<super::Worked>>| {
            Some(report::capacity_chart(worked.as_ref()?.capacity.environments.get(position)?, setting, lang))
        };
        if tracked { desk.worked.with(read) } else { desk.worked.with_untracked(read) }
    };
    let save = move |_| {
        let lang = tr.lang_untracked();
        let name = words::chart_file("capacity");
        let done = draw(Setting::File, false).is_some_and(|svg| download::save(&name, "image/svg+xml", svg.as_bytes()));
        ui.say(if done { crate::words::saved(lang, &name) } else { crate::words::DOWNLOAD_FAILED.get(lang).to_owned() }, None);
    };
    let summary = move || {
        let lang = tr.lang();
        let position = desk.position();
        desk.worked.with(|worked| Some(report::capacity_summary(worked.as_ref()?.capacity.environments.get(position)?, lang)))
    };
    let quotas = move || {
        let lang = tr.lang();
        let lines = desk.worked.with(|worked| {
            worked.iter().flat_map(|worked| worked.capacity.quotas.iter().map(|quota| report::quota_line(quota, lang))).collect::<Vec<_>>()
        });
        lines.into_iter().map(|line| view! { <p class="why">{line}</p> }).collect_view()
    };
    view! {
        <p class="lead">{tr.text(words::LOAD_LEAD)}</p>
        <p class="total-line" data-testid="capacity-summary">{summary}</p>
        {quotas}
        <div class="chart-box" tabindex="0" role="group" aria-label=tr.text(words::LOAD) data-testid="capacity-chart" inner_html=move || draw(Setting::Page, true).unwrap_or_default()></div>
        <p><button type="button" class="link" on:click=save>{tr.text(words::SAVE_CHART)}</button></p>
        <Limits desk />
        <AdviceList desk />
        <Stated desk />
    }
}

#[component]
fn Limits(desk: Desk) -> impl IntoView {
    let tr = use_tr();
    let rows = move || {
        let lang = tr.lang();
        let position = desk.position();
        let worked = desk.worked.get()?;
        let environment = worked.capacity.environments.get(position)?;
        let shown = |span: Option<design_core::capacity::Span>| span.map_or_else(|| "–".to_owned(), report::span_text);
        let rows = environment.limits.iter().map(|limit| {
            let unit = limit.kind.unit().get(lang);
            let percent = limit.percent().map_or_else(|| "–".to_owned(), |percent| format!("{} %", report::span_text(percent)));
            view! {
                <tr>
                    <th scope="row">{limit.kind.what().get(lang)}</th>
                    <td class="number">{shown(limit.demand)}</td>
                    <td class="number">{shown(limit.supply)} " " {unit}</td>
                    <td class="number">{percent}</td>
                    <td>{report::state_word(limit.state()).get(lang)}</td>
                    <td>{limit.line.clone().map(|line| view! { <Place line /> })}</td>
                </tr>
            }
        });
        Some(rows.collect_view())
    };
    view! {
        <table class="list" data-testid="capacity-limits">
            <thead><tr>
                <th scope="col"></th>
                <th scope="col" class="number">{tr.text(words::NEEDED)}</th>
                <th scope="col" class="number">{tr.text(words::AVAILABLE)}</th>
                <th scope="col" class="number">{tr.text(words::SHARE)}</th>
                <th scope="col">{tr.text(words::VERDICT)}</th>
                <th scope="col">{tr.text(words::DECIDED_BY)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn AdviceList(desk: Desk) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let list = move || {
        let lang = tr.lang();
        let position = desk.position();
        let worked = desk.worked.get()?;
        let advice = worked.capacity.environments.get(position)?.advice.clone();
        if advice.is_empty() {
            return Some(view! { <p class="empty">{words::NO_ADVICE.get(lang)}</p> }.into_any());
        }
        let rows = advice.into_iter().map(|advice| {
            let apply = advice.size.clone().map(|(id, value)| {
                let label = words::set_to(lang, id, &value);
                let raw = value.parse::<i64>().map_or_else(|_| Raw::from(value), Raw::from);
                view! {
                    <button type="button" class="chip" on:click=move |_| store.apply(Edit::SetSize { environment: position, id: id.to_owned(), value: raw.clone() })>{label}</button>
                }
            });
            view! { <li>{advice.text.get(lang).to_owned()} " " {advice.line.map(|line| view! { <Place line /> })} " " {apply}</li> }
        });
        Some(view! { <ul class="plain" data-testid="capacity-advice">{rows.collect_view()}</ul> }.into_any())
    };
    view! { <h2>{tr.text(words::ADVICE)}</h2> {list} }
}

/// The load as a form.
#[component]
fn Stated(desk: Desk) -> impl IntoView {
    let tr = use_tr();
    let environment = Memo::new(move |_| desk.environment());
    let rows = move || {
        let environment = environment.get();
        let load = ASSUMPTIONS.iter().filter(|assumption| assumption.about == About::Load);
        load.map(|assumption| view! { <Row assumption environment follows=Signal::derive(String::new) /> }).collect_view()
    };
    let quota = ASSUMPTIONS.iter().filter(|assumption| assumption.id == "quota.fargate_vcpu");
    let quota = quota.map(|assumption| view! { <Row assumption environment=None follows=Signal::derive(String::new) /> }).collect_view();
    view! {
        <h2>{tr.text(words::STATED_LOAD)}</h2>
        <table class="list" data-testid="capacity-load">
            <thead><tr><th scope="col">{tr.text(words::ASSUMPTION)}</th><th scope="col">{tr.text(words::VALUE)}</th><th scope="col"></th></tr></thead>
            <tbody>{rows}</tbody>
            <tbody>{quota}</tbody>
        </table>
    }
}
